"""What somebody looks at stays in sight: the newest card at any window size, and a strip that says what is so."""

import time

from playwright.sync_api import Page, expect

from tests.sandbox.conftest import Stand
from tests.sandbox.slack_town import client_of

FROM_THE_END = "list => Math.round(list.scrollHeight - list.scrollTop - list.clientHeight)"
PATIENCE = 10.0  # seconds


def cards(sandbox: Stand) -> None:
    """More than one screen of them, to Priya."""
    for number in range(4):
        client_of(sandbox.address).chat_postMessage(
            channel="U0PRIYA", text=f"Card {number}. " + "word " * 200
        )


def is_at_the_end(page: Page) -> bool:
    deadline = time.monotonic() + PATIENCE
    while page.get_by_role("log").evaluate(FROM_THE_END) > 1:
        if time.monotonic() > deadline:
            return False
        page.wait_for_timeout(50)
    return True


def test_the_newest_card_stays_in_sight_when_the_window_changes(sandbox: Stand, browser_page: Page) -> None:
    cards(sandbox)
    expect(browser_page.get_by_text("Card 3.")).to_be_visible()
    assert is_at_the_end(browser_page)

    for width, height in ((1280, 720), (1440, 900), (1024, 640)):
        browser_page.set_viewport_size({"width": width, "height": height})
        assert is_at_the_end(browser_page), f"not at {width}x{height}"


def test_who_reads_further_up_is_left_there(sandbox: Stand, browser_page: Page) -> None:
    cards(sandbox)
    expect(browser_page.get_by_text("Card 3.")).to_be_visible()
    assert is_at_the_end(browser_page)
    log = browser_page.get_by_role("log")
    log.evaluate("list => { list.scrollTop = 0; }")

    browser_page.set_viewport_size({"width": 1280, "height": 720})

    expect(browser_page.get_by_text("Card 0.")).to_be_in_viewport()
    assert log.evaluate(FROM_THE_END) > 100


def test_a_fault_that_somebody_else_made_shows_on_the_strip(sandbox: Stand, browser_page: Page) -> None:
    sandbox.post("/page/happen", what="crm_fails", person="sam")

    expect(browser_page.get_by_role("button", name="Bring the CRM back")).to_be_visible()
