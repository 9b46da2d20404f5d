"""A rule is a pattern over folded text, where it may stand, and what takes it back.

Patterns are written in the language's own spelling and folded like the text. In a pattern
    a space     is any gap inside a sentence (a comma may stand in it); ` ?` is a gap or nothing
    `<n>`       is up to n words of any kind, with the gaps around them
    `¤`         is the end of a word
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from bot.workflows.reply_routing.decision import Label, Span
from bot.workflows.reply_routing.folding import fold
from bot.workflows.reply_routing.normalise import Normal

Scope = Literal["anywhere", "sentence", "text"]
# What a rule says beyond its label, for the choice of the next steps.
Note = Literal[
    "", "anger", "sarcasm", "hand_over", "referral", "left", "meeting", "information", "stakeholder", "data_request",
    "pitch", "bounce",
]  # fmt: skip
_WORDS = re.compile(r" ?<(\d)> ?")
_CLASS = re.compile(r"(?<!\\)\[(?:[^\]\\]|\\.)*\]")
# Short spellings; "im", "u" and "dont" are words of other languages, so the patterns allow for them, not the text.
_SHORTER = {"i'm": "im", "you": "u", "your": "ur", "don't": "dont"}
_SHORT = re.compile(r"(?<![\w\\])(?:i'm|you|your|don't)(?![\w'])")
_PIECE = re.compile(r"\\.|[^\\]+", re.DOTALL)  # \W is not \w: what stands behind a backslash keeps its case
# Possessive: a gap or a word is taken whole or not at all, so that no text makes the search explode.
_GAP = r"(?:(?<=[ ,:*\"])|[ ,:*\"]++)"
_NO_GAP = r"[\x20,*\"]{0,12}"  # bounded: a line of asterisks is no gap
_SOME_WORDS = r"(?:(?<=[ ,:*\"])|[ ,:*\"]++)(?:[\w'/&@-]++(?:\.\w++)*+[ ,:*\"]++){0,%s}"
# Scripts written without spaces, or with particles joined to the word: a match may begin inside a word.
_JOINED = re.compile("[\u0590-\u08ff\u0900-\u0eff\u3040-\u9fff\uac00-\ud7af]")
_MOST_MATCHES = 5


@dataclass(frozen=True)
class Rule:
    """`scope`: anywhere in the text, a whole sentence, or the whole text but for greeting and name.

    Patterns are compiled when they are first needed: forty languages at every start would cost seconds.
    """

    label: Label
    name: str
    written: str
    weight: float
    scope: Scope
    written_unless: str = ""
    note: Note = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the text is searched for. Raises re.error for a pattern that is none."""
        text = expand(self.written)
        if self.scope == "anywhere" and not _JOINED.search(self.written):
            text = rf"(?<!\w)(?:{text})"
        return re.compile(text)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What takes a match back, searched in the sentence around it."""
        return compiled(self.written_unless) if self.written_unless else None


@dataclass(frozen=True)
class Hit:
    rule: Rule
    start: int
    end: int
    span: Span

    @property
    def label(self) -> Label:
        return self.rule.label


@dataclass(frozen=True)
class Language:
    """`vocabulary` are words of which any text that a rule could match holds at least one; None: always tried."""

    name: str
    vocabulary: frozenset[str] | None
    rules: tuple[Rule, ...]
    script: re.Pattern[str] | None = None

    def may_speak(self, text: Normal) -> bool:
        if self.script is not None:
            return self.script.search(text.text) is not None
        return self.vocabulary is None or not self.vocabulary.isdisjoint(text.words)


def expand(pattern: str) -> str:
    """The short hand of patterns as a regular expression over folded text."""
    pattern = _SHORT.sub(lambda m: f"(?:{m[0]}|{_SHORTER[m[0]]})", pattern)
    folded = _PIECE.sub(lambda m: m[0] if m[0].startswith("\\") else fold(m[0]), pattern)
    text = _CLASS.sub(lambda m: m[0].replace(" ", r"\x20"), folded.replace("¤", r"(?!\w)"))
    pieces = _WORDS.split(text)
    return "".join(_SOME_WORDS % p if at % 2 else _with_gaps(p) for at, p in enumerate(pieces))


def _with_gaps(piece: str) -> str:
    return piece.replace(" ?", _NO_GAP).replace(" ", _GAP)


def any_of(listed: str) -> str:
    """A named word list, `one | another | a third`, as a part of patterns; it ends at the end of a word."""
    return "(?:" + "|".join(word.strip() for word in listed.split("|")) + ")¤"


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(expand(pattern))


def rule(
    label: Label,
    name: str,
    pattern: str,
    weight: float = 0.9,
    *,
    scope: Scope = "anywhere",
    unless: str = "",
    note: Note = "",
) -> Rule:
    """`unless` is searched in the sentence around the match; found there, the match does not count."""
    return Rule(label, name, pattern, weight, scope, unless, note)


def hits(rules: tuple[Rule, ...], text: Normal, core: tuple[int, int], where: str) -> Iterator[Hit]:
    """Every rule that holds for the text, each with the words it rests on."""
    sentences = [_trim(text.text, *bounds) for bounds in text.sentences]
    for one in rules:
        # Most rules hold nowhere in a mail: what follows a first failed search must cost nothing.
        if one.scope == "anywhere":
            if one.pattern.search(text.text) is None:
                continue
            places = [m.span() for m in islice(one.pattern.finditer(text.text), _MOST_MATCHES)]
        else:
            tried = sentences if one.scope == "sentence" else [core]
            places = [at for at in tried if at[1] > at[0] and one.pattern.fullmatch(text.text, *at)][
                :_MOST_MATCHES
            ]
        for start, end in places:
            if one.unless is None or not _taken_back(one.unless, text, start):
                yield Hit(one, start, end, _span(text, start, end, one.name, where))


def _taken_back(unless: re.Pattern[str], text: Normal, start: int) -> bool:
    first, last = text.sentence_at(start)
    return unless.search(text.text, first, last) is not None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the punctuation, spaces and small courtesies around a sentence."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _span(text: Normal, start: int, end: int, name: str, where: str) -> Span:
    first, last = text.span(start, end)
    return Span(start=first, end=last, text=text.raw[first:last], rule=name, where=where)
