"""Anybody may ask what is kept, what leaves, and which model sees it."""

import pytest

from integrations.demo import CrmName
from tests.scenarios.living import Home
from tests.scenarios.town import SAM


@pytest.fixture(scope="module")
def crm() -> CrmName:
    """One is enough: nothing of this depends on the CRM."""
    return "hubspot"


@pytest.mark.row("A-27")
def test_a_rep_reads_what_is_kept_and_that_nothing_leaves_for_a_model(house: Home) -> None:
    said = house.command(SAM, "/dealhand", "trust").words

    assert "No model is configured" in said
    assert "Mail that comes in" in said
    assert "HubSpot" in said
    assert "trust" in house.command(SAM, "/dealhand", "help").words
