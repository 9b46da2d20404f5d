"""The kill switch: one command holds everything back, says so on every click, and takes a reason both ways."""

from collections.abc import Iterator

import pytest

from bot.standing import State
from integrations.demo import CrmName
from tests.scenarios.living import Home
from tests.scenarios.street import NEXT_STEP
from tests.scenarios.town import PRIYA

WHY = "the forecast is being frozen"


@pytest.fixture(scope="module")
def crm() -> CrmName:
    """One is enough: nothing of this depends on the CRM."""
    return "salesforce"


@pytest.fixture(autouse=True)
def _running_again(house: Home) -> Iterator[None]:
    yield
    if house.dealhand.lifecycle.stands_still():
        house.dealhand.lifecycle.resume(PRIYA, "the test is over")


@pytest.mark.row("G-03")
def test_while_paused_a_click_changes_nothing_and_says_who_paused_and_why(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)

    answered = house.command(PRIYA, "/dealhand", f"pause all {WHY}")
    banner = house.shows(seller.slack, card, "the banner", lambda c: WHY in c.words)
    said = house.told(seller.slack, lambda: house.press(seller.slack, banner, "approve"))

    assert "Paused" in answered.words
    assert "Priya Raman" in said
    assert WHY in said
    assert "nothing was changed" in said
    assert house.field(deal, "next_step") == ""
    assert house.standing(deal).state is State.OPEN


@pytest.mark.row("G-03")
def test_resuming_takes_a_reason_and_then_the_card_works_again(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    house.command(PRIYA, "/dealhand", f"pause all {WHY}")

    without = house.command(PRIYA, "/dealhand", "resume")
    assert "why it is safe" in without.words
    assert house.dealhand.lifecycle.stands_still()
    house.command(PRIYA, "/dealhand", "resume the numbers are in")

    assert house.dealhand.lifecycle.stands_still() is None
    house.approve(seller.slack, card)
    assert house.field(deal, "next_step") == NEXT_STEP


def test_pausing_takes_a_reason_and_the_word_all(house: Home) -> None:
    assert "pause all" in house.command(PRIYA, "/dealhand", "pause").words
    assert "Say why" in house.command(PRIYA, "/dealhand", "pause all").words

    assert house.dealhand.lifecycle.stands_still() is None


@pytest.mark.row("G-03")
def test_undo_works_while_everything_is_paused(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    done = house.approve(seller.slack, house.card(seller.slack, deal))
    house.command(PRIYA, "/dealhand", f"pause all {WHY}")

    house.press(seller.slack, done, "undo")

    house.becomes(deal, State.UNDONE)
    assert house.field(deal, "next_step") == ""


@pytest.mark.row("G-03")
def test_pause_and_resume_are_in_the_ledger_with_who_and_why(house: Home) -> None:
    house.command(PRIYA, "/dealhand", f"pause all {WHY}")
    house.command(PRIYA, "/dealhand", "resume done with it")

    with house.dealhand.house.memory.begin() as tx:
        found = house.dealhand.house.memory.ledger.entries(tx, kinds=("switch",), limit=500)
    priya = house.dealhand.lifecycle.person(PRIYA)
    assert priya is not None
    assert [(e.person, e.facts) for e in found][-2:] == [
        (priya.id, {"paused": WHY}),
        (priya.id, {"resumed": "done with it"}),
    ]


def test_status_says_what_stands_still(house: Home) -> None:
    assert "nothing is paused" in house.command(PRIYA, "/dealhand", "status").words

    house.command(PRIYA, "/dealhand", f"pause all {WHY}")

    assert WHY in house.command(PRIYA, "/dealhand", "status").words
