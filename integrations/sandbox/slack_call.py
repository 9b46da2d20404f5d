"""One call of a Slack Web API method: its arguments, and how they are read from the request.

The official Python SDK sends argument-less calls as JSON with an empty body, lists and look-ups in the query,
chat and views methods as JSON, and older clients send forms with JSON-encoded strings: all are merged.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from integrations.sandbox.slack_state import Workspace
from integrations.sandbox.slack_words import Json, SlackError

STRUCTURED = ("blocks", "view", "attachments", "metadata")


@dataclass(frozen=True)
class Call:
    """`base` is the address under which the app reaches this server, without a trailing slash."""

    workspace: Workspace
    args: Json
    base: str
    scopes: frozenset[str]

    def text(self, name: str, default: str | None = None) -> str:
        """A required string argument (or its default); raises SlackError invalid_arguments."""
        value = self.args.get(name)
        if value in (None, ""):
            if default is None:
                raise SlackError("invalid_arguments", f"[ERROR] missing required field: {name}")
            return default
        return str(value)

    def flag(self, name: str) -> bool:
        """An optional boolean argument, as JSON or as the words a form carries."""
        return str(self.args.get(name, "")).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """An optional whole number; raises SlackError invalid_arguments."""
        try:
            return int(self.args.get(name) or default)
        except ValueError:
            raise SlackError("invalid_arguments", f"[ERROR] must be an integer: {name}") from None

    def need(self, scope: str) -> None:
        """Raises SlackError missing_scope unless the token has the scope."""
        if scope not in self.scopes:
            granted = ",".join(sorted(self.scopes))
            raise SlackError("missing_scope", needed=scope, provided=granted)


@dataclass(frozen=True)
class Method:
    """A Web API method: what it does and which scope the bot token needs for it."""

    run: Callable[[Call], Json]
    scope: str | None = None


async def arguments(request: Request) -> Json:
    """Query, form and JSON arguments of a request in one dict; raises SlackError for an unreadable body."""
    args: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        args |= _json_body(await request.body())
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form() as form:
            args |= {key: value for key, value in form.items() if isinstance(value, str)}
    for name in STRUCTURED:
        if isinstance(args.get(name), str) and args[name]:
            args[name] = _decoded(name, args[name])
    return args


def _json_body(body: bytes) -> Json:
    if not body.strip():
        return {}
    try:
        parsed = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(parsed, dict):
        raise SlackError("json_not_object")
    return parsed


def _decoded(name: str, value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        error = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
        raise SlackError(error, f"[ERROR] not valid JSON: {name}") from None
