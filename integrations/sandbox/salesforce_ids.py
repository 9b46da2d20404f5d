"""Record ids: 15 case-sensitive characters, or 18 with a suffix that carries the case of the first 15."""

import re

_FORM = re.compile(r"[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?")
_SUFFIX_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SHORT = 15


def long_id(given: str) -> str | None:
    """The 18-character form of an id, or None where the form or the check suffix is wrong.

    Each suffix character stands for five characters of the id, one bit for each capital, the first lowest.
    """
    if not _FORM.fullmatch(given):
        return None
    short = given[:_SHORT]
    suffix = "".join(
        _SUFFIX_ALPHABET[sum(1 << bit for bit, letter in enumerate(short[at : at + 5]) if letter.isupper())]
        for at in (0, 5, 10)
    )
    return short + suffix if given[_SHORT:].upper() in ("", suffix) else None


def mint(prefix: str, number: int) -> str:
    """The id of the `number`th record made in this org, for an object with the key prefix."""
    scattered = number * 104_729 + 52_711_909  # so that ids differ in case as well, as real ones do
    tail = ""
    while scattered:
        scattered, digit = divmod(scattered, len(_DIGITS))
        tail = _DIGITS[digit] + tail
    made = long_id(prefix + "5g" + tail.rjust(10, "0"))
    if made is None:
        raise ValueError(f"no id can be made from prefix {prefix!r} and number {number}")
    return made
