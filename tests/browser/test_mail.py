"""Mail in a browser: a stranger writes, one click answers, and whoever got the mail can answer it or end it."""

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from app import assemble, started
from integrations.demo import CrmName, prepare_sandbox, sandbox_settings
from integrations.sandbox.seed import story
from integrations.sandbox.server import build
from integrations.sandbox.serving import running
from tests.sandbox.conftest import Stand
from tests.sandbox.post_town import PASSWORDS, inbox, send, until

PRIYA, SALES, CTO = "priya@dealhand.example", "sales@dealhand.example", "cto@fabrikam.com"
SOON = 30_000  # milliseconds for anything to happen
HOSTILE = "<img src=x onerror=alert(1)> <script>alert(2)</script> javascript:alert(3) &amp; \N{RIGHT-TO-LEFT OVERRIDE}x"


@pytest.fixture
def sandbox(crm: str) -> Iterator[Stand]:
    """As elsewhere, with mail."""
    server = build(story(), crm=crm)
    with server.post.open(), running(server) as address:
        yield Stand(address, server)


@pytest.fixture
def dealhand(crm: CrmName, sandbox: Stand, sqlite_url_factory: Callable[[], str]) -> Iterator[None]:
    """The product, running on that sandbox as `demo` runs it."""
    settings = sandbox_settings(sandbox.address, crm, Path("unused"))
    settings = settings.model_copy(update={"database_url": sqlite_url_factory()})
    with contextlib.closing(assemble(settings)) as house, started(house, http=False):
        prepare_sandbox(sandbox.address)
        yield


def happens(page: Page, what: str) -> None:
    """Choose it from the menu of mails."""
    page.get_by_role("button", name="A mail comes in").click()
    page.get_by_role("menuitem", name=what).click()


def mail_tab(page: Page) -> Locator:
    return page.get_by_role("tab", name=re.compile("Mail"))


def mails(page: Page) -> Locator:
    return page.locator(".mail-row")


def message(page: Page, text: str) -> Locator:
    """The message in the open conversation that says so."""
    return page.locator("[data-ts]").filter(has_text=text)


def sent_by_priya(sandbox: Stand, subject: str, text: str = "Hello") -> None:
    """A mail of Priya's own, from any mail program."""
    raw = f"From: Priya <{PRIYA}>\r\nTo: {CTO}\r\nSubject: {subject}\r\n\r\n{text}\r\n".encode()
    send(sandbox.server.post.servers.smtp_port, PRIYA, CTO, raw, PASSWORDS[PRIYA])


@pytest.mark.usefixtures("dealhand")
@pytest.mark.row("A-11", "A-13", "U-02", "N8")
@pytest.mark.parametrize("crm", ["hubspot", "salesforce"])
def test_a_prospect_writes_one_click_answers_and_the_outbox_shows_the_mail(
    browser_page: Page, sandbox: Stand
) -> None:
    happens(browser_page, "A new prospect writes")
    expect(mail_tab(browser_page).get_by_label("1 new")).to_be_visible()
    card = message(browser_page, "New prospect: Elena Brandt")
    expect(card).to_contain_text("$36,000", timeout=SOON)

    card.get_by_role("button", name="Approve").click()

    expect(card).to_contain_text(re.compile(r"not sent yet: it goes out in \d+ seconds"), timeout=SOON)
    assert sandbox.get("/page/mail/boxes")["outbox"]["count"] == 0
    browser_page.get_by_role("button", name="+15 min").click()
    mail_tab(browser_page).click()
    browser_page.get_by_role("button", name=re.compile("Outbox")).click()
    expect(mails(browser_page)).to_have_count(1, timeout=SOON)
    expect(mails(browser_page)).to_contain_text(f"To {CTO}")
    expect(message(browser_page, "Fabrikam Inc.").last).to_contain_text("Receipt R-", timeout=SOON)

    mails(browser_page).click()
    letter = browser_page.get_by_role("article")
    expect(letter).to_contain_text("Would Thursday, 5 March suit you")
    letter.get_by_role("button", name="Unsubscribe").click()
    expect(letter).to_contain_text("Unsubscribed: the app answered 200 to one POST")


@pytest.mark.usefixtures("dealhand")
def test_the_link_in_a_mail_opens_the_apps_own_page(browser_page: Page, sandbox: Stand) -> None:
    text = "Stop: https://app.dealhand.example/unsubscribe/not-one-of-ours"
    sent_by_priya(sandbox, "A link", text)
    mail_tab(browser_page).click()
    browser_page.get_by_role("button", name=re.compile("Outbox")).click()
    mails(browser_page).click()

    with browser_page.context.expect_page() as opened:
        browser_page.get_by_role("link", name=re.compile("unsubscribe")).click()

    expect(opened.value.get_by_role("heading")).to_have_text("This link is not one of ours")


def test_a_mail_is_read_answered_and_left_by_keyboard(browser_page: Page, sandbox: Stand) -> None:
    sent_by_priya(sandbox, "Your pilot")
    mail_tab(browser_page).focus()
    browser_page.get_by_role("tab", name="HubSpot").focus()
    browser_page.keyboard.press("ArrowRight")
    expect(mail_tab(browser_page)).to_be_focused()
    outbox = browser_page.get_by_role("button", name=re.compile("Outbox"))
    outbox.focus()
    browser_page.keyboard.press("Enter")
    mails(browser_page).focus()
    browser_page.keyboard.press("Enter")
    expect(browser_page.get_by_role("heading", name="Your pilot")).to_be_visible()

    browser_page.get_by_role("button", name="Not now").press("Enter")
    expect(browser_page.get_by_label(f"Answer as {CTO}")).to_be_focused()
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")

    until("the answer", lambda: inbox(sandbox.server.post.servers.imap_port, PRIYA))
    expect(browser_page.get_by_text("Sent by SMTP")).to_be_visible()
    browser_page.get_by_role("button", name="All mail").focus()
    browser_page.keyboard.press("Escape")
    expect(mails(browser_page)).to_be_focused()


def test_what_strangers_write_stays_text_wherever_it_shows(browser_page: Page, sandbox: Stand) -> None:
    mail_tab(browser_page).click()
    browser_page.get_by_text("Write to this mailbox as a stranger").click()
    browser_page.get_by_role("textbox", name="Name").fill(HOSTILE.replace("<", "«"))
    browser_page.get_by_label("Subject").fill(HOSTILE)
    browser_page.get_by_label("Text").fill(HOSTILE)
    browser_page.get_by_role("button", name=f"Send to {SALES}").click()

    expect(mails(browser_page)).to_contain_text(HOSTILE)
    mails(browser_page).click()
    browser_page.get_by_text("Headers").click()
    letter = browser_page.get_by_role("article")
    expect(letter.locator(".mail-text")).to_have_text(HOSTILE)
    assert letter.locator("img, script, a").count() == 0
    assert sandbox.get("/page/mail/boxes")["boxes"][0]["unseen"] == 0


def test_half_written_mails_survive_what_arrives_meanwhile(browser_page: Page) -> None:
    mail_tab(browser_page).click()
    browser_page.get_by_text("Write to this mailbox as a stranger").click()
    browser_page.get_by_label("Text").fill("Half a thou")
    browser_page.get_by_label("Text").focus()

    happens(browser_page, "An angry reply")

    expect(mails(browser_page)).to_have_count(1)
    expect(browser_page.get_by_label("Text")).to_have_value("Half a thou")


def test_a_refusal_of_the_mail_server_stands_at_the_form(browser_page: Page) -> None:
    mail_tab(browser_page).click()
    browser_page.get_by_role("button", name="Mail is away").click()
    expect(browser_page.get_by_text("Nothing comes in or goes out until it is back")).to_be_visible()
    browser_page.get_by_text("Write to this mailbox as a stranger").click()
    browser_page.get_by_label("Text").fill("Hello")
    browser_page.get_by_role("button", name=f"Send to {SALES}").click()
    expect(browser_page.get_by_role("alert").filter(has_text="bring it back first")).to_be_visible()

    browser_page.get_by_role("button", name="Bring mail back").click()
    expect(browser_page.get_by_role("button", name="Mail is away")).to_be_visible()
    browser_page.get_by_role("button", name=f"Send to {SALES}").click()
    expect(mails(browser_page)).to_have_count(1)


def test_the_strip_stays_one_line_on_a_laptop_with_mail(browser_page: Page) -> None:
    browser_page.get_by_role("button", name="Mail is away").click()
    browser_page.get_by_role("button", name="The CRM fails").click()
    expect(browser_page.get_by_role("button", name="Bring the CRM back")).to_be_visible()

    box = browser_page.locator("header.stage").bounding_box()

    assert box is not None
    assert box["height"] < 60  # pixels; two lines are 64


def test_the_sign_in_of_a_mailbox_is_one_that_works(browser_page: Page) -> None:
    mail_tab(browser_page).click()
    browser_page.locator('[data-box="priya"]').click()
    expect(browser_page.get_by_text("Dealhand does not read this mailbox")).to_be_visible()
    browser_page.get_by_text("Sign-in of this mailbox").click()
    shown = browser_page.locator(".mail-more[open] dd").all_inner_texts()

    port = int(re.search(r":(\d+)", next(text for text in shown if ":" in text))[1])  # type: ignore[index]  # it is there, or this fails
    assert PASSWORDS[PRIYA] in shown
    assert inbox(port, PRIYA) == []
    expect(browser_page.get_by_text("Dealhand reads this mailbox.")).to_be_visible()
