"""The one day on which a mail asks to talk, in the languages that we answer in; unclear is none. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel import Locale

_LANGUAGES = ("en", "de", "fr", "es")
_SENTENCE = re.compile(
    r"(?:[^.!?\n]|[.!?](?=\S)|(?<=\d)\.|(?<=Mio|Tsd)\.)+"
)  # neither 1.5 nor “5. März” ends one
_MEETING = re.compile(
    r"\b(?:call|meet\w*|talk|demo\w*|show|speak|chat|available|zoom|teams|slot|termin|gespräch|telefon\w*|anruf|treffen|"
    r"works|suits|zeigen|sprechen|passt|passen|vorführ\w*|appel\w*|rendez-vous|réunion|montrer|parler|disponible\w*|échang\w+|"
    r"llamada|reuni\w+|mostrar\w*|hablar|cita|vernos|verlo|convient|me viene bien)",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:last|past|previous|letzte\w*|vergangen\w*|vorige\w*|dernier\w*|passée?|pasad[oa])\b", re.IGNORECASE
)
_TOMORROW = re.compile(
    r"\b(?:tomorrow|morgen|demain|mañana)\b(?! (?:früh|vormittag|nachmittag|abend))", re.IGNORECASE
)
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_FARTHEST = timedelta(days=60)


@dataclass(frozen=True)
class Day:
    """The day that is asked for, and the sentence that asks."""

    day: date
    words: str


def day_of(text: str, today: date) -> Day | None:
    """The one day ahead on which they would talk. None: no day, several, or one that is past or far."""
    found: dict[date, str] = {}
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        if _MEETING.search(sentence) and not _GONE.search(sentence):
            for day in _days(sentence.casefold(), today):
                if today < day <= today + _FARTHEST:
                    found.setdefault(day, " ".join(sentence.split()))
    if len(found) != 1:
        return None
    ((day, words),) = found.items()
    return Day(day, words)


def sentence_at(text: str, place: int) -> str:
    """The sentence around a place; empty where there is none."""
    spans = (match for match in _SENTENCE.finditer(text) if match.start() <= place < match.end())
    found = next(spans, None)
    return " ".join(found.group().split()) if found else ""


def _days(sentence: str, today: date) -> Iterator[date]:
    if _TOMORROW.search(sentence):
        yield today + timedelta(days=1)
    for year, month, day in _ISO.findall(sentence):
        yield from _valid(int(year), int(month), int(day))
    for name, pattern in _NEAR.items():
        for before, after in pattern.findall(sentence):
            this = list(_valid(today.year, _MONTHS[name], int(before or after)))
            yield from (_ahead(day, today) for day in this if (day.month, day.day) != (2, 29))
    if not any(name in sentence for name in _MONTHS):
        for name, number in _WEEKDAYS.items():
            if re.search(rf"\b{name}s?\b", sentence):
                yield today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _ahead(day: date, today: date) -> date:
    return day if day > today else day.replace(year=day.year + 1)


def _names(kind: str) -> dict[str, int]:
    """Names of months (1 to 12) or weekdays (0 is Monday), written out."""
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        locale = Locale(language)
        table = locale.months if kind == "months" else locale.days
        found |= {name.casefold(): number for number, name in table["format"]["wide"].items()}
    return found


_MONTHS = _names("months")
_NEAR = {
    name: re.compile(
        rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?{name}|{name}\s+(\d{{1,2}})(?:st|nd|rd|th)?)\b"
    )
    for name in _MONTHS
}
_WEEKDAYS = _names("days")
