"""The page where a mailbox is connected, by keyboard alone, in a real browser and before real mail servers."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from bot.connecting import Connecting, Link
from handlers.connect import connect_routes
from handlers.web import Health, web
from integrations.serving import Doorplate, Listening
from store.database import open_database
from store.memory import SqlMemory
from tests.contracts.mail_servers import ImapServer, smtp_server
from tests.contracts.test_accounts import accounts, knows_demouser
from tests.engine.conftest import WrittenDown
from tests.engine.connecting import MACHINE
from tests.engine.mailing import desk


@dataclass
class Form:
    """The page, and the ports of the servers that it leads to."""

    page: Page
    imap: int
    smtp: int


@pytest.fixture
def form(chromium: Browser, sqlite_url_factory: Callable[[], str]) -> Iterator[Form]:
    database, imap, pages = open_database(sqlite_url_factory()), ImapServer(), Doorplate(None)
    house = dataclasses.replace(
        desk(SqlMemory(database, WrittenDown()), None).house, accounts=accounts(), pages=pages
    )
    connecting = Connecting(house, lambda: MACHINE)
    app = web(None, lambda: Health(ready=True, parts={}), connect_routes(connecting))
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # A form that did not work answers 422, which the browser writes down as an error.
        if message.type == "error" and "422" not in message.text:
            complaints.append(message.text)

    with smtp_server(authenticator=knows_demouser) as (_, smtp), Listening(app, "127.0.0.1", 0) as address:
        pages.served_at(address)
        link = connecting.invite("U1")
        assert isinstance(link, Link)
        page = chromium.new_page()
        page.on("console", heard)
        page.goto(link.url)
        yield Form(page, imap.port, smtp)
        page.close()
    imap.stop()
    database.close()
    assert complaints == []


@pytest.mark.row("A-10")
def test_a_mailbox_is_connected_by_keyboard_alone(form: Form) -> None:
    page = form.page
    page.focus("#address")
    page.keyboard.press("Tab")
    page.keyboard.type("Another")
    expect(page.locator("#imap")).to_be_visible()
    for text in (f"127.0.0.1:{form.imap}", f"127.0.0.1:{form.smtp}", "demouser", "wrong"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("does not take this password")
    expect(page.locator("#password")).to_be_focused()
    expect(page.locator("#password")).to_have_value("")
    expect(page.locator("#imap")).to_have_value(f"127.0.0.1:{form.imap}")
    expect(page.locator("#user")).to_have_value("demouser")

    page.keyboard.type("demopass")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Ready.")


def test_a_provider_shows_its_own_hint_and_one_that_takes_no_password_shows_no_field_for_one(
    form: Form,
) -> None:
    page = form.page

    page.select_option("#provider", "google")
    expect(page.locator(".for-google")).to_be_visible()
    expect(page.locator(".for-other")).to_be_hidden()
    expect(page.locator("#imap")).to_be_hidden()
    expect(page.locator("#password")).to_be_visible()

    page.select_option("#provider", "microsoft")
    expect(page.locator(".for-microsoft")).to_contain_text("administrator")
    expect(page.locator("#password")).to_be_hidden()
    expect(page.get_by_role("button")).to_be_hidden()
