"""The guardrails in force, and the modal to add one: by record type, stage or amount (A-30)."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    DividerBlock,
    InputBlock,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)

from blocks import words
from blocks.inputs import VALUE
from blocks.pieces import GUARDRAIL_ADD, GUARDRAIL_REMOVE, button, row, say, small
from blocks.surface import Json, view
from bot.policy import Guardrail
from bot.records import Stage

GUARDRAIL_VIEW = "guardrail.v1"
STAGE, AMOUNT, CURRENCY = "guardrail.stage", "guardrail.amount", "guardrail.currency"
_MOST = 40


def guardrails_view(guardrails: Sequence[Guardrail]) -> Json:
    """The rules in force, each with a Remove button, and Add."""
    blocks: list[Block] = [
        say(words.safe(words.sentence(g.sentence()), 300), button("Remove", GUARDRAIL_REMOVE, g.id))
        for g in guardrails[:_MOST]
    ]
    if not blocks:
        blocks.append(say("*No guardrails.* Every card goes to the owner of the record."))
    blocks += [DividerBlock(), *row(button("Add a guardrail", GUARDRAIL_ADD, "new", "primary"))]
    blocks.append(small("Managers and administrators can change these. They hold for open cards too."))
    return view("modal", blocks, title=_text("Guardrails"), close=_text("Close"))


def guardrail_view(stages: Sequence[Stage]) -> Json:
    """Deals at a stage or later, or above an amount, need the manager."""
    blocks: list[Block] = [say("*Deals that need the manager's approval*\nGive a stage, an amount, or both.")]
    options = [
        Option(text=PlainTextObject(text=words.plain(stage.label, 75)), value=stage.id)
        for stage in stages
        if not stage.closed
    ][:100]
    if options:
        select = StaticSelectElement(action_id=VALUE, placeholder="Any stage", options=options)
        blocks.append(_input(STAGE, "At this stage or later", select))
    amount = NumberInputElement(action_id=VALUE, is_decimal_allowed=True, min_value="0")
    blocks.append(_input(AMOUNT, "Amount over", amount))
    currency = PlainTextInputElement(action_id=VALUE, placeholder="USD", min_length=3, max_length=3)
    blocks.append(_input(CURRENCY, "Currency of that amount", currency))
    return view(
        "modal",
        blocks,
        callback_id=GUARDRAIL_VIEW,
        title=_text("Add a guardrail"),
        submit=_text("Add"),
        close=_text("Cancel"),
    )


def _input(block_id: str, label: str, element: object) -> InputBlock:
    return InputBlock(
        block_id=block_id,
        label=PlainTextObject(text=label),
        element=element,  # type: ignore[arg-type]  # each caller passes an input element
        optional=True,
    )


def _text(text: str) -> Json:
    return {"type": "plain_text", "text": text[:24]}
