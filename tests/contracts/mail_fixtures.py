"""Fixtures for tests of mail: registered by `pytest_plugins` where they are wanted."""

from collections.abc import Iterator
from typing import Any

import pytest

from integrations.mail.imap import ImapMailbox
from tests.contracts.mail_servers import ImapServer, Open, Postbox, StoppedClock, smtp_server


@pytest.fixture(scope="session")
def imap() -> Iterator[ImapServer]:
    running = ImapServer()
    yield running
    running.stop()


@pytest.fixture
def folder(imap: ImapServer) -> str:
    return imap.folder()


@pytest.fixture
def opened(imap: ImapServer, folder: str) -> Iterator[Open]:
    """Opens mailboxes on the test's folder and closes them in the end."""
    made: list[ImapMailbox] = []

    def make(url: str | None = None, **options: Any) -> ImapMailbox:
        given: dict[str, Any] = {
            "clock": StoppedClock(),
            "folder": folder,
            "seconds": 5.0,
            "pause": lambda _: None,
        }
        made.append(ImapMailbox(url or imap.url(), **(given | options)))
        return made[-1]

    yield make
    for mailbox in made:
        mailbox.close()


@pytest.fixture
def smtp() -> Iterator[tuple[Postbox, int]]:
    """A server that knows no SMTPUTF8, and its port."""
    with smtp_server(enable_SMTPUTF8=False) as running:
        yield running
