"""Date literals (SOQL and SOSL Reference, "Date Formats and Date Literals") as spans of days.

A span is its first day and the day after its last one; weeks begin on Sunday, as in a US org.
"""

from collections.abc import Callable
from datetime import date, timedelta

from integrations.sandbox.salesforce_errors import malformed

Days = tuple[date, date]
_QUARTER, _YEAR = 3, 12


def days_of(period: str, count: int, today: date) -> Days:
    """The days a literal such as TODAY or LAST_N_DAYS:7 spans, seen from `today` in the reader's zone.

    Raises:
        ApiError: 400 MALFORMED_QUERY for a name that is no literal.
    """
    if period in _PLAIN:
        return _PLAIN[period](today)
    if period in _COUNTED and count > 0:
        return _COUNTED[period](today, count)
    raise malformed(f"unexpected token: '{period}'")


def _plus(start: date, first: int, after_last: int) -> Days:
    return start + timedelta(days=first), start + timedelta(days=after_last)


def _week(today: date, first: int, after_last: int) -> Days:
    sunday = today - timedelta(days=today.isoweekday() % 7)
    return _plus(sunday, first * 7, after_last * 7)


def _months(start: date, by: int) -> date:
    number = start.year * 12 + start.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def _span(today: date, size: int, first: int, after_last: int) -> Days:
    start = date(today.year, (today.month - 1) // size * size + 1, 1)
    return _months(start, first * size), _months(start, after_last * size)


_PLAIN: dict[str, Callable[[date], Days]] = {
    "YESTERDAY": lambda today: _plus(today, -1, 0),
    "TODAY": lambda today: _plus(today, 0, 1),
    "TOMORROW": lambda today: _plus(today, 1, 2),
    "LAST_90_DAYS": lambda today: _plus(today, -90, 1),
    "NEXT_90_DAYS": lambda today: _plus(today, 1, 91),
    "LAST_WEEK": lambda today: _week(today, -1, 0),
    "THIS_WEEK": lambda today: _week(today, 0, 1),
    "NEXT_WEEK": lambda today: _week(today, 1, 2),
    "LAST_MONTH": lambda today: _span(today, 1, -1, 0),
    "THIS_MONTH": lambda today: _span(today, 1, 0, 1),
    "NEXT_MONTH": lambda today: _span(today, 1, 1, 2),
    "LAST_QUARTER": lambda today: _span(today, _QUARTER, -1, 0),
    "THIS_QUARTER": lambda today: _span(today, _QUARTER, 0, 1),
    "NEXT_QUARTER": lambda today: _span(today, _QUARTER, 1, 2),
    "LAST_YEAR": lambda today: _span(today, _YEAR, -1, 0),
    "THIS_YEAR": lambda today: _span(today, _YEAR, 0, 1),
    "NEXT_YEAR": lambda today: _span(today, _YEAR, 1, 2),
}
_COUNTED: dict[str, Callable[[date, int], Days]] = {
    "LAST_N_DAYS": lambda today, count: _plus(today, -count, 1),
    "NEXT_N_DAYS": lambda today, count: _plus(today, 1, count + 1),
    "N_DAYS_AGO": lambda today, count: _plus(today, -count, 1 - count),
    "LAST_N_WEEKS": lambda today, count: _week(today, -count, 0),
    "NEXT_N_WEEKS": lambda today, count: _week(today, 1, count + 1),
    "LAST_N_MONTHS": lambda today, count: _span(today, 1, -count, 0),
    "NEXT_N_MONTHS": lambda today, count: _span(today, 1, 1, count + 1),
}
