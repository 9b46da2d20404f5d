"""What people press on an escalation: answer it in their own words, say that they have, let mail go out again."""

from slack_bolt import Ack

from blocks import pieces
from blocks.edit import sorry_view
from blocks.escalation import (
    ANSWER,
    ANSWER_VIEW,
    CLEAR_VIEW,
    REASON,
    TITLE,
    answer_view,
    clear_view,
    escalation_message,
)
from blocks.inputs import VALUE
from blocks.notices import sentence
from blocks.surface import Json
from bot.answering import UNKNOWN, AnswerKind
from bot.lifecycle import Lifecycle
from handlers.approvals import answered
from handlers.clicks import Body, Click, click
from handlers.edits import open_view, update_view
from handlers.listening import Listeners
from handlers.replies import Replies


def register(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    _answering(listeners, lifecycle, replies)
    _clearing(listeners, lifecycle, replies)


def _answering(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    @listeners.action(pieces.CALM_ANSWER)
    def answer(ack: Ack, body: Body) -> None:
        ack()
        press = click(body)
        found = lifecycle.escalation(press.value, press.person)
        open_view(replies, press, answer_view(found) if found else sorry_view(TITLE, UNKNOWN.said))

    @listeners.action(pieces.CALM_BEGINNING)
    def beginning(ack: Ack, body: Body) -> None:
        """Put the calm beginning before what stands in the field."""
        ack()
        press, view = click(body), body["view"]
        found = lifecycle.escalation(view["private_metadata"], press.person)
        if found is not None:
            turn = int(press.value) + 1
            written = "\n\n".join(part for part in (found.calm, typed(view)) if part)
            update_view(replies, view["id"], answer_view(found, written, turn))

    @listeners.view(ANSWER_VIEW)
    def written(ack: Ack, body: Body, view: Json) -> None:
        """Nothing is sent: what was written becomes a card."""
        person = body["user"]["id"]
        done = lifecycle.write_answer(view["private_metadata"], person, typed(view))
        if done.field:
            ack(response_action="errors", errors={field_of(view): done.said})
            return
        ack()
        replies.tell(person, sentence(done.said))

    @listeners.action(pieces.ANSWERED)
    def outside(ack: Ack, body: Body) -> None:
        ack()
        press = click(body)
        done = lifecycle.was_answered(press.value, press.person)
        redraw(lifecycle, replies, press)
        answered(replies, press, done)


def _clearing(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    @listeners.action(pieces.CLEAR)
    def clear(ack: Ack, body: Body) -> None:
        """The modal keeps where the message is, to show there what came of it."""
        ack()
        press = click(body)
        found = lifecycle.escalation(press.value, press.person)
        if found is None or not found.halted:
            redraw(lifecycle, replies, press)
            replies.whisper(press, "Nothing is halted any more.")
            return
        open_view(replies, press, clear_view(found, f"{press.channel or ''} {press.ts or ''}"))

    @listeners.view(CLEAR_VIEW)
    def cleared(ack: Ack, body: Body, view: Json) -> None:
        mail, channel, ts = view["private_metadata"].split(" ")
        person = body["user"]["id"]
        reason = str(view["state"]["values"][REASON][VALUE].get("value") or "")
        done = lifecycle.clear_escalation(mail, person, reason)
        if done.kind is AnswerKind.INVALID:
            ack(response_action="errors", errors={REASON: done.said})
            return
        ack()
        redraw(lifecycle, replies, Click(person, "", mail, "", channel or None, ts or None))
        replies.tell(person, sentence(done.said))


def redraw(lifecycle: Lifecycle, replies: Replies, press: Click) -> None:
    """The pressed notice as it stands now."""
    found = lifecycle.escalation(press.value)
    if found is not None and press.on_card:
        replies.redraw(press, escalation_message(found))


def field_of(view: Json) -> str:
    """The input that the answer stands in: it is a new one each time the field was filled for the person."""
    places: list[str] = [*view["state"]["values"]]
    return next(place for place in places if place.startswith(f"{ANSWER}."))


def typed(view: Json) -> str:
    """What stands in the field."""
    return str(view["state"]["values"][field_of(view)][VALUE].get("value") or "")
