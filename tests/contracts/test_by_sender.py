"""Each mail leaves by the server of its sender, on real servers."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from bot.errors import MailRefused, MailSignInRefused
from bot.mail import Address
from bot.mailboxes import ConnectedMailbox, Connection, Servers
from bot.post import OutgoingMail
from integrations.mail.by_sender import MailerBySender
from integrations.mail.smtp import SmtpMailer
from store.database import open_database
from store.memory import SqlMemory
from tests.contracts.mail_servers import NOW, Postbox, StoppedClock, smtp_server
from tests.contracts.test_accounts import KEY, OLD_KEY, accounts, knows_demouser
from tests.engine.conftest import WrittenDown

PRIYA, SHARED = "priya@northwind.example", "sales@northwind.example"
MAIL = OutgoingMail(
    message_id="<1@northwind.example>",
    sender=Address(PRIYA, "Priya Shah"),
    to=Address("jo@acme.example"),
    subject="Hello",
    text="Hello",
    postal_address="1 Main St",
)


@pytest.fixture
def own() -> Iterator[tuple[Postbox, int]]:
    with smtp_server(authenticator=knows_demouser) as running:
        yield running


@pytest.fixture
def shared() -> Iterator[tuple[Postbox, int]]:
    with smtp_server(authenticator=knows_demouser) as running:
        yield running


@pytest.fixture
def memory(sqlite_url_factory: Callable[[], str]) -> Iterator[SqlMemory]:
    database = open_database(sqlite_url_factory())
    yield SqlMemory(database, WrittenDown())
    database.close()


def connected(memory: SqlMemory, port: int, *, key: str = KEY) -> None:
    servers = Servers("imap://unused", _url(port))
    row = ConnectedMailbox("m1", "priya", PRIYA, NOW)
    with memory.begin() as tx:
        assert memory.mailroom.mailboxes.connect(tx, row, accounts(key).seal(servers))


def _url(port: int) -> str:
    return f"smtp://demouser:demopass@127.0.0.1:{port}?starttls=no"


def mailer(memory: SqlMemory, port: int | None, address: str = SHARED) -> MailerBySender:
    house = SmtpMailer(_url(port), clock=StoppedClock()) if port else None
    return MailerBySender(memory, accounts(), StoppedClock(), shared=house, shared_address=address)


@pytest.mark.row("A-10")
def test_a_letter_leaves_by_the_mailbox_of_its_sender(
    memory: SqlMemory, own: tuple[Postbox, int], shared: tuple[Postbox, int]
) -> None:
    connected(memory, own[1])
    post = mailer(memory, shared[1])

    post.send(dataclasses.replace(MAIL, sender=Address(PRIYA.upper(), "Priya Shah")))
    post.send(dataclasses.replace(MAIL, sender=Address(SHARED, "Priya Shah")))

    assert [mail.mail_from for mail in own[0].mails] == [PRIYA.upper()]
    assert [mail.mail_from for mail in shared[0].mails] == [SHARED]


def test_a_sender_whom_nothing_sends_for_is_refused_and_nothing_leaves(
    memory: SqlMemory, own: tuple[Postbox, int], shared: tuple[Postbox, int]
) -> None:
    connected(memory, own[1])
    with memory.begin() as tx:
        memory.mailroom.mailboxes.disconnect(tx, "m1", NOW)

    for post in (mailer(memory, shared[1]), mailer(memory, None)):
        with pytest.raises(MailRefused, match="/dealhand connect"):
            post.send(MAIL)

    assert own[0].mails == shared[0].mails == []


def test_a_relay_sends_for_every_address(memory: SqlMemory, shared: tuple[Postbox, int]) -> None:
    mailer(memory, shared[1], address="").send(MAIL)

    assert [mail.mail_from for mail in shared[0].mails] == [PRIYA]


def test_under_another_key_nothing_is_sent_from_another_address_instead(
    memory: SqlMemory, own: tuple[Postbox, int], shared: tuple[Postbox, int]
) -> None:
    connected(memory, own[1], key=OLD_KEY)

    with pytest.raises(MailSignInRefused, match="SECRET_KEY"):
        mailer(memory, shared[1], address="").send(MAIL)

    assert own[0].mails == shared[0].mails == []


def test_a_refused_mailbox_is_still_its_sender(memory: SqlMemory, own: tuple[Postbox, int]) -> None:
    connected(memory, own[1])
    with memory.begin() as tx:
        memory.mailroom.mailboxes.stands(tx, "m1", Connection.REFUSED, "no")

    mailer(memory, None).send(MAIL)

    assert len(own[0].mails) == 1
