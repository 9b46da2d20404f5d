"""People's names as they stand in a header, a signature or a sentence: recognised, stripped and split. Pure."""

import re

_NAME = re.compile(r"[^\W\d_][^\W\d_.'’ -]*(?:[ .'’-]+[^\W\d_]+)*\.?")
_LONGEST, _MOST_WORDS = 60, 5
_HONORIFIC = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|mx|herr|frau|m|mme|mlle|sr|sra|dipl|ing|mag)\.?\s+)+", re.IGNORECASE
)
_PARTICLE = re.compile(r"(?<= )(?:van|von|de|del|della|di|da|dos|le|la|ten|ter|zu|zur|bin|al)\b.*$")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\"“”]")


def is_name(text: str) -> bool:
    """Whether it reads like a person's name: words of letters, not long, no address and no sentence."""
    return bool(_NAME.fullmatch(text)) and len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS


def bare_name(text: str) -> str:
    """A name without titles, quotes and what stands in brackets, `Park, Jo` turned round; empty where it is none."""
    plain = _HONORIFIC.sub("", " ".join(_BRACKETS.sub(" ", text).split())).strip(" '")
    last, comma, first = plain.partition(",")
    if comma and first.strip() and "," not in first:
        plain = f"{first.strip()} {last.strip()}"
    return plain if is_name(plain) else ""


def first_and_last(name: str) -> tuple[str, str]:
    """First names and last name; of one word the last name alone."""
    if particle := _PARTICLE.search(name):
        return name[: particle.start()].strip(), particle.group()
    first, _, last = name.rpartition(" ")
    return first, last
