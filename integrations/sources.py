"""What is polled: the CRM's change feed. Signals and cursor are committed together, so nothing is lost or doubled."""

import logging

from bot.memory import Memory
from bot.model import Signal
from bot.ports import Crm, Record

log = logging.getLogger(__name__)

SOURCE = "crm:deal"
PAGES = 10  # at a time, so that a large backlog does not keep approvals waiting for the same CRM allowance


def poll_changes(crm: Crm, memory: Memory) -> int:
    """Ask the CRM which deals changed since the cursor. Returns how many signals were new.

    Raises: AuthExpired and Temporary, with the cursor where it was.
    """
    new = 0
    for _ in range(PAGES):
        with memory.begin() as tx:
            cursor = memory.inbox.cursor(tx, SOURCE)
        page = crm.changes("deal", cursor)
        signals = tuple(_signal(record, crm.name) for record in page.records)
        with memory.begin() as tx:
            new += memory.inbox.put(tx, signals, source=SOURCE, cursor=page.cursor)
        if not page.more:
            break
    return new


def _signal(record: Record, crm: str) -> Signal:
    return Signal(
        id=f"record_changed:{record.ref}:{record.modified_at.isoformat()}",
        kind="record_changed",
        source=f"{crm} change feed",
        at=record.modified_at,
        record=record.ref,
    )
