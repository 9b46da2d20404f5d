"""A real browser before a real sandbox.

Fixtures for every browser test:

- `sandbox`: a `Stand` (tests/sandbox/conftest.py) on a free port in its seeded state: `.address` is the base
  URL, `.server` the `Sandbox` object, `.get` and `.post` speak to it as the page does. Shows HubSpot; mark the
  test with `@pytest.mark.parametrize("crm", ["salesforce"])` to show another CRM.
- `browser_page`: a Playwright page that has opened that sandbox, as Priya, at 1366x768. After the test it fails
  when the page wrote an error to its console or asked anything of another host.
- `blank_page`: the same on an empty document of the sandbox's origin.
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from integrations.sandbox.seed import story
from integrations.sandbox.server import build
from integrations.sandbox.serving import running
from tests.browser.chromium import NoChromiumError, find_chromium
from tests.sandbox.conftest import Stand

SWITCHES = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LAPTOP = {"width": 1366, "height": 768}
BLANK = '<!doctype html><link rel="icon" href="data:,"><body></body>'
PATIENCE_MILLISECONDS = 10_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the whole session."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        try:
            path = find_chromium(playwright)
        except NoChromiumError as missing:
            pytest.fail(str(missing), pytrace=False)
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES, env=dict(environment))
        yield browser
        browser.close()


@pytest.fixture
def crm() -> str:
    """Which CRM the page shows."""
    return "hubspot"


@pytest.fixture
def sandbox(crm: str) -> Iterator[Stand]:
    """A fresh sandbox in its seeded state."""
    server = build(story(), crm=crm)
    with running(server) as address:
        yield Stand(address, server)


@pytest.fixture
def blank_page(chromium: Browser, sandbox: Stand) -> Iterator[Page]:
    """An empty document of the sandbox's origin, to import single modules of the page into."""
    yield from _watched(chromium, sandbox.address, "/blank")


@pytest.fixture
def browser_page(chromium: Browser, sandbox: Stand) -> Iterator[Page]:
    """The sandbox's page, drawn and listening, as Priya sees it."""
    for page in _watched(chromium, sandbox.address, "/"):
        page.wait_for_selector("html[data-ready]")
        yield page


def _watched(browser: Browser, address: str, path: str) -> Iterator[Page]:
    context = browser.new_context(viewport=LAPTOP, locale="en-US")  # type: ignore[arg-type]  # a plain dict is what it takes
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    context.route("**/blank", lambda route: route.fulfill(content_type="text/html", body=BLANK))
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: _note(troubles, message))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: _note_stranger(troubles, request, address))
    page.goto(address + path)
    yield page
    context.close()
    assert troubles == []


def _note(troubles: list[str], message: ConsoleMessage) -> None:
    refused = (
        "status of 400" in message.text
    )  # the browser notes it; the page shows the reason, or the test fails
    if message.type in ("error", "warning") and not refused:
        troubles.append(message.text)


def _note_stranger(troubles: list[str], request: Request, address: str) -> None:
    if not request.url.startswith((address, "data:", "blob:")):
        troubles.append(f"asked {request.url}")
