"""What nobody was sure of: a person says what it is, once, and their word goes down the one road (G-05)."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest

from bot import noticing, reviewing, sweeps
from bot.answering import Answer, AnswerKind
from bot.crm import Crm
from bot.mail import Mail
from bot.mailroom import KeptMail, Review
from bot.operations import CreateTask, HaltAccount, OptOut, SetReminder, Suppress
from bot.queues import CLASSIFICATION
from bot.records import Written
from bot.standing import State
from bot.suppression import Reason
from integrations.mail.mime import read
from tests.engine.made import DEAL, NOON
from tests.engine.mailing import JO, Desk
from tests.engine.test_replies_in import (
    CONTACT,
    SOURCE,
    People,
    arrives,
    mail,
    notices,
    office,
    proposals,
    suppressed,
)

__all__ = ["office"]  # the fixture

UNCLEAR = "Blue seventeen."


class Told(People):
    """It can be told of an opt-out, and nobody looks what it then does."""

    def opt_out(self, _address: str, _key: str) -> tuple[Written, ...]:
        return ()


@pytest.fixture
def desk(office: Desk) -> Desk:
    return dataclasses.replace(office, house=dataclasses.replace(office.house, crm=cast("Crm", Told())))


def unclear(desk: Desk, text: str = UNCLEAR, number: int = 1) -> Review:
    """A mail comes that goes to Priya's eyes."""
    arrives(desk, mail(text, number=number))
    noticing.drain(desk.house)
    with desk.memory.begin() as tx:
        return desk.memory.mailroom.reviews.waiting(tx)[-1]


def says(desk: Desk, review: Review, value: str, by: str = "U1") -> Answer:
    answered = reviewing.answer(desk.house, review.id, by, value)
    noticing.drain(desk.house)
    return answered


def waiting(desk: Desk) -> int:
    with desk.memory.begin() as tx:
        return len(desk.memory.mailroom.reviews.waiting(tx))


@pytest.mark.row("G-05")
def test_a_review_shows_sender_words_and_why_it_was_unsure_oldest_first(desk: Desk) -> None:
    first = unclear(desk)
    desk.clock.later(60)
    unclear(desk, "Green eighteen.", 2)

    found = reviewing.waiting(desk.house, "U1")

    assert [(one.sender, one.words) for one in found] == [(JO, UNCLEAR), (JO, "Green eighteen.")]
    assert "could not tell what it asks for" in first.said
    assert reviewing.waiting(desk.house, "U2") == found, "her manager sees what waits for her"
    assert reviewing.waiting(desk.house, "nobody") == ()


@pytest.mark.row("G-05")
@pytest.mark.row("C-REP-03")
def test_an_opt_out_that_a_person_sees_acts_before_the_answer_to_their_tap(desk: Desk) -> None:
    review = unclear(desk)

    answered = reviewing.answer(desk.house, review.id, "U1", "unsubscribe")

    assert suppressed(desk) == [Reason.RECIPIENT_ASKED]
    assert (answered.kind, "no more mail" in answered.said) == (AnswerKind.DONE, True)
    noticing.drain(desk.house)
    desk.run()
    made = {type(op): p for p in proposals(desk) for op in p.operations}
    assert set(made) == {Suppress, OptOut}
    assert {desk.standing(p.id).state for p in made.values()} == {State.DONE}
    with desk.memory.begin() as tx:
        (kept,) = desk.memory.mailroom.suppressions.matching(tx, [JO])
    assert (kept.by, UNCLEAR in kept.said) == ("priya", True)


@pytest.mark.row("G-05")
@pytest.mark.row("H6-01")
def test_a_threat_that_a_person_sees_halts_and_goes_to_owner_and_manager(desk: Desk) -> None:
    says(desk, unclear(desk), "compliance_threat")
    desk.run()

    assert suppressed(desk) == [Reason.THREAT]
    assert set(notices(desk, "escalation")) == {"priya", "dana"}
    assert {type(op) for p in proposals(desk) for op in p.operations} == {Suppress, HaltAccount, OptOut}


@pytest.mark.row("G-05")
def test_interested_becomes_the_card_that_routing_would_have_made(desk: Desk) -> None:
    says(desk, unclear(desk), "positive")

    (card,) = proposals(desk)
    assert isinstance(card.operations[0], CreateTask)
    assert (card.record, desk.standing(card.id).state) == (CONTACT, State.OPEN)
    assert DEAL in {op.target for op in card.operations}
    assert "Priya read it as positive" in " ".join(each.fact for each in card.evidence)
    assert UNCLEAR.rstrip(".") in card.reason


@pytest.mark.row("G-05")
def test_later_asks_to_be_reminded_on_the_day_that_the_mail_names(desk: Desk) -> None:
    parsed = read(mail("Blue seventeen in September."))
    assert isinstance(parsed, Mail)
    review = Review("review:m1", "classification", "m1", "priya", "no rule was sure", NOON)
    with desk.memory.begin() as tx:  # as if no rule had been sure of it
        desk.memory.mailroom.mails.add(tx, KeptMail("m1", SOURCE, NOON, parsed))
        desk.memory.mailroom.reviews.add(tx, review)

    says(desk, review, "not_now")

    (card,) = proposals(desk)
    (operation,) = card.operations
    assert isinstance(operation, SetReminder)
    assert f"{operation.reminder.due_at:%m-%d}" == "09-01"


@pytest.mark.row("G-05")
@pytest.mark.parametrize("value", ["objection", "not_now", "wrong_person", "auto_reply", "other"])
def test_the_other_answers_propose_nothing_for_words_that_name_nothing(desk: Desk, value: str) -> None:
    answered = says(desk, unclear(desk), value)

    assert answered.kind is AnswerKind.DONE
    assert proposals(desk) == []
    assert suppressed(desk) == []
    assert waiting(desk) == 0
    with desk.memory.begin() as tx:
        assert desk.memory.mailroom.reviews.waiting(tx) == ()


def test_every_label_of_routing_can_be_answered_and_nothing_else(desk: Desk) -> None:
    review = unclear(desk)

    assert {tap.value for tap in CLASSIFICATION.taps} == {
        *("positive", "objection", "not_now", "unsubscribe"),
        *("wrong_person", "compliance_threat", "auto_reply", "other"),
    }
    assert says(desk, review, "approve everything").kind is AnswerKind.UNKNOWN
    assert says(desk, review, "positive", by="stranger").kind is AnswerKind.NOT_YOURS
    assert waiting(desk) == 1


@pytest.mark.row("G-05")
def test_a_second_tap_is_told_who_was_first_and_changes_nothing(
    desk: Desk, at_once: Callable[[int, Callable[[], Answer]], list[Answer]]
) -> None:
    review = unclear(desk)
    answers = at_once(4, lambda: reviewing.answer(desk.house, review.id, "U1", "objection"))

    assert sorted(a.kind for a in answers) == [AnswerKind.DONE, *[AnswerKind.LATE] * 3]
    late = says(desk, review, "unsubscribe", by="U2")
    assert "Priya answered first: “Not interested”" in late.said
    assert suppressed(desk) == []


@pytest.mark.row("G-05")
def test_only_who_was_asked_their_manager_or_an_administrator_may_say(desk: Desk) -> None:
    with desk.memory.begin() as tx:
        sam = dataclasses.replace(
            desk.memory.people.all(tx)[0], id="sam", name="Sam", email="sam@acme.example", slack_user="U9"
        )
        desk.memory.people.put(tx, [dataclasses.replace(sam, admin=False, manager="dana", crm_owner=None)])
    review = unclear(desk)

    refused = says(desk, review, "objection", by="U9")

    assert refused.kind is AnswerKind.NOT_YOURS
    assert "Priya's to look at" in refused.said
    assert says(desk, review, "objection", by="U3").kind is AnswerKind.DONE, "Omar is an administrator"


@pytest.mark.row("G-05")
def test_the_answer_is_a_lesson_in_the_ledger_with_what_the_bot_had_made_of_it(desk: Desk) -> None:
    review = unclear(desk)
    says(desk, review, "objection")

    with desk.memory.begin() as tx:
        (entry,) = desk.memory.ledger.entries(tx, kinds=("lesson",))
        kept = desk.memory.mailroom.mails.get(tx, review.subject)
    assert entry.facts is not None
    body = entry.facts["body"]
    assert (entry.person, body["kind"], body["said"]) == ("priya", "review", "taken for other, is objection")
    assert body["about"] == review.id
    assert kept is not None
    assert (kept.label, kept.confidence) == ("objection", 1.0), "the audit holds what was decided in the end"


@pytest.mark.row("G-05")
def test_nothing_expires_it_is_said_again_after_a_business_day_and_then_to_the_manager(desk: Desk) -> None:
    unclear(desk)  # on Tuesday at noon, in New York

    desk.clock.at = NOON + timedelta(hours=23, minutes=59)
    assert reviewing.bring_up(desk.house) == 0
    desk.clock.at = NOON + timedelta(days=1, minutes=1)
    assert (reviewing.bring_up(desk.house), reviewing.bring_up(desk.house)) == (1, 0)
    with desk.memory.begin() as tx:
        again = [n for n in desk.memory.desk.notices(tx, 99) if n.key.startswith("review-again")]
    assert [(n.person, "Waiting for your eyes" in n.text, JO in n.text) for n in again] == [
        ("priya", True, True)
    ]

    desk.clock.at = NOON + timedelta(days=2, minutes=1)
    assert (reviewing.bring_up(desk.house), reviewing.bring_up(desk.house)) == (1, 0)
    told = notices(desk, "review")
    assert "eyes of *Priya*" in told["dana"]
    desk.clock.at = NOON + timedelta(days=400)
    assert reviewing.bring_up(desk.house) == 0
    assert waiting(desk) == 1, "it waits for as long as it takes"


@pytest.mark.row("G-05")
def test_a_weekend_is_no_business_day(desk: Desk) -> None:
    desk.clock.at = NOON + timedelta(days=3)  # Friday
    unclear(desk)

    desk.clock.at = NOON + timedelta(days=5)
    assert reviewing.bring_up(desk.house) == 0
    desk.clock.at = NOON + timedelta(days=6, minutes=1)  # Monday
    assert reviewing.bring_up(desk.house) == 1


def test_what_waits_for_somebody_who_is_gone_goes_to_the_administrators_once(desk: Desk) -> None:
    with desk.memory.begin() as tx:
        lost = Review("review:gone", "classification", "m", "left-us", "no rule was sure", NOON)
        desk.memory.mailroom.reviews.add(tx, lost)

    desk.clock.at = NOON + timedelta(days=2)
    assert (reviewing.bring_up(desk.house), reviewing.bring_up(desk.house)) == (1, 0)
    assert set(notices(desk, "review")) == {"omar"}
    assert reviewing.answer(desk.house, "review:gone", "U3", "other").kind is AnswerKind.DONE


@pytest.mark.row("G-05")
def test_the_card_of_a_reviewed_mail_that_nobody_answers_comes_back_to_the_queue(desk: Desk) -> None:
    says(desk, unclear(desk), "positive")
    (card,) = proposals(desk)

    desk.clock.at = NOON + timedelta(days=3)
    sweeps.expire(desk.house)

    assert desk.standing(card.id).state is State.EXPIRED
    (again,) = reviewing.waiting(desk.house, "U2")
    assert (again.words, again.review.settled_at) == (UNCLEAR, None)
    assert "nobody answered the card" in again.review.said
    assert says(desk, again.review, "objection", by="U2").kind is AnswerKind.DONE
    assert waiting(desk) == 0
