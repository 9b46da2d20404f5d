"""Mail of known people is on record without a click: with a receipt in the ledger, without a card, a note or a word."""

import dataclasses
from typing import cast

import pytest

from bot import noticing, sweeps
from bot.answering import AnswerKind, answer
from bot.crm import Crm
from bot.house import House
from bot.operations.mail_log import LOGGED_ON
from bot.standing import State
from bot.switching import pause, resume
from bot.values import RecordRef
from bot.workflows.reply_routing.workflow import WORKFLOW
from store.memory import SqlMemory
from tests.engine.made import DEAL
from tests.engine.mailing import JO, Desk, desk
from tests.engine.test_replies_in import CONTACT, People, arrives, logged, mail, proposals, record

pytestmark = pytest.mark.row("C-REP-05")
OTHER = record(RecordRef("deal", "D2"), name="Acme – Depot", owner="005", is_closed="false", account="a1")
TEXT = "Thanks, I have forwarded it to finance."


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def office(memory: SqlMemory, people: People) -> Desk:
    made = desk(memory, None)
    with memory.begin() as tx:
        priya = memory.people.get(tx, "priya")
        assert priya is not None
        memory.people.put(tx, [dataclasses.replace(priya, crm_owner="005")])
    house = House(memory, cast("Crm", people), made.clock, {"reply_routing": WORKFLOW})
    return dataclasses.replace(made, house=house)


def heard(office: Desk, *raw: bytes) -> None:
    arrives(office, *raw)
    noticing.drain(office.house)
    office.run()


def heard_without_running(office: Desk, *raw: bytes) -> None:
    arrives(office, *raw)
    noticing.drain(office.house)


@pytest.mark.row("A-38")
def test_a_mail_is_logged_with_a_receipt_and_nobody_is_disturbed(office: Desk, people: People) -> None:
    heard(office, mail(TEXT))

    (made,) = logged(office)
    assert people.mails == [("Re: Hello", (DEAL, CONTACT))]
    assert office.standing(made.id).state is State.DONE
    with office.memory.begin() as tx:
        (receipt,) = office.memory.ledger.receipts(tx)
        kinds = [entry.kind for entry in office.memory.ledger.entries(tx, proposal=made.id)]
        cards, notes = office.memory.desk.waiting(tx, 99), office.memory.notes.waiting(tx, 99)
        filed = office.memory.mailroom.filings.find(tx, ("<in-1@northwind.example>",))
    assert receipt.is_silent
    assert (receipt.record, receipt.approver_name) == (DEAL, "policy")
    assert kinds == ["signal", "proposal", "verdict", "execution", "receipt"]
    assert [card for card in cards if made.id in card.items] == []
    assert notes == ()
    assert filed == (DEAL,)


def test_the_receipt_leads_to_the_whole_mail_how_it_was_understood_and_what_was_done(office: Desk) -> None:
    heard(office, mail(TEXT))

    with office.memory.begin() as tx:
        (receipt,) = office.memory.ledger.receipts(tx)
        (source,) = receipt.evidence
        kept = office.memory.mailroom.mails.get(tx, source.removeprefix("mail:"))
    assert kept is not None
    assert kept.mail is not None
    assert len(kept.id) == 64  # the digest of the raw bytes
    assert kept.mail.new_text == TEXT
    assert kept.label is not None
    assert kept.confidence is not None
    assert f"understood as {kept.label.replace('_', ' ')} ({kept.confidence:.0%})" in receipt.reason
    assert [line.summary for line in receipt.lines] == ["Log the mail “Re: Hello” on Acme – Platform"]


def test_logging_waits_while_everything_is_paused_and_loses_nothing(office: Desk, people: People) -> None:
    pause(office.house, "U2", "a strange day")
    heard(office, mail(TEXT))
    assert people.mails == []

    resume(office.house, "U2", "all is well")
    sweeps.go_on(office.house)
    office.run()

    assert len(people.mails) == 1


def test_an_open_card_about_the_deal_outlives_further_mail(office: Desk) -> None:
    heard(office, mail("Yes, this sounds great. Could we meet on Thursday at 3pm?"))
    (card,) = proposals(office)

    heard(office, mail(TEXT, number=2))

    assert office.standing(card.id).state is State.OPEN
    assert len(logged(office)) == 2


def _two_deals(people: People) -> None:
    people.deals = (*people.deals, OTHER)
    people.contacts = (record(CONTACT, name="Jo Park", owner="005", account="a1"),)


def test_which_of_two_deals_is_asked_and_not_guessed(office: Desk, people: People) -> None:
    _two_deals(people)
    heard(office, mail(TEXT))
    assert people.mails == []
    (made,) = [p for p in proposals(office) if LOGGED_ON in p.needs]

    nothing = answer(office.house, made.id, "U1", {})
    forged = answer(office.house, made.id, "U1", {LOGGED_ON: "D999"})

    assert nothing.kind is AnswerKind.NEEDS_INPUT
    assert (forged.kind, people.mails) != (AnswerKind.DONE, [("Re: Hello", (RecordRef("deal", "D999"),))])


def test_the_answer_files_the_thread_so_that_the_next_mail_asks_no_more(office: Desk, people: People) -> None:
    _two_deals(people)
    heard(office, mail(TEXT))
    (made,) = [p for p in proposals(office) if LOGGED_ON in p.needs]

    assert answer(office.house, made.id, "U1", {LOGGED_ON: "D2"}).kind is AnswerKind.DONE
    office.run()
    assert people.mails == [("Re: Hello", (OTHER.ref, CONTACT))]
    heard(
        office,
        mail("Thanks, finance has it now.", number=2, head="In-Reply-To: <in-1@northwind.example>\r\n"),
    )

    assert people.mails[1] == ("Re: Hello", (OTHER.ref, CONTACT))


def test_the_administrators_no_is_kept(office: Desk, people: People) -> None:
    office = dataclasses.replace(office, house=dataclasses.replace(office.house, log_mail=False))

    heard(office, mail(TEXT))

    assert (people.mails, logged(office)) == ([], [])


YES = "Yes, this sounds great. Could we meet on Thursday at 3pm?"


def test_of_two_people_who_say_yes_on_one_deal_neither_card_takes_the_others_place(
    office: Desk, people: People
) -> None:
    heard(office, mail(YES))
    kim = record(RecordRef("contact", "c2"), name="Kim Lee", owner="005", account="a1")
    people.contacts = (kim,)

    heard(office, mail(YES, number=2))

    assert [office.standing(p.id).state for p in proposals(office)] == [State.OPEN, State.OPEN]


def test_a_yes_while_the_answer_to_an_earlier_one_is_carried_out_goes_to_a_person(office: Desk) -> None:
    heard(office, mail(YES))
    (card,) = proposals(office)
    answer(office.house, card.id, "U1", {})

    heard_without_running(office, mail(f"{YES} Friday works too.", number=2))

    assert [p.id for p in proposals(office)] == [card.id]
    with office.memory.begin() as tx:
        (review,) = office.memory.mailroom.reviews.waiting(tx, people=("priya",))
    assert "while a card about them was being carried out" in review.said


@pytest.mark.row("C-REP-02")
def test_a_yes_stays_answerable_after_its_quarter_of_an_hour(office: Desk) -> None:
    heard(office, mail("Yes, this sounds great. Could we meet on Thursday at 3pm?"))
    (card,) = proposals(office)

    office.clock.later(16 * 60)
    sweeps.expire(office.house)
    assert office.standing(card.id).state is State.OPEN
    assert card.expires_at is not None
    office.clock.at = card.expires_at
    sweeps.expire(office.house)

    assert office.standing(card.id).state is State.EXPIRED
    with office.memory.begin() as tx:
        (review,) = office.memory.mailroom.reviews.waiting(tx, people=("dana",))
    assert review.said == "nobody answered the card “Jo Park is interested”"


def test_mails_of_one_sender_are_known_until_they_are_filed(office: Desk) -> None:
    stranger = "new@elsewhere.example"
    arrives(office, mail("Hello", sender=stranger, number=5))
    unfiled = office.house.readers().unfiled

    (waiting,) = unfiled(stranger)
    assert waiting.mail is not None
    office.house.keeper.file(waiting.mail.message_id, DEAL)

    assert unfiled(stranger) == ()
    assert office.house.keeper.file(waiting.mail.message_id, OTHER.ref) is False
    assert office.house.readers().filed(("<other@x.example>", waiting.mail.message_id)) == (DEAL,)


def test_who_must_not_be_written_to_is_told_to_workflows(office: Desk) -> None:
    stops = office.house.readers().stops
    assert stops(JO) is None

    heard(office, mail("Stop. My lawyer will hear of this."))

    assert "threat" in str(stops(JO))
    assert "halted" in str(stops("sam@northwind.example"))
    assert stops("no address") is not None
