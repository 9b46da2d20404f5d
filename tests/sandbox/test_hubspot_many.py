"""Batches and associations, through the real client library."""

from collections.abc import Iterator
from typing import Any

import pytest
from hubspot.crm.associations.v4.exceptions import ApiException as LinkRefused
from hubspot.crm.contacts.exceptions import ApiException as ContactRefused

from tests.sandbox.hubspot_portal import Portal, body_of, portal


@pytest.fixture(name="site")
def _site() -> Iterator[Portal]:
    with portal(key_fields=True, primary_label=True) as running:
        yield running


def types(number: int, category: str = "HUBSPOT_DEFINED") -> list[dict[str, Any]]:
    return [{"associationCategory": category, "associationTypeId": number}]


def test_a_batch_read_gives_what_is_there_and_names_what_is_not(site: Portal) -> None:
    asked = {
        "inputs": [{"id": site.id("deal", "o1")}, {"id": "999"}],
        "properties": ["dealname"],
        "propertiesWithHistory": ["hs_next_step", "amount"],
    }

    read = site.client().crm.deals.batch_api.read(asked)

    assert [one.properties["dealname"] for one in read.results] == ["Northwind renewal"]
    assert [one.value for one in read.results[0].properties_with_history["amount"]] == ["48000"]
    assert read.results[0].properties_with_history["hs_next_step"] == []
    assert read.num_errors == 1
    assert read.errors[0].context == {"ids": ["999"]}


def test_contacts_are_read_in_a_batch_by_address(site: Portal) -> None:
    asked = {"inputs": [{"id": "jo@northwind.example"}], "idProperty": "email", "properties": ["lastname"]}

    read = site.client().crm.contacts.batch_api.read(asked)

    assert [one.id for one in read.results] == [site.id("contact", "jo")]


def test_an_upsert_by_key_creates_once_and_then_changes(site: Portal) -> None:
    batch = site.client().crm.objects.notes.batch_api
    properties = {"hs_note_body": "one", "hs_timestamp": "2026-03-03T14:00:00Z"}
    asked = {"inputs": [{"id": "act:1", "idProperty": "dealhand_key", "properties": properties}]}

    first = batch.upsert(asked).results[0]
    properties["hs_note_body"] = "two"
    second = batch.upsert(asked).results[0]

    assert (first.new, second.new) == (True, False)
    assert first.id == second.id
    assert second.properties["hs_note_body"] == "two"


def test_a_batch_create_is_all_or_nothing_unless_each_input_is_traced(site: Portal) -> None:
    batch = site.client().crm.contacts.batch_api
    good, bad = {"properties": {"lastname": "New"}}, {"properties": {"lastname": "X", "missing": "1"}}

    with pytest.raises(ContactRefused) as refused:
        batch.create({"inputs": [good, bad]})
    kept = len(site.client().crm.contacts.get_all())
    traced = batch.create({"inputs": [good | {"objectWriteTraceId": "a"}, bad | {"objectWriteTraceId": "b"}]})

    assert refused.value.status == 400
    assert kept == 2
    assert [one.properties["lastname"] for one in traced.results] == ["New"]
    assert [one.context for one in traced.errors] == [{"objectWriteTraceId": ["b"]}]


def test_a_batch_update_changes_the_records_that_are_there(site: Portal) -> None:
    changes = {"amount": "1"}
    inputs = [{"id": site.id("deal", "o1"), "properties": changes}, {"id": "999", "properties": changes}]

    answer = site.client().crm.deals.batch_api.update({"inputs": inputs})

    assert [one.properties["amount"] for one in answer.results] == ["1"]
    assert answer.errors[0].category == "OBJECT_NOT_FOUND"


def test_an_archived_batch_is_gone_and_too_many_inputs_are_refused(site: Portal) -> None:
    client = site.client()
    ids = [{"id": site.id("contact", "jo")}, {"id": site.id("contact", "alex")}]

    client.crm.contacts.batch_api.archive({"inputs": ids})
    with pytest.raises(ContactRefused) as refused:
        client.crm.contacts.batch_api.read({"inputs": ids * 51})
    deal = client.crm.deals.basic_api.get_by_id(
        site.id("deal", "o1"), properties=["num_associated_contacts"], associations=["contacts"]
    )

    assert client.crm.contacts.get_all() == []
    assert refused.value.status == 400
    assert deal.associations is None
    assert deal.properties["num_associated_contacts"] == "0"


def test_the_labels_of_a_pair_carry_hubspots_numbers(site: Portal) -> None:
    labels = site.client().crm.associations.v4.schema.definitions_api

    notes = labels.get_all("notes", "deals").results
    companies = labels.get_all("deal", "company").results
    contacts = labels.get_all("0-3", "0-1").results

    assert [(one.type_id, one.label) for one in notes] == [(214, None)]
    assert [(one.type_id, one.label) for one in companies] == [(341, None), (5, "Deal with Primary Company")]
    assert [(one.category, one.label) for one in contacts] == [
        ("HUBSPOT_DEFINED", None),
        ("USER_DEFINED", "Primary contact"),
    ]


def test_a_portal_without_the_label_does_not_offer_it() -> None:
    with portal() as site:
        found = site.client().crm.associations.v4.schema.definitions_api.get_all("deals", "contacts").results

    assert [one.type_id for one in found] == [3]


def test_a_contact_is_joined_labelled_unlabelled_and_parted(site: Portal) -> None:
    links = site.client().crm.associations.v4.basic_api
    deal, alex = site.id("deal", "o1"), site.id("contact", "alex")
    label = site.client().crm.associations.v4.schema.definitions_api.get_all("deals", "contacts").results[1]

    plain = links.create_default("deals", deal, "contacts", alex)
    labelled = links.create("deals", deal, "contacts", alex, types(label.type_id, "USER_DEFINED"))
    held = {one.to_object_id: one for one in links.get_page("deals", deal, "contacts").results}
    back = links.get_page("contacts", alex, "deals").results
    site.send(
        "POST",
        "/crm/v4/associations/deals/contacts/batch/labels/archive",
        {
            "inputs": [
                {"from": {"id": deal}, "to": {"id": alex}, "types": types(label.type_id, "USER_DEFINED")}
            ]
        },
    )
    bare = {one.to_object_id: one for one in links.get_page("deals", deal, "contacts").results}
    links.archive("deals", deal, "contacts", alex)
    left = [one.to_object_id for one in links.get_page("deals", deal, "contacts").results]

    assert plain.results[0].association_spec.association_type_id == 3
    assert labelled.labels == ["Primary contact"]
    assert [one.label for one in held[alex].association_types] == [None, "Primary contact"]
    assert [one.type_id for one in back[0].association_types] == [4, 18]
    assert [one.label for one in bare[alex].association_types] == [None]
    assert left == [site.id("contact", "jo")]


def test_the_seeded_primary_contact_carries_the_label(site: Portal) -> None:
    links = site.client().crm.associations.v4.basic_api

    held = links.get_page("deals", site.id("deal", "o1"), "contacts").results

    assert [one.label for one in held[0].association_types] == [None, "Primary contact"]


def test_only_one_company_is_primary(site: Portal) -> None:
    links = site.client().crm.associations.v4.basic_api
    jo, globex = site.id("contact", "jo"), site.id("account", "globex")

    links.create_default("contacts", jo, "companies", globex)
    before = {one.to_object_id: len(one.association_types) for one in _companies(links, jo)}
    links.create("contacts", jo, "companies", globex, types(1))
    after = {one.to_object_id: len(one.association_types) for one in _companies(links, jo)}

    assert before == {site.id("account", "northwind"): 2, globex: 1}
    assert after == {site.id("account", "northwind"): 1, globex: 2}


def _companies(links: Any, contact: str) -> list[Any]:
    return list(links.get_page("contacts", contact, "companies").results)


def test_many_associations_are_read_at_once(site: Portal) -> None:
    batch = site.client().crm.associations.v4.batch_api
    deals = [site.id("deal", key) for key in ("o1", "o2")]

    read = batch.get_page("deals", "contacts", {"inputs": [{"id": one} for one in deals]})

    assert [(one._from.id, one.to[0].to_object_id) for one in read.results] == [
        (deals[0], site.id("contact", "jo"))
    ]
    assert read.errors[0].context["fromObjectId"] == [deals[1]]


def test_a_number_of_another_direction_is_refused(site: Portal) -> None:
    links = site.client().crm.associations.v4.basic_api

    with pytest.raises(LinkRefused) as refused:
        links.create("deals", site.id("deal", "o1"), "contacts", site.id("contact", "jo"), types(4))

    assert refused.value.status == 400
    assert body_of(refused.value)["category"] == "VALIDATION_ERROR"


def test_a_deal_that_gains_a_contact_counts_as_modified(site: Portal) -> None:
    client = site.client()
    deal_id = site.id("deal", "o3")

    client.crm.associations.v4.basic_api.create_default(
        "deals", deal_id, "contacts", site.id("contact", "jo")
    )
    deal = client.crm.deals.basic_api.get_by_id(deal_id, properties=["num_associated_contacts"])

    assert deal.properties["num_associated_contacts"] == "1"
    assert deal.properties["hs_lastmodifieddate"] == "2026-03-03T14:00:01Z"
