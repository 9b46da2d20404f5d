"""What a reply sounds like where no rule is sure: weights of words, learned from replies that were written for it.

Complement naive Bayes over single words, pairs, and pairs with a word between them; then one small linear layer weighs
that against what the rules found. Nothing is looked up, and the same mail always gives the same answer. The weights lie
beside this file (`ear.json.gz`, words in clear); `python -m tests.bot.teach_ear` makes them from the reply sets.
docs/replies.md has the numbers.

Source: Rennie, Shih, Teevan, Karger: Tackling the Poor Assumptions of Naive Bayes Text Classifiers (ICML 2003), 4.4.
"""

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from bot.workflows.reply_routing.combining import Weighed
from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.normalise import Normal
from bot.workflows.reply_routing.rule import Hit

LABELS = tuple(sorted(Label))
NOTES = ("anger", "sarcasm", "pitch", "data_request", "referral", "left", "hand_over")
# Scripts without spaces between words are heard letter by letter; questions and cries count as words.
_WORD = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[\\w']+|[?!]")
_HEARD = 4000  # characters; who asks for something has asked by then
_STEM = 5
_TERSE = 40
_FEWEST = 3  # words; of fewer, and of words it never heard, it has no opinion
_LEAST = 1e-9


@dataclass(frozen=True)
class Heard:
    """How likely each label is, by words and rules together (they sum to 1), and the sentence that tells most."""

    chances: Mapping[Label, float]
    telling: tuple[int, int]

    @property
    def suppress(self) -> float:
        """How likely the sender wants no more mail, or threatens over it."""
        return self.chances[Label.UNSUBSCRIBE] + self.chances[Label.COMPLIANCE_THREAT]


@dataclass(frozen=True)
class Ear:
    """The learned weights: `grams` has rarity and a weight per label; `layer` a row per feature, a column per label."""

    grams: Mapping[str, tuple[float, tuple[float, ...]]]
    layer: tuple[tuple[float, ...], ...]

    def knows(self, text: str) -> bool:
        """Whether there is enough in that folded text, and enough of it known, to have an opinion."""
        words = _WORD.findall(text[:_HEARD])
        return len(words) >= _FEWEST and 2 * sum(word in self.grams for word in words) >= len(words)

    def sound(self, text: str) -> tuple[float, ...]:
        """How much each label sounds like it, the best being 0 and the others below; `text` is folded."""
        found = [
            (1 + math.log(count), *self.grams[gram])
            for gram, count in Counter(grams(text)).items()
            if gram in self.grams
        ]
        norm = math.sqrt(sum((often * rare) ** 2 for often, rare, _ in found)) or 1.0
        scores = [0.0] * len(LABELS)
        for often, rare, weights in found:
            share = often * rare / norm
            for at, weight in enumerate(weights):
                scores[at] += share * weight
        best = max(scores)
        return tuple(score - best for score in scores)

    def hear(self, text: Normal, hits: Sequence[Hit], weighed: Weighed) -> Heard:
        """The answer for the folded new text of a mail, and all that the rules found in the mail."""
        chances = softmax(applied(self.layer, features(self.sound(text.text), text.text, hits, weighed)))
        by_label = dict(zip(LABELS, chances, strict=True))
        at = max(range(len(LABELS)), key=chances.__getitem__)
        return Heard(by_label, self._telling(text, at))

    def _telling(self, text: Normal, label: int) -> tuple[int, int]:
        def share(bounds: tuple[int, int]) -> float:
            scores = self.sound(text.text[slice(*bounds)])
            return scores[label] - sum(scores) / len(scores)

        return max(text.sentences, key=share, default=(0, len(text.text)))


def grams(text: str) -> Iterator[str]:
    """What is counted of a folded text."""
    words = _WORD.findall(text[:_HEARD])
    for at, word in enumerate(words):
        yield word
        if len(word) > _STEM:
            yield f"{word[:_STEM]}*"
        if at:
            yield f"{words[at - 1]} {word}"
        if at > 1:
            yield f"{words[at - 2]} _ {word}"
    if words:
        yield f"^{words[0]}"
        yield f"{words[-1]}$"


def features(sound: Sequence[float], text: str, hits: Sequence[Hit], weighed: Weighed) -> tuple[float, ...]:
    """What the layer weighs: the sound, the best rule of each label, what the rules settled on, and the shape."""
    best = {label: max((h.rule.weight for h in hits if h.label is label), default=0.0) for label in LABELS}
    settled = [weighed.confidence * (weighed.labels[0] is label) for label in LABELS]
    sharp = {Label.UNSUBSCRIBE, Label.COMPLIANCE_THREAT} & {*weighed.labels}
    notes = {h.rule.note for h in hits}
    return (
        *sound,
        *best.values(),
        *settled,
        float(bool(sharp)),
        float(len(text) < _TERSE),
        float("?" in text),
        *(float(note in notes) for note in NOTES),
        1.0,
    )


def applied(layer: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    """The layer's answer for one mail, before it is made to sum to 1."""
    found = [0.0] * len(LABELS)
    for value, row in zip(values, layer, strict=True):
        if value:
            for at, weight in enumerate(row):
                found[at] += value * weight
    return found


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as chances that sum to 1."""
    best = max(scores)
    grown = [math.exp(score - best) for score in scores]
    whole = sum(grown)
    return [max(each / whole, _LEAST) for each in grown]


@lru_cache(maxsize=1)
def learned() -> Ear:
    """The weights that come with the product; read once, in a fraction of a second."""
    raw = resources.files(__package__).joinpath("ear.json.gz").read_bytes()
    return loaded(json.loads(gzip.decompress(raw)))


def loaded(kept: dict[str, Any]) -> Ear:
    """Weights as they are kept: hundredths; grams that were seen once, by the label they were seen with."""
    found: dict[str, tuple[float, tuple[float, ...]]] = {}
    for label, once in kept["once"].items():
        weights = tuple(w / 100 for w in kept["once_weights"][label])
        found.update(dict.fromkeys(once.split("\n"), (kept["rare"], weights)))
    for gram, (rarity, *weights_kept) in kept["grams"].items():
        found[gram] = (rarity / 100, tuple(w / 100 for w in weights_kept))
    return Ear(found, tuple(tuple(row) for row in kept["layer"]))
