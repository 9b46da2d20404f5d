"""Several creates in one call, all or none (REST API Developer Guide, "Composite")."""

from collections.abc import Mapping, Sequence
from typing import Any

from integrations.crm.salesforce_errors import refusal
from integrations.crm.salesforce_session import API_VERSION, SalesforceSession

_REST = f"/services/data/v{API_VERSION}/sobjects"


def step(reference: str, sobject: str, body: Mapping[str, object]) -> dict[str, object]:
    """One create; later steps name its id as `@{reference.id}`."""
    return {"method": "POST", "url": f"{_REST}/{sobject}", "referenceId": reference, "body": dict(body)}


def made(session: SalesforceSession, steps: Sequence[Mapping[str, object]]) -> str:
    """Carry the steps out and return the id of the first.

    Raises:
        CrmError: What the first refusal means; nothing was made.
        LostAnswerError: No answer came.
    """
    asked = {"allOrNone": True, "compositeRequest": list(steps)}
    return session.call(lambda sf: _first_id(sf.restful("composite", method="POST", json=asked)), writes=True)


def _first_id(answer: Any) -> str:  # noqa: ANN401  # JSON
    answers: Sequence[Mapping[str, Any]] = answer["compositeResponse"]
    for each in answers:
        status, body = int(each["httpStatusCode"]), each["body"]
        first = body[0] if isinstance(body, list) and body else {}
        if status >= 300 and first.get("errorCode") != "PROCESSING_HALTED":  # noqa: PLR2004  # a refusal
            raise refusal(status, first, str(body), writes=True)
    return str(answers[0]["body"]["id"])
