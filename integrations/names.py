"""What the public names of a domain say (DNS): where its mail goes, and which texts stand there."""

import dns.exception
import dns.resolver
from dns.rdata import Rdata
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.TXT import TXT

SECONDS = 3.0
_NEVER = frozenset({"example", "invalid", "local", "localhost", "test"})  # RFC 6761 and 6762: nobody public


class NoAnswer(Exception):
    """The name servers did not answer, so nothing is known either way."""


def mail_exchangers(domain: str) -> tuple[str, ...]:
    """The hosts that take mail for the domain, best first and in lower case; empty where nothing is known."""
    try:
        found = _asked(domain, "MX")
    except NoAnswer:
        return ()
    records = sorted((rec.preference, str(rec.exchange)) for rec in found if isinstance(rec, MX))
    return tuple(host.rstrip(".").lower() for _, host in records)


def texts(name: str) -> tuple[str, ...]:
    """The TXT records of that name, each as one string (RFC 7208 3.3).

    Raises:
        NoAnswer: The name servers did not answer.
    """
    found = _asked(name, "TXT")
    return tuple(b"".join(rec.strings).decode("utf-8", "replace") for rec in found if isinstance(rec, TXT))


def _asked(name: str, kind: str) -> list[Rdata]:
    if not name.isascii() or name.rpartition(".")[2].lower() in _NEVER:
        return []
    try:
        return list(dns.resolver.resolve(name, kind, lifetime=SECONDS))
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.LabelTooLong, dns.name.EmptyLabel):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise NoAnswer(str(error)) from error
