"""From a sweep of open deals to proposals: how many a second, and how many calls each takes."""

import time

import pytest

from bot import noticing, sweeps
from bot.standing import State
from integrations.demo import CrmName
from tests.benchmarks.machine import show
from tests.conftest import NewUrl
from tests.engine.chaos.books import books
from tests.engine.chaos.town import town

DEALS = (50, 200)


@pytest.mark.parametrize("crm", ["salesforce", "hubspot"])
def test_a_sweep_of_open_deals(crm: CrmName, sqlite_url_factory: NewUrl) -> None:
    rows = []
    for many in DEALS:
        with town(crm, many) as place, books(place, sqlite_url_factory()) as ours:
            house = ours.dealhand.house
            ours.know_people()
            before, began = len(place.wire.log), time.monotonic()
            sweeps.look_at_open_deals(house)
            while noticing.drain(house):
                pass
            taken, calls = time.monotonic() - began, len(place.wire.log) - before
            assert len(ours.ids(State.OPEN)) == many
        rows.append(
            (f"{many} deals", f"{calls / many:.1f} calls each   ({many / taken:.0f} proposals a second)")
        )
    pace = "; HubSpot's own pace of 17 calls a second is left out" if crm == "hubspot" else ""
    show(f"A sweep of open deals, {crm}, SQLite", rows, note=f"The sandbox runs in the same process{pace}.")
