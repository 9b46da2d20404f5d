"""Guardrails by stage and amount: above them the manager is asked, and an edit that crosses one is re-routed."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from bot.model import DismissReason
from bot.standing import State
from tests.scenarios.living import Home
from tests.scenarios.test_editing import entered
from tests.scenarios.town import DANA, PRIYA


def set_guardrail(house: Home, **entered_by: str) -> None:
    """As Dana does it: /dealhand guardrails, Add, and the form."""
    house.command_opens(DANA, "/dealhand", "guardrails")
    house.click_modal(DANA, house.modal(DANA), "guardrail_add")
    form = house.modal(DANA, lambda m: m["view"].get("submit"))
    kinds = {"amount": "number_input", "currency": "plain_text_input"}
    state = {
        f"guardrail.{name}": {"value.v1": {"type": kinds[name], "value": value}}
        for name, value in entered_by.items()
        if name in kinds
    }
    if "stage" in entered_by:
        (stage,) = [b for b in form["view"]["blocks"] if b.get("block_id") == "guardrail.stage"]
        options = stage["element"]["options"]
        chosen = next(o for o in options if o["text"]["text"] == entered_by["stage"])
        state["guardrail.stage"] = {"value.v1": {"type": "static_select", "selected_option": chosen}}
    house.submit(DANA, form, state)
    house.until("the guardrail", house.dealhand.lifecycle.guardrails)


@pytest.fixture
def limit(house: Home) -> None:
    """Over $25,000 the manager decides."""
    house.dealhand.lifecycle.add_guardrail(
        DANA, "deal", stage=None, amount_over=Decimal(25_000), currency="USD"
    )


@pytest.fixture(autouse=True)
def _tidy(house: Home) -> Iterator[None]:
    """No guardrail and no open card of Dana's is left for the next test: she has room for three."""
    yield
    lifecycle = house.dealhand.lifecycle
    for guardrail in lifecycle.guardrails():
        lifecycle.remove_guardrail(DANA, guardrail.id)
    for standing in lifecycle.queue(DANA):
        lifecycle.dismiss(standing.proposal.id, DANA, DismissReason.NOT_NOW)


@pytest.mark.row("A-30")
def test_over_the_amount_o1_goes_to_dana_and_under_it_to_priya(house: Home) -> None:
    set_guardrail(house, amount="25000", currency="USD")
    o1 = house.deal_called("o1")

    hers = house.card(DANA, o1)
    assert "Needs your approval" in hers.words
    assert "25,000 USD" in hers.words
    assert house.seen_card(PRIYA, o1) is None

    house.edit(o1, "amount", "20000")
    house.look(o1)
    mine = house.card_about(PRIYA, o1)
    assert "Needs your approval" not in mine.words


@pytest.mark.row("A-30")
def test_at_the_stage_or_later_it_goes_to_the_manager(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    set_guardrail(house, stage="Negotiation")
    house.edit(deal, "stage", "Negotiation")

    card = house.card(DANA, deal)

    assert "Negotiation" in card.words
    assert house.seen_card(seller.slack, deal) is None


@pytest.mark.usefixtures("limit")
@pytest.mark.row("A-30")
def test_an_edit_over_the_limit_is_rerouted_and_nothing_is_written_until_the_manager_says_yes(
    house: Home,
) -> None:
    seller = house.seller()
    deal = house.deal(seller, "empty")
    card = house.card(seller.slack, deal)
    over = entered(amount="40000", close_date="2026-06-30", next_step="Call the CFO")

    said = house.told(seller.slack, lambda: house.press(seller.slack, card, "approve", state=over))
    waits = house.shows(seller.slack, card, "the wait", lambda c: "Waiting for Dana" in c.words)
    hers = house.card_about(DANA, deal)

    assert "Dana Kowalski was asked" in said
    assert waits.button("approve") is None
    assert house.field(deal, "amount") == ""
    assert [line[2] for line in hers.rows() if line[0] == "Amount"] == ["$40,000"]
    done = house.approve(DANA, hers)
    assert float(house.field(deal, "amount")) == 40_000
    assert house.receipt(done).approver_name == "Dana Kowalski"


@pytest.mark.usefixtures("limit")
def test_what_grows_over_the_limit_while_its_card_is_open_is_rerouted_by_the_next_poll(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)

    house.edit(deal, "amount", "48000")
    house.poll()

    house.shows(seller.slack, card, "the wait", lambda c: "Waiting for Dana" in c.words)
    assert house.card_about(DANA, deal)


@pytest.mark.usefixtures("limit")
@pytest.mark.row("A-31")
def test_why_names_the_guardrail_that_was_looked_at(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)

    house.press(seller.slack, card, "why")

    assert "Every deal over 25,000 USD needs the manager's approval" in str(house.modal(seller.slack))


def test_only_someone_in_charge_sets_a_guardrail(house: Home) -> None:
    seller = house.seller()

    answer = house.dealhand.lifecycle.add_guardrail(
        seller.slack, "deal", stage=None, amount_over=Decimal(1), currency="USD"
    )

    assert "manager" in answer.said
    assert house.dealhand.lifecycle.guardrails() == ()


@pytest.mark.usefixtures("limit")
def test_an_owner_cannot_approve_what_is_their_managers_to_decide(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    house.edit(deal, "amount", "90000")
    hers = house.card(DANA, deal)
    copied = house.copy(seller.slack, hers)

    said = house.told(seller.slack, lambda: house.press(seller.slack, copied, "approve"))

    assert "Dana Kowalski's to decide" in said
    assert house.standing(deal).state is State.OPEN


@pytest.mark.usefixtures("limit")
def test_an_edit_that_waits_for_the_manager_is_not_lost_by_the_next_look(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "empty")
    card = house.card(seller.slack, deal)
    over = entered(amount="40000", close_date="2026-06-30", next_step="Call the CFO")
    house.press(seller.slack, card, "approve", state=over)
    house.card_about(DANA, deal)

    house.look(deal)

    house.approve(DANA, house.card_about(DANA, deal))
    assert float(house.field(deal, "amount")) == 40_000
