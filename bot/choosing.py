"""The other words a person can say: dismiss, choose after a conflict, try again, and settle what is in doubt."""

import dataclasses

from bot.answering import (
    Answer,
    AnswerKind,
    approve,
    authorise,
    find,
    late,
    learn,
    operation_key,
    paused_answer,
    submit,
)
from bot.finishing import confirmation, keep_confirmation
from bot.house import House
from bot.ledger import Entry
from bot.mailroom import Sending
from bot.model import Approval, DismissReason, Lesson, Proposal, Receipt
from bot.operations import Operation, Stale
from bot.standing import Standing, State
from bot.transaction import Tx
from bot.values import Person, UndoKind


def dismiss(house: House, proposal: str, by_slack: str, reason: DismissReason) -> Answer:
    """Say no, with one tap why. The same findings stay quiet until their evidence changes."""
    with house.memory.begin() as tx:
        found = find(house, tx, proposal, by_slack)
        if isinstance(found, Answer):
            return found
        standing, person = found
        if standing.state not in {State.OPEN, State.FAILED, State.STALE}:
            return late(house, tx, standing)
        refusal = authorise(house, tx, standing, person)
        if refusal:
            return refusal
        return _put_away(house, tx, standing, person, reason, f"dismissed: {reason.value.replace('_', ' ')}")


def _put_away(
    house: House, tx: Tx, standing: Standing, person: Person, reason: DismissReason, said: str
) -> Answer:
    now, kept = house.now(), standing.proposal
    approval = Approval(
        person.id,
        person.name,
        person.slack_user or "unknown",
        person.crm_owner or "no CRM user",
        granted=False,
        at=now,
        edits={},
        reason=reason.value,
    )
    moved = house.memory.proposals.move(
        tx, standing, State.DISMISSED, at=now, said=said, dismissed=reason, approval=approval
    )
    if not moved:
        return late(house, tx, house.memory.proposals.get(tx, kept.id) or standing)
    entry = Entry("dismissal", now, kept.id, kept.signal, person.id, kept.workflow, {"reason": reason.value})
    house.memory.ledger.write(tx, entry)
    learn(house, tx, Lesson(kept.id, kept.workflow, person.id, "dismissal", said))
    house.memory.desk.redraw(tx, kept.id)
    return Answer(AnswerKind.DONE, "Dismissed.", house.memory.proposals.get(tx, kept.id), person)


def choose(house: House, proposal: str, by_slack: str, *, mine: bool) -> Answer:
    """After a conflict, with before, theirs and ours in view: write ours over theirs, or leave theirs."""
    with house.memory.begin() as tx:
        found = find(house, tx, proposal, by_slack)
        if isinstance(found, Answer):
            return found
        standing, person = found
        if standing.stale is None or standing.state not in {State.STALE, State.PARTIAL, State.DONE}:
            return late(house, tx, standing)
        refusal = authorise(house, tx, standing, person)
        if refusal:
            return refusal
        if standing.state is State.DONE and mine:
            return late(house, tx, standing)
        if not mine:
            if standing.state is not State.STALE:
                return _leave_the_rest(house, tx, standing, person)
            said = "kept what the record held"
            return _put_away(house, tx, standing, person, DismissReason.ALREADY_DONE, said)
        if paused := paused_answer(house, tx, standing):
            return paused
        wanted = _standing_on_what_is_there(house, tx, standing, standing.stale)
        if standing.state is State.PARTIAL:
            return try_again(house, tx, standing, person, wanted)
        return approve(house, tx, standing, person, wanted, {})


def _standing_on_what_is_there(house: House, tx: Tx, standing: Standing, stale: Stale) -> Proposal:
    """With the values found now under the operations on that record; other records may have fields of the same name."""
    receipt = house.memory.ledger.receipt(tx, standing.receipt) if standing.receipt else None
    made = receipt.made() if receipt else {}
    operations = tuple(
        op.rebased(stale) if op.placed(made).target == stale.record else op
        for op in standing.proposal.operations
    )
    return dataclasses.replace(standing.proposal, operations=operations)


def _leave_the_rest(house: House, tx: Tx, standing: Standing, person: Person) -> Answer:
    house.memory.proposals.move(
        tx, standing, standing.state, at=house.now(), said="the rest was left as it is"
    )
    house.memory.desk.redraw(tx, standing.proposal.id)
    return Answer(AnswerKind.DONE, "Left as it is.", standing, person)


def retry(house: House, proposal: str, by_slack: str) -> Answer:
    """Try again what failed, or the rest of what was done in part."""
    with house.memory.begin() as tx:
        found = find(house, tx, proposal, by_slack)
        if isinstance(found, Answer):
            return found
        standing, person = found
        if standing.state not in {State.FAILED, State.PARTIAL}:
            return late(house, tx, standing)
        refusal = authorise(house, tx, standing, person) or paused_answer(house, tx, standing)
        return refusal or try_again(house, tx, standing, person, standing.proposal)


def try_again(
    house: House,
    tx: Tx,
    standing: Standing,
    person: Person,
    wanted: Proposal,
    confirmed: Receipt | None = None,
) -> Answer:
    """A new execution of what is not done yet, under the approval it already has; a mail among it is held again."""
    receipt = house.memory.ledger.receipt(tx, standing.receipt) if standing.receipt else None
    rest = not_done_yet(wanted, confirmed or receipt)
    attempt, now = standing.attempt + 1, house.now()
    holds = any(op.undo is UndoKind.WINDOW for op in rest)
    moved = house.memory.proposals.move(
        tx,
        standing,
        State.HELD if holds else State.APPROVED,
        at=now,
        due_at=now + house.hold if holds else None,
        said="trying again",
        proposal=wanted,
        receipt=confirmed.id if confirmed else None,
        attempt=attempt,
    )
    if not moved:
        return late(house, tx, house.memory.proposals.get(tx, wanted.id) or standing)
    if confirmed:
        keep_confirmation(house, tx, confirmed, person)
    if not holds:  # else the tick does, once the hold is over
        submit(house, tx, wanted.id, attempt, person.id, rest)
    house.memory.desk.redraw(tx, wanted.id)
    said = "Held once more before it goes out." if holds else "Trying again."
    return Answer(AnswerKind.DONE, said, house.memory.proposals.get(tx, wanted.id), person)


def not_done_yet(proposal: Proposal, receipt: Receipt | None) -> tuple[Operation, ...]:
    """The operations that have no done line on the receipt, in order, on the records that were made by then."""
    if receipt is None:
        return proposal.operations
    done, made = sum(1 for line in receipt.lines if line.state == "done"), receipt.made()
    return tuple(op.placed(made) for op in proposal.operations[done:])


def settle(house: House, proposal: str, by_slack: str, *, happened: bool) -> Answer:
    """A person looked at a doubtful execution in the CRM and says whether it happened."""
    with house.memory.begin() as tx:
        found = find(house, tx, proposal, by_slack)
        if isinstance(found, Answer):
            return found
        standing, person = found
        if standing.state is not State.IN_DOUBT:
            return late(house, tx, standing)
        refusal = authorise(house, tx, standing, person)
        if refusal:
            return refusal
        memory, place = house.memory, _place_in_doubt(house, tx, standing)
        memory.mailroom.outgoing.settle(tx, proposal, Sending.SENT if happened else Sending.REFUSED)
        if not happened:
            memory.executions.made_nothing(tx, operation_key(proposal, place))
            return try_again(house, tx, standing, person, standing.proposal)
        return _was_done(house, tx, standing, person)


def _place_in_doubt(house: House, tx: Tx, standing: Standing) -> int:
    receipt = house.memory.ledger.receipt(tx, standing.receipt) if standing.receipt else None
    return len(standing.proposal.operations) - len(not_done_yet(standing.proposal, receipt))


def _was_done(house: House, tx: Tx, standing: Standing, person: Person) -> Answer:
    """A receipt that says who confirmed it, and on with the rest; what was made is looked for, since others name it."""
    receipt = house.memory.ledger.receipt(tx, standing.receipt) if standing.receipt else None
    doubtful, *rest = not_done_yet(standing.proposal, receipt)
    said = f"{person.name} looked and says it was done"
    applied = doubtful.confirmed(said)
    confirmed = confirmation(house, tx, standing, doubtful, applied) if applied else None
    if rest or confirmed is None:
        return try_again(house, tx, standing, person, standing.proposal, confirmed)
    now, proposal = house.now(), standing.proposal.id
    if not house.memory.proposals.move(tx, standing, State.DONE, at=now, said=said, receipt=confirmed.id):
        return late(house, tx, house.memory.proposals.get(tx, proposal) or standing)
    keep_confirmation(house, tx, confirmed, person)
    house.memory.desk.redraw(tx, proposal)
    return Answer(AnswerKind.DONE, "Noted.", house.memory.proposals.get(tx, proposal), person)
