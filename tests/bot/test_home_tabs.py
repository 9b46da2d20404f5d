"""Home tabs are drawn anew only where somebody opened one and something on it changed."""

from typing import Any, cast

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackRequestError

from bot.lifecycle import Lifecycle
from handlers.home import KEPT, Homes, refreshed
from handlers.replies import Replies


class Waiting:
    """A lifecycle of which a Home tab sees one sentence."""

    def __init__(self) -> None:
        self.stands: str | None = None

    def queue(self, _person: str) -> tuple[()]:
        return ()

    def receipts(self, *, limit: int) -> tuple[()]:
        assert limit > 0
        return ()

    def stands_still(self) -> str | None:
        return self.stands


class Slack(WebClient):
    """Keeps whose tabs were published."""

    def __init__(self) -> None:
        super().__init__()
        self.published: list[str] = []
        self.away = False

    def views_publish(self, *, user_id: str, **_view: Any) -> Any:
        if self.away:
            raise SlackRequestError("no route")
        self.published.append(user_id)


@pytest.fixture
def house() -> Waiting:
    return Waiting()


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def homes(house: Waiting, slack: Slack) -> Homes:
    return Homes(cast("Lifecycle", house), Replies(slack, lambda _url, _body: 200))


def test_a_tab_is_drawn_again_when_something_on_it_changed(
    homes: Homes, house: Waiting, slack: Slack
) -> None:
    homes.opened("U1")

    assert homes.refresh() == 0
    house.stands = "Everything is paused."
    assert homes.refresh() == 1
    assert homes.refresh() == 0
    assert slack.published == ["U1", "U1"]


def test_opening_it_draws_it_also_when_nothing_changed(homes: Homes, slack: Slack) -> None:
    homes.opened("U1")
    homes.opened("U1")

    assert slack.published == ["U1", "U1"]


def test_what_slack_did_not_take_is_offered_again(homes: Homes, house: Waiting, slack: Slack) -> None:
    homes.opened("U1")
    house.stands, slack.away = "Everything is paused.", True
    assert refreshed(homes) == 0

    slack.away = False

    assert refreshed(homes) == 1


def test_only_the_last_who_opened_theirs_are_kept_up_to_date(
    homes: Homes, house: Waiting, slack: Slack
) -> None:
    for number in range(KEPT + 3):
        homes.opened(f"U{number}")
    slack.published.clear()
    house.stands = "Everything is paused."

    assert homes.refresh() == KEPT
    assert "U2" not in slack.published
