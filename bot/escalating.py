"""What people do about an escalation: answer it in their own words, say that they have, let mail go out again (H6)."""

from bot.answering import Answer, AnswerKind
from bot.house import House
from bot.human_only.escalations import ANSWER_WRITTEN, Escalation, calm_beginning
from bot.ledger import Entry
from bot.mail import Mail
from bot.mailroom import Halt, KeptMail, halt_keys
from bot.model import Signal
from bot.switching import clear_halts
from bot.transaction import Tx
from bot.values import Person, new_id

MOST_WORDS = 3000  # of an answer; a text input of Slack's holds no more
ANSWERED = "escalation"  # the kind of the ledger's line
_QUOTED = 1500
_UNKNOWN = Answer(AnswerKind.UNKNOWN, "I no longer know this mail. Nothing was changed.")
_NOT_TOLD = Answer(
    AnswerKind.NOT_YOURS,
    "This went to the owner of the account and to their manager, so nothing was changed. Ask one of them.",
)


def escalation(house: House, mail: str, by_slack: str | None = None) -> Escalation | None:
    """The escalation of that mail as it stands now, as that colleague may answer it; None for an unknown mail."""
    with house.memory.begin() as tx:
        kept = house.memory.mailroom.mails.get(tx, mail)
        person = house.memory.people.by_slack(tx, by_slack) if by_slack else None
    if kept is None or kept.mail is None:
        return None
    sender = house.senders.sender_for(person) if person else None
    with house.memory.begin() as tx:
        halted = _halts(house, tx, kept.mail)
        answered = house.memory.ledger.entries(tx, kinds=(ANSWERED,), signal=f"mail:{mail}")
        cleared = house.memory.ledger.entries(tx, kinds=("halt",), signal=f"mail:{mail}")
        last = next((e for e in reversed(cleared) if e.facts and "cleared" in e.facts), None)
        return Escalation(
            mail=mail,
            address=kept.mail.sender.address,
            subject=kept.mail.subject,
            words=(kept.mail.new_text or kept.mail.subject).strip()[:_QUOTED],
            at=kept.received_at,
            halted=halted,
            suppressed=_suppressed(house, tx, kept.mail),
            sender=sender,
            calm=calm_beginning(kept.mail, person, house.now()) if person else "",
            answered=_named(house, tx, answered[-1]) if answered else "",
            answered_at=answered[-1].at if answered else None,
            cleared="" if halted or last is None else _cleared(house, tx, last),
        )


def write(house: House, mail: str, by_slack: str, text: str) -> Answer:
    """An answer in that person's words: a card of theirs follows, and nothing is sent before it is approved."""
    words = text.strip()
    with house.memory.begin() as tx:
        found = _find(house, tx, mail, by_slack)
        if isinstance(found, Answer):
            return found
        kept, person = found
        if refusal := _refusal(house, tx, kept, words):
            return refusal
        now = house.now()
        body = {"mail": mail, "text": words, "by": person.id}
        name = f"answer:{mail}:{new_id(now)}"
        signal = Signal(name, ANSWER_WRITTEN, "an escalation's answer", now, body=body)
        house.memory.inbox.put(tx, (signal,))
    said = "Your answer comes as a card. Approve it there; it is held for a moment before it goes."
    return Answer(AnswerKind.DONE, said, by=person)


def answered(house: House, mail: str, by_slack: str) -> Answer:
    """Somebody has answered outside, from their own mailbox or by telephone; kept for how long it took (H6-04)."""
    with house.memory.begin() as tx:
        found = _find(house, tx, mail, by_slack)
        if isinstance(found, Answer):
            return found
        _, person = found
        before = house.memory.ledger.entries(tx, kinds=(ANSWERED,), signal=f"mail:{mail}")
        if before:
            name = _named(house, tx, before[-1])
            return Answer(AnswerKind.LATE, f"{name} has said so already. Your click changed nothing.")
        entry = Entry(
            ANSWERED, house.now(), None, f"mail:{mail}", person.id, "escalations", {"answered": mail}
        )
        house.memory.ledger.write(tx, entry)
    return Answer(AnswerKind.DONE, "Noted.", by=person)


def clear(house: House, mail: str, by_slack: str, reason: str) -> Answer:
    """Let mail to whoever wrote that one, and to their account, go out again; it takes a reason (H6-03)."""
    with house.memory.begin() as tx:
        found = _find(house, tx, mail, by_slack)
        if isinstance(found, Answer):
            return found
        kept, person = found
        halted = _halts(house, tx, kept.mail) if kept.mail else ()
        if not halted:
            return Answer(AnswerKind.LATE, "Nothing is halted any more. Your click changed nothing.")
        if not reason.strip():
            return Answer(AnswerKind.INVALID, "Say why it is safe again.", field="reason")
        return clear_halts(house, tx, person, halted, reason.strip())


def _find(house: House, tx: Tx, mail: str, by_slack: str) -> tuple[KeptMail, Person] | Answer:
    """The mail and the colleague; it takes somebody who was told of it, their manager, or an administrator."""
    kept = house.memory.mailroom.mails.get(tx, mail)
    if kept is None or kept.mail is None:
        return _UNKNOWN
    person = house.memory.people.by_slack(tx, by_slack)
    if person is None:
        return Answer(AnswerKind.NOT_YOURS, "I could not match you to a colleague by e-mail.")
    everybody = house.memory.people.all(tx)
    team = {person.id, *(p.id for p in everybody if p.manager == person.id)}
    told = (house.memory.desk.was_told(tx, f"escalation:{mail}:{each}") for each in sorted(team))
    return (kept, person) if person.admin or any(told) else _NOT_TOLD


def _refusal(house: House, tx: Tx, kept: KeptMail, words: str) -> Answer | None:
    if not words or len(words) > MOST_WORDS:
        said = f"Write an answer of up to {MOST_WORDS:,} characters."
        return Answer(AnswerKind.INVALID, said, field="answer")
    reason = _suppressed(house, tx, kept.mail) if kept.mail else ""
    if reason:
        said = f"They must not be written to through me ({reason}). Nothing was sent; answer them yourself, outside."
        return Answer(AnswerKind.REFUSED, said, field="answer")
    return None


def _halts(house: House, tx: Tx, mail: Mail) -> tuple[Halt, ...]:
    """Every halt that this mail's sender is under, and what the same mails halted besides: their account."""
    try:
        keys = halt_keys((mail.sender.address,))
    except ValueError:
        return ()
    standing = house.memory.mailroom.halts.standing(tx)
    sources = {halt.source for halt in standing if halt.key in keys}
    return tuple(halt for halt in standing if halt.key in keys or halt.source in sources)


def _suppressed(house: House, tx: Tx, mail: Mail) -> str:
    try:
        found = house.memory.mailroom.suppressions.matching(tx, (mail.sender.address,))
    except ValueError:
        return "it names no address"
    return found[0].reason.value.replace("_", " ") if found else ""


def _named(house: House, tx: Tx, entry: Entry) -> str:
    person = house.memory.people.get(tx, entry.person) if entry.person else None
    return person.name if person else "Somebody"


def _cleared(house: House, tx: Tx, entry: Entry) -> str:
    return f"{_named(house, tx, entry)}: {(entry.facts or {}).get('said', '')}"
