"""What the daily look at the open deals costs: calls to the CRM, from the sweep to the cards."""

import dataclasses
from collections.abc import Sequence

import pytest

from bot import noticing, sweeps
from bot.errors import Unavailable
from bot.house import House
from bot.model import Signal
from bot.reading_ahead import ReadAhead
from bot.standing import State
from bot.workflows.crm_hygiene import WORKFLOW
from integrations.demo import CrmName
from tests.bot.street import Street, street
from tests.conftest import NewUrl

DEALS = 60


@pytest.mark.row("C-HYG-03")
@pytest.mark.parametrize(("crm", "calls"), [("salesforce", 4), ("hubspot", 12)])
def test_a_look_at_many_deals_takes_few_calls(crm: CrmName, calls: int, sqlite_url_factory: NewUrl) -> None:
    with street(crm, DEALS + 1, sqlite_url_factory()) as place:
        place.look(next(place.free))  # what is kept for an hour is asked once
        before = len(place.town.wire.log)

        looked(place, place.house)

        made = place.town.wire.log[before:]
        assert cards(place) == DEALS + 1
        assert len(made) == calls, made


@pytest.mark.parametrize("error", [Unavailable("The CRM does not answer."), ValueError("a defect")])
def test_deals_that_cannot_be_read_ahead_are_read_one_by_one(
    error: Exception, sqlite_url_factory: NewUrl
) -> None:
    asked: list[int] = []

    def read_ahead(signals: Sequence[Signal], _crm: ReadAhead) -> None:
        asked.append(len(signals))
        raise error

    workflow = dataclasses.replace(WORKFLOW, ahead=read_ahead)
    with street("salesforce", 3, sqlite_url_factory()) as place:
        looked(place, dataclasses.replace(place.house, workflows={workflow.name: workflow}))

        assert asked == [3]
        assert cards(place) == 3


def looked(place: Street, house: House) -> None:
    """The morning's look, and what came of it."""
    found = sweeps.look_at_open_deals(house)
    assert found == place.town.deals
    assert noticing.drain(house) == found


def cards(place: Street) -> int:
    """How many are open."""
    with place.memory.begin() as tx:
        return len(place.memory.proposals.in_states(tx, (State.OPEN,)))
