"""Search: filters, sorts, pages, limits, and an index that lags."""

from collections.abc import Iterator
from typing import Any

import pytest
from hubspot.crm.deals.exceptions import ApiException

from tests.sandbox.hubspot_portal import Portal, portal


@pytest.fixture(name="site", scope="module")
def _site() -> Iterator[Portal]:
    """Nothing below writes to it."""
    with portal() as running:
        yield running


def where(name: str, operator: str, **values: Any) -> dict[str, Any]:
    return {"filterGroups": [{"filters": [{"propertyName": name, "operator": operator, **values}]}]}


def keys(site: Portal, request: dict[str, Any], kind: str = "deal") -> list[str]:
    searches: Any = {"deal": site.client().crm.deals, "contact": site.client().crm.contacts}[kind]
    names = {identity: key for (_plural, key), identity in site.server.seeded.ids.items()}
    return [names[one.id] for one in searches.search_api.do_search(request).results]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (where("dealstage", "EQ", value="closedwon"), ["o2"]),
        (where("dealstage", "NEQ", value="closedwon"), ["o1", "o3"]),
        (where("amount", "GT", value="9000"), ["o1"]),
        (where("amount", "GTE", value="9000"), ["o1", "o2"]),
        (where("amount", "LT", value="10000"), ["o2"]),
        (where("amount", "NEQ", value="9000"), ["o1"]),
        (where("amount", "NOT_HAS_PROPERTY"), ["o3"]),
        (where("hs_next_step", "HAS_PROPERTY"), ["o2"]),
        (where("closedate", "LTE", value="2026-03-20"), ["o1", "o2"]),
        (where("closedate", "BETWEEN", value="1772323200000", highValue="2026-03-31T00:00:00Z"), ["o1"]),
        (where("dealname", "CONTAINS_TOKEN", value="northwind"), ["o1", "o3"]),
        (where("dealname", "CONTAINS_TOKEN", value="ren*"), ["o1"]),
        (where("dealname", "NOT_CONTAINS_TOKEN", value="northwind"), ["o2"]),
        (where("dealname", "IN", values=["globex pilot"]), ["o2"]),
        (where("dealname", "IN", values=["Globex pilot"]), []),
        (where("dealstage", "NOT_IN", values=["closedwon", "qualifiedtobuy"]), ["o1"]),
        (where("nonsense", "HAS_PROPERTY"), []),
        ({"query": "north"}, ["o1", "o3"]),
        ({"sorts": [{"propertyName": "closedate", "direction": "DESCENDING"}]}, ["o3", "o1", "o2"]),
        ({"sorts": ["amount"]}, ["o3", "o2", "o1"]),
    ],
)
def test_a_filter_finds_what_it_says(site: Portal, request_: dict[str, Any], expected: list[str]) -> None:
    assert keys(site, request_) == expected


def test_the_records_of_a_deal_are_found_by_its_association(site: Portal) -> None:
    request = where("associations.deal", "EQ", value=site.id("deal", "o1"))

    assert keys(site, request, "contact") == ["jo"]


def test_pages_count_all_rows_and_lead_on(site: Portal) -> None:
    search = site.client().crm.deals.search_api

    first = search.do_search({"limit": 2})
    second = search.do_search({"limit": 2, "after": first.paging.next.after})

    assert (first.total, len(first.results), len(second.results)) == (3, 2, 1)
    assert second.paging is None


@pytest.mark.parametrize(
    "request_",
    [
        {"limit": 201},
        {"limit": 200, "after": "9900"},
        {"filterGroups": [{"filters": []}] * 6},
        {"filterGroups": [{"filters": [{"propertyName": "amount", "operator": "HAS_PROPERTY"}] * 11}]},
        where("amount", "LIKE", value="9"),
        where("amount", "EQ"),
        where("amount", "GT", value="much"),
        where("amount", "EQ", value="much"),
        where("closedate", "IN", values=["soon"]),
        {"filterGroups": ["amount"]},
        {"sorts": ["amount", "closedate"]},
    ],
)
def test_a_request_over_the_limits_is_refused(site: Portal, request_: dict[str, Any]) -> None:
    with pytest.raises(ApiException) as refused:
        site.client().crm.deals.search_api.do_search(request_)

    assert refused.value.status == 400


def test_search_stands_behind_the_records_until_the_clock_has_moved_on() -> None:
    with portal() as site:
        client = site.client()
        asked = where("dealname", "EQ", value="Renamed")
        client.crm.deals.basic_api.update(site.id("deal", "o1"), {"properties": {"dealname": "Renamed"}})
        made = client.crm.deals.basic_api.create(
            {"properties": {"dealname": "Renamed", "dealstage": "qualifiedtobuy"}}
        )

        early = client.crm.deals.search_api.do_search(asked).total
        old = client.crm.deals.search_api.do_search(where("dealname", "EQ", value="Northwind renewal")).total
        site.pass_time(2)
        late = client.crm.deals.search_api.do_search(asked)
        client.crm.deals.basic_api.archive(made.id)
        after = client.crm.deals.search_api.do_search(asked).total

    assert (early, old) == (0, 1)
    assert {one.id for one in late.results} == {site.id("deal", "o1"), made.id}
    assert after == 1


def test_polling_by_the_modified_date_finds_the_change() -> None:
    with portal(search_lag=0) as site:
        deals = site.client().crm.deals
        deals.basic_api.update(site.id("deal", "o3"), {"properties": {"amount": "100"}})

        found = deals.search_api.do_search(
            where("hs_lastmodifieddate", "GTE", value="2026-03-03T14:00:01Z") | {"properties": ["amount"]}
        )

    assert [(one.id, one.properties["amount"]) for one in found.results] == [(site.id("deal", "o3"), "100")]


def test_the_search_limit_has_a_switch_of_its_own() -> None:
    with portal() as site:
        site.server.wire.search_refusals = 1

        with pytest.raises(ApiException) as refused:
            site.client().crm.deals.search_api.do_search({})
        again = site.client().crm.deals.search_api.do_search({})

    assert refused.value.status == 429
    assert refused.value.headers["Retry-After"] == "1"
    assert '"policyName":"SECONDLY"' in refused.value.body
    assert again.total == 3
