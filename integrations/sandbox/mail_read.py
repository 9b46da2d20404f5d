"""A mail as its reader sees it: names, words, headers, and the link that ends it. Nothing of it is ever markup."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from html import unescape

_TAG = re.compile(r"(?s)<(script|style|head)\b.*?</\1>|<!--.*?-->|<[^>]*>")
_BREAK = re.compile(r"(?i)<(br|/p|/div|/li|/tr|/h\d)\b[^>]*>")
_LINK = re.compile(r"<([^<>\s]+)>")
_SNIPPET = 110


@dataclass(frozen=True)
class Words:
    """What stands in a mail."""

    sender: str  # as written: "Name <address>"
    sender_name: str
    sender_address: str
    reply_to: str  # an address
    to: str
    subject: str
    text: str
    headers: tuple[tuple[str, str], ...]
    message_id: str
    references: tuple[str, ...]
    unsubscribe_url: str = ""  # https for one click, or any web address
    unsubscribe_mailto: str = ""
    one_click: bool = False

    @property
    def snippet(self) -> str:
        """Its beginning, in one line."""
        return " ".join(self.text.split())[:_SNIPPET]


def read(raw: bytes) -> Words:
    """Read a mail; what cannot be read is left out, never an error."""
    mail = message_from_bytes(raw, policy=policy.default)
    headers = tuple((name, _plain(value)) for name, value in mail.raw_items())
    given = {name.casefold(): value for name, value in reversed(_decoded(mail))}
    ways = _LINK.findall(given.get("list-unsubscribe", ""))
    urls = sorted((w for w in ways if re.match("(?i)https?:", w)), key=lambda w: not w.startswith("https:"))
    mailtos = [way for way in ways if way.casefold().startswith("mailto:")]
    sender = given.get("from", "")
    name, address = parseaddr(sender)
    answers = parseaddr(given.get("reply-to", ""))[1]
    posts = given.get("list-unsubscribe-post", "").replace(" ", "").casefold() == "list-unsubscribe=one-click"
    return Words(
        sender=sender,
        sender_name=name or address,
        sender_address=address.casefold(),
        reply_to=(answers or address).casefold(),
        to=given.get("to", ""),
        subject=given.get("subject", ""),
        text=_text(mail),
        headers=headers,
        message_id=given.get("message-id", ""),
        references=tuple(re.findall(r"<[^<>\s]+>", given.get("references", ""))),
        unsubscribe_url=urls[0] if urls else "",
        unsubscribe_mailto=mailtos[0][len("mailto:") :] if mailtos else "",
        one_click=posts and bool(urls) and urls[0].startswith("https:"),
    )


def addresses(text: str) -> tuple[str, ...]:
    """Every address in a header, in lower case."""
    return tuple(address.casefold() for _, address in getaddresses([text]) if "@" in address)


def _decoded(mail: EmailMessage) -> list[tuple[str, str]]:
    found = []
    for name in mail.keys():  # noqa: SIM118  # a name may come twice, and each has its value
        try:
            found.append((name, " ".join(str(mail[name]).split())))
        except (ValueError, IndexError, AttributeError, TypeError):  # the parser's own on odd headers
            continue
    return found


def _plain(value: object) -> str:
    return " ".join(str(value).split())


def _text(mail: EmailMessage) -> str:
    try:
        part = mail.get_body(("plain", "html"))
    except (ValueError, KeyError, AttributeError, TypeError):  # same
        part = mail
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, ValueError, AttributeError, TypeError):  # an encoding nobody knows
        payload = part.get_payload(decode=True)
        content = payload.decode("latin-1") if isinstance(payload, bytes) else ""
    text = content if isinstance(content, str) else ""
    if part.get_content_type() == "text/html":
        text = unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return text.replace("\r\n", "\n").strip("\n")
