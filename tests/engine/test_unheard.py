"""A defect of ours while a mail is heard: people are told, and nobody who may have opted out is written to."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from bot import noticing
from bot.leaving import leave
from bot.model import Signal
from bot.readers import Readers
from bot.standing import State
from bot.suppression import Reason
from bot.switching import clear_halt
from bot.workflow import Said
from bot.workflows.reply_routing import workflow as reply_routing
from store.memory import SqlMemory
from tests.contracts.mail_servers import Postbox, smtp_server
from tests.engine.leaving_desk import arrives, leaving_desk, notices, sent, suppressed, token_of
from tests.engine.mailing import JO, Desk

OPT_OUT = (
    f"From: {JO}\r\nTo: priya@acme.example\r\nMessage-ID: <in@x.example>\r\n\r\nunsubscribe\r\n".encode()
)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def office(memory: SqlMemory, server: tuple[Postbox, int]) -> Desk:
    server[0].mails.clear()
    return leaving_desk(memory, server[1])


def broken(office: Desk, workflow: str, hears: Callable[[Signal, Readers], tuple[Said, ...]]) -> Desk:
    roster = dict(office.house.workflows)
    roster[workflow] = dataclasses.replace(roster[workflow], first=hears)
    return dataclasses.replace(office, house=dataclasses.replace(office.house, workflows=roster))


def trips(_signal: Signal, _readers: Readers) -> tuple[Said, ...]:
    raise KeyError("a defect of ours")


@pytest.mark.row("C-REP-03")
@pytest.mark.row("C-SUP-06")
def test_what_cannot_be_heard_holds_mail_to_the_sender_until_a_person_read_it(office: Desk) -> None:
    office = broken(office, "reply_routing", trips)
    office.put("p1")
    office.approve("p1")

    arrives(office, OPT_OUT)

    told = notices(office, "unheard")
    assert set(told) == {"omar"}
    assert JO in told["omar"]
    assert "may be an opt-out" in told["omar"]
    assert office.standing("p1").state is State.CANCELLED
    office.put("p2")
    assert "could not make out" in office.approve("p2").said
    assert office.send("p2") is State.OPEN

    assert "may go out again" in clear_halt(office.house, "U1", JO, "it was about the weather").said
    office.put("p3")
    assert office.send("p3") is State.DONE


@pytest.mark.row("C-REP-03")
def test_what_could_not_be_heard_at_once_is_heard_by_the_drain(office: Desk) -> None:
    arrives(broken(office, "reply_routing", trips), OPT_OUT)
    assert suppressed(office) == []

    noticing.drain(office.house)

    assert suppressed(office) == [Reason.RECIPIENT_ASKED]


def test_a_defect_in_one_workflow_is_told_once_and_the_others_go_on(office: Desk) -> None:
    office = broken(office, "account_coverage", trips)
    office = broken(office, "reply_routing", reply_routing.first)

    arrives(office, OPT_OUT)
    noticing.drain(office.house)
    noticing.drain(office.house)

    assert suppressed(office) == [Reason.RECIPIENT_ASKED]
    assert notices(office, "unheard") == {}, "account coverage does not answer such mails"


@pytest.mark.row("C-SUP-02")
def test_a_click_is_kept_also_where_its_receipt_could_not_be_made(
    office: Desk, server: tuple[Postbox, int]
) -> None:
    token = token_of(sent(office, server[0]))
    office = broken(office, "account_coverage", trips)

    assert leave(office.house, token) is not None

    assert suppressed(office) == [Reason.RECIPIENT_ASKED]
    assert set(notices(office, "unheard")) == {"omar"}


def test_bytes_that_nobody_can_read_are_told_to_the_administrators_once(office: Desk) -> None:
    garbage = b"\x00\xff\xfe\x01garbage" * 50

    arrives(office, garbage, garbage)
    arrives(office, garbage)

    assert set(notices(office, "unreadable")) == {"omar"}
