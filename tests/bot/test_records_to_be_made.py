"""Records that do not exist yet: their placeholders, who may name them, and what is stored of them."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import settled
from bot.choosing import not_done_yet
from bot.mail import Address, Mail
from bot.mailroom import KeptMail, Reminder
from bot.model import Decision, Facts, Proposal
from bot.operations import (
    REGISTRY,
    Addressee,
    ArchiveTask,
    CreateRecord,
    CreateTask,
    Letter,
    LogMail,
    Operation,
    SendMail,
    SetPrimaryContact,
    SetReminder,
    UpdateFields,
)
from bot.operations.addressees import on_record, wrote
from bot.operations.mail_log import received
from bot.operations.placing import placed, placeholders, unmade
from bot.policy import judge
from bot.records import Record
from bot.values import Change, RecordRef, UndoKind, dump, load
from bot.workflow import Workflow
from tests.bot.nouns import DEAL, NOW, PRIYA, RULES, evidence, proposal, update

ACCOUNT, CONTACT, NEW_DEAL = (RecordRef(kind, f"new:{kind}") for kind in ("account", "contact", "deal"))
MADE = {
    ACCOUNT: RecordRef("account", "001"),
    CONTACT: RecordRef("contact", "003"),
    NEW_DEAL: RecordRef("deal", "006"),
}
JO = "jo@northwind.example"
MAKING = Workflow(
    "making", "Making", frozenset({"mail_received"}), REGISTRY, "k", {"a": "b"}, {"a": "b"}, lambda *_: ()
)


def made(kind: RecordRef, *fields: Change, links: tuple[RecordRef, ...] = ()) -> CreateRecord:
    return CreateRecord(kind, "Fabrikam", fields or (text("name", "Fabrikam"),), links)


def text(name: str, value: str | None, kind: Any = "text") -> Change:
    return Change(name, name.replace("_", " ").capitalize(), kind, None, value)


def mail(
    record: RecordRef = NEW_DEAL, *, to: str = JO, read: tuple[Addressee, ...] | None = None
) -> SendMail:
    letter = Letter("<a@dealhand.example>", Address("priya@dealhand.example"), Address(to), "Hello", "Hello.")
    return SendMail(record, "Fabrikam", letter, read=(Addressee(to, mail="S1"),) if read is None else read)


def reminder(record: RecordRef) -> SetReminder:
    return SetReminder(
        record, Reminder("r1", NOW + timedelta(days=3), record, "Fabrikam", "", PRIYA.id, "write")
    )


def allowed(*operations: Operation, **more: Any) -> bool:
    verdict = judge(proposal(workflow="making", operations=operations, **more), MAKING, RULES)
    return verdict.decision is not Decision.REFUSE


SCENE: tuple[Operation, ...] = (
    made(ACCOUNT),
    made(CONTACT, text("last_name", "Okafor"), links=(ACCOUNT,)),
    made(NEW_DEAL, links=(ACCOUNT, CONTACT)),
    CreateTask(NEW_DEAL, "Fabrikam", (text("subject", "Call"),), (CONTACT,)),
    mail(),
    reminder(NEW_DEAL),
    SetPrimaryContact(
        DEAL, "Northwind", Change("primary_contact", "Primary contact", "contact", None, CONTACT.id)
    ),
)


def test_every_operation_is_placed_on_what_was_made_wherever_it_names_it() -> None:
    for operation in SCENE:
        after = operation.placed(MADE)
        assert placeholders(after) - {after.creates()} == frozenset(), operation
        assert type(after) is type(operation)
    task, sent, remind, primary = (op.placed(MADE) for op in SCENE[3:])
    assert isinstance(task, CreateTask)
    assert (task.record.id, task.links[0].id) == ("006", "003")
    assert isinstance(sent, SendMail)
    assert sent.record.id == "006"
    assert isinstance(remind, SetReminder)
    assert (remind.record.id, remind.reminder.record.id) == ("006", "006")
    assert isinstance(primary, SetPrimaryContact)
    assert primary.contact.after == "003"


@given(st.sets(st.sampled_from(sorted(MADE, key=str))), st.sampled_from(SCENE))
def test_placing_in_two_goes_is_placing_at_once(some: set[RecordRef], operation: Operation) -> None:
    first = {key: MADE[key] for key in some}
    rest = {key: MADE[key] for key in MADE if key not in some}

    assert operation.placed(first).placed(rest) == operation.placed(MADE)
    assert operation.placed({}) is operation


def test_an_address_with_a_colon_is_no_placeholder() -> None:
    assert not RecordRef("address", "new:jo@northwind.example").is_new
    assert not DEAL.is_new


def test_only_an_account_a_contact_or_a_deal_can_be_made_and_only_by_a_placeholder() -> None:
    for wrong in (RecordRef("deal", "006"), RecordRef("task", "new:task"), RecordRef("lead", "new:lead")):
        with pytest.raises(ValueError, match="placeholder"):
            made(wrong)


@pytest.mark.parametrize("operation", SCENE)
def test_what_is_stored_is_what_was_proposed(operation: Operation) -> None:
    assert load(dump(operation)) == operation


def test_a_task_taken_back_by_an_older_version_can_still_be_read() -> None:
    body = {
        "record": {"kind": "task", "id": "00T1"},
        "record_name": "Northwind – Platform",
        "fields": [
            {"field": "subject", "label": "Task", "type": "text", "before": "Call", "after": None,
             "shown_before": None, "shown_after": None, "unit": None},
        ],
    }  # fmt: skip

    found = load({"kind": "archive_task", "v": 1, "body": body})

    assert isinstance(found, ArchiveTask)
    assert found.summary() == "Take back a task on Northwind – Platform"
    assert type(found) in REGISTRY
    assert dump(found)["kind"] == "archive_task"


@pytest.mark.row("N9")
def test_a_card_changes_its_record_those_found_beside_it_and_what_it_makes_before() -> None:
    own = {"record": RecordRef("address", JO), "signal": "S1"}

    assert allowed(*SCENE[:4], **own)
    assert not allowed(SCENE[3], SCENE[2], **own), "the deal is not made yet"
    assert not allowed(made(CONTACT, text("last_name", "O"), links=(RecordRef("account", "001"),)), **own)
    assert allowed(
        made(CONTACT, text("last_name", "O"), links=(RecordRef("account", "001"),)),
        touches=(RecordRef("account", "001"),),
        **own,
    )
    assert not allowed(made(ACCOUNT), made(ACCOUNT), **own), "two records of one name"
    assert allowed(made(ACCOUNT), record=ACCOUNT, record_name="Fabrikam")
    assert not allowed(reminder(NEW_DEAL), record=NEW_DEAL), "it is about a deal that nobody makes"
    assert not allowed(
        dataclasses.replace(made(CONTACT, text("last_name", "O")), uses=RecordRef("contact", "9")), **own
    )


@pytest.mark.row("N9")
def test_a_mail_to_an_address_that_was_read_nowhere_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="came out of no mail"):
        mail(read=())
    with pytest.raises(ValueError, match="came out of no mail"):
        mail(to="thief@elsewhere.example", read=(Addressee(JO, mail="S1"),))


@pytest.mark.row("N9")
@pytest.mark.parametrize(
    ("read", "fine"),
    [
        (Addressee(JO, mail="S1"), True),
        (Addressee(JO, mail="mail:other"), False),
        (Addressee(JO, record=DEAL), True),
        (Addressee(JO, record=RecordRef("contact", "elsewhere")), False),
        (Addressee(JO), False),
    ],
)
def test_an_address_comes_out_of_the_mail_behind_the_card_or_a_record_it_stands_on(
    read: Addressee, *, fine: bool
) -> None:
    assert allowed(mail(DEAL, read=(read,))) is fine


@pytest.mark.row("N9")
def test_an_address_out_of_a_record_counts_where_the_record_is_evidence() -> None:
    jo = RecordRef("contact", "c1")
    read = on_record(Record(jo, {"email": JO}, {}, NOW, ""))

    assert allowed(mail(DEAL, read=(read,)), evidence=(evidence(record=jo),))
    assert not allowed(mail(DEAL, read=(read,)))


def test_addresses_are_read_out_of_the_mail_and_the_record_and_out_of_nothing_else() -> None:
    kept = KeptMail(
        "m1", "inbox", NOW, Mail(sender=Address(JO, "Jo"), new_text="Send it to thief@else.example")
    )

    assert wrote(kept) == Addressee(JO, mail="mail:m1")
    with pytest.raises(ValueError, match="no sender"):
        wrote(KeptMail("m2", "inbox", NOW, Mail()))
    with pytest.raises(ValueError, match="no mail address"):
        on_record(Record(RecordRef("contact", "c1"), {"name": "Jo"}, {}, NOW, ""))


def test_a_mail_without_a_message_id_is_logged_under_the_digest_of_its_bytes() -> None:
    nameless = received(KeptMail("ab12", "inbox", NOW, Mail(sender=Address(JO), new_text="Hi")))
    named = received(
        KeptMail("ab12", "inbox", NOW, Mail(sender=Address(JO), message_id="<x@y>", signature="Jo"))
    )

    assert (nameless.message_id, nameless.sent_at) == ("<ab12@none.invalid>", NOW)
    assert (named.message_id, named.text) == ("<x@y>", "Jo")
    with pytest.raises(ValueError, match="nobody can read"):
        received(KeptMail("ab12", "inbox", NOW, None))


def logged(record: RecordRef) -> LogMail:
    return LogMail(record, "Fabrikam", received(KeptMail("m", "inbox", NOW, Mail(message_id="<m@x>"))))


def deal_card(*needs: str, guarded: str | None = None) -> Proposal:
    fields = (
        text("name", "Fabrikam"),
        text("stage", None if "deal.stage" in needs else "discovery", "stage"),
        text("close_date", "2026-06-30", "date"),
        text("amount", guarded, "money"),
        text("next_step", "Call", "text"),
    )
    return proposal(
        workflow="making",
        operations=(made(NEW_DEAL, *fields), logged(NEW_DEAL)),
        needs=needs,
        record=RecordRef("address", JO),
        facts=Facts("deal"),
    )


def test_a_field_that_only_a_person_can_fill_and_the_crm_can_do_without_is_left_out() -> None:
    wanted = settled(deal_card("deal.next_step"), {})

    assert wanted is not None
    assert "deal.next_step" not in {change.field for change in wanted.changes()}
    assert len(wanted.operations) == 2


def test_what_the_crm_cannot_do_without_is_asked_for_and_not_dropped_with_all_that_hangs_on_it() -> None:
    assert settled(deal_card("deal.stage"), {}) is None

    wanted = settled(deal_card("deal.stage"), {"deal.stage": "proposal"})

    assert wanted is not None
    assert unmade(wanted.operations) == frozenset()


@pytest.mark.row("A-30")
def test_an_amount_that_a_person_enters_for_a_new_deal_is_what_guardrails_judge_by() -> None:
    wanted = settled(deal_card(), {"deal.amount": "250000"})

    assert wanted is not None
    assert wanted.facts.amount == "250000"


def test_a_new_owner_is_shown_by_name_and_a_new_name_names_the_record() -> None:
    contact = made(CONTACT, text("first_name", "Ada"), text("last_name", "O"), text("owner", "005P", "owner"))
    edited = contact.edited(
        {"contact.last_name": "Okafor", "contact.owner": "005S", "last_name": "not this one"}
    )

    assert edited.record_name == "Ada Okafor"
    owner = next(c for c in edited.named({("contact.owner", "005S"): "Sam"}).changes() if c.type == "owner")
    assert (owner.after, owner.shown_after, owner.label) == ("005S", "Sam", "Contact: Owner")


def test_two_records_of_a_kind_on_a_card_keep_their_fields_apart() -> None:
    one, other = made(RecordRef("deal", "new:deal")), made(RecordRef("deal", "new:second"))

    assert {c.field for c in one.changes()} & {c.field for c in other.changes()} == set()
    assert other.inputs() == {"deal.second.name": ("deal", "name")}


@pytest.mark.parametrize(
    ("operations", "undo", "lasting"),
    [
        ((update(),), UndoKind.EXACT, 0),
        ((made(NEW_DEAL),), UndoKind.COMPENSATING, 0),
        (deal_card().operations, UndoKind.COMPENSATING, 0),
        ((update(), logged(DEAL)), UndoKind.COMPENSATING, 1),
        ((deal_card().operations[1],), UndoKind.NONE, 0),
        ((made(NEW_DEAL), mail()), UndoKind.WINDOW, 0),
    ],
)
def test_a_card_promises_the_weakest_undo_and_says_what_stays(
    operations: tuple[Operation, ...], undo: UndoKind, lasting: int
) -> None:
    card = proposal(operations=operations)

    assert (card.undo, len(card.lasting())) == (undo, lasting)


def test_without_a_receipt_everything_is_still_to_do() -> None:
    card = proposal(operations=SCENE[:3])

    assert not_done_yet(card, None) == SCENE[:3]


def test_text_in_a_field_is_no_reference_even_if_it_looks_like_one() -> None:
    """N9: what somebody wrote cannot become a record."""
    note = UpdateFields(DEAL, "Northwind", (text("next_step", "new:contact"),))

    assert placeholders(note) == frozenset()
    assert placed(note, MADE) is note
