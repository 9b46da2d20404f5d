"""Several calls in one: /composite with references between them, and /composite/sobjects collections."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlsplit

from integrations.sandbox.salesforce_call import Answer, Call
from integrations.sandbox.salesforce_errors import ApiError
from integrations.sandbox.salesforce_store import Store

_MOST_CALLS = 25
_MOST_QUERIES = 5
_REFERENCE = re.compile(r"@\{([^}]+)\}")
_STEP = re.compile(r"([^\[\].]+)|\[(\d+)\]")
_FAILED = 300
_HALTED = Answer(
    400,
    ApiError(
        400,
        "PROCESSING_HALTED",
        "The transaction was rolled back since another operation in the same transaction failed.",
    ).body(),
)


@dataclass(frozen=True)
class _Part:
    name: str
    method: str
    url: str
    body: object
    headers: Mapping[str, str]


class Composite:
    """Carries out groups of calls through `answer`, which never raises."""

    def __init__(self, store: Store, answer: Callable[[Call], Answer]) -> None:
        self._store = store
        self._answer = answer

    def composite(self, call: Call) -> Answer:
        """POST /composite: up to 25 calls in order, at most 5 of them queries or collections."""
        call.allow("POST")
        body = call.mapping()
        parts = _parts(body.get("compositeRequest"))
        answers: dict[str, Answer] = {}
        with self._store.transaction() as take_back:
            for part in parts:
                answers[part.name] = self._part(call, part, answers)
                if body.get("allOrNone") and answers[part.name].status >= _FAILED:
                    take_back()
                    failed = {part.name: answers[part.name]}
                    answers = {each.name: _HALTED for each in parts} | failed
                    break
        return Answer(200, {"compositeResponse": [_shown(name, each) for name, each in answers.items()]})

    def _part(self, call: Call, part: _Part, answers: Mapping[str, Answer]) -> Answer:
        try:
            url = urlsplit(str(_resolved(part.url, answers)))
            body = _resolved(part.body, answers)
        except ApiError as error:
            return Answer(error.status, error.body())
        start, version, segments = url.path.split("/")[:3], url.path.split("/")[3:4], url.path.split("/")[4:]
        if start != ["", "services", "data"]:
            refusal = ApiError(
                400, "INVALID_INPUT", f"the url of {part.name} is not a versioned REST resource"
            )
            return Answer(400, refusal.body())
        return self._answer(
            replace(
                call,
                method=part.method,
                segments=tuple(unquote(each) for each in segments if each),
                query=dict(parse_qsl(url.query)),
                payload=body,
                headers={name.lower(): value for name, value in part.headers.items()},
                version="".join(version),
            )
        )


def _parts(given: object) -> list[_Part]:
    if not isinstance(given, list) or not given:
        raise ApiError(400, "JSON_PARSER_ERROR", "compositeRequest is missing")
    if len(given) > _MOST_CALLS:
        raise ApiError(400, "LIMIT_EXCEEDED", f"at most {_MOST_CALLS} subrequests are allowed")
    parts = []
    for each in given:
        if not isinstance(each, dict) or not all(
            isinstance(each.get(k), str) for k in ("url", "method", "referenceId")
        ):
            raise ApiError(400, "JSON_PARSER_ERROR", "a subrequest needs method, url and referenceId")
        headers = each.get("httpHeaders") or {}
        parts.append(
            _Part(each["referenceId"], each["method"].upper(), each["url"], each.get("body"), headers)
        )
    if len({part.name for part in parts}) < len(parts):
        raise ApiError(400, "INVALID_INPUT", "referenceId values must be unique in a composite request")
    costly = [part for part in parts if re.search(r"/(query|queryAll|composite/sobjects)\b", part.url)]
    if len(costly) > _MOST_QUERIES:
        raise ApiError(
            400, "LIMIT_EXCEEDED", f"at most {_MOST_QUERIES} query or collection subrequests are allowed"
        )
    return parts


def _shown(name: str, answer: Answer) -> dict[str, object]:
    return {
        "body": answer.body,
        "httpHeaders": dict(answer.headers),
        "httpStatusCode": answer.status,
        "referenceId": name,
    }


def _resolved(value: object, answers: Mapping[str, Answer]) -> object:
    """The value with every `@{ref.path}` replaced by what that earlier call answered."""
    if isinstance(value, dict):
        return {name: _resolved(each, answers) for name, each in value.items()}
    if isinstance(value, list):
        return [_resolved(each, answers) for each in value]
    if not isinstance(value, str):
        return value
    whole = _REFERENCE.fullmatch(value)
    if whole:
        return _looked_up(whole[1], answers)
    return _REFERENCE.sub(lambda found: str(_looked_up(found[1], answers)), value)


def _looked_up(path: str, answers: Mapping[str, Answer]) -> object:
    name, *steps = [word or int(number) for word, number in _STEP.findall(path)]
    answer = answers.get(str(name))
    found: object = answer.body if answer and answer.status < _FAILED else None
    for step in steps:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            found = None
    if found is None:
        raise ApiError(
            400, "PROCESSING_HALTED", f"Invalid reference specified. No value for {path} found in {name}"
        )
    return found
