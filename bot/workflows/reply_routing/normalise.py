"""Text as rules see it, with the way back to the characters the sender wrote."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from bot.workflows.reply_routing.folding import fold_char, unmask
from bot.workflows.reply_routing.spelling import mend

LONGEST = 60_000
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f\u0640\u064b-\u0652\u0591-\u05c7\U000e0000-\U000e01ef]"
)
_LETTER = r"[^\W\d_]"
_SPACED = re.compile(rf"(?<!\w){_LETTER}(?:([ ._*\-]){_LETTER})(?:\1{_LETTER}){{2,}}(?!\w)")
_SPLIT_WORD = re.compile(r"\bun[-._ ]{1,2}sub[-._ ]{0,2}scri", re.IGNORECASE)
_TOKEN = re.compile(r"[\w$]+|[^\S\n]+|\n\s*|[^\w\s]")
_ENDS = re.compile(r"(?<=[.!?;])(?<!\d\.)[\s\"')\]]+|\n+|(?<=[.!?])$|[|•]")
_WRAPPED_AT = 50


@dataclass
class Normal:
    """`text` is folded; `origin[i]` is the place in the raw text of its character `i`."""

    raw: str
    text: str
    origin: list[int]
    sentences: list[tuple[int, int]] = field(default_factory=list)
    words: frozenset[str] = frozenset()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A match in `text` as (start, end) in the raw text."""
        if end <= start:
            return 0, 0
        return self.origin[start], self.origin[end - 1] + 1

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The bounds of the sentence around a place in `text`."""
        for start, end in self.sentences:
            if start <= place < end:
                return start, end
        return 0, len(self.text)


def normalise(raw: str) -> Normal:
    """Folds, mends and joins; long text keeps its beginning and its end, where people write."""
    shown = raw if len(raw) <= LONGEST else raw[: LONGEST * 2 // 3] + "\n" + raw[-LONGEST // 3 :]
    shift = len(raw) - len(shown)
    chars, places = _visible(shown)
    pieces, origin = _folded(_unwrapped(chars), places)
    if shift:
        origin = [at if at <= LONGEST * 2 // 3 else at + shift for at in origin]
    text = "".join(pieces)
    words = frozenset(re.findall(r"[^\W\d_]+", text))
    return Normal(raw=raw, text=text, origin=origin, sentences=_sentences(text), words=words)


def _visible(raw: str) -> tuple[str, list[int]]:
    """Without invisible characters, and with spaced-out words ("s t o p") closed up."""
    places = list(range(len(raw)))
    if not raw.isascii() and _INVISIBLE.search(raw):
        places = [at for at in places if not _INVISIBLE.match(raw[at])]
    text = "".join(raw[at] for at in places) if len(places) != len(raw) else raw
    gaps = [at for m in _SPACED.finditer(text) for at in range(m.start() + 1, m.end(), 2)]
    gaps += [at for m in _SPLIT_WORD.finditer(text) for at in range(*m.span()) if not text[at].isalpha()]
    if gaps:
        drop = set(gaps)
        places = [place for at, place in enumerate(places) if at not in drop]
        text = "".join(char for at, char in enumerate(text) if at not in drop)
    return text, places


def _unwrapped(text: str) -> str:
    """A line break inside a wrapped sentence becomes a space; other breaks stay and end a sentence."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    ends = [
        " " if len(line) >= _WRAPPED_AT and after.strip() and line.rstrip()[-1:] not in ".!?:" else "\n"
        for line, after in pairwise(lines)
    ]
    return "".join(a + b for a, b in zip(lines, [*ends, ""], strict=True))


def _folded(text: str, places: list[int]) -> tuple[list[str], list[int]]:
    pieces: list[str] = []
    origin: list[int] = []
    for match in _TOKEN.finditer(text):
        token, start, end = match[0], match.start(), match.end()
        new = _token(token)
        pieces.append(new)
        if len(new) == end - start:
            origin.extend(places[start:end])
        else:  # spread over the token, so that a span of the whole word maps back to the whole word
            size = end - start
            origin.extend(
                places[start + min(at * size // max(len(new), 1), size - 1)] for at in range(len(new) - 1)
            )
            if new:
                origin.append(places[end - 1])
    return pieces, origin


def _token(token: str) -> str:
    first = token[0]
    if first == "\n":
        return "\n"
    if first.isspace():
        return " "
    folded = token.lower() if token.isascii() else unmask("".join(fold_char(c) for c in token))
    return mend(folded) if len(folded) > 1 else folded


def _sentences(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for match in _ENDS.finditer(text):
        if text[start : match.start()].strip():
            found.append((start, match.end()))
            start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found
