"""The Slack clients: calls, response_urls and Socket Mode, each exchange of which can be watched (`--wire-log`).

Watching is done where the libraries' own public methods pass: `WebClient.api_call`, `WebhookClient.send_dict` and
`App.dispatch`, which carries socket frames and signed HTTP alike.
"""

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import parse_qs

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, RateLimitErrorRetryHandler
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient
from websocket import WebSocketApp

from integrations.crm.wire import HIDDEN, Watcher, WireExchange, redacted

TIMEOUT = 10  # seconds of machine time for one call
START_SECONDS = 10.0  # for the first connection to be there
STOP_SECONDS = 5.0  # for the thread that reads the socket
WORKERS = 32  # listeners at work at once; Bolt's own five let fifty people wait for each other


class WatchedClient(WebClient):
    """A WebClient that reports each call to `watch`, when there is one."""

    watch: Watcher | None = None

    def api_call(self, api_method: str, **how: Any) -> SlackResponse:  # noqa: ANN401  # as its parent's
        """As WebClient.api_call; a refusal is reported and raised."""
        sent = {**(how.get("params") or {}), **(how.get("data") or {}), **(how.get("json") or {})}
        try:
            answer = super().api_call(api_method, **how)
        except SlackApiError as error:
            self._report(api_method, sent, error.response.status_code, error.response.data)
            raise
        except OSError as error:
            self._report(api_method, sent, None, str(error))
            raise
        self._report(api_method, sent, answer.status_code, answer.data)
        return answer

    def _report(self, method: str, sent: dict[str, Any], status: int | None, said: object) -> None:
        if self.watch is None:
            return
        if method == "apps.connections.open" and isinstance(said, dict) and "url" in said:
            said = {**said, "url": HIDDEN}  # it carries the ticket to our socket
        self.watch(_seen("out", "POST", f"{self.base_url}{method}", sent, status, said))


def web_client(
    token: str, base_url: str, *, watch: Watcher | None = None, patient: bool = False
) -> WatchedClient:
    """A Web API client.

    Args:
        token: the bot token.
        base_url: SLACK_API_URL.
        watch: told of each exchange.
        patient: wait out one 429 in the calling thread; never for the desk, which queues instead, nor where a
            person waits for a modal.
    """
    handlers = [ConnectionErrorRetryHandler(), *([RateLimitErrorRetryHandler(1)] if patient else [])]
    client = WatchedClient(token=token, base_url=base_url, timeout=TIMEOUT, retry_handlers=handlers)
    client.watch = watch
    return client


def hook(watch: Watcher | None = None) -> Callable[[str, dict[str, Any]], int]:
    """What posts to a response_url and returns the HTTP status; raises OSError when it cannot be reached."""

    def post(address: str, body: dict[str, Any]) -> int:
        answer = WebhookClient(address, timeout=TIMEOUT).send_dict(body)
        if watch is not None:
            shown = (
                f"{address.rpartition('/')[0]}/{HIDDEN}"  # whoever has the whole of it can speak in our name
            )
            watch(_seen("out", "POST", shown, body, answer.status_code, answer.body))
        return int(answer.status_code)

    return post


class WatchedApp(App):
    """A Bolt app that reports what Slack brings and what it was answered, over a socket or over HTTP."""

    watch: Watcher | None = None

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """As App.dispatch."""
        answer = super().dispatch(req)
        if self.watch is not None:
            socket = req.mode == "socket_mode"
            body = dict(req.body) if socket else _http_body(req)
            said = _parsed(answer.body)
            method, url = ("SOCKET", "socket-mode") if socket else ("POST", "/slack/events")
            self.watch(_seen("in", method, url, body, answer.status, said))
        return answer


def bolt_app(client: WebClient, signing_secret: str | None, *, watch: Watcher | None = None) -> App:
    """A Bolt app on that client. It calls auth.test at once, so a wrong token shows here (raises BoltError).

    Args:
        client: its base_url and retry handlers are used by every listener.
        signing_secret: needed for HTTP; in Socket Mode nothing is signed.
        watch: told of each exchange.
    """
    app = WatchedApp(
        client=client,
        signing_secret=signing_secret or "",
        listener_executor=ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="slack"),
    )
    app.watch = watch

    app.middleware(_presses_are_acknowledged_first)
    return app


def _presses_are_acknowledged_first(
    body: dict[str, Any],
    ack: Ack,
    next: Callable[[], BoltResponse],  # noqa: A002  # Bolt hands it over by this name
) -> BoltResponse:
    """A press is answered before it waits for a worker: its acknowledgement never says anything (a form's may)."""
    if body.get("type") == "block_actions":
        ack()
    return next()


class SlackLine(SocketModeHandler):
    """A Socket Mode connection: `connect()` opens it, `close()` ends it at once and leaves no socket behind.

    The websocket_client handler is used because it is back two seconds after a lost connection where the builtin one
    takes about a minute, and because it respects NO_PROXY.
    """

    def __init__(self, app: App, app_token: str) -> None:
        super().__init__(app, app_token, concurrency=WORKERS)
        self._open: list[socket.socket] = []
        self._up = threading.Event()
        self.client.on_open_listeners.append(self._opened)
        self.client.on_message_listeners.append(self._heard)

    def connect(self) -> None:
        """Connect, and return once the line is open (or after some seconds, when it goes on trying by itself).

        The library's monitor looks at once, finds no line yet and opens a second one, which cuts the first: here it
        begins after the first is open.
        """
        client = self.client
        client.current_app_monitor_started = True
        client.connect()
        self._up.wait(START_SECONDS)
        client.current_app_monitor.start()

    @staticmethod
    def _heard(session: WebSocketApp, message: str) -> None:
        """Slack asks for a new connection about every hour (docs.slack.dev, "Using Socket Mode", disconnect).

        The library then closes the old socket under its own `select`, and the new connection waits up to ten seconds
        for that; ended here, in the thread that reads it, the old one makes way at once.
        """
        if '"disconnect"' in message and json.loads(message).get("type") == "disconnect":
            session.keep_running = False

    def _opened(self, session: WebSocketApp) -> None:
        """The library forgets to close the socket of a connection that the other side ended."""
        self._close_sockets()
        if session.sock is not None and session.sock.sock is not None:
            self._open.append(session.sock.sock)
        self._up.set()

    def _close_sockets(self) -> None:
        while self._open:
            self._open.pop().close()

    def close(self) -> None:
        """End the connection and its threads.

        The library alone would close the socket under a `select` of its own, and then wait for it up to ten seconds;
        and another second for the thread that waits for messages, which an empty one wakes.
        """
        client = self.client
        client.closed = True
        client.auto_reconnect_enabled = False
        client.message_queue.put("")
        client.current_session_runner.event.set()
        if client.current_session is not None:
            client.current_session.keep_running = False
        for line in self._open:
            with contextlib.suppress(OSError):  # the other side was quicker
                line.shutdown(socket.SHUT_RDWR)
        client.current_session_runner.thread.join(timeout=STOP_SECONDS)
        super().close()  # type: ignore[no-untyped-call]  # Bolt leaves it without types
        self._close_sockets()


def _seen(
    direction: Literal["out", "in"],
    method: str,
    url: str,
    request: object,
    status: int | None,
    response: object,
) -> WireExchange:
    return WireExchange(
        time=datetime.now(UTC),
        direction=direction,
        method=method,
        url=url,
        request=redacted(request),
        status=status,
        response=redacted(response),
    )


def _http_body(request: BoltRequest) -> object:
    """What came over HTTP: a form whose `payload` is JSON, a slash command's form, or an event's JSON."""
    parsed = _parsed(request.raw_body)
    if not isinstance(parsed, str):
        return parsed
    form: Mapping[str, list[str]] = parse_qs(parsed, keep_blank_values=True)
    flat = {name: values[0] for name, values in form.items()}
    return _parsed(flat["payload"]) if set(flat) == {"payload"} else flat


def _parsed(text: object) -> object:
    if not isinstance(text, str) or not text:
        return text or None
    try:
        return json.loads(text)
    except ValueError:
        return text
