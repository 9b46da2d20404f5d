"""The bytes of one leaf of a MIME tree, whatever was done to its transfer encoding on the way. Never raises."""

import base64
import binascii
import quopri
import re
from copy import copy
from email.message import Message

_ENCODING = "Content-Transfer-Encoding"
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]*")
_BASE64_LINES = re.compile(rb"(?:[A-Za-z0-9+/]{2,100}={0,2}[ \t]*(?:\r?\n|\Z))+")
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_HEAD, _TAIL = 4000, 2000


def payload_of(part: Message) -> bytes:
    """Decoded content; empty for what is made of parts. The parser's own way out is not asked where it would guess."""
    written = _as_written(part)
    encoding = str(part.get(_ENCODING) or "").partition(";")[0].strip(" \t\r\n\"'").lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(written)
    if encoding == "base64":
        return _from_base64(written)
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        decoded = part.get_payload(decode=True)
        return decoded if isinstance(decoded, bytes) else written
    return written


def _as_written(part: Message) -> bytes:
    bare = copy(part)
    del bare[_ENCODING]
    content = bare.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _from_base64(written: bytes) -> bytes:
    """A list program may have put its footer below, in clear; and some label as base64 what is written in clear."""
    if _BASE64.fullmatch(written[:_HEAD]) and _BASE64.fullmatch(written[-_TAIL:]):
        return _decoded(written)
    lines = _BASE64_LINES.match(written)
    if lines:
        text = _decoded(lines[0])
        if _is_text(text):
            return text + b"\n" + written[lines.end() :]
    return written if b" " in written[:400].strip() else _decoded(written)


def _decoded(written: bytes) -> bytes:
    bare = b"".join(written.split())
    try:
        return base64.b64decode(bare + b"=" * (-len(bare) % 4))
    except binascii.Error:
        pass
    try:  # one letter too many, as where a mail was cut off
        return base64.b64decode(bare[: len(bare) // 4 * 4])
    except binascii.Error:
        return written


def _is_text(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text) and text == text.translate(None, _CONTROLS)
