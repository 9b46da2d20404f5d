"""Working days: weekdays that are no public holiday in the country of a person's time zone."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from babel.core import get_global

from bot.values import Person

_WEEKEND = 5  # Saturday is 5, Sunday 6


def country_of_zone(zone: str) -> str | None:
    """The ISO 3166 code of the country an IANA zone lies in (CLDR); None for `UTC` and the like."""
    found = get_global("zone_territories").get(zone)
    return found if found and found.isalpha() and found != "ZZ" else None  # 001 is the world, ZZ is nowhere


def is_workday(day: date, country: str | None) -> bool:
    """Whether people work there on that day. An unknown country has weekends only."""
    return day.weekday() < _WEEKEND and day not in _days_off(country)


def after_workdays(day: date, count: int, country: str | None) -> date:
    """The working day that comes so many working days after that day; with 0 the day itself or the next one."""
    while not is_workday(day, country):
        day += timedelta(days=1)
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day, country)
    return day


def opening(day: date, person: Person) -> datetime:
    """When that person begins to work on that day, aware, in their zone."""
    return datetime.combine(day, person.starts or time(9), tzinfo=ZoneInfo(person.zone))


@lru_cache(maxsize=64)
def _days_off(country: str | None) -> holidays.HolidayBase | frozenset[date]:
    """The holidays of a whole country; those of single regions are none here, because a zone does not tell them."""
    try:
        return holidays.country_holidays(country) if country else frozenset()
    except NotImplementedError:  # a country that the package does not know
        return frozenset()
