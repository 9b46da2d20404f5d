# ruff: noqa: RUF001 - a table of letters that look like other letters
"""One spelling for many: case, width, accents, look-alike letters. Text and patterns are folded alike."""

import unicodedata
from functools import lru_cache

_SPECIAL = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "…": ".", "。": ".", "、": ",", "،": ",", "؟": "?", "।": ".",
    "¡": " ", "¿": " ", "ك": "ک", "ي": "ی", "ى": "ی", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه",
}  # fmt: skip
_LOOKALIKE = dict(zip("аеорсухіѕјһԁոυορανικτβεζηмгпквт", "aeopcyxisjhdnuopaviktbezhmrnkbt", strict=False))
_ACCENTED_BELOW = 0x0530
_LATIN_ADDITIONAL = range(0x1E00, 0x2000)


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """One character to none, one or a few: small letters, no accents on Latin, Greek and Cyrillic."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    text = unicodedata.normalize("NFKC", char).casefold()
    if text in _SPECIAL:
        return _SPECIAL[text]
    if any(ord(c) < _ACCENTED_BELOW or ord(c) in _LATIN_ADDITIONAL for c in text) and not text.isascii():
        decomposed = unicodedata.normalize("NFD", text)
        text = "".join(_SPECIAL.get(c, c) for c in decomposed if not unicodedata.combining(c))
    return text


def fold(text: str) -> str:
    """A pattern or a word as the normalised text would spell it."""
    return text.lower() if text.isascii() else "".join(fold_char(c) for c in text)


def unmask(word: str) -> str:
    """A folded word of mixed scripts with its look-alike letters turned Latin; other words unchanged."""
    if word.isascii() or not any("a" <= c <= "z" for c in word):
        return word
    return "".join(_LOOKALIKE.get(c, c) for c in word)
