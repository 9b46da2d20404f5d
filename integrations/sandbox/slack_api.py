"""The local Slack's Web API: who may call, what fails on purpose, and the table of methods."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse

from integrations.sandbox.slack_call import Call, Method, arguments
from integrations.sandbox.slack_chat import METHODS as CHAT
from integrations.sandbox.slack_people import METHODS as PEOPLE
from integrations.sandbox.slack_state import Workspace
from integrations.sandbox.slack_views import METHODS as VIEWS
from integrations.sandbox.slack_words import APP, BOT, BOT_USER, DOMAIN, TEAM, Json, SlackError

BOT_TOKEN = "xoxb-sandbox"  # noqa: S105 -- the sandbox's published token; it opens nothing real
APP_TOKEN = "xapp-sandbox"  # noqa: S105 -- same

SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:read",
        "chat:write",
        "chat:write.public",
        "commands",
        "groups:read",
        "im:history",
        "im:write",
        "users:read",
        "users:read.email",
    }
)


@dataclass
class RateLimit:
    times: int
    retry_after: int


@dataclass
class Faults:
    """What the page's fault switches have armed."""

    rate_limits: dict[str, RateLimit] = field(default_factory=dict)
    revoked: bool = False
    slow_seconds: float = 0.0

    def limited(self, method: str) -> int | None:
        """Seconds to wait when this call is to be refused with 429 (and counts it), else None."""
        limit = self.rate_limits.get(method)
        if limit is None or limit.times <= 0:
            return None
        limit.times -= 1
        return limit.retry_after


def _auth_test(call: Call) -> Json:
    url = f"https://{DOMAIN}.slack.com/"
    return {
        "url": url,
        "team": "Dealhand",
        "user": call.workspace.people[BOT_USER].key,
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def _api_test(call: Call) -> Json:
    if call.args.get("error"):
        raise SlackError(str(call.args["error"]), args=call.args)
    return {"args": {k: v for k, v in call.args.items() if k != "token"}}


def _team_info(_call: Call) -> Json:
    return {"team": {"id": TEAM, "name": "Dealhand", "domain": DOMAIN, "email_domain": "", "icon": {}}}


METHODS: dict[str, Method] = {
    "auth.test": Method(_auth_test),
    "team.info": Method(_team_info, "team:read"),
    **CHAT,
    **PEOPLE,
    **VIEWS,
}


class Api:
    """Answers /api/{method}.

    Args:
        workspace: the state.
        ticket: makes a single-use Socket Mode ticket.
        scopes: what the bot token was granted.
    """

    def __init__(self, workspace: Workspace, ticket: Callable[[], str], scopes: frozenset[str]) -> None:
        self.faults = Faults()
        self.calls: deque[Json] = deque(maxlen=500)
        self.base: str | None = None
        self._workspace = workspace
        self._ticket = ticket
        self._scopes = scopes

    async def endpoint(self, request: Request) -> JSONResponse:
        """Serve one call: errors of business are HTTP 200, only a rate limit is 429."""
        method = request.path_params["method"]
        if self.faults.slow_seconds:
            await asyncio.sleep(self.faults.slow_seconds)
        self.base = str(request.base_url).rstrip("/")
        wait = self.faults.limited(method)
        if wait is not None:
            self._note(method, {}, "ratelimited")
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(wait)})
        args: Json = {}
        try:
            args = await arguments(request)
            body = {"ok": True, **self._answer(method, args, _token(request, args))}
        except SlackError as refused:
            body = refusal(refused)
        self._note(method, args, body.get("error"))
        scopes = ",".join(sorted(self._scopes))
        return JSONResponse(body, headers={"x-oauth-scopes": scopes})

    def _answer(self, method: str, args: Json, token: str) -> Json:
        assert self.base is not None  # noqa: S101 -- set by endpoint, for mypy
        call = Call(self._workspace, args, self.base, self._scopes)
        if method == "api.test":
            return _api_test(call)
        if method == "apps.connections.open":
            return self._open_connection(token)
        known = METHODS.get(method)
        if known is None:
            raise SlackError("unknown_method", req_method=method)
        self._authorize(token)
        if known.scope:
            call.need(known.scope)
        with self._workspace.lock:
            return known.run(call)

    def _authorize(self, token: str) -> None:
        if not token:
            raise SlackError("not_authed")
        if token == APP_TOKEN:
            raise SlackError("not_allowed_token_type")
        if token != BOT_TOKEN:
            raise SlackError("invalid_auth")
        if self.faults.revoked:
            raise SlackError("token_revoked")

    def _open_connection(self, token: str) -> Json:
        if not token:
            raise SlackError("not_authed")
        if token == BOT_TOKEN:
            raise SlackError("not_allowed_token_type")
        if token != APP_TOKEN:
            raise SlackError("invalid_auth")
        address = str(self.base).replace("http", "ws", 1)
        return {"url": f"{address}/link/{self._ticket()}?app_id={APP}"}

    def _note(self, method: str, args: Json, error: str | None) -> None:
        shown = {k: v for k, v in args.items() if k != "token"}
        self.calls.append({"method": method, "args": shown, "ok": error is None, "error": error})


def refusal(error: SlackError) -> Json:
    """The body of a refused call, with Slack's two spellings of the details."""
    body: Json = {"ok": False, "error": error.error, **error.extra}
    if error.messages:
        body["errors"] = [m.removeprefix("[ERROR] ") for m in error.messages]
        body["response_metadata"] = {"messages": error.messages}
    return body


def _token(request: Request, args: Json) -> str:
    header = request.headers.get("authorization", "")
    if header.lower().startswith("bearer "):
        return header[7:].strip()
    return str(args.get("token") or "")
