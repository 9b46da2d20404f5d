"""Raw bytes to the standard library's tree of parts."""

import re
from email import policy
from email.message import Message
from email.parser import BytesParser

_KNOWN = frozenset(
    {
        *("from", "to", "cc", "subject", "date", "message-id", "content-type", "mime-version", "received"),
        *("return-path", "reply-to", "sender", "in-reply-to", "references", "auto-submitted", "delivered-to"),
        "x-mailer",
    }
)
_PARSER = BytesParser(policy=policy.compat32)  # it keeps raw headers; the newer policies raise on garbage


def message_from(raw: bytes) -> Message:
    """The standard library's tree; an mbox `From ` line before the headers is skipped."""
    start = raw.lstrip(b"\r\n \t") if raw[:1] in b"\r\n \t" else raw
    if start.startswith(b"From ") and b"\n" in start[:400]:
        start = start.partition(b"\n")[2]
    message = _PARSER.parsebytes(start if start is not raw and _looks_headed(start) else raw)
    if message.keys() and not any(name.lower() in _KNOWN for name in message.keys()):  # noqa: SIM118 - a Message is no dict
        return _PARSER.parsebytes(b"\n" + raw)  # "Note: please stop" is a text without headers, not a header
    return message


def _looks_headed(raw: bytes) -> bool:
    return re.match(rb"[A-Za-z][A-Za-z0-9-]*:", raw) is not None
