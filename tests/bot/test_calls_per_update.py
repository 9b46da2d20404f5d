"""What one approved field update costs, its note included: calls to the CRM, through the whole road."""

import pytest

from bot import receipts
from integrations.demo import CrmName
from tests.bot.street import PRIYA, Street, street
from tests.conftest import NewUrl

WARM, MEASURED = 1, 5


@pytest.mark.parametrize(("crm", "calls"), [("salesforce", 3), ("hubspot", 4)])
def test_an_approved_update_and_its_note_take_few_calls(
    crm: CrmName, calls: int, sqlite_url_factory: NewUrl
) -> None:
    with street(crm, WARM + MEASURED, sqlite_url_factory()) as place:
        for _ in range(WARM):  # what is kept for an hour is asked once
            approved_and_noted(place)
        before = len(place.town.wire.log)

        for _ in range(MEASURED):
            approved_and_noted(place)

        made = place.town.wire.log[before:]
        assert len(made) == calls * MEASURED, made[:calls]
        assert place.town.notes() == WARM + MEASURED


def approved_and_noted(place: Street) -> None:
    """One deal from its card to its note; what the card cost to propose does not count here."""
    deal = next(place.free)
    log = place.town.wire.log
    proposing = len(log)
    place.look(deal)
    del log[proposing:]
    (standing,) = place.of(deal)
    place.lifecycle.answer(standing.proposal.id, PRIYA.id, {})
    place.run(place.engine.queue[0])
    receipts.deliver_notes(place.house)
