"""Someone edits the record between card and click: nothing is overwritten, and the person chooses."""

from bot.standing import State
from integrations.sandbox.stage import Card
from tests.scenarios.living import Home
from tests.scenarios.street import NEXT_STEP, Seller
from tests.scenarios.town import Deal

THEIRS = "Waiting for the signed NDA"


def overtaken(house: Home) -> tuple[Seller, Deal, Card]:
    """A card that was approved after Sam had edited the record."""
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    house.edit(deal, "next_step", THEIRS, by="sam")
    house.press(seller.slack, card, "approve")
    return seller, deal, house.shows(seller.slack, card, "the conflict", lambda c: c.button("keep_theirs"))


def test_nothing_is_written_and_before_theirs_and_ours_are_shown(house: Home) -> None:
    _, deal, shown = overtaken(house)

    assert house.field(deal, "next_step") == THEIRS
    assert [line[1:] for line in shown.rows()] == [["(empty)", THEIRS, NEXT_STEP]]
    assert "Nothing was written" in shown.words
    assert "Sam Whitfield changed" in shown.words
    assert house.notes(deal) == []


def test_keep_theirs_ends_it_and_it_is_not_asked_again(house: Home) -> None:
    seller, deal, shown = overtaken(house)

    house.press(seller.slack, shown, "keep_theirs")
    house.shows(seller.slack, shown, "the end of it", lambda c: "Dismissed" in c.words)
    house.look(deal)

    assert house.field(deal, "next_step") == THEIRS
    assert house.standing(deal).state is State.DISMISSED
    assert house.notes(deal) == []


def test_use_mine_writes_over_theirs_and_the_receipt_says_so(house: Home) -> None:
    seller, deal, shown = overtaken(house)

    house.press(seller.slack, shown, "use_ours")
    done = house.receipt_on(seller.slack, shown)

    assert house.field(deal, "next_step") == NEXT_STEP
    assert [line[1:] for line in done.rows()] == [[THEIRS, NEXT_STEP]]


def test_undo_after_use_mine_brings_theirs_back(house: Home) -> None:
    seller, deal, shown = overtaken(house)
    house.press(seller.slack, shown, "use_ours")
    done = house.receipt_on(seller.slack, shown)

    house.press(seller.slack, done, "undo")
    house.becomes(deal, State.UNDONE)

    assert house.field(deal, "next_step") == THEIRS


def test_a_third_edit_while_choosing_is_not_overwritten_either(house: Home) -> None:
    seller, deal, shown = overtaken(house)
    house.edit(deal, "next_step", "Sam again", by="sam")

    house.press(seller.slack, shown, "use_ours")
    again = house.shows(
        seller.slack, shown, "the conflict anew", lambda c: c.rows() and "Sam again" in c.rows()[0]
    )

    assert house.field(deal, "next_step") == "Sam again"
    assert again.button("use_ours")


def test_an_edit_of_another_field_is_no_conflict(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    house.edit(deal, "amount", "33000", by="sam")

    house.approve(seller.slack, card)

    assert house.field(deal, "next_step") == NEXT_STEP
    assert float(house.field(deal, "amount")) == 33_000


def test_what_a_colleague_has_put_right_already_is_withdrawn_at_the_next_poll(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)

    house.edit(deal, "next_step", THEIRS, by="sam")
    house.poll()

    shown = house.shows(seller.slack, card, "its withdrawal", lambda c: "Withdrawn" in c.words)
    assert "put right meanwhile" in shown.words
    assert shown.button("approve") is None
    assert house.standing(deal).state is State.WITHDRAWN


def test_a_change_that_leaves_something_to_do_brings_a_newer_card_in_its_place(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "mixed")
    card = house.card(seller.slack, deal)

    house.edit(deal, "close_date", "2026-07-01", by="sam")
    house.poll()

    shown = house.shows(seller.slack, card, "the newer findings", lambda c: len(c.rows()) == 1)
    assert shown.button("approve")
    assert len([c for c in house.cards(seller.slack) if c.button("approve")]) == 1
