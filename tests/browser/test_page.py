"""The page by itself: real clicks and keys in a real browser, before a tiny real Bolt app."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.sandbox.conftest import Stand
from tests.sandbox.slack_town import actions, bolt_app, button, client_of, until

Json = dict[str, Any]


def say(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def card(*elements: Json) -> list[Json]:
    return [{"type": "header", "text": {"type": "plain_text", "text": "A card"}}, actions(*elements)]


def modal(*blocks: Json) -> Json:
    title = {"type": "plain_text", "text": "Edit"}
    submit = {"type": "plain_text", "text": "Save"}
    return {"type": "modal", "callback_id": "edit", "title": title, "submit": submit, "blocks": list(blocks)}


def text_input(block_id: str, label: str) -> Json:
    element = {"type": "plain_text_input", "action_id": "value"}
    return {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": label},
        "element": element,
    }


def post_card(sandbox: Stand, *elements: Json) -> None:
    client_of(sandbox.address).chat_postMessage(channel="U0PRIYA", text="A card", blocks=card(*elements))


def test_a_click_reaches_the_app_and_its_update_shows(sandbox: Stand, browser_page: Page) -> None:
    def approved(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        place = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
        client.chat_update(**place, text="Done", blocks=[say(f"Approved by <@{body['user']['id']}>")])

    with bolt_app(sandbox.address, lambda app: _on_action(app, "go", approved)):
        post_card(sandbox, button("go", "Approve", style="primary"))
        browser_page.get_by_role("button", name="Approve").click()

        expect(browser_page.get_by_text("Approved by @Priya")).to_be_visible()
        expect(browser_page.get_by_role("button", name="Approve")).to_have_count(0)


def test_a_click_that_nobody_answers_shows_slacks_warning(sandbox: Stand, browser_page: Page) -> None:
    post_card(sandbox, button("go", "Approve"))
    browser_page.get_by_role("button", name="Approve").click()

    expect(browser_page.get_by_text("This app is not connected")).to_be_visible()
    expect(browser_page.get_by_role("button", name="Approve")).to_be_enabled()


def test_a_confirm_dialog_holds_the_click_back_until_it_is_confirmed(
    sandbox: Stand, browser_page: Page
) -> None:
    words = {name: {"type": "plain_text", "text": name} for name in ("title", "text", "confirm", "deny")}
    pressed: list[str] = []

    def undone(ack: Ack) -> None:
        ack()
        pressed.append("undo")

    with bolt_app(sandbox.address, lambda app: _on_action(app, "undo", undone)):
        post_card(sandbox, button("undo", "Undo", style="danger", confirm=words))
        dialog = browser_page.locator("dialog.confirm")
        browser_page.get_by_role("button", name="Undo").click()
        expect(dialog).to_be_visible()
        browser_page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        assert pressed == []

        browser_page.get_by_role("button", name="Undo").click()
        expect(dialog).to_be_visible()
        browser_page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        until(lambda: pressed == ["undo"])

    assert pressed == ["undo"]


def test_a_modal_is_filled_and_sent_by_keyboard_and_errors_stand_at_their_inputs(
    sandbox: Stand, browser_page: Page
) -> None:
    saved: list[str] = []

    def opened(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal(text_input("step", "Next step")))

    def submitted(ack: Ack, view: Json) -> None:
        value = view["state"]["values"]["step"]["value"]["value"]
        if value == "later":
            ack(response_action="errors", errors={"step": "Say what comes next"})
            return
        ack()
        saved.append(value)

    def listen(app: App) -> None:
        app.action("edit")(opened)
        app.view("edit")(submitted)

    with bolt_app(sandbox.address, listen):
        post_card(sandbox, button("edit", "Edit"))
        browser_page.get_by_role("button", name="Edit", exact=True).click()
        step = browser_page.get_by_role("textbox", name="Next step")
        expect(step).to_be_focused()

        browser_page.keyboard.type("later")
        browser_page.keyboard.press("Enter")
        expect(browser_page.get_by_text("Say what comes next")).to_be_visible()
        expect(step).to_be_focused()
        expect(step).to_have_value("later")

        step.fill("Security review call")
        browser_page.keyboard.press("Enter")
        expect(browser_page.get_by_role("dialog")).to_have_count(0)

    assert saved == ["Security review call"]


def test_escape_closes_the_top_modal_only(sandbox: Stand, browser_page: Page) -> None:
    def opened(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        view = modal(say("below"), actions(button("deeper", "Deeper")))
        client.views_open(trigger_id=body["trigger_id"], view=view)

    def pushed(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=modal(say("on top")))

    def listen(app: App) -> None:
        app.action("edit")(opened)
        app.action("deeper")(pushed)

    with bolt_app(sandbox.address, listen):
        post_card(sandbox, button("edit", "Edit"))
        browser_page.get_by_role("button", name="Edit", exact=True).click()
        browser_page.get_by_role("button", name="Deeper").click()
        expect(browser_page.get_by_text("on top")).to_be_visible()

        browser_page.keyboard.press("Escape")
        expect(browser_page.get_by_text("below")).to_be_visible()

        browser_page.keyboard.press("Escape")
        expect(browser_page.get_by_role("dialog")).to_have_count(0)


def test_a_slash_command_is_typed_and_its_answer_is_for_that_person_only(
    sandbox: Stand, browser_page: Page
) -> None:
    def listed(ack: Ack, command: Json) -> None:
        ack(f"Nothing waits for {command['user_name']}")

    with bolt_app(sandbox.address, lambda app: _on_command(app, listed)):
        browser_page.get_by_label("Message", exact=True).fill("/actions")
        browser_page.keyboard.press("Enter")

        expect(browser_page.get_by_text("Nothing waits for priya")).to_be_visible()
        expect(browser_page.get_by_text("Only visible to you")).to_be_visible()


def test_half_typed_input_survives_what_arrives_meanwhile(sandbox: Stand, browser_page: Page) -> None:
    client = client_of(sandbox.address)
    blocks = [text_input("amount", "Amount"), actions(button("go"))]
    client.chat_postMessage(channel="U0PRIYA", text="Needs you", blocks=blocks)
    browser_page.get_by_role("textbox", name="Amount").fill("480")
    browser_page.get_by_role("textbox", name="Amount").focus()

    client.chat_postMessage(channel="U0PRIYA", text="Another message")
    expect(browser_page.get_by_text("Another message")).to_be_visible()

    expect(browser_page.get_by_role("textbox", name="Amount")).to_have_value("480")
    expect(browser_page.get_by_role("textbox", name="Amount")).to_be_focused()


def test_a_message_for_someone_else_shows_on_the_person_switch(sandbox: Stand, browser_page: Page) -> None:
    client_of(sandbox.address).chat_postMessage(channel="U0SAM", text="For Sam")

    sam = browser_page.get_by_role("button", name=re.compile("Sam"))
    expect(sam.get_by_label("1 unread")).to_be_visible()
    expect(browser_page.get_by_text("For Sam")).to_have_count(0)

    sam.click()
    expect(browser_page.get_by_text("For Sam")).to_be_visible()
    expect(browser_page.get_by_text("London")).to_be_visible()


def test_a_colleagues_edit_lights_up_on_the_open_record(browser_page: Page) -> None:
    field = browser_page.locator('[data-field="hs_next_step"]')
    expect(field).to_contain_text("—")

    browser_page.get_by_role("button", name="A colleague edits the record").click()

    expect(field).to_contain_text("Pricing call with procurement on Friday")
    expect(field).to_contain_text("Sam Whitfield")
    expect(field).to_have_class(re.compile("fresh"))


def test_whoever_looks_can_edit_a_field_in_the_crm(browser_page: Page) -> None:
    field = browser_page.locator('[data-field="hs_next_step"]')
    field.get_by_role("button", name="Edit Next step").focus()
    browser_page.keyboard.press("Enter")
    browser_page.keyboard.type("Call Jo")
    browser_page.keyboard.press("Enter")

    expect(field).to_contain_text("Call Jo")
    expect(field).to_contain_text("Priya Raman")


def test_a_crm_link_in_a_message_opens_the_record_on_the_right(sandbox: Stand, browser_page: Page) -> None:
    identity = sandbox.get("/page/hubspot/id/deal/globex-renewal")["id"]
    url = sandbox.get(f"/page/hubspot/record/deal/{identity}")["url"]
    blocks = [say(f"See <{url}|the renewal>")]
    client_of(sandbox.address).chat_postMessage(channel="U0PRIYA", text="See", blocks=blocks)

    browser_page.get_by_role("link", name="the renewal").click()

    expect(browser_page.get_by_role("heading", name="Globex \N{EN DASH} Renewal 2026")).to_be_visible()
    assert browser_page.url == sandbox.address + "/"


@pytest.mark.parametrize("crm", ["salesforce"])
def test_salesforce_is_shown_as_well(sandbox: Stand, browser_page: Page) -> None:
    field = browser_page.locator('[data-field="NextStep"]')
    browser_page.get_by_role("button", name="A colleague edits the record").click()
    expect(field).to_contain_text("Sam Whitfield")

    identity = sandbox.get("/page/salesforce/id/account/globex")["id"]
    url = sandbox.get(f"/page/salesforce/record/account/{identity}")["url"]
    client_of(sandbox.address).chat_postMessage(channel="U0PRIYA", text=f"See <{url}|the account>")
    browser_page.get_by_role("link", name="the account").click()
    expect(browser_page.get_by_role("heading", name="Globex", exact=True)).to_be_visible()


def test_records_are_searched_and_opened(browser_page: Page) -> None:
    browser_page.get_by_role("button", name="Companies").click()
    browser_page.get_by_label("Search records").fill("labs")
    browser_page.get_by_role("button", name="R&D <Labs>").click()

    expect(browser_page.get_by_role("heading", name="R&D <Labs>")).to_be_visible()


def test_the_clock_moves_and_the_crm_fails_and_comes_back_at_the_press_of_a_button(
    browser_page: Page,
) -> None:
    expect(browser_page.get_by_text("Tue 3 Mar 2026, 09:00")).to_be_visible()
    browser_page.get_by_role("button", name="Tomorrow 09:00").click()
    expect(browser_page.get_by_text("Wed 4 Mar 2026, 09:00")).to_be_visible()

    browser_page.get_by_role("button", name="The CRM fails").click()
    browser_page.get_by_role("button", name="Bring the CRM back").click()
    expect(browser_page.get_by_role("button", name="The CRM fails")).to_be_visible()


def test_the_home_tab_shows_what_the_app_published(sandbox: Stand, browser_page: Page) -> None:
    view = {"type": "home", "blocks": [say("Your queue is empty")]}
    client_of(sandbox.address).views_publish(user_id="U0PRIYA", view=view)

    browser_page.get_by_role("tab", name="Home").click()

    expect(browser_page.get_by_text("Your queue is empty")).to_be_visible()


def test_what_comes_while_the_home_tab_is_open_is_counted_on_the_other_tab(
    sandbox: Stand, browser_page: Page
) -> None:
    expect(browser_page.get_by_text("Nothing yet. Dealhand writes here")).to_be_visible()
    browser_page.get_by_role("tab", name="Home").click()
    expect(browser_page.get_by_text("nothing on its Home tab yet")).to_be_visible()

    client_of(sandbox.address).chat_postMessage(channel="U0PRIYA", text="Hello")

    messages = browser_page.get_by_role("tab", name="Messages")
    expect(messages).to_contain_text("1")
    messages.click()
    expect(browser_page.get_by_text("Hello")).to_be_visible()
    expect(messages).to_have_text("Messages")


def test_the_strip_stays_one_line_on_a_laptop_while_the_crm_is_down(browser_page: Page) -> None:
    browser_page.set_viewport_size({"width": 1366, "height": 768})
    strip = browser_page.locator("header.stage")
    browser_page.get_by_role("button", name="The CRM fails").click()
    expect(browser_page.get_by_role("button", name="Bring the CRM back")).to_be_visible()

    box = strip.bounding_box()
    assert box is not None
    assert box["height"] < 60  # pixels; two lines are 64


def test_every_control_can_be_reached_by_keyboard_and_has_a_name(browser_page: Page) -> None:
    nameless = browser_page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, textarea, a[href]')]
          .filter((node) => node.offsetParent && !(node.ariaLabel || node.textContent.trim() || node.labels?.length))
          .map((node) => node.outerHTML)"""
    )
    reached = set()
    for _ in range(60):
        browser_page.keyboard.press("Tab")
        reached.add(
            browser_page.evaluate("document.activeElement.className || document.activeElement.tagName")
        )

    assert nameless == []
    assert {"stage-button", "person", "place", "composer-line", "crm-search", "crm-edit"} <= reached


def _on_action(app: App, action_id: str, run: Callable[..., None]) -> None:
    app.action(action_id)(run)


def _on_command(app: App, run: Callable[..., None]) -> None:
    app.command("/actions")(run)
