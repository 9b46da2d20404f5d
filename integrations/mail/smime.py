"""The readable MIME inside an opaque-signed S/MIME part (RFC 8551 3.5.2). Encrypted parts stay closed.

The signature is not checked: the text is only read, and text can never choose an operation.
"""

_OCTETS, _OCTETS_BUILT = 0x04, 0x24
_BUILT = 0x20
_LONG_FORM = 0x80
_TAG_NUMBER = 0x1F
_DEEPEST = 24
_MOST_PIECES = 100_000


def signed_content(der: bytes) -> bytes:
    """The longest run of octets in the structure that looks like a MIME entity; empty when there is none."""
    pieces: list[bytes] = []
    _collect(der, 0, len(der), 0, pieces)
    for start, piece in enumerate(pieces):
        if b"content-type:" in piece[:2000].lower():
            return b"".join(pieces[start : start + _run(pieces, start)])
    return b""


def _run(pieces: list[bytes], start: int) -> int:
    """How many pieces after `start` belong together: a split content has pieces of one size but the last."""
    size, count = len(pieces[start]), 1
    while start + count < len(pieces) and len(pieces[start + count - 1]) == size >= 512:  # noqa: PLR2004 - smaller pieces are attributes, not chunks
        count += 1
    return count


def _collect(der: bytes, at: int, end: int, depth: int, pieces: list[bytes]) -> None:
    while at + 2 <= end and len(pieces) < _MOST_PIECES and depth < _DEEPEST:
        tag = der[at]
        if tag & _TAG_NUMBER == _TAG_NUMBER:
            return  # multi-byte tags do not occur in CMS
        if der[at + 1] == _LONG_FORM:  # BER of indefinite length: what follows is walked on the same level
            at += 2
            continue
        header, length = _length(der, at + 1)
        start = at + 1 + header
        stop = min(start + length, end)
        if tag == _OCTETS:
            pieces.append(der[start:stop])
        elif tag == _OCTETS_BUILT or tag & _BUILT:
            _collect(der, start, stop, depth + 1, pieces)
        at = max(stop, at + 2)


def _length(der: bytes, at: int) -> tuple[int, int]:
    first = der[at]
    if first < _LONG_FORM:
        return 1, first
    count = first & 0x7F
    return 1 + count, int.from_bytes(der[at + 1 : at + 1 + min(count, 8)], "big")
