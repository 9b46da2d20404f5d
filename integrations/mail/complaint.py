"""Who complained about which mail: the machine-readable part of a report (RFC 5965), and the mail it reports.

Providers differ. Most name the recipient in Original-Rcpt-To; Outlook.com reports carry no such part and name them in
a header of the enclosed mail (X-HmXmrOriginalRecipient); some black out every address (RFC 6590) and leave the
Message-ID alone. Nothing here raises.
"""

import re
from email.message import Message

from bot.mail import Complaint
from integrations.mail import headers
from integrations.mail.bodies import Parts

_NAMED = re.compile(r"^(?:original-rcpt-to|removal-recipient)\s*:[ \t]*(.+)$", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>,;:\"]{1,64}@[^\s<>,;\"]{1,255}")
_BLACKED_OUT = re.compile(
    r"^(?:[x*.#-]+|(?:.*\b)?(?:redacted|removed|undisclosed|hidden|masked)\b.*)@", re.IGNORECASE
)
_MOST = 50
_LONGEST = 2000


def reported(parts: Parts) -> Complaint:
    """What the report says; empty where it does not."""
    original = parts.originals[0] if parts.originals else None
    named = [found for line in _NAMED.findall(parts.feedback) for found in _ADDRESS.findall(line)]
    if original is None:
        return Complaint(_clear(named))
    named = named or _ADDRESS.findall(headers.header(original, "x-hmxmroriginalrecipient"))
    named = named or [person.address for person in headers.addresses(original, "to")]
    return Complaint(
        _clear(named), _message_id(original), headers.header(original, "list-unsubscribe")[:_LONGEST]
    )


def _clear(named: list[str]) -> tuple[str, ...]:
    found = (address.strip(".").lower() for address in named if not _BLACKED_OUT.match(address))
    return tuple(dict.fromkeys(found))[:_MOST]


def _message_id(original: Message) -> str:
    found = headers.identifiers(original, "message-id")
    if not found:
        return ""
    return found[0] if found[0].startswith("<") else f"<{found[0]}>"
