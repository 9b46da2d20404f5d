from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.salesforce_org import Org, running


@pytest.fixture(scope="module")
def org() -> Iterator[Org]:
    with running(key_fields=True) as org:
        yield org


@pytest.fixture
def sf(org: Org) -> Any:
    return org.log_in()


def test_a_row_is_read_changed_and_read_again(org: Org, sf: Any) -> None:
    deal = org.server.id_of("deal", "o2")
    assert sf.Opportunity.get(deal)["NextStep"] == "Call Ruth"
    assert sf.Opportunity.update(deal, {"NextStep": "Call Jo"}) == 204
    assert (
        sf.query(f"SELECT NextStep FROM Opportunity WHERE Id = '{deal}'")["records"][0]["NextStep"]
        == "Call Jo"
    )
