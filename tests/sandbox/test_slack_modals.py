"""Modals through a real Bolt app: triggers, the stack, submissions and what answers do to them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from tests.sandbox.slack_town import LEE, PRIYA, SAM, Page, actions, bolt_app, button, server, serving, until


@dataclass
class Town:
    page: Page
    app: App
    heard: dict[str, list[Any]]

    def press(self, person: str, order: str) -> str:
        """Press a button that carries an order for the listener; returns its trigger_id."""
        posted = self.app.client.chat_postMessage(
            channel=person, text="card", blocks=[actions(button("edit") | {"value": order})]
        )
        answer = self.page.press(person, posted["channel"], posted["ts"], "edit")
        assert answer["ok"]
        until(lambda: order in [body["actions"][0]["value"] for body in self.heard["edit"]])
        return str(self.heard["edit"][-1]["trigger_id"])

    def open(self, person: str, view: dict[str, Any]) -> str:
        """Open a view for the person, alone on the screen; returns its id."""
        trigger = self.press(person, "hand me the trigger")
        return str(self.app.client.views_open(trigger_id=trigger, view=view)["view"]["id"])

    def error(self, method: str, **arguments: Any) -> str:
        with pytest.raises(SlackApiError) as caught:
            self.app.client.api_call(method, json=arguments)
        return str(caught.value.response["error"])


def field(block_id: str, **element: Any) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": "plain_text_input", "action_id": "value"}
    label = {"type": "plain_text", "text": block_id}
    return {"type": "input", "block_id": block_id, "label": label, "element": kind | element}


def modal(*blocks: dict[str, Any], callback_id: str = "plain", **more: Any) -> dict[str, Any]:
    def words(text: str) -> dict[str, str]:
        return {"type": "plain_text", "text": text}

    base = {"type": "modal", "callback_id": callback_id, "title": words("T"), "submit": words("Go")}
    return base | {"blocks": list(blocks)} | more


def typed(block_id: str, value: str) -> dict[str, Any]:
    return {block_id: {"value": {"type": "plain_text_input", "value": value}}}


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    heard: dict[str, list[Any]] = defaultdict(list)
    routes = server(trigger_seconds=30).routes()
    with serving(routes) as address, bolt_app(address, lambda app: _listen(app, heard)) as app:
        yield Town(Page(address), app, heard)


def _listen(app: App, heard: dict[str, list[Any]]) -> None:
    @app.action("edit")
    def edit(ack: Any, body: dict[str, Any]) -> None:
        ack()
        heard["edit"].append(body)

    @app.view("plain")
    def close(ack: Any, body: dict[str, Any]) -> None:
        ack()
        heard["plain"].append(body)

    @app.view("strict")
    def errors(ack: Any) -> None:
        ack(response_action="errors", errors={"amount": "Too much"})

    @app.view("confused")
    def wrong_errors(ack: Any) -> None:
        ack(response_action="errors", errors={"no_such_block": "?"})

    @app.view("next")
    def push(ack: Any) -> None:
        ack(response_action="push", view=modal(field("second"), callback_id="clearing"))

    @app.view("redraw")
    def update(ack: Any) -> None:
        ack(response_action="update", view=modal(field("amount"), field("why"), callback_id="plain"))

    @app.view("clearing")
    def clear(ack: Any) -> None:
        ack(response_action="clear")

    @app.view_closed("watched")
    def closed(ack: Any, body: dict[str, Any]) -> None:
        ack()
        heard["closed"].append(body)


def test_a_submission_carries_values_and_metadata_and_closes_the_modal(town: Town) -> None:
    view_id = town.open(PRIYA, modal(field("amount", initial_value="1"), private_metadata="p1"))

    answer = town.page.post("submit", person=PRIYA, view_id=view_id, state=typed("amount", "2"))

    assert answer["ok"]
    view = town.heard["plain"][-1]["view"]
    assert (view["private_metadata"], view["id"]) == ("p1", view_id)
    assert view["state"]["values"]["amount"]["value"] == {"type": "plain_text_input", "value": "2"}
    assert town.page.stack(PRIYA) == []


def test_errors_from_the_app_stay_on_the_modal(town: Town) -> None:
    view_id = town.open(PRIYA, modal(field("amount"), callback_id="strict"))

    answer = town.page.post("submit", person=PRIYA, view_id=view_id, state=typed("amount", "9"))

    assert (answer["ok"], answer["acked"], answer["errors"]) == (False, True, {"amount": "Too much"})
    top = town.page.stack(PRIYA)[-1]
    assert (top["id"], top["errors"]) == (view_id, {"amount": "Too much"})
    assert top["view"]["state"]["values"]["amount"]["value"]["value"] == "9"


def test_a_required_field_is_asked_for_before_the_app_is(town: Town) -> None:
    view_id = town.open(SAM, modal(field("amount", type="number_input", is_decimal_allowed=False)))
    before = len(town.heard["plain"])

    empty = town.page.post("submit", person=SAM, view_id=view_id, state={})
    broken = town.page.post("submit", person=SAM, view_id=view_id, state=typed("amount", "1.5"))

    assert empty["errors"] == {"amount": "Please complete this required field."}
    assert broken["errors"] == {"amount": "Please enter a whole number."}
    assert len(town.heard["plain"]) == before


def test_errors_for_blocks_that_are_no_inputs_are_a_visible_defect(town: Town) -> None:
    view_id = town.open(SAM, modal(field("amount"), callback_id="confused"))

    answer = town.page.post("submit", person=SAM, view_id=view_id, state=typed("amount", "1"))

    assert answer["error"] == "bad_response_action"
    assert any(w.startswith("submission confused: the answer was not usable") for w in town.page.warnings())


def test_answers_can_push_redraw_and_clear_the_stack(town: Town) -> None:
    first = town.open(LEE, modal(field("amount"), callback_id="redraw"))
    town.page.post("submit", person=LEE, view_id=first, state=typed("amount", "7"))
    redrawn = town.page.stack(LEE)
    assert [b["block_id"] for b in redrawn[0]["view"]["blocks"]] == ["amount", "why"]
    assert redrawn[0]["view"]["state"]["values"]["amount"]["value"]["value"] == "7"

    second = town.open(LEE, modal(field("amount"), callback_id="next"))
    town.page.post("submit", person=LEE, view_id=second, state=typed("amount", "7"))
    stack = town.page.stack(LEE)
    assert [v["view"]["previous_view_id"] for v in stack] == [None, second]

    town.page.post("submit", person=LEE, view_id=stack[-1]["id"], state=typed("second", "x"))
    assert town.page.stack(LEE) == []


def test_closing_tells_the_app_only_when_the_view_asks_for_it(town: Town) -> None:
    quiet = town.open(PRIYA, modal(field("amount"), callback_id="watched"))
    town.page.post("close", person=PRIYA, view_id=quiet)
    watched = town.open(PRIYA, modal(field("amount"), callback_id="watched", notify_on_close=True))
    town.page.post("close", person=PRIYA, view_id=watched)

    until(lambda: town.heard["closed"])
    assert [body["view"]["id"] for body in town.heard["closed"]] == [watched]
    assert town.heard["closed"][0]["is_cleared"] is False


def test_a_trigger_opens_one_modal_and_no_second(town: Town) -> None:
    trigger = town.press(PRIYA, "first")
    town.app.client.views_open(trigger_id=trigger, view=modal(field("amount")))
    assert town.error("views.open", trigger_id=trigger, view=modal(field("a"))) == "exchanged_trigger_id"

    assert town.error("views.open", trigger_id="1.2.3", view=modal(field("a"))) == "invalid_trigger_id"


def test_a_fourth_modal_is_one_too_many(town: Town) -> None:
    town.open(PRIYA, modal(field("amount")))
    for depth in ("two", "three"):
        trigger = town.press(PRIYA, depth)
        town.app.client.views_push(trigger_id=trigger, view=modal(field("amount")))

    trigger = town.press(PRIYA, "four")

    error = town.error("views.push", trigger_id=trigger, view=modal(field("amount")))
    assert error == "push_limit_reached"
    assert len(town.page.stack(PRIYA)) == 3


def test_an_update_with_an_old_hash_loses(town: Town) -> None:
    view_id = town.open(PRIYA, modal(field("amount")))
    client = town.app.client

    first = client.views_update(view_id=view_id, view=modal(field("amount")))["view"]["hash"]
    client.views_update(view_id=view_id, hash=first, view=modal(field("amount")))

    error = town.error("views.update", view_id=view_id, hash=first, view=modal(field("amount")))
    assert error == "hash_conflict"
    assert town.error("views.update", view_id="V0NONE", view=modal(field("amount"))) == "not_found"


def test_home_is_published_per_person_and_guarded_by_its_hash(town: Town) -> None:
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    client = town.app.client

    first = client.views_publish(user_id=SAM, view=view)["view"]["hash"]
    client.views_publish(user_id=SAM, view=view, hash=first)

    assert town.error("views.publish", user_id=SAM, view=view, hash=first) == "hash_conflict"
    assert town.page.get("home", person=PRIYA)["view"] is None
    assert town.page.get("home", person=SAM)["view"]["type"] == "home"


def test_a_modal_with_a_table_is_refused_at_its_place(town: Town) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}
    trigger = town.press(PRIYA, "table")

    with pytest.raises(SlackApiError) as caught:
        town.app.client.views_open(trigger_id=trigger, view=modal(table))

    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: table [json-pointer:/view/blocks/0/type]"
    ]


def test_one_person_cannot_submit_the_modal_of_another(town: Town) -> None:
    view_id = town.open(PRIYA, modal(field("amount")))

    answer = town.page.post("submit", person=SAM, view_id=view_id, state=typed("amount", "1"))

    assert answer["error"] == "not_found"
