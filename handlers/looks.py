"""What people may look at besides a card: the latest receipts, the CRM's stages, and whether anything stands still."""

from bot.lifecycle import Lifecycle
from bot.model import Receipt
from bot.ports import Stage


def latest_receipts(lifecycle: Lifecycle) -> tuple[Receipt, ...]:
    """The newest first."""
    memory = lifecycle.house.memory
    with memory.begin() as tx:
        return memory.ledger.receipts(tx, limit=5)


def stages(lifecycle: Lifecycle) -> tuple[Stage, ...]:
    """The stages of the pipeline, in order. Asks the CRM; raises CrmError."""
    return lifecycle.house.crm.stages()


def stands_still(lifecycle: Lifecycle) -> str | None:
    """Who paused everything and why, or why the queue stopped; None while it runs."""
    house = lifecycle.house
    with house.memory.begin() as tx:
        paused, stopped = house.paused(tx), house.stopped(tx)
    if paused:
        return f"Everything is paused by {paused['by_name']}: {paused['reason']}"
    return f"The connection to {house.crm_name} must be renewed: {stopped}" if stopped else None
