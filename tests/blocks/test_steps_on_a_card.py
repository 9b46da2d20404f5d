"""A card of several steps: each fact once, and short enough to be read in one look."""

import dataclasses
import json
from typing import Any

import pytest

from blocks.card import draw_card
from blocks.edit import edit_view
from bot.crm_mail import MailLog
from bot.mail import Address
from bot.model import Facts, Proposal, ReceiptLine
from bot.operations import Addressee, CreateRecord, Letter, LogMail, LogSent, Operation, SendMail
from bot.standing import State
from bot.values import Change, Evidence, RecordRef
from tests.blocks.specimens import NOW, PRIYA, facts, proposal, receipt, standing

NEW, NAME, JO = RecordRef("deal", "new:deal"), "Fabrikam – Inquiry", "jo@fabrikam.example"
LETTER = Letter("<a@dealhand.example>", Address("priya@dealhand.example"), Address(JO), "Re: Pilot", "Hello.")
CAME = MailLog(
    "received", "Pilot", "May we try it?", NOW, Address(JO), (LETTER.sender,), "<p@fabrikam.example>"
)
ASKED = "Could you show us how it works on Thursday?"

DEAL = CreateRecord(
    NEW,
    NAME,
    (
        Change("amount", "Amount", "money", None, "36000", unit="USD"),
        Change("stage", "Deal Stage", "stage", None, "s1", None, "Qualified"),
        Change("owner", "Owner", "owner", None, "71", None, PRIYA.name),
    ),
)
SEND = SendMail(NEW, NAME, LETTER, read=(Addressee(JO, mail="S1"),))


def prospect(*operations: Operation, **more: Any) -> Proposal:
    given = operations or (DEAL, LogMail(NEW, NAME, CAME), SEND, LogSent(NEW, NAME, LETTER))
    shown = {
        "facts": Facts("deal", stage="s1", stage_label="Qualified"),
        "reason": f"“{ASKED}”, writes {JO}.",
        "evidence": (
            Evidence("e1", f"“{ASKED}”", "the mail", NOW, 0.9),
            Evidence("e2", f"“{ASKED[:-1]}”", "the mail", NOW, 0.95),
            Evidence("e3", "“The budget is $36,000”", "the mail", NOW, 0.95),
            Evidence("e4", "“We have two plants”", "the mail", NOW, 0.8),
        ),
    }
    return proposal(*given, **(shown | more))


def seen(of: Proposal, state: State = State.OPEN, **more: Any) -> str:
    blocks = draw_card(facts(standing(state, of), **more)).blocks
    return json.dumps(blocks, ensure_ascii=False)


@pytest.mark.row("A-12")
def test_all_logging_is_one_line_that_names_the_record_once() -> None:
    said = seen(prospect())

    assert "• Log both mails on the new deal" in said
    assert said.count("Log ") == 1


def test_a_lone_mail_is_logged_by_its_subject_and_an_answer_after_the_line_that_sends_it() -> None:
    assert "• Log the mail “Pilot” on Fabrikam – Inquiry" in seen(prospect(DEAL, LogMail(NEW, NAME, CAME)))
    assert "• Log that mail on the new deal" in seen(prospect(DEAL, SEND, LogSent(NEW, NAME, LETTER)))


def test_where_a_person_chooses_the_record_the_step_stands_for_itself() -> None:
    choice = LogMail(NEW, NAME, CAME, among=(NEW, RecordRef("account", "1")))

    said = seen(prospect(DEAL, choice, SEND, LogSent(NEW, NAME, LETTER)))

    assert "• *Log the mail “Pilot” on Fabrikam – Inquiry*" in said
    assert "Logged on" in said


@pytest.mark.row("A-11")
def test_owner_and_stage_stand_on_top_and_not_with_each_record_again() -> None:
    said = seen(prospect())

    assert "Amount: $36,000" in said
    assert said.count(PRIYA.name) == 1
    assert said.count("Qualified") == 1


@pytest.mark.row("A-34")
def test_evidence_says_nothing_twice_and_its_source_once() -> None:
    said = seen(prospect())

    assert said.count("Could you show us how it works on Thursday") == 1
    assert "“The budget is $36,000” · “We have two plants” (the mail, " in said


def test_evidence_that_only_repeats_the_reason_is_still_there() -> None:
    only = prospect(evidence=(Evidence("e1", f"“{ASKED}”", "the mail", NOW, 0.9),))

    assert seen(only).count(ASKED) == 2


def test_what_leaves_the_house_is_said_beside_the_undo() -> None:
    assert "touches one mail to one person outside and the CRM" in seen(prospect())


def test_the_edit_form_begins_with_the_mail_and_names_no_step_that_nobody_can_edit() -> None:
    view = edit_view(facts(standing(of=prospect())))

    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    assert fields[:2] == ["field.mail_subject", "field.mail_text"]
    assert "Logged" not in json.dumps(view)


def line(operation: Operation, answer: str, **more: Any) -> ReceiptLine:
    kept = receipt(prospect(operation)).lines[0]
    return dataclasses.replace(kept, answer=answer, atomic=True, **more)


def test_a_receipt_keeps_the_headline_sums_up_its_answers_and_says_that_the_mail_stays_out() -> None:
    lines = (
        line(DEAL, "201 Created at 2026-03-03T14:05:43Z"),
        line(LogMail(NEW, NAME, CAME), "201 Created at 2026-03-03T14:05:44Z"),
        line(SEND, "250 2.0.0 Ok: queued as 7 (Message-ID <a@dealhand.example>)"),
        line(
            LogSent(NEW, NAME, LETTER),
            "201 Created at 2026-03-03T14:05:49Z; the mail left at 14:05 UTC (250)",
        ),
    )

    said = seen(prospect(), State.DONE, receipt=receipt(prospect(), lines=lines))

    assert "✅ Northwind – Platform: set the next step" in said
    assert "201 Created (3 times); 250 2.0.0 Ok: queued as 7" in said
    assert "✅ Log both mails on the new deal" in said
    assert "The mail is out, and stays out" in said


def test_what_was_not_tried_says_so_in_front() -> None:
    lines = (
        line(DEAL, "HubSpot failed to answer", state="failed", applied=None),
        line(SEND, "not tried", state="skipped", applied=None),
    )

    said = seen(prospect(), State.PARTIAL, receipt=receipt(prospect(), lines=lines))

    assert "❌ Create the deal “Fabrikam – Inquiry” — HubSpot failed to answer" in said
    assert "⏭️ Not yet: Send “Re: Pilot” to jo@fabrikam.example" in said
