"""Presses, commands and events through a real Bolt app on Socket Mode."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from slack_bolt import App

from tests.sandbox.slack_town import (
    LEE,
    PRIYA,
    SAM,
    Page,
    actions,
    bolt_app,
    button,
    server,
    serving,
    until,
)


@dataclass
class Town:
    """One Slack, one app, and what the app heard."""

    page: Page
    app: App
    heard: dict[str, list[Any]]

    def post(self, person: str, *blocks: dict[str, Any], text: str = "card") -> tuple[str, str]:
        answer = self.app.client.chat_postMessage(channel=person, text=text, blocks=list(blocks))
        return answer["channel"], answer["ts"]

    def message(self, person: str, place: tuple[str, str]) -> Any:
        channel, ts = place
        return next(m for m in self.page.messages(person, channel) if m["ts"] == ts)


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    heard: dict[str, list[Any]] = defaultdict(list)
    routes = server().routes()
    with serving(routes) as address, bolt_app(address, lambda app: _listen(app, heard)) as app:
        yield Town(Page(address), app, heard)


def _listen(app: App, heard: dict[str, list[Any]]) -> None:
    for name in ("approve", "pick", "when"):

        @app.action(name)
        def hear(ack: Any, body: dict[str, Any]) -> None:
            ack()
            heard[body["actions"][0]["action_id"]].append(body)

    @app.action("respond")
    def answer_by_url(ack: Any, body: dict[str, Any], respond: Any) -> None:
        ack()
        orders: dict[str, dict[str, Any]] = {
            "replace": {"text": "replaced", "replace_original": True},
            "delete": {"delete_original": True},
            "whisper": {"text": "only you", "response_type": "ephemeral", "replace_original": False},
        }
        heard["statuses"] += [respond(**orders[v]).status_code for v in body["actions"][0]["value"].split()]

    @app.command("/dealhand")
    def command(ack: Any, body: dict[str, Any], respond: Any) -> None:
        if body["text"] == "late":
            ack()
            respond("later answer")
        else:
            ack(f"you said {body['text']}")

    @app.shortcut("look_up")
    def shortcut(ack: Any, body: dict[str, Any]) -> None:
        ack()
        heard["shortcut"].append(body)

    @app.event("app_home_opened")
    def home(event: dict[str, Any], client: Any) -> None:
        heard["home"].append(event)
        blocks = [actions(button("approve"))]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.event("message")
    def message(event: dict[str, Any], request: Any) -> None:
        heard["message"].append((event["text"], request.headers.get("x-slack-retry-num")))


def test_a_press_reaches_the_listener_with_message_state_and_trigger(town: Town) -> None:
    place = town.post(PRIYA, actions(button("approve", value="p1", style="primary")))

    answer = town.page.press(PRIYA, *place, "approve")

    assert (answer["ok"], answer["acked"], answer["error"]) == (True, True, None)
    body = town.heard["approve"][-1]
    assert (body["user"]["id"], body["channel"], body["container"]["message_ts"]) == (
        PRIYA,
        {"id": place[0], "name": "directmessage"},
        place[1],
    )
    assert body["message"]["blocks"][0]["elements"][0]["value"] == body["actions"][0]["value"] == "p1"
    assert body["trigger_id"]
    assert body["state"] == {"values": {}}


def test_the_version_before_an_update_can_still_be_pressed(town: Town) -> None:
    channel, ts = town.post(PRIYA, actions(button("approve", value="old")))
    town.app.client.chat_update(channel=channel, ts=ts, text="done", blocks=[{"type": "divider"}])

    action = {"block_id": "buttons", "action_id": "approve"}
    answer = town.page.post("click", person=PRIYA, channel=channel, ts=ts, action=action)

    assert answer["ok"]
    assert town.heard["approve"][-1]["actions"][0]["value"] == "old"


def test_an_element_that_was_never_there_cannot_be_pressed(town: Town) -> None:
    channel, ts = town.post(PRIYA, actions(button("approve")))

    action = {"block_id": "buttons", "action_id": "forged"}
    answer = town.page.post("click", person=PRIYA, channel=channel, ts=ts, action=action)

    assert (answer["ok"], answer["error"]) == (False, "no_such_element")


def test_a_choice_travels_as_the_whole_option_and_stays_in_the_state(town: Town) -> None:
    options = [{"text": {"type": "plain_text", "text": t}, "value": t} for t in ("a", "b")]
    select = {"type": "static_select", "action_id": "pick", "options": options}
    date = {"type": "datepicker", "action_id": "when", "initial_date": "2026-03-03"}
    place = town.post(PRIYA, actions(select, date))

    town.page.press(PRIYA, *place, "pick", selected_option={"value": "b"})
    town.page.press(PRIYA, *place, "when", selected_date="2026-04-01")

    state = town.heard["when"][-1]["state"]["values"]["buttons"]
    assert state["pick"] == {"type": "static_select", "selected_option": options[1]}
    assert state["when"] == {"type": "datepicker", "selected_date": "2026-04-01"}
    assert town.message(PRIYA, place)["state"]["buttons"]["pick"]["selected_option"] == options[1]
    bad = town.page.press(PRIYA, *place, "pick", selected_option={"value": "z"})
    assert bad["error"] == "no_such_option"


def test_a_press_on_an_ephemeral_message_has_no_message_but_can_replace_it(town: Town) -> None:
    blocks = [actions(button("respond", value="replace"))]
    ts = town.app.client.chat_postEphemeral(channel="C0GENERAL", user=SAM, text="e", blocks=blocks)[
        "message_ts"
    ]

    answer = town.page.press(SAM, "C0GENERAL", ts, "respond")

    assert answer["ok"]
    until(lambda: town.message(SAM, ("C0GENERAL", ts))["text"] == "replaced")


def test_response_urls_whisper_replace_delete_and_wear_out(town: Town) -> None:
    place = town.post(LEE, actions(button("respond", value="whisper whisper whisper replace delete whisper")))
    town.heard["statuses"].clear()

    town.page.press(LEE, *place, "respond")

    until(lambda: len(town.heard["statuses"]) == 6)
    assert town.heard["statuses"] == [200, 200, 200, 200, 200, 404]
    shown = town.page.messages(LEE, place[0])
    assert place[1] not in [m["ts"] for m in shown]
    assert [m["text"] for m in shown if m["ephemeral"]] == ["only you"] * 3


def test_a_slash_command_is_answered_in_the_ack_for_one_person(town: Town) -> None:
    answer = town.page.post("command", person=SAM, channel="C0SALESSLA", command="/dealhand", text="status")

    assert answer["ok"]
    assert [m["text"] for m in town.page.messages(SAM, "C0SALESSLA")][-1] == "you said status"
    assert "you said status" not in [m["text"] for m in town.page.messages(LEE, "C0SALESSLA")]


def test_a_slash_command_can_be_answered_later(town: Town) -> None:
    town.page.post("command", person=LEE, channel="C0GENERAL", command="/dealhand", text="late")

    until(lambda: "later answer" in [m["text"] for m in town.page.messages(LEE, "C0GENERAL")])


def test_shortcuts_arrive_with_a_trigger_and_from_a_message_with_that_message(town: Town) -> None:
    channel, ts = town.post(PRIYA, text="look at me")

    first = town.page.post("shortcut", person=PRIYA, callback_id="look_up")
    second = town.page.post("shortcut", person=PRIYA, callback_id="look_up", channel=channel, ts=ts)

    assert first["ok"]
    assert second["ok"]
    kinds = {body["type"]: body for body in town.heard["shortcut"]}
    assert kinds["shortcut"]["trigger_id"]
    assert kinds["message_action"]["message"]["text"] == "look at me"


def test_opening_home_publishes_a_view_whose_buttons_work(town: Town) -> None:
    town.page.post("home", person=LEE)

    until(lambda: town.page.get("home", person=LEE)["view"])
    view = town.page.get("home", person=LEE)["view"]
    action = {"block_id": "buttons", "action_id": "approve"}
    answer = town.page.post("click", person=LEE, view_id=view["id"], action=action)

    assert answer["ok"]
    assert town.heard["home"][0]["tab"] == "home"
    assert town.heard["approve"][-1]["container"] == {"type": "view", "view_id": view["id"]}


def test_a_typed_direct_message_reaches_the_app_and_can_be_redelivered(town: Town) -> None:
    town.page.post("message", person=SAM, channel="D0SAM", text="hello bot")
    until(lambda: ("hello bot", ["0"]) in _texts(town))

    redelivered = town.page.post("faults", redeliver=True)["redelivered"]

    assert redelivered["acked"]
    until(lambda: ("hello bot", ["1"]) in _texts(town))


def _texts(town: Town) -> list[Any]:
    return list(town.heard["message"])


def test_a_press_can_be_redelivered_too(town: Town) -> None:
    place = town.post(SAM, actions(button("approve", value="twice")))
    town.page.press(SAM, *place, "approve")

    town.page.post("faults", redeliver=True)

    until(lambda: [b["actions"][0]["value"] for b in town.heard["approve"]].count("twice") == 2)


def test_unread_messages_are_counted_until_they_are_looked_at(town: Town) -> None:
    town.page.messages(PRIYA, "C0SALESSLA")
    town.app.client.chat_postMessage(channel="C0SALESSLA", text="breach")

    before = _unread(town.page, PRIYA, "C0SALESSLA")
    town.page.messages(PRIYA, "C0SALESSLA")

    assert (before, _unread(town.page, PRIYA, "C0SALESSLA")) == (1, 0)


def _unread(page: Page, person: str, channel: str) -> int:
    return next(int(c["unread"]) for c in page.get("conversations", person=person) if c["id"] == channel)


def test_a_missing_argument_is_named(town: Town) -> None:
    assert town.page.post("click", person=PRIYA)["error"] == "missing argument: action"
