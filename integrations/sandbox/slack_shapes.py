"""Small checks that together describe Block Kit, each answering in Slack's own words with a JSON pointer.

A check is called with the list of findings, the pointer of the value, and the value.
"""

import re
from collections.abc import Callable, Mapping

Check = Callable[[list[str], str, object], None]


def say(found: list[str], pointer: str, words: str) -> None:
    """Add one finding in the form of Slack's response_metadata.messages."""
    found.append(f"[ERROR] {words} [json-pointer:{pointer}]")


def string(most: int, least: int = 1) -> Check:
    """A string of `least` to `most` characters."""

    def check(found: list[str], pointer: str, value: object) -> None:
        if not isinstance(value, str):
            say(found, pointer, "must provide a string")
        elif len(value) < least:
            say(found, pointer, f"must be more than {least - 1} characters")
        elif len(value) > most:
            say(found, pointer, f"must be less than {most + 1} characters")

    return check


def url(most: int = 3000) -> Check:
    """An absolute http(s), mailto or tel address."""
    length = string(most)

    def check(found: list[str], pointer: str, value: object) -> None:
        length(found, pointer, value)
        if isinstance(value, str) and not re.match(r"(https?|mailto|tel|slack):", value):
            say(found, pointer, "invalid url")

    return check


def matching(pattern: str, words: str) -> Check:
    """A string that matches the whole pattern."""

    def check(found: list[str], pointer: str, value: object) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            say(found, pointer, words)

    return check


def enum(*values: str) -> Check:
    """One of the given words."""

    def check(found: list[str], pointer: str, value: object) -> None:
        if not isinstance(value, str) or value not in values:
            say(found, pointer, f"must be a valid enum value: {', '.join(values)}")

    return check


def flag(found: list[str], pointer: str, value: object) -> None:
    """True or false."""
    if not isinstance(value, bool):
        say(found, pointer, "must be a boolean")


def whole(least: int, most: int) -> Check:
    """A whole number between both ends."""

    def check(found: list[str], pointer: str, value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            say(found, pointer, "must be an integer")
        elif not least <= value <= most:
            say(found, pointer, f"must be between {least} and {most}")

    return check


def anything(_found: list[str], _pointer: str, _value: object) -> None:
    """A field whose inside is of no concern here."""


def items(each: Check, most: int, least: int = 0) -> Check:
    """A list of `least` to `most` items."""

    def check(found: list[str], pointer: str, value: object) -> None:
        if not isinstance(value, list):
            say(found, pointer, "must be an array")
            return
        if len(value) < least:
            say(found, pointer, f"no fewer than {least} items allowed")
        if len(value) > most:
            say(found, pointer, f"no more than {most} items allowed")
        for index, item in enumerate(value[:most]):
            each(found, f"{pointer}/{index}", item)

    return check


def shape(
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    *rules: Check,
    closed: bool = True,
) -> Check:
    """An object with these fields and, when closed, no others; `rules` look at the object as a whole."""
    fields = {**required, **(optional or {})}

    def check(found: list[str], pointer: str, value: object) -> None:
        if not isinstance(value, dict):
            say(found, pointer, "must be an object")
            return
        for name in required:
            if name not in value:
                say(found, pointer, f"missing required field: {name}")
        for name, inside in value.items():
            if name in fields:
                fields[name](found, f"{pointer}/{name}", inside)
            elif closed and name != "type":
                say(found, pointer, f"invalid additional property: {name}")
        for rule in rules:
            rule(found, pointer, value)

    return check


def typed(table: Mapping[str, Check]) -> Check:
    """An object whose `type` picks its check."""

    def check(found: list[str], pointer: str, value: object) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is None:
            say(found, pointer, "missing required field: type")
        elif not isinstance(kind, str) or kind not in table:
            say(found, f"{pointer}/type", f"unsupported type: {kind}")
        else:
            table[kind](found, pointer, value)

    return check


def text(most: int, *, mrkdwn: bool = True, least: int = 1) -> Check:
    """A text object of at most `most` characters; only plain_text unless `mrkdwn`."""
    plain = shape({"text": string(most, least)}, {"emoji": flag})
    marked = shape({"text": string(most, least)}, {"verbatim": flag})
    return typed({"plain_text": plain, "mrkdwn": marked} if mrkdwn else {"plain_text": plain})


def plain(most: int) -> Check:
    """A plain_text object."""
    return text(most, mrkdwn=False)
