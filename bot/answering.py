"""answer: a person's word on a proposal. Who may answer is checked here; the loser of a race is told who won."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.house import House
from bot.ledger import Entry
from bot.model import (
    Approval,
    Decision,
    Lesson,
    Proposal,
    Verdict,
)
from bot.operations import Operation
from bot.operations.placing import unmade
from bot.policy import judge
from bot.policy.keeping import barred, why_not
from bot.policy.oversight import takes_two
from bot.runs import Execution
from bot.standing import Standing, State
from bot.transaction import Tx
from bot.values import Change, Person, Value, dump


class AnswerKind(StrEnum):
    """What came of a click; every one of them is shown to the person."""

    DONE = "done"
    LATE = "late"
    NOT_YOURS = "not_yours"
    REFUSED = "refused"
    NEEDS_INPUT = "needs_input"
    REROUTED = "rerouted"
    PAUSED = "paused"
    UNKNOWN = "unknown"
    INVALID = "invalid"


@dataclass(frozen=True)
class Answer:
    """What came of a click, in one plain sentence. `field` names the input that needs another value."""

    kind: AnswerKind
    said: str
    standing: Standing | None = None
    by: Person | None = None
    field: str | None = None


UNKNOWN = Answer(AnswerKind.UNKNOWN, "I no longer know this card. Nothing was changed.")


def find(house: House, tx: Tx, proposal: str, by_slack: str) -> tuple[Standing, Person] | Answer:
    """The proposal and the person who clicked, or what to tell them."""
    standing = house.memory.proposals.get(tx, proposal)
    if standing is None or not isinstance(standing.proposal, Proposal):
        return UNKNOWN
    person = house.memory.people.by_slack(tx, by_slack)
    if person is None:
        said = "I could not match you to a colleague by e-mail, so I cannot act for you. Nothing was changed."
        return Answer(AnswerKind.NOT_YOURS, said, standing)
    return standing, person


def authorise(house: House, tx: Tx, standing: Standing, person: Person) -> Answer | None:
    """None when this person may decide: who was asked, or that person's manager (U-07)."""
    asked = house.memory.people.get(tx, standing.asked)
    if person.id == standing.proposal.owner and takes_two(standing.proposal):
        name = asked.name if asked else "a manager or an administrator"
        said = (
            f"You asked for it, and it covers so many contacts that {name} has to agree. Nothing was changed."
        )
        return Answer(AnswerKind.NOT_YOURS, said, standing, asked)
    if person.id == standing.asked or (asked and asked.manager == person.id):
        return None
    name = asked.name if asked else "its owner"
    said = f"This card is {name}'s to decide, so nothing was changed. Ask {name}, or their manager."
    return Answer(AnswerKind.NOT_YOURS, said, standing, asked)


def late(house: House, tx: Tx, standing: Standing) -> Answer:
    """What the second click is told: who was first, and what became of it."""
    words = {
        State.APPROVED: "is approved and about to be carried out",
        State.HELD: "is approved and held back for a moment; Cancel on the card still stops it",
        State.CANCELLED: "was cancelled before it went out",
        State.EXECUTING: "is being carried out now",
        State.DONE: "is done",
        State.UNDONE: "was undone",
        State.DISMISSED: "was dismissed",
        State.WITHDRAWN: "was withdrawn",
        State.EXPIRED: "has expired",
        State.REFUSED: "was refused",
        State.STALE: "was not carried out, because the record had changed",
    }
    by = house.memory.people.get(tx, standing.approval.by) if standing.approval else None
    who = f" ({by.name} answered first)" if by else ""
    what = words.get(standing.state, f"is {standing.state.value.replace('_', ' ')}")
    return Answer(AnswerKind.LATE, f"This {what}{who}. Your click changed nothing.", standing, by)


def answer(house: House, proposal: str, by_slack: str, edits: Mapping[str, Value]) -> Answer:
    """Approve, with the person's own values where they gave some. One UPDATE and the submission, in one transaction."""
    with house.memory.begin() as tx:
        found = find(house, tx, proposal, by_slack)
        if isinstance(found, Answer):
            return found
        standing, person = found
        if standing.state is not State.OPEN:
            return late(house, tx, standing)
        refusal = authorise(house, tx, standing, person) or paused_answer(house, tx, standing)
        if refusal:
            return refusal
        wanted = settled(standing.proposal, edits, _owners(house, tx, edits))
        if wanted is None:
            return _needs_input(standing)
        return approve(house, tx, standing, person, wanted, edits)


def approve(
    house: House,
    tx: Tx,
    standing: Standing,
    person: Person,
    wanted: Proposal,
    edits: Mapping[str, Value],
) -> Answer:
    """Policy has the last word over the approval as edited; then one conditional UPDATE and the submission."""
    rules = house.rules(tx)
    verdict = judge(wanted, house.workflows.get(wanted.workflow), rules)
    if verdict.decision is Decision.REFUSE:
        return Answer(AnswerKind.REFUSED, f"I may not do this: {verdict.reason}.", standing)
    if bar := barred(house.memory, tx, wanted):
        return _barred(house, tx, standing, *bar)
    decider = verdict.whom
    over = verdict.rule.startswith("guardrail:")
    if over and decider and decider != person.id and not _manages(house, tx, person, decider):
        return _reroute(house, tx, standing, wanted, verdict)
    now = house.now()
    approval = Approval(
        by=person.id,
        by_name=person.name,
        by_slack=person.slack_user or "unknown",
        by_crm=person.crm_owner or "no CRM user",
        granted=True,
        at=now,
        edits={k: v for k, v in edits.items() if _changes_something(standing.proposal, k, v)},
    )
    attempt = standing.attempt + 1
    moved = house.memory.proposals.move(
        tx,
        standing,
        State.HELD if wanted.is_held else State.APPROVED,
        at=now,
        due_at=now + house.hold if wanted.is_held else None,
        said="approved",
        proposal=wanted,
        verdict=verdict,
        approval=approval,
        attempt=attempt,
    )
    if not moved:
        current = house.memory.proposals.get(tx, wanted.id)
        return late(house, tx, current or standing)
    _learn_from_edits(house, tx, standing.proposal, wanted, person)
    if not wanted.is_held:
        submit(house, tx, wanted.id, attempt, person.id)
    facts = {"rule": verdict.rule, "edited": sorted(approval.edits)}
    house.memory.ledger.write(
        tx, Entry("approval", now, wanted.id, wanted.signal, person.id, wanted.workflow, facts)
    )
    house.memory.desk.redraw(tx, wanted.id)
    return Answer(AnswerKind.DONE, "Approved.", house.memory.proposals.get(tx, wanted.id), person)


def _barred(house: House, tx: Tx, standing: Standing, rule: str, said: str) -> Answer:
    """Told at once, where the gate would refuse it after the hold; the card stays, for what can be cleared."""
    house.memory.ledger.write(tx, why_not(standing.proposal, rule, said, house.now()))
    return Answer(AnswerKind.REFUSED, f"I may not send this: {said}. Nothing was changed.", standing)


def submit(
    house: House, tx: Tx, proposal: str, attempt: int, by: str, operations: tuple[Operation, ...] = ()
) -> None:
    """One try at carrying out: the row and the durable run, in the caller's transaction."""
    execution = Execution(
        f"act:{proposal}:{attempt}",
        proposal,
        "do",
        by,
        house.now(),
        operations=tuple(dump(op) for op in operations),
    )
    house.memory.executions.add(tx, execution)
    house.memory.engine.submit(tx, execution.id)


def settled(
    proposal: Proposal, edits: Mapping[str, Value], names: Mapping[tuple[str, str], str] | None = None
) -> Proposal | None:
    """The proposal with a person's values in place, and without what still needs one; None when nothing is left.

    `names` are what people read for values that are ids, beside those of the proposal's own choices.
    """
    unfilled = {field for field in proposal.needs if not edits.get(field)}
    names = {**(names or {}), **{(choice.field, choice.value): choice.shown for choice in proposal.choices}}
    operations = tuple(
        left
        for op in proposal.operations
        if (left := op.edited(edits).named(names).without(unfilled)) is not None
    )
    if not operations:
        return None
    if unmade(operations):
        return None  # what is left needs a record that would not be made
    facts = proposal.facts
    for change in (change for op in operations for change in op.changes()):
        if change.type == "money" and change.field.rpartition(".")[2] == "amount":
            facts = dataclasses.replace(facts, amount=change.after)
    return dataclasses.replace(proposal, operations=operations, facts=facts, needs=())


def _owners(house: House, tx: Tx, edits: Mapping[str, Value]) -> dict[tuple[str, str], str]:
    """Colleagues by name, where a person chose another owner."""
    people = {p.crm_owner: p.name for p in house.memory.people.all(tx) if p.crm_owner}
    chosen = ((field, value) for field, value in edits.items() if field.rpartition(".")[2] == "owner")
    return {(field, value): people[value] for field, value in chosen if value in people}


def operation_key(proposal: str, position: int) -> str:
    """The key under which one operation of a proposal is carried out, the same in every try."""
    return f"act:{proposal}:op:{position}"


def _changes_something(proposal: Proposal, field: str, value: Value) -> bool:
    return any(c.field == field and c.after != value and value for c in proposal.changes())


def _manages(house: House, tx: Tx, person: Person, other: str) -> bool:
    asked = house.memory.people.get(tx, other)
    return asked is not None and asked.manager == person.id


def paused_answer(house: House, tx: Tx, standing: Standing) -> Answer | None:
    """What a click is told while everything is paused, or None."""
    switch = house.paused(tx)
    if switch is None:
        return None
    said = (
        f"Everything is paused by {switch['by_name']} ({switch['reason']}), so nothing was changed. "
        "The card stays; approve it once /dealhand resume was given."
    )
    return Answer(AnswerKind.PAUSED, said, standing)


def _needs_input(standing: Standing) -> Answer:
    labels = {c.field: c.label for c in standing.proposal.changes()}
    missing = " and ".join(labels[field] for field in standing.proposal.needs)
    said = f"I will not guess this. Fill in {missing} on the card, then approve."
    return Answer(AnswerKind.NEEDS_INPUT, said, standing, field=standing.proposal.needs[0])


def _reroute(house: House, tx: Tx, standing: Standing, wanted: Proposal, verdict: Verdict) -> Answer:
    """An edit pushed it over a guardrail: it stays open, and the manager is asked with the edit in place."""
    whom = verdict.whom or standing.asked
    said = f"{verdict.reason}."
    moved = house.memory.proposals.move(
        tx,
        standing,
        State.OPEN,
        at=house.now(),
        said=said,
        proposal=wanted,
        asked=whom,
        verdict=verdict,
    )
    if not moved:
        return late(house, tx, house.memory.proposals.get(tx, wanted.id) or standing)
    house.memory.desk.show(tx, wanted.id, whom)
    house.memory.desk.redraw(tx, wanted.id)
    manager = house.memory.people.get(tx, whom)
    name = manager.name if manager else "the manager"
    said = f"{verdict.reason}, so {name} was asked to approve it with your edit. Nothing was changed yet."
    return Answer(AnswerKind.REROUTED, said, house.memory.proposals.get(tx, wanted.id), manager)


def _learn_from_edits(house: House, tx: Tx, was: Proposal, wanted: Proposal, person: Person) -> None:
    before = {c.field: c for c in was.changes() if c.field not in was.needs}
    edited: list[Change] = [
        dataclasses.replace(c, before=before[c.field].after, shown_before=before[c.field].shown_after)
        for c in wanted.changes()
        if c.field in before and before[c.field].after != c.after
    ]
    if edited:
        said = f"{person.name} changed {', '.join(c.label for c in edited)} before approving"
        learn(house, tx, Lesson(was.id, was.workflow, person.id, "edit", said, tuple(edited)))


def learn(house: House, tx: Tx, lesson: Lesson) -> None:
    """Keep a lesson in the ledger."""
    house.memory.ledger.write(
        tx,
        Entry("lesson", house.now(), lesson.proposal, None, lesson.by, lesson.workflow, dump(lesson)),
    )
