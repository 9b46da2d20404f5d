"""The CRM fails, refuses, or breaks off in the middle: it is said on the card, and nothing is lost or done twice."""

import threading

import pytest

from bot.standing import State
from integrations.sandbox.stage import Card
from tests.scenarios.living import Home, update
from tests.scenarios.street import NEXT_STEP, Seller
from tests.scenarios.town import VENDOR, Deal

MANY = 1_000_000
FAILING: dict[str, dict[str, object]] = {
    "hubspot": {"server_error": MANY},
    "salesforce": {"forbid_write": "Opportunity"},
}
PASSING = {"hubspot": {"server_error": 1}, "salesforce": {"lock": 1, "expire_session": 1}}
OBJECT = {"hubspot": "deals", "salesforce": "Opportunity"}


def given_card(house: Home, key: str = "meeting") -> tuple[Seller, Deal, Card]:
    seller = house.seller()
    deal = house.deal(seller, key)
    return seller, deal, house.card(seller.slack, deal)


def failed_card(house: Home, seller: Seller, card: Card) -> Card:
    house.press(seller.slack, card, "approve")
    return house.shows(seller.slack, card, "the failure", lambda c: c.button("retry"))


def test_a_failure_is_said_on_the_card_and_try_again_does_it(house: Home) -> None:
    seller, deal, card = given_card(house)
    house.arm(**FAILING[house.crm])

    failed = failed_card(house, seller, card)
    assert "Not done" in failed.headline
    assert "Nothing was changed" in failed.words
    assert house.field(deal, "next_step") == ""
    house.arm(clear=True)
    house.press(seller.slack, failed, "retry")

    house.receipt_on(seller.slack, card)
    assert house.field(deal, "next_step") == NEXT_STEP
    assert len(house.notes(deal)) == 1


@pytest.mark.parametrize("cuts", [1, 2])
def test_a_connection_cut_after_the_commit_leaves_one_change_and_one_note(house: Home, cuts: int) -> None:
    seller, deal, card = given_card(house)
    house.arm(cut_after_commit=cuts)

    done = house.approve(seller.slack, card)

    assert house.field(deal, "next_step") == NEXT_STEP
    assert len(house.notes(deal)) == 1
    assert len(house.receipt(done).lines) == 1


@pytest.mark.parametrize("answer", ["was_done", "was_not_done"])
def test_what_nobody_can_know_is_put_before_a_person_and_never_tried_again_by_itself(
    house: Home, answer: str
) -> None:
    seller, deal, card = given_card(house)
    house.arm(cut_after_commit=1, dark_after_cut=True)

    house.press(seller.slack, card, "approve")
    shown = house.shows(seller.slack, card, "the doubt", lambda c: c.button("was_done"))
    house.arm(clear=True)
    assert "Was it done?" in shown.headline
    assert house.hears(seller.slack, "I cannot tell whether")
    assert (house.standing(deal).state, house.standing(deal).attempt) == (State.IN_DOUBT, 1)

    house.press(seller.slack, shown, answer)
    house.becomes(deal, State.DONE)
    assert house.field(deal, "next_step") == NEXT_STEP
    if answer == "was_not_done":
        (line,) = house.receipt(house.receipt_on(seller.slack, card)).lines
        assert line.applied is not None
        assert line.applied.already
        assert len(house.notes(deal)) == 1


def test_trouble_that_passes_is_waited_out(house: Home) -> None:
    seller, deal, card = given_card(house)
    house.arm(**PASSING[house.crm])

    house.approve(seller.slack, card)

    assert house.field(deal, "next_step") == NEXT_STEP
    assert len(house.notes(deal)) == 1


def test_a_deleted_record_is_said_plainly(house: Home) -> None:
    seller, deal, card = given_card(house)
    house.stage.send(f"/page/{house.crm}/archive", {"kind": "deal", "id": deal.id, "by": "sam"})

    failed = failed_card(house, seller, card)

    assert "any more" in failed.words
    assert house.standing(deal).state is State.FAILED


@pytest.mark.parametrize("switch", ["forbid_write", "hide_field"])
def test_a_field_that_may_not_be_written_is_named_and_nothing_is_changed(house: Home, switch: str) -> None:
    seller, deal, card = given_card(house)
    house.arm(**{switch: f"{OBJECT[house.crm]}.{VENDOR[house.crm]['next_step']}"})

    failed = failed_card(house, seller, card)
    house.arm(clear=True)

    assert "does not let us do that" in failed.words
    assert house.field(deal, "next_step") == ""


def test_a_choice_that_the_crm_does_not_know_is_refused_in_words(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.propose(seller, deal, update(deal, stage=(house.stage_of(deal), "Daydreaming")))

    failed = failed_card(house, seller, card)

    assert "Daydreaming" in failed.words
    assert house.stage_of(deal) != "Daydreaming"


def half_done(house: Home) -> tuple[Seller, Deal, Card]:
    """Two operations, of which the CRM refuses the second."""
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    first = update(deal, next_step=(None, "Call on Friday"))
    card = house.propose(seller, deal, first, update(deal, stage=(house.stage_of(deal), "Daydreaming")))
    house.press(seller.slack, card, "approve")
    shown = house.shows(
        seller.slack,
        card,
        "a line for each",
        lambda c: c.button("undo") and c.button("retry") and "note is on" in c.words,
    )
    return seller, deal, shown


def test_what_was_done_in_part_has_a_line_for_each_operation(house: Home) -> None:
    _, deal, shown = half_done(house)

    assert "Done in part" in shown.headline
    assert "✅ Update Next step" in shown.words
    assert "❌ Update Stage" in shown.words
    assert house.field(deal, "next_step") == "Call on Friday"
    assert [line.state for line in house.receipt(shown).lines] == ["done", "failed"]


@pytest.mark.row("A-07")
def test_undo_takes_back_what_was_done_of_it(house: Home) -> None:
    seller, deal, shown = half_done(house)

    house.press(seller.slack, shown, "undo")
    house.becomes(deal, State.UNDONE)

    assert house.field(deal, "next_step") == ""


def test_try_the_rest_leaves_alone_what_is_done(house: Home) -> None:
    seller, deal, shown = half_done(house)
    house.edit(deal, "next_step", "Edited since")

    house.press(seller.slack, shown, "retry")
    house.until("the second try", lambda: house.standing(deal).attempt == 2)
    house.becomes(deal, State.PARTIAL)

    assert house.field(deal, "next_step") == "Edited since"


def test_four_approvals_at_once_each_happen_once(house: Home) -> None:
    given = [given_card(house) for _ in range(4)]
    house.arm(cut_after_commit=2)
    gate = threading.Barrier(len(given))

    def press(seller: Seller, card: Card) -> None:
        gate.wait(timeout=10)
        house.press(seller.slack, card, "approve")

    pressing = [threading.Thread(target=press, args=(seller, card)) for seller, _, card in given]
    for each in pressing:
        each.start()
    for each in pressing:
        each.join(timeout=20)

    for seller, deal, card in given:
        house.receipt_on(seller.slack, card)
        assert house.field(deal, "next_step") == NEXT_STEP
        assert len(house.notes(deal)) == 1
