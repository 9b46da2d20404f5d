"""winmail.dat (MS-OXTNEF): the plain or HTML body inside it, and the names of what is attached."""

import struct
from dataclasses import dataclass

_SIGNATURE = 0x223E9F78
_BODY, _MAPI, _ATTACH_TITLE = 0x0002800C, 0x00069003, 0x00018010
_PR_BODY, _PR_HTML = 0x1000, 0x1013
_STRING8, _UNICODE, _BINARY, _OBJECT = 0x1E, 0x1F, 0x102, 0x0D
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_NAMED = 0x8000
_MULTIPLE = 0x1000


@dataclass(frozen=True)
class Winmail:
    text: bytes = b""
    html: bytes = b""
    wide: bool = False
    names: tuple[bytes, ...] = ()


def read(payload: bytes) -> Winmail:
    """What could be read before the first damage; an empty value when it is no TNEF at all."""
    if len(payload) < 6 or struct.unpack_from("<I", payload)[0] != _SIGNATURE:  # noqa: PLR2004 - signature and key
        return Winmail()
    text, html, wide, names = b"", b"", False, []
    at = 6
    while at + 9 <= len(payload):
        attribute, length = struct.unpack_from("<II", payload, at + 1)
        value = payload[at + 9 : at + 9 + length]
        if attribute == _BODY:
            text = text or value.rstrip(b"\0")
        elif attribute == _ATTACH_TITLE:
            names.append(value.rstrip(b"\0")[:300])
        elif attribute == _MAPI:
            for prop, kind, content in _properties(value):
                if prop == _PR_BODY and not text:
                    text, wide = content.rstrip(b"\0"), kind == _UNICODE
                elif prop == _PR_HTML:
                    html = content
        at += 9 + length + 2
    return Winmail(text, html, wide, tuple(names[:100]))


def _properties(block: bytes) -> list[tuple[int, int, bytes]]:
    """(id, type, value) of each MAPI property until the first one that does not fit."""
    found: list[tuple[int, int, bytes]] = []
    at = 4
    while at + 4 <= len(block):
        kind, prop = struct.unpack_from("<HH", block, at)
        at += 4
        if prop & _NAMED:
            at = _skip_name(block, at)
        base = kind & ~_MULTIPLE
        if base in _FIXED and not kind & _MULTIPLE:
            found.append((prop, kind, block[at : at + _FIXED[base]]))
            at += _FIXED[base]
            continue
        if base not in (_STRING8, _UNICODE, _BINARY, _OBJECT) or at + 8 > len(block):
            break
        count = struct.unpack_from("<I", block, at)[0]
        at += 4
        for _ in range(min(count, 1000)):
            if at + 4 > len(block):
                return found
            size = struct.unpack_from("<I", block, at)[0]
            found.append((prop, base, block[at + 4 : at + 4 + size]))
            at += 4 + size + (-size % 4)
    return found


def _skip_name(block: bytes, at: int) -> int:
    if at + 24 > len(block):
        return len(block)
    by_name, size = struct.unpack_from("<II", block, at + 16)
    return at + 24 + ((size + (-size % 4)) if by_name else 0)
