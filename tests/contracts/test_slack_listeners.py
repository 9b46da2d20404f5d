"""What every press gets, whatever happens behind it: an acknowledgement in time and a visible answer."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from blocks.notices import sentence
from bot.lifecycle import Lifecycle
from handlers import Replies, register_all
from handlers.clicks import Click, click
from handlers.errors import OLD_BUTTON
from handlers.listening import Listeners
from handlers.web import Health, web
from integrations.crm.wire import WireExchange
from integrations.slack.client import bolt_app, hook, web_client
from tests.sandbox.slack_town import (
    PRIYA,
    SAM,
    SIGNING_SECRET,
    Page,
    actions,
    button,
    client_of,
    server,
    serving,
    until,
)
from tests.sandbox.slack_town import bolt_app as connected

DM = "D0PRIYA"


class Broken:
    """A lifecycle in which everything fails: what people are told then must not depend on it."""

    def __getattr__(self, name: str) -> Any:
        def fail(*_args: object, **_more: object) -> None:
            raise RuntimeError(f"{name} is broken")

        return fail


@dataclass
class Town:
    page: Page
    client: WebClient
    replies: Replies

    def post(self, *elements: dict[str, Any]) -> str:
        blocks = [actions(*elements)]
        return str(self.client.chat_postMessage(channel=PRIYA, text="card", blocks=blocks)["ts"])

    def whispers(self, person: str = PRIYA, channel: str = DM) -> list[str]:
        return [m["text"] for m in self.page.messages(person, channel) if m["ephemeral"]]


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with serving(server().routes()) as address:
        client = client_of(address)
        replies = Replies(client, hook())

        def listen(app: App) -> None:
            listeners = Listeners(app, replies)

            @listeners.action("fails_late.v1")
            def fails_late(ack: Ack) -> None:
                ack()
                raise RuntimeError("after the acknowledgement")

            @listeners.action("fails_early.v1")
            def fails_early() -> None:
                raise RuntimeError("before the acknowledgement")

            register_all(app, cast("Lifecycle", Broken()), replies)

        with connected(address, listen):
            yield Town(Page(address), client, replies)


@pytest.mark.parametrize("action", ["fails_late.v1", "fails_early.v1", "approve.v1", "undo.v1", "show.v1"])
def test_a_press_that_breaks_something_is_acknowledged_and_told_with_an_incident(
    town: Town, action: str, caplog: pytest.LogCaptureFixture
) -> None:
    ts = town.post(button(action, value="01PROPOSAL"))
    before = len(town.whispers())

    answer = town.page.press(PRIYA, DM, ts, action)

    assert answer["ok"]
    until(lambda: len(town.whispers()) > before)
    (said,) = town.whispers()[before:]
    assert "(incident I-" in said
    found = next(r for r in caplog.records if getattr(r, "incident", "") in said and hasattr(r, "incident"))
    assert vars(found)["proposal"] == "01PROPOSAL"
    assert found.exc_info


def test_a_button_that_nobody_knows_any_more_is_answered(town: Town) -> None:
    ts = town.post(button("approve.v0", value="01OLD"))
    before = len(town.whispers())

    assert town.page.press(PRIYA, DM, ts, "approve.v0")["ok"]

    until(lambda: len(town.whispers()) > before)
    assert town.whispers()[before:] == [OLD_BUTTON]


def test_a_dismissal_with_a_reason_that_does_not_exist_changes_nothing(town: Town) -> None:
    option = {"text": {"type": "plain_text", "text": "?"}, "value": "bogus:01P"}
    menu = {"type": "static_select", "action_id": "dismiss.v1", "options": [option]}
    ts = town.post(menu)
    before = len(town.whispers())

    assert town.page.press(PRIYA, DM, ts, "dismiss.v1", type="static_select", selected_option=option)["ok"]

    until(lambda: len(town.whispers()) > before)
    assert "incident" in town.whispers()[-1] or "no longer know" in town.whispers()[-1]


@pytest.mark.parametrize("text", ["help", "wat", "", "pause everything", "queue", "receipts"])
def test_a_command_is_always_answered_in_time(town: Town, text: str) -> None:
    before = len(town.whispers())

    answer = town.page.post("command", person=PRIYA, channel=DM, command="/dealhand", text=text)

    assert answer["ok"]
    until(lambda: len(town.whispers()) > before)


def test_a_link_button_is_only_acknowledged(town: Town) -> None:
    ts = town.post(button("open.v1", url="https://crm.example/1"))
    before = town.whispers()

    assert town.page.press(PRIYA, DM, ts, "open.v1")["ok"]
    assert town.whispers() == before


def test_an_answer_finds_another_way_when_the_response_url_has_run_out(town: Town) -> None:
    town.post(button("open.v1"))
    dead = Click(PRIYA, "a", "v", "t", DM, "1.0", response_url=f"{town.page.address}/hooks/gone")
    nowhere = Click(PRIYA, "a", "v", "t", DM, "1.0", response_url="http://127.0.0.1:9/hooks/x")

    town.replies.whisper(dead, "first")
    town.replies.whisper(nowhere, "second")

    assert town.whispers()[-2:] == ["first", "second"]


def test_an_answer_goes_to_the_direct_message_when_nothing_else_works(town: Town) -> None:
    town.replies.whisper(Click(SAM, "a", "v", "t", "C0UNKNOWN"), "not lost")

    assert town.page.messages(SAM, "D0SAM")[-1]["text"] == "not lost"


def test_an_answer_that_cannot_be_given_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    Replies(WebClient("x", "http://127.0.0.1:9/"), hook()).tell(SAM, sentence("lost"))

    assert "could not answer U0SAM: lost" in caplog.text


def test_a_payload_with_nothing_in_it_is_still_a_click() -> None:
    assert click({}) == Click("", "", "", "")


def signed(address: str, body: bytes, *, secret: str = SIGNING_SECRET, age: int = 0) -> tuple[int, str]:
    """POST it as Slack would; the status and body of the answer."""
    at = str(int(time.time()) - age)
    text = body.decode(errors="replace")
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=text)
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": signature or "",
    }
    try:
        request = urllib.request.Request(f"{address}/slack/events", body, headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


CHALLENGE = json.dumps({"type": "url_verification", "challenge": "c0ffee"}).encode()


@pytest.fixture(scope="module")
def by_http() -> Iterator[tuple[str, list[WireExchange]]]:
    """The HTTP server around a Bolt app whose exchanges are watched."""
    seen: list[WireExchange] = []
    with serving(server().routes()) as slack:
        app = bolt_app(web_client("xoxb-sandbox", f"{slack}/api/"), SIGNING_SECRET, watch=seen.append)
        ready = Health(ready=True, parts={"database": "ok", "queue": 3})
        with serving(list(web(app, lambda: ready).routes)) as address:
            yield address, seen
        app.listener_runner.listener_executor.shutdown()


def test_a_signed_request_reaches_bolt_and_is_watched(by_http: tuple[str, list[WireExchange]]) -> None:
    address, seen = by_http

    assert signed(address, CHALLENGE)[0] == 200

    assert str(seen[-1].direction) == "in"
    assert seen[-1].request == {"type": "url_verification", "challenge": "c0ffee"}
    assert seen[-1].status == 200


@pytest.mark.parametrize("wrong", [{"secret": "another"}, {"age": 600}])
def test_a_forged_or_old_request_is_refused(
    by_http: tuple[str, list[WireExchange]], wrong: dict[str, Any]
) -> None:
    assert signed(by_http[0], CHALLENGE, **wrong)[0] == 401


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{not json"])
def test_a_body_that_cannot_be_read_is_refused_and_not_raised(
    by_http: tuple[str, list[WireExchange]], body: bytes
) -> None:
    assert signed(by_http[0], body)[0] == 400


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503)])
def test_health_says_whether_work_can_be_done_and_why_not(ready: bool, status: int) -> None:
    health = Health(ready=ready, parts={"slack": ready, "crm": "working", "waiting": 3})

    with serving(list(web(None, lambda: health).routes)) as address:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answer:
                got, body = answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                got, body = refused.code, json.loads(refused.read())

    assert got == status
    assert body == {"alive": True, "ready": ready, "slack": ready, "crm": "working", "waiting": 3}
