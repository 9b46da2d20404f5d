"""Where a receipt and its note stand: on the record the card was about, or on what the card made. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Proposal, Receipt, ReceiptLine
from bot.values import RecordKind, RecordRef

_TELLING: tuple[RecordKind, ...] = ("deal", "contact", "account", "lead")  # where people look first


@dataclass(frozen=True)
class Place:
    """A record with its name and link, as a receipt shows them."""

    record: RecordRef
    name: str
    link: str


def on_record(record: RecordRef) -> bool:
    """Whether a note can stand there: an address is no record of the CRM, and a placeholder is none yet."""
    return record.kind != "address" and not record.is_new


def stands_on(proposal: Proposal, lines: Sequence[ReceiptLine]) -> Place:
    """The proposal's own record where there is one, else the most telling that was made, else one that was changed.

    A record that these very lines took back is none of them.
    """
    own = Place(proposal.record, proposal.record_name, proposal.record_link)
    if on_record(proposal.record):
        return own
    done = [line for line in lines if line.state == "done" and line.applied is not None]
    made = _made(done)
    gone = {line.operation.target for line in done if line.operation.takes_back}
    changed = [
        Place(line.applied.record, own.name, own.link)
        for line in done
        if line.applied is not None and line.applied.record not in gone
    ]
    for places in (made, changed):
        for kind in _TELLING:
            found = next((place for place in places if place.record.kind == kind), None)
            if found is not None:
                return found
    return own


def made_by(receipt: Receipt) -> tuple[Place, ...]:
    """The records that a receipt's operations made, or used in the place of one they would have made."""
    return tuple(_made([line for line in receipt.lines if line.state == "done"]))


def taken_back_by(receipt: Receipt) -> frozenset[RecordRef]:
    """The records that it took out of the CRM."""
    return frozenset(
        line.operation.target for line in receipt.lines if line.state == "done" and line.operation.takes_back
    )


def _made(done: Sequence[ReceiptLine]) -> list[Place]:
    return [
        Place(line.applied.record, line.applied.name, line.applied.link)
        for line in done
        if line.applied is not None and line.operation.creates() is not None
    ]
