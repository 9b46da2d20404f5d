"""People connect and disconnect mailboxes on real servers; each is read on its own, and by one process at a time."""

import contextlib
import dataclasses
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.connecting import LIFE, MOST_TRIES, Connecting, Link
from bot.house import House
from bot.mailboxes import ConnectedMailbox, Connection, Servers, SharedMail, Typed, Wrong
from bot.memory import State
from integrations.drains import Drains
from integrations.mail.by_sender import MailerBySender
from integrations.mail.imap import ImapMailbox
from integrations.mail.mime import read
from integrations.mail.rounds import Rounds
from integrations.mail.smtp import SmtpMailer
from store.mail_tables import mailbox_invitations, mailboxes, mails
from store.memory import SqlMemory
from store.tables import notices as notice_rows
from store.tables import signals
from tests.contracts.mail_servers import ImapServer, Relay, relay, smtp_server, until
from tests.contracts.test_accounts import OLD_KEY, accounts, knows_demouser
from tests.engine.made import NOON
from tests.engine.mailing import DANA, JO, OMAR, PRIYA, Desk, desk

PRIYAS, DANAS = "priya@acme.example", "dana@acme.example"
MACHINE = datetime(2026, 1, 1, tzinfo=UTC)


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


@dataclass
class Office:
    """A house whose people connect mailboxes on their own servers."""

    desk: Desk
    house: House
    memory: SqlMemory
    smtp_port: int
    machine: datetime = MACHINE
    address: str = "http://127.0.0.1:1"
    stack: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __post_init__(self) -> None:
        self.connecting = Connecting(self.house, lambda: self.machine)

    def token(self, by_slack: str = "U1") -> str:
        link = self.connecting.invite(by_slack)
        assert isinstance(link, Link), link
        return link.url.rpartition("/")[2]

    def typed(self, address: str, imap_port: int) -> Typed:
        smtp = f"127.0.0.1:{self.smtp_port}"
        return Typed(address, "other", "demouser", f"127.0.0.1:{imap_port}", smtp)

    def connect(
        self, imap_port: int, address: str = PRIYAS, by_slack: str = "U1", password: str = "demopass"
    ) -> object:
        return self.connecting.connect(self.token(by_slack), self.typed(address, imap_port), password)

    def standing(self) -> tuple[ConnectedMailbox, ...]:
        with self.memory.begin() as tx:
            return self.memory.mailroom.mailboxes.standing(tx)

    def told(self, person: str) -> list[str]:
        with self.memory.begin() as tx:
            query = sa.select(notice_rows.c.body).order_by(notice_rows.c.created_at)
            bodies = [row["body"] for row in tx.connection.scalars(query)]
        return [b["text"] for b in bodies if b["person"] == person and b["kind"] == "mailbox"]

    def subjects(self) -> dict[str, str]:
        """What was read: subject → source; fails where the same came twice."""
        with self.memory.begin() as tx:
            found = tx.connection.execute(sa.select(mails.c.body, mails.c.source)).all()
        assert len({row.body["subject"] for row in found}) == len(found)
        return {row.body["subject"]: row.source for row in found}

    def signals(self) -> int:
        with self.memory.begin() as tx:
            return int(tx.connection.scalar(sa.select(sa.func.count()).select_from(signals)) or 0)

    def rounds(self, name: str = "one") -> tuple[Rounds, Drains]:
        drains = Drains(())
        self.stack.callback(drains.stop)
        rounds = Rounds(
            self.house,
            self.house.accounts,  # type: ignore[arg-type]  # there in these tests
            drains,
            read,
            lambda url: ImapMailbox(url, clock=self.desk.clock, poll_seconds=0.05, seconds=5.0),
            name,
            time.monotonic,
            wait=0.3,
        )
        return rounds, drains


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


def mail(name: str, *, hops: str = "", sender: str = "jo@northwind.example") -> bytes:
    return (
        f"{hops}From: Jo <{sender}>\r\nTo: priya@acme.example, dana@acme.example\r\nSubject: {name}\r\n"
        f"Date: Tue, 03 Mar 2026 11:00:00 +0000\r\nMessage-ID: <{name}@northwind.example>\r\n\r\nHello {name}\r\n"
    ).encode()


@pytest.mark.row("A-10")
def test_a_mailbox_is_kept_with_sealed_secrets_and_its_owner_is_told(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    found = office.connect(servers[0].port, address=" Priya@ACME.example ")

    assert isinstance(found, ConnectedMailbox)
    assert [(m.person, m.address, m.state) for m in office.standing()] == [
        ("priya", PRIYAS, Connection.CONNECTED)
    ]
    assert ["Ready" in text for text in office.told("priya")] == [True]
    with office.memory.begin() as tx:
        row = str(tx.connection.execute(sa.select(mailboxes)).one())
        assert "demopass" not in row
        sealed = office.memory.mailroom.mailboxes.sealed(tx, found.id)
    assert sealed is not None
    assert "demopass" in office.house.accounts.open(sealed).imap  # type: ignore[union-attr]  # it is there


@pytest.mark.row("A-10")
def test_a_link_works_once_for_one_person_and_a_quarter_of_an_hour(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    token = office.token()
    typed = office.typed(PRIYAS, servers[0].port)
    with office.memory.begin() as tx:
        assert token not in str(tx.connection.execute(sa.select(mailbox_invitations)).all())

    seen = [office.connecting.look(token), office.connecting.look(token)]
    assert [found and found.person.id for found in seen] == ["priya", "priya"]
    assert isinstance(office.connecting.connect(token, typed, "demopass"), ConnectedMailbox)
    assert office.connecting.look(token) is None
    assert office.connecting.connect(token, typed, "demopass") is None

    late = office.token()
    office.machine += LIFE
    assert office.connecting.look(late) is None
    assert office.connecting.connect(late, typed, "demopass") is None
    earlier, newest = office.token(), office.token()
    assert office.connecting.look(earlier) is None
    assert office.connecting.look(newest) is not None
    assert office.connecting.look("nonsense\ud800") is None


def test_a_wrong_password_keeps_nothing_and_is_not_tried_for_ever(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    token, typed = office.token(), office.typed(PRIYAS, servers[0].port)

    for _ in range(MOST_TRIES):
        found = office.connecting.connect(token, typed, "wrong")
        assert isinstance(found, tuple)
        assert [w.field for w in found] == ["password"]
    with relay(servers[0].port) as asked:
        found = office.connecting.connect(token, office.typed(PRIYAS, asked.port), "demopass")
        assert asked.connections == 0

    assert isinstance(found, tuple)
    assert "too often" in found[0].said
    assert office.standing() == ()
    assert office.told("priya") == []


def test_somebody_elses_mailbox_is_not_connected_twice_and_ones_own_is_renewed(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    first = office.connect(servers[0].port)
    taken = office.connect(servers[0].port, by_slack="U2")
    second = office.connect(servers[0].port)

    assert taken == (Wrong("address", f"{PRIYAS} is connected already, by Priya."),)
    assert isinstance(first, ConnectedMailbox)
    assert isinstance(second, ConnectedMailbox)
    assert [m.id for m in office.standing()] == [second.id]
    with office.memory.begin() as tx:
        assert office.memory.mailroom.mailboxes.sealed(tx, first.id) is None


def test_who_cannot_be_matched_or_kept_is_told_why(office: Office) -> None:
    keyless = dataclasses.replace(office.house, accounts=accounts(""))

    assert "match you" in str(office.connecting.invite("U9"))
    assert "openssl rand" in str(Connecting(keyless, lambda: MACHINE).invite("U1"))
    assert "match you" in office.connecting.disconnect("U9").said
    assert "nothing is read" in office.connecting.disconnect("U1").said


@pytest.mark.row("A-10")
@pytest.mark.row("A-01")
def test_two_people_connect_and_a_mail_to_both_is_one_signal(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    office.connect(servers[0].port)
    office.connect(servers[1].port, DANAS, "U2")
    office.rounds()[0].look()
    servers[0].put("INBOX", mail("both", hops="Received: by one\r\n"), mail("to-priya"), at=NOON)
    servers[1].put("INBOX", mail("both", hops="Received: by two\r\n"), mail("to-dana"), at=NOON)

    until(lambda: {"to-priya", "to-dana"} <= set(office.subjects()))

    assert sorted(s for s in office.subjects() if s in {"both", "to-priya", "to-dana"}) == [
        *("both", "to-dana", "to-priya")
    ]
    assert office.signals() == len(office.subjects())
    owners = {m.source: m.person for m in office.standing()}
    assert (owners[office.subjects()["to-priya"]], owners[office.subjects()["to-dana"]]) == ("priya", "dana")


def test_what_differs_is_no_copy_whatever_its_message_id(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    office.connect(servers[0].port)
    office.rounds()[0].look()
    same = b"Message-ID: <always@the.same>\r\nFrom: Jo <jo@northwind.example>\r\n"
    servers[0].put(
        "INBOX",
        same + b"Subject: same-1\r\nDate: Tue, 03 Mar 2026 11:00:00 +0000\r\n\r\nOne\r\n",
        same + b"Subject: same-2\r\nDate: Tue, 03 Mar 2026 11:00:01 +0000\r\n\r\nTwo\r\n",
        same + b"Subject: same-3\r\n\r\nThree\r\n",
        same.replace(b"jo@", b"al@")
        + b"Subject: same-4\r\nDate: Tue, 03 Mar 2026 11:00:00 +0000\r\n\r\nFour\r\n",
        at=NOON,
    )

    until(lambda: "same-4" in office.subjects())

    assert {"same-1", "same-2", "same-3", "same-4"} <= set(office.subjects())


def test_a_colleagues_mail_is_neither_kept_nor_answered(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    office.connect(servers[0].port)
    office.connect(servers[1].port, "dana.private@other.example", "U2")
    office.rounds()[0].look()
    servers[0].put(
        "INBOX",
        mail("inside", sender="Dana@ACME.example"),
        mail("inside-too", sender="dana.private@other.example"),
        mail("after-inside"),
        at=NOON,
    )

    until(lambda: "after-inside" in office.subjects())

    assert not {"inside", "inside-too"} & set(office.subjects())


@pytest.mark.row("A-10")
def test_disconnecting_stops_the_reading_and_forgets_the_secrets(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    office.connect(servers[0].port)
    office.connect(servers[1].port, DANAS, "U2")
    rounds, drains = office.rounds()
    rounds.look()
    servers[0].put("INBOX", mail("before-the-end"), at=NOON)
    until(lambda: "before-the-end" in office.subjects())
    (mine,) = [m for m in office.standing() if m.person == "priya"]

    said = office.connecting.disconnect("U1").said
    late = f"after-the-end-{mine.id}"  # the server outlives this test
    servers[0].put("INBOX", mail(late), at=NOON)
    rounds.look()
    until(lambda: mine.source not in drains.names())
    servers[1].put("INBOX", mail("danas-goes-on"), at=NOON)
    until(lambda: "danas-goes-on" in office.subjects())

    assert PRIYAS in said
    assert late not in office.subjects()
    with office.memory.begin() as tx:
        row = tx.connection.execute(sa.select(mailboxes).where(mailboxes.c.id == mine.id)).one()
        assert office.memory.mailroom.mailboxes.sealed(tx, mine.id) is None
        assert not office.memory.mailroom.mailboxes.stands(tx, mine.id, Connection.CONNECTED, "")
    assert (row.imap, row.smtp, row.state) == ("", "", "disconnected")


def test_an_administrator_may_disconnect_anybody_and_others_only_themselves(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    office.connect(servers[0].port)

    assert "nothing is read" in office.connecting.disconnect("U2", PRIYAS).said
    assert PRIYAS in office.connecting.disconnect("U3", PRIYAS.upper()).said
    assert office.standing() == ()


@pytest.mark.row("A-10")
def test_a_refused_password_is_told_once_and_stops_nobody_else(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    office.connect(servers[0].port)
    office.connect(servers[1].port, DANAS, "U2")
    (mine,) = [m for m in office.standing() if m.person == "priya"]
    wrong = accounts().seal(Servers(servers[0].url(password="changed"), ""))
    with office.memory.begin() as tx:
        tx.connection.execute(sa.update(mailboxes).where(mailboxes.c.id == mine.id).values(imap=wrong.imap))
    rounds, _ = office.rounds()

    rounds.look()
    until(lambda: len(office.told("priya")) == 2)
    servers[1].put("INBOX", mail("meanwhile"), at=NOON)
    until(lambda: "meanwhile" in office.subjects())
    servers[1].put("INBOX", mail("and-again"), at=NOON)
    until(lambda: "and-again" in office.subjects())

    assert ["/dealhand connect" in text for text in office.told("priya")[1:]] == [True]
    assert {m.person: m.state for m in office.standing()} == {
        "priya": Connection.REFUSED,
        "dana": Connection.CONNECTED,
    }
    assert office.told("omar") == []
    # A new password: another connection, and the refused one is over.
    office.connect(servers[0].port)
    rounds.look()
    servers[0].put("INBOX", mail("with-the-new-one"), at=NOON)
    until(lambda: "with-the-new-one" in office.subjects())
    assert {m.state for m in office.standing()} == {Connection.CONNECTED}


def test_a_mailbox_that_lets_us_in_again_is_connected_again(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    office.connect(servers[0].port)
    with office.memory.begin() as tx:
        (mine,) = office.memory.mailroom.mailboxes.standing(tx)
        office.memory.mailroom.mailboxes.stands(tx, mine.id, Connection.REFUSED, "no")

    office.rounds()[0].look()

    until(lambda: office.standing()[0].state is Connection.CONNECTED)
    assert "again" in office.told("priya")[-1]


def test_one_process_at_a_time_reads_a_mailbox(
    office: Office, servers: tuple[ImapServer, ImapServer], wire: Relay
) -> None:
    office.connect(wire.port)
    before = wire.connections
    with office.memory.begin() as tx:
        (mine,) = office.memory.mailroom.mailboxes.standing(tx)
        assert office.memory.mailroom.mailboxes.take_turn(tx, mine.source, "another", 0)
    first, _ = office.rounds("one")
    second, _ = office.rounds("two")

    first.look()
    servers[0].put("INBOX", mail("by-one"), at=NOON)
    until(lambda: "by-one" in office.subjects())
    second.look()
    servers[0].put("INBOX", mail("by-one-too"), at=NOON)
    until(lambda: "by-one-too" in office.subjects())

    assert wire.connections == before + 1
    with office.memory.begin() as tx:
        turn = office.memory.mailroom.mailboxes.take_turn
        assert not turn(tx, mine.source, "two", 60)
        assert turn(tx, mine.source, "one", 0)
        assert turn(tx, mine.source, "two", 60)


def test_mailboxes_under_another_key_are_told_to_administrators(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    office.connect(servers[0].port)
    office.house = dataclasses.replace(office.house, accounts=accounts(OLD_KEY))

    rounds, drains = office.rounds()
    rounds.look()
    rounds.look()

    assert ["SECRET_KEY" in text for text in office.told("omar")] == [True]
    assert drains.names() == frozenset()
    assert len(office.standing()) == 1


@pytest.mark.row("A-10")
def test_an_approved_letter_leaves_through_the_gate_by_its_senders_own_server(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    with (
        smtp_server(authenticator=knows_demouser) as (own, own_port),
        smtp_server(authenticator=knows_demouser) as (shared, shared_port),
    ):
        url = f"smtp://demouser:demopass@127.0.0.1:{shared_port}?starttls=no"
        house_mailer = SmtpMailer(url, clock=office.desk.clock)
        mailer = MailerBySender(
            office.memory,
            accounts(),
            office.desk.clock,
            shared=house_mailer,
            shared_address="sales@acme.example",
        )
        office.smtp_port = own_port
        office.connect(servers[0].port)
        sending = dataclasses.replace(
            office.desk, house=dataclasses.replace(office.desk.house, mailer=mailer)
        )

        sending.put("p1")
        assert sending.send("p1") is State.DONE
        assert [(m.mail_from, m.rcpt_tos) for m in own.mails] == [(PRIYAS, [JO])]
        office.connecting.disconnect("U1")
        sending.put("p2")
        assert sending.send("p2") is State.FAILED

        assert (len(own.mails), len(shared.mails)) == (1, 0)


@pytest.mark.row("A-10")
def test_letters_come_from_ones_own_mailbox_else_from_the_shared_one_under_ones_name(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    def senders(**shared: object) -> tuple[str, str]:
        house = dataclasses.replace(office.house, shared=SharedMail(**shared))  # type: ignore[arg-type]  # its fields
        sender, back = house.senders.sender_for(PRIYA), house.senders.reply_to_for(PRIYA)
        return (f"{sender.name} <{sender.address}>" if sender else "", back.address if back else "")

    assert senders() == ("", "")
    assert senders(sends=True) == (f"Priya <{PRIYAS}>", "")
    shared = "sales@acme.example"
    assert senders(sends=True, sends_as=shared, reads=True) == (f"Priya <{shared}>", "")
    assert senders(sends=True, sends_as=shared) == (f"Priya <{shared}>", PRIYAS)

    office.connect(servers[0].port, "p.shah@other.example")

    assert senders(sends=True, sends_as=shared) == ("Priya <p.shah@other.example>", "")
    readers = office.house.readers()
    assert {"p.shah@other.example", PRIYAS, DANAS, OMAR.email} <= readers.ours
    assert readers.sender_for(DANA) is None
