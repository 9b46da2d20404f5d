"""The buttons on a card: approve, dismiss, choose after a conflict, try again, settle, show. One call each."""

from collections.abc import Callable

from slack_bolt import Ack

from blocks import pieces
from blocks.inputs import read
from bot.answering import UNKNOWN, Answer, AnswerKind
from bot.lifecycle import Lifecycle
from bot.model import DismissReason, Proposal
from handlers.clicks import Body, Click, click
from handlers.listening import Listeners
from handlers.replies import Replies


def register(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    def on(action: str, does: Callable[[Click], Answer]) -> None:
        """Acknowledge, take over the message as the card, do one thing, and answer visibly."""

        @listeners.action(action)
        def pressed(ack: Ack, body: Body) -> None:
            ack()
            press = click(body)
            adopt(lifecycle, press, press.value.rpartition(":")[2])
            answered(replies, press, does(press))

    on(pieces.APPROVE, lambda press: approve(lifecycle, press))
    on(pieces.CANCEL, lambda press: lifecycle.cancel(press.value, press.person))
    on(pieces.REOPEN, lambda press: lifecycle.reopen(press.value, press.person))
    on(pieces.DISMISS, lambda press: dismiss(lifecycle, press))
    on(pieces.USE_OURS, lambda press: lifecycle.choose(press.value, press.person, mine=True))
    on(pieces.KEEP_THEIRS, lambda press: lifecycle.choose(press.value, press.person, mine=False))
    on(pieces.RETRY, lambda press: lifecycle.retry(press.value, press.person))
    on(pieces.WAS_DONE, lambda press: lifecycle.settle(press.value, press.person, happened=True))
    on(pieces.WAS_NOT_DONE, lambda press: lifecycle.settle(press.value, press.person, happened=False))

    @listeners.action(pieces.SHOW)
    def show(ack: Ack, body: Body) -> None:
        """The card may be further up already, so where it is is always said."""
        ack()
        press = click(body)
        answer = lifecycle.show(press.value, press.person)
        found = answer.standing.proposal.headline if answer.standing else ""
        done = answer.kind is AnswerKind.DONE
        replies.whisper(press, f"In our direct messages: {found}" if done else answer.said)

    @listeners.action(pieces.OPEN)
    def opened(ack: Ack) -> None:
        """A link button: Slack opens the address by itself and only wants to be acknowledged."""
        ack()


def approve(lifecycle: Lifecycle, press: Click) -> Answer:
    """With what was entered on the card, if it can be read."""
    standing = lifecycle.standing(press.value)
    if standing is None or not isinstance(standing.proposal, Proposal):
        return lifecycle.answer(press.value, press.person, {})
    values, wrong = read(standing.proposal, press.state)
    if wrong:
        labels = {f"field.{c.field}": c.label for c in standing.proposal.changes()}
        said = " ".join(f"{labels[place]}: {complaint}" for place, complaint in wrong.items())
        return Answer(AnswerKind.INVALID, f"{said} Nothing was changed.", standing)
    return lifecycle.answer(press.value, press.person, values)


def dismiss(lifecycle: Lifecycle, press: Click) -> Answer:
    """The menu's value is `reason:proposal`."""
    reason, _, proposal = press.value.partition(":")
    if reason not in set(DismissReason):
        return UNKNOWN
    return lifecycle.dismiss(proposal, press.person, DismissReason(reason))


def adopt(lifecycle: Lifecycle, press: Click, proposal: str) -> None:
    """The message that was pressed is the card from now on, should another copy of it have been sent."""
    if press.on_card and press.channel and press.ts:
        lifecycle.adopt(proposal, press.person, press.channel, press.ts)


def answered(replies: Replies, press: Click, answer: Answer) -> None:
    """What was done shows on the card itself; everything else is said to the person who pressed."""
    if answer.kind is not AnswerKind.DONE:
        replies.whisper(press, answer.said)
