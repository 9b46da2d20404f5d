"""The whole road in a browser: a card, one click, the changed record and its note; and back again."""

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from app import assemble, started
from integrations.demo import CrmName, sandbox_settings
from tests.sandbox.conftest import Stand

NAME = "Northwind \N{EN DASH} Platform"
NEXT_STEP = "Security review call 5 Mar"
FIELD = {"hubspot": "hs_next_step", "salesforce": "NextStep"}
SOON = 30_000  # milliseconds for anything to happen


@pytest.fixture
def dealhand(crm: CrmName, sandbox: Stand, sqlite_url_factory: Callable[[], str]) -> Iterator[None]:
    """The product, running on that sandbox as `demo` runs it."""
    settings = sandbox_settings(sandbox.address, crm, Path("unused"))
    settings = settings.model_copy(update={"database_url": sqlite_url_factory()})
    with contextlib.closing(assemble(settings)) as house, started(house, http=False):
        yield


def message(page: Page, text: str) -> Locator:
    """The message in the open conversation that says so."""
    return page.locator("[data-ts]").filter(has_text=text)


@pytest.mark.usefixtures("dealhand")
@pytest.mark.row("U-04", "U-06", "N8", "A-37")
@pytest.mark.parametrize("crm", ["hubspot", "salesforce"])
def test_approve_changes_the_record_on_the_page_and_undo_changes_it_back(
    browser_page: Page, crm: str
) -> None:
    expect(browser_page.get_by_role("heading", name=NAME, level=2)).to_be_visible()
    value = browser_page.locator(f'[data-field="{FIELD[crm]}"] dd')
    notes = browser_page.get_by_label("Notes").get_by_role("listitem")
    card = message(browser_page, f"{NAME}: ").filter(has=browser_page.get_by_role("button", name="Approve"))
    expect(card).to_have_count(1, timeout=SOON)
    expect(card.get_by_role("cell", name=NEXT_STEP)).to_be_visible()
    expect(value).to_contain_text("\N{EM DASH}")

    card.get_by_role("button", name="Approve").click()
    expect(value).to_contain_text(NEXT_STEP, timeout=SOON)
    expect(notes).to_have_count(1, timeout=SOON)
    expect(notes.first).to_contain_text("Priya Raman")
    receipt = message(browser_page, "Approved by Priya Raman")
    expect(receipt).to_contain_text(re.compile(r"Receipt R-\w{26} · note is on the record"), timeout=SOON)

    receipt.get_by_role("button", name="Undo").click()
    expect(value).to_contain_text("\N{EM DASH}", timeout=SOON)
    expect(notes).to_have_count(2, timeout=SOON)
    expect(message(browser_page, "Undone")).to_be_visible(timeout=SOON)
