"""What people may say about whom we write to: rule somebody out, or take back a rule that was our own."""

import re
from dataclasses import dataclass

from bot.answering import Answer, AnswerKind
from bot.house import House
from bot.ledger import Entry
from bot.model import Signal
from bot.suppression import ASKED, Reason, Suppression, typed_address, typed_domain
from bot.transaction import Tx
from bot.values import Person, new_id

REASONS = (Reason.COMPETITOR, Reason.CUSTOMER, Reason.DO_NOT_CONTACT)  # what a colleague may give
_LINKED = re.compile(
    r"<(?:mailto:|https?://)?([^|>]+)(?:\|([^>]+))?>"
)  # how Slack writes what looks like an address
_STRANGER = Answer(AnswerKind.NOT_YOURS, "I could not match you to a colleague by e-mail.")


@dataclass(frozen=True)
class Request:
    """What was typed, understood: `of` is an address, or a domain with an @ before it."""

    of: str
    reason: Reason
    said: str


def ask(house: House, by_slack: str, text: str) -> Answer:
    """`<address|@domain> <reason> [why]`: a card follows, which shows whom it covers; nothing is ruled out before.

    The card comes by the same road as every other, so that a CRM that cannot be asked now delays it and loses nothing.
    """
    try:
        request = understood(text)
    except ValueError as error:
        return Answer(AnswerKind.INVALID, f"{error} {_how()}")
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None:
            return _STRANGER
        for known in house.memory.mailroom.suppressions.on(tx, request.of):
            if known.reason is request.reason:
                said = (
                    f"{request.of} is ruled out already, since {known.at:%-d %b %Y} ({known.reason.value})."
                )
                return Answer(AnswerKind.LATE, said)
        now = house.now()
        body = {"of": request.of, "reason": request.reason.value, "said": request.said, "by": person.id}
        signal = Signal(f"{ASKED}:{new_id(now)}", ASKED, "/dealhand suppress", now, body=body)
        house.memory.inbox.put(tx, (signal,))
    said = f"I look up whom that covers, and show you a card. Until it is approved, {request.of} may be written to."
    return Answer(AnswerKind.DONE, said, by=person)


def release(house: House, by_slack: str, text: str) -> Answer:
    """`<address|@domain> <why>`: an administrator takes back what was our own view, and never what somebody wished."""
    first, _, why = text.strip().partition(" ")
    try:
        of = whom(first)
    except ValueError as error:
        return Answer(AnswerKind.INVALID, f"{error} Type /dealhand release <address or @domain> <why>.")
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None:
            return _STRANGER
        if person not in house.administrators(tx):
            return Answer(AnswerKind.NOT_YOURS, "Only an administrator can take back a suppression.")
        if not why.strip():
            return Answer(AnswerKind.INVALID, f"Say why it is right again: /dealhand release {of} <why>")
        return _released(house, tx, person, of, why.strip())


def _released(house: House, tx: Tx, person: Person, of: str, why: str) -> Answer:
    found = house.memory.mailroom.suppressions.on(tx, of)
    ours = [each for each in found if each.reason.ours_to_lift]
    theirs = [each for each in found if not each.reason.ours_to_lift]
    now = house.now()
    for each in ours:
        house.memory.mailroom.suppressions.lift(tx, each, by=person.id, at=now, said=why)
        facts = {"lifted": each.reason.value, "id": each.id, "said": why}
        house.memory.ledger.write(tx, Entry("suppression", now, person=person.id, facts=facts))
    if theirs:
        stays = (
            f"{of} stays ruled out ({_reasons(theirs)}); that is kept for good, and nobody can take it back."
        )
        return Answer(AnswerKind.REFUSED, stays, by=person)
    if not ours:
        return Answer(AnswerKind.LATE, _not_ruled_out(house, tx, of), by=person)
    return Answer(
        AnswerKind.DONE, f"{of} may be written to again, no longer {_reasons(ours)}: {why}.", by=person
    )


def _not_ruled_out(house: House, tx: Tx, of: str) -> str:
    above = () if of.startswith("@") else house.memory.mailroom.suppressions.matching(tx, (of,))
    if above:
        return f"{of} itself is not ruled out; {above[0].of or 'its domain'} is ({above[0].reason.value})."
    return f"{of} is not ruled out, so there is nothing to take back."


def understood(text: str) -> Request:
    """What was typed after `suppress`. Raises ValueError with a sentence."""
    first, _, rest = text.strip().partition(" ")
    word, _, said = rest.strip().partition(" ")
    of, name = whom(first), word.lower().replace("-", "_")
    reason = next((each for each in REASONS if each.value == name), None)
    if reason is None:
        raise ValueError(f"Say why: {', '.join(each.value for each in REASONS)}.")
    said = said.strip()
    if reason is Reason.DO_NOT_CONTACT and not said:
        raise ValueError("Say in a few words why they must not be contacted; it is kept for good.")
    return Request(of, reason, said)


def whom(text: str) -> str:
    """An address, or a domain with an @ before it, in its one form. Raises ValueError with a sentence."""
    linked = _LINKED.fullmatch(text.strip())
    plain = (linked[2] or linked[1] if linked else text).strip().strip("/")
    try:
        if "@" in plain.lstrip("@"):
            return typed_address(plain)
        return f"@{typed_domain(plain)}"
    except ValueError as error:
        said = f"I cannot read “{plain[:80]}” as a mail address or as a domain such as @rival.com."
        raise ValueError(said) from error


def _reasons(some: list[Suppression]) -> str:
    return ", ".join(dict.fromkeys(each.reason.value.replace("_", " ") for each in some))


def _how() -> str:
    return f"Type /dealhand suppress <address or @domain> <{' | '.join(r.value for r in REASONS)}> <why>."
