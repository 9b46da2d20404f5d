"""What HubSpot's refusals mean to us: one table of its categories, value codes and statuses.

Sources: developers.hubspot.com, "Error handling" and "Usage guidelines and limits". The client library raises sixty
unrelated ApiException classes; only status and body tell them apart.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

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

VALUE_CODES: Mapping[str, Meaning] = {  # the `error` of one property inside a 400
    "PROPERTY_DOESNT_EXIST": "forbidden",
    "READ_ONLY_VALUE": "forbidden",
    "CONFLICTING_UNIQUE_VALUE": "duplicate",
    "INVALID_DATE": "invalid",
    "INVALID_EMAIL": "invalid",
    "INVALID_LONG": "invalid",
    "INVALID_NUMBER": "invalid",
    "INVALID_OPTION": "invalid",
    "INVALID_OWNER_ID": "invalid",
    "INVALID_STRING": "invalid",
    "VALUE_TOO_LONG": "invalid",
}
CATEGORIES: Mapping[str, Meaning] = {
    "EXPIRED_AUTHENTICATION": "auth",
    "INVALID_AUTHENTICATION": "auth",
    "MISSING_SCOPES": "forbidden",
    "BANNED": "forbidden",
    "OBJECT_NOT_FOUND": "gone",
    "CONFLICT": "duplicate",
    "OBJECT_ALREADY_EXISTS": "duplicate",
    "RATE_LIMITS": "rate",
    "MIGRATION_IN_PROGRESS": "unavailable",
}
STATUSES: Mapping[int, Meaning] = {
    0: "unavailable",  # the library's number for a failed TLS handshake
    401: "auth",
    403: "forbidden",
    404: "gone",
    409: "duplicate",
    423: "locked",
    429: "rate",
    477: "unavailable",
    503: "unavailable",
}
_BROKEN = 500
_PROPERTIES = "Property values were not valid: "
_ID = re.compile(r"\b\d{3,}\b")
_ALLOWED = re.compile(r"allowed options: \[(?P<options>[^\]]*)\]")


def refusal(
    status: int, body: str | None, headers: Mapping[str, str] | None, *, writes: bool
) -> CrmError | LostAnswerError:
    """The error for an answer with that status and body."""
    raw, parsed = body or "", _json(body)
    rejected = _rejected(parsed)
    meaning = VALUE_CODES.get(str(rejected.get("error"))) or CATEGORIES.get(str(parsed.get("category")))
    if status >= _BROKEN and status not in STATUSES:
        # Status 500, 502 and 504 do not say whether the write was committed before it broke.
        return LostAnswerError(raw[:300]) if writes else Unavailable("HubSpot failed to answer.", raw=raw)
    meaning = meaning or STATUSES.get(status, "invalid")
    if meaning == "rate" and parsed.get("policyName") == "DAILY":
        meaning = "quota"
    said = str(rejected.get("message") or parsed.get("message") or raw[:300])
    field = str(rejected["name"]) if rejected.get("name") else None
    if meaning == "forbidden":
        scopes = _scopes(parsed)
        what = field or " ".join(scopes)
        return Forbidden(f"HubSpot does not let us do that: {what or said}", what=what, raw=raw)
    if meaning == "duplicate":
        return Duplicate(f"HubSpot has that already: {said}", matches=_ID.findall(said)[-1:], raw=raw)
    if meaning == "invalid":
        found = _ALLOWED.search(said)
        allowed = [each.strip() for each in found["options"].split(",")] if found else []
        return Invalid(f"HubSpot refused it: {said}", field=field, allowed=allowed, raw=raw)
    return _plain(meaning, _seconds(headers), raw)


def _plain(meaning: Meaning, seconds: float, raw: str) -> CrmError:
    errors: dict[str, CrmError] = {
        "auth": AuthExpired("HubSpot no longer accepts our token.", raw=raw),
        "gone": Gone("The record is not in HubSpot any more.", raw=raw),
        "locked": Locked("Another change holds the record; try again in a moment.", raw=raw),
        "quota": QuotaLow("HubSpot's daily allowance of calls is used up.", retry_after=3600, raw=raw),
        "rate": RateLimited("HubSpot has too many calls of ours at once.", retry_after=seconds, raw=raw),
    }
    return errors.get(meaning) or Unavailable(
        "HubSpot cannot answer at the moment.", retry_after=seconds, raw=raw
    )


def _json(body: str | None) -> Mapping[str, Any]:
    try:
        parsed = json.loads(body or "")
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _rejected(parsed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first refused property; HubSpot puts the list as JSON inside the message."""
    message = str(parsed.get("message", ""))
    if message.startswith(_PROPERTIES):
        try:
            listed = json.loads(message.removeprefix(_PROPERTIES))
        except ValueError:
            listed = []
        if isinstance(listed, list) and listed and isinstance(listed[0], dict):
            return listed[0]
    return {}


def _scopes(parsed: Mapping[str, Any]) -> list[str]:
    return [
        str(scope)
        for error in parsed.get("errors") or ()
        for scope in (error.get("context") or {}).get("requiredGranularScopes") or ()
    ]


def _seconds(headers: Mapping[str, str] | None) -> float:
    given = next((value for name, value in (headers or {}).items() if name.lower() == "retry-after"), "")
    try:
        return min(max(float(given), 0.1), 60.0)
    except ValueError:
        return 1.0
