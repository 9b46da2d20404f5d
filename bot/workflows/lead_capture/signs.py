"""Words that tell somebody who wants to buy from somebody who wants to sell to us, in the languages we answer in."""

import re
from dataclasses import dataclass

from bot.workflows.lead_capture.buyers import BUYER
from bot.workflows.lead_capture.sellers import SELLER

_END = re.compile(r"[.!?](?=\s)|\n\s*\n")
_BUYER = tuple((name, re.compile(pattern)) for name, pattern in BUYER.items())
_SELLER = tuple((name, re.compile(pattern)) for name, pattern in SELLER.items())


@dataclass(frozen=True)
class Sign:
    """A sign by its name, and the sentence it stands in, verbatim."""

    name: str
    sentence: str


def buyer_signs(text: str) -> tuple[Sign, ...]:
    """The signs that the writer wants something of ours."""
    return _found(_BUYER, text)


def seller_signs(text: str) -> tuple[Sign, ...]:
    """The signs that the writer offers, applies or bills."""
    return _found(_SELLER, text)


def _found(signs: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> tuple[Sign, ...]:
    plain = text.replace("’", "'")
    folded = plain.lower()
    if len(folded) != len(plain):  # a letter whose lower case is longer would move every place behind it
        plain = folded
    hits = ((name, pattern.search(folded)) for name, pattern in signs)
    return tuple(Sign(name, _sentence(plain, hit.start(), hit.end())) for name, hit in hits if hit)


def _sentence(text: str, start: int, end: int) -> str:
    """What stands between the ends of sentences, or empty lines, around a place."""
    before = [match.end() for match in _END.finditer(text, 0, start)]
    after = _END.search(text, end)
    return " ".join(text[before[-1] if before else 0 : after.start() + 1 if after else len(text)].split())
