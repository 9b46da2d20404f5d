"""A colleague rules somebody out, in Slack: a card shows whom it covers, and a wide rule takes a second person."""

import pytest
import requests

from integrations.sandbox.stage import Card
from tests.scenarios.living import Home
from tests.scenarios.town import DANA, OMAR, PRIYA


def ruled_out(house: Home, address: str) -> list[str]:
    memory = house.dealhand.house.memory
    with memory.begin() as tx:
        return [found.reason.value for found in memory.mailroom.suppressions.matching(tx, [address])]


def open_card(house: Home, person: str, words: str) -> Card:
    return house.until(
        f"a card that says {words!r}",
        lambda: next((c for c in house.cards(person) if words in c.words and c.button("approve")), None),
    )


@pytest.mark.row("C-SUP-10")
@pytest.mark.row("C-SUP-01")
def test_a_small_rule_is_shown_on_a_card_and_takes_one_click(house: Home) -> None:
    seller = house.seller()
    domain, kim = f"@{seller.key}.example", f"kim@{seller.key}.example"

    answered = house.command(seller.slack, "/dealhand", f"suppress {domain} competitor they sell against us")
    card = open_card(house, seller.slack, domain)

    assert f"until it is approved, {domain} may be written to" in answered.words.lower()
    assert "1 of " in card.words
    assert "Kim" in card.words
    assert "they sell against us" in card.words
    assert "Permanent" in card.words
    assert ruled_out(house, kim) == []
    house.press(seller.slack, card, "approve")
    house.until("the suppression", lambda: ruled_out(house, kim) == ["competitor"])
    done = house.shows(seller.slack, card, "the receipt", lambda c: c.receipt)
    assert done.button("undo") is None


@pytest.mark.row("C-SUP-10")
def test_a_wide_rule_is_put_before_a_second_person_who_may_say_no(house: Home) -> None:
    domain = "@northwindrobotics.com"

    house.command(PRIYA, "/dealhand", f"suppress {domain} competitor we lost there")
    told = house.hears(PRIYA, "takes a second person's yes")
    card = open_card(house, DANA, domain)

    assert "Jo Park" in told.words
    assert "Jo Park" in card.words
    house.press(DANA, card, "dismiss", option="It is wrong")
    house.shows(DANA, card, "that it is over", lambda c: "Dismissed" in c.words)
    assert ruled_out(house, "jo.park@northwindrobotics.com") == []


@pytest.mark.row("C-SUP-10")
def test_an_administrator_takes_back_our_own_view(house: Home) -> None:
    seller = house.seller()
    domain, kim = f"@{seller.key}.example", f"kim@{seller.key}.example"
    house.command(seller.slack, "/dealhand", f"suppress {domain} customer")
    house.press(seller.slack, open_card(house, seller.slack, domain), "approve")
    house.until("the suppression", lambda: ruled_out(house, kim) == ["customer"])

    refused = house.command(seller.slack, "/dealhand", f"release {domain} they left us")
    released = house.command(OMAR, "/dealhand", f"release {domain} they left us")

    assert "Only an administrator" in refused.words
    assert "may be written to again" in released.words
    assert ruled_out(house, kim) == []


def test_what_cannot_be_understood_is_answered_with_how_to_say_it(house: Home) -> None:
    answered = house.command(PRIYA, "/dealhand", "suppress everybody because")

    assert "/dealhand suppress" in answered.words


@pytest.mark.row("C-SUP-02")
def test_the_pages_for_leaving_are_served_beside_health(house: Home) -> None:
    with requests.get(f"{house.own_address}/unsubscribe/{'A' * 43}", timeout=10) as answer:
        assert answer.status_code == 404
        assert "not one of ours" in answer.text
