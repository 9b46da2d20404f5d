"""The Home tab: what waits, and what was done last."""

from blocks.queue import home
from bot.lifecycle import Lifecycle
from handlers.clicks import Body
from handlers.listening import Listeners
from handlers.replies import Replies


def register(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    @listeners.event("app_home_opened")
    def opened(event: Body) -> None:
        if event.get("tab") == "home":
            publish(lifecycle, replies, event["user"])


def publish(lifecycle: Lifecycle, replies: Replies, person: str) -> None:
    """Draw that person's Home tab anew."""
    view = home(lifecycle.queue(person), lifecycle.receipts(limit=5), lifecycle.stands_still())
    replies.client.views_publish(user_id=person, view=view)
