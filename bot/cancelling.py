"""Second thoughts within the hold: a mail that was approved is kept back, and its card can come back afterwards."""

from bot.answering import Answer, AnswerKind, authorise, find, late
from bot.house import House
from bot.ledger import Entry
from bot.policy.keeping import barred
from bot.standing import CANCELLED_IT, Standing, State
from bot.transaction import Tx
from bot.values import Person, end_of_next_business_day


def cancel(house: House, proposal: str, by_slack: str) -> Answer:
    """Take an approval back while its mail is still held; also while everything is paused."""
    with house.memory.begin() as tx:
        found = find(house, tx, proposal, by_slack)
        if isinstance(found, Answer):
            return found
        standing, person = found
        if standing.state is not State.HELD:
            return late(house, tx, standing)
        if refusal := _takes_back(house, tx, standing, person):
            return refusal
        now, said = house.now(), f"{person.name}{CANCELLED_IT}"
        if not house.memory.proposals.move(tx, standing, standing.if_cancelled, at=now, said=said):
            return late(house, tx, house.memory.proposals.get(tx, proposal) or standing)
        kept = standing.proposal
        entry = Entry("cancellation", now, kept.id, kept.signal, person.id, kept.workflow)
        house.memory.ledger.write(tx, entry)
        house.memory.desk.redraw(tx, proposal)
        return Answer(AnswerKind.DONE, "Cancelled.", house.memory.proposals.get(tx, proposal), person)


def reopen(house: House, proposal: str, by_slack: str) -> Answer:
    """Put a card whose mail a person cancelled before whoever may answer it again, with the words it had."""
    with house.memory.begin() as tx:
        found = find(house, tx, proposal, by_slack)
        if isinstance(found, Answer):
            return found
        standing, person = found
        if not standing.comes_back:
            return late(house, tx, standing)
        if refusal := _takes_back(house, tx, standing, person) or _overtaken(house, tx, standing):
            return refusal
        kept, now = standing.proposal, house.now()
        owner = house.memory.people.get(tx, kept.owner) or person
        until = max(kept.expires_at or kept.deadline, end_of_next_business_day(now, owner))
        said = f"{person.name} brought it back"
        if not house.memory.proposals.move(tx, standing, State.OPEN, at=now, said=said, due_at=until):
            return late(house, tx, house.memory.proposals.get(tx, proposal) or standing)
        entry = Entry("reopening", now, kept.id, kept.signal, person.id, kept.workflow)
        house.memory.ledger.write(tx, entry)
        house.memory.desk.redraw(tx, proposal)
        return Answer(AnswerKind.DONE, "It is back.", house.memory.proposals.get(tx, proposal), person)


def _takes_back(house: House, tx: Tx, standing: Standing, person: Person) -> Answer | None:
    """None when this person may cancel and bring back: who approved it, its owner, or whoever may decide."""
    approver = standing.approval.by if standing.approval else None
    return (
        None if person.id in {approver, standing.proposal.owner} else authorise(house, tx, standing, person)
    )


def _overtaken(house: House, tx: Tx, standing: Standing) -> Answer | None:
    """Why it cannot come back: a newer card stands in its place, or its mail may not go out any more."""
    memory, kept = house.memory, standing.proposal
    newer = memory.proposals.open_on(tx, kept.record, kept.workflow)
    others = (newer,) if newer else memory.proposals.under_way(tx, kept.record, kept.workflow)
    if others:
        said = f"There is a newer card: {others[0].proposal.headline}. This one stays cancelled."
        return Answer(AnswerKind.REFUSED, said, standing)
    if bar := barred(memory, tx, kept):
        return Answer(AnswerKind.REFUSED, f"I may not do this: {bar[1]}.", standing)
    return None
