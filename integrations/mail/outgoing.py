"""An outgoing mail in the bytes that cross the wire: RFC 5322 with CRLF, and 7 bit unless the address forbids it."""

import re
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage

import idna

from bot.errors import MailRefused
from bot.mail import Address
from bot.post import OutgoingMail
from integrations.mail.wire_policy import WirePolicy

_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")
# RFC 8058 3.1: one click needs HTTPS; on one and the same machine nobody listens in between.
_ONE_CLICK = re.compile(r"https://|http://(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/]|$)")
_REFERENCES = (
    20  # the first and the latest; RFC 5322 2.1.1 lets no line, and some servers no header, grow for ever
)


# 7 bit, because a relay that has to re-encode 8 bit would break the DKIM signature (RFC 6376 5.3).
_ASCII = WirePolicy(linesep="\r\n", cte_type="7bit")
_UTF8 = WirePolicy(linesep="\r\n", cte_type="7bit", utf8=True)


def wire_address(address: str, *, utf8: bool = False) -> str:
    """The address as the server takes it: the domain in its ASCII form (IDNA 2008).

    Args:
        address: `someone@example.com`, in any script.
        utf8: The server takes addresses in UTF-8 (SMTPUTF8, RFC 6531).

    Raises:
        MailRefused: No form of it can be sent to this server.
    """
    local, _, domain = address.rpartition("@")
    try:
        domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise MailRefused(
            f"{address} cannot be mailed: its domain is not a valid name.", raw=str(error)
        ) from error
    if not local.isascii() and not utf8:
        raise MailRefused(
            f"{address} cannot be mailed: the mail server takes no letters beyond ASCII before the @ (no SMTPUTF8)."
        )
    return f"{local}@{domain}"


def needs_utf8(mail: OutgoingMail) -> bool:
    """Whether an address of this mail can only be written in UTF-8."""
    people = (mail.sender, mail.to, *mail.cc, *((mail.reply_to,) if mail.reply_to else ()))
    return not all(p.address.rpartition("@")[0].isascii() for p in people)


def wire_form(mail: OutgoingMail, date: datetime, *, utf8: bool = False) -> bytes:
    """The whole mail, headers first.

    Raises:
        MailRefused: An address has no form that this server takes.
    """
    message = EmailMessage(policy=_UTF8 if utf8 else _ASCII)
    message["Message-ID"] = mail.message_id
    message["Date"] = date
    message["From"] = _header(mail.sender, utf8=utf8)
    message["To"] = _header(mail.to, utf8=utf8)
    if mail.cc:
        message["Cc"] = [_header(copied, utf8=utf8) for copied in mail.cc]
    if mail.reply_to is not None:
        message["Reply-To"] = _header(mail.reply_to, utf8=utf8)
    message["Subject"] = mail.subject
    _thread(message, mail)
    if mail.machine_sent:
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834 5
    _unsubscribe(message, mail)
    message.set_content(mail.text)
    if mail.html is not None:
        message.add_alternative(mail.html, subtype="html")
    raw = message.as_bytes()
    return raw if raw.endswith(b"\r\n") else raw + b"\r\n"


def _thread(message: EmailMessage, mail: OutgoingMail) -> None:
    # These come out of other people's mail; what is no id is left out, and the mail still goes.
    if _MESSAGE_ID.fullmatch(mail.in_reply_to):
        message["In-Reply-To"] = mail.in_reply_to
    known = [ref for ref in dict.fromkeys(mail.references) if _MESSAGE_ID.fullmatch(ref)]
    if len(known) > _REFERENCES:
        known = [known[0], *known[1 - _REFERENCES :]]
    if known:
        message["References"] = " ".join(known)


def _unsubscribe(message: EmailMessage, mail: OutgoingMail) -> None:
    ways = []
    if mail.unsubscribe_url:
        ways.append(f"<{mail.unsubscribe_url}>")
    if mail.unsubscribe_mailto:
        token = f"%20{mail.unsubscribe_token}" if mail.unsubscribe_token else ""  # RFC 6068 5
        ways.append(f"<mailto:{wire_address(mail.unsubscribe_mailto)}?subject=unsubscribe{token}>")
    if ways:
        message["List-Unsubscribe"] = ", ".join(ways)
    if _ONE_CLICK.match(mail.unsubscribe_url or ""):
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _header(person: Address, *, utf8: bool) -> HeaderAddress:
    local, _, domain = wire_address(person.address, utf8=utf8).rpartition("@")
    return HeaderAddress(display_name=person.name, username=local, domain=domain)
