"""What a mail says about who wrote it: name, job title, phone and company, each with the line that says so.

Only the From header and the signature are read, and what is taken is taken as it stands there. Nothing is made up: a
value without a line is absent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

from bot.domains import label_of
from bot.mail import Mail
from bot.names import bare_name, first_and_last

_MOST_LINES = 12
_LONGEST = 80
_PARTS = re.compile(r"\s*[|·•/,]\s*|\s+[–—-]\s+")  # dashes people separate with
_LEGAL = re.compile(
    r"(?<!\w)(?:inc|llc|ltd|limited|plc|corp|corporation|gmbh|ag|kg|ohg|ug|se|sarl|sas|sa|s\.a|s\.l|sl|slu|spa|s\.p\.a|"
    r"srl|bv|b\.v|nv|ab|as|aps|oy|pty|co|company|group|holding|e\.v)\.?(?!\w)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:c[eftimorsp]o|ciso|chief|president|founder|co-founder|owner|partner|vp|svp|evp|vice|head|director|manager|"
    r"lead|leader|engineer\w*|architect|analyst|consultant|specialist|buyer|purchas\w+|procurement|officer|"
    r"administrator|coordinator|assistant|developer|operations|"
    r"geschäftsführ\w+|leiter\w*|leitung|einkauf\w*|vorstand|prokurist\w*|referent\w*|inhaber\w*|sachbearbeiter\w*|"
    r"directeur|directrice|responsable|chef|cheffe|gérant\w*|ingénieur\w*|acheteur|acheteuse|chargée?|président\w*|"
    r"directora?|gerente|jefe|jefa|ingenier[oa]|comprador\w*|encargad[oa]|subdirectora?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """A value and the words that say it, with where they stand."""

    value: str
    words: str
    where: str


@dataclass(frozen=True)
class Writer:
    """Who wrote, as far as the mail says. `first` and `last` make the name; `phone` is international (E.164)."""

    last: Said
    first: Said | None = None
    title: Said | None = None
    phone: Said | None = None
    phone_country: str | None = None
    company: Said | None = None

    @property
    def name(self) -> str:
        """As people read it."""
        return " ".join(part.value for part in (self.first, self.last) if part)


def writer_of(mail: Mail, domain: str | None, country: str | None) -> Writer:
    """Read header and signature.

    Args:
        mail: whose sender is asked for.
        domain: the company's; its word in a line tells the company's name.
        country: ISO code in which a number without a country's prefix is read, where something else tells it.
    """
    lines = _lines(mail.signature)
    first, last = _name(mail, lines)
    phone, prefix = _phone(lines, country)
    return Writer(last, first, _title(lines), phone, prefix, _company(lines, domain))


def _lines(signature: str) -> tuple[str, ...]:
    plain = (" ".join(line.split()) for line in signature.splitlines())
    return tuple(line for line in plain if line and len(line) <= 2 * _LONGEST)[:_MOST_LINES]


def _name(mail: Mail, lines: tuple[str, ...]) -> tuple[Said | None, Said]:
    """From the header; else a line of the signature alone; else the address, which is no name and says so."""
    header = bare_name(mail.sender.name)
    if header:
        return _split(header, mail.sender.name, "the From header")
    for line in lines[:3]:
        if (
            (found := bare_name(line))
            and len(found.split()) in {2, 3}
            and found.istitle()
            and not _TITLE.search(line)
        ):
            return _split(found, line, "the signature")
    local = mail.sender.address.partition("@")[0]
    return None, Said(local, mail.sender.address, "the address, for want of a name")


def _split(name: str, words: str, where: str) -> tuple[Said | None, Said]:
    first, last = first_and_last(name)
    return (Said(first, words, where) if first else None), Said(last, words, where)


def _pieces(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for line in lines:
        for piece in _PARTS.split(line):
            if piece and len(piece) <= _LONGEST:
                yield piece.strip(), line


def _title(lines: tuple[str, ...]) -> Said | None:
    for piece, line in _pieces(lines):
        if _TITLE.search(piece) and not _LEGAL.search(piece) and "@" not in piece and piece[-1:] not in ".!?":
            return Said(piece, line, "the signature")
    return None


def _phone(lines: tuple[str, ...], country: str | None) -> tuple[Said | None, str | None]:
    """The first number, and the country its prefix names; one of no country counts only where the country is known."""
    for line in lines:
        for found in phonenumbers.PhoneNumberMatcher(line, country):
            written = phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)
            region = phonenumbers.region_code_for_number(found.number)
            prefixed = found.raw_string.lstrip(" (").startswith(("+", "00"))
            return Said(written, line, "the signature"), region if prefixed else None
    return None, None


def _company(lines: tuple[str, ...], domain: str | None) -> Said | None:
    """The piece of the signature with a legal form, or with the domain's word in it."""
    word = re.sub(r"[^a-z0-9]", "", label_of(domain)) if domain else ""
    for piece, line in _company_pieces(lines):
        plain = re.sub(r"[^a-z0-9]", "", piece.casefold())
        if len(word) > 2 and word in plain and "@" not in piece and "." not in piece.rstrip("."):  # noqa: PLR2004  # shorter words stand in anything
            return Said(piece, line, "the signature")
    for piece, line in _company_pieces(lines):
        if _LEGAL.search(piece) and piece[:1].isupper() and len(piece.split()) > 1:
            return Said(piece, line, "the signature")
    return None


def _company_pieces(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Pieces of lines, with `Fabrikam, Inc.` kept together."""
    for line in lines:
        whole = re.sub(r",\s+(?=(?:inc|llc|ltd|limited|corp|co|s\.a|s\.l)\b)", " ", line, flags=re.IGNORECASE)
        yield from _pieces((whole,))
