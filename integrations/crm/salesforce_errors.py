"""What Salesforce's refusals mean to us: one table of its error codes.

Codes: REST API Developer Guide, "Status Codes and Error Responses"; Object Reference, "StatusCode". The HTTP class
alone says nothing: simple-salesforce raises one class for 304, 409, 412, 429 and 5xx alike.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from simple_salesforce.exceptions import SalesforceAuthenticationFailed, SalesforceError

from bot.errors import (
    AuthExpired,
    CrmError,
    Duplicate,
    Forbidden,
    Gone,
    Invalid,
    Locked,
    QuotaLow,
    RateLimited,
    Unavailable,
)
from integrations.crm.calls import LostAnswerError

Meaning = Literal[
    "auth", "forbidden", "gone", "invalid", "duplicate", "locked", "quota", "rate", "unavailable"
]

CODES: Mapping[str, Meaning] = {
    "INVALID_SESSION_ID": "auth",
    "INVALID_AUTH_HEADER": "auth",
    "INVALID_LOGIN": "auth",
    "invalid_grant": "auth",
    "invalid_client": "auth",
    "invalid_client_id": "auth",
    "unauthorized_client": "auth",
    "inactive_user": "auth",
    "inactive_org": "auth",
    "API_DISABLED_FOR_ORG": "forbidden",
    "API_CURRENTLY_DISABLED": "forbidden",
    "INSUFFICIENT_ACCESS": "forbidden",
    "INSUFFICIENT_ACCESS_OR_READONLY": "forbidden",
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": "forbidden",
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY": "forbidden",
    "INVALID_FIELD": "forbidden",  # hidden by field-level security looks like a column that does not exist
    "INVALID_FIELD_FOR_INSERT_UPDATE": "forbidden",
    "INVALID_TYPE": "forbidden",
    "NOT_FOUND": "gone",
    "ENTITY_IS_DELETED": "gone",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": "invalid",
    "FIELD_INTEGRITY_EXCEPTION": "invalid",
    "FIELD_FILTER_VALIDATION_EXCEPTION": "invalid",
    "INACTIVE_OWNER_OR_USER": "invalid",
    "INVALID_CROSS_REFERENCE_KEY": "invalid",
    "INVALID_EMAIL_ADDRESS": "invalid",
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": "invalid",
    "INVALID_TYPE_ON_FIELD_IN_RECORD": "invalid",
    "JSON_PARSER_ERROR": "invalid",
    "MALFORMED_ID": "invalid",
    "MALFORMED_QUERY": "invalid",
    "NUMBER_OUTSIDE_VALID_RANGE": "invalid",
    "REQUIRED_FIELD_MISSING": "invalid",
    "STRING_TOO_LONG": "invalid",
    "DUPLICATES_DETECTED": "duplicate",
    "DUPLICATE_VALUE": "duplicate",
    "UNABLE_TO_LOCK_ROW": "locked",
    "REQUEST_LIMIT_EXCEEDED": "quota",  # the concurrent limit has the same code; its message tells (see `refusal`)
    "TXN_SECURITY_METERING_ERROR": "rate",
    "SERVER_UNAVAILABLE": "unavailable",
    "REQUEST_RUNNING_TOO_LONG": "unavailable",
    "QUERY_TIMEOUT": "unavailable",
}
_STATUSES: Mapping[int, Meaning] = {
    401: "auth",
    403: "forbidden",
    404: "gone",
    410: "gone",
    429: "rate",
    503: "unavailable",
}
_CHANGED = 412
_BAD_TOKEN = "Bad_OAuth_Token"  # noqa: S105  # how the identity service refuses an expired token, with a 403
_BROKEN = 500
_ID = re.compile(r"\b[a-zA-Z0-9]{18}\b|\b[a-zA-Z0-9]{15}\b")


class ChangedMeanwhileError(Exception):
    """412: the record changed since the moment in If-Unmodified-Since. Never leaves the adapter."""


def translated(error: SalesforceError, *, writes: bool) -> Exception:
    """What to raise instead of simple-salesforce's error."""
    if isinstance(error, SalesforceAuthenticationFailed):
        return login_refusal(error)
    content: object = error.content
    first = content[0] if isinstance(content, list) and content and isinstance(content[0], Mapping) else {}
    return refusal(error.status, first, str(content), writes=writes)


def login_refusal(error: SalesforceAuthenticationFailed) -> CrmError:
    """A refusal by the token endpoint; its code is OAuth's, or an HTTP status where the answer was no JSON."""
    code, said = error.code, f"{error.code}: {error.auth_message}"
    if CODES.get(str(code)) == "auth" or code in {400, 401, 403}:
        return AuthExpired("Salesforce no longer accepts our credentials.", raw=said)
    if code == 429:  # noqa: PLR2004  # Too Many Requests
        return RateLimited("Salesforce asks us to log in less often.", retry_after=5, raw=said)
    return Unavailable("Salesforce did not let us log in.", raw=said)


def refusal(status: int, first: Mapping[str, Any], raw: str, *, writes: bool) -> Exception:
    """The error for one `{errorCode, message, fields}` of an answer with that status."""
    code, said = str(first.get("errorCode", "")), str(first.get("message", "")) or raw[:300]
    fields = [str(each) for each in first.get("fields") or ()]
    if status == _CHANGED:
        return ChangedMeanwhileError(said)
    meaning = CODES.get(code) or _STATUSES.get(status)
    if _BAD_TOKEN in raw[:100]:
        meaning = "auth"
    if meaning is None and status >= _BROKEN:
        # Status 500, 502 and 504 do not say whether the write was committed before it broke.
        return LostAnswerError(raw) if writes else Unavailable("Salesforce failed to answer.", raw=raw)
    if code == "REQUEST_LIMIT_EXCEEDED" and "oncurrent" in said:
        meaning = "rate"
    return _error(meaning or "invalid", said, fields, first, raw)


def _error(
    meaning: Meaning, said: str, fields: Sequence[str], first: Mapping[str, Any], raw: str
) -> CrmError:
    field = fields[0] if fields else None
    match meaning:
        case "auth":
            return AuthExpired("Salesforce no longer accepts our token.", raw=raw)
        case "forbidden":
            return Forbidden(f"Salesforce does not let us do that: {said}", what=field or "", raw=raw)
        case "gone":
            return Gone("The record is not in Salesforce any more.", raw=raw)
        case "duplicate":
            return Duplicate(
                f"Salesforce takes this for a duplicate: {said}", matches=_matches(first, said), raw=raw
            )
        case "locked":
            return Locked("Another change holds the record; try again in a moment.", raw=raw)
        case "quota":
            return QuotaLow("Salesforce's daily allowance of calls is used up.", retry_after=3600, raw=raw)
        case "rate":
            return RateLimited("Salesforce has too many calls of ours at once.", raw=raw)
        case "unavailable":
            return Unavailable("Salesforce cannot answer at the moment.", raw=raw)
        case "invalid":
            return Invalid(f"Salesforce refused it: {said}", field=field, raw=raw)


def _matches(first: Mapping[str, Any], said: str) -> tuple[str, ...]:
    results = (first.get("duplicateResult") or first.get("duplicateResut") or {}).get("matchResults") or ()
    found = [
        str((match.get("record") or {}).get("Id", ""))
        for result in results
        for match in result.get("matchRecords") or ()
    ]
    return tuple(each for each in found if each) or tuple(_ID.findall(said))
