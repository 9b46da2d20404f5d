"""Whom we must not write to: addresses and domains with a reason, kept for good (C-SUP-06, C-SUP-08).

Two spellings of one mailbox are one address here: compatibility characters, case, invisible characters, a `+tag`, and
the dots that Gmail ignores make no difference. What is kept for ever is a digest of that form and the reason; the
clear text beside it can be erased (product/domain.md 3.8).
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

import idna

from bot.values import noun

ASKED = "suppression_asked"  # the kind of the signal of a colleague's request; its body: of, reason, said, by
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")
_SLIP = re.compile(r"[\s,;:<>()\[\]\"@]")
_COMMENT = re.compile(r"\([^()]*\)")
_UNSEEN = frozenset(
    map(chr, (0x034F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)  # variation selectors
# Letters of other alphabets, in lower case, that look like a Latin one.
_LOOKALIKE = str.maketrans("аеорсухіѕјһԁԛԝӏɡυοραι", "aeopcyxisjhdqwlgvopai")  # noqa: RUF001 - meant
_GMAIL = {"gmail.com", "googlemail.com"}


class Reason(StrEnum):
    """Why; a code of its own for each, so that nobody takes one for another (C-SUP-01)."""

    RECIPIENT_ASKED = "recipient_asked"
    SPAM_COMPLAINT = "spam_complaint"
    THREAT = "threat"
    COMPETITOR = "competitor"
    CUSTOMER = "customer"
    DO_NOT_CONTACT = "do_not_contact"

    @property
    def by_recipient(self) -> bool:
        """Whether the person who is written to caused it: such a suppression acts without a click."""
        return self in {Reason.RECIPIENT_ASKED, Reason.SPAM_COMPLAINT, Reason.THREAT}

    @property
    def ours_to_lift(self) -> bool:
        """Whether an administrator may take it back: it was our own view of a company, and nobody's wish."""
        return self in {Reason.COMPETITOR, Reason.CUSTOMER}


@noun("suppression")
class Suppression:
    """Nothing is sent to `address`, or to anybody at `domain` and below it; exactly one of the two is given.

    `source` is the signal or the receipt it came from, `by` a Person's id or "policy". Where the clear text was
    erased, only `digest` is left of either.

    Raises:
        ValueError: Neither or both are given, or what is given is no address or domain.
    """

    id: str
    reason: Reason
    said: str
    source: str
    at: datetime
    by: str
    address: str | None = None
    domain: str | None = None
    digest: str = ""

    def __post_init__(self) -> None:
        if (self.address is None) == (self.domain is None) and not self.digest:
            raise ValueError("a suppression names an address or a domain")
        if self.address is not None:
            object.__setattr__(self, "address", canonical_address(self.address))
        if self.domain is not None:
            object.__setattr__(self, "domain", canonical_domain(self.domain))

    @property
    def of(self) -> str:
        """The address, or the domain with an @ before it; empty where it was erased."""
        return self.address or (f"@{self.domain}" if self.domain else "")

    @property
    def key(self) -> str:
        """The digest it is found by, also when the clear text is gone."""
        return self.digest or _digest(self.of)

    def covers(self, address: str) -> bool:
        """Whether a mail to that address must not go out."""
        return self.key in keys_of(address)


def canonical_address(text: str) -> str:
    """One form for all spellings of a mailbox.

    Raises:
        ValueError: It is no mail address.
    """
    local, at, domain = _folded(text).strip("<>").rpartition("@")
    local, domain = _bare(local), _COMMENT.sub("", domain)
    if not at or not local or any(c.isspace() for c in local):
        raise ValueError(f"{text!r} is not a mail address")
    domain = canonical_domain(domain)
    local = local.partition("+")[0] or local
    if domain in _GMAIL:
        local, domain = local.replace(".", "") or local, "gmail.com"
    return f"{local}@{domain}"


def canonical_domain(text: str) -> str:
    """A domain in lower case and ASCII (IDNA 2008, UTS 46).

    Raises:
        ValueError: It is no domain of at least two labels.
    """
    name = _in_letters(_folded(text).replace("\u3002", ".").strip("@."))
    if "." not in name or any(c.isspace() for c in name):
        raise ValueError(f"{text!r} is not a domain")
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        if name.isascii():
            return name  # not allowed as a host, and yet some mailbox may stand there: two_words.example
        raise ValueError(f"{text!r} is not a domain") from error


def typed_address(text: str) -> str:
    """The one form of an address that a person typed, with the slips of typing refused: `jo@x.example;` is none.

    `canonical_address` takes more, because whatever a mail could go to has to be found.

    Raises:
        ValueError: It is no mail address.
    """
    address = canonical_address(text)
    local, _, domain = address.rpartition("@")
    if _SLIP.search(local) or not _HOST.fullmatch(domain):
        raise ValueError(f"{text!r} is not a mail address")
    return address


def typed_domain(text: str) -> str:
    """The same for a domain, with or without an @ before it. Raises ValueError."""
    domain = canonical_domain(text)
    if not _HOST.fullmatch(domain):
        raise ValueError(f"{text!r} is not a domain")
    return domain


def keys_of(address: str) -> frozenset[str]:
    """The digests under which a suppression of this address would be found: its own, and its domains' upwards.

    An address that only looks like a suppressed one, with letters of another alphabet, is found as that one too.

    Raises:
        ValueError: It is no mail address; whoever asks must not send then.
    """
    mailbox = canonical_address(address)
    local, _, domain = mailbox.rpartition("@")
    seen = f"{local.translate(_LOOKALIKE)}@{_in_letters(domain).translate(_LOOKALIKE)}"
    both = {mailbox, seen} if seen.isascii() else {mailbox}
    return frozenset(
        _digest(of) for one in both for of in (one, *(f"@{d}" for d in _upwards(one.rpartition("@")[2])))
    )


def key_of(of: str) -> str:
    """The digest of exactly this address, or of this domain with an @ before it.

    Raises:
        ValueError: It is neither.
    """
    return _digest(f"@{canonical_domain(of)}" if of.strip().startswith("@") else canonical_address(of))


def address_key(address: str) -> str:
    """The digest of one mailbox, for what must be found again without keeping the address."""
    return _digest(canonical_address(address))


def _upwards(domain: str) -> Iterator[str]:
    while "." in domain:
        yield domain
        domain = domain.partition(".")[2]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in plain if unicodedata.category(c) != "Cf" and c not in _UNSEEN).strip()


def _in_letters(domain: str) -> str:
    """A domain with its `xn--` labels as letters, folded like any: two spellings that a mail could take are one."""
    if "xn--" not in domain:
        return domain
    try:
        return _folded(idna.decode(domain))
    except (idna.IDNAError, UnicodeError):
        return domain


def _bare(local: str) -> str:
    """Without comments, and without quotes around what needs none or more (RFC 5321 4.1.2: they are not part of it)."""
    if local.startswith('"') and local.endswith('"') and len(local) > 2:  # noqa: PLR2004 - two quotes around something
        return re.sub(r"\\(.)", r"\1", local[1:-1])
    return _COMMENT.sub("", local)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
