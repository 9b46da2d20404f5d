from collections.abc import Iterator
from email.utils import format_datetime

import pytest
from simple_salesforce.exceptions import (
    SalesforceError,
    SalesforceGeneralError,
    SalesforceMoreThanOneRecord,
    SalesforceResourceNotFound,
)

from integrations.sandbox.salesforce import SalesforceServer
from integrations.sandbox.seed import story
from integrations.sandbox.world import START
from tests.sandbox.salesforce_org import Loopback, Org, code_of, fields_of, loopback, running


@pytest.fixture(scope="module")
def served() -> Iterator[Loopback]:
    with loopback() as served:
        yield served


@pytest.fixture
def shared(served: Loopback) -> Iterator[Org]:
    """For tests that leave the seeded rows as they are."""
    with running(served) as org:
        yield org


@pytest.fixture
def org(served: Loopback) -> Iterator[Org]:
    with running(served, key_fields=True, multi_currency=True) as org:
        yield org


def test_a_row_is_read_with_typed_values_and_the_stamps_of_its_seed(shared: Org) -> None:
    deal = shared.log_in().Opportunity.get(shared.server.id_of("deal", "o1"))
    assert deal["Amount"] == 48_000.0
    assert deal["CloseDate"] == "2026-04-30"
    assert deal["LastActivityDate"] == "2026-02-26"
    assert deal["LastModifiedDate"] == "2026-02-26T15:30:00.000+0000"
    assert (deal["Probability"], deal["IsClosed"], deal["ForecastCategoryName"]) == (25.0, False, "Pipeline")
    assert "CurrencyIsoCode" not in deal
    assert "Dealhand_Key__c" not in deal


def test_some_fields_of_a_row_are_read_by_either_form_of_its_id(shared: Org) -> None:
    sf, deal = shared.log_in(), shared.server.id_of("deal", "o2")
    for form in (deal, deal[:15]):
        found = sf.restful(f"sobjects/Opportunity/{form}", params={"fields": "Name,nextstep"})
        assert {k: v for k, v in found.items() if k != "attributes"} == {
            "Name": "O'Brien - Cold chain",
            "NextStep": "Call Ruth",
        }


def test_every_answer_tells_the_use_of_the_daily_limit(shared: Org) -> None:
    sf = shared.log_in()
    before = sf.limits()["DailyApiRequests"]["Remaining"]
    assert sf.api_usage["api-usage"].total == 100_000
    assert sf.limits()["DailyApiRequests"]["Remaining"] == before - 1


@pytest.mark.parametrize(
    ("values", "code", "fields"),
    [
        ({"Nonsense": 1}, "INVALID_FIELD", []),
        ({"Id": "0065g000003gdw6AAA"}, "INVALID_FIELD", []),
        ({"IsClosed": True}, "INVALID_FIELD_FOR_INSERT_UPDATE", ["IsClosed"]),
        ({"NextStep": "x" * 256}, "STRING_TOO_LONG", ["NextStep"]),
        ({"StageName": "Nearly there"}, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", ["StageName"]),
        ({"StageName": None}, "REQUIRED_FIELD_MISSING", ["StageName"]),
        ({"CloseDate": ""}, "REQUIRED_FIELD_MISSING", ["CloseDate"]),
        ({"CloseDate": "next week"}, "JSON_PARSER_ERROR", None),
        ({"Amount": "plenty"}, "JSON_PARSER_ERROR", None),
        ({"AccountId": "northwind"}, "MALFORMED_ID", ["AccountId"]),
        ({"AccountId": "0035g000003fKCZAA2"}, "MALFORMED_ID", ["AccountId"]),
        ({"AccountId": "0015g00000ZZZZZ"}, "INVALID_CROSS_REFERENCE_KEY", ["AccountId"]),
    ],
)
def test_a_write_that_breaks_a_rule_is_refused_with_the_vendors_code(
    shared: Org, values: dict[str, object], code: str, fields: list[str] | None
) -> None:
    sf, deal = shared.log_in(), shared.server.id_of("deal", "o1")
    before = sf.Opportunity.get(deal)
    with pytest.raises(SalesforceError) as refused:
        sf.Opportunity.update(deal, values)
    assert refused.value.status == 400
    assert code_of(refused.value) == code
    assert fields_of(refused.value) == fields
    assert sf.Opportunity.get(deal) == before


@pytest.mark.parametrize(
    ("sobject", "values", "code"),
    [
        ("Opportunity", {"Name": "New"}, "REQUIRED_FIELD_MISSING"),
        ("Contact", {"LastName": "Doe", "Email": "not an address"}, "INVALID_EMAIL_ADDRESS"),
        ("Contact", {"Name": "Jane Doe", "LastName": "Doe"}, "INVALID_FIELD_FOR_INSERT_UPDATE"),
        ("Event", {"Subject": "Call"}, "REQUIRED_FIELD_MISSING"),
        ("Event", {"StartDateTime": "2026-03-09T10:00:00Z"}, "FIELD_INTEGRITY_EXCEPTION"),
        ("OpportunityStage", {"MasterLabel": "New"}, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"),
    ],
)
def test_a_create_that_breaks_a_rule_leaves_no_row(
    shared: Org, sobject: str, values: dict[str, object], code: str
) -> None:
    sf = shared.log_in()
    count = sf.query(f"SELECT COUNT() FROM {sobject}")["totalSize"]
    with pytest.raises(SalesforceError) as refused:
        getattr(sf, sobject).create(values)
    assert (refused.value.status, code_of(refused.value)) == (400, code)
    assert sf.query(f"SELECT COUNT() FROM {sobject}")["totalSize"] == count


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [
        ("sobjects/Opportunity/0065g00000ZZZZZ", "GET", 404, "NOT_FOUND"),
        ("sobjects/Opportunity/0065g000003gdw6AAB", "GET", 400, "MALFORMED_ID"),
        ("sobjects/Opportunity/o1", "GET", 400, "MALFORMED_ID"),
        ("sobjects/Nonsense/describe", "GET", 404, "NOT_FOUND"),
        ("nonsense", "GET", 404, "NOT_FOUND"),
        ("query", "POST", 405, "METHOD_NOT_ALLOWED"),
        ("sobjects/Opportunity", "PUT", 405, "METHOD_NOT_ALLOWED"),
        ("sobjects/Contact/Nonsense__c/1", "GET", 404, "NOT_FOUND"),
        ("query/01g5g0000000009AAA-2000", "GET", 400, "INVALID_QUERY_LOCATOR"),
    ],
)
def test_a_path_that_leads_nowhere_says_so(
    shared: Org, path: str, method: str, status: int, code: str
) -> None:
    with pytest.raises(SalesforceError) as refused:
        shared.log_in().restful(path, method=method)
    assert (refused.value.status, code_of(refused.value)) == (status, code)


def test_a_body_that_is_no_json_is_refused(shared: Org) -> None:
    with pytest.raises(SalesforceError) as refused:
        shared.log_in().restful("sobjects/Account", method="POST", data="{")
    assert (refused.value.status, code_of(refused.value)) == (400, "JSON_PARSER_ERROR")


def test_describe_tells_what_can_be_written_and_how(shared: Org) -> None:
    sf = shared.log_in()
    fields = {field["name"]: field for field in sf.Opportunity.describe()["fields"]}
    assert (fields["NextStep"]["length"], fields["NextStep"]["label"]) == (255, "Next Step")
    assert fields["NextStep"]["updateable"]
    assert not fields["IsClosed"]["updateable"]
    assert [option["value"] for option in fields["StageName"]["picklistValues"]][-1] == "Closed Lost"
    assert not fields["StageName"]["nillable"]
    assert (fields["AccountId"]["relationshipName"], fields["AccountId"]["referenceTo"]) == (
        "Account",
        ["Account"],
    )
    assert {"Account", "Task", "ContentNote"} <= {each["name"] for each in sf.describe()["sobjects"]}


def test_a_new_stage_sets_what_follows_from_it_and_the_history_remembers(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    sf.Opportunity.update(deal, {"StageName": "Closed Won"})
    row = sf.Opportunity.get(deal)
    assert (row["Probability"], row["IsClosed"], row["IsWon"], row["ForecastCategoryName"]) == (
        100.0,
        True,
        True,
        "Closed",
    )
    assert row["LastModifiedDate"] == row["SystemModstamp"] == "2026-03-03T14:00:01.000+0000"
    history = sf.query(
        "SELECT OldValue, NewValue, CreatedBy.Name, CreatedDate FROM OpportunityFieldHistory "
        f"WHERE OpportunityId = '{deal}' AND Field = 'StageName'"
    )["records"]
    assert [(each["OldValue"], each["NewValue"], each["CreatedBy"]["Name"]) for each in history] == [
        ("Discovery", "Closed Won", "Dealhand Integration")
    ]


def test_a_stage_written_again_keeps_the_probability_a_person_chose(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    sf.Opportunity.update(deal, {"Probability": 40})
    sf.Opportunity.update(deal, {"StageName": "Discovery"})
    assert sf.Opportunity.get(deal)["Probability"] == 40.0


def test_the_story_fills_an_org(org: Org) -> None:
    world = story()
    store = SalesforceServer(world, org.topics.append).store
    assert len(store.rows("Opportunity")) == len(world.deals)
    assert len(store.rows("Contact")) == len(world.contacts)
    assert len(store.rows("Task")) == len(world.todos)
    assert world.clock.now() == START


def test_every_write_moves_the_clock_and_text_is_trimmed(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    stamps = []
    for step in ("  Call Jo\n", ""):
        sf.Opportunity.update(deal, {"NextStep": step})
        row = sf.Opportunity.get(deal)
        stamps.append((row["NextStep"], row["LastModifiedDate"][11:19]))
    assert stamps == [("Call Jo", "14:00:01"), (None, "14:00:02")]


def test_a_task_and_a_meeting_get_what_the_system_fills_in(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    made = sf.Task.create(
        {"Subject": "Call", "WhatId": deal, "ActivityDate": "2026-03-04", "Status": "Completed"}
    )
    task = sf.Task.get(made["id"])
    assert (task["IsClosed"], task["Priority"]) == (True, "Normal")
    assert task["AccountId"] == org.server.id_of("account", "northwind")
    assert sf.Opportunity.get(deal)["LastActivityDate"] == "2026-03-04"
    made = sf.Event.create(
        {"Subject": "Demo", "StartDateTime": "2026-03-09T10:00:00Z", "DurationInMinutes": 30}
    )
    assert sf.Event.get(made["id"])["EndDateTime"] == "2026-03-09T10:30:00.000+0000"
    sf.Event.update(made["id"], {"EndDateTime": "2026-03-09T11:00:00.000+0000"})
    assert sf.Event.get(made["id"])["DurationInMinutes"] == 60


def test_a_deal_has_one_primary_contact(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    roles = (
        f"SELECT Id, Contact.FirstName, IsPrimary FROM OpportunityContactRole WHERE OpportunityId = '{deal}'"
    )
    alex = next(each for each in sf.query(roles)["records"] if each["Contact"]["FirstName"] == "Alex")
    sf.OpportunityContactRole.update(alex["Id"], {"IsPrimary": True})
    primary = {each["Contact"]["FirstName"]: each["IsPrimary"] for each in sf.query(roles)["records"]}
    assert primary == {"Jo": False, "Alex": True}


def test_an_inactive_user_cannot_own_a_row(org: Org) -> None:
    sf, sam = org.log_in(), org.server.id_of("user", "sam")
    sf.User.update(sam, {"IsActive": False})
    with pytest.raises(SalesforceError) as refused:
        sf.Opportunity.update(org.server.id_of("deal", "o1"), {"OwnerId": sam})
    assert code_of(refused.value) == "INACTIVE_OWNER_OR_USER"


def test_an_upsert_by_key_creates_once_and_then_changes(org: Org) -> None:
    sf = org.log_in()
    made = sf.restful("sobjects/Task/Dealhand_Key__c/run%2F1", method="PATCH", json={"Subject": "Call"})
    again = sf.restful("sobjects/Task/Dealhand_Key__c/run%2F1", method="PATCH", json={"Subject": "Call Jo"})
    assert (made["created"], again["created"]) == (True, False)
    assert made["id"] == again["id"]
    row = sf.Task.get_by_custom_id("Dealhand_Key__c", "run/1")
    assert (row["Subject"], row["Dealhand_Key__c"]) == ("Call Jo", "run/1")
    with pytest.raises(SalesforceError) as refused:
        sf.Task.create({"Subject": "Again", "Dealhand_Key__c": "RUN/1"})
    assert code_of(refused.value) == "DUPLICATE_VALUE"


def test_two_matches_of_a_key_are_both_named(org: Org) -> None:
    sf = org.log_in()
    sf.Contact.create({"LastName": "Park", "Email": "jo@northwind.example"})
    with pytest.raises(SalesforceMoreThanOneRecord) as refused:
        sf.Contact.upsert("Email/jo@northwind.example", {"Title": "CTO"})
    assert len(refused.value.content) == 2


def test_a_currency_code_belongs_to_orgs_that_have_several(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    assert sf.Opportunity.get(deal)["CurrencyIsoCode"] == "USD"
    with pytest.raises(SalesforceError) as refused:
        sf.Opportunity.update(deal, {"CurrencyIsoCode": "XXX"})
    assert code_of(refused.value) == "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"


def test_a_deleted_account_takes_its_people_along_and_stays_in_query_all(org: Org) -> None:
    sf, account = org.log_in(), org.server.id_of("account", "northwind")
    assert sf.Account.delete(account) == 204
    with pytest.raises(SalesforceResourceNotFound) as gone:
        sf.Contact.get(org.server.id_of("contact", "jo"))
    assert (gone.value.status, code_of(gone.value)) == (404, "ENTITY_IS_DELETED")
    people = "SELECT Id FROM Contact WHERE Account.Name LIKE 'North%'"
    assert sf.query(people)["totalSize"] == 0
    assert sf.query(people, include_deleted=True)["totalSize"] == 2
    assert (
        sf.query("SELECT COUNT() FROM Account WHERE IsDeleted = true", include_deleted=True)["totalSize"] == 1
    )


def test_a_write_on_condition_that_nobody_wrote_since(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    sf.Opportunity.update(deal, {"NextStep": "One"})
    seen = format_datetime(org.server.store.clock.now(), usegmt=True)
    condition = {"If-Unmodified-Since": seen}
    assert sf.Opportunity.update(deal, {"NextStep": "Two"}, headers=condition) == 204
    with pytest.raises(SalesforceGeneralError) as stale:
        sf.Opportunity.update(deal, {"NextStep": "Three"}, headers=condition)
    assert stale.value.status == 412
    assert sf.Opportunity.get(deal)["NextStep"] == "Two"
    with pytest.raises(SalesforceError) as refused:
        sf.Opportunity.update(deal, {"NextStep": "x"}, headers={"If-Unmodified-Since": "yesterday"})
    assert refused.value.status == 400


def test_a_read_on_condition_that_something_changed(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    with pytest.raises(SalesforceGeneralError) as unchanged:
        sf.Opportunity.get(deal, headers={"If-Modified-Since": "Thu, 26 Feb 2026 15:30:00 GMT"})
    assert unchanged.value.status == 304
    sf.Opportunity.update(deal, {"NextStep": "x"})
    assert sf.Opportunity.get(deal, headers={"If-Modified-Since": "Thu, 26 Feb 2026 15:30:00 GMT"})


def test_entity_tags_count_on_accounts_only(org: Org) -> None:
    sf, account = org.log_in(), org.server.id_of("account", "obrien")
    url = f"{sf.base_url}sobjects/Account/{account}"
    etag = org.session.get(url, headers=sf.headers).headers["ETag"]
    assert sf.Account.update(account, {"Phone": "1"}, headers={"If-Match": etag}) == 204
    with pytest.raises(SalesforceGeneralError) as stale:
        sf.Account.update(account, {"Phone": "2"}, headers={"If-Match": etag})
    assert stale.value.status == 412
    deal = org.server.id_of("deal", "o1")
    assert sf.Opportunity.update(deal, {"NextStep": "x"}, headers={"If-Match": '"nonsense"'}) == 204


def test_long_results_come_in_pages_that_the_client_follows(org: Org) -> None:
    sf = org.log_in()
    for start in range(0, 2001, 200):
        records = [
            {"attributes": {"type": "Task"}, "Subject": f"Bulk {number}"}
            for number in range(start, min(start + 200, 2001))
        ]
        sf.restful("composite/sobjects", method="POST", json={"records": records})
    query = "SELECT Id FROM Task WHERE Subject LIKE 'Bulk%'"
    first = sf.query(query)
    assert (first["totalSize"], first["done"], len(first["records"])) == (2001, False, 2000)
    assert len({each["Id"] for each in sf.query_all(query)["records"]}) == 2001
