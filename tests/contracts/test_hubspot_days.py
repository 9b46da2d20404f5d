"""A day on HubSpot's wire is a moment: written as noon in the portal's zone, read back as the same day."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.crm.hubspot_fields import Mapped, sent, value_of
from integrations.sandbox.hubspot_kinds import DEALS
from tests.contracts.crm_sides import Side

pytestmark = pytest.mark.row("U-03")

CLOSE = Mapped("close_date", "closedate", "date")
ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Europe/Berlin",
    "Asia/Kolkata",
    "UTC",
)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(day=DAYS, portal=st.sampled_from(ZONES))
def test_a_day_comes_back_as_itself_in_every_portal(day: date, portal: str) -> None:
    zone = ZoneInfo(portal)

    assert value_of(CLOSE, sent(CLOSE, day.isoformat(), zone), zone) == day.isoformat()


@given(day=DAYS, portal=st.sampled_from(ZONES), hours=st.integers(-11, 11))
def test_readers_within_eleven_hours_of_the_portal_see_that_day(day: date, portal: str, hours: int) -> None:
    zone = ZoneInfo(portal)
    moment = datetime.fromisoformat(sent(CLOSE, day.isoformat(), zone)).astimezone(zone)

    elsewhere = timezone((moment.utcoffset() or timedelta()) + timedelta(hours=hours))

    assert moment.astimezone(elsewhere).date() == day


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026-04-30T00:00:00Z", "2026-04-30"),  # a day, as other programs write it
        ("1777507200000", "2026-04-30"),  # the same in milliseconds
        ("2026-05-01T01:09:44Z", "2026-04-30"),  # an evening in New York
        ("2026-04-30T04:00:00Z", "2026-04-30"),  # midnight in New York
    ],
)
def test_what_others_wrote_is_read_as_the_day_they_meant(raw: str, day: str) -> None:
    assert value_of(CLOSE, raw, ZoneInfo("America/New_York")) == day


@pytest.mark.parametrize(("day", "moment"), [("2026-03-06", "T17:00:00Z"), ("2026-06-30", "T16:00:00Z")])
def test_noon_counts_daylight_saving(hubspot: Side, day: str, moment: str) -> None:
    deal = hubspot.ref("deal", "o1")

    hubspot.crm.update_if(deal, {}, {"close_date": day}, key="k")

    assert hubspot.server.store.find(DEALS, deal.id).value("closedate") == f"{day}{moment}"


def test_the_same_day_picked_by_a_colleague_is_no_conflict(hubspot: Side) -> None:
    deal, day = hubspot.ref("deal", "o1"), hubspot.o1().get("close_date")
    hubspot.edit(deal, "close_date", f"{day}T22:31:07Z")

    answer = hubspot.crm.update_if(deal, {"close_date": day}, {"next_step": "Call"}, key="k")

    assert hubspot.o1().get("close_date") == day
    assert hubspot.o1().get("next_step") == "Call", answer
