"""Short builders of Block Kit for tests."""

from typing import Any

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def section(**fields: Any) -> Block:
    return {"type": "section", **fields}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(**fields: Any) -> Block:
    return {"type": "button", "text": plain("Go"), **fields}


def options(count: int) -> list[Block]:
    return [{"text": plain(str(n)), "value": str(n)} for n in range(count)]


def select(**fields: Any) -> Block:
    return {"type": "static_select", "action_id": "s", "options": options(2), **fields}


def field(element: Block, **fields: Any) -> Block:
    return {"type": "input", "label": plain("L"), "element": element, **fields}


def confirm(**parts: Any) -> Block:
    whole = {"title": plain("T"), "text": marked("t"), "confirm": plain("Y"), "deny": plain("N")}
    return {**whole, **parts}


def cells(rows: int, columns: int) -> Block:
    row = [{"type": "raw_text", "text": "x"}] * columns
    return {"type": "table", "rows": [row] * rows}


def modal(**fields: Any) -> Block:
    return {"type": "modal", "title": plain("T"), "blocks": [], **fields}
