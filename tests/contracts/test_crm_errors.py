"""Every row of each vendor's table of refusals, as its client library would raise it."""

import json
from typing import Any

import pytest
from simple_salesforce.exceptions import (
    SalesforceAuthenticationFailed,
    SalesforceGeneralError,
    SalesforceMalformedRequest,
    SalesforceRefusedRequest,
)

from bot import errors
from bot.errors import CrmError
from integrations.crm import hubspot_errors, salesforce_errors
from integrations.crm.calls import LostAnswerError
from integrations.crm.salesforce_errors import ChangedMeanwhileError, login_refusal, translated

pytestmark = pytest.mark.row("U-03")

MEANINGS: dict[str, type[CrmError]] = {
    "auth": errors.AuthExpired,
    "forbidden": errors.Forbidden,
    "gone": errors.Gone,
    "invalid": errors.Invalid,
    "duplicate": errors.Duplicate,
    "locked": errors.Locked,
    "quota": errors.QuotaLow,
    "rate": errors.RateLimited,
    "unavailable": errors.Unavailable,
}


def _salesforce(status: int, content: Any, *, writes: bool = True) -> Exception:
    return translated(SalesforceGeneralError("https://x/", status, "Opportunity", content), writes=writes)


@pytest.mark.parametrize(("code", "meaning"), salesforce_errors.CODES.items())
def test_each_salesforce_code_has_its_meaning(code: str, meaning: str) -> None:
    content = [{"errorCode": code, "message": "Said so", "fields": ["NextStep"]}]

    error = _salesforce(400, content)

    assert type(error) is MEANINGS[meaning]
    assert isinstance(error, CrmError)
    assert code in error.raw
    if isinstance(error, errors.Invalid):
        assert error.field == "NextStep"
    if isinstance(error, errors.Forbidden):
        assert error.what == "NextStep"


@pytest.mark.parametrize(
    ("status", "writes", "expected"),
    [
        (401, True, errors.AuthExpired),
        (403, True, errors.Forbidden),
        (404, True, errors.Gone),
        (410, True, errors.Gone),
        (412, True, ChangedMeanwhileError),
        (418, True, errors.Invalid),
        (429, True, errors.RateLimited),
        (500, True, LostAnswerError),
        (502, True, LostAnswerError),
        (504, True, LostAnswerError),
        (500, False, errors.Unavailable),
        (503, True, errors.Unavailable),
    ],
)
def test_a_salesforce_status_without_a_code_has_its_meaning(
    status: int, writes: bool, expected: type[Exception]
) -> None:
    assert type(_salesforce(status, "<html>", writes=writes)) is expected


def test_salesforces_concurrent_limit_is_no_daily_limit() -> None:
    said = "ConcurrentRequests (Concurrent API Requests) Limit exceeded."
    content: Any = [{"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": said}]

    error = translated(SalesforceRefusedRequest("https://x/", 403, "", content), writes=True)

    assert type(error) is errors.RateLimited


def test_salesforces_duplicate_rule_names_its_matches() -> None:
    match = {"record": {"Id": "0035g00000AbCdEAAV"}}
    content: Any = [
        {
            "errorCode": "DUPLICATES_DETECTED",
            "message": "Use one of these records?",
            "duplicateResult": {"matchResults": [{"matchRecords": [match]}]},
        }
    ]

    error = translated(SalesforceMalformedRequest("https://x/", 400, "Contact", content), writes=True)

    assert isinstance(error, errors.Duplicate)
    assert error.matches == ("0035g00000AbCdEAAV",)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("invalid_grant", errors.AuthExpired),
        ("invalid_client", errors.AuthExpired),
        ("invalid_client_id", errors.AuthExpired),
        (400, errors.AuthExpired),
        (429, errors.RateLimited),
        (503, errors.Unavailable),
        ("server_busy", errors.Unavailable),
    ],
)
def test_a_refused_login_has_its_meaning(code: str | int, expected: type[CrmError]) -> None:
    assert type(login_refusal(SalesforceAuthenticationFailed(code, "no"))) is expected


def _hubspot(status: int, body: object, *, writes: bool = True, **headers: str) -> Exception:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return hubspot_errors.refusal(status, json.dumps(body), given, writes=writes)


@pytest.mark.parametrize(("category", "meaning"), hubspot_errors.CATEGORIES.items())
def test_each_hubspot_category_has_its_meaning(category: str, meaning: str) -> None:
    error = _hubspot(400, {"status": "error", "category": category, "message": "Said so"})

    assert type(error) is MEANINGS[meaning]
    assert isinstance(error, CrmError)
    assert category in error.raw


@pytest.mark.parametrize(("code", "meaning"), hubspot_errors.VALUE_CODES.items())
def test_each_hubspot_value_code_has_its_meaning_and_its_field(code: str, meaning: str) -> None:
    listed = json.dumps([{"isValid": False, "message": "No such thing", "error": code, "name": "amount"}])
    body = {"category": "VALIDATION_ERROR", "message": f"Property values were not valid: {listed}"}

    error = _hubspot(400, body)

    assert type(error) is MEANINGS[meaning]
    if isinstance(error, errors.Invalid):
        assert error.field == "amount"
        assert "No such thing" in str(error)
    if isinstance(error, errors.Forbidden):
        assert error.what == "amount"


@pytest.mark.parametrize(("status", "meaning"), hubspot_errors.STATUSES.items())
def test_each_hubspot_status_without_a_category_has_its_meaning(status: int, meaning: str) -> None:
    assert type(hubspot_errors.refusal(status, "<html>", None, writes=True)) is MEANINGS[meaning]


@pytest.mark.parametrize(
    ("status", "writes", "expected"),
    [
        (400, True, errors.Invalid),
        (418, True, errors.Invalid),
        (500, True, LostAnswerError),
        (502, True, LostAnswerError),
        (504, True, LostAnswerError),
        (502, False, errors.Unavailable),
    ],
)
def test_an_unknown_hubspot_answer_has_a_meaning(
    status: int, writes: bool, expected: type[Exception]
) -> None:
    assert type(_hubspot(status, {"category": "SOMETHING_NEW"}, writes=writes)) is expected


def test_hubspots_daily_limit_is_no_short_one() -> None:
    daily = _hubspot(429, {"category": "RATE_LIMITS", "policyName": "DAILY"})
    rolling = _hubspot(429, {"policyName": "TEN_SECONDLY_ROLLING"}, Retry_After="7")

    assert type(daily) is errors.QuotaLow
    assert isinstance(rolling, errors.RateLimited)
    assert rolling.retry_after == 7


def test_hubspots_missing_scope_is_named() -> None:
    wanted = {"context": {"requiredGranularScopes": ["crm.objects.deals.write"]}}

    error = _hubspot(403, {"category": "MISSING_SCOPES", "message": "no", "errors": [wanted]})

    assert isinstance(error, errors.Forbidden)
    assert error.what == "crm.objects.deals.write"


def test_hubspots_choices_are_offered() -> None:
    listed = json.dumps(
        [
            {
                "message": "x was not one of the allowed options: [a, b c]",
                "error": "INVALID_OPTION",
                "name": "dealstage",
            }
        ]
    )

    error = _hubspot(400, {"message": f"Property values were not valid: {listed}"})

    assert isinstance(error, errors.Invalid)
    assert error.allowed == ("a", "b c")


def test_hubspots_conflict_names_the_record_that_is_there() -> None:
    error = _hubspot(
        409, {"category": "CONFLICT", "message": "Contact already exists. Existing ID: 51000000001"}
    )

    assert isinstance(error, errors.Duplicate)
    assert error.matches == ("51000000001",)
