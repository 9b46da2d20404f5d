"""The durable runs that carry out what was approved, and what is remembered of each try."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

from pydantic.dataclasses import dataclass

from bot.transaction import Tx

T = TypeVar("T")


Purpose = Literal["do", "undo"]


@dataclass(frozen=True)
class Execution:
    """One try at carrying out an approved proposal, or at undoing a receipt.

    `id` is `act:{proposal}:{n}` or `undo:{receipt}:{n}`.
    """

    id: str
    proposal: str
    purpose: Purpose
    by: str  # the Person whose click started it
    at: datetime
    receipt: str | None = None  # for undo: the receipt to take back
    operations: tuple[dict[str, Any], ...] = ()  # dumped nouns, where they differ from the proposal's own
    state: str = "submitted"


class Executions(Protocol):
    def add(self, tx: Tx, execution: Execution) -> bool: ...

    def get(self, tx: Tx, execution: str) -> Execution | None: ...

    def count(self, tx: Tx, prefix: str) -> int:
        """How many tries have ids that start with the prefix (`act:{proposal}:`)."""

    def end(self, tx: Tx, execution: str, state: str) -> None: ...

    def begin_making(self, tx: Tx, key: str, at: datetime) -> bool:
        """Write down that a record is about to be made under that key. False when it stood there already."""

    def made_nothing(self, tx: Tx, key: str) -> None:
        """Nothing was made under that key, so that the next try is a first one."""


class Run(Protocol):
    """One durable run, as `lifecycle.execute` sees it. Steps are replayed from their checkpoint after a crash."""

    def step(self, name: str, f: Callable[[], T]) -> T:
        """At least once; the result (a registered noun, or JSON) is remembered."""

    def step_tx(self, name: str, f: Callable[[Tx], T]) -> T:
        """Our rows and the checkpoint in one commit."""

    def pause(self, seconds: float) -> None:
        """Machine time; seconds, not minutes."""


class Engine(Protocol):
    def submit(self, tx: Tx, execution: str) -> None:
        """Start a durable run of `lifecycle.execute` with that id, in this transaction. Once per id."""

    def live(self, executions: Collection[str]) -> frozenset[str]:
        """Which of these have a run that is queued or running."""
