"""The house: local Slack and CRM, the real Bolt app over Socket Mode, the real lifecycle, engine and database.

One per module and CRM, because only one engine runs per process and a start takes a second. Tests of a module share it:
each takes a seller and deals of its own (`house.seller()`), and leaves switches and faults as it found them.
"""

from collections.abc import Callable, Iterator

import pytest

from integrations.demo import CrmName
from tests.scenarios.living import Home, home
from tests.scenarios.street import street

NewUrl = Callable[[], str]


@pytest.fixture(scope="module", params=["hubspot", "salesforce"])
def crm(request: pytest.FixtureRequest) -> CrmName:
    """Which CRM the team uses."""
    found: CrmName = request.param
    return found


@pytest.fixture(scope="module")
def house(crm: CrmName, sqlite_url_factory: NewUrl) -> Iterator[Home]:
    """A house in which nothing is proposed until a test asks for it."""
    with home(crm, street(), sqlite_url_factory()) as inside:
        yield inside


@pytest.fixture(autouse=True)
def _mended(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing that a test broke stays broken for the next one."""
    yield
    if "house" in request.fixturenames:
        inside: Home = request.getfixturevalue("house")
        inside.arm(clear=True)
        inside.slack_faults(clear=True)
