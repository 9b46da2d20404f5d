"""The same over signed HTTP instead of a socket: a press arrives, a forged one does not."""

import json
from collections.abc import Callable, Iterator

import pytest
import requests

from bot.standing import State
from handlers.running import free_port
from tests.scenarios.living import Home, home
from tests.scenarios.street import NEXT_STEP, street


@pytest.fixture(scope="module")
def over_http(sqlite_url_factory: Callable[[], str]) -> Iterator[Home]:
    """A house to which Slack posts its requests."""
    with home("salesforce", street(4), sqlite_url_factory(), http_port=free_port()) as inside:
        yield inside


def test_a_signed_press_approves_and_a_command_is_answered(over_http: Home) -> None:
    seller = over_http.seller()
    deal = over_http.deal(seller, "meeting")

    over_http.approve(seller.slack, over_http.card(seller.slack, deal))
    answer = over_http.command(seller.slack, "/dealhand", "receipts")

    assert over_http.stage.ask("/page/slack/status")["transport"] == "http"
    assert over_http.field(deal, "next_step") == NEXT_STEP
    assert deal.name in answer.words


def test_a_request_without_slacks_signature_is_refused_and_changes_nothing(over_http: Home) -> None:
    seller = over_http.seller()
    deal = over_http.deal(seller, "meeting")
    card = over_http.card(seller.slack, deal)
    action = card.button("approve")
    payload = {
        "type": "block_actions",
        "user": {"id": seller.slack},
        "actions": [action],
        "team": {"id": "T"},
    }

    answer = requests.post(
        f"{over_http.own_address}/slack/events", data={"payload": json.dumps(payload)}, timeout=10
    )

    assert answer.status_code == 401
    assert over_http.standing(deal).state is State.OPEN
