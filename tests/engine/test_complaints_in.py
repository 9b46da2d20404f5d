"""Complaint reports come in by mail: who complained is suppressed, and a spike about our own mails stops everything."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot import noticing
from bot.mailroom import Outgoing, Sending
from bot.operations import Suppress
from bot.standing import State
from bot.suppression import Reason, address_key
from bot.switching import resume
from store.memory import SqlMemory
from tests.contracts.mail_servers import Postbox, smtp_server
from tests.engine.leaving_desk import arrives, leaving_desk, notices, proposals, report, sent, suppressed
from tests.engine.made import NOON
from tests.engine.mailing import JO, Desk


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def postbox(server: tuple[Postbox, int]) -> Postbox:
    server[0].mails.clear()
    return server[0]


@pytest.fixture
def office(memory: SqlMemory, server: tuple[Postbox, int]) -> Desk:
    return leaving_desk(memory, server[1])


def sent_before(office: Desk, many: int) -> None:
    """So many mails went out today."""
    with office.memory.begin() as tx:
        for number in range(many):
            office.memory.mailroom.outgoing.begin(tx, Outgoing(f"<b{number}@acme.example>", "k", "d", NOON))


@pytest.mark.row("C-SUP-02")
def test_who_reports_a_mail_of_ours_is_suppressed_at_once_and_its_owner_and_the_manager_hear_of_it(
    office: Desk, postbox: Postbox
) -> None:
    original = sent(office, postbox).as_string()

    arrives(office, report(1, original, f"Original-Rcpt-To: <{JO}>\r\n"))

    assert suppressed(office) == [Reason.SPAM_COMPLAINT]
    told = notices(office, "complaint")
    assert set(told) == {"priya", "dana"}
    assert JO in told["priya"]
    assert "<p1@acme.example>" in told["priya"]
    office.run()
    (made,) = (p for p in proposals(office) if isinstance(p.operations[0], Suppress))
    assert office.standing(made.id).state is State.DONE
    with office.memory.begin() as tx:
        assert office.house.paused(tx) is None, "one angry click stops one address"


@pytest.mark.row("G-04")
@pytest.mark.row("C-SUP-03")
def test_three_complaints_about_a_thousand_mails_pause_everything_and_tell_those_in_charge(
    office: Desk, postbox: Postbox
) -> None:
    people = ("ann@x.example", "bob@x.example", "cid@x.example")
    originals = [sent(office, postbox, f"c{n}", to=to).as_string() for n, to in enumerate(people)]
    sent_before(office, 997)

    arrives(office, report(0, originals[0]))
    assert not notices(office, "complaints")
    arrives(office, report(1, originals[1]))
    with office.memory.begin() as tx:
        assert office.house.paused(tx) is None
    assert set(notices(office, "complaints")) == {"dana", "omar"}, "a warning"
    arrives(office, report(2, originals[2]))

    with office.memory.begin() as tx:
        paused = office.house.paused(tx)
    assert paused is not None
    assert "3 spam complaints about 1000 mails in 7 days (0.30%" in paused["reason"]
    assert "I paused everything by myself" in str(notices(office, "complaints")["dana"])
    office.put("later", to="eve@x.example")
    office.approve("later")
    office.release()
    assert office.standing("later").state is State.OPEN, "nothing is approved while everything is paused"
    resume(office.house, "U2", "the list was bought, and is deleted")
    office.approve("later")
    office.release()
    office.run()
    assert office.standing("later").state is State.DONE


@pytest.mark.row("G-04")
def test_a_complaint_is_known_by_the_link_in_the_mail_where_a_relay_changed_its_id_and_blacked_out_its_addresses(
    office: Desk, postbox: Postbox
) -> None:
    original = (
        sent(office, postbox).as_string().replace("<p1@acme.example>", "<0100-relay@eu-west-1.example>")
    )

    arrives(office, report(1, original.replace(JO, "redacted@northwind.example")))

    assert suppressed(office) == [Reason.SPAM_COMPLAINT]
    with office.memory.begin() as tx:
        assert office.memory.mailroom.outgoing.complaints(tx, NOON) == 1


@pytest.mark.row("G-04")
@pytest.mark.row("N9")
def test_forged_reports_can_silence_whom_they_name_and_never_stop_everything(
    office: Desk, postbox: Postbox
) -> None:
    sent(office, postbox)
    strangers = [f"stranger{n}@x.example" for n in range(5)]
    originals = [
        f"From: priya@acme.example\r\nTo: {to}\r\nMessage-ID: <made-{to}>\r\n\r\nHi\r\n" for to in strangers
    ]

    for number, original in enumerate(originals):
        arrives(office, report(number, original))

    with office.memory.begin() as tx:
        assert office.house.paused(tx) is None
        assert office.memory.mailroom.outgoing.complaints(tx, NOON) == 0
    assert [suppressed(office, to) for to in strangers] == [[Reason.SPAM_COMPLAINT]] * 5
    assert suppressed(office) == [], "nobody else"


@pytest.mark.row("G-04")
def test_one_angry_person_with_three_mails_counts_once(office: Desk, postbox: Postbox) -> None:
    originals = [sent(office, postbox, f"j{n}").as_string() for n in range(3)]

    for number, original in enumerate(originals):
        arrives(office, report(number, original))

    with office.memory.begin() as tx:
        assert office.house.paused(tx) is None
        assert office.memory.mailroom.outgoing.complaints(tx, NOON) == 1


@pytest.mark.row("C-SUP-10")
@pytest.mark.row("G-05")
@pytest.mark.parametrize("named", [0, 4, 50])
def test_a_report_that_names_nobody_or_a_crowd_goes_to_a_person_and_suppresses_nobody(
    office: Desk, named: int
) -> None:
    fields = "".join(f"Original-Rcpt-To: <a{n}@x.example>\r\n" for n in range(named))

    arrives(office, report(1, "Subject: hello\r\n\r\nHi\r\n", fields))

    assert suppressed(office, "a0@x.example") == []
    with office.memory.begin() as tx:
        assert len(office.memory.mailroom.reviews.waiting(tx, people=("dana",))) == 1
    assert set(notices(office, "review")) == {"dana"}


def test_the_provider_and_our_own_people_are_never_suppressed(office: Desk, postbox: Postbox) -> None:
    original = sent(office, postbox).as_string()
    ours = "Original-Rcpt-To: <fbl@provider.example>\r\nOriginal-Rcpt-To: <dana@acme.example>\r\n"

    arrives(office, report(1, original, ours))
    arrives(office, report(2, "Message-ID: <made@x.example>\r\n\r\nHi\r\n", ours))

    assert suppressed(office) == [Reason.SPAM_COMPLAINT], "the recipient of that mail is who complained"
    assert suppressed(office, "fbl@provider.example") == suppressed(office, "dana@acme.example") == []


def test_a_report_about_a_mail_that_never_left_counts_for_nothing(office: Desk, postbox: Postbox) -> None:
    original = sent(office, postbox).as_string()
    with office.memory.begin() as tx:
        office.memory.mailroom.outgoing.end(tx, "<p1@acme.example>", Sending.REFUSED, "550 no")

    arrives(office, report(1, original))

    with office.memory.begin() as tx:
        assert office.memory.mailroom.outgoing.complaints(tx, NOON) == 0


def test_the_same_report_twice_is_heard_once_and_a_second_report_adds_nothing(
    office: Desk, postbox: Postbox
) -> None:
    original = sent(office, postbox).as_string()

    arrives(office, report(1, original), report(1, original))
    arrives(office, report(2, original))
    noticing.drain(office.house)
    office.run()

    assert suppressed(office) == [Reason.SPAM_COMPLAINT]
    with office.memory.begin() as tx:
        assert office.memory.mailroom.outgoing.complaints(tx, NOON) == 1


@pytest.mark.row("G-04")
def test_complaints_of_the_week_before_last_are_over(office: Desk, postbox: Postbox) -> None:
    for number, to in enumerate(("ann@x.example", "bob@x.example", "cid@x.example")):
        original = sent(office, postbox, f"w{number}", to=to).as_string()
        arrives(office, report(number, original))
        office.clock.at += timedelta(days=8)

    with office.memory.begin() as tx:
        assert office.house.paused(tx) is None
    assert not notices(office, "complaints")


def test_a_report_that_nobody_complained_suppresses_nobody(office: Desk, postbox: Postbox) -> None:
    original = sent(office, postbox).as_string()

    arrives(office, report(1, original, kind="not-spam"))

    assert suppressed(office) == []
    with office.memory.begin() as tx:
        left = office.memory.mailroom.outgoing.get(tx, "<p1@acme.example>")
    assert left is not None
    assert left.to == address_key(JO)
