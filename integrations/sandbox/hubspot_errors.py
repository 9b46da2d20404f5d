"""The error bodies of HubSpot's API (developers.hubspot.com, "Error handling")."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PORTAL_ID = 4242

Json = dict[str, Any]


class ApiError(Exception):
    """A refusal with its HTTP status and the parts of HubSpot's error body."""

    def __init__(
        self,
        status: int,
        message: str,
        category: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.category = category
        self.headers = dict(headers or {})
        self.more = more

    def body(self) -> Json:
        """The whole response body, with a correlation id of its own."""
        body: Json = {"status": "error", "message": self.message, "correlationId": str(uuid.uuid4())}
        body.update(self.more)
        if self.category is not None:
            body["category"] = self.category
        return body

    def as_batch_item(self, context: Mapping[str, Sequence[str]]) -> Json:
        """The same refusal as one entry of a 207 response's `errors`."""
        return {
            "status": "error",
            "category": self.category or "OBJECT_NOT_FOUND",
            "message": self.message,
            "context": {name: list(values) for name, values in context.items()},
        }


@dataclass(frozen=True)
class Rejection:
    """Why one property's value was not taken. `code` is HubSpot's, such as INVALID_OPTION."""

    name: str
    code: str
    message: str


def invalid_values(rejections: Sequence[Rejection]) -> ApiError:
    """400 VALIDATION_ERROR; the message carries the list as JSON inside text, as HubSpot sends it."""
    entries = [
        {
            "isValid": False,
            "message": one.message,
            "error": one.code,
            "name": one.name,
            "localizedErrorMessage": one.message,
            "portalId": PORTAL_ID,
        }
        for one in rejections
    ]
    details = [
        {"message": one.message, "code": one.code, "context": {"propertyName": [one.name]}}
        for one in rejections
    ]
    text = json.dumps(entries, separators=(",", ":"))
    return ApiError(400, f"Property values were not valid: {text}", "VALIDATION_ERROR", errors=details)


def invalid_input(message: str) -> ApiError:
    """400 VALIDATION_ERROR for a request that is wrong as a whole."""
    return ApiError(400, message, "VALIDATION_ERROR")


def no_such_object(object_id: str) -> ApiError:
    """404: with no category for a number that is not there, with one for a word (seen in public logs)."""
    if object_id.isdigit():
        return ApiError(404, "resource not found")
    message = "Object not found.  objectId are usually numeric."
    return ApiError(404, message, "OBJECT_NOT_FOUND", context={"id": [object_id]})


def missing_scopes(scope: str) -> ApiError:
    """403 MISSING_SCOPES naming the scope that the app lacks."""
    return ApiError(
        403,
        "This app hasn't been granted all required scopes to make this call. "
        "Read more about required scopes here: https://developers.hubspot.com/scopes.",
        "MISSING_SCOPES",
        errors=[
            {
                "message": "One or more of the following scopes are required.",
                "context": {"requiredGranularScopes": [scope]},
            }
        ],
        links={"scopes": "https://developers.hubspot.com/scopes"},
    )


def too_many(policy: str) -> ApiError:
    """429 naming the limit that was hit: TEN_SECONDLY_ROLLING, DAILY, or SECONDLY for search."""
    return ApiError(
        429,
        f"You have reached your {policy.lower()} limit.",
        "RATE_LIMITS",
        headers={"Retry-After": "1"},
        errorType="RATE_LIMIT",
        policyName=policy,
    )
