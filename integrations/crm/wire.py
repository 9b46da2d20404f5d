"""What went over the wire to the CRM, one exchange at a time, without its secrets (for `--wire-log`)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_SECRETS = frozenset(
    {
        "access_token",
        "assertion",
        "authorization",
        "client_secret",
        "hapikey",
        "id_token",
        "password",
        "refresh_token",
        "response_url",  # whoever has it can speak in our name for half an hour
        "signature",
        "token",
        "tokenkey",
    }
)
HIDDEN = "[hidden]"


@dataclass(frozen=True)
class WireExchange:
    """One HTTP exchange. `time` is machine time (aware, UTC); `status` is None where no answer came.

    `request` and `response` are parsed JSON or form bodies, else text; headers are never kept, so no token is.
    """

    time: datetime
    direction: Literal["out", "in"]
    method: str
    url: str
    request: object
    status: int | None
    response: object


Watcher = Callable[[WireExchange], None]


def exchange(
    method: str, url: str, request: bytes | str | None, status: int | None, response: bytes | str | None
) -> WireExchange:
    """Build the exchange that is shown, redacted, from what was sent and received."""
    return WireExchange(
        time=datetime.now(UTC),
        direction="out",
        method=method,
        url=_safe_url(url),
        request=redacted(_parsed(request)),
        status=status,
        response=redacted(_parsed(response)),
    )


def redacted(value: object) -> object:
    """The same JSON value with everything under a secret's name replaced."""
    if isinstance(value, Mapping):
        return {
            name: HIDDEN if str(name).lower() in _SECRETS else redacted(each) for name, each in value.items()
        }
    if isinstance(value, list):
        return [redacted(each) for each in value]
    return value


def _parsed(body: bytes | str | None) -> object:
    if not body:
        return None
    text = body.decode("utf-8", errors="replace") if isinstance(body, bytes) else body
    try:
        parsed: Any = json.loads(text)
    except ValueError:
        form = parse_qsl(text, strict_parsing=False)
        return dict(form) if form and "grant_type" in dict(form) else text
    return parsed


def _safe_url(url: str) -> str:
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    if not any(name.lower() in _SECRETS for name, _ in query):
        return url
    safe = urlencode([(name, HIDDEN if name.lower() in _SECRETS else value) for name, value in query])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, safe, parts.fragment))
