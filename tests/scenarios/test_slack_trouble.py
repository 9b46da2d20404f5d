"""Slack asks for patience, drops its sockets, or brings an old button: nothing is lost, everything is answered."""

import pytest

from bot.standing import State
from integrations.demo import CrmName
from integrations.sandbox.stage import Card, Json
from tests.scenarios.living import Home
from tests.scenarios.street import NEXT_STEP


@pytest.fixture(scope="module")
def crm() -> CrmName:
    """One is enough: nothing of this depends on the CRM."""
    return "hubspot"


def post(house: Home, person: str, *elements: Json) -> Card:
    """A message of the app's as it may have been posted long ago."""
    block = {"type": "actions", "block_id": "old", "elements": list(elements)}
    return house.copy(person, Card("", "", [block]))


def button(action_id: str, value: str) -> Json:
    text = {"type": "plain_text", "text": "Approve"}
    return {"type": "button", "action_id": action_id, "value": value, "text": text}


def test_a_card_arrives_after_slack_asked_for_patience(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    house.slack_faults(rate_limit={"method": "chat.postMessage", "times": 1, "retry_after": 1})

    card = house.card(seller.slack, deal)

    assert card.button("approve")
    assert len([c for c in house.cards(seller.slack) if deal.name in c.words]) == 1


def test_a_receipt_shows_after_slack_asked_for_patience(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    house.slack_faults(rate_limit={"method": "chat.update", "times": 2, "retry_after": 1})

    house.approve(seller.slack, card)

    assert house.field(deal, "next_step") == NEXT_STEP
    assert len(house.notes(deal)) == 1


@pytest.mark.parametrize("how", ["announced", "politely", "cut"])
def test_after_dropped_sockets_presses_arrive_again(house: Home, how: str) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    house.slack_faults(drop_sockets=how)

    house.until("a new connection", lambda: house.stage.ask("/page/slack/status")["connected"])
    house.until("the press", lambda: _pressed(house, seller.slack, card))

    house.receipt_on(seller.slack, card)
    assert house.field(deal, "next_step") == NEXT_STEP
    assert len(house.notes(deal)) == 1


def _pressed(house: Home, person: str, card: Card) -> bool:
    """As a person does who sees Slack's warning sign: press again."""
    action = card.button("approve")
    answer = house.stage.send(
        "/page/slack/click", {"person": person, "channel": card.channel, "ts": card.ts, "action": action}
    )
    return bool(answer["acked"])


def test_a_press_while_nobody_listens_changes_nothing_and_can_be_repeated(house: Home) -> None:
    seller = house.seller()
    deal = house.deal(seller, "meeting")
    card = house.card(seller.slack, deal)
    house.slack_faults(drop_sockets="cut")

    if not _pressed(house, seller.slack, card):
        assert house.standing(deal).state is State.OPEN
        house.until("the press", lambda: _pressed(house, seller.slack, card))

    house.receipt_on(seller.slack, card)
    assert len(house.entries(house.standing(deal).proposal.id, "approval")) == 1


def test_a_button_of_an_older_version_says_so(house: Home) -> None:
    seller = house.seller()
    card = post(house, seller.slack, button("approve.v0", "an id of then"))

    said = house.told(seller.slack, lambda: house.press(seller.slack, card, "approve"))

    assert "older card" in said
    assert "Nothing was changed" in said


def test_a_button_of_a_card_that_is_not_known_any_more_says_so(house: Home) -> None:
    seller = house.seller()
    card = post(
        house, seller.slack, button("approve.v1", "01ARZ3NDEKTSV4RRFFQ69G5FAV"), button("undo.v1", "R-no")
    )

    approving = house.told(seller.slack, lambda: house.press(seller.slack, card, "approve"))
    undoing = house.told(seller.slack, lambda: house.press(seller.slack, card, "undo"))

    assert "no longer know this card" in approving
    assert "no longer know this card" in undoing


def test_an_unknown_command_is_named_and_help_is_offered(house: Home) -> None:
    seller = house.seller()

    answer = house.command(seller.slack, "/dealhand", "abracadabra")

    assert "abracadabra" in answer.words
    assert "/dealhand help" in answer.words
    assert "pause all" in house.command(seller.slack, "/dealhand", "help").words
