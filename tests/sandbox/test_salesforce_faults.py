import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from simple_salesforce.exceptions import SalesforceError, SalesforceGeneralError, SalesforceRefusedRequest

from tests.sandbox.salesforce_org import Loopback, Org, code_of, loopback, running


@pytest.fixture(scope="module")
def served() -> Iterator[Loopback]:
    with loopback() as served:
        yield served


@pytest.fixture
def org(served: Loopback) -> Iterator[Org]:
    with running(served, key_fields=True) as org:
        yield org


@pytest.fixture
def sf(org: Org) -> Any:
    return org.log_in()


def test_the_daily_limit_is_used_up_for_some_requests(org: Org, sf: Any) -> None:
    org.arm(rate_limit=1)
    with pytest.raises(SalesforceRefusedRequest) as refused:
        sf.limits()
    assert (refused.value.status, code_of(refused.value)) == (403, "REQUEST_LIMIT_EXCEEDED")
    assert sf.limits()


def test_the_server_is_away_for_some_requests(org: Org, sf: Any) -> None:
    org.arm(server_error=2)
    for _ in range(2):
        with pytest.raises(SalesforceGeneralError) as away:
            sf.limits()
        assert (away.value.status, code_of(away.value)) == (503, "SERVER_UNAVAILABLE")
    assert sf.limits()


def test_a_locked_row_refuses_writes_and_is_still_read(org: Org, sf: Any) -> None:
    deal = org.server.id_of("deal", "o1")
    org.arm(lock=1)
    assert sf.Opportunity.get(deal)
    with pytest.raises(SalesforceError) as locked:
        sf.Opportunity.update(deal, {"NextStep": "x"})
    assert (locked.value.status, code_of(locked.value)) == (400, "UNABLE_TO_LOCK_ROW")
    assert sf.Opportunity.update(deal, {"NextStep": "x"}) == 204


def test_a_connection_cut_after_the_commit_leaves_the_change_behind(org: Org, sf: Any) -> None:
    deal = org.server.id_of("deal", "o1")
    org.arm(cut_after_commit=1)
    assert sf.Opportunity.get(deal)["NextStep"] is None
    with pytest.raises(requests.ConnectionError):
        sf.Opportunity.update(deal, {"NextStep": "Call Jo"})
    assert sf.Opportunity.get(deal)["NextStep"] == "Call Jo"
    assert org.page("GET", "faults") == {}


def test_a_write_that_fails_is_not_cut_but_answered(org: Org, sf: Any) -> None:
    org.arm(cut_after_commit=1)
    with pytest.raises(SalesforceError):
        sf.Opportunity.update(org.server.id_of("deal", "o1"), {"StageName": "No such stage"})
    with pytest.raises(requests.ConnectionError):
        sf.Task.create({"Subject": "Made, though nobody was told"})
    assert sf.query("SELECT Id FROM Task WHERE Subject LIKE 'Made%'")["totalSize"] == 1


def test_a_hidden_field_is_not_there_for_the_integration(org: Org, sf: Any) -> None:
    deal = org.server.id_of("deal", "o1")
    org.arm(hide_field="Opportunity.NextStep")
    assert "NextStep" not in {field["name"] for field in sf.Opportunity.describe()["fields"]}
    assert "NextStep" not in sf.Opportunity.get(deal)
    with pytest.raises(SalesforceError) as unread:
        sf.query("SELECT NextStep FROM Opportunity")
    assert code_of(unread.value) == "INVALID_FIELD"
    with pytest.raises(SalesforceError) as unread:
        sf.restful(f"sobjects/Opportunity/{deal}", params={"fields": "NextStep"})
    assert code_of(unread.value) == "INVALID_FIELD"
    with pytest.raises(SalesforceError) as unwritten:
        sf.Opportunity.update(deal, {"NextStep": "x"})
    assert code_of(unwritten.value) == "INVALID_FIELD_FOR_INSERT_UPDATE"


def test_a_forbidden_object_or_field_is_read_but_not_written(org: Org, sf: Any) -> None:
    deal = org.server.id_of("deal", "o1")
    org.arm(forbid_write=["Contact", "Opportunity.Amount"])
    with pytest.raises(SalesforceError) as refused:
        sf.Contact.update(org.server.id_of("contact", "jo"), {"Title": "CTO"})
    assert code_of(refused.value) == "INSUFFICIENT_ACCESS_OR_READONLY"
    with pytest.raises(SalesforceError) as refused:
        sf.Opportunity.update(deal, {"Amount": 1})
    assert code_of(refused.value) == "INVALID_FIELD_FOR_INSERT_UPDATE"
    fields = {field["name"]: field for field in sf.Opportunity.describe()["fields"]}
    assert not fields["Amount"]["updateable"]
    assert sf.Opportunity.update(deal, {"NextStep": "x"}) == 204
    org.arm(clear=True)
    assert sf.Opportunity.update(deal, {"Amount": 1}) == 204


def test_a_slow_server_runs_into_the_clients_time_out(org: Org, sf: Any) -> None:
    url = f"{sf.base_url}limits"
    org.arm(slow_seconds=0.4)
    with pytest.raises(requests.ReadTimeout):
        org.session.get(url, headers=sf.headers, timeout=0.1)
    start = time.monotonic()
    assert org.session.get(url, headers=sf.headers).status_code == 200
    assert time.monotonic() - start >= 0.4


def test_a_switch_nobody_knows_is_refused(org: Org) -> None:
    assert "explode" in org.page("POST", "faults", {"explode": 1})["error"]


def test_a_colleagues_edit_carries_their_name_and_moves_the_clock(org: Org, sf: Any) -> None:
    deal = org.server.id_of("deal", "o1")
    org.topics.clear()
    edit = {"kind": "deal", "id": deal, "field": "Amount", "value": "52000", "by": "sam"}
    record = org.page("POST", "edit", edit)
    amount = next(field for field in record["fields"] if field["name"] == "Amount")
    assert amount == {
        "name": "Amount",
        "label": "Amount",
        "value": "52,000",
        "raw": 52_000.0,
        "changed_at": "2026-03-03T14:00:01Z",
        "changed_by": "Sam Whitfield",
    }
    assert org.topics == ["crm"]
    assert sf.Opportunity.get(deal)["LastModifiedById"] == org.server.id_of("user", "sam")
    assert "bad value" in org.page("POST", "edit", edit | {"field": "StageName"})["error"]
    assert "No such column" in org.page("POST", "edit", edit | {"field": "Nonsense"})["error"]
    assert "nobody" in str(org.page("POST", "edit", edit | {"by": "nobody"})["error"])


def test_the_page_lists_and_shows_records_as_people_know_them(org: Org) -> None:
    deal = org.server.id_of("deal", "o1")
    assert org.page("GET", "records?kind=deal&q=platform") == [
        {"kind": "deal", "id": deal, "title": "Northwind - Platform", "subtitle": "Discovery"}
    ]
    record = org.page("GET", f"record/deal/{deal}")
    assert record["url"].endswith(f"/lightning/r/Opportunity/{deal}/view")
    related = [(each["kind"], each["title"], each["subtitle"]) for each in record["related"]]
    assert ("account", "Northwind Robotics", "Software") in related
    assert ("contact", "Jo Park", "Primary") in related
    assert ("contact", "Alex Chen", "") in related
    assert ("meeting", "Security review call", "05 Mar 2026 15:00 UTC") in related
    assert org.page("GET", "id/deal/o1") == {"id": deal}
    assert "error" in org.page("GET", "id/deal/o99")
    contact = org.page("GET", f"record/contact/{org.server.id_of('contact', 'jo')}")
    assert ("deal", "Northwind - Platform") in [(each["kind"], each["title"]) for each in contact["related"]]


def test_an_archived_record_is_shown_as_deleted_and_found_no_more(org: Org, sf: Any) -> None:
    deal = org.server.id_of("deal", "o1")
    assert org.page("POST", "archive", {"kind": "deal", "id": deal})["deleted"] is True
    with pytest.raises(SalesforceError) as gone:
        sf.Opportunity.get(deal)
    assert code_of(gone.value) == "ENTITY_IS_DELETED"
    assert org.page("GET", "records?kind=deal&q=platform") == []


def test_requests_are_counted_until_cleared(org: Org, sf: Any) -> None:
    org.page("POST", "requests/clear")
    sf.Opportunity.update(org.server.id_of("deal", "o1"), {"NextStep": "x"})
    (request,) = org.page("GET", "requests")
    assert (request["method"], request["status"]) == ("PATCH", 204)
    assert request["path"].startswith("/services/data/v60.0/sobjects/Opportunity/006")
