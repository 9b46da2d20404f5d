"""The Home tab: what waits, and what was done last; drawn anew while somebody looks at it."""

import json
import logging
from collections import OrderedDict

from slack_sdk.errors import SlackClientError

from blocks.queue import home
from bot.lifecycle import Lifecycle
from handlers.clicks import Body
from handlers.listening import Listeners
from handlers.replies import Replies

log = logging.getLogger(__name__)

KEPT = 50  # who opened it last; Slack never says that somebody closed it


class Homes:
    """The Home tabs that people have opened here, and what stands on them. Safe to call from several threads."""

    def __init__(self, lifecycle: Lifecycle, replies: Replies) -> None:
        self._lifecycle, self._replies = lifecycle, replies
        self._shown: OrderedDict[str, str] = OrderedDict()  # Slack user id -> the view, as JSON

    def opened(self, person: str) -> None:
        """Draw that person's tab, and keep it true from now on."""
        self._shown.pop(person, None)
        self._draw(person)
        while len(self._shown) > KEPT:
            self._shown.popitem(last=False)

    def refresh(self) -> int:
        """Draw those on which something changed. Returns how many."""
        return sum(self._draw(person) for person in [*self._shown])

    def _draw(self, person: str) -> bool:
        view = home(
            self._lifecycle.queue(person), self._lifecycle.receipts(limit=20), self._lifecycle.stands_still()
        )
        drawn = json.dumps(view, default=str, sort_keys=True)
        if self._shown.get(person) == drawn:
            return False
        self._replies.client.views_publish(user_id=person, view=view)
        self._shown[person] = drawn
        return True


def register(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> Homes:
    """Listen for whoever opens the tab; gives what keeps the tabs true."""
    homes = Homes(lifecycle, replies)

    @listeners.event("app_home_opened")
    def opened(event: Body) -> None:
        if event.get("tab") == "home":
            homes.opened(event["user"])

    return homes


def refreshed(homes: Homes) -> int:
    """`refresh` for a tick: what Slack does not take now, it is offered again at the next one."""
    try:
        return homes.refresh()
    except (SlackClientError, OSError) as error:
        log.info("a Home tab could not be drawn: %s", error)
        return 0
