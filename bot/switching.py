"""The switches people set while it runs: pause, resume, guardrails; and a card put on the desk by request."""

from collections.abc import Sequence
from decimal import Decimal

from bot.answering import Answer, AnswerKind, authorise, find
from bot.house import House
from bot.ledger import Entry
from bot.mailroom import Halt
from bot.model import Notice
from bot.policy import Guardrail
from bot.standing import State
from bot.sweeps import go_on
from bot.transaction import Tx
from bot.values import Person, canonical_number, new_id

KINDS: Sequence[str] = ("deal",)


def show(house: House, proposal: str, by_slack: str) -> Answer:
    """Post the card to that person now, also beyond the three that are open at once."""
    with house.memory.begin() as tx:
        found = find(house, tx, proposal, by_slack)
        if isinstance(found, Answer):
            return found
        standing, person = found
        refusal = authorise(house, tx, standing, person)
        if refusal:
            return refusal
        if proposal in house.memory.desk.shown(tx, person.id):
            return Answer(
                AnswerKind.LATE, "That card is open already, further up in our conversation.", standing
            )
        house.memory.desk.show(tx, proposal, person.id)
        house.memory.desk.redraw(tx, proposal)
        return Answer(AnswerKind.DONE, "Here it is.", standing, person)


def pause(house: House, by_slack: str, reason: str) -> Answer:
    """Anyone may stop the machine; it takes a reason, which everybody then reads."""
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None:
            return Answer(AnswerKind.NOT_YOURS, "I could not match you to a colleague by e-mail.")
        if not reason.strip():
            return Answer(AnswerKind.INVALID, "Say why, for whoever reads it: /dealhand pause all <reason>")
        if already := house.paused(tx):
            said = f"It is paused already, by {already['by_name']}: {already['reason']}"
            return Answer(AnswerKind.LATE, said)
        now = house.now()
        switch = {"by": person.id, "by_name": person.name, "reason": reason, "at": now.isoformat()}
        house.memory.switches.set(tx, "paused", switch, by=person.id, at=now)
        house.memory.ledger.write(tx, Entry("switch", now, person=person.id, facts={"paused": reason}))
        held = len(house.memory.proposals.in_states(tx, (State.HELD,)))
        frozen = f" {held} held mail{' is' if held == 1 else 's are'} frozen." if held else ""
        _tell_those_in_charge(house, tx, person, f"⏸️ *{person.name}* paused everything: {reason}.{frozen}")
        _redraw_open(house, tx)
    said = (
        f"Paused: {reason}. Nothing is carried out until someone gives /dealhand resume with a reason. "
        "Undo still works."
    )
    return Answer(AnswerKind.DONE, said, by=person)


def resume(house: House, by_slack: str, reason: str) -> Answer:
    """Resuming takes a reason too; what was approved meanwhile starts now."""
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None:
            return Answer(AnswerKind.NOT_YOURS, "I could not match you to a colleague by e-mail.")
        if not house.paused(tx):
            return Answer(AnswerKind.LATE, "Nothing is paused.")
        if not reason.strip():
            return Answer(AnswerKind.INVALID, "Say why it is safe again: /dealhand resume <reason>")
        now = house.now()
        house.memory.switches.set(tx, "paused", None, by=person.id, at=now)
        house.memory.ledger.write(tx, Entry("switch", now, person=person.id, facts={"resumed": reason}))
        _tell_those_in_charge(house, tx, person, f"▶️ *{person.name}* resumed: {reason}.")
        _redraw_open(house, tx)
    started = go_on(house)
    more = f" {started} approved card{'s' if started != 1 else ''} went on." if started else ""
    return Answer(AnswerKind.DONE, f"Resumed: {reason}.{more}", by=person)


def _tell_those_in_charge(house: House, tx: Tx, by: Person, text: str) -> None:
    """Managers and administrators, but for who did it: that one has the answer."""
    people = house.memory.people.all(tx)
    managers = {person.manager for person in people}
    for person in people:
        if person.id != by.id and (person.admin or person.id in managers):
            key = f"switch:{house.now().isoformat()}:{person.id}"
            house.memory.desk.tell(tx, Notice(key, "switch", text, person=person.id))


def clear_halt(house: House, by_slack: str, name: str, reason: str) -> Answer:
    """Let mail to a halted account go out again; it takes a person and a reason (H6-03).

    Names have blanks in them: of `name` and `reason` together, the longest name that is halted counts. What one mail
    halted, its domain and its account, is cleared together.
    """
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None:
            return Answer(AnswerKind.NOT_YOURS, "I could not match you to a colleague by e-mail.")
        standing = house.memory.mailroom.halts.standing(tx)
        called, why = _named(f"{name} {reason}".strip(), [halt.account for halt in standing])
        if called is None:
            said = f"Nothing is halted under “{name}”. /dealhand halts lists what is."
            return Answer(AnswerKind.LATE, said)
        if not why:
            return Answer(AnswerKind.INVALID, f"Say why it is safe again: /dealhand clear {called} <reason>")
        mails = {halt.source for halt in standing if halt.account == called}
        cleared = [halt for halt in standing if halt.account == called or halt.source in mails]
        return clear_halts(house, tx, person, cleared, why)


def clear_halts(house: House, tx: Tx, person: Person, cleared: Sequence[Halt], why: str) -> Answer:
    """Clear these together; who did it and why stands in the ledger beside what halted them."""
    now = house.now()
    for halt in cleared:
        house.memory.mailroom.halts.clear(tx, halt.key, by=person.id, at=now, said=why)
        facts = {"cleared": halt.key, "said": why}
        house.memory.ledger.write(tx, Entry("halt", now, signal=halt.source, person=person.id, facts=facts))
    names = " and ".join(dict.fromkeys(halt.account for halt in cleared))
    return Answer(AnswerKind.DONE, f"Mail to {names} may go out again: {why.rstrip('.')}.", by=person)


def _named(typed: str, accounts: Sequence[str]) -> tuple[str | None, str]:
    """The halted account whose name the text begins with, the longest if several do, and the rest of the text."""
    text = typed.casefold()
    begun = [a for a in accounts if a and (text == a.casefold() or text.startswith(f"{a.casefold()} "))]
    longest = max(begun, key=len, default=None)
    return longest, typed[len(longest) :].strip() if longest else ""


def _redraw_open(house: House, tx: Tx) -> None:
    for standing in house.memory.proposals.in_states(tx, (State.OPEN, State.HELD, State.APPROVED)):
        house.memory.desk.redraw(tx, standing.proposal.id)


def add_guardrail(
    house: House,
    by_slack: str,
    kind: str,
    *,
    stage: str | None,
    amount_over: Decimal | None,
    currency: str | None,
) -> Answer:
    """Managers and administrators may add one; open cards are judged by it when they are answered."""
    known = {s.id: s for s in house.crm.stages()}
    if kind not in KINDS:
        return Answer(AnswerKind.INVALID, f"I know no record type {kind!r}.", field="kind")
    if stage is not None and stage not in known:
        return Answer(AnswerKind.INVALID, "The CRM has no such stage.", field="stage")
    if amount_over is not None and amount_over < 0:
        return Answer(AnswerKind.INVALID, "The amount must not be negative.", field="amount")
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None or not _in_charge(house, tx, person):
            return Answer(AnswerKind.NOT_YOURS, "Only a manager or an administrator can set guardrails.")
        chosen = known.get(stage) if stage else None
        guardrail = Guardrail(
            id=new_id(house.now()),
            kind="deal",
            stage=stage,
            stage_label=chosen.label if chosen else None,
            stage_order=chosen.order if chosen else None,
            amount_over=canonical_number(str(amount_over)) if amount_over is not None else None,
            currency=currency,
        )
        house.keep_guardrails(tx, (*house.guardrails(tx), guardrail), by=person.id)
        entry = Entry("switch", house.now(), person=person.id, facts={"guardrail": guardrail.sentence()})
        house.memory.ledger.write(tx, entry)
    rule = guardrail.sentence()
    return Answer(AnswerKind.DONE, f"From now on {rule[0].lower()}{rule[1:]}.", by=person)


def remove_guardrail(house: House, by_slack: str, guardrail: str) -> Answer:
    """Managers and administrators may take one away."""
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None or not _in_charge(house, tx, person):
            return Answer(AnswerKind.NOT_YOURS, "Only a manager or an administrator can set guardrails.")
        before = house.guardrails(tx)
        gone = next((g for g in before if g.id == guardrail), None)
        if gone is None:
            return Answer(AnswerKind.LATE, "That guardrail is gone already.")
        house.keep_guardrails(tx, tuple(g for g in before if g.id != guardrail), by=person.id)
        entry = Entry("switch", house.now(), person=person.id, facts={"guardrail_removed": gone.sentence()})
        house.memory.ledger.write(tx, entry)
    return Answer(AnswerKind.DONE, f"No longer: {gone.sentence()}.", by=person)


def _in_charge(house: House, tx: Tx, person: Person) -> bool:
    return person.admin or any(p.manager == person.id for p in house.memory.people.all(tx))
