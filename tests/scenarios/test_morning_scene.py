"""The morning: a stranger writes, one card, one click; the CRM is current and an answer under way (A-11, A-13)."""

from collections.abc import Callable, Iterator

import pytest

from bot.standing import State
from bot.values import RecordRef
from integrations.demo import CrmName
from integrations.sandbox.stage import Card, _texts
from tests.scenarios.mail_town import POSTAL, MailTown, mail_town

pytestmark = [pytest.mark.row("A-11"), pytest.mark.row("A-13"), pytest.mark.row("U-03")]
INQUIRY = """Hello,

we are a team of 40 and are looking for a tool that keeps our CRM current.
Our budget is about $24,000 a year. Could you show us how it works on Thursday?

Best regards,
Dana Reed
CTO, {company}
{phone}
"""


@pytest.fixture(scope="module")
def town(crm: CrmName, sqlite_url_factory: Callable[[], str]) -> Iterator[MailTown]:
    with mail_town(crm, sqlite_url_factory()) as inside:
        yield inside


@pytest.mark.row("A-01")
@pytest.mark.row("A-02")
@pytest.mark.row("A-12")
def test_from_a_strangers_mail_to_a_sent_answer_with_one_click_and_nothing_typed(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    town.looks_after(seller, "US")
    text = INQUIRY.format(company="Fabrikam Inc.", phone="+1 206 555 0142")
    asked = town.writes("cto@fabrikam.com", text, subject="Looking for a platform", name="Dana Reed")
    card = town.card_with(seller.slack, "New prospect: Dana Reed, Fabrikam Inc.")
    assert f"{seller.name} is the rep for United States (the phone number +1 206 555 0142)" in card.words
    assert "Would Thursday, 5 March suit you for a first call?" in card.words
    _fits_on_one_screen(card)

    house.press(seller.slack, card, "approve")

    held = house.shows(seller.slack, card, "the hold", lambda c: c.button("cancel"))
    assert "not sent yet" in held.words
    assert town.sent_to("cto@fabrikam.com") == []
    house.move_clock(91)
    done = house.receipt_on(seller.slack, card)
    (mail,) = town.sent_to("cto@fabrikam.com")
    assert (mail["In-Reply-To"], mail["References"]) == (asked, asked)
    assert mail["Subject"] == "Re: Looking for a platform"
    assert mail["From"] == f"{seller.name} <hello@dealhand.example>"
    assert POSTAL in mail.get_content()

    (account,) = town.found("account", "domain", "fabrikam.com")
    (deal,) = house.dealhand.house.crm.related(account.ref, "deal")
    (contact,) = house.dealhand.house.crm.related(account.ref, "contact")
    deal = house.dealhand.house.crm.get(deal.ref)
    assert (account.get("name"), account.get("country")) == ("Fabrikam Inc.", "United States")
    assert (contact.get("email"), contact.get("title"), contact.get("phone")) == (
        "cto@fabrikam.com", "CTO", "+12065550142",
    )  # fmt: skip
    assert (deal.get("amount"), deal.get("next_step")) == ("24000", "Discovery call 5 Mar")
    assert (deal.get("close_date"), deal.show("stage")) == ("2026-06-01", "Qualified")
    assert deal.show("owner") == seller.name
    assert deal.get("primary_contact") == contact.ref.id
    _nothing_was_typed_and_the_chain_holds(town, done.receipt, deal.ref)


def _fits_on_one_screen(card: Card) -> None:
    """A-12: three lines of summary, and in all what fits on a laptop's screen at some hundred letters a line."""
    summary = card.blocks[1]["text"]["text"]
    lines = [line for block in card.blocks for text in _texts(block) for line in text.splitlines()]
    assert len(summary) <= 240
    assert sum(1 + len(line) // 100 for line in lines) <= 48


def _nothing_was_typed_and_the_chain_holds(town: MailTown, receipt_id: str, deal: RecordRef) -> None:
    house = town.house.dealhand.house
    with house.memory.begin() as tx:
        receipt = house.memory.ledger.receipt(tx, receipt_id)
        assert receipt is not None
        entries = house.memory.ledger.entries(tx, proposal=receipt.proposal)
        kept = house.memory.mailroom.mails.get(tx, receipt.signal.removeprefix("mail:"))
        standing = house.memory.proposals.get(tx, receipt.proposal)
        filed = house.memory.mailroom.filings
        assert kept is not None
        assert kept.mail is not None
        assert filed.find(tx, (kept.mail.message_id,)) == (deal,)
        assert house.memory.ledger.verify(tx) is None
    chain = ["signal", "proposal", "verdict", "approval", "execution", "receipt"]
    assert [entry.kind for entry in entries if entry.kind in chain] == chain
    assert {entry.signal for entry in entries if entry.signal} == {receipt.signal}
    assert standing is not None
    assert standing.approval is not None
    assert (standing.state, standing.approval.edits, receipt.edited) == (State.DONE, {}, False)
    assert receipt.record == deal
    summaries = " | ".join(line.summary for line in receipt.lines)
    assert [line.state for line in receipt.lines] == ["done"] * 7
    assert "Log the mail “Looking for a platform”" in summaries
    assert "Log the sent mail “Re: Looking for a platform”" in summaries


def test_a_reply_cancels_the_reminder_and_undo_says_that_the_mail_is_gone(town: MailTown) -> None:
    house, seller = town.house, town.house.seller()
    town.looks_after(seller, "DE")
    town.writes(
        "einkauf@muster-werke.de",
        "Guten Tag,\n\nwir suchen eine Software für unser Vertriebsteam. Was kostet eine Lizenz für 20 Nutzer?\n\n"
        "Mit freundlichen Grüßen\nErika Muster\nLeiterin Einkauf\nMuster-Werke GmbH",
        subject="Anfrage",
        name="Erika Muster",
    )
    card = town.card_with(seller.slack, "Erika Muster, Muster-Werke GmbH")
    assert "Passt Ihnen Donnerstag, der 5. März, für ein erstes Gespräch?" in card.words
    assert "Amount: unknown" in card.words
    house.press(seller.slack, card, "approve")
    house.shows(seller.slack, card, "the hold", lambda c: c.button("cancel"))
    house.move_clock(91)
    done = house.receipt_on(seller.slack, card)
    (sent,) = town.sent_to("einkauf@muster-werke.de")
    ((proposal, _),) = town.proposals("einkauf@muster-werke.de")
    name = f"reminder:{proposal.signal.removeprefix('mail:')}"
    assert (name, "waiting", "") in town.reminders()

    answer = "Donnerstag passt gut. Bis dann!"
    head = f"In-Reply-To: {sent['Message-ID']}\r\nReferences: {sent['Message-ID']}\r\n"
    town.writes("einkauf@muster-werke.de", answer, subject="AW: Anfrage", name="Erika Muster", head=head)

    ended = (name, "ended", "einkauf@muster-werke.de wrote")
    house.until("the reminder to end", lambda: ended in town.reminders())
    house.press(seller.slack, done, "undo")
    undone = house.shows(
        seller.slack, done, "the undo", lambda c: "Undone" in c.headline or "not undone" in c.words.lower()
    )
    assert "This stays" in undone.words
    assert "Send “Re: Anfrage” to einkauf@muster-werke.de" in undone.words
