"""Signed HTTP: the same presses and events as POSTs that a real Bolt app verifies."""

import json
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.sandbox.slack_town import (
    PRIYA,
    SIGNING_SECRET,
    Page,
    actions,
    button,
    client_of,
    server,
    serving,
    until,
)


@dataclass
class Received:
    """One POST as it came over the wire."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """The app's request URL: keeps what arrives, then lets Bolt (or a scripted failure) answer."""

    posts: list[Received] = field(default_factory=list)
    heard: list[Any] = field(default_factory=list)
    bolt: SlackRequestHandler | None = None
    fail_next: int = 0

    async def endpoint(self, request: Request) -> Response:
        body = await request.body()
        self.posts.append(Received(dict(request.headers), body))
        assert self.bolt is not None
        if self.fail_next:
            self.fail_next -= 1
            return PlainTextResponse("no", 500)
        return await self.bolt.handle(request)


@dataclass
class Town:
    page: Page
    app: App
    receiver: Receiver


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    receiver = Receiver()
    with serving([Route("/slack/events", receiver.endpoint, methods=["POST"])]) as events:
        slack = server(events_url=f"{events}/slack/events", retry_delays=(0.0, 0.0), trigger_seconds=30)
        with serving(slack.routes()) as address:
            app = App(client=client_of(address), signing_secret=SIGNING_SECRET)
            _listen(app, receiver.heard)
            receiver.bolt = SlackRequestHandler(app)
            page = Page(address)
            until(lambda: page.get("status")["connected"])
            yield Town(page, app, receiver)
            app.listener_runner.listener_executor.shutdown()


def _listen(app: App, heard: list[Any]) -> None:
    @app.action("go")
    def go(ack: Any, body: dict[str, Any]) -> None:
        ack()
        heard.append(body["actions"][0]["value"])

    @app.command("/dealhand")
    def command(ack: Any, body: dict[str, Any]) -> None:
        ack(f"you said {body['text']}")

    @app.event("message")
    def message(event: dict[str, Any], request: Any) -> None:
        heard.append((event["text"], request.headers.get("x-slack-retry-num")))

    @app.view("strict")
    def strict(ack: Any) -> None:
        ack(response_action="errors", errors={"amount": "Too much"})


def test_the_request_url_is_challenged_before_anything_else(town: Town) -> None:
    assert town.page.get("status")["transport"] == "http"
    assert b"url_verification" in town.receiver.posts[0].body


def test_every_post_is_signed_so_that_the_official_verifier_accepts_it(town: Town) -> None:
    _press(town, "signed")

    verifier = SignatureVerifier(SIGNING_SECRET)
    last = town.receiver.posts[-1]
    assert verifier.is_valid_request(last.body, last.headers)
    assert not verifier.is_valid_request(last.body + b"x", last.headers)


def test_a_press_travels_as_a_form_and_is_acknowledged(town: Town) -> None:
    answer = _press(town, "by form")

    assert answer["ok"]
    assert "by form" in town.receiver.heard
    last = town.receiver.posts[-1]
    assert last.headers["content-type"] == "application/x-www-form-urlencoded"
    assert last.body.startswith(b"payload=")


def test_a_slash_command_is_a_plain_form_answered_in_the_response(town: Town) -> None:
    answer = town.page.post("command", person=PRIYA, channel="C0GENERAL", command="/dealhand", text="a b&c")

    assert answer["ok"]
    assert town.page.messages(PRIYA, "C0GENERAL")[-1]["text"] == "you said a b&c"


def test_a_submission_is_answered_in_the_response(town: Town) -> None:
    _press(town, "for its trigger")
    label = {"type": "plain_text", "text": "Amount"}
    element = {"type": "plain_text_input", "action_id": "value", "initial_value": "1"}
    block = {"type": "input", "block_id": "amount", "label": label, "element": element}
    view = {"type": "modal", "callback_id": "strict", "title": label, "submit": label, "blocks": [block]}
    shown = town.app.client.views_open(trigger_id=_trigger(town), view=view)["view"]

    answer = town.page.post("submit", person=PRIYA, view_id=shown["id"], state={})

    assert answer["errors"] == {"amount": "Too much"}


def _trigger(town: Town) -> str:
    return str(
        json.loads(urllib.parse.parse_qs(town.receiver.posts[-1].body.decode())["payload"][0])["trigger_id"]
    )


def test_an_event_that_failed_is_redelivered_with_number_and_reason(town: Town) -> None:
    town.receiver.fail_next = 1

    town.page.post("message", person=PRIYA, channel="D0PRIYA", text="again please")

    until(lambda: ("again please", ["1"]) in town.receiver.heard)
    last = town.receiver.posts[-1]
    assert last.headers["x-slack-retry-reason"] == "http_error"
    assert last.headers["content-type"] == "application/json"


def test_a_press_that_failed_is_not_redelivered_but_told(town: Town) -> None:
    town.receiver.fail_next = 1

    answer = _press(town, "failing")

    assert answer["error"] == "http_500"
    assert "click go: not acked (http_500)" in town.page.warnings()
    assert "failing" not in town.receiver.heard


def _press(town: Town, value: str) -> Any:
    posted = town.app.client.chat_postMessage(
        channel=PRIYA, text="card", blocks=[actions(button("go") | {"value": value})]
    )
    return town.page.press(PRIYA, posted["channel"], posted["ts"], "go")
