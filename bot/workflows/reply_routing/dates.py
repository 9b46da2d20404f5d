"""Until when to be silent: the day a reply names, in the sender's calendar, out of many languages.

An absence "until 13 March" and "after June 30" end the day after; "back on Monday", "in September" and "in three
months" name the day itself. What lies in the past or more than two years ahead is no such day.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.workflows.reply_routing import date_words as words
from bot.workflows.reply_routing.normalise import Normal

_LONGEST = timedelta(days=731)
_SOUTH_OF_CLEAR = 12


@dataclass(frozen=True)
class _Found:
    """`rank` prefers a return date to an end, and a day to a month to a span of time from now."""

    day: date
    rank: int
    place: int


def pause_until(texts: tuple[Normal, ...], today: date, *, month_first: bool, absence: bool) -> date | None:
    """The first day on which writing makes sense again, or None when the texts name no such day.

    Args:
        texts: the folded texts, the one that counts most first.
        today: the day of the mail, in the sender's calendar.
        month_first: whether 3/4 is the fourth of March (American senders).
        absence: the mail is an absence note, so that a bare end date counts.
    """
    for text in texts:
        found = [one for one in _all(text.text, today, month_first=month_first, absence=absence) if one]
        good = [one for one in found if today < one.day <= today + _LONGEST]
        if good:
            best = max(one.rank for one in good)
            same = [one for one in good if one.rank == best]
            return max(one.day for one in same) if absence else min(same, key=lambda one: one.place).day
    return None


def _all(text: str, today: date, *, month_first: bool, absence: bool) -> Iterator[_Found]:
    for match in words.DAY.finditer(text):
        day = _named_day(match, today, month_first=month_first)
        if day is None:
            continue
        kind = _kind(text, match.start(), match.end())
        if kind == "end":
            yield _Found(day + timedelta(days=1), 4, match.start())
        elif kind == "return" and not _opens_a_range(text, match):
            yield _Found(day, 5, match.start())
        elif absence:
            yield _Found(day + timedelta(days=1), 1, match.start())
        elif kind != "start":
            yield _Found(day, 3, match.start())
    yield from _ordinals(text, today)
    yield from _weekdays(text, today, absence=absence)
    yield from _months(text, today, absence=absence)
    yield from _spans(text, today)


def _opens_a_range(text: str, match: re.Match[str]) -> bool:
    """Whether a day stands before "to" and another day: the first of an absence, not the first one back."""
    return words.RANGE.match(text, match.end()) is not None


def _ordinals(text: str, today: date) -> Iterator[_Found]:
    """Days without a month, "the 12th": the next twelfth."""
    for match in words.ORDINAL_DAY.finditer(text):
        number = int(match[1])
        month = today if number > today.day else words.next_start(today, "month")
        day = _day(month.year, month.month, number)
        if day is None:
            continue
        end = _kind(text, match.start(), match.end()) == "end"
        yield _Found(day + timedelta(days=1) if end else day, 3, match.start())


def _kind(text: str, start: int, end: int) -> str:
    """What stands before (or, in some languages, after) a date: end, return, start or nothing."""
    before, after = text[max(0, start - 45) : start], text[end : end + 25]
    if words.UNTIL_BEFORE.search(before) or words.UNTIL_AFTER.match(after):
        return "end"
    if words.RETURN_BEFORE.search(before) or words.RETURN_AFTER.match(after):
        return "return"
    return "start" if words.FROM_BEFORE.search(before) else ""


def _named_day(match: re.Match[str], today: date, *, month_first: bool) -> date | None:
    part = match.groupdict()
    if part["iso"]:
        year, month, day = (int(n) for n in re.findall(r"\d+", part["iso"]))
        return _day(year, month, day)
    if part["asian"]:
        month, day = (int(n) for n in re.findall(r"\d+", part["asian"])[-2:])
        return _next(today, month, day)
    if part["n1"]:
        one, two = int(part["n1"]), int(part["n2"])
        american = month_first and part["sep"] == "/"
        month, day = (
            (one, two) if (american and one <= _SOUTH_OF_CLEAR) or two > _SOUTH_OF_CLEAR else (two, one)
        )
        return _day(_year(part["n3"]), month, day) if part["n3"] else _next(today, month, day)
    name = words.MONTHS[part["m1"] or part["m2"]]
    number = int(part["d1"] or part["d2"])
    year_text = part["y1"] or part["y2"]
    return _day(_year(year_text), name, number) if year_text else _next(today, name, number)


def _weekdays(text: str, today: date, *, absence: bool) -> Iterator[_Found]:
    for match in words.WEEKDAY.finditer(text):
        kind = _kind(text, match.start(), match.end())
        day = _coming(today, words.WEEKDAYS[match[1]])
        if kind == "end":
            yield _Found(day + timedelta(days=1), 3, match.start())
        elif kind == "return":
            yield _Found(day, 3 if absence else 2, match.start())
        elif absence and words.ON_BEFORE.search(text[max(0, match.start() - 6) : match.start()]):
            yield _Found(day, 1, match.start())
    for match in words.TOMORROW.finditer(text):
        if absence:
            yield _Found(today + timedelta(days=1), 1, match.start())
    if absence and (this := words.THIS_WEEK.search(text)):
        yield _Found(words.next_start(today, "week"), 0, this.start())


def _months(text: str, today: date, *, absence: bool) -> Iterator[_Found]:
    """A month, quarter, half year, season or year that is named, by its first day; its end when it must pass."""
    for first, last, start, end in words.periods(text, today):
        kind = _kind(text, start, end)
        passed = bool(words.AFTER_BEFORE.search(text[max(0, start - 30) : start]))
        late = bool(words.END_OF_BEFORE.search(text[max(0, start - 30) : start]))
        if passed or (kind == "end" and absence):
            yield _Found(last + timedelta(days=1), 2, start)
        elif late:
            yield _Found(max(first, last - timedelta(days=6)), 2, start)
        elif first > today:
            yield _Found(first, 2, start)
        elif kind == "end" and last > today:
            yield _Found(last + timedelta(days=1), 2, start)


def _spans(text: str, today: date) -> Iterator[_Found]:
    """Spans of time from now: "in three weeks", "dans 2 mois", "next month", "nächste Woche"."""
    for match in words.IN_A_WHILE.finditer(text):
        number = words.NUMBERS.get(match["n"] or "", 0) or (
            int(match["n"]) if (match["n"] or "").isdigit() else 1
        )
        yield _Found(words.later(today, words.UNITS[match["unit"]], number), 1, match.start())
    for match in words.NEXT.finditer(text):
        yield _Found(words.next_start(today, words.UNITS[match["u1"] or match["u2"]]), 1, match.start())
    for match in words.HALF_A_YEAR.finditer(text):
        yield _Found(words.later(today, "half", 1), 1, match.start())
    for match in words.NEXT_ASIAN.finditer(text):
        yield _Found(words.next_start(today, words.ASIAN_UNITS[match[1]]), 1, match.start())


def _year(text: str) -> int:
    number = int(re.sub(r"\D", "", text))
    return number + 2000 if number < 100 else number  # noqa: PLR2004 - two digits of a year


def _next(today: date, month: int, day: int) -> date | None:
    this = _day(today.year, month, day)
    return this if this is None or this >= today - timedelta(days=60) else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1900 < year < 2200 and 1 <= day <= monthrange(year, month)[1]):  # noqa: PLR2004 - a calendar
        return None
    return date(year, month, day)


def _coming(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
