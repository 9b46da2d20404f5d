"""A second opinion on a reply that the rules cannot tell (C-REP-01, C-REP-09, B-21): a model may be asked, and weighed.

Unequal mistakes stay unequal. What the rules say holds: a suppression, a threat or anger is never asked about, so
nothing can be lifted. An opt-out counts at low confidence once words of the mail show it; a yes counts only at high
confidence and with words of the mail; a threat that only a model sees goes to a person. A mail with a sentence that
speaks to a program is not put to one: it means what the rules make of it (N9).
"""

from datetime import date, datetime

from pydantic.dataclasses import dataclass

from bot.mail import Mail
from bot.questions import REPLY
from bot.readers import Readers
from bot.reading import Labelled, Part, Passages
from bot.workflows.reply_routing import dates, injection, steps
from bot.workflows.reply_routing.decision import Decision, Label, Span
from bot.workflows.reply_routing.normalise import normalise
from bot.workflows.reply_routing.steps import Step

DOUBT = 0.6  # below this the rules have hardly found anything
_BELIEVED = {
    Label.UNSUBSCRIBE: 0.5,
    Label.POSITIVE: 0.9,
    Label.OBJECTION: 0.75,
    Label.NOT_NOW: 0.75,
    Label.WRONG_PERSON: 0.75,
}
_AMERICA = range(-10, -3)
_MODEL, _EAR = (
    "model:",
    "ear:",
)  # how evidence begins that rests on a model, or on the sound of the whole alone
_QUOTED = 120


@dataclass(frozen=True)
class Opinion:
    """The decision that holds, and what people should know of how it came about (empty: no model is configured)."""

    decision: Decision
    said: str = ""


def second_opinion(mail: Mail, decision: Decision, readers: Readers, signal: str) -> Opinion:
    """The rules' decision, or where they are in doubt what a model makes of the same words. Asks nobody else."""
    if not in_doubt(mail, decision):
        return Opinion(decision)
    answer = readers.model.classify(REPLY, passages_of(mail), signal=signal)
    if answer.label is None:
        return Opinion(decision, answer.said)
    label = Label(answer.label)
    if not _counts(label, answer, decision):
        return Opinion(
            decision, f"the model takes it for {label.value.replace('_', ' ')}, {_resting_on(answer)}"
        )
    return Opinion(_decided(mail, decision, label, answer, readers.clock.now()))


def in_doubt(mail: Mail, decision: Decision) -> bool:
    """Whether a model may be asked at all: a person wrote it, nobody is to be left alone, and no rule is sure.

    Words that made the rules call a person (scorn, a pitch) are a finding of theirs, and no doubt.
    """
    if mail.machine.kind != "none" or decision.suppress or Step.HALT_ACCOUNT.value in decision.would_propose:
        return False
    if decision.labels == (Label.OTHER,):
        return not decision.evidence
    return decision.confidence < DOUBT


def passages_of(mail: Mail) -> Passages:
    """What a model would be given of that mail; nothing of one that speaks to programs anywhere."""
    texts = {Part.SUBJECT: mail.subject, Part.NEW_TEXT: mail.new_text}
    hostile = any(injection.hostile_from(normalise(text)) is not None for text in texts.values())
    return texts if mail.new_text.strip() and not hostile else {}


def model_of(decision: Decision) -> str:
    """Which model the decision rests on; "none" for rules alone."""
    found = [span.rule for span in decision.evidence if span.rule.startswith(_MODEL)]
    return found[0].removeprefix(_MODEL) if found else "none"


def _counts(label: Label, answer: Labelled, decision: Decision) -> bool:
    """Whether that answer may change anything: only words that the sender wrote this time carry it."""
    if label not in _BELIEVED or answer.quote is None or answer.quote.part is not Part.NEW_TEXT:
        return False
    ruled = any(not span.rule.startswith(_EAR) for span in decision.evidence)
    if ruled and label is not Label.UNSUBSCRIBE:
        return False  # a rule has found words for another label, and a person looks
    return answer.confidence >= _BELIEVED[label]


def _decided(mail: Mail, decision: Decision, label: Label, answer: Labelled, now: datetime) -> Decision:
    suppress = label is Label.UNSUBSCRIBE
    pause = pause_of(mail, now) if label is Label.NOT_NOW else None
    chosen = steps.choose((label,), frozenset(), suppress=suppress, pause_until=pause)
    quote = answer.quote
    spans = (Span(quote.start, quote.end, quote.text, f"{_MODEL}{answer.model}"),) if quote else ()
    return Decision(
        label=label,
        labels=(label,),
        confidence=round(answer.confidence, 2),
        suppress=suppress,
        pause_until=pause,
        evidence=(*spans, *decision.evidence),
        would_propose=tuple(step.value for step in chosen),
    )


def pause_of(mail: Mail, now: datetime) -> date | None:
    """The day is read from the text by our own rules; a model has no say in it."""
    at = mail.date or now
    offset = at.utcoffset()
    american = offset is not None and int(offset.total_seconds() // 3600) in _AMERICA
    return dates.pause_until((normalise(mail.new_text),), at.date(), month_first=american, absence=False)


def _resting_on(answer: Labelled) -> str:
    if answer.quote is None:
        return "without words that show it"
    return f"because of “{' '.join(answer.quote.text.split())[:_QUOTED]}”"
