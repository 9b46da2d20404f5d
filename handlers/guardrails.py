"""Guardrails by modal: the list, adding one, taking one away."""

from decimal import Decimal
from typing import Any

from slack_bolt import Ack

from blocks import pieces
from blocks.edit import loading_view, sorry_view
from blocks.guardrails import AMOUNT, CURRENCY, GUARDRAIL_VIEW, STAGE, guardrail_view, guardrails_view
from blocks.inputs import VALUE
from blocks.notices import sentence
from blocks.surface import Json
from bot.answering import AnswerKind
from bot.errors import CrmError
from bot.lifecycle import Lifecycle
from bot.values import canonical_number
from handlers.clicks import Body, click
from handlers.edits import update_view
from handlers.listening import Listeners
from handlers.replies import Replies

TITLE = "Add a guardrail"
_CODE = 3  # letters in an ISO 4217 currency code


def register(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    @listeners.action(pieces.GUARDRAIL_ADD)
    def add(ack: Ack, body: Body) -> None:
        ack()
        pushed = replies.client.views_push(trigger_id=body["trigger_id"], view=loading_view(TITLE))
        try:
            view = guardrail_view(lifecycle.stages())
        except CrmError as error:
            view = sorry_view(TITLE, f"{error} Nothing was changed; try again in a moment.")
        update_view(replies, pushed["view"]["id"], view)

    @listeners.action(pieces.GUARDRAIL_REMOVE)
    def remove(ack: Ack, body: Body) -> None:
        ack()
        press = click(body)
        answer = lifecycle.remove_guardrail(press.value, press.person)
        if press.view:
            update_view(replies, press.view, guardrails_view(lifecycle.guardrails()))
        if answer.kind is not AnswerKind.DONE:
            replies.whisper(press, answer.said)

    @listeners.view(GUARDRAIL_VIEW)
    def submitted(ack: Ack, body: Body, view: Json) -> None:
        rule, wrong = entered(view["state"]["values"])
        if wrong:
            ack(response_action="errors", errors=wrong)
            return
        ack(response_action="clear")
        answer = lifecycle.add_guardrail(body["user"]["id"], "deal", **rule)
        replies.tell(body["user"]["id"], sentence(answer.said))


def entered(state: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The rule as it was entered, and complaints by block_id."""
    option = state.get(STAGE, {}).get(VALUE, {}).get("selected_option")
    amount = str(state[AMOUNT][VALUE].get("value") or "").strip()
    currency = str(state[CURRENCY][VALUE].get("value") or "").strip().upper()
    wrong: dict[str, str] = {}
    if not option and not amount:
        wrong[AMOUNT] = "Give a stage, an amount, or both."
    if currency and not (len(currency) == _CODE and currency.isalpha() and currency.isascii()):
        wrong[CURRENCY] = "Use the three letters of a currency, such as USD."
    try:
        over = Decimal(canonical_number(amount)) if amount else None
    except ValueError:
        over, wrong[AMOUNT] = None, "Please enter a number, such as 25000."
    if over is not None and over < 0:
        wrong[AMOUNT] = "The amount must not be negative."
    rule = {
        "stage": option["value"] if option else None,
        "amount_over": over,
        "currency": currency or None,
    }
    return rule, wrong
