"""Fixtures of an office whose people connect mailboxes: registered by `pytest_plugins`."""

import dataclasses
from collections.abc import Iterator

import pytest

from store.memory import SqlMemory
from tests.contracts.mail_servers import ImapServer, Relay, relay, smtp_server
from tests.contracts.test_accounts import accounts, knows_demouser
from tests.engine.connecting import Office
from tests.engine.mailing import desk


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[ImapServer, ImapServer]]:
    first, second = ImapServer(), ImapServer()
    yield first, second
    first.stop()
    second.stop()


@pytest.fixture(scope="module")
def smtp_port() -> Iterator[int]:
    with smtp_server(authenticator=knows_demouser) as (_, port):
        yield port


@pytest.fixture
def office(memory: SqlMemory, smtp_port: int) -> Iterator[Office]:
    made = desk(memory, None)
    house = dataclasses.replace(
        made.house, accounts=accounts(), pages=lambda: "http://127.0.0.1:1", workflows={}
    )
    inside = Office(made, house, memory, smtp_port)
    with inside.stack:
        yield inside


@pytest.fixture
def wire(servers: tuple[ImapServer, ImapServer]) -> Iterator[Relay]:
    with relay(servers[0].port) as running:
        yield running
