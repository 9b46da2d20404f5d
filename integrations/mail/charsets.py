"""Bytes to text whatever the charset label says; never raises."""

import codecs
import re

_ALIASES = {
    "utf8": "utf-8",
    "unicode": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "us-ascii": "ascii",
    "ansi_x3.4-1968": "ascii",
    "iso-8859-1": "cp1252",  # senders who say Latin-1 mean the Windows superset (WHATWG Encoding Standard)
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "windows-31j": "cp932",
    "x-euc-jp": "euc-jp",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
}
# Python codecs that are no charset of a mail: some are quadratic on long input, some unpickle escapes.
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
_ISO_2022 = re.compile(rb"\x1b[$(][@BJD()]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE_GUESSES = frozenset({"ascii", "cp1252", ""})


def to_text(payload: bytes, label: str | None) -> str:
    """`payload` as text: by byte order mark, by its label, or by looking; without NUL and lone surrogates."""
    return clean(_decode(payload, _codec(label)))


def clean(text: str) -> str:
    """The same text with line feeds as line ends, without what no noun can carry (NUL, lone surrogates)."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def _codec(label: str | None) -> str:
    name = (label or "").strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return ""
    return "" if found in _REFUSED else found


def _decode(payload: bytes, codec: str) -> str:
    for mark, name in _BOMS:
        if payload.startswith(mark):
            return payload.decode(name, "replace")
    if codec in _SINGLE_BYTE_GUESSES:
        return _guess(payload)
    if (
        codec == "utf-16"
    ):  # without a mark Python takes this machine's order, and half of all senders use the other
        codec = "utf-16-be" if payload[:2000:2].count(0) > payload[1:2000:2].count(0) else "utf-16-le"
    try:
        return payload.decode(codec)
    except (
        UnicodeError,
        LookupError,
        ValueError,
    ):  # LookupError: the codec turned out not to be a text codec
        pass
    return _guess(payload) if codec == "utf-8" else _damaged(payload, codec)


def _damaged(payload: bytes, codec: str) -> str:
    """The label is false or bytes were lost: UTF-8 if it is sound, else the label with gaps."""
    try:
        return payload.decode("utf-8")
    except UnicodeError:
        pass
    try:
        return payload.decode(codec, "replace")
    except (UnicodeError, LookupError, ValueError):
        return _guess(payload)


def _guess(payload: bytes) -> str:
    """No label, a false one, or one that people use for anything."""
    if _ISO_2022.search(payload):
        return payload.decode("iso-2022-jp", "replace")
    try:
        return payload.decode("utf-8")
    except UnicodeError:
        pass
    sample = payload[:20000]
    nulls = sample.count(0)
    if nulls * 3 > len(sample):
        return payload.decode("utf-16-le" if sample[1:2] == b"\x00" else "utf-16-be", "replace")
    high = sum(1 for byte in sample if byte >= 0xC0)  # noqa: PLR2004 - where single-byte Cyrillic letters begin
    letters = sum(1 for byte in sample if chr(byte).isalpha() and byte < 0x80)  # noqa: PLR2004 - end of ASCII
    if high > letters:
        readings = (payload.decode("cp1251", "replace"), payload.decode("koi8-r", "replace"))
        return max(readings, key=lambda text: sum(1 for char in text[:20000] if "а" <= char <= "я"))  # noqa: RUF001 - the Cyrillic small letters are meant
    return _mostly_utf8(payload) or payload.decode("cp1252", "replace")


def _mostly_utf8(payload: bytes) -> str:
    """UTF-8 cut off or damaged in a few places, or an empty string when it is something else."""
    text = payload.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for char in text[:200000] if char > "\x7f" and char != "\ufffd")
    return text if sound > broken * 4 else ""
