"""Raw bytes to the standard library's tree of parts."""

import codecs
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


_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,70}[ \t]*:")
_MBOX = re.compile(rb">?From (?![ \t]*:)[^\n]{0,400}\n")
_LINE_ENDS = re.compile(rb"\r+\n")
_HEAD_END = re.compile(rb"\n\r?\n")
_HEAD = 64 * 1024
_MOST_STRAYS = 20


def message_from(raw: bytes) -> Message:
    """The standard library's tree, after what programs on the way leave in a head was mended.

    An mbox `From ` line before the headers is skipped, with its `>` if it has one, and so is a byte order mark.
    """
    start = raw.removeprefix(codecs.BOM_UTF8)
    start = start.lstrip(b"\r\n \t") if start[:1] in b"\r\n \t" else start
    if _MBOX.match(start):
        start = start.partition(b"\n")[2]
    headed = start if start is not raw and _looks_headed(start) else raw
    message = _PARSER.parsebytes(headed)
    if message.defects or b"\r\r\n" in headed[:_HEAD]:
        mended = _mended(headed)
        message = message if mended is headed else _PARSER.parsebytes(mended)
    if message.keys() and not any(name.lower() in _KNOWN for name in message.keys()):  # noqa: SIM118 - a Message is no dict
        return _PARSER.parsebytes(b"\n" + raw)  # "Note: please stop" is a text without headers, not a header
    return message


def _looks_headed(raw: bytes) -> bool:
    return _HEADER.match(raw) is not None


def _mended(raw: bytes) -> bytes:
    """Without doubled carriage returns, blanks before a colon, and stray lines with a header we know right below.

    The standard parser ends the head at a line that is no header; all below, Content-Type too, would be text.
    """
    text = _LINE_ENDS.sub(b"\n", raw) if b"\r\r\n" in raw[:_HEAD] else raw
    end = _HEAD_END.search(text, 0, _HEAD)
    lines = text[: end.start() + 1].splitlines(keepends=True) if end else []
    if end is None or not _known(lines[0]):
        return text
    kept: list[bytes] = []
    for at, line in enumerate(lines):
        name = _HEADER.match(line)
        if name:
            kept.append(line[: name.end() - 1].rstrip() + line[name.end() - 1 :])
        elif line[:1] in b" \t" or not any(map(_known, lines[at + 1 : at + 1 + _MOST_STRAYS])):
            kept.append(line)
    return b"".join(kept) + text[end.start() + 1 :]


def _known(line: bytes) -> bool:
    return _looks_headed(line) and line.partition(b":")[0].strip().lower().decode("ascii") in _KNOWN
