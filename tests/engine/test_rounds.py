"""Several mailboxes are read, each on its own, and by one process at a time."""

import dataclasses

import pytest
import sqlalchemy as sa

from bot.mailboxes import ConnectedMailbox, Connection, Servers
from integrations.mail.imap import ImapMailbox
from integrations.mail.mime import read
from integrations.mail.rounds import Reader
from store.mail_tables import mailboxes
from tests.contracts.mail_servers import ImapServer, Relay, free_port, until
from tests.contracts.test_accounts import OLD_KEY, accounts
from tests.engine.connecting import DANAS, PRIYAS, Office, mail
from tests.engine.made import NOON

pytest_plugins = ["tests.engine.connecting_fixtures"]


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


def test_a_server_that_is_away_for_an_hour_is_told_once_a_day_and_not_before(office: Office) -> None:
    row = ConnectedMailbox("m1", "priya", PRIYAS, NOON)
    with office.memory.begin() as tx:
        sealed = accounts().seal(Servers("unused", "unused"))
        assert office.memory.mailroom.mailboxes.connect(tx, row, sealed)
    nobody = f"imap://demouser:demopass@127.0.0.1:{free_port()}?starttls=no"
    clock, seconds = office.desk.clock, [0.0]

    def reader(connected: ConnectedMailbox | None) -> Reader:
        mailbox = ImapMailbox(nobody, clock=clock, pause=lambda _: None, machine=lambda: seconds[0])
        source = connected.source if connected else "imap:INBOX"
        return Reader(office.house, source, mailbox, read, "one", lambda: seconds[0], connected)

    readers = (reader(row), reader(None))
    told = []
    for now in (0.0, 60.0, 3590.0, 3600.0, 7200.0):
        seconds[0] = now
        assert [one.take() for one in readers] == [0, 0]
        told.append((len(office.told("priya")), len(office.told("omar"))))

    assert told == [(0, 0), (0, 0), (0, 0), (1, 1), (1, 1)]
    seconds[0] += 0.5
    assert [one.mailbox.shut_for() > 0 for one in readers] == [True, True]
    assert "nothing is lost" in office.told("priya")[0]
    assert office.standing()[0].state is Connection.CONNECTED


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
