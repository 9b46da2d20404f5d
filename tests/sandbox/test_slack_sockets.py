"""Socket Mode on the wire: hello, one connection per payload, drops, and the real client coming back."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import websocket
from slack_bolt import App

from tests.sandbox.slack_town import (
    PRIYA,
    Page,
    actions,
    bolt_app,
    button,
    client_of,
    server,
    serving,
    until,
)


@pytest.fixture
def address() -> Iterator[str]:
    with serving(server(ack_deadline=0.5).routes()) as running:
        yield running


def dial(address: str, stack: ExitStack) -> websocket.WebSocket:
    url = client_of(address).apps_connections_open(app_token="xapp-sandbox")["url"]
    return dial_again(str(url), stack)


def dial_again(url: str, stack: ExitStack) -> websocket.WebSocket:
    session = websocket.create_connection(url, timeout=5)
    stack.callback(session.shutdown)
    if session.sock is not None:  # the client forgets a socket without closing it when the server hung up
        stack.callback(session.sock.close)
    return session


def frame(session: websocket.WebSocket) -> dict[str, Any]:
    return dict(json.loads(session.recv()))


def test_a_connection_is_greeted_and_its_ticket_works_once(address: str) -> None:
    with ExitStack() as stack:
        url = str(client_of(address).apps_connections_open(app_token="xapp-sandbox")["url"])
        session = dial_again(url, stack)

        hello = frame(session)

        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        with pytest.raises(websocket.WebSocketBadStatusException):
            websocket.create_connection(url, timeout=5)


def test_the_eleventh_connection_is_sent_away(address: str) -> None:
    with ExitStack() as stack:
        sessions = [dial(address, stack) for _ in range(11)]

        first_frames = [frame(session) for session in sessions]

        assert [f["type"] for f in first_frames] == ["hello"] * 10 + ["disconnect"]
        assert first_frames[-1]["reason"] == "too_many_websockets"


def test_each_payload_goes_to_one_connection_only(address: str) -> None:
    page, client = Page(address), client_of(address)
    posted = client.chat_postMessage(channel=PRIYA, text="card", blocks=[actions(button("go"))])
    with ExitStack() as stack:
        sessions = [dial(address, stack) for _ in range(2)]
        for session in sessions:
            frame(session)

        answer = page.press(PRIYA, posted["channel"], posted["ts"], "go")

        assert answer["error"] == "not_acked"
        received = 0
        for session in sessions:
            session.settimeout(0.1)
            try:
                envelope = frame(session)
            except websocket.WebSocketTimeoutException:
                continue
            received += 1
            assert (envelope["type"], envelope["accepts_response_payload"]) == ("interactive", False)
            assert envelope["payload"]["type"] == "block_actions"
        assert received == 1


def test_a_press_without_any_app_says_so_at_once(address: str) -> None:
    page, client = Page(address), client_of(address)
    posted = client.chat_postMessage(channel=PRIYA, text="card", blocks=[actions(button("go"))])

    answer = page.press(PRIYA, posted["channel"], posted["ts"], "go")

    assert answer["error"] == "not_connected"
    assert page.get("status") == {
        "connected": False,
        "transport": None,
        "warnings": ["click go: the app is not connected"],
    }


@pytest.mark.parametrize("how", [True, "cut"])
def test_a_real_client_comes_back_after_its_sockets_were_dropped(address: str, how: object) -> None:
    def listen(app: App) -> None:
        @app.action("go")
        def go(ack: Any) -> None:
            ack()

    with bolt_app(address, listen) as app:
        page = Page(address)
        posted = app.client.chat_postMessage(channel=PRIYA, text="card", blocks=[actions(button("go"))])
        page.post("faults", drop_sockets=how)

        until(lambda: page.press(PRIYA, posted["channel"], posted["ts"], "go")["ok"], seconds=20)
