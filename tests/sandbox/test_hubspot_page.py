"""The portal's own screen: what a person sees and changes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.hubspot_portal import Portal, portal


@pytest.fixture(name="site")
def _site() -> Iterator[Portal]:
    with portal() as running:
        yield running


def field(record: Any, name: str) -> Any:
    return next(one for one in record["fields"] if one["name"] == name)


def test_records_are_listed_and_searched(site: Portal) -> None:
    deals = site.page("/records?kind=deal")
    found = site.page("/records?kind=deal&q=globex")

    assert [one["title"] for one in deals] == ["Northwind renewal", "Globex pilot", "Northwind spares"]
    assert found == [
        {
            "kind": "deal",
            "id": site.id("deal", "o2"),
            "title": "Globex pilot",
            "subtitle": "Closed Won · 9,000 USD",
        }
    ]
    assert site.page("/id/deal/o2") == {"id": site.id("deal", "o2")}
    assert "error" in site.page("/records?kind=unicorn")


def test_a_record_shows_fields_as_people_read_them_with_its_link(site: Portal) -> None:
    deal_id = site.id("deal", "o1")

    record = site.page(f"/record/deal/{deal_id}")

    assert record["url"] == f"https://app.hubspot.com/contacts/4242/record/0-3/{deal_id}"
    assert (field(record, "dealstage")["value"], field(record, "dealstage")["raw"]) == (
        "Proposal",
        "presentationscheduled",
    )
    assert field(record, "hubspot_owner_id")["value"] == "Priya Raman"
    assert field(record, "closedate")["value"] == "2026-03-20"
    assert {(one["kind"], one["title"]) for one in record["related"]} == {
        ("account", "Northwind Robotics"),
        ("contact", "Jo Park"),
        ("task", "Send the quote"),
        ("meeting", "Demo with Jo"),
    }
    assert record["deleted"] is False


def test_an_edit_is_the_colleagues_own_in_the_history(site: Portal) -> None:
    deal_id = site.id("deal", "o1")

    shown = site.page(
        "/edit", {"kind": "deal", "id": deal_id, "field": "dealstage", "value": "Negotiation", "by": "sam"}
    )
    read = site.client().crm.deals.basic_api.get_by_id(deal_id, properties_with_history=["dealstage"])

    newest = read.properties_with_history["dealstage"][0]
    sam = site.server.seeded.owners["sam"].user_id
    assert field(shown, "dealstage")["changed_by"] == "Sam Whitfield"
    assert field(shown, "dealstage")["changed_at"] == "2026-03-03T14:00:01Z"
    assert (newest.value, newest.source_type, newest.updated_by_user_id) == ("contractsent", "CRM_UI", sam)
    assert site.topics == ["crm"]


def test_an_edit_that_is_not_valid_says_why(site: Portal) -> None:
    asked = {"kind": "deal", "id": site.id("deal", "o1"), "field": "amount", "value": "lots", "by": "sam"}

    refused = site.page("/edit", asked)
    nobody = site.page("/edit", asked | {"by": "zoe"})

    assert refused["error"] == "lots was not a valid number."
    assert "does not work here" in nobody["error"]
    assert site.topics == []


def test_notes_are_shown_newest_first_with_their_author(site: Portal) -> None:
    deal_id = site.id("deal", "o1")
    types = [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}]
    notes = site.client().crm.objects.notes.basic_api
    for body, at in (
        ("<p>First</p>", "2026-03-03T14:00:00Z"),
        ("<p><b>Second</b> one</p>", "2026-03-03T15:00:00Z"),
    ):
        notes.create(
            {
                "properties": {"hs_note_body": body, "hs_timestamp": at},
                "associations": [{"to": {"id": deal_id}, "types": types}],
            }
        )

    shown = site.page(f"/record/deal/{deal_id}")["notes"]

    assert [(one["title"], one["by"]) for one in shown] == [("Second one", "Dealhand"), ("First", "Dealhand")]
    assert shown[0]["body_html"] == "<p><b>Second</b> one</p>"


def test_an_archived_record_is_shown_as_deleted(site: Portal) -> None:
    deal_id = site.id("deal", "o3")

    archived = site.page("/archive", {"kind": "deal", "id": deal_id})

    assert archived["deleted"] is True
    assert deal_id not in [one["id"] for one in site.page("/records?kind=deal")]


def test_requests_are_counted(site: Portal) -> None:
    deal_id = site.id("deal", "o1")
    site.client().crm.deals.basic_api.get_by_id(deal_id, properties=["amount"])
    site.page("/records?kind=deal")

    counted = site.page("/requests")

    assert [(one["method"], one["path"], one["status"]) for one in counted] == [
        ("GET", f"/hubspot/crm/v3/objects/deals/{deal_id}", 200)
    ]
    assert site.page("/requests/clear", {}) == []
    assert site.page("/requests") == []
