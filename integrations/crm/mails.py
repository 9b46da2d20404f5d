"""How a logged mail looks in either CRM, and how one is recognised that stands there already."""

import re
from collections.abc import Collection, Iterable, Sequence

from bot.crm_mail import MailLog
from bot.errors import Invalid
from bot.mail import Address
from bot.values import RecordKind, RecordRef
from integrations.crm.compare import moment_text

_CUT = "\n\n[The rest of this mail is not in the CRM.]"
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")


def checked(mail: MailLog, links: Sequence[RecordRef], kinds: Collection[RecordKind]) -> None:
    """Raises Invalid where the mail cannot hang on its records or could not be known again."""
    if not links:
        raise Invalid("A mail is logged on a record; none was given.")
    if wrong := [each for each in links if each.kind not in kinds]:
        raise Invalid(f"This CRM does not log a mail on a {wrong[0].kind}.")
    if mail.sent_at.tzinfo is None:
        raise Invalid("A mail without a zone in its date cannot be placed.")
    if not _MESSAGE_ID.fullmatch(message_id(mail)):
        raise Invalid("A mail without a Message-ID cannot be logged once.")


def message_id(mail: MailLog) -> str:
    """The Message-ID in its angle brackets."""
    return f"<{mail.message_id.strip().strip('<>')}>"


def fit(text: str, limit: int) -> str:
    """The text, cut and said to be cut where it is longer than the CRM takes."""
    text = text.replace("\r\n", "\n")
    return text if len(text) <= limit else text[: max(0, limit - len(_CUT))] + _CUT


def listed(addresses: Iterable[Address], limit: int) -> str:
    """Addresses with semicolons between, as many as fit."""
    shown = ""
    for each in addresses:
        more = f"{shown}; {each.address}" if shown else each.address
        if len(more) > limit:
            break
        shown = more
    return shown


def mark(mail: MailLog, key: str) -> str:
    """The last line of a body, which tells the mail by our key and by its Message-ID."""
    return f"Message-ID {message_id(mail)} [{key}]"


def marked(text: str, mail: MailLog, key: str) -> bool:
    """Whether a body carries that mark. Only its last line counts: a mail may quote any text."""
    last = text.rstrip().rpartition("\n")[2]
    return last.startswith("Message-ID <") and (message_id(mail) in last or f"[{key}]" in last)


def body(mail: MailLog, key: str, limit: int) -> str:
    """The text with its mark below."""
    below = f"\n\n{mark(mail, key)}"
    return fit(mail.text, limit - len(below)) + below


def headed(mail: MailLog, key: str, limit: int) -> str:
    """The text with its headers above and its mark below, for a CRM that has no fields for them."""
    above = "\n".join(
        (
            f"From: {mail.sender.address}",
            f"To: {listed((*mail.to, *mail.cc), 1000)}",
            f"Date: {moment_text(mail.sent_at)}",
            "",
            "",
        )
    )
    return above + body(mail, key, limit - len(above))
