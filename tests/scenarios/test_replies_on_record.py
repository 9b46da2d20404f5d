"""A known person writes, on both CRMs: logged without a word, asked where it is unclear, answered after one click."""

from collections.abc import Callable, Iterator

import pytest

from bot.metrics import first_responses
from bot.operations.mail_log import LOGGED_ON
from bot.standing import State
from bot.values import RecordRef
from integrations.demo import CrmName
from integrations.sandbox.stage import Card, Json
from tests.scenarios.mail_town import MailTown, mail_town
from tests.scenarios.street import Seller
from tests.scenarios.test_editing import FIELD

pytestmark = [pytest.mark.row("C-REP-02"), pytest.mark.row("U-03")]


@pytest.fixture(scope="module")
def town(crm: CrmName, sqlite_url_factory: Callable[[], str]) -> Iterator[MailTown]:
    with mail_town(crm, sqlite_url_factory()) as inside:
        yield inside


def chosen(record: RecordRef) -> Json:
    """The deal picked in the card's own menu."""
    option = {"text": {"type": "plain_text", "text": "a deal"}, "value": record.id}
    return {f"field.{LOGGED_ON}": {FIELD: {"type": "static_select", "selected_option": option}}}


def filed(town: MailTown, message_id: str) -> tuple[RecordRef, ...]:
    memory = town.house.dealhand.house.memory
    with memory.begin() as tx:
        return memory.mailroom.filings.find(tx, (message_id,))


def asked_about(town: MailTown, seller: Seller, text: str) -> tuple[str, Card]:
    """Kim is on seven deals, so that a mail of theirs needs an answer; its Message-ID and the card."""
    known = town.writes(f"kim@{seller.key}.example", text, name="Kim")
    return known, town.card_with(seller.slack, "Which deal is the mail of Kim")


def test_the_card_offers_the_deals_and_the_mail_is_logged_on_the_chosen_one(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    known, card = asked_about(town, seller, "Thanks, I have forwarded it to our finance team.")
    pilot = house.deal(seller, "meeting")

    told = house.told(seller.slack, lambda: house.press(seller.slack, card, "approve"))
    assert "I will not guess this" in told
    house.press(seller.slack, card, "approve", state=chosen(pilot.ref))

    done = house.receipt_on(seller.slack, card)
    assert house.receipt(done).record.id
    assert filed(town, known) == (pilot.ref,)


def test_the_next_mail_of_the_thread_is_logged_without_a_word(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    known, card = asked_about(town, seller, "Thanks, I have forwarded it to our finance team.")
    pilot = house.deal(seller, "meeting")
    house.press(seller.slack, card, "approve", state=chosen(pilot.ref))
    house.receipt_on(seller.slack, card)
    before = len(house.notes(pilot))

    second = town.writes(
        f"kim@{seller.key}.example",
        "Finance has it now, thank you.",
        name="Kim",
        head=f"In-Reply-To: {known}\r\n",
    )

    house.until("the thread to go on", lambda: filed(town, second) == (pilot.ref,))
    assert not [c for c in house.cards(seller.slack) if c.button("approve") and "Which deal" in c.words]
    assert len(house.notes(pilot)) == before  # the logged mail is on the record; no note says it again
    with house.dealhand.house.memory.begin() as tx:
        receipts = house.dealhand.house.memory.ledger.receipts(tx, limit=100)
    silent = [r for r in receipts if r.is_silent and r.record == pilot.ref]
    assert [line.state for line in silent[0].lines] == ["done"]


@pytest.mark.row("A-13")
@pytest.mark.row("C-REP-07")
@pytest.mark.row("C-REP-10")
def test_a_yes_is_answered_from_an_approved_text_after_the_hold(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    address = f"kim@{seller.key}.example"
    known, card = asked_about(town, seller, "Thanks, I have forwarded it to our finance team.")
    pilot = house.deal(seller, "meeting")
    house.press(seller.slack, card, "approve", state=chosen(pilot.ref))
    house.receipt_on(seller.slack, card)
    head = f"In-Reply-To: {known}\r\nCc: Vera Price <vera.price@{seller.key}.example>\r\n"
    town.writes(
        address, "Yes, we are interested. Looping in my VP. Could we talk on Thursday?", name="Kim", head=head
    )
    yes = town.card_with(seller.slack, "is interested")
    assert "Create the contact “Vera Price”" in yes.words

    house.press(seller.slack, yes, "approve")
    house.shows(seller.slack, yes, "the hold", lambda c: c.button("cancel"))
    house.move_clock(91)
    done = house.receipt_on(seller.slack, yes)

    (mail,) = town.sent_to(address)
    assert "Thursday, 5 March" in mail.get_content()
    assert mail["To"] == f"Kim <{address}>"
    assert [line.state for line in house.receipt(done).lines] == ["done"] * 5
    assert filed(town, mail["Message-ID"]) == (pilot.ref,)
    (vera,) = town.found("contact", "email", f"vera.price@{seller.key}.example")
    assert vera.get("account") == house.dealhand.house.crm.get(pilot.ref).get("account")
    assert town.sent_to(f"vera.price@{seller.key}.example") == []
    with house.dealhand.house.memory.begin() as tx:
        ledger = house.dealhand.house.memory.ledger
        entries = ledger.entries(tx, kinds=("understood",), limit=1000)
        receipts = ledger.receipts(tx, limit=1000)
    signal = house.receipt(done).signal
    measured = first_responses([e for e in entries if e.signal == signal], receipts)
    assert (measured.positives, measured.answered, measured.in_time) == (1, 1, 1)
    assert measured.median is not None
    assert 90 <= measured.median.total_seconds() < 15 * 60  # the hold, and what people and servers need


@pytest.mark.row("C-SUP-06")
def test_an_opt_out_that_lands_in_the_hold_of_an_answer_cancels_it(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    town.looks_after(seller, "FR")
    address = "achat@atelier-neuf.fr"
    text = "Bonjour, nous recherchons une solution pour notre équipe. Pourriez-vous nous envoyer un devis ?"
    town.writes(address, text, subject="Demande", name="Chloé Martin")
    card = town.card_with(seller.slack, "Chloé Martin")
    assert "Le jeudi 5 mars vous conviendrait-il" in card.words
    house.press(seller.slack, card, "approve")
    house.shows(seller.slack, card, "the hold", lambda c: c.button("cancel"))

    town.writes(
        address, "Ne m'écrivez plus, retirez-moi de votre liste.", subject="Re: Demande", name="Chloé Martin"
    )

    house.shows(
        seller.slack, card, "the end of the hold", lambda c: "Cancelled before it went out" in c.words
    )
    house.move_clock(120)
    assert town.sent_to(address) == []
    found = {made.workflow: state for made, state in town.proposals(address)}
    assert found["lead_capture"] is State.CANCELLED
