"""What stands between a request and the local HubSpot's answer: token, limits, faults and the log."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from integrations.sandbox.faults import CutConnection, Faults
from integrations.sandbox.hubspot_errors import ApiError, Json, invalid_input, missing_scopes, too_many
from integrations.sandbox.hubspot_kinds import Kind, find_kind

TOKEN = "pat-sandbox"  # noqa: S105 - the sandbox's published token opens nothing
BURST = 190  # requests per ten seconds of a private app on Professional or Enterprise
DAILY = 650_000
_NO_CREDENTIALS = (
    "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more "
    "details at https://developers.hubspot.com/docs/methods/auth/oauth-overview"
)


@dataclass(frozen=True)
class Call:
    """A request that was let through."""

    path: Mapping[str, str]
    query: QueryParams
    body: Json

    def kind(self, name: str = "kind") -> Kind:
        """The object type in the path. Raises ApiError 400 for one that does not exist."""
        found = find_kind(self.path[name])
        if found is None:
            raise invalid_input(f"Unable to infer object type from: {self.path[name]}")
        return found

    def names(self, parameter: str) -> list[str]:
        """A list in the query, repeated or with commas."""
        given = self.query.getlist(parameter)
        return [name.strip() for text in given for name in text.split(",") if name.strip()]

    def flag(self, parameter: str) -> bool:
        """A boolean in the query; the official client writes it with a capital."""
        return self.query.get(parameter, "").lower() == "true"

    def number(self, parameter: str, otherwise: int) -> int:
        """A whole number in the query. Raises ApiError 400 for anything else."""
        text = self.query.get(parameter)
        if text is None:
            return otherwise
        if not text.isdigit():
            raise invalid_input(f"Invalid value for {parameter}: {text}")
        return int(text)


@dataclass(frozen=True)
class Answer:
    """A status and a body; a body of None is no body at all."""

    status: int = 200
    body: object = None


Handler = Callable[[Call], Answer]


@dataclass
class Wire:
    """The door: it wraps handlers into routes. `changed` is called after each write, outside the lock."""

    lock: RLock
    changed: Callable[[], None]
    faults: Faults = field(default_factory=Faults)
    log: deque[Json] = field(default_factory=lambda: deque(maxlen=500))
    served: int = 0
    search_refusals: int = 0

    def refuse_search(self) -> None:
        """Raises ApiError 429 while the search limit's own switch is on; uses up one of its count."""
        if self.search_refusals:
            self.search_refusals -= 1
            raise too_many("SECONDLY")

    def route(
        self, path: str, method: str, handler: Handler, *, writes: bool = False, scope: str | None = None
    ) -> Route:
        """A route under /hubspot. `scope` is what a write needs; {kind} in it is the object type."""

        async def endpoint(request: Request) -> Response:
            answer = await self._guarded(request, handler, writes=writes, scope=scope)
            entry = {"method": method, "path": request.url.path, "query": request.url.query}
            self.log.append({**entry, "status": answer.status_code})
            return answer

        return Route(f"/hubspot{path}", endpoint, methods=[method])

    def hides(self, kind: Kind, name: str) -> bool:
        """Whether the fault switch hides this property ("deals.hs_next_step") from the app."""
        return any(_names(switch, kind, name) for switch in self.faults.names("hide_field"))

    async def _guarded(
        self, request: Request, handler: Handler, *, writes: bool, scope: str | None
    ) -> Response:
        body = await request.body()
        if delay := self.faults.slow_seconds():
            await asyncio.sleep(delay)
        try:
            self._admit(request)
            call = Call(request.path_params, request.query_params, _parsed(body))
            if writes:
                self._allow(call, scope)
            with self.lock:
                answer = handler(call)
        except ApiError as refused:
            return JSONResponse(refused.body(), refused.status, headers={**self._limits(), **refused.headers})
        if writes:
            self.changed()
            if self.faults.take("cut_after_commit"):
                return CutConnection()
        if answer.body is None:
            return Response(status_code=answer.status, headers=self._limits())
        return JSONResponse(answer.body, answer.status, headers=self._limits())

    def _admit(self, request: Request) -> None:
        self.served += 1
        if self.faults.take("rate_limit"):
            raise too_many("TEN_SECONDLY_ROLLING")
        if self.faults.take("server_error"):
            raise ApiError(502, "Bad Gateway", "INTERNAL_ERROR")
        if self.faults.on("revoke_token") or self.faults.take("expire_session"):
            raise ApiError(
                401,
                "The OAuth token used to make this call expired or was revoked.",
                "EXPIRED_AUTHENTICATION",
            )
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            raise ApiError(401, _NO_CREDENTIALS, "INVALID_AUTHENTICATION")

    def _allow(self, call: Call, scope: str | None) -> None:
        """403 where `forbid_write` names the type ("deals"), a written field, or everything ("*")."""
        forbidden = self.faults.names("forbid_write")
        if not forbidden or scope is None:
            return
        kind = find_kind(call.path.get("kind", ""))
        if kind is None:
            blocked = "*" in forbidden
        else:
            inputs = [one for one in call.body.get("inputs") or () if isinstance(one, dict)]
            written = ["", *(name for one in (call.body, *inputs) for name in one.get("properties") or ())]
            blocked = any(_names(switch, kind, name) for switch in forbidden for name in written)
        if blocked:
            raise missing_scopes(scope.format(kind=kind.plural if kind else ""))

    def _limits(self) -> dict[str, str]:
        return {
            "X-HubSpot-RateLimit-Daily": str(DAILY),
            "X-HubSpot-RateLimit-Daily-Remaining": str(max(DAILY - self.served, 0)),
            "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
            "X-HubSpot-RateLimit-Max": str(BURST),
            "X-HubSpot-RateLimit-Remaining": str(BURST - 1),
        }


def _names(switch: str, kind: Kind, name: str) -> bool:
    if switch == "*":
        return True
    of, _, one = switch.partition(".")
    return find_kind(of) is kind and (not one or one == name)


def _parsed(body: bytes) -> Json:
    if not body:
        return {}
    try:
        parsed = json.loads(body)
    except ValueError as error:
        raise invalid_input("Invalid input JSON") from error
    return parsed if isinstance(parsed, dict) else {"inputs": parsed}
