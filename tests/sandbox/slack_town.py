"""A local Slack on a free loopback port, real Slack clients against it, and a person at the page."""

import contextlib
import json
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import uvicorn
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from integrations.sandbox.slack import SlackServer
from integrations.sandbox.world import Colleague, World

PRIYA, SAM, LEE = "U0PRIYA", "U0SAM", "U0LEE"
SIGNING_SECRET = "sandbox-signing-secret"


def small_world() -> World:
    zone = "America/New_York"
    return World(
        colleagues=(
            Colleague("priya", "Priya Nair", "priya@northwind.example", zone, "Account executive", "sam"),
            Colleague("sam", "Sam Ortiz", "sam@northwind.example", zone, "Sales manager", admin=True),
            Colleague("lee", "Lee Chen", "lee@northwind.example", zone, "SDR", "sam"),
        )
    )


@contextlib.contextmanager
def serving(routes: list[BaseRoute]) -> Iterator[str]:
    """The address of an app that runs until the block ends."""
    config = uvicorn.Config(
        Starlette(routes=routes),
        host="127.0.0.1",
        port=0,
        log_level="error",
        lifespan="off",
        timeout_graceful_shutdown=1,
        ws="websockets-sansio",
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for a condition; fails when it does not come true."""
    deadline = time.monotonic() + seconds
    tick = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true in time"
        tick.wait(0.01)


class Page:
    """The browser's side: asks /page/slack of a running server."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get(self, path: str, **query: str) -> Any:
        return self._ask(f"{path}?{urllib.parse.urlencode(query)}", None)

    def post(self, path: str, **body: Any) -> Any:
        return self._ask(path, json.dumps(body).encode())

    def _ask(self, path: str, body: bytes | None) -> Any:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}/page/slack/{path}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return json.loads(response.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return json.loads(refused.read())

    def messages(self, person: str, channel: str) -> list[Any]:
        return list(self.get("messages", person=person, channel=channel)["messages"])

    def stack(self, person: str) -> list[Any]:
        return list(self.get("views", person=person)["stack"])

    def warnings(self) -> list[str]:
        return list(self.get("status")["warnings"])

    def press(self, person: str, channel: str, ts: str, action_id: str, **more: Any) -> Any:
        """Press the element with that action_id in the message as the person sees it now."""
        shown = next(m for m in self.messages(person, channel) if m["ts"] == ts)
        block = next(b for b in shown["blocks"] if action_id in json.dumps(b))
        state = more.pop("state", {})
        action = {"block_id": block["block_id"], "action_id": action_id, **more}
        return self.post("click", person=person, channel=channel, ts=ts, action=action, state=state)


def client_of(address: str) -> WebClient:
    return WebClient(token="xoxb-sandbox", base_url=f"{address}/api/", timeout=10)


@contextlib.contextmanager
def bolt_app(address: str, listen: Callable[[App], None]) -> Iterator[App]:
    """A real Bolt app connected by Socket Mode until the block ends."""
    app = App(client=client_of(address), signing_secret=SIGNING_SECRET)
    listen(app)
    handler = SocketModeHandler(app, "xapp-sandbox")
    opened: list[Any] = []
    handler.client.on_open_listeners.append(
        lambda session: opened.append(getattr(session.sock, "sock", None))
    )
    handler.connect()  # type: ignore[no-untyped-call]  # slack_bolt leaves it untyped
    page = Page(address)
    try:
        until(lambda: page.get("status")["connected"])
        yield app
    finally:
        hang_up(handler, page)
        handler.close()  # type: ignore[no-untyped-call]  # same
        app.listener_runner.listener_executor.shutdown()
        for each in opened:  # websocket-client leaves a socket open when the other side hung up first
            if isinstance(each, socket.socket):
                each.close()


def hang_up(handler: SocketModeHandler, page: Page) -> None:
    """Let the server end the connection: a client that closes by itself first waits ten seconds in select()."""
    handler.client.auto_reconnect_enabled = False
    handler.client.current_session_runner.event.set()
    page.post("faults", drop_sockets="cut")
    until(lambda: not handler.client.is_connected())


def server(**settings: Any) -> SlackServer:
    return SlackServer(small_world(), lambda _topic: None, **settings)


def button(action_id: str, text: str = "Go", **more: Any) -> dict[str, Any]:
    label = {"type": "plain_text", "text": text}
    return {"type": "button", "action_id": action_id, "text": label, "value": "v1", **more}


def actions(*elements: dict[str, Any], block_id: str = "buttons") -> dict[str, Any]:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}
