"""What misses its deadline: no ack, a late ack, an unanswered command or event, an old trigger."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from integrations.sandbox.slack import SlackServer
from tests.sandbox.slack_town import (
    LEE,
    PRIYA,
    SAM,
    Page,
    actions,
    bolt_app,
    button,
    client_of,
    server,
    serving,
    until,
)

DEADLINE = 0.3


@dataclass
class Town:
    page: Page
    app: App
    slack: SlackServer
    release: threading.Event

    def press(self, action_id: str) -> Any:
        blocks = [actions(button(action_id))]
        posted = self.app.client.chat_postMessage(channel=PRIYA, text="card", blocks=blocks)
        return self.page.press(PRIYA, posted["channel"], posted["ts"], action_id)


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    release = threading.Event()
    slack = server(ack_deadline=DEADLINE, retry_delays=(0.0, 0.0))

    def listen(app: App) -> None:
        @app.action("slow")
        def slow(ack: Any) -> None:
            release.wait(2.5)
            ack()

    with serving(slack.routes()) as address, bolt_app(address, listen) as app:
        yield Town(Page(address), app, slack, release)


def test_a_press_nobody_listens_to_is_a_visible_warning(town: Town) -> None:
    answer = town.press("nobody_listens")

    assert (answer["ok"], answer["acked"], answer["error"]) == (False, False, "not_acked")
    assert answer["ack_ms"] >= DEADLINE * 1000
    assert f"click nobody_listens: not acked in {DEADLINE} s" in town.page.warnings()


def test_an_ack_after_the_deadline_does_not_count_and_is_told(town: Town) -> None:
    answer = town.press("slow")
    town.release.set()

    assert answer["error"] == "not_acked"
    until(lambda: any(w.startswith("click slow: acked too late") for w in town.page.warnings()))


def test_a_failed_slash_command_is_told_by_slackbot(town: Town) -> None:
    answer = town.page.post("command", person=LEE, channel="C0SALESSLA", command="/unknown", text="")

    assert not answer["acked"]
    last = town.page.messages(LEE, "C0SALESSLA")[-1]
    words = '/unknown failed with the error "operation_timeout"'
    assert (last["username"], last["text"], last["ephemeral"]) == ("Slackbot", words, True)


def test_an_event_nobody_acknowledges_is_tried_again_and_told(town: Town) -> None:
    town.page.post("message", person=SAM, channel="C0GENERAL", text="hi <@U0DEALHAND>")

    missed = f"event app_mention: not acked in {DEADLINE} s"
    until(lambda: town.page.warnings().count(missed) == 3)


def test_a_submission_nobody_acknowledges_leaves_the_modal_open(town: Town) -> None:
    words = {"type": "plain_text", "text": "T"}
    view = {"type": "modal", "callback_id": "unknown", "title": words, "submit": words, "blocks": []}
    trigger = town.slack.workspace.rights.new_trigger(SAM)
    view_id = town.app.client.views_open(trigger_id=trigger, view=view)["view"]["id"]

    answer = town.page.post("submit", person=SAM, view_id=view_id, state={})

    assert answer["error"] == "not_acked"
    assert town.page.stack(SAM)[-1]["id"] == view_id


def test_a_trigger_expires() -> None:
    slack = server(trigger_seconds=0.0)
    trigger = slack.workspace.rights.new_trigger(PRIYA)
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": []}

    with serving(slack.routes()) as address, pytest.raises(SlackApiError) as caught:
        client_of(address).views_open(trigger_id=trigger, view=view)

    assert caught.value.response["error"] == "expired_trigger_id"
