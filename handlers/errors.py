"""What nobody else answered: buttons of older cards, unknown commands and forms. Nobody is left waiting."""

import re

from slack_bolt import Ack, App

from blocks.edit import sorry_view
from handlers.clicks import Body, click
from handlers.listening import Listeners, incident, who_did
from handlers.replies import Replies

OLD_BUTTON = (
    "This button belongs to an older card, which I no longer understand. Nothing was changed. "
    "/actions shows what waits for you now."
)
OLD_FORM = "This form belongs to an older version. Nothing was changed; please open it again."
OLD_COMMAND = "I do not know this command any more. /dealhand help lists what I can do."
_ANYTHING = re.compile(".*")


def register(listeners: Listeners, replies: Replies) -> None:
    """To be called last: Bolt asks its listeners in the order of their registration."""

    @listeners.action(_ANYTHING)
    def old_button(ack: Ack, body: Body) -> None:
        ack()
        replies.whisper(click(body), OLD_BUTTON)

    @listeners.view(_ANYTHING)
    def old_form(ack: Ack) -> None:
        ack(response_action="update", view=sorry_view("Out of date", OLD_FORM))

    @listeners.view_closed(_ANYTHING)
    def closed(ack: Ack) -> None:
        ack()

    @listeners.command(_ANYTHING)
    def old_command(ack: Ack) -> None:
        ack(OLD_COMMAND)

    @listeners.options(_ANYTHING)
    def old_menu(ack: Ack) -> None:
        ack(options=[])

    @listeners.shortcut(_ANYTHING)
    def old_shortcut(ack: Ack, body: Body) -> None:
        ack()
        replies.whisper(who_did(body), OLD_COMMAND)

    @listeners.event(_ANYTHING)
    def other_event() -> None:
        """An event that nobody here wants is acknowledged all the same, so that Slack does not send it again."""


def register_incidents(app: App, replies: Replies) -> None:
    """What breaks before a listener is reached, in Bolt's own middleware."""

    @app.error
    def broke(error: Exception, body: Body) -> None:
        incident(replies, body, error)
