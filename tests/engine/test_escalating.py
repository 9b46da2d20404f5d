"""Anger goes to people: what they may do about it, and that no agent writes to that account meanwhile (H6)."""

import dataclasses
import email
import email.policy
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import cast

import pytest

from blocks.escalation import answer_view, escalation_message
from blocks.surface import Json
from bot import escalating, noticing
from bot.answering import Answer, AnswerKind
from bot.crm import Crm
from bot.human_only import escalations
from bot.human_only.escalations import Escalation
from bot.ledger import Entry
from bot.mailboxes import SharedMail
from bot.metrics import human_responses
from bot.model import Decision, Proposal
from bot.policy import HouseRules, judge
from bot.policy.guardrails import ESCALATIONS
from bot.records import Written
from bot.standing import State
from bot.suppressing import ask
from bot.workflow import Workflow
from bot.workflows import ROSTER
from store.memory import SqlMemory
from tests.contracts.mail_servers import Postbox, smtp_server
from tests.engine.leaving_desk import arrives, leaving_desk
from tests.engine.made import proposal
from tests.engine.mailing import JO, PRIYA, Desk, mail
from tests.engine.test_replies_in import People
from tests.engine.test_replies_in import mail as angry_mail

ANGRY = "This is unacceptable. I asked three times for the invoice."
THREAT = "This is unacceptable. Stop. My lawyer will hear of this."
OWN_WORDS = "Hello Jo,\n\nyou are right. The invoice is attached to your account since today.\n\nPriya"


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def postbox(server: tuple[Postbox, int]) -> Postbox:
    server[0].mails.clear()
    return server[0]


class Told(People):
    """A CRM with Jo on one open deal, that can be told of an opt-out."""

    def opt_out(self, _address: str, _key: str) -> tuple[Written, ...]:
        return ()


@pytest.fixture
def desk(memory: SqlMemory, server: tuple[Postbox, int]) -> Desk:
    made = leaving_desk(memory, server[1])
    shared = SharedMail(sends=True, reads=True, sends_as="sales@acme.example")
    workflows = {**made.house.workflows, ESCALATIONS: escalations.WORKFLOW}
    crm = cast("Crm", Told())
    house = dataclasses.replace(made.house, crm=crm, shared=shared, workflows=workflows)
    return dataclasses.replace(made, house=house)


def escalated(desk: Desk, text: str = ANGRY) -> str:
    """An angry mail comes in; its id."""
    arrives(desk, angry_mail(text))
    noticing.drain(desk.house)
    desk.run()
    with desk.memory.begin() as tx:
        told = [n for n in desk.memory.desk.notices(tx, 99) if n.kind == "escalation"]
    assert {n.person for n in told} == {"priya", "dana"}
    (name,) = {n.about for n in told}
    return name


def found(desk: Desk, name: str, by: str = "U1") -> Escalation:
    escalation = escalating.escalation(desk.house, name, by)
    assert escalation is not None
    return escalation


def answers(desk: Desk) -> list[Proposal]:
    with desk.memory.begin() as tx:
        made = [s.proposal for s in desk.memory.proposals.recent(tx) if s.proposal.workflow == ESCALATIONS]
    return sorted(made, key=lambda p: p.id)


def entries(desk: Desk, *kinds: str) -> tuple[Entry, ...]:
    with desk.memory.begin() as tx:
        return desk.memory.ledger.entries(tx, kinds=kinds, limit=999)


def field(view: Json) -> Json:
    (found,) = (block["element"] for block in view["blocks"] if block["type"] == "input")
    return dict(found)


@pytest.mark.row("H6-03")
def test_after_an_escalation_the_mails_of_every_other_workflow_are_refused_until_a_person_clears_it(
    desk: Desk, postbox: Postbox
) -> None:
    desk.put("released")
    desk.approve("released")
    desk.release()
    desk.put("before", to="sam@northwind.example")
    desk.approve("before")
    name = escalated(desk)  # between the release of the one and its run
    desk.put("after")

    assert desk.standing("before").state is State.CANCELLED
    assert desk.standing("released").state is State.FAILED
    assert "halted" in desk.standing("released").said
    refused = desk.approve("after")
    assert refused.kind is AnswerKind.REFUSED
    assert "stopped until a person clears it" in refused.said
    assert desk.send("after") is State.OPEN
    assert postbox.mails == []

    assert escalating.clear(desk.house, name, "U2", "we talked").kind is AnswerKind.DONE
    desk.put("later")
    assert desk.send("later") is State.DONE
    assert len(postbox.mails) == 1


@pytest.mark.row("H6-03")
@pytest.mark.parametrize("workflow", ROSTER, ids=lambda w: w.name)
def test_no_workflow_but_that_of_peoples_own_answers_may_pass_a_halt(workflow: Workflow) -> None:
    passing = dataclasses.replace(mail(), past_halt=True)
    may = dataclasses.replace(workflow, may=(*workflow.may, type(passing)))
    made = proposal("p1", deal="p1", workflow=workflow.name, operations=(passing,))

    verdict = judge(made, may, HouseRules((PRIYA,)))

    allowed = workflow.name == ESCALATIONS
    assert (verdict.decision is Decision.REFUSE, verdict.rule == "halt_stands") == (not allowed, not allowed)


@pytest.mark.row("H6-02")
def test_the_calm_beginning_is_offered_in_their_language_and_stands_in_no_field_before_a_person_takes_it(
    desk: Desk,
) -> None:
    name = escalated(
        desk, "Das ist eine Unverschämtheit! Ich habe die Rechnung für uns nicht bekommen. " + ANGRY
    )
    shown = found(desk, name)

    opened = answer_view(shown)
    taken = answer_view(shown, shown.calm, 1)

    assert "Freundliche Grüße\nPriya" in shown.calm or "Kind regards\nPriya" in shown.calm
    assert "initial_value" not in field(opened)
    assert field(taken)["initial_value"] == shown.calm
    assert [b["block_id"] for v in (opened, taken) for b in v["blocks"] if b["type"] == "input"] == [
        "answer.0",
        "answer.1",
    ], "Slack takes a new text only into a new field"


@pytest.mark.row("H6-02")
def test_writing_an_answer_sends_nothing_it_becomes_a_card_that_is_approved_and_held(
    desk: Desk, postbox: Postbox
) -> None:
    name = escalated(desk)

    written = escalating.write(desk.house, name, "U1", f"  {OWN_WORDS}\n")
    noticing.drain(desk.house)
    desk.release()
    desk.run()

    assert written.kind is AnswerKind.DONE
    (card,) = answers(desk)
    assert (desk.standing(card.id).state, desk.standing(card.id).asked) == (State.OPEN, "priya")
    assert postbox.mails == []

    desk.approve(card.id)
    assert desk.standing(card.id).state is State.HELD
    assert postbox.mails == []
    desk.release()
    desk.run()

    assert desk.standing(card.id).state is State.DONE, desk.standing(card.id).said
    (left,) = postbox.mails
    assert isinstance(left.content, bytes)
    sent = email.message_from_bytes(left.content, policy=email.policy.default)
    assert isinstance(sent, EmailMessage)
    assert sent.get_content().replace("\r\n", "\n").startswith(OWN_WORDS)
    assert (left.rcpt_tos, sent["In-Reply-To"]) == ([JO], "<in-1@northwind.example>")
    assert found(desk, name).halted, "their account stays halted for everybody else"


@pytest.mark.row("H6-02")
@pytest.mark.row("C-SUP-06")
def test_who_is_suppressed_gets_no_answer_through_us_and_the_text_is_there_to_copy(
    desk: Desk, postbox: Postbox
) -> None:
    name = escalated(desk, THREAT)
    shown = found(desk, name)
    view = answer_view(shown)

    refused = escalating.write(desk.house, name, "U1", OWN_WORDS)
    noticing.drain(desk.house)

    assert shown.suppressed == "threat"
    assert "submit" not in view
    assert not [block for block in view["blocks"] if block["type"] == "input"]
    assert shown.calm.splitlines()[-1] in str(view["blocks"])
    assert "your own mailbox" in str(view["blocks"])
    assert (refused.kind, refused.field) == (AnswerKind.REFUSED, "answer")
    assert answers(desk) == []
    assert postbox.mails == []


@pytest.mark.row("C-SUP-06")
def test_an_opt_out_that_comes_after_the_answer_was_approved_stops_it_all_the_same(
    desk: Desk, postbox: Postbox
) -> None:
    name = escalated(desk)
    escalating.write(desk.house, name, "U1", OWN_WORDS)
    noticing.drain(desk.house)
    (card,) = answers(desk)
    desk.approve(card.id)

    arrives(desk, angry_mail("Remove me from your list.", number=2))
    desk.release()
    desk.run()

    assert desk.standing(card.id).state is State.CANCELLED
    assert postbox.mails == []


def test_without_a_mailbox_nothing_can_be_written_and_the_way_to_one_is_named(desk: Desk) -> None:
    house = dataclasses.replace(desk.house, shared=SharedMail())
    desk = dataclasses.replace(desk, house=house)
    view = answer_view(found(desk, escalated(desk)))

    assert "submit" not in view
    assert "/dealhand connect" in str(view["blocks"])


@pytest.mark.parametrize("text", ["", "   \n", "x" * 3001])
def test_an_empty_answer_or_one_too_long_is_refused_at_its_field(desk: Desk, text: str) -> None:
    refused = escalating.write(desk.house, escalated(desk), "U1", text)

    assert (refused.kind, refused.field) == (AnswerKind.INVALID, "answer")
    assert answers(desk) == []


def test_only_who_was_told_their_manager_or_an_administrator_may_do_anything(desk: Desk) -> None:
    with desk.memory.begin() as tx:
        sam = dataclasses.replace(PRIYA, id="sam", name="Sam", email="sam@acme.example", slack_user="U9")
        desk.memory.people.put(tx, [sam])
    name = escalated(desk)
    tries: tuple[Callable[[str], Answer], ...] = (
        lambda by: escalating.write(desk.house, name, by, OWN_WORDS),
        lambda by: escalating.answered(desk.house, name, by),
        lambda by: escalating.clear(desk.house, name, by, "because"),
    )

    assert {attempt(by).kind for attempt in tries for by in ("U9", "nobody")} == {AnswerKind.NOT_YOURS}
    assert {attempt("U3").kind for attempt in tries} == {AnswerKind.DONE}
    assert escalating.answered(desk.house, "unknown", "U1").kind is AnswerKind.UNKNOWN
    assert escalating.escalation(desk.house, "unknown", "U1") is None


@pytest.mark.row("H6-03")
def test_clearing_takes_a_reason_and_stands_in_the_ledger_with_who_did_it(desk: Desk) -> None:
    name = escalated(desk)

    assert escalating.clear(desk.house, name, "U1", "  ").kind is AnswerKind.INVALID
    assert found(desk, name).halted
    escalating.clear(desk.house, name, "U1", "the invoice was sent")

    cleared = [e for e in entries(desk, "halt") if e.facts and "cleared" in e.facts]
    assert {(e.person, e.signal) for e in cleared} == {("priya", f"mail:{name}")}
    assert all(e.facts and e.facts["said"] == "the invoice was sent" for e in cleared)
    assert found(desk, name).cleared == "Priya: the invoice was sent"
    assert escalating.clear(desk.house, name, "U2", "again").kind is AnswerKind.LATE


@pytest.mark.row("H6-04")
def test_how_long_a_person_took_is_recomputed_from_the_ledger(desk: Desk) -> None:
    name = escalated(desk)
    desk.clock.later(7 * 60)

    assert escalating.answered(desk.house, name, "U2").kind is AnswerKind.DONE
    assert "Dana has said so already" in escalating.answered(desk.house, name, "U1").said

    with desk.memory.begin() as tx:
        receipts = desk.memory.ledger.receipts(tx, limit=99)
    measured = human_responses(entries(desk, "notice", "escalation"), receipts)
    assert (measured.escalated, measured.answered, measured.median) == (1, 1, timedelta(minutes=7))
    assert "has answered" in str(escalation_message(found(desk, name)).blocks)


@pytest.mark.row("H6-04")
def test_an_answer_through_us_counts_when_it_left(desk: Desk, postbox: Postbox) -> None:
    name = escalated(desk)
    escalating.write(desk.house, name, "U1", OWN_WORDS)
    noticing.drain(desk.house)
    (card,) = answers(desk)
    desk.approve(card.id)
    desk.release(120)
    desk.run()

    with desk.memory.begin() as tx:
        receipts = desk.memory.ledger.receipts(tx, limit=99)
    assert len(postbox.mails) == 1
    assert human_responses(entries(desk, "notice", "escalation"), receipts).median == timedelta(seconds=120)


def test_a_rule_of_a_colleagues_own_counts_as_suppressed_too(desk: Desk) -> None:
    name = escalated(desk)
    assert ask(desk.house, "U3", f"{JO} do_not_contact they said so").kind is AnswerKind.DONE
    assert not found(desk, name).suppressed, "until its card is approved"
