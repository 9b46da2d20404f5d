"""The local Salesforce: one org over HTTP, as far as the REST API's real client can tell.

It speaks OAuth, REST, SOQL and composite under /salesforce/services/, and the browser page's own end points
under /page/salesforce/. Behaviour follows the vendor's REST API Developer Guide and Object Reference.
"""

import asyncio
import json
import threading
from collections import deque
from collections.abc import Callable
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from integrations.sandbox.faults import CutConnection, Faults
from integrations.sandbox.salesforce_api import DAILY_CALLS, RestApi, supported
from integrations.sandbox.salesforce_auth import Sessions, refused
from integrations.sandbox.salesforce_call import Answer, Call
from integrations.sandbox.salesforce_errors import ApiError
from integrations.sandbox.salesforce_objects import build_schema
from integrations.sandbox.salesforce_page import Page
from integrations.sandbox.salesforce_seed import Seeder
from integrations.sandbox.salesforce_store import Actor, Store
from integrations.sandbox.world import World

_PREFIX = "/salesforce/services/data"
_METHODS = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"]
_LOGGED_REQUESTS = 500
_NEWEST_VERSION = 63
_FAILED = 300


class SalesforceServer:
    """One org seeded from the world; `live("crm")` is called after every visible change.

    `key_fields` adds the external key fields an administrator may install, `multi_currency` the currency
    code of orgs that have more than one.
    """

    def __init__(
        self,
        world: World,
        live: Callable[[str], None],
        *,
        key_fields: bool = False,
        multi_currency: bool = False,
    ) -> None:
        schema = build_schema(key_fields=key_fields, multi_currency=multi_currency)
        self.store = Store(schema, world.clock)
        self.faults = Faults()
        self.requests: deque[dict[str, object]] = deque(maxlen=_LOGGED_REQUESTS)
        self._live = live
        self._lock = threading.RLock()
        self._used = 0
        seeder = Seeder(self.store, world)
        seeder.seed()
        self._ids = seeder.ids
        self._sessions = Sessions(
            self.store, self.id_of("organization", ""), self.id_of("user", "integration")
        )
        self._api = RestApi(self.store, self._before_write, lambda: self._used)

    def id_of(self, kind: str, key: str) -> str:
        """The record id of something seeded: kind user, account, contact, deal, task or meeting.

        Raises:
            KeyError: nothing was seeded under that kind and key.
        """
        return self._ids[kind, key]

    def routes(self) -> list[BaseRoute]:
        """All end points, with their prefixes."""
        return [
            Route("/salesforce/services/oauth2/token", self._token, methods=["POST"]),
            Route("/salesforce/services/oauth2/userinfo", self._userinfo, methods=["GET", "POST"]),
            Route(_PREFIX, self._versions, methods=["GET"]),
            Route(f"{_PREFIX}/", self._versions, methods=["GET"]),
            Route(f"{_PREFIX}/{{rest:path}}", self._rest, methods=_METHODS),
            *Page(self, self._lock, self._live).routes(),
        ]

    async def _token(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        with self._lock:
            if self.faults.on("revoke_token"):
                answer = refused("invalid_client", "inactive client")
            else:
                answer = self._sessions.token(form, request.headers.get("authorization", ""))
        return self._sent(request, answer)

    async def _userinfo(self, request: Request) -> Response:
        user_id = self._user_of(request)
        if user_id is None:
            return self._sent(request, Answer(403, "Bad_OAuth_Token"))
        return self._sent(request, self._sessions.userinfo(user_id))

    async def _versions(self, request: Request) -> Response:
        numbers = range(50, _NEWEST_VERSION + 1)
        listed = [
            {"label": f"v{each}.0", "url": f"/services/data/v{each}.0", "version": f"{each}.0"}
            for each in numbers
        ]
        return self._sent(request, Answer(200, listed))

    async def _rest(self, request: Request) -> Response:
        body = await request.body()
        if self.faults.slow_seconds():
            await asyncio.sleep(self.faults.slow_seconds())
        with self._lock:
            before = self.store.commits
            answer = self._answered(request, body)
            committed = self.store.commits > before
        if committed:
            self._live("crm")
        if committed and self.faults.take("cut_after_commit"):
            self._log(request, 0)
            return CutConnection()
        limit = {"Sforce-Limit-Info": f"api-usage={self._used}/{DAILY_CALLS}"}
        return self._sent(request, answer, limit)

    def _answered(self, request: Request, body: bytes) -> Answer:
        try:
            user_id = self._admit(request)
            call = self._call(request, body, user_id)
        except ApiError as error:
            return Answer(error.status, error.body())
        self._used += 1
        return self._api.answer(call)

    def _admit(self, request: Request) -> str:
        """The user of the session, unless a fault switch or the session says no."""
        if self.faults.take("rate_limit"):
            raise ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
        if self.faults.take("server_error"):
            raise ApiError(503, "SERVER_UNAVAILABLE", "Service unavailable; please try again later.")
        if self.faults.take("expire_session"):
            self._sessions.expire()
        user_id = self._user_of(request)
        if user_id is None:
            raise ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid")
        return user_id

    def _user_of(self, request: Request) -> str | None:
        if self.faults.on("revoke_token"):
            self._sessions.expire()
        return self._sessions.user_of(request.headers.get("authorization", ""))

    def _call(self, request: Request, body: bytes, user_id: str) -> Call:
        raw_path: bytes = request.scope["raw_path"]
        version, *segments = raw_path.decode("ascii").removeprefix(_PREFIX).strip("/").split("/")
        if not supported(version):
            raise ApiError(404, "NOT_FOUND", "The requested resource does not exist")
        try:
            payload = json.loads(body) if body else None
        except ValueError as error:
            raise ApiError(400, "JSON_PARSER_ERROR", f"Unexpected character in the body: {error}") from error
        user = self.store.peek("User", user_id) or {}
        return Call(
            request.method,
            tuple(unquote(each) for each in segments),
            dict(request.query_params),
            payload,
            {name.lower(): value for name, value in request.headers.items()},
            version,
            Actor(
                user_id,
                str(user.get("TimeZoneSidKey") or "GMT"),
                self.faults.names("hide_field"),
                self.faults.names("forbid_write"),
            ),
        )

    def _before_write(self) -> None:
        if self.faults.take("lock"):
            raise ApiError(
                400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records", ()
            )

    def _log(self, request: Request, status: int) -> None:
        query = f"?{request.url.query}" if request.url.query else ""
        path = request.url.path.removeprefix("/salesforce") + query
        self.requests.append({"method": request.method, "path": path, "status": status})

    def _sent(self, request: Request, answer: Answer, headers: dict[str, str] | None = None) -> Response:
        self._log(request, answer.status)
        every = dict(answer.headers) | (headers or {})
        if isinstance(answer.body, bytes):
            return Response(answer.body, answer.status, every, "application/octet-stream")
        if answer.body is None:
            return Response(None, answer.status, every)
        return JSONResponse(answer.body, answer.status, every)
