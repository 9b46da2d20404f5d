"""Misspelt words on which a decision may hang, mended: typos at one slip, "unsubscribe" at two, light leetspeak."""

from collections.abc import Iterator
from functools import lru_cache

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def _words(listed: str) -> list[str]:
    return listed.split()


_ANCHORS = _words(
    "unsubscribe unsubscribed remove removed emailing emails contact contacting mailing messages delete mailinglist "
    "interested database please desinscription desabonner desabonnez abmelden austragen abbestellen uitschrijven "
    "descadastrar descadastrem disiscrivetemi cancellatemi rimuovetemi lawyer complaint attorney"
)
# Words that exist, one slip away from an anchor: these must stay what they are.
_REAL = frozenset(
    _words(
        "remote removes remover removal remodel contract contracts contracting contacts mailings massages message "
        "emailed deletes deleted delated "
        "maiming malling databases complaints complains complaisant lawyers attorneys "
        "pleased pleases pleased' abmeldung uninterested uitschrijving melding desabonne desabonner desabonnez "
        "removed contrast contacted contact emails mauling main email emailing interest retention "
        "unsubscribes subscribe resubscribe"
    )
)
_KNOWN_SLIPS = {
    "stpo": "stop", "sotp": "stop", "stopp": "stop", "stahp": "stop", "plz": "please", "pls": "please",
    "pleez": "please", "emial": "email", "emal": "email", "eamil": "email", "emials": "emails",
    "unsub": "unsubscribe", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't",
    "wont": "won't", "isnt": "isn't", "arent": "aren't", "ive": "i've",
    "lets": "let's", "thats": "that's", "intrested": "interested", "tmrw": "tomorrow", "tmr": "tomorrow",
    "remov": "remove", "rmove": "remove", "lsit": "list", "fro": "from", "yuor": "your", "contcat": "contact",
}  # fmt: skip
_LEET = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "$": "s", "@": "a", "!": "i"}
)
_LEET_L = str.maketrans(
    {"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "$": "s", "@": "a", "!": "l"}
)
_LEET_WORDS = frozenset(
    _words(
        "stop remove unsubscribe email emails mail mails spam list from your more no me my off delete contact messages "
        "please take leave alone emailing sending"
    )
)
_TARGET = "unsubscribe"


def _slips(word: str) -> Iterator[str]:
    """Every word one deletion, swap, replacement or insertion away, with the same first letter."""
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _ALPHABET)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _ALPHABET)


def _table() -> dict[str, str]:
    table = {slip: word for word in _ANCHORS for slip in _slips(word) if slip not in _REAL}
    return table | {word: word for word in _ANCHORS} | _KNOWN_SLIPS


_MENDED = _table()


@lru_cache(maxsize=16384)
def mend(word: str) -> str:
    """The word a folded word was meant to be, or the word itself."""
    found = _MENDED.get(word)
    if found:
        return found
    if word.isalpha():
        return _TARGET if _nearly_unsubscribe(word) else word
    if any(c.isalpha() for c in word) and word.isascii():
        for plain in (word.translate(_LEET), word.translate(_LEET_L)):
            if plain in _LEET_WORDS:
                return plain
    return word


def _nearly_unsubscribe(word: str) -> bool:
    if not (8 <= len(word) <= 14 and word[0] == "u" and word not in _REAL):  # noqa: PLR2004 - two slips either way
        return False
    if word.startswith(_TARGET):
        return False
    return _distance(word, _TARGET) <= 2  # noqa: PLR2004 - two slips


def _distance(one: str, other: str) -> int:
    """Optimal string alignment distance: deletions, insertions, replacements and swaps of neighbours."""
    above = list(range(len(other) + 1))
    two_above = above
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, two_above[j - 2] + 1)
            row.append(cost)
        two_above, above = above, row
    return above[-1]
