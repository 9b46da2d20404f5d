"""Undo on a receipt, and the choice when the record has changed since."""

from slack_bolt import Ack

from blocks import pieces
from bot.lifecycle import Lifecycle
from handlers.approvals import answered
from handlers.clicks import Body, click
from handlers.listening import Listeners
from handlers.replies import Replies


def register(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    @listeners.action(pieces.UNDO)
    def undo(ack: Ack, body: Body) -> None:
        ack()
        press = click(body)
        answered(replies, press, lifecycle.undo(press.value, press.person))

    @listeners.action(pieces.UNDO_ANYWAY)
    def undo_anyway(ack: Ack, body: Body) -> None:
        ack()
        press = click(body)
        answered(replies, press, lifecycle.undo(press.value, press.person, force=True))

    @listeners.action(pieces.LEAVE_IT)
    def leave_it(ack: Ack, body: Body) -> None:
        ack()
        press = click(body)
        answered(replies, press, lifecycle.choose(press.value, press.person, mine=False))
