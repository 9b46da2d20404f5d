import base64
from collections.abc import Iterator
from typing import Any

import pytest
from simple_salesforce.exceptions import SalesforceError

from tests.sandbox.salesforce_org import Loopback, Org, code_of, loopback, running

ROWS = "/services/data/v60.0/sobjects"


@pytest.fixture(scope="module")
def served() -> Iterator[Loopback]:
    with loopback() as served:
        yield served


@pytest.fixture
def org(served: Loopback) -> Iterator[Org]:
    with running(served, key_fields=True) as org:
        yield org


def composite(sf: Any, *parts: dict[str, object], strict: bool = True) -> Any:
    body = {"allOrNone": strict, "compositeRequest": list(parts)}
    return sf.restful("composite", method="POST", json=body)["compositeResponse"]


def note(title: str, html: str) -> dict[str, object]:
    body = {"Title": title, "Content": base64.b64encode(html.encode()).decode()}
    return {"method": "POST", "url": f"{ROWS}/ContentNote", "referenceId": "note", "body": body}


def link(record_id: str, name: str = "link") -> dict[str, object]:
    body = {"ContentDocumentId": "@{note.id}", "LinkedEntityId": record_id, "ShareType": "V"}
    return {"method": "POST", "url": f"{ROWS}/ContentDocumentLink", "referenceId": name, "body": body}


def read(record_id: str) -> dict[str, object]:
    return {
        "method": "GET",
        "url": f"{ROWS}/Opportunity/{record_id}?fields=NextStep,LastModifiedDate",
        "referenceId": "after",
    }


def change(record_id: str, values: dict[str, object], **headers: str) -> dict[str, object]:
    return {
        "method": "PATCH",
        "url": f"{ROWS}/Opportunity/{record_id}",
        "referenceId": "change",
        "body": values,
        "httpHeaders": headers,
    }


def test_a_change_its_note_and_the_row_after_it_go_in_one_call(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    answers = composite(
        sf,
        change(deal, {"NextStep": "Call Jo"}),
        note("Receipt R-1: next step", "<p>before &amp; after</p>\n<script>alert(1)</script><p>why</p>"),
        link(deal),
        read(deal),
    )
    assert [each["httpStatusCode"] for each in answers] == [204, 201, 201, 200]
    assert [each["referenceId"] for each in answers] == ["change", "note", "link", "after"]
    assert answers[3]["body"]["NextStep"] == "Call Jo"
    assert answers[1]["body"]["id"].startswith("069")
    linked = sf.query(
        "SELECT ContentDocumentId, ContentDocument.Title FROM ContentDocumentLink "
        f"WHERE LinkedEntityId = '{deal}' AND ContentDocument.Title = 'Receipt R-1: next step'"
    )["records"]
    assert [each["ContentDocumentId"] for each in linked] == [answers[1]["body"]["id"]]
    (page_note,) = org.page("GET", f"record/deal/{deal}")["notes"]
    assert page_note["body_html"] == "<p>before &amp; after</p><p>why</p>"
    assert page_note["by"] == "Dealhand Integration"


def test_a_note_is_read_by_id_and_its_body_apart(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    made = composite(sf, note("Receipt R-2", "<p>one</p>"), link(deal))[0]["body"]["id"]
    row = sf.ContentNote.get(made)
    assert (row["FileType"], row["TextPreview"]) == ("SNOTE", "one")
    assert row["Content"] == f"{ROWS}/ContentNote/{made}/Content"
    body = org.session.get(f"https://{sf.sf_instance}{row['Content']}", headers=sf.headers)
    assert body.content == b"<p>one</p>"
    assert sf.query("SELECT Id FROM ContentNote WHERE Title = 'Receipt R-2'")["totalSize"] == 1
    links = sf.query(f"SELECT LinkedEntityId FROM ContentDocumentLink WHERE ContentDocumentId = '{made}'")
    owner = org.server.id_of("user", "integration")
    assert {each["LinkedEntityId"] for each in links["records"]} == {deal, owner}


def test_all_or_none_keeps_none_and_says_why(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    before = sf.Opportunity.get(deal)
    answers = composite(sf, change(deal, {"NextStep": "Call Jo"}), note("R-3", "x"), link("0065g00000ZZZZZ"))
    codes = [each["body"][0]["errorCode"] for each in answers]
    assert codes == ["PROCESSING_HALTED", "PROCESSING_HALTED", "INVALID_CROSS_REFERENCE_KEY"]
    assert sf.Opportunity.get(deal) == before
    assert sf.query("SELECT COUNT() FROM ContentNote")["totalSize"] == 0
    history = (
        f"SELECT COUNT() FROM OpportunityFieldHistory WHERE OpportunityId = '{deal}' AND Field = 'NextStep'"
    )
    assert sf.query(history)["totalSize"] == 0


def test_some_may_fail_and_what_refers_to_them_fails_too(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    answers = composite(sf, note("", "x"), link(deal), change(deal, {"NextStep": "Call"}), strict=False)
    assert [each["httpStatusCode"] for each in answers] == [400, 400, 204]
    assert answers[1]["body"][0]["errorCode"] == "PROCESSING_HALTED"
    assert sf.Opportunity.get(deal)["NextStep"] == "Call"


def test_a_condition_on_a_part_stops_the_whole(org: Org) -> None:
    sf, deal = org.log_in(), org.server.id_of("deal", "o1")
    stale = {"If-Unmodified-Since": "Thu, 01 Jan 2026 00:00:00 GMT"}
    answers = composite(sf, change(deal, {"NextStep": "Call"}, **stale), note("R-4", "x"))
    assert [each["httpStatusCode"] for each in answers] == [412, 400]
    assert sf.Opportunity.get(deal)["NextStep"] is None


def test_queries_ride_along_but_not_too_many(org: Org) -> None:
    sf = org.log_in()
    query: dict[str, object] = {
        "method": "GET",
        "url": "/services/data/v60.0/query/?q=SELECT+Id,Name+FROM+Account+LIMIT+1",
    }
    parts = [query | {"referenceId": f"q{number}"} for number in range(6)]
    child: dict[str, object] = {
        "method": "GET",
        "url": f"{ROWS}/Account/@{{q0.records[0].Id}}?fields=Name",
        "referenceId": "row",
    }
    answers = composite(sf, parts[0], child)
    assert answers[1]["body"]["Name"] == answers[0]["body"]["records"][0]["Name"]
    for too_many in (parts, [child | {"referenceId": f"r{number}"} for number in range(26)]):
        with pytest.raises(SalesforceError) as refused:
            composite(sf, *too_many)
        assert code_of(refused.value) == "LIMIT_EXCEEDED"
    with pytest.raises(SalesforceError) as refused:
        composite(sf, parts[0], parts[0])
    assert refused.value.status == 400


def records(*names: str) -> list[dict[str, object]]:
    return [{"attributes": {"type": "Account"}, "Name": name} for name in names]


def test_a_collection_has_a_result_for_each_row(org: Org) -> None:
    sf = org.log_in()
    made = sf.restful("composite/sobjects", method="POST", json={"records": records("A", "", "C")})
    assert [each["success"] for each in made] == [True, False, True]
    assert made[1]["errors"][0]["statusCode"] == "REQUIRED_FIELD_MISSING"
    changes = [{"attributes": {"type": "Account"}, "Id": made[0]["id"], "Phone": "1"}]
    assert sf.restful("composite/sobjects", method="PATCH", json={"records": changes}) == [
        {"id": made[0]["id"], "success": True, "errors": []}
    ]
    wanted = {"ids": f"{made[2]['id']},0015g00000ZZZZZ,{made[0]['id']}", "fields": "Name,Phone"}
    found = sf.restful("composite/sobjects/Account", params=wanted)
    assert [each and each["Name"] for each in found] == ["C", None, "A"]
    gone = sf.restful("composite/sobjects", method="DELETE", params={"ids": made[0]["id"]})
    assert gone[0]["success"]


def test_an_all_or_none_collection_keeps_none(org: Org) -> None:
    sf = org.log_in()
    body = {"allOrNone": True, "records": records("A", "")}
    results = sf.restful("composite/sobjects", method="POST", json=body)
    assert [each["errors"][0]["statusCode"] for each in results] == [
        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "REQUIRED_FIELD_MISSING",
    ]
    assert sf.query("SELECT COUNT() FROM Account WHERE Name = 'A'")["totalSize"] == 0


def test_a_collection_is_upserted_by_key_and_has_a_size_limit(org: Org) -> None:
    sf = org.log_in()
    rows = [
        {"attributes": {"type": "Task"}, "Subject": "Call", "Dealhand_Key__c": f"k{n}"} for n in (1, 2, 1)
    ]
    results = sf.restful("composite/sobjects/Task/Dealhand_Key__c", method="PATCH", json={"records": rows})
    assert [each["created"] for each in results] == [True, True, False]
    with pytest.raises(SalesforceError) as refused:
        sf.restful("composite/sobjects", method="POST", json={"records": records(*["A"] * 201)})
    assert refused.value.status == 400
