import pytest

from integrations.sandbox.salesforce import SalesforceServer
from integrations.sandbox.salesforce_errors import ApiError
from integrations.sandbox.salesforce_store import Actor
from integrations.sandbox.salesforce_writes import create
from integrations.sandbox.soql import parse
from integrations.sandbox.soql_eval import Evaluation, Result
from tests.sandbox.salesforce_org import small_world


@pytest.fixture(scope="module")
def server() -> SalesforceServer:
    server = SalesforceServer(small_world(), lambda _: None, key_fields=True)
    actor = Actor(server.id_of("user", "sam"))
    tasks = server.store.schema.objects["Task"]
    create(server.store, actor, tasks, {"Subject": 'He said "100%_sure" \\ it\'s fine', "Priority": "High"})
    return server


def run(server: SalesforceServer, text: str, **actor: frozenset[str]) -> Result:
    who = Actor(server.id_of("user", "priya"), "America/New_York", **actor)
    return Evaluation(server.store, who, "v60.0").run(parse(text))


def names(server: SalesforceServer, text: str) -> list[object]:
    return [record["Name"] for record in run(server, text).records]


DEALS = {"o1": "Northwind - Platform", "o2": "O'Brien - Cold chain", "o3": "O'Brien - Pilot"}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("StageName = 'discovery'", {"o1"}),
        ("StageName != 'Discovery'", {"o2", "o3"}),
        ("NextStep = null", {"o1", "o3"}),
        ("NextStep != null", {"o2"}),
        ("NextStep != 'Call Ruth'", {"o1", "o3"}),
        ("Amount > 9000", {"o1"}),
        ("Amount >= 9000.0", {"o1", "o3"}),
        ("Amount < 9000", set()),
        ("NOT Amount > 9000", {"o2", "o3"}),
        ("IsClosed = false", {"o1", "o2"}),
        ("IsWon = TRUE", {"o3"}),
        ("Name LIKE 'o\\'brien%'", {"o2", "o3"}),
        ("Name LIKE '%pilo_'", {"o3"}),
        ("Account.Name = 'O\\'Brien & Sons'", {"o2", "o3"}),
        ("Account.Owner.Email = 'SAM@dealhand.example'", {"o2", "o3"}),
        ("Name IN ('O\\'Brien - Pilot', 'nobody')", {"o3"}),
        ("NextStep NOT IN ('Call Ruth')", {"o1", "o3"}),
        ("CloseDate = 2026-04-30", {"o1"}),
        ("CloseDate <= 2026-03-10", {"o2", "o3"}),
        ("CloseDate = NEXT_N_DAYS:7", {"o2"}),
        ("CloseDate > TODAY", {"o1", "o2"}),
        ("CloseDate < THIS_YEAR", {"o3"}),
        ("CloseDate = NEXT_MONTH", {"o1"}),
        ("CloseDate = LAST_N_DAYS:200", {"o3"}),
        ("LastActivityDate = LAST_WEEK", {"o1"}),
        ("LastModifiedDate = LAST_WEEK", {"o1"}),
        ("LastModifiedDate >= 2026-02-26T15:30:00Z", {"o1"}),
        ("LastModifiedDate > 2026-02-26T16:30:00+01:00", set()),
        ("LastModifiedDate = TODAY", set()),
        ("(IsClosed = true OR Amount = null) AND Name LIKE 'O%'", {"o2", "o3"}),
        ("NOT (IsClosed = true OR Amount = null)", {"o1"}),
        ("Id IN (SELECT OpportunityId FROM OpportunityContactRole WHERE IsPrimary = true)", {"o1"}),
        ("Id NOT IN (SELECT OpportunityId FROM OpportunityContactRole)", {"o2", "o3"}),
        ("AccountId IN (SELECT Id FROM Account WHERE Name LIKE 'North%')", {"o1"}),
    ],
)
def test_a_condition_keeps_the_right_deals(server: SalesforceServer, where: str, expected: set[str]) -> None:
    found = names(server, f"SELECT Name FROM Opportunity WHERE {where}")
    assert set(found) == {DEALS[key] for key in expected}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "SELECT Id FROM Opportunity WHERE IsClosed = true AND IsWon = true OR Amount = null",
            "MALFORMED_QUERY",
        ),
        ("SELECT Id FROM Opportunity WHERE", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity WHERE Name IN ()", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity WHERE Name = 'O'Brien'", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity WHERE Name = 'x\\q'", "MALFORMED_QUERY"),
        ("SELECT Id, Id FROM Opportunity", "MALFORMED_QUERY"),
        ("SELECT FROM Opportunity", "MALFORMED_QUERY"),
        ("SELECT Id Opportunity", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity LIMIT -1", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity LIMIT many", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity ALL ROWS", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity WITH SECURITY_ENFORCED", "MALFORMED_QUERY"),
        (
            "SELECT StageName, COUNT(Id) FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 1",
            "MALFORMED_QUERY",
        ),
        ("SELECT TYPEOF What WHEN Account THEN Name END FROM Task", "MALFORMED_QUERY"),
        ("SELECT Name, COUNT(Id) FROM Opportunity", "MALFORMED_QUERY"),
        ("SELECT COUNT(), Id FROM Opportunity", "MALFORMED_QUERY"),
        ("SELECT FIELDS(ALL) FROM Opportunity", "MALFORMED_QUERY"),
        ("SELECT FIELDS(ALL) FROM Opportunity LIMIT 201", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity WHERE CloseDate = SOMEDAY", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity WHERE CloseDate = 2026-13-01", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity; DROP", "MALFORMED_QUERY"),
        ("SELECT Id FROM Opportunity WHERE " + "(" * 5000, "MALFORMED_QUERY"),
        ("SELECT Id FROM ContentDocumentLink", "MALFORMED_QUERY"),
        ("SELECT Id FROM ContentDocumentLink WHERE ShareType = 'V'", "MALFORMED_QUERY"),
        (
            "SELECT Id FROM ContentNote WHERE Id IN (SELECT ContentDocumentId FROM ContentDocumentLink)",
            "MALFORMED_QUERY",
        ),
        ("SELECT Id FROM Opportunity WHERE CloseDate = '2026-04-30'", "INVALID_FIELD"),
        ("SELECT Id FROM Opportunity WHERE CloseDate = 2026-04-30T00:00:00Z", "INVALID_FIELD"),
        ("SELECT Id FROM Opportunity WHERE LastModifiedDate > 2026-04-30", "INVALID_FIELD"),
        ("SELECT Id FROM Opportunity WHERE Amount = '5'", "INVALID_FIELD"),
        ("SELECT Id FROM Opportunity WHERE IsWon = 'true'", "INVALID_FIELD"),
        ("SELECT Id FROM Opportunity WHERE Name = 5", "INVALID_FIELD"),
        ("SELECT Id FROM Opportunity WHERE Description LIKE '%x%'", "INVALID_FIELD"),
        ("SELECT Nonsense FROM Opportunity", "INVALID_FIELD"),
        ("SELECT Id FROM Opportunity WHERE Nonsense = null", "INVALID_FIELD"),
        ("SELECT Id FROM Opportunity ORDER BY Nonsense", "INVALID_FIELD"),
        ("SELECT Nonsense.Name FROM Opportunity", "INVALID_FIELD"),
        ("SELECT What.StageName FROM Task", "INVALID_FIELD"),
        ("SELECT Id FROM Nonsense", "INVALID_TYPE"),
        ("SELECT Id, (SELECT Id FROM Contacts) FROM Opportunity", "INVALID_TYPE"),
        ("SELECT Id FROM Opportunity WHERE Id = 'o1'", "INVALID_QUERY_FILTER_OPERATOR"),
        ("SELECT Id FROM Opportunity WHERE AccountId LIKE '001%'", "INVALID_QUERY_FILTER_OPERATOR"),
        ("SELECT Id FROM Opportunity OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE"),
    ],
)
def test_what_cannot_be_answered_is_refused_and_never_empty(
    server: SalesforceServer, text: str, code: str
) -> None:
    with pytest.raises(ApiError) as refused:
        run(server, text)
    assert (refused.value.status, refused.value.code) == (400, code)


def test_a_hidden_field_is_no_column_anywhere_in_a_query(server: SalesforceServer) -> None:
    for text in (
        "SELECT NextStep FROM Opportunity",
        "SELECT Id FROM Opportunity WHERE NextStep = null",
        "SELECT Id FROM Opportunity ORDER BY NextStep",
        "SELECT Id, (SELECT NextStep FROM Opportunities) FROM Account",
    ):
        with pytest.raises(ApiError, match="No such column 'NextStep'"):
            run(server, text, hidden=frozenset({"Opportunity.NextStep"}))


def test_a_count_has_a_size_and_no_records(server: SalesforceServer) -> None:
    assert run(server, "SELECT COUNT() FROM Contact") == Result(3, [])


def test_parents_and_children_are_nested_under_their_relationship(server: SalesforceServer) -> None:
    deal = server.id_of("deal", "o1")
    text = (
        "SELECT Id, Account.Name, (SELECT Contact.Email, IsPrimary FROM OpportunityContactRoles "
        "WHERE IsPrimary = true ORDER BY CreatedDate LIMIT 1), (SELECT Subject FROM Tasks) "
        f"FROM Opportunity o WHERE o.Id = '{deal[:15]}'"
    )
    (record,) = run(server, text).records
    account, contact = server.id_of("account", "northwind"), server.id_of("contact", "jo")
    assert record["attributes"] == {
        "type": "Opportunity",
        "url": f"/services/data/v60.0/sobjects/Opportunity/{deal}",
    }
    assert record["Account"] == {
        "attributes": {"type": "Account", "url": f"/services/data/v60.0/sobjects/Account/{account}"},
        "Name": "Northwind Robotics",
    }
    roles = record["OpportunityContactRoles"]
    assert isinstance(roles, dict)
    assert roles["totalSize"] == 1
    assert roles["records"][0]["Contact"]["Email"] == "jo@northwind.example"
    assert roles["records"][0]["Contact"]["attributes"]["url"].endswith(contact)
    assert record["Tasks"] is None


def test_a_reference_to_several_objects_shows_the_fields_of_a_name(server: SalesforceServer) -> None:
    (record,) = run(
        server, "SELECT Who.Name, What.Type, What.Name FROM Task WHERE What.Type = 'Opportunity'"
    ).records
    assert record["Who"] == {
        "attributes": {
            "type": "Name",
            "url": f"/services/data/v60.0/sobjects/Contact/{server.id_of('contact', 'ruth')}",
        },
        "Name": "Ruth Adeyemi",
    }
    what = record["What"]
    assert isinstance(what, dict)
    assert (what["Type"], what["Name"]) == ("Opportunity", DEALS["o2"])


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Amount", ["o2", "o3", "o1"]),
        ("Amount NULLS LAST", ["o3", "o1", "o2"]),
        ("Amount DESC NULLS LAST", ["o1", "o3", "o2"]),
        ("Amount DESC", ["o2", "o1", "o3"]),
        ("Account.Name DESC, CloseDate DESC", ["o2", "o3", "o1"]),
        ("StageName", ["o1", "o2", "o3"]),
        ("CloseDate LIMIT 1 OFFSET 1", ["o2"]),
        ("CloseDate FOR UPDATE", ["o3", "o2", "o1"]),
    ],
)
def test_rows_come_in_the_order_asked(server: SalesforceServer, order: str, expected: list[str]) -> None:
    found = names(server, f"SELECT Name FROM Opportunity ORDER BY {order}")
    assert found == [DEALS[key] for key in expected]


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        (r"Subject = 'He said \"100%_sure\" \\ it\'s fine'", 1),
        (r"Subject LIKE '%100\%\_sure%'", 1),
        (r"Subject LIKE '%100_\_sure%'", 1),
        (r"Subject LIKE '%100\_\_sure%'", 0),
        (r"Subject LIKE '%\\ it\'s%'", 1),
        (r"Subject LIKE '%it\u0027s%'", 1),
    ],
)
def test_escapes_in_strings_and_patterns_are_read(
    server: SalesforceServer, condition: str, count: int
) -> None:
    assert run(server, f"SELECT Id FROM Task WHERE {condition}").total == count


def test_groups_are_counted_and_summed(server: SalesforceServer) -> None:
    text = "SELECT AccountId, COUNT(Id) deals, SUM(Amount), MAX(CloseDate) last FROM Opportunity GROUP BY AccountId"
    records = {record["AccountId"]: record for record in run(server, text).records}
    sons = records[server.id_of("account", "obrien")]
    assert sons == {
        "attributes": {"type": "AggregateResult"},
        "AccountId": server.id_of("account", "obrien"),
        "deals": 2,
        "expr0": 9000.0,
        "last": "2026-03-10",
    }
    assert run(server, "SELECT COUNT(Id), MIN(Amount) FROM Opportunity").records[0] == {
        "attributes": {"type": "AggregateResult"},
        "expr0": 3,
        "expr1": 9000.0,
    }


def test_all_fields_are_named_with_a_limit(server: SalesforceServer) -> None:
    (record,) = run(server, "SELECT FIELDS(ALL) FROM Opportunity LIMIT 1").records
    assert {"Id", "StageName", "SystemModstamp", "Dealhand_Key__c"} <= record.keys()
    (custom,) = run(server, "SELECT FIELDS(CUSTOM) FROM Opportunity LIMIT 1").records
    assert custom.keys() == {"attributes", "Dealhand_Key__c"}
    assert "Dealhand_Key__c" not in run(server, "SELECT FIELDS(STANDARD) FROM Opportunity").records[0]


def test_a_day_is_a_day_where_the_user_is(server: SalesforceServer) -> None:
    """2026-03-05T15:00Z is the 5th in New York; midnight there is 05:00 UTC."""
    assert run(server, "SELECT Id FROM Event WHERE StartDateTime = NEXT_N_DAYS:2").total == 1
    assert run(server, "SELECT Id FROM Event WHERE StartDateTime = TOMORROW").total == 0
    assert run(server, "SELECT Id FROM Event WHERE StartDateTime = THIS_WEEK").total == 1
