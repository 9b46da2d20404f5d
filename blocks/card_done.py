"""The receipt on the card: what changed, who approved it and when, why, what the CRM answered, and the way back."""

import re
from collections import Counter
from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from blocks import words
from blocks.card_open import about, shown_above
from blocks.pieces import (
    CANCEL,
    LEAVE_IT,
    SHOW,
    UNDO,
    UNDO_ANYWAY,
    WHY,
    button,
    diff,
    header,
    open_button,
    row,
    say,
    small,
    three_ways,
)
from blocks.steps import in_receipt_steps, in_steps, lasting, receipt_steps, steps
from bot.model import Receipt, ReceiptLine
from bot.showing import CardFacts
from bot.values import Change, UndoKind

_DETAILS = re.compile(r" at \d{4}-\d\d-\d\d[T ][\d:.]+(?:Z| UTC)|; the mail left .*| \(Message-ID [^)]*\)")
UNDOING = "undoing"
NOT_UNDONE = "not undone"
_MAIL_IS_OUT = "Undo takes back the rest. The mail is out, and stays out."


def working(facts: CardFacts) -> list[Block]:
    """Approved, and not carried out yet; or waiting because everything stands still."""
    standing = facts.standing
    by = standing.approval
    who = (
        f"Approved by {words.safe(by.by_name, 80)} ({words.when(by.at)})."
        if by
        else "As the house rules say."
    )
    what = paused_after_approval(facts.paused) if facts.paused else "⏳ Carrying it out now."
    return [
        header(standing.proposal.headline),
        say(f"{what} {who}"),
        *_proposed(facts),
        *row(button("Why?", WHY, standing.proposal.id)),
    ]


def _proposed(facts: CardFacts) -> list[Block]:
    operations = facts.standing.proposal.operations
    if not in_steps(operations):
        return [diff(facts.standing.proposal.changes())]
    return [receipt_steps(facts.receipt)] if facts.receipt else steps(operations, known=shown_above(facts))


def paused_after_approval(said: str) -> str:
    return (
        f"⏸️ Approved, and waiting: {words.safe(words.sentence(said), 240)} It goes on by itself afterwards."
    )


def held(facts: CardFacts) -> list[Block]:
    """Approved, and kept back until its time has come."""
    standing = facts.standing
    goes = f": it goes out {words.when(standing.due_at, '{ago}, at {time_secs}')}" if standing.due_at else ""
    by = standing.approval
    who = f" Approved by {words.safe(by.by_name, 80)}." if by else ""
    frozen = f"⏸️ Held and frozen: {words.safe(words.sentence(facts.paused), 240)}" if facts.paused else ""
    return [
        header(standing.proposal.headline),
        say(f"{frozen or f'⏳ Held, and not sent yet{goes}.'}{who}"),
        *_proposed(facts),
        *row(
            button("Cancel", CANCEL, standing.proposal.id, "danger"),
            button("Why?", WHY, standing.proposal.id),
        ),
    ]


def done(facts: CardFacts) -> list[Block]:
    """The receipt, with Undo, the record and the next step that follows."""
    receipt = facts.receipt
    if receipt is None:
        return _done_without_receipt(facts)
    conflict = facts.standing.stale if facts.standing.said.startswith(NOT_UNDONE) else None
    blocks: list[Block] = [_title(facts, receipt), say(_who(receipt))]
    if conflict is not None:
        blocks += [
            say(
                "⚠️ *Not undone: the record changed after this receipt.* A person's edit is never overwritten."
            ),
            three_ways(conflict.clashes, "After the change", "If restored"),
        ]
    else:
        if facts.standing.said.startswith(NOT_UNDONE):
            blocks.append(say(f"⚠️ {words.safe(words.sentence(facts.standing.said), 300)}"))
        blocks += _told(receipt)
    blocks.append(small(*answers(facts, receipt)))
    blocks += _ways_on(facts, receipt, conflict=conflict is not None)
    return blocks + following(facts)


def _told(receipt: Receipt) -> list[Block]:
    """What was done; a lone step is in the headline already, unless it leads to what it made."""
    if not in_receipt_steps(receipt):
        return [diff(receipt_changes(receipt))]
    lone = receipt.lines[0] if len(receipt.lines) == 1 else None
    said = lone and lone.state == "done" and not (lone.applied and lone.applied.link)
    return [] if said else [receipt_steps(receipt)]


def undone(facts: CardFacts) -> list[Block]:
    """What was taken back, by whom; the receipt of the undo."""
    taken_back = facts.undo
    by = (
        f" by {words.safe(taken_back.approver_name, 80)} ({words.when(taken_back.executed_at)})"
        if taken_back
        else ""
    )
    blocks: list[Block] = [
        header(f"↩ Undone: {facts.standing.proposal.record_name}"),
        say(f"Taken back{by}. {_as_before(facts)} I do not propose it again until its evidence changes."),
    ]
    if taken_back:
        told = facts.receipt is not None and in_receipt_steps(facts.receipt)
        blocks += [receipt_steps(taken_back) if told else diff(receipt_changes(taken_back))]
        blocks += [small(*answers(facts, taken_back))]
    blocks += row(
        button("Why?", WHY, facts.standing.proposal.id),
        open_button(facts.crm_name, facts.standing.proposal.record_link),
    )
    return blocks + following(facts)


def _as_before(facts: CardFacts) -> str:
    receipt = facts.receipt
    if receipt is None or not in_receipt_steps(receipt):
        return f"{_record(facts.undo or receipt, facts)} is as it was before."
    return f"What I made is out of {words.safe(facts.crm_name, 40)} again. {lasting(receipt)}".rstrip()


def _done_without_receipt(facts: CardFacts) -> list[Block]:
    said = words.safe(words.sentence(facts.standing.said or "Done"), 300)
    proposal = facts.standing.proposal
    return [
        header(f"✅ {proposal.headline}"),
        say(said),
        about(facts),
        *row(button("Why?", WHY, proposal.id), open_button(facts.crm_name, proposal.record_link)),
        *following(facts),
    ]


def _title(facts: CardFacts, receipt: Receipt) -> Block:
    done_lines = [line for line in receipt.lines if line.state == "done"]
    if len(done_lines) == 1:
        return header(f"✅ {done_lines[0].summary}")
    if in_receipt_steps(receipt):
        return header(f"✅ {facts.standing.proposal.headline}")
    return header(f"✅ {receipt.record_name}: {len(done_lines)} updates")


def _who(receipt: Receipt) -> str:
    edited = ", with edits" if receipt.edited else ""
    why = words.safe(words.sentence(receipt.reason), 240)
    by = f"Approved by {words.safe(receipt.approver_name, 80)}{edited}"
    if receipt.approver_name == "policy":
        by = "Done at once, as the house rules say"
    return f"{by} ({words.when(receipt.approved_at)}).\n*Why:* {why}"


def receipt_changes(receipt: Receipt) -> tuple[Change, ...]:
    """What really changed."""
    return tuple(c for line in receipt.lines if line.state == "done" for c in line.changes)


def answers(facts: CardFacts, receipt: Receipt) -> tuple[str, ...]:
    """What the CRM said, whether it could promise that nothing slipped between, the receipt's id and its note."""
    done_lines = [line for line in receipt.lines if line.state == "done"]
    answered = [line for line in done_lines if line.atomic is not None]
    looked = [line.answer for line in done_lines if line.atomic is None]
    said = words.safe(_said([line.answer for line in answered if line.answer]), 160)
    how = _how(
        [line for line in answered if line.operation.undo is UndoKind.EXACT or line.operation.takes_back]
    )
    overran = [o for line in done_lines if line.applied for o in line.applied.overran]
    slipped = f"⚠️ {words.safe('; '.join(overran), 200)}" if overran else ""
    who = "Answers" if any(line.operation.recipients() for line in answered) else facts.crm_name
    if all(line.operation.kept_here for line in answered):
        who = "In my own books"
    told = " · ".join(part for part in (f"*{words.safe(who, 40)}:* {said}" if said else "", how) if part)
    return (
        told if answered else "",
        f"👤 {words.safe('; '.join(dict.fromkeys(looked)), 160)}" if looked else "",
        slipped,
        f"Receipt {words.safe(receipt.id, 60)} · {note(facts.note)}",
    )


def _said(told: Sequence[str]) -> str:
    """One answer as it came; of several each kind once, without its time and ids, which the receipt keeps."""
    if len(set(told)) == 1:
        return told[0]
    times = Counter(_DETAILS.sub("", answer) for answer in told)
    return "; ".join(f"{answer} ({count} times)" if count > 1 else answer for answer, count in times.items())


def _how(compared: Sequence[ReceiptLine]) -> str:
    """How it was made sure that nobody's change was overwritten; nothing where nothing could be."""
    if not compared:
        return ""
    if any(line.atomic is False for line in compared):
        return "checked right before the write"
    return "write refused by the CRM itself if anyone had changed it"


def note(state: str) -> str:
    """Where the CRM note of this receipt is; no word where it concerns no record of the CRM."""
    if not state:
        return "kept here"
    if state.startswith("written"):
        return "note is on the record"
    if state.startswith("given up"):
        return f"⚠️ no note on the record ({words.safe(state.removeprefix('given up: '), 120)})"
    why = state.removeprefix("pending").removeprefix(": ")
    return f"note follows ({words.safe(why, 120)})" if why else "note follows"


def _ways_on(facts: CardFacts, receipt: Receipt, *, conflict: bool) -> list[Block]:
    why = button("Why?", WHY, receipt.proposal)
    link = open_button(facts.crm_name, receipt.record_link)
    if conflict:
        restore = button("Restore anyway", UNDO_ANYWAY, receipt.id, "danger")
        return row(restore, button("Leave it", LEAVE_IT, receipt.proposal), link)
    if facts.standing.said == UNDOING:
        return [small("⏳ Undoing…"), *row(link)]
    undoable = receipt.undo is not UndoKind.NONE and receipt.inverses()
    undo = button("Undo", UNDO, receipt.id, "danger") if undoable else None
    return [*([small(_MAIL_IS_OUT)] if undo and _left(receipt) else []), *row(undo, link, why)]


def _left(receipt: Receipt) -> bool:
    return any(line.state == "done" and line.operation.recipients() for line in receipt.lines)


def following(facts: CardFacts) -> list[Block]:
    """The next thing that waits for this person, so that the day goes on from here."""
    if facts.next is None:
        return [say(f"*Next:* {facts.more} more open above")] if facts.more else []
    more = f" (and {facts.more - 1} more under `/actions`)" if facts.more > 1 else ""
    headline = words.safe(facts.next.proposal.headline, 150)
    return [say(f"*Next:* {headline}{more}", button("Show", SHOW, facts.next.proposal.id))]


def _record(receipt: Receipt | None, facts: CardFacts) -> str:
    source = receipt or facts.standing.proposal
    return words.link(source.record_link, source.record_name, 80)
