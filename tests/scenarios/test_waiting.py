"""A card waits until its deadline, is then put away without counting as a no, and comes back if it still matters."""

from collections.abc import Callable, Iterator

import pytest

from bot.standing import State
from integrations.demo import CrmName
from tests.scenarios.living import Home, home
from tests.scenarios.street import street

ONE_DAY = 24 * 3600.0


@pytest.fixture
def days(crm: CrmName, sqlite_url_factory: Callable[[], str]) -> Iterator[Home]:
    """A small house whose clock may be moved."""
    with home(crm, street(1), sqlite_url_factory()) as inside:
        yield inside


def test_a_card_nobody_answered_expires_at_its_deadline_and_comes_back_with_the_next_look(days: Home) -> None:
    seller = days.seller()
    deal = days.deal(seller, "two")
    card = days.card(seller.slack, deal)
    days.tick("due")
    assert days.standing(deal).state is State.OPEN

    days.move_clock(2 * ONE_DAY)
    shown = days.shows(seller.slack, card, "its end", lambda c: "Expired" in c.words)

    expired = days.standing(deal)
    assert expired.state is State.EXPIRED
    assert "does not count as a no" in shown.words
    assert shown.button("approve") is None
    assert days.entries(expired.proposal.id, "dismissal", "lesson") == ()

    days.tick("open deals")
    again = days.card_about(seller.slack, deal)
    assert again.ts != card.ts
    assert days.standing(deal).proposal.id != expired.proposal.id


def test_a_click_after_the_deadline_is_told_that_it_expired(days: Home) -> None:
    seller = days.seller()
    deal = days.deal(seller, "two")
    card = days.card(seller.slack, deal)
    days.move_clock(2 * ONE_DAY)
    days.becomes(deal, State.EXPIRED)

    said = days.told(seller.slack, lambda: days.press(seller.slack, card, "approve"))

    assert "has expired" in said
    assert days.field(deal, "next_step") == ""
