"""Undo: every operation is taken back field by field, by whom it may be, and never over a person's edit."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.operations import REGISTRY, SetPrimaryContact, UpdateFields
from bot.standing import State
from bot.values import UndoKind
from integrations.sandbox.stage import Card
from tests.scenarios.living import Home
from tests.scenarios.street import NEXT_STEP, Seller
from tests.scenarios.town import DANA, Deal

THEIRS = "Waiting for the signed NDA"


def approved(house: Home, key: str) -> tuple[Seller, Deal, Card]:
    """A deal that was mended by one click, and its receipt."""
    seller = house.seller()
    deal = house.deal(seller, key)
    return seller, deal, house.approve(seller.slack, house.card(seller.slack, deal))


def changed_by_colleague(house: Home) -> tuple[Seller, Deal, Card, Card]:
    """A receipt whose field Sam has changed since; the receipt, and what it says after Undo was pressed."""
    seller, deal, done = approved(house, "meeting")
    house.edit(deal, "next_step", THEIRS, by="sam")
    house.press(seller.slack, done, "undo")
    shown = house.shows(seller.slack, done, "the conflict", lambda c: c.button("undo_anyway"))
    return seller, deal, done, shown


@pytest.mark.row("A-07")
@pytest.mark.parametrize(
    ("key", "operations"),
    [("meeting", {UpdateFields}), ("two", {UpdateFields, SetPrimaryContact})],
)
def test_undo_restores_every_field(house: Home, key: str, operations: set[type]) -> None:
    seller = house.seller()
    deal = house.deal(seller, key)
    fields, contact = house.all_fields(deal), house.primary_contact(deal)
    done = house.approve(seller.slack, house.card(seller.slack, deal))
    assert house.all_fields(deal) != fields

    house.press(seller.slack, done, "undo")
    house.becomes(deal, State.UNDONE)

    assert {type(line.operation) for line in house.receipt(done).lines} == operations
    assert (house.all_fields(deal), house.primary_contact(deal)) == (fields, contact)


@pytest.mark.row("A-07")
def test_every_operation_in_the_registry_has_its_undo_shown_here() -> None:
    exact = {operation for operation in REGISTRY if operation.undo is UndoKind.EXACT}
    assert exact == {UpdateFields, SetPrimaryContact}


@pytest.mark.row("A-07")
def test_an_undo_has_a_receipt_and_a_note_of_its_own(house: Home) -> None:
    seller, deal, done = approved(house, "meeting")

    house.press(seller.slack, done, "undo")
    undone = house.receipt_on(seller.slack, done, other_than=done.receipt)

    receipt = house.receipt(undone)
    assert receipt.undoes == done.receipt
    assert [(line[1], line[2]) for line in undone.rows()] == [(NEXT_STEP, "(empty)")]
    notes = house.notes(deal)
    assert len(notes) == 2
    assert any(receipt.id in note and f"Undoes: {done.receipt}" in note for note in notes)
    with house.dealhand.house.memory.begin() as tx:
        assert house.dealhand.house.memory.ledger.verify(tx) is None


@pytest.mark.row("U-07")
def test_a_stranger_cannot_undo(house: Home) -> None:
    _, deal, done = approved(house, "meeting")
    stranger = house.seller()
    copied = house.copy(stranger.slack, done)

    said = house.told(stranger.slack, lambda: house.press(stranger.slack, copied, "undo"))

    assert "owner or their manager" in said
    assert house.field(deal, "next_step") == NEXT_STEP


def test_the_manager_may_undo(house: Home) -> None:
    _, deal, done = approved(house, "meeting")

    house.press(DANA, house.copy(DANA, done), "undo")

    house.becomes(deal, State.UNDONE)
    assert house.field(deal, "next_step") == ""


def test_the_owner_may_undo_what_their_manager_approved(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    house.press(DANA, house.copy(DANA, card), "approve")
    done = house.receipt_on(seller.slack, card)

    house.press(seller.slack, done, "undo")

    house.becomes(deal, State.UNDONE)
    assert house.field(deal, "next_step") == ""


def test_a_second_undo_is_told_that_it_is_undone(house: Home) -> None:
    seller, deal, done = approved(house, "meeting")
    house.press(seller.slack, done, "undo")
    house.receipt_on(seller.slack, done, other_than=done.receipt)

    said = house.told(seller.slack, lambda: house.press(seller.slack, done, "undo"))

    assert "was undone" in said
    assert len(house.notes(deal)) == 2


@pytest.mark.row("N1")
def test_a_persons_edit_since_is_not_overwritten_and_all_three_values_are_shown(house: Home) -> None:
    seller, deal, _, shown = changed_by_colleague(house)

    assert house.field(deal, "next_step") == THEIRS
    assert [line[1:] for line in shown.rows()] == [[NEXT_STEP, THEIRS, "(empty)"]]
    assert shown.button("leave_it")
    assert house.standing(deal).state is State.DONE
    assert seller.name in shown.words


def test_restore_anyway_puts_the_old_value_back_over_theirs(house: Home) -> None:
    seller, deal, done, shown = changed_by_colleague(house)

    house.press(seller.slack, shown, "undo_anyway")
    undone = house.receipt_on(seller.slack, done, other_than=done.receipt)

    assert house.field(deal, "next_step") == ""
    assert [(line[1], line[2]) for line in undone.rows()] == [(THEIRS, "(empty)")]


def test_leave_it_keeps_their_value_and_the_receipt(house: Home) -> None:
    seller, deal, done, shown = changed_by_colleague(house)

    house.press(seller.slack, shown, "leave_it")
    left = house.shows(seller.slack, done, "the receipt", lambda c: not c.button("leave_it"))

    assert house.field(deal, "next_step") == THEIRS
    assert left.receipt == done.receipt


@pytest.mark.row("N1")
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_colleague_types_around_approve_and_undo_stays(house: Home, data: Any) -> None:
    """Random human edits are never lost: what they typed last is there in the end, or it is what we wrote over it."""
    words = st.text(
        st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="<>&"), min_size=1
    )
    typed = words.map(lambda text: text.strip()[:60]).filter(bool)
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)

    before = data.draw(st.none() | typed, label="typed before the approval")
    if before is not None:
        house.edit(deal, "next_step", before)
    house.press(seller.slack, card, "approve")
    if before is not None and before != NEXT_STEP:
        house.becomes(deal, State.STALE)
        assert house.field(deal, "next_step") == before
        return
    done = house.receipt_on(seller.slack, card)
    since = data.draw(st.none() | typed, label="typed before the undo")
    if since is not None:
        house.edit(deal, "next_step", since)
    house.press(seller.slack, done, "undo")
    if since is None or since == NEXT_STEP:
        house.becomes(deal, State.UNDONE)
        assert house.field(deal, "next_step") == ""
    else:
        house.shows(seller.slack, done, "the conflict", lambda c: c.button("undo_anyway"))
        assert house.field(deal, "next_step") == since
