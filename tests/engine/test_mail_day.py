"""One day's mail: the manager's numbers are those of the ledger, the signals those on the rep's cards (B-10, N11)."""

import dataclasses
from collections import Counter
from datetime import timedelta

import pytest

from blocks.mails import mails_message
from bot import noticing, reviewing
from bot.answering import AnswerKind
from bot.mail_day import MailDay, mail_day
from bot.standing import State
from bot.suppressing import ask
from bot.values import Person
from integrations.sandbox.slack_blocks import problems
from tests.contracts.mail_servers import Postbox
from tests.engine.mailing import JO, Desk
from tests.engine.test_escalating import desk, postbox, server
from tests.engine.test_replies_in import arrives, mail

__all__ = ["desk", "postbox", "server"]  # the fixtures

YES = "Yes, this sounds great. Could we meet on Thursday at 3pm?"


def day(desk: Desk, by: str) -> MailDay:
    found = mail_day(desk.house, by)
    assert found is not None
    return found


@pytest.fixture
def sam(desk: Desk) -> Person:
    sam = Person("sam", "Sam", "sam@acme.example", "UTC", slack_user="U9", manager="dana")
    with desk.memory.begin() as tx:
        desk.memory.people.put(tx, [sam])
    return sam


@pytest.mark.row("B-10")
def test_the_signal_on_the_reps_card_is_the_one_that_the_manager_sees(desk: Desk, sam: Person) -> None:
    arrives(desk, mail(YES))
    noticing.drain(desk.house)

    with desk.memory.begin() as tx:
        (card,) = desk.memory.proposals.asked_of(tx, "priya", (State.OPEN,))
        (understood,) = {e.signal for e in desk.memory.ledger.entries(tx, kinds=("understood",))}
    of_rep, of_manager, of_other = day(desk, "U1"), day(desk, "U2"), day(desk, str(sam.slack_user))

    assert card.proposal.signal == understood
    assert of_rep.lines == of_manager.lines
    (line,) = of_manager.lines
    assert (line.sender, line.label, line.what, line.whose, line.state) == (
        *(JO, "positive", card.proposal.headline, "Priya", "open"),
    )
    assert (of_rep.everybody, of_manager.everybody) == (False, True)
    assert (of_other.mails, of_other.lines) == (0, ()), "it is none of his"
    assert mail_day(desk.house, "stranger") is None


@pytest.mark.row("B-10")
@pytest.mark.row("N11")
def test_every_number_is_that_of_the_ledger(desk: Desk, postbox: Postbox) -> None:
    desk.put("p1")
    desk.approve("p1")
    desk.put("p2", to="max@fabrikam.example")
    desk.approve("p2")
    texts = (
        YES,
        "Not now, please get back to me in September.",
        "Blue seventeen.",
        "Remove me from your list.",
    )
    for number, text in enumerate(texts):
        arrives(desk, mail(text, number=number, sender=f"jo{number}@northwind.example"))
    arrives(desk, mail("Remove me from your list.", number=9))  # Jo, to whom a mail is held
    noticing.drain(desk.house)
    desk.run()
    desk.put("p3")
    desk.send("p3")

    found = day(desk, "U2")

    with desk.memory.begin() as tx:
        entries = desk.memory.ledger.entries(tx, limit=9999)
    labels = Counter(
        {
            str(e.facts["mail"]): str(e.facts["label"]) for e in entries if e.kind == "understood" and e.facts
        }.values()
    )
    why_not = Counter(str(e.facts["rule"]) for e in entries if e.kind == "why_not" and e.facts)
    assert found.labels == labels == {"positive": 1, "not_now": 1, "other": 1, "unsubscribe": 2}
    assert found.refused == why_not
    assert (found.refused["answered_first"], found.refused["suppressed:recipient_asked"]) == (1, 1)
    assert found.opt_outs == sum(e.kind == "suppression" for e in entries) == 2
    assert found.held == 0, "the hold of the other one is over"
    assert [m.rcpt_tos for m in postbox.mails] == [["max@fabrikam.example"]]


@pytest.mark.row("N11")
def test_a_mail_that_the_gate_refused_is_there_with_its_rule_and_its_card(
    desk: Desk, postbox: Postbox
) -> None:
    desk.put("p1")
    arrives(desk, mail("Remove me from your list."))
    noticing.drain(desk.house)
    desk.approve("p1")
    desk.run()
    house = dataclasses.replace(desk.house, hold=timedelta(0))
    desk = dataclasses.replace(desk, house=house)
    desk.release()
    desk.run()

    with desk.memory.begin() as tx:
        (entry,) = desk.memory.ledger.entries(tx, kinds=("why_not",))
    assert entry.facts is not None
    assert (entry.proposal, entry.facts["rule"]) == ("p1", "suppressed:recipient_asked")
    assert "suppressed: recipient asked: 1" in str(mails_message(day(desk, "U2")).blocks)
    assert postbox.mails == []


def test_what_a_person_said_in_the_review_queue_is_what_counts(desk: Desk) -> None:
    arrives(desk, mail("Blue seventeen."))
    noticing.drain(desk.house)
    assert day(desk, "U2").labels == {"other": 1}
    assert day(desk, "U2").reviews == 1

    (waiting,) = reviewing.waiting(desk.house, "U1")
    assert reviewing.answer(desk.house, waiting.review.id, "U1", "objection").kind is AnswerKind.DONE

    assert day(desk, "U2").labels == {"objection": 1}
    assert day(desk, "U2").reviews == 0


def test_yesterday_is_over_at_the_readers_midnight(desk: Desk) -> None:
    arrives(desk, mail("Blue seventeen."))
    desk.clock.at += timedelta(days=1)

    found = day(desk, "U2")

    assert found.mails == 0
    drawn = mails_message(found)
    assert "No mail came in today" in str(drawn.blocks)
    assert problems(drawn.blocks, "message") == []
    assert problems(mails_message(None).blocks, "message") == []


def test_a_rule_of_our_own_is_no_opt_out(desk: Desk) -> None:
    ask(desk.house, "U3", "@rival.example competitor they sell the same")
    noticing.drain(desk.house)

    assert day(desk, "U2").opt_outs == 0
