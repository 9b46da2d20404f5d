"""The pieces that every drawing is made of: text blocks, buttons with their ids, and the before-and-after table.

Action ids are versioned and stay stable, because a card drawn last month can be pressed today; a button's value is an
opaque id of a proposal or a receipt, never a fact.
"""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    BlockElement,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    RawTextObject,
    SectionBlock,
    StaticSelectElement,
    TableBlock,
    TableBlockColumnSettings,
)

from blocks import words
from bot.model import DismissReason
from bot.operations.shape import Clash
from bot.values import Change

APPROVE, EDIT, DISMISS, WHY = "approve.v1", "edit.v1", "dismiss.v1", "why.v1"
USE_OURS, KEEP_THEIRS = "use_ours.v1", "keep_theirs.v1"
RETRY, WAS_DONE, WAS_NOT_DONE = "retry.v1", "was_done.v1", "was_not_done.v1"
UNDO, UNDO_ANYWAY, LEAVE_IT = "undo.v1", "undo_anyway.v1", "leave_it.v1"
SHOW, OPEN = "show.v1", "open.v1"
CANCEL, REOPEN = "cancel.v1", "reopen.v1"
CALM_ANSWER, CALM_BEGINNING, ANSWERED = "calm_answer.v1", "calm_beginning.v1", "answered.v1"
CLEAR = "clear.v1"
GUARDRAIL_ADD, GUARDRAIL_REMOVE = "guardrail_add.v1", "guardrail_remove.v1"

REASONS: dict[DismissReason, str] = {
    DismissReason.WRONG: "It is wrong",
    DismissReason.NOT_NOW: "Not now",
    DismissReason.ALREADY_DONE: "Already done",
    DismissReason.NEVER: "Never ask this again",
}
MOST_ROWS = 8  # of a table on a card, so that the card stays within one screen
_CELL = 120
_MOST_SECTION = 3000


def header(text: str) -> Block:
    return HeaderBlock(text=PlainTextObject(text=words.plain(text, 150), emoji=True))


def say(mrkdwn: str, accessory: BlockElement | None = None) -> Block:
    """A paragraph. The text is ready mrkdwn: foreign parts of it have passed blocks/words.py."""
    return SectionBlock(text=marked(words.cut(mrkdwn, _MOST_SECTION)), accessory=accessory)


def small(*mrkdwn: str) -> Block:
    """Small grey lines, ready mrkdwn; empty ones are left out."""
    return ContextBlock(elements=[marked(line) for line in mrkdwn if line][:10])


def pairs(facts: Iterable[tuple[str, str]]) -> Block:
    """Two columns of `*label:* value` (ready mrkdwn), a line each, so that a card stays short (A-12)."""
    return SectionBlock(fields=[marked(f"*{label}:* {value}") for label, value in facts][:10])


def marked(mrkdwn: str) -> MarkdownTextObject:
    """A mrkdwn object in which Slack turns no bare address or #name of its own accord into a link."""
    return MarkdownTextObject(text=mrkdwn, verbatim=True)


def button(text: str, action_id: str, value: str, style: str | None = None) -> ButtonElement:
    return ButtonElement(text=words.plain(text, 75), action_id=action_id, value=value, style=style)


def open_button(crm_name: str, address: str) -> ButtonElement | None:
    """A link to the record; None where its address cannot be put on a button."""
    return link_button(f"Open in {crm_name}", address)


def link_button(text: str, address: str) -> ButtonElement | None:
    """A button that opens an address; None where that cannot be put on one."""
    if not words.web_address(address):
        return None
    return ButtonElement(text=words.plain(text, 75), action_id=OPEN, url=address)


def dismissal(proposal: str) -> StaticSelectElement:
    """Dismiss and its reason in one menu: one tap more than a button, and no question after it."""
    options = [
        Option(text=PlainTextObject(text=said), value=f"{reason.value}:{proposal}")
        for reason, said in REASONS.items()
    ]
    return StaticSelectElement(placeholder="Dismiss…", action_id=DISMISS, options=options)


def row(*elements: InteractiveElement | None) -> list[Block]:
    """A row of buttons; no block where there are none."""
    there = [element for element in elements if element is not None]
    return [ActionsBlock(elements=there)] if there else []


def diff(changes: Sequence[Change], heads: tuple[str, str, str] = ("Field", "Before", "After")) -> Block:
    """Before and after, a row per field."""
    return table(heads, [(c.label, words.before(c), words.after(c)) for c in changes])


def three_ways(clashes: Sequence[Clash], before: str = "On the card", ours: str = "Yours") -> Block:
    """What it held before, what it holds now, and what would be written."""
    rows = [
        (
            clash.change.label,
            words.before(clash.change),
            words.value(clash.theirs, clash.change.type, clash.shown_theirs, clash.change.unit),
            words.after(clash.change),
        )
        for clash in clashes
    ]
    return table(("Field", before, "Now", ours), rows)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table of plain text with wrapped cells; what is beyond eight rows is counted in a last one."""
    shown = [list(cells) for cells in rows[:MOST_ROWS]]
    left = len(rows) - len(shown)
    if left:
        shown.append([f"… and {left} more", *[""] * (len(heads) - 1)])
    cells = [[_cell(text) for text in line] for line in [list(heads), *shown]]
    return TableBlock(rows=cells, column_settings=[TableBlockColumnSettings(is_wrapped=True) for _ in heads])


def _cell(text: str) -> RawTextObject:
    return RawTextObject(text=words.plain(text, _CELL) if text else " ")
