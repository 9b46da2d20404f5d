"""One mail in, one decision out. Pure: the same mail gives the same decision, and nothing is looked up."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache

from bot.mail import Mail
from bot.workflows.reply_routing import combining, dates, ear, machines, settling, steps
from bot.workflows.reply_routing.decision import Decision, Label, Span
from bot.workflows.reply_routing.languages import LANGUAGES, spoken
from bot.workflows.reply_routing.parts import SHARP, Part, parts_of
from bot.workflows.reply_routing.rule import Hit, Note, Rule, hits, rule

_SURE = 0.95
_EXPLICIT = 0.9
_MOST_EVIDENCE = 12
_AMERICA = range(-10, -3)
_FOOTED = ("signature", "quoted_text", "subject")
_NEARLY_ALL = 0.7


def route(mail: Mail, *, now: datetime | None = None) -> Decision:
    """What a mail asks for.

    Args:
        mail: as the reader made it.
        now: stands in for the mail's own date where that is unreadable.

    Returns:
        At least one label; `other` with `ask_a_person` where no rule is sure.
    """
    parts = parts_of(mail)
    if mail.machine.kind == "none":
        return _from_a_person(mail, parts, now)
    return _from_a_machine(mail, parts, tuple(_hits(parts)), now)


def hits_of(mail: Mail) -> tuple[Hit, ...]:
    """All that the rules find in a mail that a person wrote."""
    return (*_hits(parts_of(mail)), *_said_elsewhere(mail))


def _hits(parts: tuple[Part, ...]) -> Iterator[Hit]:
    for part in parts:
        for language in spoken(part.text):
            rules = _rules_for(language.name, part.labels, part.floor)
            yield from (h for h in hits(rules, part.text, part.core, part.where) if _heard(part, h))


@lru_cache(maxsize=256)
def _rules_for(language: str, labels: frozenset[Label], floor: float) -> tuple[Rule, ...]:
    """A language's rules that a part may be heard by at all."""
    rules = next(one.rules for one in LANGUAGES if one.name == language)
    return tuple(one for one in rules if one.label in labels and one.weight >= floor)


def _heard(part: Part, hit: Hit) -> bool:
    if hit.label in SHARP and part.where in _FOOTED and part.boilerplate_at(hit.start):
        return False
    return not part.whole or hit.end - hit.start >= _NEARLY_ALL * (part.core[1] - part.core[0])


def _from_a_person(mail: Mail, parts: tuple[Part, ...], now: datetime | None) -> Decision:
    hits = (*_hits(parts), *_said_elsewhere(mail))
    weighed = combining.weigh(hits)
    if mail.new_text.strip() and not any(
        part.repeats for part in parts
    ):  # what speaks to programs is not heard
        weighed = settling.settled(weighed, hits, parts[0].text, ear.learned())
    labels, confidence = weighed.labels, weighed.confidence
    suppress = bool(SHARP & set(labels))
    pause = None
    if Label.AUTO_REPLY in labels or (Label.NOT_NOW in labels and not suppress):
        pause = _pause(mail, parts, now, absence=Label.AUTO_REPLY in labels)
    return _decision(labels, confidence, weighed, suppress=suppress, pause=pause)


def _said_elsewhere(mail: Mail) -> Iterator[Hit]:
    """Subjects of vacation programs and answers to an invitation, as hits like any other."""
    if says := machines.subject_says(mail):
        note: Note = "bounce" if says == "bounce" else ""
        yield _hit(Label.AUTO_REPLY, f"subject:{says}", mail.subject, "subject", note)
    answer = mail.calendar_answer.upper()
    if answer in ("ACCEPTED", "TENTATIVE"):
        yield _hit(Label.POSITIVE, f"calendar:{answer.lower()}", answer, "calendar", "meeting")
    elif answer == "DECLINED":
        yield _hit(Label.OBJECTION, "calendar:declined", answer, "calendar", "", 0.6)


def _hit(label: Label, name: str, text: str, where: str, note: Note = "", weight: float = _EXPLICIT) -> Hit:
    span = Span(start=0, end=len(text) if where == "subject" else 0, text=text, rule=name, where=where)
    return Hit(rule(label, name, "", weight, note=note), 0, 0, span)


def _from_a_machine(
    mail: Mail, parts: tuple[Part, ...], found: tuple[Hit, ...], now: datetime | None
) -> Decision:
    """Machines are not interested and do not object; but a person may have set theirs up to ask for silence."""
    kind = mail.machine.kind
    heads = tuple(_hit(Label.AUTO_REPLY, f"header:{kind}", line, "header") for line in mail.machine.evidence)
    if kind == "complaint":
        weighed = combining.Weighed((Label.COMPLIANCE_THREAT,), _SURE, heads, frozenset())
        return _decision(weighed.labels, _SURE, weighed, suppress=True, pause=None)
    if kind == "newsletter":
        weighed = combining.Weighed((Label.OTHER,), _SURE, heads, frozenset())
        return _decision(weighed.labels, _SURE, weighed, suppress=False, pause=None, quiet=True)
    own = tuple(h for h in found if h.label is Label.AUTO_REPLY or h.rule.note == "left")
    asks = tuple(h for h in found if _asks_for_silence(h)) if kind == "auto_reply" else ()
    labels = (Label.UNSUBSCRIBE, Label.AUTO_REPLY) if asks else (Label.AUTO_REPLY,)
    notes = frozenset({"bounce"} if kind == "bounce" else {h.rule.note for h in own if h.rule.note == "left"})
    weighed = combining.Weighed(labels, _SURE, (*heads, *asks, *own), notes)
    away = kind == "auto_reply" and not asks and not notes
    pause = _pause(mail, parts, now, absence=True) if away else None
    return _decision(labels, _SURE, weighed, suppress=bool(asks), pause=pause)


def _asks_for_silence(hit: Hit) -> bool:
    return hit.label is Label.UNSUBSCRIBE and hit.rule.weight >= _SURE and hit.span.where == "new_text"


def _pause(mail: Mail, parts: tuple[Part, ...], now: datetime | None, *, absence: bool) -> date | None:
    at = mail.date or now or datetime.now(UTC)
    offset = at.utcoffset()
    american = offset is not None and int(offset.total_seconds() // 3600) in _AMERICA
    texts = [part.text for part in parts if part.where in ("new_text", "calendar") and not part.repeats]
    texts += [part.text for part in parts if part.where == "subject"] if absence else []
    return dates.pause_until(tuple(texts), at.date(), month_first=american, absence=absence)


def _decision(
    labels: tuple[Label, ...],
    confidence: float,
    weighed: combining.Weighed,
    *,
    suppress: bool,
    pause: date | None,
    quiet: bool = False,
) -> Decision:
    proposed = steps.choose(labels, weighed.notes, suppress=suppress, pause_until=pause)
    return Decision(
        label=labels[0],
        labels=labels,
        confidence=confidence,
        suppress=suppress,
        pause_until=pause,
        evidence=tuple(h.span for h in sorted(weighed.hits, key=lambda h: -h.rule.weight)[:_MOST_EVIDENCE]),
        would_propose=(steps.Step.LOG_ONLY.value,) if quiet else tuple(step.value for step in proposed),
    )
