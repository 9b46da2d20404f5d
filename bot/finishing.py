"""The end of an execution: state, receipt, ledger, card and note in one commit."""

import dataclasses
import logging
from collections.abc import Sequence
from typing import Any

from bot.house import House
from bot.ledger import Entry
from bot.model import Failed, Lesson, LineState, Notice, Outcome, Proposal, Receipt, ReceiptLine
from bot.operations import Applied, Operation, Stale
from bot.placement import on_record, stands_on
from bot.policy.keeping import why_not
from bot.runs import Execution
from bot.standing import Standing, State
from bot.transaction import Tx
from bot.values import Person, dump, new_id

log = logging.getLogger(__name__)


def finish(
    house: House, tx: Tx, execution_id: str, operations: Sequence[Operation], outcomes: Sequence[Outcome]
) -> dict[str, Any]:
    """Everything we know afterwards, in one commit: state, receipt, ledger, card, note."""
    execution = house.memory.executions.get(tx, execution_id)
    standing = house.memory.proposals.get(tx, execution.proposal) if execution else None
    if execution is None or standing is None:
        return {}
    last = outcomes[-1]
    if isinstance(last, Failed) and (last.auth or last.waits) and len(outcomes) == 1:
        return _wait_for_the_connection(house, tx, execution, standing, last)
    lines = receipt_lines(operations, outcomes)
    if execution.purpose == "undo":
        return _finish_undo(house, tx, execution, standing, lines, last)
    earlier = house.memory.ledger.receipt(tx, standing.receipt) if standing.receipt else None
    if earlier is not None and execution.operations:
        lines = tuple(line for line in earlier.lines if line.state == "done") + lines
    return _finish_do(house, tx, execution, standing, lines, last)


def receipt_lines(operations: Sequence[Operation], outcomes: Sequence[Outcome]) -> tuple[ReceiptLine, ...]:
    """A line per operation: done, stale, failed, in doubt, or skipped after the first that did not work."""
    lines = []
    for number, operation in enumerate(operations):
        outcome = outcomes[number] if number < len(outcomes) else None
        changes = operation.changes()
        if isinstance(outcome, Applied):
            line = ReceiptLine(
                operation,
                operation.summary(),
                "done",
                outcome.changes,
                outcome.answer,
                outcome.atomic,
                outcome,
            )
        elif isinstance(outcome, Stale):
            line = ReceiptLine(operation, operation.summary(), "stale", changes, "the record had changed")
        elif isinstance(outcome, Failed):
            ended: LineState = "in_doubt" if outcome.in_doubt else "failed"
            line = ReceiptLine(operation, operation.summary(), ended, changes, outcome.said)
        else:
            line = ReceiptLine(operation, operation.summary(), "skipped", changes, "not tried")
        lines.append(line)
    return tuple(lines)


def _wait_for_the_connection(
    house: House, tx: Tx, execution: Execution, standing: Standing, failed: Failed
) -> dict[str, Any]:
    """Nothing was written and the approval is kept: a revoked token stops the queue; a pause is somebody's will."""
    if execution.purpose == "do":
        said = f"waiting: {failed.said}"
        house.memory.proposals.move(tx, standing, State.APPROVED, at=house.now(), said=said)
    else:
        said = f"not undone: {failed.said}"
        house.memory.proposals.move(tx, standing, standing.state, at=house.now(), said=said)
    house.memory.executions.end(tx, execution.id, "waiting")
    if failed.auth:
        house.stop(tx, failed.said)
    house.memory.desk.redraw(tx, standing.proposal.id)
    return {"ended": "waiting"}


def _finish_do(
    house: House,
    tx: Tx,
    execution: Execution,
    standing: Standing,
    lines: tuple[ReceiptLine, ...],
    last: Outcome,
) -> dict[str, Any]:
    some = any(line.state == "done" for line in lines)
    state, said = _verdict_on(last, some=some)
    receipt = None
    if some:
        receipt = _receipt(house, tx, execution, standing, lines, verb="updated")
        _keep(house, tx, receipt)
    if isinstance(last, Failed) and last.auth:
        house.stop(tx, last.said)
    if isinstance(last, Failed) and last.rule:
        house.memory.ledger.write(tx, why_not(standing.proposal, last.rule, last.said, house.now()))
    stale = last if isinstance(last, Stale) else None
    moved = house.memory.proposals.move(
        tx,
        standing,
        state,
        at=house.now(),
        said=said,
        proposal=_with_what_is_there(standing.proposal, lines, last),
        receipt=receipt.id if receipt else None,
        stale=stale,
    )
    if not moved:
        log.error("proposal %s moved while it was being carried out", standing.proposal.id)
    house.memory.executions.end(tx, execution.id, state.value)
    house.memory.desk.redraw(tx, standing.proposal.id)
    heard = house.memory.people.get(tx, standing.asked) is not None
    if (
        execution.by == "policy" and heard and not standing.proposal.only_records
    ):  # nobody pressed anything, so the card is first seen with its receipt on it
        house.memory.desk.show(tx, standing.proposal.id, standing.asked)
    if state is State.IN_DOUBT:
        _tell_of_doubt(house, tx, standing)
    return {"ended": state.value}


def _with_what_is_there(proposal: Proposal, lines: Sequence[ReceiptLine], last: Outcome) -> Proposal | None:
    """Where the CRM has the record already, trying again uses that one; it says so to the person who tries."""
    if not isinstance(last, Failed) or len(last.matches) != 1:
        return None
    place = sum(1 for line in lines if line.state == "done")
    operations = list(proposal.operations)
    operations[place] = operations[place].instead(last.matches[0])
    beside = tuple(record for record in operations[place].concerns() if not record.is_new)
    touches = tuple(dict.fromkeys((*proposal.touches, *beside)))
    return dataclasses.replace(proposal, operations=tuple(operations), touches=touches)


def _verdict_on(last: Outcome, *, some: bool) -> tuple[State, str]:
    match last:
        case Applied():
            return State.DONE, "done"
        case Stale():
            said = "the record had changed since the card was drawn, so nothing was overwritten"
            return (State.PARTIAL if some else State.STALE), said
        case Failed(in_doubt=True):  # also after others were done: a person must look before anything goes on
            return State.IN_DOUBT, last.said
        case Failed():
            return (State.PARTIAL if some else State.FAILED), last.said
    raise AssertionError(f"an operation ended as {last!r}")


def _finish_undo(
    house: House,
    tx: Tx,
    execution: Execution,
    standing: Standing,
    lines: tuple[ReceiptLine, ...],
    last: Outcome,
) -> dict[str, Any]:
    done = all(line.state == "done" for line in lines)
    some = any(line.state == "done" for line in lines)
    receipt = None
    if some:
        receipt = _receipt(house, tx, execution, standing, lines, verb="undid")
        _keep(house, tx, receipt)
    if done:
        said = "undone"
        state = State.UNDONE
        lesson = Lesson(standing.proposal.id, standing.proposal.workflow, execution.by, "undo", said)
        entry = Entry("lesson", house.now(), lesson.proposal, None, lesson.by, lesson.workflow, dump(lesson))
        house.memory.ledger.write(tx, entry)
    else:
        said = _why_not_undone(last)
        state = standing.state
    stale = last if isinstance(last, Stale) else None
    house.memory.proposals.move(tx, standing, state, at=house.now(), said=said, stale=stale)
    house.memory.executions.end(tx, execution.id, "done" if done else "failed")
    house.memory.desk.redraw(tx, standing.proposal.id)
    return {"ended": state.value}


def _why_not_undone(last: Outcome) -> str:
    if isinstance(last, Stale):
        return "not undone: the record changed after this receipt, and a person's edit is never overwritten"
    said = last.said if isinstance(last, Failed) else "only in part"
    return f"not undone: {said}"


def confirmation(
    house: House, tx: Tx, standing: Standing, operation: Operation, applied: Applied
) -> Receipt | None:
    """The receipt of what a person looked after and says was done; None for an execution that is not known any more.

    The line says who confirmed it, for nothing else proves it; who approved it stays who approved it.
    """
    execution = house.memory.executions.get(tx, f"act:{standing.proposal.id}:{standing.attempt}")
    if execution is None:
        return None
    earlier = house.memory.ledger.receipt(tx, standing.receipt) if standing.receipt else None
    done = tuple(line for line in earlier.lines if line.state == "done") if earlier else ()
    line = ReceiptLine(operation, operation.summary(), "done", applied.changes, applied.answer, None, applied)
    return _receipt(house, tx, execution, standing, (*done, line), verb="confirmed")


def keep_confirmation(house: House, tx: Tx, receipt: Receipt, person: Person) -> None:
    """Into the ledger, with who looked; and its note, as for every receipt."""
    _keep(house, tx, receipt)
    facts = {"receipt": receipt.id, "said": receipt.lines[-1].answer}
    entry = Entry("confirmation", house.now(), receipt.proposal, receipt.signal, person.id, receipt.workflow)
    house.memory.ledger.write(tx, dataclasses.replace(entry, facts=facts))


def _receipt(
    house: House,
    tx: Tx,
    execution: Execution,
    standing: Standing,
    lines: tuple[ReceiptLine, ...],
    *,
    verb: str,
) -> Receipt:
    now, proposal, approval = house.now(), standing.proposal, standing.approval
    by = house.memory.people.get(tx, execution.by)
    undoing = execution.purpose == "undo"
    place = stands_on(proposal, lines)
    return Receipt(
        id=f"R-{new_id(now)}",
        proposal=proposal.id,
        execution=execution.id,
        signal=proposal.signal,
        workflow=proposal.workflow,
        record=place.record,
        record_name=place.name,
        record_link=place.link,
        verb=verb,
        lines=lines,
        approver=by.id if by else execution.by,
        approver_name=by.name if by else "policy",
        approver_slack=(by.slack_user if by else None) or "none",
        approver_crm=(by.crm_owner if by else None) or "no CRM user",
        approved_at=execution.at if undoing or approval is None else approval.at,
        executed_at=now,
        reason=f"undo of {execution.receipt}" if undoing else proposal.reason,
        evidence=tuple(e.id for e in proposal.evidence),
        undo=proposal.undo,
        edited=bool(approval and approval.edits) and not undoing,
        undoes=execution.receipt,
    )


def _keep(house: House, tx: Tx, receipt: Receipt) -> None:
    digest = house.memory.ledger.append(tx, receipt)
    facts = {"receipt": receipt.id, "digest": digest, "undoes": receipt.undoes}
    entry = Entry(
        "receipt", receipt.executed_at, receipt.proposal, receipt.signal, receipt.approver, receipt.workflow
    )
    house.memory.ledger.write(tx, dataclasses.replace(entry, facts=facts))
    if on_record(receipt.record) and not receipt.is_silent:
        house.memory.notes.add(tx, receipt.id)


def _tell_of_doubt(house: House, tx: Tx, standing: Standing) -> None:
    text = (
        f"I cannot tell whether *{standing.proposal.headline}* was carried out: the connection broke in the middle. "
        "I will not try again by myself. The card asks you to look and say."
    )
    key = f"in_doubt:{standing.proposal.id}:{standing.attempt}"
    house.memory.desk.tell(tx, Notice(key, "in_doubt", text, person=standing.asked))
