"""undo: the inverse operations of a receipt, down the same road, with a receipt of its own.

It needs no second approval and the kill switch never blocks it; a person's edit made since is never overwritten.
"""

from bot.answering import UNKNOWN, Answer, AnswerKind, late
from bot.house import House
from bot.ledger import Entry
from bot.model import Receipt
from bot.runs import Execution
from bot.standing import Standing, State
from bot.transaction import Tx
from bot.values import Person, dump

UNDOING = "undoing"  # what is said of a proposal while a run takes it back


def undo(house: House, receipt_id: str, by_slack: str, *, force: bool) -> Answer:
    """Start taking back what the receipt says was done.

    Args:
        house: What the verbs stand on.
        receipt_id: The receipt whose Undo was pressed.
        by_slack: The Slack user who pressed it.
        force: The person saw before, ours and theirs, and wants the old value back over theirs.
    """
    with house.memory.begin() as tx:
        receipt = house.memory.ledger.receipt(tx, receipt_id)
        standing = house.memory.proposals.get(tx, receipt.proposal) if receipt else None
        if receipt is None or standing is None:
            return UNKNOWN
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None or not house.may_take_back(tx, person, standing.proposal, receipt):
            said = "Only who approved this, its owner or their manager can undo it. Nothing was changed."
            return Answer(AnswerKind.NOT_YOURS, said, standing)
        if standing.state not in {State.DONE, State.PARTIAL} or standing.receipt != receipt_id:
            return late(house, tx, standing)
        if standing.said == UNDOING and house.memory.engine.live([_run(receipt, standing.version - 1)]):
            said = "This is being undone already. Your click changed nothing."
            return Answer(AnswerKind.LATE, said, standing)
        return _start(house, tx, standing, receipt, person, force=force)


def _start(
    house: House, tx: Tx, standing: Standing, receipt: Receipt, person: Person, *, force: bool
) -> Answer:
    operations = receipt.inverses()[_undone_before(house, tx, receipt) :]
    if force and standing.stale is not None:
        stale = standing.stale
        operations = tuple(op.rebased(stale) if op.target == stale.record else op for op in operations)
    if not operations:
        return Answer(AnswerKind.LATE, "That changed nothing, so there is nothing to undo.", standing)
    now = house.now()
    if not house.memory.proposals.move(tx, standing, standing.state, at=now, said=UNDOING):
        return late(house, tx, house.memory.proposals.get(tx, standing.proposal.id) or standing)
    execution = Execution(
        id=_run(receipt, standing.version),
        proposal=standing.proposal.id,
        purpose="undo",
        by=person.id,
        at=now,
        receipt=receipt.id,
        operations=tuple(dump(op) for op in operations),
    )
    house.memory.executions.add(tx, execution)
    house.memory.engine.submit(tx, execution.id)
    facts = {"undo_of": receipt.id, "force": force}
    house.memory.ledger.write(
        tx, Entry("undo", now, receipt.proposal, receipt.signal, person.id, receipt.workflow, facts)
    )
    house.memory.desk.redraw(tx, receipt.proposal)
    return Answer(AnswerKind.DONE, "Undoing.", standing, person)


def _undone_before(house: House, tx: Tx, receipt: Receipt) -> int:
    """How many of its inverses earlier tries have carried out; each try goes on in the same order."""
    entries = house.memory.ledger.entries(tx, proposal=receipt.proposal, kinds=("receipt",))
    ids = [str(e.facts["receipt"]) for e in entries if e.facts and e.facts.get("undoes") == receipt.id]
    tries = [house.memory.ledger.receipt(tx, each) for each in ids]
    return sum(line.state == "done" for each in tries if each for line in each.lines)


def _run(receipt: Receipt, version: int) -> str:
    """The id of the run that was started when the proposal had this version."""
    return f"undo:{receipt.id}:{version}"
