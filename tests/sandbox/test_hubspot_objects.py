"""Records one at a time, through the real client library."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hubspot.crm.contacts.exceptions import ApiException as ContactRefused
from hubspot.crm.deals.exceptions import ApiException as DealRefused
from hubspot.crm.objects.notes.exceptions import ApiException as NoteRefused

from integrations.sandbox.seed import story
from tests.sandbox.hubspot_portal import Portal, body_of, portal


@pytest.fixture(name="site")
def _site() -> Iterator[Portal]:
    with portal() as running:
        yield running


def note(text: str, deal: str) -> dict[str, Any]:
    types = [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}]
    return {
        "properties": {"hs_note_body": text, "hs_timestamp": "2026-03-03T14:00:00Z"},
        "associations": [{"to": {"id": deal}, "types": types}],
    }


def test_a_seeded_deal_reads_as_hubspot_would_show_it(site: Portal) -> None:
    names = ["dealname", "dealstage", "amount", "closedate", "hs_is_closed", "hs_next_step", "nonsense"]
    deal = site.client().crm.deals.basic_api.get_by_id(
        site.id("deal", "o1"), properties=names, associations=["contacts", "companies"]
    )

    assert deal.properties["dealname"] == "Northwind renewal"
    assert deal.properties["dealstage"] == "presentationscheduled"
    assert deal.properties["amount"] == "48000"
    assert deal.properties["closedate"] == "2026-03-20T00:00:00Z"
    assert deal.properties["hs_is_closed"] == "false"
    assert deal.properties["hs_next_step"] is None
    assert "nonsense" not in deal.properties
    assert [one.id for one in deal.associations["contacts"].results] == [site.id("contact", "jo")]
    assert {one.type for one in deal.associations["companies"].results} == {
        "deal_to_company",
        "deal_to_company_unlabeled",
    }


def test_a_write_is_kept_as_text_and_stamped_by_the_worlds_clock(site: Portal) -> None:
    deals = site.client().crm.deals.basic_api
    deal_id = site.id("deal", "o1")

    answer = deals.update(deal_id, {"properties": {"amount": 52000, "hs_next_step": "Call Jo"}})

    assert answer.properties["amount"] == "52000"
    assert answer.updated_at == datetime(2026, 3, 3, 14, 0, 1, tzinfo=UTC)
    assert answer.properties["hs_lastmodifieddate"] == "2026-03-03T14:00:01Z"
    assert site.topics == ["crm"]


def test_an_empty_text_clears_and_null_is_refused(site: Portal) -> None:
    deals = site.client().crm.deals.basic_api
    deal_id = site.id("deal", "o2")

    cleared = deals.update(deal_id, {"properties": {"hs_next_step": ""}})
    with pytest.raises(DealRefused) as refused:
        deals.update(deal_id, {"properties": {"hs_next_step": None}})

    assert cleared.properties["hs_next_step"] is None
    assert refused.value.status == 400


def test_the_history_says_who_wrote_what_and_when_newest_first(site: Portal) -> None:
    deals = site.client().crm.deals.basic_api
    deal_id = site.id("deal", "o2")

    deals.update(deal_id, {"properties": {"hs_next_step": "Send the order form"}})
    deals.update(deal_id, {"properties": {"hs_next_step": "Send the order form"}})
    read = deals.get_by_id(deal_id, properties_with_history=["hs_next_step"])

    ours, theirs = read.properties_with_history["hs_next_step"]
    assert (ours.value, ours.source_type, ours.source_id) == ("Send the order form", "INTEGRATION", "3141592")
    assert ours.timestamp == datetime(2026, 3, 3, 14, 0, 1, tzinfo=UTC)
    assert (theirs.value, theirs.source_type) == ("Kick-off", "CRM_UI")
    assert theirs.updated_by_user_id == site.server.seeded.owners["sam"].user_id


def test_a_stage_moves_what_is_calculated_from_it(site: Portal) -> None:
    deals = site.client().crm.deals.basic_api
    deal_id = site.id("deal", "o1")

    deals.update(deal_id, {"properties": {"dealstage": "closedwon"}})
    names = ["hs_is_closed", "hs_is_closed_won", "hs_deal_stage_probability", "num_associated_contacts"]
    read = deals.get_by_id(deal_id, properties=names)

    assert [read.properties[name] for name in names] == ["true", "true", "1.0", "1"]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("dealstage", "Proposal", "INVALID_OPTION"),
        ("hs_is_closed", "true", "READ_ONLY_VALUE"),
        ("favourite_colour", "blue", "PROPERTY_DOESNT_EXIST"),
        ("amount", "a lot", "INVALID_NUMBER"),
        ("closedate", "next week", "INVALID_DATE"),
        ("hubspot_owner_id", "1", "INVALID_OWNER_ID"),
    ],
)
def test_a_value_that_is_not_valid_is_named_in_hubspots_words(
    site: Portal, name: str, value: str, code: str
) -> None:
    with pytest.raises(DealRefused) as refused:
        site.client().crm.deals.basic_api.update(site.id("deal", "o1"), {"properties": {name: value}})

    body = body_of(refused.value)
    assert refused.value.status == 400
    assert body["category"] == "VALIDATION_ERROR"
    assert body["message"].startswith('Property values were not valid: [{"isValid":false,')
    assert body["errors"][0]["code"] == code
    assert body["errors"][0]["context"] == {"propertyName": [name]}
    assert body["correlationId"]


def test_a_note_is_made_with_its_deal_and_moves_the_deals_last_activity(site: Portal) -> None:
    client = site.client()
    deal_id = site.id("deal", "o1")

    made = client.crm.objects.notes.basic_api.create(note("<p>Hello</p>", deal_id))
    read = client.crm.deals.basic_api.get_by_id(
        deal_id, properties=["notes_last_updated"], associations=["notes"]
    )

    assert made.properties["hs_note_body"] == "<p>Hello</p>"
    assert [one.id for one in read.associations["notes"].results] == [made.id]
    assert read.properties["notes_last_updated"] == "2026-03-03T14:00:00Z"
    assert read.updated_at > made.created_at


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"properties": {"hs_note_body": "x"}}, "required properties"),
        ({"associations": [{"to": {"id": "7"}, "types": []}]}, "its types"),
        (
            {
                "associations": [
                    {
                        "to": {"id": "7"},
                        "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}],
                    }
                ]
            },
            "associations are invalid",
        ),
    ],
)
def test_a_note_without_a_time_or_with_a_deal_that_is_not_there_is_refused(
    site: Portal, change: dict[str, Any], word: str
) -> None:
    notes = site.client().crm.objects.notes.basic_api
    asked = note("x", site.id("deal", "o1")) | change

    with pytest.raises(NoteRefused) as refused:
        notes.create(asked)

    assert refused.value.status == 400
    assert word in body_of(refused.value)["message"]
    assert notes.get_page().results == []


def test_a_second_contact_with_the_same_address_is_told_who_has_it(site: Portal) -> None:
    contacts = site.client().crm.contacts.basic_api

    with pytest.raises(ContactRefused) as refused:
        contacts.create({"properties": {"email": "JO@northwind.example", "lastname": "Park"}})
    found = contacts.get_by_id("jo@northwind.example", id_property="email")

    assert refused.value.status == 409
    assert body_of(refused.value)["category"] == "CONFLICT"
    assert body_of(refused.value)["message"] == f"Contact already exists. Existing ID: {found.id}"
    assert found.id == site.id("contact", "jo")


def test_an_archived_record_is_found_only_by_asking_for_archived_ones(site: Portal) -> None:
    deals = site.client().crm.deals.basic_api
    deal_id = site.id("deal", "o3")

    deals.archive(deal_id)
    with pytest.raises(DealRefused) as refused:
        deals.get_by_id(deal_id)
    read = deals.get_by_id(deal_id, archived=True)

    assert refused.value.status == 404
    assert (read.id, read.archived) == (deal_id, True)
    assert [one.id for one in deals.get_page().results] == [site.id("deal", "o1"), site.id("deal", "o2")]
    assert [one.id for one in deals.get_page(archived=True).results] == [deal_id]


def test_pages_lead_from_one_to_the_next(site: Portal) -> None:
    deals = site.client().crm.deals.basic_api

    first = deals.get_page(limit=2)
    second = deals.get_page(limit=2, after=first.paging.next.after)

    assert [one.id for one in (*first.results, *second.results)] == [
        site.id("deal", key) for key in ("o1", "o2", "o3")
    ]
    assert second.paging is None


def test_a_merge_makes_a_new_id_that_both_old_ones_lead_to(site: Portal) -> None:
    client = site.client()
    jo, alex = site.id("contact", "jo"), site.id("contact", "alex")

    merged = client.crm.contacts.basic_api.merge({"primaryObjectId": jo, "objectIdToMerge": alex})
    contacts = client.crm.contacts.basic_api
    names = ["email", "hs_additional_emails", "hs_merged_object_ids"]
    reads = [
        contacts.get_by_id(one, properties=names, associations=["deals"]) for one in (jo, alex, merged.id)
    ]

    assert merged.id not in {jo, alex}
    assert {one.id for one in reads} == {merged.id}
    assert reads[0].properties["email"] == "jo@northwind.example"
    assert reads[0].properties["hs_additional_emails"] == "alex@globex.example"
    assert reads[0].properties["hs_merged_object_ids"] == f"{jo};{alex}"
    assert [one.id for one in reads[0].associations["deals"].results] == [site.id("deal", "o1")]


def test_types_are_known_by_plural_singular_and_number(site: Portal) -> None:
    deal_id = site.id("deal", "o1")

    answers = [site.send("GET", f"/crm/v3/objects/{name}/{deal_id}") for name in ("deals", "deal", "0-3")]
    unknown = site.send("GET", f"/crm/v3/objects/unicorns/{deal_id}")

    assert [one.json()["id"] for one in answers] == [deal_id] * 3
    assert unknown.status_code == 400


def test_only_one_note_can_have_a_key_where_the_key_field_is_installed() -> None:
    with portal(key_fields=True) as site:
        notes = site.client().crm.objects.notes.basic_api
        asked = note("x", site.id("deal", "o1"))
        asked["properties"]["dealhand_key"] = "act:1"

        made = notes.create(asked)
        with pytest.raises(NoteRefused) as refused:
            notes.create(asked)
        found = notes.get_by_id("act:1", id_property="dealhand_key")

    assert refused.value.status == 400
    assert body_of(refused.value)["errors"][0]["code"] == "CONFLICTING_UNIQUE_VALUE"
    assert found.id == made.id


def test_the_whole_story_becomes_records() -> None:
    with portal(story(), key_fields=True, primary_label=True) as site:
        client = site.client()
        kinds = (client.crm.companies, client.crm.contacts, client.crm.deals, client.crm.objects.meetings)
        site.pass_time(2)

        totals = [one.search_api.do_search({"limit": 1}).total for one in kinds]

        world = story()
        assert totals == [len(one) for one in (world.companies, world.contacts, world.deals, world.events)]
