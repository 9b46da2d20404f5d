"""Block Kit's blocks and views: what the local Slack refuses with invalid_blocks, and where it points.

Limits and surfaces: docs.slack.dev, "Blocks" (one page each) and blocks.json. Where documents disagree, the
stricter one holds here, because a card that passes must also pass at Slack.
"""

import json
from collections.abc import Iterator

from integrations.sandbox import slack_elements as element
from integrations.sandbox.slack_rich_text import rich_text
from integrations.sandbox.slack_shapes import (
    Check,
    anything,
    enum,
    flag,
    items,
    plain,
    say,
    shape,
    string,
    text,
    typed,
    url,
    whole,
)
from integrations.sandbox.slack_words import Json

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_VIEW_BYTES = 250_000
MOST_MARKDOWN = 12_000

_everywhere = frozenset(
    {"actions", "card", "context", "divider", "header", "image", "input", "rich_text", "section", "video"}
)
SURFACES: dict[str, frozenset[str]] = {
    "message": _everywhere
    | {
        *("carousel", "container", "context_actions", "data_table", "data_visualization", "file"),
        *("markdown", "plan", "table", "task_card"),
    },
    "modal": _everywhere | {"alert"},
    "home": _everywhere | {"carousel", "data_table", "data_visualization", "table"},
}


def _section_says_something(found: list[str], pointer: str, value: object) -> None:
    if isinstance(value, dict) and "text" not in value and "fields" not in value:
        say(found, pointer, "must define either `text` or `fields`")


_id: dict[str, Check] = {"block_id": string(255)}
_cell = typed(
    {
        "raw_text": shape({"text": string(3000)}),
        "raw_number": shape({"value": anything}, {"text": string(3000)}),
        "rich_text": shape({"elements": rich_text}, _id),
    }
)
_column = shape({}, {"align": enum("left", "center", "right"), "is_wrapped": flag})
_card = shape(
    {},
    {
        **_id,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "actions": items(element.in_card, 3),
    },
    closed=False,
)
_task: dict[str, Check] = {"task_id": string(255), "title": string(3000)}
_task_states = ("pending", "in_progress", "complete", "error")

BLOCKS: dict[str, Check] = {
    "section": shape(
        {},
        {
            **_id,
            "text": text(3000),
            "fields": items(text(2000), 10, 1),
            "accessory": element.in_section,
            "expand": flag,
        },
        _section_says_something,
    ),
    "header": shape({"text": plain(150)}, {**_id, "level": whole(1, 4)}),
    "actions": shape({"elements": items(element.in_actions, 25, 1)}, _id),
    "context": shape({"elements": items(element.in_context, 10, 1)}, _id),
    "divider": shape({}, _id),
    "image": shape(
        {"alt_text": string(2000)},
        {**_id, "image_url": url(), "slack_file": anything, "title": plain(2000)},
        element.image_has_a_source,
    ),
    "input": shape(
        {"label": plain(2000), "element": element.in_input},
        {**_id, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": shape({"elements": rich_text}, _id),
    "table": shape(
        {"rows": items(items(_cell, 20, 1), 100, 1)}, {**_id, "column_settings": items(_column, 20)}
    ),
    "markdown": shape({"text": string(MOST_MARKDOWN)}, _id),
    "alert": shape(
        {"text": text(200)}, {**_id, "level": enum("default", "info", "warning", "error", "success")}
    ),
    "video": shape(
        {"alt_text": string(2000), "title": plain(200), "video_url": url(), "thumbnail_url": url()},
        {
            **_id,
            "title_url": url(2000),
            "description": plain(200),
            "provider_icon_url": url(2000),
            "provider_name": string(50),
            "author_name": string(50),
        },
    ),
    "file": shape({"external_id": string(255), "source": enum("remote")}, _id),
    "card": _card,
    "carousel": shape({"elements": items(typed({"card": _card}), 10, 1)}, _id),
    "context_actions": shape({"elements": items(element.in_context_actions, 5, 1)}, _id),
    "task_card": shape({**_task}, {"status": enum(*_task_states[1:])}, closed=False),
    "plan": shape(
        {"title": anything},
        {**_id, "tasks": items(shape(_task, {"status": enum(*_task_states)}, closed=False), 50)},
        closed=False,
    ),
    "data_table": shape({"caption": anything, "rows": items(items(_cell, 20, 1), 201, 2)}, _id, closed=False),
    "data_visualization": shape({"title": anything}, _id, closed=False),
}
_child = typed(
    {kind: check for kind, check in BLOCKS.items() if kind not in ("card", "markdown", "data_table")}
)
BLOCKS["container"] = shape(
    {"child_blocks": items(_child, 10, 1)}, {**_id, "title": text(150), "subtitle": text(150)}, closed=False
)


def problems(blocks: list[Json], surface: str) -> list[str]:
    """All that Slack would refuse in these blocks on a surface (message, modal, home); empty when fine."""
    found: list[str] = []
    allowed = {kind: check for kind, check in BLOCKS.items() if kind in SURFACES[surface]}
    items(typed(allowed), MOST_BLOCKS[surface])(found, "/blocks", blocks)
    if not found:
        _unique(found, blocks)
        _markdown_in_all(found, blocks)
    return found


def view_problems(view: object) -> list[str]:
    """All that Slack would refuse in a modal or a Home tab."""
    kind = view.get("type") if isinstance(view, dict) else None
    if not isinstance(view, dict) or kind not in ("modal", "home"):
        return ["[ERROR] unsupported type: must be modal or home [json-pointer:/view/type]"]
    found: list[str] = []
    _VIEWS[str(kind)](found, "/view", view)
    blocks = view.get("blocks")
    if isinstance(blocks, list):
        found += [
            words.replace("json-pointer:/", "json-pointer:/view/") for words in problems(blocks, str(kind))
        ]
        _submit_for_inputs(found, view)
    return found


def view_too_large(view: Json) -> bool:
    """Whether Slack answers view_too_large (250 KB)."""
    return len(json.dumps(view).encode()) > MOST_VIEW_BYTES


_listed = items(anything, MOST_BLOCKS["modal"])
_view_fields: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255),
    "external_id": string(255),
}
_VIEWS: dict[str, Check] = {
    "modal": shape(
        {"title": plain(24), "blocks": _listed},
        {
            **_view_fields,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
    "home": shape({"blocks": _listed}, _view_fields),
}


def _submit_for_inputs(found: list[str], view: Json) -> None:
    has_input = any(b.get("type") == "input" for b in view["blocks"] if isinstance(b, dict))
    if view["type"] == "modal" and has_input and not view.get("submit"):
        say(found, "/view/submit", "submit is required when an input block is within blocks")


def _elements(block: Json) -> Iterator[tuple[str, Json]]:
    for index, inside in enumerate(block.get("elements", [])):
        yield f"/elements/{index}", inside
    for name in ("accessory", "element"):
        if name in block:
            yield f"/{name}", block[name]


def _unique(found: list[str], blocks: list[Json]) -> None:
    """block_id unique in the message or view, action_id in its block, and one focus at most."""
    seen: set[str] = set()
    focused = 0
    for index, block in enumerate(blocks):
        name = block.get("block_id")
        if name in seen:
            say(found, f"/blocks/{index}/block_id", f"`block_id` {name} already exists")
        seen |= {name} if name else set()
        actions: set[str] = set()
        for pointer, inside in _elements(block):
            action = inside.get("action_id")
            if action in actions:
                say(found, f"/blocks/{index}{pointer}/action_id", f"`action_id` {action} already exists")
            actions |= {action} if action else set()
            focused += bool(inside.get("focus_on_load"))
    if focused > 1:
        say(found, "/blocks", "only one element may have focus_on_load")


def _markdown_in_all(found: list[str], blocks: list[Json]) -> None:
    total = sum(len(b["text"]) for b in blocks if b.get("type") == "markdown")
    if total > MOST_MARKDOWN:
        say(found, "/blocks", f"markdown text must be less than {MOST_MARKDOWN + 1} characters in all")
