"""The port to what we remember, implemented in store/. All state changes are single conditional statements.

A `Tx` is one open transaction of the store; nothing calls the network while one is open.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from bot.ledger import Ledger
from bot.mailroom import Mailroom
from bot.model import Approval, DismissReason, Proposal, Signal, Verdict
from bot.operations.shape import Stale
from bot.outboxes import Desk, Notes
from bot.prompting import ModelCalls
from bot.runs import Engine, Executions
from bot.standing import Standing, State
from bot.transaction import Tx
from bot.values import Person, RecordRef


class Inbox(Protocol):
    """Signals, each once by id; and each (signal, workflow) answered once."""

    def put(
        self, tx: Tx, signals: Sequence[Signal], *, source: str | None = None, cursor: str | None = None
    ) -> int:
        """Add the new ones and, in the same transaction, move the source's cursor. Returns how many were new."""

    def cursor(self, tx: Tx, source: str) -> str | None: ...

    def waiting(self, tx: Tx, limit: int) -> tuple[Signal, ...]:
        """Signals not fully answered yet, oldest first (locked for this transaction where the database can)."""

    def claim(self, tx: Tx, signal: str, workflow: str) -> bool:
        """True for exactly one caller per (signal, workflow)."""

    def finish(self, tx: Tx, signal: str) -> None: ...

    def quarantine(self, tx: Tx, signal: str, workflow: str, why: str) -> None:
        """Set one (signal, workflow) aside with its reason; the others go on."""


class Proposals(Protocol):
    def add(self, tx: Tx, standing: Standing) -> bool:
        """False when an open proposal of the same workflow on the same record is there already."""

    def get(self, tx: Tx, proposal: str) -> Standing | None: ...

    def move(  # the one state change
        self,
        tx: Tx,
        standing: Standing,
        to: State,
        *,
        at: datetime,
        said: str = "",
        proposal: Proposal | None = None,
        asked: str | None = None,
        verdict: Verdict | None = None,
        approval: Approval | None = None,
        stale: Stale | None = None,
        receipt: str | None = None,
        dismissed: DismissReason | None = None,
        due_at: datetime | None = None,
        attempt: int | None = None,
    ) -> bool:
        """`UPDATE … WHERE state = :from AND version = :v`; False when someone was first.

        None leaves a column as it is, but for `said` and `stale`, which belong to this move alone.

        `to` may equal the state it is in (a re-routed edit stays open); other moves must be in MOVES.
        """

    def open_on(self, tx: Tx, record: RecordRef, workflow: str) -> Standing | None: ...

    def under_way(self, tx: Tx, record: RecordRef, workflow: str) -> tuple[Standing, ...]:
        """What of that workflow is held, approved or being carried out on this record."""

    def asked_of(
        self, tx: Tx, person: str, states: Collection[State], *, limit: int | None = None
    ) -> tuple[Standing, ...]:
        """What waits for that person, best first: points, then age."""

    def count_asked(self, tx: Tx, person: str, states: Collection[State]) -> int:
        """How much waits for that person."""

    def is_quiet(self, tx: Tx, record: RecordRef, workflow: str, fingerprint: str) -> bool:
        """This very set of findings was dismissed or undone, or the person said never."""

    def in_states(
        self, tx: Tx, states: Collection[State], *, before: datetime | None = None, limit: int = 500
    ) -> tuple[Standing, ...]:
        """Proposals that entered one of these states before that moment; oldest first."""

    def due(
        self, tx: Tx, states: Collection[State], *, before: datetime, limit: int = 500
    ) -> tuple[Standing, ...]:
        """Proposals in these states whose `due_at` is not after that moment; the longest due first."""

    def recent(self, tx: Tx, *, person: str | None = None, limit: int = 50) -> tuple[Standing, ...]: ...


class People(Protocol):
    def get(self, tx: Tx, person: str) -> Person | None: ...

    def by_slack(self, tx: Tx, slack_user: str) -> Person | None: ...

    def by_owner(self, tx: Tx, crm_owner: str) -> Person | None: ...

    def all(self, tx: Tx) -> tuple[Person, ...]: ...

    def put(self, tx: Tx, people: Sequence[Person]) -> None:
        """Add or refresh by e-mail."""


class Switches(Protocol):
    """Settings that people change while it runs: the kill switch, guardrails, and what stopped the queue."""

    def get(self, tx: Tx, name: str) -> Any: ...  # noqa: ANN401  # JSON

    def set(self, tx: Tx, name: str, value: Any, *, by: str, at: datetime) -> None: ...  # noqa: ANN401


class Memory(Protocol):
    """Everything we remember, and the transactions it is changed in."""

    @property
    def inbox(self) -> Inbox: ...

    @property
    def proposals(self) -> Proposals: ...

    @property
    def executions(self) -> Executions: ...

    @property
    def ledger(self) -> Ledger: ...

    @property
    def desk(self) -> Desk: ...

    @property
    def notes(self) -> Notes: ...

    @property
    def engine(self) -> Engine: ...

    @property
    def people(self) -> People: ...

    @property
    def switches(self) -> Switches: ...

    @property
    def mailroom(self) -> Mailroom: ...

    @property
    def model_calls(self) -> ModelCalls: ...

    def begin(self) -> AbstractContextManager[Tx]:
        """A transaction that commits when the block ends and rolls back on an exception."""
