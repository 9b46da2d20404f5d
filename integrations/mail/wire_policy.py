"""How headers are broken into lines, where Python's own way of doing so damages them.

It turns a word longer than a line into encoded words, which no mail program reads in References or List-Unsubscribe
(Outlook's ids are that long); it loses spaces where it breaks a subject or a name in another script; and it lets
text that looks like an encoded word (`=?utf-8?…?=`) pass as one, so that people read something else than was written.
"""

import re
from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy
from typing import Any

CRLF = "\r\n"
_LINE = 76
_LONG = 60  # a longer word may not fit beside the header's name, and encoded words can be cut
_WHOLE = {"message-id", "in-reply-to", "references", "list-unsubscribe", "list-unsubscribe-post"}
_PEOPLE = {"from", "to", "cc", "reply-to"}
_PLAIN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")  # atoms and spaces (RFC 5322 3.2.3)


class WirePolicy(EmailPolicy):
    """The standard policy, but for ids, unsubscribe addresses, people and subjects."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:  # noqa: ANN401  # as the library has it
        """The header as it is kept: a subject stays the text it is."""
        if name.lower() == "subject" and len(str(value).splitlines()) <= 1:
            return name, str(value)
        kept: tuple[str, Any] = super().header_store_parse(name, value)
        return kept

    def fold(self, name: str, value: Any) -> str:  # noqa: ANN401  # a header class of the standard library
        """One header with its line ends."""
        key = name.lower()
        if key in _WHOLE:
            return _lines(name, str(value).split())
        if key in _PEOPLE:
            people = [_person(address) for address in value.addresses]
            return f"{name}: {f',{CRLF} '.join(people)}{CRLF}"
        if key == "subject":
            return f"{name}: {_words(str(value))}{CRLF}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: Any) -> bytes:  # noqa: ANN401  # same
        """The same in bytes; UTF-8 only where an address needs it (RFC 6532)."""
        if name.lower() in _WHOLE | _PEOPLE | {"subject"}:
            return self.fold(name, value).encode("utf-8" if self.utf8 else "ascii")
        return super().fold_binary(name, value)


def _lines(name: str, words: list[str]) -> str:
    lines, line = [], f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > _LINE and line != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {word}"
    return CRLF.join([*lines, line]) + CRLF


def _words(text: str) -> str:
    plain = text.isascii() and "=?" not in text and all(len(word) < _LONG for word in text.split(" "))
    charset = "us-ascii" if plain else "utf-8"
    return Header(text, charset, header_name="Reply-To").encode(linesep=CRLF)


def _person(address: Address) -> str:
    name = address.display_name
    if not name:
        return address.addr_spec
    if not name.isascii() or "=?" in name or len(name) > _LINE:
        shown = _words(name)
    elif _PLAIN.fullmatch(name):
        shown = name
    else:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        shown = f'"{escaped}"'
    return f"{shown} <{address.addr_spec}>"
