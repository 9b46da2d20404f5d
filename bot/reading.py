"""What a model may be asked, and what its answer can be: two typed questions, and words of the text itself (N9, B-21).

A model gets passages of a text and a question that is a constant of this code. It gets no tools, no records, no
recipients and no decisions. Its answer names one of the question's own labels, or points at words for one of the
question's own slots; words that do not stand in the passages are dropped, so nothing invented comes through. What
follows from an answer is the caller's to decide, by the same rules as without a model.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from pydantic.dataclasses import dataclass


class Part(StrEnum):
    """A class of text that may leave for a model; what is not named here cannot be sent to one."""

    SUBJECT = "subject"
    NEW_TEXT = "new_text"
    SIGNATURE = "signature"
    SENDER_NAME = "sender_name"

    @property
    def in_words(self) -> str:
        """As an administrator reads it."""
        return _IN_WORDS[self]


_IN_WORDS = {
    Part.SUBJECT: "subject",
    Part.NEW_TEXT: "new text (not the quoted history)",
    Part.SIGNATURE: "signature",
    Part.SENDER_NAME: "sender's name",
}

Passages = Mapping[Part, str]


@dataclass(frozen=True)
class Classification:
    """Which of `labels` (name → what it means) a text is. Of the passages only `parts` are sent."""

    name: str
    asks: str
    parts: tuple[Part, ...]
    labels: dict[str, str]


@dataclass(frozen=True)
class Extraction:
    """Which words of a text say what each of `slots` (name → what it means) asks for. Only `parts` are sent."""

    name: str
    asks: str
    parts: tuple[Part, ...]
    slots: dict[str, str]


Question = Classification | Extraction


@dataclass(frozen=True)
class Quote:
    """Words as they stand in a passage: `passages[part][start:end] == text`."""

    part: Part
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Labelled:
    """A label of the question, how sure the model says it is (0 to 1), and the words it rests on.

    `label` None is "unsure"; `quote` None means that it rests on no words of the text. `model` is who answered, and
    "none" where nobody was asked or nobody answered; then `said` tells people why, and is empty in a house without a
    model.
    """

    label: str | None = None
    confidence: float = 0.0
    quote: Quote | None = None
    model: str = "none"
    said: str = ""


@dataclass(frozen=True)
class Extracted:
    """The words found for each slot; a slot of which the text says nothing is absent. Else as in `Labelled`."""

    found: dict[str, Quote]
    model: str = "none"
    said: str = ""

    def words(self, slot: str) -> str | None:
        """What the text says, verbatim, or None."""
        quote = self.found.get(slot)
        return quote.text if quote else None


class Model(Protocol):
    """Never raises for a model that is down, slow, over its budget or answers nonsense: the answer is then "unsure".

    `signal` is the id of the signal that is being answered, for the log of calls.
    """

    def classify(self, question: Classification, passages: Passages, *, signal: str) -> Labelled: ...

    def extract(self, question: Extraction, passages: Passages, *, signal: str) -> Extracted: ...


class NoModel:
    """A house without a model: nothing is sent, and every answer is "unsure"."""

    def classify(self, question: Classification, passages: Passages, *, signal: str) -> Labelled:  # noqa: ARG002  # the port's signature
        return Labelled()

    def extract(self, question: Extraction, passages: Passages, *, signal: str) -> Extracted:  # noqa: ARG002  # the port's signature
        return Extracted({})


def quoted(passages: Passages, words: str) -> Quote | None:
    """These words where they stand in a passage, whatever spaces and line breaks lie between them; None: nowhere.

    Words are found whole: "art" does not stand in "start".
    """
    pieces = words.split()
    if not pieces:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, pieces)))
    for part, text in passages.items():
        for found in pattern.finditer(text):
            if _whole(text, found.start(), found.end()):
                return Quote(part, found.start(), found.end(), found.group())
    return None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut in two at either end."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )
