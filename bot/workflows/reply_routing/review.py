"""What is not sure enough goes to a person's eyes, and their word comes back as the decision (G-05)."""

from datetime import datetime

from bot.mail import Mail
from bot.mailroom import Review
from bot.model import Notice, Signal
from bot.queues import CLASSIFICATION
from bot.readers import Readers
from bot.values import Person
from bot.workflow import Said
from bot.workflows.reply_routing import steps
from bot.workflows.reply_routing.decision import READ_BY, Decision, Label, Span
from bot.workflows.reply_routing.doubt import pause_of
from bot.workflows.reply_routing.proposing import Heard

_QUOTED = 200
_SHARP = frozenset({Label.UNSUBSCRIBE, Label.COMPLIANCE_THREAT})


def to_a_person(heard: Heard, person: Person | None, why: str, readers: Readers) -> tuple[Said, ...]:
    """It stays in the review queue until a person looked, and they are told now."""
    if person is None:
        return ()
    name, said = f"review:{heard.kept.id}", "; ".join(part for part in (_unsure(heard.decision), why) if part)
    review = Review(name, CLASSIFICATION.name, heard.kept.id, person.id, said, readers.clock.now())
    text = (
        f"👀 A mail from *{heard.address or 'an unknown sender'}* needs your eyes ({said}): "
        f"“{' '.join((heard.mail.new_text or heard.mail.subject).split())[:_QUOTED]}”"
    )
    return (review, Notice(name, "review", text, person=person.id, about=name))


def as_reviewed(mail: Mail, signal: Signal, now: datetime) -> Decision:
    """The decision that a person made of that mail.

    Raises:
        ValueError: The signal carries none of our labels.
    """
    body = signal.body or {}
    label = Label(body.get("answer", ""))
    suppress = label in _SHARP
    pause = pause_of(mail, now) if label is Label.NOT_NOW else None
    chosen = steps.choose((label,), frozenset(), suppress=suppress, pause_until=pause)
    return Decision(
        label=label,
        labels=(label,),
        confidence=1.0,
        suppress=suppress,
        pause_until=pause,
        evidence=(_words(mail, f"{READ_BY}{body.get('by_name', '')}"),),
        would_propose=tuple(step.value for step in chosen),
    )


def nothing_follows(heard: Heard, why: str) -> Notice:
    """A person said that somebody is interested, and there is no record to hang a next step on."""
    text = (
        f"You said that *{heard.address}* is interested. I found nothing to put a next step on ({why}), "
        "so please take it from here."
    )
    by = (heard.signal.body or {}).get("by")
    return Notice(f"{heard.signal.id}:nothing", "reviewed", text, person=by)


def _unsure(decision: Decision) -> str:
    if decision.labels == (Label.OTHER,):
        return "I could not tell what it asks for"
    tap = CLASSIFICATION.tap(decision.label.value)
    return (
        f"I take it for “{tap.label.lower() if tap else decision.label.value}”, and nothing follows by itself"
    )


def _words(mail: Mail, rule: str) -> Span:
    """The beginning of what they wrote, which is what the person was shown."""
    start = len(mail.new_text) - len(mail.new_text.lstrip())
    text = mail.new_text[start : start + _QUOTED].rstrip()
    if text:
        return Span(start, start + len(text), text, rule)
    return Span(0, len(mail.subject), mail.subject, rule, where="subject")
