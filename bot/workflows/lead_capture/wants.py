"""What a mail says about the sale: the amount of money it names, and the day it asks for. Unclear is unknown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from babel import Locale

from bot.letters import LANGUAGES

_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S)|(?<=\d)\.)+")  # neither 1.5 nor “5. März” ends one
_SIGNS = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "chf": "CHF",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
}
_WORDS = {"dollar": "USD", "euro": "EUR", "pound": "GBP", "dólar": "USD", "franken": "CHF"}
_TIMES = {
    "k": 1_000, "tsd": 1_000, "thousand": 1_000, "tausend": 1_000, "mille": 1_000, "mil": 1_000,
    "m": 1_000_000, "mio": 1_000_000, "million": 1_000_000, "millionen": 1_000_000, "millions": 1_000_000,
}  # fmt: skip
_NUMBER = r"(?P<number{0}>\d{{1,3}}(?:[ .,'’\u00a0\u202f]\d{{3}})+(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d{{1,2}})?)"
_UNIT = r"(?:\s?(?P<unit{0}>k|tsd\.?|thousand|tausend|mille|mil|mio\.?|million(?:en|s)?|m)\b)?"
_MONEY = re.compile(
    rf"(?P<sign>us\$|[$€£]|\b(?:usd|eur|gbp|chf))\s?{_NUMBER.format(1)}{_UNIT.format(1)}"
    rf"|(?<![\w.,]){_NUMBER.format(2)}{_UNIT.format(2)}\s?(?P<after>€|£|\$|(?:usd|eur|gbp|chf)\b|dollars?\b|euros?\b|pounds?\b|"
    r"dólares\b|franken\b)",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    r"budget|spend|up to|price range|set aside|allocated|ausgeben|bis zu|preisrahmen|enveloppe|jusqu'à|presupuesto|"
    r"hasta|gastar|dépenser",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"per (?:month|user|seat|head|person|hour|day)|(?:a|/) ?month|monthly|/ ?(?:user|mo\b|seat|monat|mois|mes)|"
    r"pro (?:monat|nutzer|platz)|monatlich|par (?:mois|utilisateur)|mensuel|al mes|por (?:mes|usuario)|mensual",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:call|meet\w*|talk|demo\w*|show|speak|chat|available|zoom|teams|slot|termin|gespräch|telefon\w*|anruf|treffen|"
    r"zeigen|sprechen|passt|passen|vorführ\w*|appel\w*|rendez-vous|réunion|montrer|parler|disponible\w*|échang\w+|"
    r"llamada|reuni\w+|mostrar\w*|hablar|cita|vernos|verlo)",
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
class Amount:
    """Money as a plain decimal with its ISO 4217 code, and the sentence that names it."""

    value: str
    currency: str
    words: str


@dataclass(frozen=True)
class Day:
    """The day that is asked for, and the sentence that asks."""

    day: date
    words: str


def amount_of(text: str) -> Amount | None:
    """The one amount that a mail names as what they would spend. None: none, several, or a rate."""
    found = list(_MONEY.finditer(text))
    if len(found) != 1:
        return None
    sentence = _sentence_at(text, found[0].start())
    if not _BUDGET.search(sentence) or _RATE.search(sentence):
        return None
    match = found[0]
    written, unit = match["number1"] or match["number2"], match["unit1"] or match["unit2"] or ""
    sign = (match["sign"] or match["after"]).casefold()
    currency = _SIGNS.get(sign) or next(
        (code for word, code in _WORDS.items() if sign.startswith(word[:4])), None
    )
    if currency is None:
        return None
    number = _decimal(written) * _TIMES.get(unit.casefold().rstrip("."), 1)
    return Amount(f"{number.normalize():f}", currency, sentence)


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


def _sentence_at(text: str, place: int) -> str:
    spans = (match for match in _SENTENCE.finditer(text) if match.start() <= place < match.end())
    found = next(spans, None)
    return " ".join(found.group().split()) if found else ""


def _decimal(written: str) -> Decimal:
    """`24,000`, `24.000`, `24 000,50`, `1.5`: groups of three are thousands, one or two last digits are cents."""
    match = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", written)
    whole, cents = (match[1], match[2]) if match else (written, None)
    return Decimal(re.sub(r"\D", "", whole) + (f".{cents}" if cents else ""))


def _days(sentence: str, today: date) -> Iterator[date]:
    if _TOMORROW.search(sentence):
        yield today + timedelta(days=1)
    for year, month, day in _ISO.findall(sentence):
        yield from _valid(int(year), int(month), int(day))
    for name, month in _MONTHS.items():
        near = rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?{name}|{name}\s+(\d{{1,2}})(?:st|nd|rd|th)?)\b"
        for before, after in re.findall(near, sentence):
            this = list(_valid(today.year, month, int(before or after)))
            yield from (
                d if d > today else d.replace(year=d.year + 1) for d in this if (d.month, d.day) != (2, 29)
            )
    if not any(name in sentence for name in _MONTHS):
        for name, number in _WEEKDAYS.items():
            if re.search(rf"\b{name}s?\b", sentence):
                yield today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _names(kind: str) -> dict[str, int]:
    """Names of months (1 to 12) or weekdays (0 is Monday) in the languages we answer in, written out."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        locale = Locale(language)
        table = locale.months if kind == "months" else locale.days
        found |= {name.casefold(): number for number, name in table["format"]["wide"].items()}
    return found


_MONTHS = {name: number for name, number in _names("months").items() if name not in {"may", "mai"}} | {
    "may": 5, "mai": 5, "mayo": 5,
}  # fmt: skip
_WEEKDAYS = _names("days")
