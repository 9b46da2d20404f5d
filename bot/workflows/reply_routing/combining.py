"""Hits of rules to labels: which hold together, which gives way, and how sure that is."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.rule import Hit

SHARP_FROM = 0.5  # an opt-out acts at low confidence: missing one is a breach, a false one a lost lead
POSITIVE_FROM = 0.75  # a yes must be sure: a rep is called to it within minutes
_REST = (Label.AUTO_REPLY, Label.WRONG_PERSON, Label.NOT_NOW, Label.OBJECTION, Label.POSITIVE)
_BUT_FROM = 0.8
_SOFT_TO = 0.65
_BY_A_PERSON = 0.95


@dataclass(frozen=True)
class Weighed:
    """`labels` with the first one first; `notes` of the rules that hold."""

    labels: tuple[Label, ...]
    confidence: float
    hits: tuple[Hit, ...]
    notes: frozenset[str]


def weigh(hits: Iterable[Hit]) -> Weighed:
    """Order of labels: compliance_threat, unsubscribe, then the best of the rest."""
    found = tuple(hits)
    best = {
        label: max(h.rule.weight for h in found if h.label is label) for label in {h.label for h in found}
    }
    if _only_softly(best):
        del best[Label.UNSUBSCRIBE]
        found = tuple(h for h in found if h.label is not Label.UNSUBSCRIBE)
    labels = [
        sharp for sharp in (Label.COMPLIANCE_THREAT, Label.UNSUBSCRIBE) if best.get(sharp, 0) >= SHARP_FROM
    ]
    labels += _rest(found, best, sharp=bool(labels))
    if not labels:
        labels = [Label.OTHER]
    kept = tuple(h for h in found if h.label in labels or h.label is Label.OTHER)
    notes = frozenset(h.rule.note for h in kept if h.rule.note)
    return Weighed(tuple(labels), _confidence(labels, best, kept), kept, notes)


def _only_softly(best: dict[Label, float]) -> bool:
    """Whether an opt-out rests on weak rules alone while the mail shows interest or names a later day."""
    if not SHARP_FROM <= best.get(Label.UNSUBSCRIBE, 0) <= _SOFT_TO or Label.COMPLIANCE_THREAT in best:
        return False
    return best.get(Label.POSITIVE, 0) >= _BUT_FROM or best.get(Label.NOT_NOW, 0) >= _BUT_FROM


def _confidence(labels: list[Label], best: dict[Label, float], hits: tuple[Hit, ...]) -> float:
    if labels[0] is Label.OTHER:
        return 0.6 if any(h.rule.note for h in hits) else 0.3
    number = sum(h.label is labels[0] for h in hits)
    doubt = 0.05 * (len(labels) - 1)
    return round(min(0.99, best[labels[0]] + 0.02 * (number - 1) - doubt), 2)


def _rest(hits: tuple[Hit, ...], best: dict[Label, float], *, sharp: bool) -> list[Label]:
    notes = {h.rule.note for h in hits}
    if notes & {"pitch", "sarcasm", "anger"}:
        # Scorn reads like praise, and a pitch like interest: a person looks, whatever words of interest stand there.
        best = {label: weight for label, weight in best.items() if label is not Label.POSITIVE}
        hits = tuple(h for h in hits if h.label is not Label.POSITIVE)
        if not sharp and (notes & {"pitch"} or not best.keys() & {*_REST}):
            return []
    if "hand_over" in notes and not sharp:
        return [Label.POSITIVE]
    labels = [label for label in _REST if best.get(label, 0) >= SHARP_FROM]
    if sharp:
        return [label for label in labels if label is Label.WRONG_PERSON]
    if (
        Label.AUTO_REPLY in labels
        and max(best.get(Label.NOT_NOW, 0), best.get(Label.POSITIVE, 0)) >= _BY_A_PERSON
    ):
        labels.remove(Label.AUTO_REPLY)  # "I'm off until Easter, then let's talk" was written by a person
    if Label.POSITIVE in labels:
        labels = _with_interest(hits, best, labels)
    if Label.NOT_NOW in labels and Label.OBJECTION in labels:
        labels.remove(Label.OBJECTION)  # "not interested right now, try in Q3" is a date, not a no
    return labels


def _with_interest(hits: tuple[Hit, ...], best: dict[Label, float], labels: list[Label]) -> list[Label]:
    """Interest beside a no or a later: whichever is said last after a "but" holds, and a doubtful yes never."""
    others: list[Label] = [label for label in labels if label is not Label.POSITIVE]
    if not others:
        return labels if best[Label.POSITIVE] >= POSITIVE_FROM else []
    yes = max((h.start for h in hits if h.label is Label.POSITIVE and h.span.where == "new_text"), default=0)
    no = max((h.start for h in hits if h.label in others), default=0)
    if yes > no and best[Label.POSITIVE] >= _BUT_FROM and Label.AUTO_REPLY not in others:
        return [Label.POSITIVE]
    return others
