"""The amount of money that a mail names as what they would spend; what is not clear is unknown."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.days import sentence_at

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
_UNIT = r"(?:\s?(?P<unit{0}>k|tsd|thousand|tausend|mille|mil|mio|million(?:en|s)?|m)\b\.?)?"
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


@dataclass(frozen=True)
class Amount:
    """Money as a plain decimal with its ISO 4217 code, and the sentence that names it."""

    value: str
    currency: str
    words: str


def amount_of(text: str) -> Amount | None:
    """The one amount that a mail names as what they would spend. None: none, several, or a rate."""
    found = list(_MONEY.finditer(text))
    if len(found) != 1:
        return None
    sentence = sentence_at(text, found[0].start())
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


def _decimal(written: str) -> Decimal:
    """`24,000`, `24.000`, `24 000,50`, `1.5`: groups of three are thousands, one or two last digits are cents."""
    match = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", written)
    whole, cents = (match[1], match[2]) if match else (written, None)
    return Decimal(re.sub(r"\D", "", whole) + (f".{cents}" if cents else ""))
