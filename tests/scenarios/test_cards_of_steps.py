"""A prospect's card as people see and press it in Slack: its steps, what came of them, Undo and the rest."""

import dataclasses
import re
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import pytest

from bot.crm import Crm
from bot.operations import Operation, SendMail
from bot.policy import judge
from bot.standing import Standing, State
from bot.workflow import Workflow
from integrations.sandbox.stage import Card
from tests.engine.many_steps import PROSPECTS, Prospect
from tests.scenarios.living import Home
from tests.scenarios.street import Seller
from tests.scenarios.test_editing import FIELD, entered

pytestmark = [pytest.mark.row("A-11"), pytest.mark.row("U-03")]
DEALS = {"hubspot": "deals", "salesforce": "Opportunity"}


@dataclass(frozen=True)
class Office:
    """The house, as a prospect sees it."""

    house: Home

    @property
    def crm(self) -> Crm:
        return self.house.dealhand.house.crm

    @property
    def now(self) -> datetime:
        return self.house.dealhand.house.now()


def proposed(house: Home, *operations: Operation, seller: Seller, ada: Prospect) -> Card:
    """The card before that seller."""
    inside = house.dealhand.house
    cast("dict[str, Workflow]", inside.workflows)[PROSPECTS.name] = PROSPECTS
    person = house.dealhand.lifecycle.person(seller.slack)
    assert person is not None
    proposal = dataclasses.replace(ada.proposal(operations), owner=person.id)
    with inside.memory.begin() as tx:
        verdict = judge(proposal, PROSPECTS, inside.rules(tx))
        inside.memory.proposals.add(tx, Standing(proposal, State.OPEN, 0, verdict.whom or "", verdict))
        inside.memory.desk.show(tx, proposal.id, person.id)
    return house.until(
        "the card", lambda: next((c for c in house.cards(seller.slack) if ada.last in c.words), None)
    )


def steps(ada: Prospect) -> tuple[Operation, ...]:
    return (ada.account(), ada.contact(), ada.deal(), ada.log())


def prospect(house: Home, number: int) -> tuple[Seller, Prospect]:
    return house.seller(), Prospect(Office(house), number)


def in_the_crm(house: Home, ada: Prospect) -> list[str]:
    house.move_clock(30)
    crm = house.dealhand.house.crm
    return [row.ref.kind for kind in ("account", "contact", "deal") for row in crm.find(kind, [])
            if ada.last in (row.get("name") or row.get("last_name") or "")]  # fmt: skip


def test_the_card_lists_its_steps_and_the_receipt_links_what_was_made(house: Home) -> None:
    seller, ada = prospect(house, 1)
    card = proposed(house, *steps(ada), seller=seller, ada=ada)
    assert f"Create the account “{ada.last} Ltd”" in card.words
    assert "Amount: unknown" in card.words
    assert "Undo restores most of it" in card.words
    assert "this stays" not in card.words, "what hangs on the new deal goes with it"

    done = house.approve(seller.slack, card)

    assert done.headline == f"✅ {card.headline}"
    assert re.search(r"201 Created \(\d times\)", done.words), "each kind of answer once, without its time"
    receipt = house.receipt(done)
    for line in receipt.lines[:3]:
        assert line.applied is not None
        assert f"<{line.applied.link}|{line.summary}>" in done.words
    assert in_the_crm(house, ada) == ["account", "contact", "deal"]

    house.press(seller.slack, done, "undo")
    undone = house.shows(seller.slack, done, "the undo", lambda c: "Undone" in c.headline)
    assert "What I made is out of" in undone.words
    assert "This stays" not in undone.words
    assert in_the_crm(house, ada) == []


def test_the_rest_is_tried_from_the_card_once_the_crm_lets_us(house: Home) -> None:
    seller, ada = prospect(house, 2)
    card = proposed(house, *steps(ada), seller=seller, ada=ada)
    house.arm(forbid_write=DEALS[house.crm])
    house.press(seller.slack, card, "approve")
    partly = house.shows(seller.slack, card, "both buttons", lambda c: c.button("undo") and c.button("retry"))
    assert partly.words.count("✅ <https://") == 2
    assert f"❌ Create the deal “{ada.last} – Inquiry”" in partly.words
    house.arm(clear=True)

    house.press(seller.slack, partly, "retry")

    done = house.shows(seller.slack, card, "the rest", lambda c: c.headline.startswith("✅"))
    assert "❌" not in done.words
    assert in_the_crm(house, ada) == ["account", "contact", "deal"]


def test_edit_offers_each_field_of_what_will_be_made_by_the_crms_own_schema(house: Home) -> None:
    seller, ada = prospect(house, 3)
    card = proposed(house, *steps(ada), seller=seller, ada=ada)
    house.press(seller.slack, card, "edit")
    form = house.modal(seller.slack, lambda m: m["view"].get("submit"))
    blocks = {block["block_id"]: block for block in form["view"]["blocks"] if block["type"] == "input"}
    kinds = {name.removeprefix("field."): block["element"]["type"] for name, block in blocks.items()}
    assert kinds["deal.stage"] == kinds["deal.owner"] == "static_select"
    assert (kinds["deal.close_date"], kinds["deal.amount"]) == ("datepicker", "number_input")
    assert blocks["field.deal.amount"]["optional"] is True

    amount = {"field.deal.amount": {FIELD: {"type": "number_input", "value": "48000"}}}
    house.submit(seller.slack, form, entered(**{"account.name": f"{ada.last} GmbH"}) | amount)

    done = house.receipt_on(seller.slack, card)
    assert f"Create the account “{ada.last} GmbH”" in done.words
    assert "with edits" in done.words


def test_a_mail_on_the_card_shows_its_whole_text_before_anybody_says_yes(house: Home) -> None:
    seller, ada = prospect(house, 4)
    account = ada.desk.crm.find("account", [])[0].ref
    letter = dataclasses.replace(
        ada.letter(), text="Hello Ada,\n\n" + "A line of the answer. " * 20 + "The end."
    )
    sent = dataclasses.replace(ada.send(), letter=letter, record=account, account=None)
    assert isinstance(sent, SendMail)

    card = proposed(house, dataclasses.replace(sent, record=account), seller=seller, ada=ada)

    assert "The end." in card.words
    assert "Undo until it is sent" in card.words
