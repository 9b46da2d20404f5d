"""People connect and disconnect mailboxes on real servers, and letters leave by them."""

import dataclasses

import pytest
import sqlalchemy as sa

from bot.connecting import LIFE, MOST_TRIES, Connecting
from bot.mailboxes import ConnectedMailbox, Connection, SharedMail, Wrong
from bot.standing import State
from integrations.mail.by_sender import MailerBySender
from integrations.mail.smtp import SmtpMailer
from store.mail_tables import mailbox_invitations, mailboxes
from tests.contracts.mail_servers import ImapServer, relay, smtp_server
from tests.contracts.test_accounts import accounts, knows_demouser
from tests.engine.connecting import DANAS, MACHINE, PRIYAS, Office
from tests.engine.mailing import DANA, JO, OMAR, PRIYA

pytest_plugins = ["tests.engine.connecting_fixtures"]


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


def test_an_administrator_may_disconnect_anybody_and_others_only_themselves(
    office: Office, servers: tuple[ImapServer, ImapServer]
) -> None:
    office.connect(servers[0].port)

    assert "nothing is read" in office.connecting.disconnect("U2", PRIYAS).said
    assert PRIYAS in office.connecting.disconnect("U3", PRIYAS.upper()).said
    assert office.standing() == ()


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
