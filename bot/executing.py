"""execute: durable, seconds long. Begin (re-check) → each operation as one step → finish, in one commit.

A step happens at least once; once is enough because every operation compares before it sets. What a crash leaves
unknown is read from the CRM on the repeat; what reading cannot tell is `in_doubt`, shown to a person and never
retried blindly.
"""

import dataclasses
import logging

from bot.answering import operation_key
from bot.errors import AuthExpired, CrmError, InDoubt, MailError, MailInDoubt, MailPaused
from bot.finishing import finish
from bot.house import House
from bot.ledger import Entry
from bot.model import Decision, Failed, Outcome, Proposal
from bot.operations import Applied, Operation
from bot.operations.shape import AnyOperation
from bot.policy import judge
from bot.runs import Execution, Run
from bot.standing import State
from bot.transaction import Tx
from bot.values import RecordRef, load, noun

log = logging.getLogger(__name__)

TRIES = 3  # of one operation within one run, for errors after which nothing was written
PATIENCE = (
    5.0  # seconds for all of them; a longer wait, or one that is asked for, belongs to a person's "Try again"
)


@noun("begun")
class Begun:
    """What a run is to carry out; no operations where it must not start.

    `first` is the place on its card (`proposal`) of the first: an operation keeps its key in every try of the card.
    """

    operations: tuple[AnyOperation, ...]
    said: str = ""
    proposal: str = ""
    first: int = 0


def execute(house: House, run: Run, execution_id: str) -> None:
    """Carry out one execution, or find out why not. Never raises for what the CRM says.

    What an operation made stands in the place of its placeholder in all that follow. A run that is repeated after a
    crash finds the same outcomes in its checkpoints, and so the same records.
    """
    begun = run.step_tx("begin", lambda tx: begin(house, tx, execution_id))
    made: dict[RecordRef, RecordRef] = {}
    carried: list[Operation] = []
    outcomes: list[Outcome] = []
    for number, proposed in enumerate(begun.operations):
        operation = proposed.placed(made)
        name = f"{execution_id}:{number}"
        key = operation_key(begun.proposal, begun.first + number) if begun.proposal else name
        outcome = carry_out(house, run, name, key, operation)
        carried.append(operation)
        outcomes.append(outcome)
        if not isinstance(outcome, Applied):
            break
        made |= operation.made(outcome)
    if begun.operations:
        carried += [left.placed(made) for left in begun.operations[len(carried) :]]
        run.step_tx("finish", lambda tx: finish(house, tx, execution_id, carried, outcomes))


def begin(house: House, tx: Tx, execution_id: str) -> Begun:
    """Re-check rights, policy and the switches; move approved → executing. Returns what to carry out."""
    execution = house.memory.executions.get(tx, execution_id)
    standing = house.memory.proposals.get(tx, execution.proposal) if execution else None
    if execution is None or standing is None or not isinstance(standing.proposal, Proposal):
        return Begun((), "this execution is not known any more")
    if execution.purpose == "undo":
        return Begun(_own(execution))
    if (house.stopped(tx) or house.paused(tx)) and not standing.proposal.acts_first:
        house.memory.executions.end(tx, execution_id, "waiting")
        house.memory.desk.redraw(tx, standing.proposal.id)  # it said "carrying it out now"
        return Begun((), "waiting")
    if (
        standing.state is not State.APPROVED
        or execution.id != f"act:{standing.proposal.id}:{standing.attempt}"
    ):
        house.memory.executions.end(tx, execution_id, "overtaken")
        return Begun((), "overtaken")
    now = house.now()
    if not house.memory.proposals.move(tx, standing, State.EXECUTING, at=now, said="being carried out"):
        return Begun((), "overtaken")
    verdict = judge(standing.proposal, house.workflows.get(standing.proposal.workflow), house.rules(tx))
    if verdict.decision is Decision.REFUSE:
        return _refuse(house, tx, execution_id, standing.proposal.id, verdict.reason)
    entry = Entry("execution", now, standing.proposal.id, standing.proposal.signal, execution.by)
    house.memory.ledger.write(tx, dataclasses.replace(entry, facts={"execution": execution_id}))
    operations = _own(execution) or standing.proposal.operations
    first = len(standing.proposal.operations) - len(operations)
    return Begun(operations, proposal=standing.proposal.id, first=first)


def _own(execution: Execution) -> tuple[Operation, ...]:
    return tuple(load(stored) for stored in execution.operations)


def _refuse(house: House, tx: Tx, execution_id: str, proposal: str, reason: str) -> Begun:
    executing = house.memory.proposals.get(tx, proposal)
    if executing is not None:
        house.memory.proposals.move(tx, executing, State.REFUSED, at=house.now(), said=reason)
    house.memory.executions.end(tx, execution_id, "refused")
    house.memory.desk.redraw(tx, proposal)
    return Begun((), reason)


def carry_out(house: House, run: Run, name: str, key: str, operation: Operation) -> Outcome:
    """One operation as one step, tried again within seconds where nothing was written.

    Whether there is time for another try, as long as the last, is told from the outcomes alone: a run that is repeated
    after a crash must come by the same steps.
    """
    spent = 0.0
    for number in range(1, TRIES + 1):
        outcome = run.step(f"{name}:{number}", lambda: attempt(house, operation, key))
        if not isinstance(outcome, Failed) or not outcome.temporary or number == TRIES:
            return outcome
        pause = max(outcome.retry_after, 0.2 * number)
        spent += outcome.took + pause
        if spent + outcome.took > PATIENCE:
            return outcome
        run.pause(pause)
    raise AssertionError("unreachable: the last try returns")


def attempt(house: House, operation: Operation, key: str) -> Outcome:
    """Apply it once; what the CRM, the mail server or the outbound gate refuses comes back as a value."""
    began = house.machine()
    try:
        return operation.apply(house.writers, key)
    except (CrmError, MailError) as error:
        return Failed(
            error=type(error).__name__,
            said=str(error),
            in_doubt=isinstance(error, InDoubt | MailInDoubt),
            temporary=not error.permanent and not isinstance(error, MailPaused),
            auth=isinstance(error, AuthExpired),
            waits=isinstance(error, MailPaused),
            retry_after=getattr(error, "retry_after", 0.0),
            took=house.machine() - began,
            field=getattr(error, "field", None),
            allowed=getattr(error, "allowed", ()),
            matches=getattr(error, "matches", ()),
            rule=getattr(error, "rule", ""),
            raw=error.raw,
        )
