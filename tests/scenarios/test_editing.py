"""What a person fills in: in the Edit form, where submitting is the approval, and on a card that needs them."""

from typing import Any

import pytest

from bot.standing import State
from integrations.sandbox.stage import Json, PlayFailed
from tests.scenarios.living import Home, update
from tests.scenarios.street import NEXT_STEP, Seller
from tests.scenarios.town import DANA, Deal

FIELD = "value.v1"
FINE = {"amount": "21000", "close_date": "2026-06-30", "next_step": "Call on Friday"}


def entered(**fields: str) -> Json:
    """`state.values` as Slack has it: words, a day, or a number, each in its own kind of input."""
    kinds = {"close_date": ("datepicker", "selected_date"), "amount": ("number_input", "value")}
    state = {}
    for name, value in fields.items():
        kind, key = kinds.get(name, ("plain_text_input", "value"))
        state[f"field.{name}"] = {FIELD: {"type": kind, key: value}}
    return state


def editing(house: Home, key: str) -> tuple[Seller, Deal, Any, Json]:
    """A card whose Edit form is open."""
    seller = house.seller()
    deal = house.deal(seller, key)
    card = house.card(seller.slack, deal)
    house.press(seller.slack, card, "edit")
    return seller, deal, card, house.modal(seller.slack, lambda m: m["view"].get("submit"))


def complaints(house: Home, seller: Seller) -> dict[str, str]:
    return dict(house.modal(seller.slack, lambda m: m["errors"])["errors"])


def test_what_cannot_be_used_is_said_at_its_field_and_nothing_is_written(house: Home) -> None:
    seller, deal, _, form = editing(house, "empty")
    for name, wrong, said in (
        ("amount", "-5", "below zero"),
        ("amount", "48.000,50", "number"),
        ("close_date", "2026-02-31", "date"),
        ("next_step", "x" * 3001, "characters"),
    ):
        house.submit(seller.slack, form, entered(**{**FINE, name: wrong}))

        assert said in complaints(house, seller)[f"field.{name}"]
        assert house.standing(deal).state is State.OPEN
        assert house.field(deal, name) != wrong


def test_a_form_that_is_put_right_is_the_approval(house: Home) -> None:
    seller, deal, card, form = editing(house, "empty")
    house.submit(seller.slack, form, entered(**{**FINE, "amount": "-5"}))
    complaints(house, seller)

    house.submit(seller.slack, form, entered(**FINE))
    house.receipt_on(seller.slack, card)

    assert house.views(seller.slack) == []
    assert float(house.field(deal, "amount")) == 21_000
    assert house.field(deal, "close_date").startswith("2026-06-30")
    assert house.field(deal, "next_step") == "Call on Friday"


def test_an_edited_approval_is_on_the_receipt_and_teaches_a_lesson(house: Home) -> None:
    seller, deal, card, form = editing(house, "meeting")

    house.submit(seller.slack, form, entered(next_step="Pilot review moved to 9 Mar"))
    shown = house.receipt_on(seller.slack, card)

    assert house.field(deal, "next_step") == "Pilot review moved to 9 Mar"
    assert "with edits" in shown.words
    receipt = house.receipt(shown)
    assert receipt.edited
    (lesson,) = house.entries(receipt.proposal, "lesson")
    body = (lesson.facts or {})["body"]
    assert (body["kind"], body["by"]) == ("edit", receipt.approver)
    assert [(f["before"], f["after"]) for f in body["fields"]] == [(NEXT_STEP, "Pilot review moved to 9 Mar")]


def test_an_edited_approval_can_be_undone(house: Home) -> None:
    seller, deal, card, form = editing(house, "meeting")
    house.submit(seller.slack, form, entered(next_step="Something else"))
    done = house.receipt_on(seller.slack, card)

    house.press(seller.slack, done, "undo")
    house.becomes(deal, State.UNDONE)

    assert house.field(deal, "next_step") == ""


def test_a_form_that_stays_open_while_someone_answers_is_told_so(house: Home) -> None:
    seller, deal, card, form = editing(house, "meeting")
    house.press(DANA, house.copy(DANA, card), "approve")
    house.becomes(deal, State.DONE)

    house.submit(seller.slack, form, entered(next_step="Too late"))

    assert house.hears(seller.slack, "Dana Kowalski answered first")
    assert house.field(deal, "next_step") == NEXT_STEP


@pytest.mark.row("C-HYG-03")
def test_a_card_that_needs_its_person_says_what_is_missing(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "empty")
    card = house.card(seller.slack, deal)

    said = house.told(seller.slack, lambda: house.press(seller.slack, card, "approve"))

    assert [line[2] for line in card.rows()] == ["needs you"] * 3
    for label in ("ext step", "lose Date", "mount"):
        assert label.lower() in said.lower()
    assert house.standing(deal).state is State.OPEN
    assert house.field(deal, "amount") == ""


@pytest.mark.row("A-06", "C-HYG-05")
def test_what_is_filled_in_on_the_card_is_the_approval(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "empty")
    card = house.card(seller.slack, deal)

    house.approve(
        seller.slack,
        card,
        state=entered(amount="9000", close_date="2026-05-04", next_step="Send the offer"),
    )

    assert float(house.field(deal, "amount")) == 9_000
    assert house.field(deal, "close_date").startswith("2026-05-04")
    assert house.field(deal, "next_step") == "Send the offer"


def test_what_is_left_empty_is_left_alone(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "mixed")
    passed = house.field(deal, "close_date")
    card = house.card(seller.slack, deal)

    shown = house.approve(seller.slack, card)

    assert house.field(deal, "next_step") == NEXT_STEP
    assert house.field(deal, "close_date") == passed
    assert len(shown.rows()) == 1


def test_what_cannot_be_read_on_the_card_changes_nothing(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "empty")
    card = house.card(seller.slack, deal)

    said = house.told(
        seller.slack, lambda: house.press(seller.slack, card, "approve", state=entered(amount="a lot"))
    )

    assert "number" in said
    assert "Nothing was changed" in said
    assert house.standing(deal).state is State.OPEN


@pytest.mark.row("A-05")
def test_ranked_options_each_with_a_reason_are_offered_as_a_choice(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "two")

    card = house.card(seller.slack, deal)
    house.press(seller.slack, card, "edit")
    form = house.modal(seller.slack, lambda m: m["view"].get("submit"))

    (contact,) = [b for b in form["view"]["blocks"] if b.get("block_id") == "field.primary_contact"]
    assert contact["element"]["type"] == "static_select"
    assert [option["text"]["text"] for option in contact["element"]["options"]]
    assert "contact" in contact["hint"]["text"]


def test_a_choice_is_a_select_with_the_crms_own_options_and_only_those(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    stages = {stage.label: stage.id for stage in house.dealhand.lifecycle.stages()}
    card = house.propose(seller, deal, update(deal, stage=(house.stage_of(deal), stages["Proposal"])))
    house.press(seller.slack, card, "edit")
    form = house.modal(seller.slack, lambda m: m["view"].get("submit"))
    (stage,) = [b for b in form["view"]["blocks"] if b.get("block_id") == "field.stage"]

    def chosen(value: str) -> Json:
        option = {"text": {"type": "plain_text", "text": "chosen"}, "value": value}
        return {"field.stage": {FIELD: {"type": "static_select", "selected_option": option}}}

    assert {o["text"]["text"] for o in stage["element"]["options"]} >= {"Discovery", "Negotiation"}
    with pytest.raises(PlayFailed, match="no_such_option"):
        house.submit(seller.slack, form, chosen("Daydreaming"))
    house.submit(seller.slack, form, chosen(stages["Negotiation"]))
    house.receipt_on(seller.slack, card)
    assert house.stage_of(deal) == stages["Negotiation"]
