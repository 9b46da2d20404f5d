"""Rules and ear together: which labels hold in the end, how sure that is, and on which words."""

from collections.abc import Sequence

from bot.workflows.reply_routing.combining import Weighed
from bot.workflows.reply_routing.decision import Label, Span
from bot.workflows.reply_routing.ear import Ear, Heard
from bot.workflows.reply_routing.normalise import Normal
from bot.workflows.reply_routing.rule import Hit, rule

SUPPRESS_FROM = 0.25  # an opt-out acts at low confidence: missing one is a breach, a false one a lost lead
POSITIVE_FROM = 0.65  # a yes must be sure: a rep is called to it within minutes
ANY_FROM = 0.35  # below that nobody can say, and a person looks
_ALSO_FROM = 0.25
_SURE_RULE = 0.9
_SURE_FROM = 0.15  # what a rule is sure of falls only where the ear is surer still
_SHORT = 6  # words; of so few the ear alone must be surer
_SHORT_FROM = 0.5
_SHARP = (Label.COMPLIANCE_THREAT, Label.UNSUBSCRIBE)


def settled(weighed: Weighed, hits: Sequence[Hit], text: Normal, ear: Ear) -> Weighed:
    """What the rules settled on, weighed against what the whole text sounds like.

    Args:
        weighed: what the rules settled on.
        hits: all that they found.
        text: the new text, as far as a person is spoken to in it.
        ear: the learned weights.
    """
    elsewhere = any(h.label in _SHARP and h.span.where != "new_text" for h in hits)
    if not ear.knows(text.text) or (elsewhere and weighed.labels[0] in _SHARP):
        return weighed  # it hears the new text alone: what stands elsewhere is not its to take back
    heard = ear.hear(text, hits, weighed)
    labels = _labels(weighed, heard, _bound(weighed, hits, text))
    first = labels[0]
    kept = tuple(h for h in hits if h.label in labels or h.label is Label.OTHER)
    if not any(h.label is first for h in kept) and first is not Label.OTHER:
        kept = (*kept, _by_ear(first, heard, text))
    notes = frozenset(h.rule.note for h in kept if h.rule.note)
    sure = heard.suppress if first in _SHARP else heard.chances[first]
    return Weighed(labels, round(min(sure, 0.99), 2), kept, notes)


def _bound(weighed: Weighed, hits: Sequence[Hit], text: Normal) -> float:
    """From which chance on the sender is left alone."""
    if weighed.labels[0] in _SHARP and weighed.confidence >= _SURE_RULE:
        return _SURE_FROM
    ruled = any(h.label in _SHARP for h in hits)
    return SUPPRESS_FROM if ruled or len(text.text.split()) >= _SHORT else _SHORT_FROM


def _labels(weighed: Weighed, heard: Heard, bound: float) -> tuple[Label, ...]:
    if heard.suppress >= bound:
        sharp = sorted(_SHARP, key=lambda label: -heard.chances[label])
        also = tuple(
            label
            for label in (sharp[1], Label.WRONG_PERSON)
            if label in weighed.labels or heard.chances[label] >= _ALSO_FROM
        )
        return _in_order((sharp[0], *also))
    rest = [label for label in heard.chances if label not in _SHARP]
    first = max(rest, key=heard.chances.__getitem__)
    if heard.chances[first] < (POSITIVE_FROM if first is Label.POSITIVE else ANY_FROM):
        return (Label.OTHER,)
    if first is Label.OTHER:
        return (first,)
    also = tuple(
        label for label in weighed.labels if label not in {first, Label.OTHER, Label.POSITIVE, *_SHARP}
    )
    return (first, *also)


def _in_order(labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """A threat before an opt-out, both before the rest (C-REP-01)."""
    rank = {Label.COMPLIANCE_THREAT: 0, Label.UNSUBSCRIBE: 1}
    return tuple(sorted(labels, key=lambda label: rank.get(label, 2)))


def _by_ear(label: Label, heard: Heard, text: Normal) -> Hit:
    start, end = heard.telling
    at, until = text.span(start, end)
    span = Span(start=at, end=until, text=text.raw[at:until], rule=f"ear:{label.value}", where="new_text")
    return Hit(rule(label, f"ear:{label.value}", "", heard.chances[label]), start, end, span)
