"""Make the weights of the ear from the reply sets: `python -m tests.bot.teach_ear`. A minute or two, no randomness.

The words are learned from every set but the held-out ones. The layer over words and rules is learned from the sets of
strangers alone, on which no rule was made, and from what the words say of each of their rows when they were learned
without it; else it would believe the rules too much.
"""

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.mail import Mail
from bot.workflows.reply_routing import ear, routing
from bot.workflows.reply_routing.combining import weigh
from bot.workflows.reply_routing.ear import LABELS, Ear, features, grams, softmax
from bot.workflows.reply_routing.parts import parts_of
from handlers.triage import raw_mail
from integrations.mail.mime import read
from tests.bot.reply_sets import FOLDER, rows

KEPT = Path(ear.__file__).with_name("ear.json.gz")
_SMOOTHED = 0.2
_FOLDS = 8
_STEPS = 500
_RATE = 0.08
_HELD_BACK = 1.0  # how much large weights of the layer cost


@dataclass
class Example:
    """One reply: what is heard of it, what the rules make of it, and what it is."""

    text: str
    label: int
    stranger: bool
    ruled: tuple[float, ...]
    sound: tuple[float, ...] = ()


def sets() -> Iterator[str]:
    """The names of the sets to learn from."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        if "held_out" not in path.stem and path.stem != "hostile":
            yield path.stem


def examples() -> Iterator[Example]:
    """Replies by people; a machine's mail is known by its headers and not by its words."""
    for name in sets():
        for row in rows(name):
            mail = read(raw_mail(row))
            if not isinstance(mail, Mail) or mail.machine.kind != "none" or not mail.new_text.strip():
                continue
            hits = routing.hits_of(mail)
            text = parts_of(mail)[0].text.text
            ruled = features([0.0] * len(LABELS), text, hits, weigh(hits))
            yield Example(text, LABELS.index(row["label"]), name.startswith("strangers"), ruled)


def words_of(known: Sequence[Example]) -> dict[str, tuple[int, float, tuple[float, ...]]]:
    """Of each gram: in how many texts it stands, its rarity, and its weight for each label."""
    counted = [(Counter(grams(one.text)), one.label) for one in known]
    texts: Counter[str] = Counter()
    for found, _ in counted:
        texts.update(found.keys())
    rarity = {gram: math.log(len(known) / number) + 1 for gram, number in texts.items()}
    heard: list[defaultdict[str, float]] = [defaultdict(float) for _ in LABELS]
    for found, label in counted:
        shares = {gram: (1 + math.log(count)) * rarity[gram] for gram, count in found.items()}
        norm = math.sqrt(sum(share**2 for share in shares.values())) or 1.0
        for gram, share in shares.items():
            heard[label][gram] += share / norm
    alone = [sum(of.values()) for of in heard]
    room = sum(alone) + _SMOOTHED * len(rarity)
    learned = {}
    for gram, rare in rarity.items():
        whole = sum(of[gram] for of in heard)
        weights = tuple(
            -math.log((whole - of[gram] + _SMOOTHED) / (room - own))
            for of, own in zip(heard, alone, strict=True)
        )
        learned[gram] = (texts[gram], rare, weights)
    return learned


def ear_of(known: Sequence[Example]) -> Ear:
    return Ear({gram: (rare, weights) for gram, (_, rare, weights) in words_of(known).items()}, ())


def layer_of(known: Sequence[Example]) -> list[list[float]]:
    """Softmax regression by Adam, each step over all of them."""
    inputs = [
        [(at, value) for at, value in enumerate((*one.sound, *one.ruled[len(LABELS) :])) if value]
        for one in known
    ]
    size = len(known[0].ruled)
    layer = [[0.0] * len(LABELS) for _ in range(size)]
    mean = [[0.0] * len(LABELS) for _ in range(size)]
    spread = [[0.0] * len(LABELS) for _ in range(size)]
    for step in range(1, _STEPS + 1):
        slope = [[_HELD_BACK * w for w in row] for row in layer]
        for one, values in zip(known, inputs, strict=True):
            scores = [sum(value * layer[at][label] for at, value in values) for label in range(len(LABELS))]
            wrong = softmax(scores)
            wrong[one.label] -= 1.0
            for at, value in values:
                row = slope[at]
                for label, miss in enumerate(wrong):
                    row[label] += value * miss
        for at in range(size):
            for label in range(len(LABELS)):
                down = slope[at][label]
                mean[at][label] = 0.9 * mean[at][label] + 0.1 * down
                spread[at][label] = 0.999 * spread[at][label] + 0.001 * down**2
                rate = _RATE * math.sqrt(1 - 0.999**step) / (1 - 0.9**step)
                layer[at][label] -= rate * mean[at][label] / (math.sqrt(spread[at][label]) + 1e-9)
    return layer


def heard_without(known: Sequence[Example]) -> None:
    """What words learned from the other rows say of each row of a stranger."""
    for fold in range(_FOLDS):
        part = ear_of([one for at, one in enumerate(known) if at % _FOLDS != fold])
        for at, one in enumerate(known):
            if at % _FOLDS == fold and one.stranger:
                one.sound = part.sound(one.text)


def kept(known: Sequence[Example], layer: Sequence[Sequence[float]]) -> dict[str, object]:
    """As `ear.loaded` reads it."""
    words = words_of(known)
    seen_with: defaultdict[str, set[int]] = defaultdict(set)
    for one in known:
        for gram in {*grams(one.text)}:
            seen_with[gram].add(one.label)
    once: dict[str, list[str]] = {label: [] for label in LABELS}
    sums = {label: [0.0] * len(LABELS) for label in LABELS}
    often = {}
    for gram, (texts, rare, weights) in sorted(words.items()):
        if texts > 1:
            often[gram] = [round(rare * 100), *(round(w * 100) for w in weights)]
            continue
        label = LABELS[next(iter(seen_with[gram]))]
        once[label].append(gram)
        sums[label] = [a + b for a, b in zip(sums[label], weights, strict=True)]
    return {
        "rare": math.log(len(known)) + 1,
        "once": {label: "\n".join(found) for label, found in once.items()},
        "once_weights": {
            label: [round(100 * total / max(len(once[label]), 1)) for total in sums[label]]
            for label in LABELS
        },
        "grams": often,
        "layer": [[round(w, 3) for w in row] for row in layer],
    }


def main() -> None:
    """Learn, write, and say how large it is."""
    known = list(examples())
    heard_without(known)
    layer = layer_of([one for one in known if one.stranger])
    text = json.dumps(kept(known, layer), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    KEPT.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(known)} replies, {KEPT.stat().st_size:,} bytes")  # noqa: T201  # a command of its own


if __name__ == "__main__":
    main()
