"""Edit and "Why?": the two modals. Submitting Edit is the approval."""

import logging
from typing import Any

from slack_bolt import Ack
from slack_sdk.errors import SlackApiError

from blocks import pieces
from blocks.edit import EDIT_VIEW, edit_view, loading_view, sorry_view
from blocks.inputs import block_id, read
from blocks.notices import sentence
from blocks.surface import Json
from blocks.why import why_view
from bot.answering import UNKNOWN, AnswerKind
from bot.lifecycle import Lifecycle
from bot.model import Proposal
from bot.standing import State
from handlers.approvals import adopt
from handlers.clicks import Body, Click, click
from handlers.listening import Listeners
from handlers.replies import Replies

log = logging.getLogger(__name__)

TITLE = "Edit and approve"
_TOO_SLOW = "Slack closed the window before I could open it. Nothing was changed; press the button again."


def register(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    @listeners.action(pieces.WHY)
    def why(ack: Ack, body: Body) -> None:
        ack()
        press = click(body)
        found = lifecycle.why(press.value)
        if found is None:
            replies.whisper(press, UNKNOWN.said)
        else:
            open_view(replies, press, why_view(found))

    @listeners.action(pieces.EDIT)
    def edit(ack: Ack, body: Body) -> None:
        ack()
        press = click(body)
        adopt(lifecycle, press, press.value)
        opened = open_view(replies, press, loading_view(TITLE))
        if opened is not None:
            update_view(replies, opened, filled(lifecycle, press))

    @listeners.view(EDIT_VIEW)
    def submitted(ack: Ack, body: Body, view: Json) -> None:
        submit(lifecycle, replies, ack, body["user"]["id"], view)


def open_view(replies: Replies, press: Click, view: Json) -> str | None:
    """Open a modal and return its id; a trigger that ran out is told, because the press did nothing."""
    try:
        opened = replies.client.views_open(trigger_id=press.trigger, view=view)
    except SlackApiError as error:
        log.warning("views.open: %s", error.response["error"], extra={"proposal": press.value})
        replies.whisper(press, _TOO_SLOW)
        return None
    return str(opened["view"]["id"])


def update_view(replies: Replies, view_id: str, view: Json) -> None:
    """Fill a modal that was opened; when the person has closed it meanwhile, there is nothing to fill."""
    try:
        replies.client.views_update(view_id=view_id, view=view)
    except SlackApiError as error:
        if error.response["error"] != "not_found":
            raise


def filled(lifecycle: Lifecycle, press: Click) -> Json:
    """The inputs, or why there are none."""
    person = lifecycle.person(press.person)
    facts = lifecycle.facts(press.value, person.id) if person else None
    if facts is None or not isinstance(facts.standing.proposal, Proposal):
        return sorry_view(TITLE, UNKNOWN.said)
    if facts.standing.state is not State.OPEN:
        return sorry_view(
            TITLE, "This was answered meanwhile, so there is nothing to edit. The card shows how."
        )
    return edit_view(facts)


def submit(lifecycle: Lifecycle, replies: Replies, ack: Ack, person: str, view: dict[str, Any]) -> None:
    """Judge what was entered from our own tables, then approve; complaints keep the modal open."""
    proposal = view.get("private_metadata", "")
    standing = lifecycle.standing(proposal)
    if standing is None or not isinstance(standing.proposal, Proposal):
        ack(response_action="update", view=sorry_view(TITLE, UNKNOWN.said))
        return
    values, wrong = read(standing.proposal, view["state"]["values"])
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    answer = lifecycle.answer(proposal, person, values)
    shown = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if answer.kind is AnswerKind.NEEDS_INPUT and answer.field and block_id(answer.field) in shown:
        ack(response_action="errors", errors={block_id(answer.field): answer.said})
        return
    ack()
    if answer.kind is not AnswerKind.DONE:
        replies.tell(person, sentence(answer.said))
