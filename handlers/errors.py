"""What nobody else answered: buttons of older cards, unknown commands, and our own defects. Nobody is left waiting."""

import logging
import re
import secrets

from slack_bolt import Ack, App, BoltContext
from slack_bolt.response import BoltResponse

from blocks.notices import sentence
from handlers.clicks import Body, Click, click
from handlers.replies import Replies

log = logging.getLogger(__name__)

OLD_BUTTON = (
    "This button belongs to an older card, which I no longer understand. Nothing was changed. "
    "/actions shows what waits for you now."
)
OLD_FORM = "This form belongs to an older version. Nothing was changed; please open it again."
OLD_COMMAND = "I do not know this command any more. /dealhand help lists what I can do."
_ANYTHING = re.compile(".*")


def register(app: App, replies: Replies) -> None:
    """To be called last: Bolt asks its listeners in the order of their registration."""

    @app.action(_ANYTHING)
    def old_button(ack: Ack, body: Body) -> None:
        ack()
        replies.whisper(click(body), OLD_BUTTON)

    @app.view(_ANYTHING)
    def old_form(ack: Ack) -> None:
        title = {"type": "plain_text", "text": "Out of date"}
        ack(
            response_action="update",
            view={"type": "modal", "title": title, "blocks": sentence(OLD_FORM).blocks},
        )

    @app.view_closed(_ANYTHING)
    def closed(ack: Ack) -> None:
        ack()

    @app.command(_ANYTHING)
    def old_command(ack: Ack) -> None:
        ack(OLD_COMMAND)

    @app.options(_ANYTHING)
    def old_menu(ack: Ack) -> None:
        ack(options=[])

    @app.shortcut(_ANYTHING)
    def old_shortcut(ack: Ack, body: Body) -> None:
        ack()
        replies.whisper(_by(body), OLD_COMMAND)

    @app.event(_ANYTHING)
    def other_event() -> None:
        """Subscribed or not, an event that nobody here wants is acknowledged, so that Slack does not send it again."""

    @app.error
    def broke(error: Exception, body: Body, context: BoltContext) -> BoltResponse | None:
        """One sentence and an incident id for the person, the whole story with the same id for the log."""
        incident = f"I-{secrets.token_hex(3).upper()}"
        press = _by(body)
        log.error(
            "incident %s: %s",
            incident,
            error,
            exc_info=error,
            extra={"proposal": press.value, "incident": incident},
        )
        said = f"Something went wrong on my side, so I stopped. The card shows where it stands. (incident {incident})"
        if press.person:
            replies.whisper(press, said)
        return context.ack() if context.ack.response is None else None


def _by(body: Body) -> Click:
    """Who did it, whatever kind of payload it was."""
    if body.get("actions"):
        return click(body)
    event = body.get("event") or {}
    user = body.get("user")
    person = user.get("id", "") if isinstance(user, dict) else body.get("user_id") or event.get("user") or ""
    return Click(
        person=person if isinstance(person, str) else "",
        action="",
        value=str((body.get("view") or {}).get("private_metadata") or ""),
        trigger=body.get("trigger_id", ""),
        channel=body.get("channel_id"),
        response_url=body.get("response_url"),
    )
