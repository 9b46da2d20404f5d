"""The ledger, open for reading beside a running process: what `receipts` prints."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot import receipts
from bot.house import House
from bot.ledger import Broken
from bot.model import Receipt
from bot.receipts import Discrepancy
from store.database import open_database
from store.engine import DbosEngine
from store.memory import SqlMemory


@dataclass(frozen=True)
class OpenLedger:
    """The ledger. Only its notes need the CRM, so the rest works without one."""

    memory: SqlMemory
    house: Callable[[SqlMemory], House]  # called for the notes; may raise SettingError

    def receipts(self, limit: int) -> tuple[Receipt, ...]:
        """The newest ones, newest first."""
        with self.memory.begin() as tx:
            return self.memory.ledger.receipts(tx, limit=limit)

    def note_state(self, receipt: str) -> str:
        """`written`, `pending: why` or `given up: why`."""
        with self.memory.begin() as tx:
            return self.memory.notes.state(tx, receipt)

    def verify(self) -> Broken | None:
        """None when the chain holds."""
        with self.memory.begin() as tx:
            return self.memory.ledger.verify(tx)

    def verify_notes(self, limit: int) -> tuple[Discrepancy, ...]:
        """What does not agree between the newest receipts and their CRM notes."""
        return receipts.verify_notes(self.house(self.memory), self.receipts(limit))


@contextlib.contextmanager
def open_ledger(url: str, house: Callable[[SqlMemory], House]) -> Iterator[OpenLedger]:
    """Open it, until the block ends.

    Args:
        url: of the database.
        house: puts a CRM beside the memory, for what needs one.

    Raises:
        StoreError: The database cannot be used as it is.
    """
    database = open_database(url)
    try:
        yield OpenLedger(SqlMemory(database, DbosEngine(database)), house)
    finally:
        database.close()
