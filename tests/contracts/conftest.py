"""Every contract test of the CRM port runs on both CRMs."""

from collections.abc import Iterator

import pytest

from tests.contracts.crm_sides import Side, loopback, running

BOTH = [("salesforce", False), ("salesforce", True), ("hubspot", False), ("hubspot", True)]


@pytest.fixture(params=BOTH, ids=["salesforce", "salesforce-keyed", "hubspot", "hubspot-keyed"])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    """Each CRM, without and with the optional key fields."""
    name, keyed = request.param
    with running(name, keyed=keyed) as found:
        yield found


@pytest.fixture(params=["salesforce", "hubspot"])
def plain(request: pytest.FixtureRequest) -> Iterator[Side]:
    """Each CRM without key fields, for what they cannot change."""
    with running(request.param, keyed=False) as found:
        yield found


@pytest.fixture
def salesforce() -> Iterator[Side]:
    with running("salesforce", keyed=False) as found:
        yield found


@pytest.fixture
def hubspot() -> Iterator[Side]:
    with running("hubspot", keyed=False) as found:
        yield found


@pytest.fixture(scope="session", autouse=True)
def _loopback_ends() -> Iterator[None]:
    yield
    if loopback.cache_info().currsize:
        loopback().close()
        loopback.cache_clear()
