"""The way out of every mail by one click (RFC 8058): a token that only the mail holds, and a digest that we keep.

A token is 256 random bits, so it says nothing and cannot be guessed. It is found by its digest and then compared in
constant time, so that no answer of ours takes longer for a better guess.
"""

import hashlib
import hmac
import re
import secrets

from bot.mailroom import WayOut
from bot.memory import Memory
from bot.transaction import Tx

ONE_CLICK = "one_click"  # the kind of the signal
PATH = "/unsubscribe"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_BY_MAIL = re.compile(r"(?:re:\s*)?unsubscribe\s+([A-Za-z0-9_-]{43})", re.IGNORECASE)
_LINK = re.compile(PATH + r"/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])")


def new_token() -> str:
    """A token for one mail. Randomness is the point of it; nothing that is replayed depends on it."""
    return secrets.token_urlsafe(32)


def link(public_url: str, token: str) -> str:
    """The address in the mail; `public_url` has no slash at its end."""
    return f"{public_url}{PATH}/{token}"


def tokens_in(text: str) -> tuple[str, ...]:
    """The tokens of the links in a text, e.g. in a List-Unsubscribe header."""
    return tuple(_LINK.findall(text))


def token_by_mail(subject: str) -> str:
    """The token in the subject of a mail that a List-Unsubscribe mailto made (RFC 2369); empty in any other."""
    found = _BY_MAIL.fullmatch(subject.strip())
    return found[1] if found else ""


def digest_of(token: str) -> str:
    """What we keep of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def way_out(memory: Memory, tx: Tx, token: str) -> WayOut | None:
    """The mail that this token came with; None for one that we never gave."""
    if not _TOKEN.fullmatch(token):
        return None
    digest = digest_of(token)
    found = memory.mailroom.ways_out.get(tx, digest)
    return found if found is not None and hmac.compare_digest(found.digest, digest) else None
