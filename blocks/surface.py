"""The gate every drawing passes before it leaves: models forced into JSON, and Slack's rules checked.

Limits and surfaces: docs.slack.dev, "Blocks" and "Block elements". One bad block would fail the whole message, so a
drawing that breaks a rule is our defect and raises; foreign text is cut before it comes here (blocks/words.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from slack_sdk.models.blocks import Block

Surface = Literal["message", "modal", "home"]
Json = dict[str, Any]

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
_EVERYWHERE = {"actions", "context", "divider", "header", "image", "input", "rich_text", "section"}
ALLOWED: dict[Surface, set[str]] = {
    "message": _EVERYWHERE | {"table"},
    "modal": _EVERYWHERE,
    "home": _EVERYWHERE | {"table"},
}
_MOST_TEXT = {"section": 3000, "header": 150}
_MOST_FIELD, _MOST_FIELDS = 2000, 10
_MOST_ROWS, _MOST_CELLS = 100, 20
_MOST_ELEMENTS = {"actions": 25, "context": 10}
_MOST_VALUE, _MOST_ID = 2000, 255
_MOST_FALLBACK = 4000  # Slack cuts longer `text` in notifications; it accepts up to 40,000


class BadBlocks(ValueError):
    """A drawing breaks a rule of Slack's; the message says which and where."""


@dataclass(frozen=True)
class Drawn:
    """A message: what a notification and a screen reader say, and the blocks."""

    text: str
    blocks: list[Json]


def message(text: str, blocks: Sequence[Block]) -> Drawn:
    """A finished message; raises BadBlocks where it would be refused."""
    drawn = [_forced(block) for block in blocks]
    assert_surface(drawn, "message")
    return Drawn(text[:_MOST_FALLBACK] or "…", drawn)


def view(kind: Literal["modal", "home"], blocks: Sequence[Block], **more: Any) -> Json:  # noqa: ANN401  # view fields
    """A finished modal or Home tab; raises BadBlocks where it would be refused."""
    drawn = [_forced(block) for block in blocks]
    assert_surface(drawn, kind)
    return {"type": kind, "blocks": drawn, **more}


def _forced(block: Block) -> Json:
    return dict(block.to_dict())  # the models check themselves only here


def assert_surface(blocks: Sequence[Json], surface: Surface) -> None:
    """Raise BadBlocks unless these blocks may stand together on that surface."""
    if not 1 <= len(blocks) <= MOST_BLOCKS[surface]:
        raise BadBlocks(f"{len(blocks)} blocks on a {surface}; 1 to {MOST_BLOCKS[surface]} fit")
    found = [*_per_block(blocks, surface), *_together(blocks)]
    if found:
        raise BadBlocks("; ".join(found))


def _per_block(blocks: Sequence[Json], surface: Surface) -> Iterator[str]:
    for place, block in enumerate(blocks):
        kind = block["type"]
        if kind not in ALLOWED[surface]:
            yield f"/blocks/{place}: {kind} is not allowed on a {surface}"
        text = block.get("text")
        if isinstance(text, dict) and not 1 <= len(text["text"]) <= _MOST_TEXT.get(kind, 3000):
            yield f"/blocks/{place}/text: {len(text['text'])} characters"
        fields = block.get("fields") or []
        if len(fields) > _MOST_FIELDS or any(not 1 <= len(f["text"]) <= _MOST_FIELD for f in fields):
            yield f"/blocks/{place}/fields: more than {_MOST_FIELDS}, or one too long or empty"
        elements = block.get("elements") or []
        if kind in _MOST_ELEMENTS and not 1 <= len(elements) <= _MOST_ELEMENTS[kind]:
            yield f"/blocks/{place}/elements: {len(elements)} of at most {_MOST_ELEMENTS[kind]}"
        rows = block.get("rows") or []
        if len(rows) > _MOST_ROWS or any(len(row) > _MOST_CELLS for row in rows):
            yield f"/blocks/{place}/rows: more than {_MOST_ROWS} rows or {_MOST_CELLS} cells"
        yield from _ids(place, block)


def _ids(place: int, block: Json) -> Iterator[str]:
    seen: set[str] = set()
    for element in pressable(block):
        action = element["action_id"]
        if action in seen:
            yield f"/blocks/{place}: action_id {action} twice"
        seen.add(action)
        if len(action) > _MOST_ID or len(str(element.get("value", ""))) > _MOST_VALUE:
            yield f"/blocks/{place}: action_id or value of {action} is too long"
    if len(block.get("block_id", "")) > _MOST_ID:
        yield f"/blocks/{place}/block_id: too long"


def _together(blocks: Sequence[Json]) -> Iterator[str]:
    named = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(named) != len(set(named)):
        yield "/blocks: a block_id stands twice"
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield "/blocks: only one table is allowed in a message"


def pressable(block: Json) -> list[Json]:
    """The elements of a block that carry an action_id."""
    held = [*(block.get("elements") or []), block.get("accessory"), block.get("element")]
    return [element for element in held if isinstance(element, dict) and "action_id" in element]
