"""One input per field, typed by the CRM's schema, and the value it carries back in canonical form.

Drawing and reading stand together, because what `typed` offers is what `read` must understand. Reading needs nothing
but the payload and the proposal, so a submission can be judged before it is acknowledged.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    DateTimePickerElement,
    InputBlock,
    InputInteractiveElement,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)

from blocks import words
from bot.model import Choice, Proposal
from bot.records import FieldSchema
from bot.values import Change, Value, canonical_number

VALUE = "value.v1"
_MOST_TEXT = 3000  # Slack's limit for a text input
_MOST_OPTIONS = 100
_MOST_OPTION_VALUE = 150
_MOST_DIGITS = 15  # before the point: more than either CRM keeps exactly
_YEARS = range(1900, 3000)  # Salesforce takes 1700 to 4000; what lies outside this is a slip of the keyboard
_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")  # 48.000,50 is refused, not misread

_Entries = dict[str, Any]  # one element of a payload's state.values


class NotReadable(ValueError):
    """A value that was entered cannot be used; the message is for the person, at the input."""


def block_id(field: str) -> str:
    """Where a field's input stands on a card or in a modal."""
    return f"field.{field}"


def inputs(proposal: Proposal, fields: Mapping[str, FieldSchema], *, only_needed: bool) -> list[Block]:
    """An input for each field that it changes and that Slack can show one for; or only for those a person must fill."""
    drawn = []
    mail_first = sorted(
        proposal.operations, key=lambda op: not op.recipients()
    )  # it is what people edit most
    every = (change for op in mail_first for change in op.changes())
    changes = tuple(dict.fromkeys(every))  # one choice for several operations is asked for once
    times = Counter(change.field for change in changes)
    others = any(change.field not in proposal.needs for change in changes)
    for change in changes:
        needed = change.field in proposal.needs
        if times[change.field] > 1 or (only_needed and not needed):
            continue  # of two fields of one name it could not be told whose value it is
        choices = tuple(c for c in proposal.choices if c.field == change.field)
        unknown = change.after is None  # proposed as unknown, so nobody is made to know it
        block = typed(change, fields.get(change.field), choices, optional=others if needed else unknown)
        if block is not None:
            drawn.append(block)
    return drawn


def typed(
    change: Change, schema: FieldSchema | None, choices: tuple[Choice, ...], *, optional: bool
) -> Block | None:
    """The input for one field, or None where Slack has none for it (a look-up without choices, a very long text).

    `optional`: left empty it is left out, because the rest of the proposal can go ahead without it.
    """
    element = _select(change, schema, choices) or _entry(change, schema)
    if element is None:
        return None
    hint = "; ".join(f"{c.shown}: {c.reason}" for c in choices)
    return InputBlock(
        block_id=block_id(change.field),
        label=PlainTextObject(text=words.plain(change.label, 150)),
        element=element,
        hint=PlainTextObject(text=words.plain(hint, 300)) if hint else None,
        optional=optional or None,
    )


def _select(
    change: Change, schema: FieldSchema | None, choices: tuple[Choice, ...]
) -> InputInteractiveElement | None:
    offered: dict[str, str] = {"true": "Yes", "false": "No"} if change.type == "flag" else {}
    for choice in choices:
        offered.setdefault(choice.value, choice.shown)
    for option in schema.options if schema else ():
        offered.setdefault(option.value, option.label)
    if not offered:
        return None
    if change.after is not None and change.after not in list(offered)[: _MOST_OPTIONS - 1]:
        offered = {change.after: words.after(change), **offered}
    options = [
        Option(text=PlainTextObject(text=words.plain(label, 75)), value=value)
        for value, label in offered.items()
        if 1 <= len(value) <= _MOST_OPTION_VALUE
    ][:_MOST_OPTIONS]
    if not options:
        return None
    return StaticSelectElement(
        action_id=VALUE,
        placeholder="Choose…",
        options=options,
        initial_option=next((o for o in options if o.value == change.after), None),
    )


def _entry(change: Change, schema: FieldSchema | None) -> InputInteractiveElement | None:
    most = min(schema.max_length or _MOST_TEXT, _MOST_TEXT) if schema else _MOST_TEXT
    match change.type:
        case "money" | "number":
            return NumberInputElement(action_id=VALUE, is_decimal_allowed=True, initial_value=change.after)
        case "date":
            return DatePickerElement(action_id=VALUE, initial_date=change.after)
        case "datetime":
            start = int(datetime.fromisoformat(change.after).timestamp()) if change.after else None
            return DateTimePickerElement(action_id=VALUE, initial_date_time=start)
        case "text" | "long_text" if len(change.after or "") <= most:
            multiline = change.type == "long_text"
            return PlainTextInputElement(
                action_id=VALUE, initial_value=change.after, multiline=multiline, max_length=most
            )
        case _:
            return None


def read(proposal: Proposal, state: Mapping[str, Any]) -> tuple[dict[str, Value], dict[str, str]]:
    """What a person entered: canonical values by field, and complaints by block_id.

    Args:
        proposal: Whose inputs they are.
        state: `state.values` of a message or a view.

    Returns:
        Values of the inputs that were filled in (an empty one is left out), and what cannot be used.
    """
    values: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    for change in proposal.changes():
        place = block_id(change.field)
        entered = state.get(place, {}).get(VALUE)
        if not entered:
            continue
        try:
            value = _read(change, entered)
        except NotReadable as error:
            wrong[place] = str(error)
            continue
        if value is not None:
            values[change.field] = value
    return values, wrong


def _read(change: Change, entered: _Entries) -> Value:
    option = entered.get("selected_option")
    if option:
        return str(option["value"])
    if entered.get("selected_date_time") is not None:
        return datetime.fromtimestamp(int(entered["selected_date_time"]), UTC).isoformat()
    text = str(entered.get("selected_date") or entered.get("value") or "").strip()
    if not text:
        return None
    match change.type:
        case "money" | "number":
            return _number(text, change)
        case "date":
            return _date(text)
        case _ if len(text) > _MOST_TEXT:
            raise NotReadable(f"This is {len(text):,} characters long; {_MOST_TEXT:,} fit.")
        case _:
            return text


def _number(text: str, change: Change) -> str:
    bare = text.lstrip("$€£").strip()
    if not bare.isascii() or not _NUMBER.fullmatch(bare):
        raise NotReadable("Please enter a number, such as 48000 or 48,000.50.")
    number = canonical_number(bare)
    if len(number.lstrip("-").partition(".")[0]) > _MOST_DIGITS:
        raise NotReadable(f"This number is too large; it may have {_MOST_DIGITS} digits before the point.")
    if change.type == "money" and number.startswith("-"):
        raise NotReadable("An amount cannot be below zero.")
    return number


def _date(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotReadable("Please choose a date, such as 2026-04-30.") from None
    if day.year not in _YEARS:
        raise NotReadable(f"The year {day.year} cannot be right; please choose one from 1900 to 2999.")
    return day.isoformat()
