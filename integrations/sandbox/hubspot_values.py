"""How HubSpot stores values: every property is a string; times are UTC with a Z."""

import re
from datetime import UTC, date, datetime

MAX_TEXT = 65_536
_MILLISECONDS = re.compile(r"-?\d{9,}")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")


def stamp(at: datetime) -> str:
    """An aware time as HubSpot writes it: 2026-03-03T14:00:00Z, with milliseconds where there are some."""
    at = at.astimezone(UTC)
    if at.microsecond:
        return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """An aware UTC time from epoch milliseconds, an ISO 8601 time or a bare date (midnight UTC).

    Raises ValueError for anything else.
    """
    if _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    parsed = datetime.fromisoformat(text)
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)


def midnight(day: date) -> datetime:
    """The start of a day in UTC, which is how date properties are kept."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def as_text(value: object) -> str | None:
    """A JSON value as the string HubSpot would keep; None for what it does not take (null, a list)."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case _:
            return None


def is_email(text: str) -> bool:
    """Whether the text looks like an address, as loosely as HubSpot looks."""
    return _EMAIL.fullmatch(text) is not None
