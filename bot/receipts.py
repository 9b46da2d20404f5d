"""Receipts written back: the CRM note that follows every receipt, and the check of notes against the ledger (N3, U-06).

The receipt commits first; its note follows from an outbox, once by key. The note carries the receipt's id and digest,
so that the ledger and the CRM can each be held against the other.
"""

import logging
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from pydantic.dataclasses import dataclass

from bot.errors import AuthExpired, CrmError, InDoubt
from bot.house import House
from bot.model import Receipt
from bot.outboxes import PendingNote
from bot.placement import made_by, on_record, taken_back_by
from bot.values import Change, RecordRef

log = logging.getLogger(__name__)

BATCH = 20  # in one go, before the drain looks whether it should stop
_WITH_NOTES = frozenset({"account", "contact", "deal", "lead"})
LAST_TRY = 30  # with pauses that double up to an hour this is most of a day; then a person is told


def title(receipt: Receipt) -> str:
    """The note's title: what happened, and the receipt's id to find it by."""
    return f"Dealhand receipt {receipt.id}: {receipt.verb} {receipt.record_name}"[:255]


def body(receipt: Receipt, digest: str, zone: str) -> str:
    """The note's plain text: what, before and after, why, who, when (UTC and the owner's zone), id and digest."""
    local = receipt.executed_at.astimezone(ZoneInfo(zone))
    lines = [f"{'Undone' if receipt.undoes else 'Done'} by Dealhand, approved by {receipt.approver_name}"]
    for line in receipt.lines:
        lines.append(f"{line.summary} ({line.state.replace('_', ' ')})")
        lines.extend(f"  {change.label}: {shown(change)}" for change in line.changes)
        if (
            line.atomic is None and line.answer
        ):  # what no server answered: why it was not done, or who says it was
            lines.append(f"  {line.answer}")
    lines += [
        f"Why: {receipt.reason}",
        f"Approved: {receipt.approved_at:%Y-%m-%d %H:%M:%S} UTC by {receipt.approver_name}",
        f"Carried out: {receipt.executed_at:%Y-%m-%d %H:%M:%S} UTC ({local:%d %b %Y %H:%M} {zone})",
        f"Receipt: {receipt.id}",
        f"Digest: {digest}",
    ]
    if receipt.undoes:
        lines.append(f"Undoes: {receipt.undoes}")
    return "\n".join(lines)


def shown(change: Change) -> str:
    """`before → after` in words."""
    before = change.shown_before or change.before or "(empty)"
    after = change.shown_after or change.after or "(empty)"
    unit = f" {change.unit}" if change.unit else ""
    return f"{before}{unit if change.before else ''} → {after}{unit if change.after else ''}"


def deliver_notes(house: House) -> int:
    """Write the notes that wait. Returns how many were written; what fails stays, with its reason.

    Each is claimed by itself: a claim on many would run out under a slow CRM, and another replica write beside us.
    """
    written = 0
    for _ in range(BATCH):
        with house.memory.begin() as tx:
            waiting = () if house.stopped(tx) else house.memory.notes.waiting(tx, 1)
        if not waiting:
            break
        written += sum(_deliver(house, pending) for pending in waiting)
    return written


def _deliver(house: House, pending: PendingNote) -> bool:
    with house.memory.begin() as tx:
        receipt = house.memory.ledger.receipt(tx, pending.receipt)
        digest = house.memory.ledger.digest(tx, pending.receipt)
        if receipt is None or digest is None:
            house.memory.notes.give_up(tx, pending.receipt, "the receipt's text was erased")
            return False
        standing = house.memory.proposals.get(tx, receipt.proposal)
        owner = house.memory.people.get(tx, standing.proposal.owner) if standing else None
    text = body(receipt, digest, owner.zone if owner else "UTC")
    try:
        created = house.crm.note_once(
            receipt.id, targets(receipt), title(receipt), text, again=pending.tries > 0
        )
    except CrmError as error:
        _not_written(house, pending, receipt, error)
        return False
    with house.memory.begin() as tx:
        house.memory.notes.written(tx, pending.receipt, created.ref.id)
        house.memory.desk.redraw(tx, receipt.proposal)
    return True


def targets(receipt: Receipt) -> tuple[RecordRef, ...]:
    """The record itself, what was made or changed with it, and the contact where the receipt names one (U-06)."""
    made = [place.record for place in made_by(receipt)]
    gone = taken_back_by(receipt)
    changed = [a.record for a in receipt.done() if a.record.kind in _WITH_NOTES and a.record not in gone]
    contacts = {
        RecordRef("contact", change.after)
        for line in receipt.lines
        for change in line.changes
        if change.type == "contact" and change.after and line.state == "done"
    }
    return tuple(dict.fromkeys((receipt.record, *made, *changed, *sorted(contacts, key=str))))


def pause_after(tries: int, asked: float) -> float:
    """Seconds until a note is tried again: doubling up to an hour, and never sooner than the CRM asked for."""
    return max(asked, min(2.0**tries, 3600.0))


def _not_written(house: House, pending: PendingNote, receipt: Receipt, error: CrmError) -> None:
    log.warning("note of %s waits: %s", pending.receipt, error, extra={"proposal": receipt.proposal})
    with house.memory.begin() as tx:
        if isinstance(error, AuthExpired):
            house.stop(tx, str(error))
        hopeless = error.permanent and not isinstance(error, AuthExpired | InDoubt)
        if hopeless or pending.tries >= LAST_TRY:
            house.memory.notes.give_up(tx, pending.receipt, str(error))
            house.memory.desk.redraw(tx, receipt.proposal)
        else:
            seconds = pause_after(pending.tries, getattr(error, "retry_after", 0.0))
            house.memory.notes.later(tx, pending.receipt, seconds, str(error))


@dataclass(frozen=True)
class Discrepancy:
    """One thing that `receipts verify` found: which receipt, and what does not agree."""

    receipt: str
    said: str


def verify_notes(house: House, receipts: Sequence[Receipt]) -> tuple[Discrepancy, ...]:
    """Hold each receipt against the note on its record: there, once, and with our digest in it."""
    found = []
    gone = frozenset[RecordRef]().union(*(taken_back_by(receipt) for receipt in receipts))
    for receipt in receipts:
        if not on_record(receipt.record) or receipt.is_silent or receipt.record in gone:
            continue  # no record of the CRM, nothing that a note is for, or one that was taken back with its notes
        with house.memory.begin() as tx:
            state = house.memory.notes.state(tx, receipt.id)
            digest = house.memory.ledger.digest(tx, receipt.id) or ""
        if not state.startswith("written"):
            found.append(Discrepancy(receipt.id, f"note {state or 'missing from the outbox'}"))
            continue
        try:
            notes = [note for note in house.crm.notes(receipt.record) if note.key == receipt.id]
        except CrmError as error:
            found.append(Discrepancy(receipt.id, f"the record could not be read: {error}"))
            continue
        if not notes:
            found.append(Discrepancy(receipt.id, "its note is not on the record any more"))
        elif len(notes) > 1:
            found.append(Discrepancy(receipt.id, f"{len(notes)} notes carry its id"))
        elif digest not in notes[0].text:
            found.append(Discrepancy(receipt.id, "its note was edited: the digest does not match the ledger"))
    return tuple(found)
