"""What is measured about replies, recomputed from the ledger to the minute."""

from datetime import datetime, timedelta

import pytest

from bot.ledger import Entry
from bot.mail import Address
from bot.metrics import (
    Compliance,
    FirstResponses,
    HumanResponses,
    first_responses,
    human_responses,
    unsubscribe_compliance,
)
from bot.model import LineState, Receipt, ReceiptLine
from bot.operations import Letter, Operation, SendMail, Suppress
from bot.operations.addressees import Addressee
from bot.suppression import Reason, Suppression
from bot.values import RecordRef, UndoKind
from tests.bot.nouns import DEAL, NOW, update

pytestmark = pytest.mark.row("C-REP-10")
JO = "jo@northwind.example"


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def understood(signal: str, label: str = "positive", *, at: datetime = NOW, suppress: bool = False) -> Entry:
    facts = {"mail": signal, "label": label, "confidence": 0.97, "suppress": suppress}
    return Entry("understood", at, signal=signal, facts={**facts, "received_at": at.isoformat()})


def send(to: str = JO) -> SendMail:
    letter = Letter("<m@acme.example>", Address("priya@acme.example"), Address(to), "Hi", "Hello")
    return SendMail(DEAL, "Acme", letter, read=(Addressee(to, mail="mail:1"),))


def suppress(address: str = JO, *, at: datetime = NOW) -> Suppress:
    return Suppress(
        Suppression("S1", Reason.RECIPIENT_ASKED, "asked", "mail:1", at, "policy", address=address)
    )


def receipt(signal: str, *operations: Operation, after: timedelta, state: LineState = "done") -> Receipt:
    at = NOW + after
    lines = tuple(ReceiptLine(op, op.summary(), state, op.changes(), "250 OK") for op in operations)
    return Receipt(
        f"R-{signal}-{after}", "P1", "act:P1:1", signal, "reply_routing", RecordRef("deal", "o1"), "Acme", "",
        "updated", lines, "priya", "Priya", "U1", "005", at, at, "because", ("mail:1",), UndoKind.NONE,
    )  # fmt: skip


def test_the_median_counts_from_the_mail_to_the_first_answer_that_left() -> None:
    entries = [
        understood("a"),
        understood("b"),
        understood("c"),
        understood("d"),
        understood("e", "objection"),
    ]
    receipts = [
        receipt("a", update(), after=minutes(1)),
        receipt("a", send(), after=minutes(4)),
        receipt("a", send(), after=minutes(90)),
        receipt("b", send(), after=minutes(20)),
        receipt("c", send(), after=minutes(8), state="failed"),
        receipt("c", send(), after=minutes(15)),
        receipt("e", send(), after=minutes(2)),
    ]

    assert first_responses(entries, receipts) == FirstResponses(4, 3, 2, minutes(15))


def test_without_a_yes_or_an_answer_there_is_no_median() -> None:
    assert first_responses([], []) == FirstResponses(0, 0, 0, None)
    assert first_responses([understood("a")], []) == FirstResponses(1, 0, 0, None)


def test_what_was_understood_last_counts() -> None:
    entries = [understood("a", "other"), understood("a", "positive")]

    assert first_responses(entries, []).positives == 1
    assert first_responses(entries[::-1], []).positives == 0


def test_everybody_who_asked_was_suppressed_and_had_no_mail_since() -> None:
    entries = [understood("a", "unsubscribe", suppress=True), understood("b", "other")]
    receipts = [
        receipt("z", send(), after=minutes(-10)),
        receipt("a", suppress(), after=minutes(0)),
        receipt("b", send("sam@northwind.example"), after=minutes(5)),
    ]

    found = unsubscribe_compliance(entries, receipts)

    assert (found, found.rate) == (Compliance(1, ()), 1.0)
    assert unsubscribe_compliance([], []).rate == 1.0


@pytest.mark.parametrize("address", [JO, "Jo+news@Northwind.example"])
def test_a_mail_after_the_opt_out_breaks_it_whatever_the_spelling(address: str) -> None:
    entries = [understood(name, "unsubscribe", suppress=True) for name in ("a", "b")]
    receipts = [
        receipt("a", suppress(), after=minutes(0)),
        receipt("b", suppress("sam@northwind.example"), after=minutes(0)),
        receipt("c", send(address), after=minutes(1)),
    ]

    found = unsubscribe_compliance(entries, receipts)

    assert (found, found.rate) == (Compliance(2, ("a",)), 0.5)


def test_an_opt_out_without_a_receipt_breaks_it() -> None:
    entries = [understood("a", "unsubscribe", suppress=True)]
    failed = receipt("a", suppress(), after=minutes(0), state="failed")

    assert unsubscribe_compliance(entries, []) == Compliance(1, ("a",))
    assert unsubscribe_compliance(entries, [failed]).rate == 0.0


def escalated(mail: str, *, told: timedelta = timedelta(0)) -> list[Entry]:
    """Owner and manager are told of it, a moment after it came in."""
    facts = {"kind": "escalation", "about": mail, "since": NOW.isoformat()}
    return [
        Entry("notice", NOW + told, signal=f"mail:{mail}", person=p, facts=facts) for p in ("priya", "dana")
    ]


def said_answered(mail: str, after: timedelta) -> Entry:
    return Entry("escalation", NOW + after, signal=f"mail:{mail}", person="dana", facts={"answered": mail})


@pytest.mark.row("H6-04")
def test_the_time_to_a_human_response_counts_from_the_mail_to_the_first_answer_of_a_person() -> None:
    entries = [
        *escalated("a", told=minutes(1)),
        *escalated("b"),
        *escalated("c"),
        *escalated("d"),
        *escalated("e"),
        said_answered("a", minutes(6)),
        said_answered("b", minutes(90)),
        Entry("halt", NOW + minutes(2), signal="mail:d", facts={"cleared": "domain:d.example"}),
    ]
    receipts = [
        receipt("answer:b:01J", send(), after=minutes(40)),  # before they said so
        receipt("answer:c:01J", send(), after=minutes(10), state="failed"),  # it never left
        receipt("mail:d", send(), after=minutes(3)),  # another workflow's
        receipt("answer:e:01J", send(), after=minutes(8)),
        receipt("answer:unknown:01J", send(), after=minutes(1)),
    ]

    found = human_responses(entries, receipts)

    assert found == HumanResponses(escalated=5, answered=3, median=minutes(8))  # 6, 8 and 40
    assert human_responses((), ()) == HumanResponses(0, 0, None)


@pytest.mark.row("H6-04")
def test_an_even_number_of_answers_has_its_median_in_between_to_the_second() -> None:
    entries = [
        *escalated("a"),
        *escalated("b"),
        said_answered("a", timedelta(seconds=61)),
        said_answered("b", timedelta(seconds=100)),
    ]

    assert human_responses(entries, ()).median == timedelta(seconds=80.5)
