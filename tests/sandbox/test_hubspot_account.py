"""Owners, pipelines, definitions, account, token and consent."""

from collections.abc import Iterator

import pytest
from hubspot.crm.properties.exceptions import ApiException

from tests.sandbox.hubspot_portal import Portal, body_of, portal


@pytest.fixture(name="site")
def _site() -> Iterator[Portal]:
    with portal() as running:
        yield running


def test_an_owner_is_found_by_address_and_is_not_the_user(site: Portal) -> None:
    owners = site.client().crm.owners.owners_api

    (found,) = owners.get_page(email="sam@dealhand.example").results
    by_user = owners.get_by_id(found.user_id, id_property="userId")

    assert (found.first_name, found.last_name) == ("Sam", "Whitfield")
    assert found.id == site.id("owner", "sam") == by_user.id
    assert found.id != str(found.user_id)


def test_those_who_left_are_listed_only_as_archived(site: Portal) -> None:
    owners = site.client().crm.owners.owners_api

    site.server.archive_owner("sam")

    assert len(owners.get_page().results) == 2
    assert [one.email for one in owners.get_page(archived=True).results] == ["sam@dealhand.example"]


def test_stages_have_ids_that_are_not_their_labels(site: Portal) -> None:
    (pipeline,) = site.client().crm.pipelines.pipelines_api.get_all("deals").results
    stages = site.client().crm.pipelines.pipeline_stages_api.get_all("deals", pipeline.id).results

    shown = {one.id: (one.label, one.metadata["isClosed"], one.metadata["probability"]) for one in stages}
    assert shown["presentationscheduled"] == ("Proposal", "false", "0.5")
    assert shown["closedlost"] == ("Closed Lost", "true", "0.0")
    assert [one.display_order for one in pipeline.stages] == list(range(6))


def test_definitions_say_what_may_be_written(site: Portal) -> None:
    core = site.client().crm.properties.core_api

    names = {one.name: one for one in core.get_all("deals").results}
    stage = core.get_by_name("deals", "dealstage")

    assert names["hs_is_closed"].modification_metadata.read_only_value
    assert names["hs_is_closed"].calculated
    assert not names["amount"].modification_metadata.read_only_value
    assert (names["hubspot_owner_id"].referenced_object_type, names["hubspot_owner_id"].external_options) == (
        "OWNER",
        True,
    )
    assert "closedwon" in [one.value for one in stage.options]
    assert "dealhand_key" not in names


def test_a_property_is_added_once(site: Portal) -> None:
    core = site.client().crm.properties.core_api
    new = {
        "name": "dealhand_key",
        "label": "Dealhand key",
        "type": "string",
        "fieldType": "text",
        "groupName": "dealinformation",
        "hasUniqueValue": True,
    }

    made = core.create("deals", new)
    with pytest.raises(ApiException) as refused:
        core.create("deals", new)
    written = site.client().crm.deals.basic_api.update(
        site.id("deal", "o1"), {"properties": {"dealhand_key": "k1"}}
    )

    assert made.has_unique_value
    assert refused.value.status == 409
    assert body_of(refused.value)["category"] == "OBJECT_ALREADY_EXISTS"
    assert written.properties["dealhand_key"] == "k1"


def test_the_account_tells_its_number_zone_and_currency(site: Portal) -> None:
    details = site.send("GET", "/account-info/v3/details").json()

    assert (details["portalId"], details["timeZone"], details["companyCurrency"]) == (
        4242,
        "America/New_York",
        "USD",
    )
    assert details["utcOffset"] == "-05:00"


def test_the_token_tells_its_scopes(site: Portal) -> None:
    info = site.send(
        "POST", "/oauth/v2/private-apps/get/access-token-info", {"tokenKey": "pat-sandbox"}
    ).json()

    assert info["hubId"] == 4242
    assert {"crm.objects.deals.write", "crm.objects.owners.read"} <= set(info["scopes"])
    assert info["userId"] == site.server.seeded.owners["dana"].user_id


def test_consent_belongs_to_the_address(site: Portal) -> None:
    status = site.client().communication_preferences.status_api

    out = status.get_email_status("alex@globex.example").subscription_statuses[0]
    unknown = site.send("GET", "/communication-preferences/v4/statuses/new@x.example?channel=EMAIL").json()
    wide = site.send(
        "GET", "/communication-preferences/v4/statuses/alex@globex.example/unsubscribe-all?channel=EMAIL"
    ).json()

    assert (out.status, out.source_of_status) == ("NOT_SUBSCRIBED", "PORTAL_WIDE_STATUS")
    assert {one["status"] for one in unknown["results"]} == {"NOT_SPECIFIED"}
    assert [one["wideStatusType"] for one in wide["results"]] == ["PORTAL_WIDE"]


def test_an_address_is_unsubscribed_for_good_and_its_contact_shows_it(site: Portal) -> None:
    path = "/communication-preferences/v4/statuses/jo@northwind.example"

    site.send("POST", f"{path}/unsubscribe-all?channel=EMAIL")
    again = site.send("POST", f"{path}/unsubscribe-all?channel=EMAIL&verbose=true")
    jo = site.client().crm.contacts.basic_api.get_by_id(
        site.id("contact", "jo"), properties=["hs_email_optout"]
    )

    assert {one["status"] for one in again.json()["results"]} == {"UNSUBSCRIBED"}
    assert jo.properties["hs_email_optout"] == "true"


def test_one_subscription_is_left_alone(site: Portal) -> None:
    path = "/communication-preferences/v4/statuses/jo@northwind.example"
    body = {"channel": "EMAIL", "statusState": "UNSUBSCRIBED", "subscriptionId": 7_300_002}

    site.send("POST", path, body)
    rows = site.send("GET", f"{path}?channel=EMAIL").json()["results"]

    assert {one["subscriptionName"]: one["status"] for one in rows} == {
        "One to One": "NOT_SPECIFIED",
        "Marketing Information": "UNSUBSCRIBED",
    }
    assert site.send("GET", f"{path}/unsubscribe-all?channel=EMAIL").json()["results"] == []
