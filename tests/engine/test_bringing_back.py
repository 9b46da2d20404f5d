"""Second thoughts within the hold: what a person cancelled comes back as it was; what a rule stopped stays stopped."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.answering import AnswerKind, answer
from bot.cancelling import cancel, reopen
from bot.standing import State
from bot.suppression import Reason, Suppression
from store.memory import SqlMemory
from tests.contracts.mail_servers import Postbox, smtp_server
from tests.engine.made import NOON, proposal
from tests.engine.mailing import JO, Desk, desk, mail, open_card
from tests.engine.test_outbound import reached, with_mailer

pytestmark = [pytest.mark.row("A-06"), pytest.mark.row("N2")]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def priya(memory: SqlMemory, server: tuple[Postbox, int]) -> Desk:
    """Her card is approved with a word of her own, and cancelled within the hold."""
    server[0].mails.clear()
    made = with_mailer(desk(memory, None), server[1])
    made.put()
    answer(made.house, "p1", "U1", {"mail_subject": "My own words"})
    assert cancel(made.house, "p1", "U1").kind is AnswerKind.DONE
    return made


def test_it_waits_for_her_again_with_her_own_words_and_is_held_anew_when_she_says_yes(
    priya: Desk, server: tuple[Postbox, int]
) -> None:
    assert reopen(priya.house, "p1", "U1").kind is AnswerKind.DONE
    back = priya.standing()
    assert (back.state, back.proposal.changes()[1].after) == (State.OPEN, "My own words")
    assert back.due_at is not None
    assert back.due_at > NOON + timedelta(minutes=2), "not the end of the hold, which would expire it at once"

    assert priya.approve().kind is AnswerKind.DONE
    assert priya.standing().state is State.HELD
    priya.release()
    priya.run()

    assert reached(server[0]) == [JO]


def test_it_comes_back_once_and_whoever_is_late_is_told(priya: Desk) -> None:
    reopen(priya.house, "p1", "U1")

    again = reopen(priya.house, "p1", "U1")

    assert again.kind is AnswerKind.LATE
    assert priya.standing().state is State.OPEN


def test_nobody_else_brings_it_back(priya: Desk) -> None:
    assert reopen(priya.house, "p1", "U9").kind is AnswerKind.NOT_YOURS
    assert priya.standing().state is State.CANCELLED


def test_not_to_somebody_who_must_not_be_written_to_meanwhile(priya: Desk) -> None:
    priya.house.writers.book.suppress(
        Suppression("s1", Reason.RECIPIENT_ASKED, "“stop”", "mail:1", NOON, "policy", address=JO)
    )

    refused = reopen(priya.house, "p1", "U1")

    assert refused.kind is AnswerKind.REFUSED
    assert "must not be written to" in refused.said
    assert priya.standing().state is State.CANCELLED


def test_not_beside_a_newer_card_about_the_same(priya: Desk) -> None:
    newer = proposal("p2", workflow="mailing", deal="p1", operations=(mail("p1"),))
    with priya.memory.begin() as tx:
        priya.memory.proposals.add(tx, open_card(priya.house, tx, newer))

    refused = reopen(priya.house, "p1", "U1")

    assert refused.kind is AnswerKind.REFUSED
    assert "There is a newer card" in refused.said


def test_what_a_rule_stopped_is_not_a_persons_to_bring_back(priya: Desk) -> None:
    priya.put("p2")
    priya.approve("p2")
    priya.house.writers.book.suppress(
        Suppression("s1", Reason.RECIPIENT_ASKED, "“stop”", "mail:1", NOON, "policy", address=JO)
    )
    assert priya.standing("p2").state is State.CANCELLED

    assert reopen(priya.house, "p2", "U1").kind is AnswerKind.LATE
