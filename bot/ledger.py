"""The ledger: what happened, line by line, and the chain of receipts."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from pydantic.dataclasses import dataclass

from bot.model import Receipt
from bot.transaction import Tx


@dataclass(frozen=True)
class Entry:
    """One line of the ledger.

    Kinds: signal, understood, proposal, verdict, why_not, approval, dismissal, execution, receipt, confirmation,
    lesson, switch, halt, suppression, alarm, notice, escalation.
    """

    kind: str
    at: datetime
    proposal: str | None = None
    signal: str | None = None
    person: str | None = None
    workflow: str | None = None
    facts: dict[str, Any] | None = None


@dataclass(frozen=True)
class Broken:
    """The first place where the chain of receipts does not hold."""

    seq: int
    receipt: str | None
    said: str


class Ledger(Protocol):
    """Append-only. Receipts form a chain of digests; their text lies beside it, erasable without breaking it."""

    def write(self, tx: Tx, entry: Entry) -> None: ...

    def entries(
        self,
        tx: Tx,
        *,
        proposal: str | None = None,
        signal: str | None = None,
        kinds: Collection[str] = (),
        since: datetime | None = None,
        limit: int = 200,
    ) -> tuple[Entry, ...]:
        """The latest lines, in the order in which they were written."""

    def append(self, tx: Tx, receipt: Receipt) -> str:
        """Chain the receipt and return its digest (hex). The chain's head row is locked until the commit."""

    def receipt(self, tx: Tx, receipt: str) -> Receipt | None: ...

    def digest(self, tx: Tx, receipt: str) -> str | None: ...

    def receipts(self, tx: Tx, *, limit: int = 50, newest_first: bool = True) -> tuple[Receipt, ...]: ...

    def verify(self, tx: Tx) -> Broken | None:
        """None when the whole chain holds; else the first row that was changed, deleted or inserted (N3)."""
