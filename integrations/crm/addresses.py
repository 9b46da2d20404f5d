"""Mail addresses as CRMs are asked about them."""

import re

from bot.errors import Invalid

# A slash or a percent sign would be read as part of the path that HubSpot is asked at, and answer for nobody.
_ADDRESS = re.compile(r"[^@\s/\\%?#<>\"]+@[^@\s/\\%?#<>\"]+\.[^@\s/\\%?#<>\"]+")
_DOMAIN = re.compile(r"[\w.-]{1,253}")
_LONGEST = 254  # RFC 5321 4.5.3.1.3, less the angle brackets


def checked_address(text: str) -> str:
    """The address in lower case, without blanks around it.

    Raises:
        Invalid: It is no address, or none that can be asked about; whoever asks must not send.
    """
    address = text.strip().lower()
    if len(address) > _LONGEST or not _ADDRESS.fullmatch(address):
        raise Invalid(f"{text[:80]!r} is not an address that the CRM can be asked about.", field="email")
    return address


def checked_domain(text: str) -> str:
    """A domain in lower case, without any sign that means something in a query. Raises Invalid."""
    domain = text.strip().lower()
    if not _DOMAIN.fullmatch(domain):
        raise Invalid(f"{text!r} is not a domain.")
    return domain
