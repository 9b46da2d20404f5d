"""The wire form of messages, and the rules every new or changed message must pass."""

import copy
import secrets

from integrations.sandbox.slack_blocks import problems
from integrations.sandbox.slack_state import Message
from integrations.sandbox.slack_words import APP, BOT, BOT_USER, TEAM, Json, SlackError

MOST_TEXT = 40_000


def message_json(message: Message) -> Json:
    """The message as the Web API and the payloads of clicks show it."""
    body: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": TEAM,
    }
    if message.user == BOT_USER:
        profile = {"id": BOT, "app_id": APP, "name": "Dealhand", "deleted": False, "team_id": TEAM}
        body |= {"bot_id": BOT, "app_id": APP, "bot_profile": profile}
    if message.blocks:
        body["blocks"] = copy.deepcopy(message.blocks)
    if message.thread_ts:
        body["thread_ts"] = message.thread_ts
    if message.edited:
        body["edited"] = {"user": message.user, "ts": message.edited}
    if message.metadata:
        body["metadata"] = message.metadata
    return body


def checked_blocks(args: Json) -> list[Json] | None:
    """The blocks of a message, valid and with ids where they had none; None when none were sent.

    Raises SlackError invalid_blocks with the messages Slack would give.
    """
    blocks = args.get("blocks")
    if blocks in (None, ""):
        return None
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format", "[ERROR] must be an array [json-pointer:/blocks]")
    refuse_bad_blocks(blocks, "message")
    return with_ids(blocks)


def refuse_bad_blocks(blocks: list[Json], surface: str) -> None:
    """Raises SlackError invalid_blocks (or Slack's own error for a second table)."""
    found = problems(blocks, surface)
    if found:
        raise SlackError("invalid_blocks", *found)
    if sum(block.get("type") in ("table", "data_table") for block in blocks) > 1:
        raise SlackError("invalid_attachments", "[ERROR] only_one_table_allowed")


def checked_text(args: Json, blocks: list[Json] | None) -> str:
    """The text of a message; raises SlackError no_text or msg_too_long."""
    text = str(args.get("text") or "")
    if args.get("attachments"):
        raise SlackError("invalid_attachments", "[ERROR] legacy attachments are not shown here; use blocks")
    if not text and not blocks:
        raise SlackError("no_text")
    if len(text) > MOST_TEXT:
        raise SlackError("msg_too_long")
    return text


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy of the blocks in which every block has a block_id and every interactive element an action_id."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", secrets.token_hex(3)[:5])
        for element in elements(block):
            if element.get("type") not in ("image", "mrkdwn", "plain_text") and "type" in element:
                element.setdefault("action_id", secrets.token_hex(3)[:5])
    return blocks


def elements(block: Json) -> list[Json]:
    """The elements of a block that can be pressed or filled in."""
    if block.get("type") in ("actions", "context_actions"):
        return list(block.get("elements", []))
    single = block.get("accessory") or block.get("element")
    nested = [e for child in block.get("child_blocks", []) for e in elements(child)]
    nested += [e for card in block.get("elements", []) if card.get("type") == "card" for e in elements(card)]
    pressed = block.get("actions", []) if block.get("type") == "card" else []
    return [*([single] if single else []), *pressed, *nested]
