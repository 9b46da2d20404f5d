"""What the browser page asks of the local Slack, as JSON under /page/slack."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from integrations.sandbox.slack_api import Api, Faults, RateLimit, refusal
from integrations.sandbox.slack_call import arguments
from integrations.sandbox.slack_delivery import Courier
from integrations.sandbox.slack_interactions import Interactions, answer
from integrations.sandbox.slack_messages import message_json
from integrations.sandbox.slack_modals import Modals
from integrations.sandbox.slack_socket import Sockets
from integrations.sandbox.slack_state import Conversation, Message, Workspace
from integrations.sandbox.slack_views import view_json
from integrations.sandbox.slack_words import Json, SlackError

Asked = Callable[[Json, str], Awaitable[Json | list[Json]]]


class PageArguments(Json):
    """Arguments of a page request; one that is missing is answered in words instead of a failure."""

    def __missing__(self, name: str) -> object:
        raise SlackError(f"missing argument: {name}")


class Page:
    """One method per page request: arguments and the server's own address in, JSON out."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        api: Api,
        courier: Courier,
        sockets: Sockets,
        interactions: Interactions,
        modals: Modals,
    ) -> None:
        self._workspace = workspace
        self._api = api
        self._courier = courier
        self._sockets = sockets
        self._interactions = interactions
        self._modals = modals

    def routes(self) -> list[Route]:
        """All of /page/slack."""
        table: list[tuple[str, str, Asked]] = [
            ("GET", "people", self._people),
            ("GET", "conversations", self._conversations),
            ("GET", "messages", self._messages),
            ("GET", "views", self._views),
            ("GET", "home", self._home),
            ("GET", "status", self._status),
            ("GET", "requests", self._requests),
            ("POST", "requests/clear", self._clear_requests),
            ("POST", "click", self._click),
            ("POST", "command", self._command),
            ("POST", "shortcut", self._shortcut),
            ("POST", "submit", self._submit),
            ("POST", "close", self._close),
            ("POST", "home", self._open_home),
            ("POST", "message", self._message),
            ("POST", "faults", self._faults),
        ]
        return [Route(f"/page/slack/{path}", self._served(run), methods=[verb]) for verb, path, run in table]

    def _served(self, run: Asked) -> Callable[[Request], Awaitable[JSONResponse]]:
        async def endpoint(request: Request) -> JSONResponse:
            base = self._api.base or str(request.base_url).rstrip("/")
            try:
                return JSONResponse(await run(PageArguments(await arguments(request)), base))
            except SlackError as refused:
                return JSONResponse({"acked": False, "ack_ms": 0.0} | refusal(refused), 400)

        return endpoint

    async def _people(self, _args: Json, _base: str) -> list[Json]:
        everybody = self._workspace.colleagues()
        return [
            {"id": p.id, "key": p.key, "name": p.name, "title": p.title, "zone": p.zone} for p in everybody
        ]

    async def _conversations(self, args: Json, _base: str) -> list[Json]:
        person = args["person"]
        with self._workspace.lock:
            self._workspace.open_dm(person)
            mine = [c for c in self._workspace.conversations.values() if person in c.members]
        mine.sort(key=lambda c: c.kind != "dm")
        return [self._conversation(c, person) for c in mine]

    @staticmethod
    def _conversation(found: Conversation, person: str) -> Json:
        seen = found.read.get(person, "0")
        unread = sum(
            m.ts > seen and m.user != person and m.only_for in (None, person) for m in found.messages
        )
        name = "Dealhand" if found.person else found.name
        return {"id": found.id, "name": name, "kind": found.kind, "unread": unread}

    async def _messages(self, args: Json, _base: str) -> Json:
        person, channel = args["person"], args["channel"]
        with self._workspace.lock:
            found = self._workspace.seen_by(person, channel)
            shown = [m for m in found.messages if m.only_for in (None, person)]
            unread = bool(shown) and found.read.get(person) != shown[-1].ts
            if unread:
                found.read[person] = shown[-1].ts
            messages = [self._shown(m, person) for m in shown]
        if unread:
            self._workspace.changed()
        return {"messages": messages}

    def _shown(self, message: Message, person: str) -> Json:
        return {
            "ts": message.ts,
            "user": message.user,
            "username": self._workspace.people[message.user].name,
            "text": message.text,
            "blocks": message_json(message).get("blocks", []),
            "thread_ts": message.thread_ts,
            "edited": message.edited is not None,
            "ephemeral": message.only_for is not None,
            "state": message.state.get(person, {}),
        }

    async def _views(self, args: Json, _base: str) -> Json:
        stack = self._modals.stack(args["person"])
        return {"stack": [{"id": v.id, "view": view_json(v), "errors": v.errors} for v in stack]}

    async def _home(self, args: Json, _base: str) -> Json:
        shown = self._workspace.homes.get(args["person"])
        return {"view": view_json(shown) if shown else None}

    async def _status(self, _args: Json, _base: str) -> Json:
        connected = await self._courier.transport.connected()
        transport = self._courier.transport.name if connected else None
        return {"connected": connected, "transport": transport, "warnings": [*self._workspace.warnings]}

    async def _requests(self, _args: Json, _base: str) -> list[Json]:
        return [*self._api.calls]

    async def _clear_requests(self, _args: Json, _base: str) -> Json:
        self._api.calls.clear()
        return {"ok": True}

    async def _click(self, args: Json, base: str) -> Json:
        person, action, state = args["person"], args["action"], args.get("state") or {}
        if args.get("view_id"):
            return await self._interactions.click_view(person, args["view_id"], action, state)
        place = (args["channel"], args["ts"])
        return await self._interactions.click_message(base, person, *place, action=action, state=state)

    async def _command(self, args: Json, base: str) -> Json:
        name, text = args["command"], str(args.get("text") or "")
        return await self._interactions.command(base, args["person"], args["channel"], name, text)

    async def _shortcut(self, args: Json, base: str) -> Json:
        where = (args["channel"], args["ts"]) if args.get("ts") else None
        return await self._interactions.shortcut(base, args["person"], args["callback_id"], where)

    async def _submit(self, args: Json, _base: str) -> Json:
        return await self._modals.submit(args["person"], args["view_id"], args.get("state") or {})

    async def _close(self, args: Json, _base: str) -> Json:
        whole = bool(args.get("all"))
        return await self._modals.close(args["person"], args["view_id"], whole_stack=whole)

    async def _open_home(self, args: Json, _base: str) -> Json:
        self._interactions.open_home(args["person"], args.get("tab", "home"))
        return {"ok": True}

    async def _message(self, args: Json, _base: str) -> Json:
        message = self._interactions.type_message(args["person"], args["channel"], str(args["text"]))
        return {"ok": True, "ts": message.ts}

    async def _faults(self, args: Json, _base: str) -> Json:
        if args.get("clear"):
            self._api.faults = Faults()
        faults = self._api.faults
        if "rate_limit" in args:
            limit = args["rate_limit"]
            armed = RateLimit(int(limit.get("times", 1)), int(limit.get("retry_after", 1)))
            faults.rate_limits[limit["method"]] = armed
        if "revoke_token" in args:
            faults.revoked = bool(args["revoke_token"])
        if "slow_seconds" in args:
            faults.slow_seconds = float(args["slow_seconds"])
        if args.get("drop_sockets"):
            how = args["drop_sockets"]
            await self._sockets.drop(politely=how != "cut", at_once=how != "announced")
        redelivered = None
        if args.get("redeliver"):
            ack = await self._courier.again()
            redelivered = answer(ack) if ack else None
        return {"ok": True, "redelivered": redelivered}
