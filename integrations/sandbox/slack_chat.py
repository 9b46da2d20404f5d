"""chat.* of the local Slack."""

from integrations.sandbox.slack_call import Call, Method
from integrations.sandbox.slack_messages import checked_blocks, checked_text, message_json
from integrations.sandbox.slack_pace import PACE_SECONDS
from integrations.sandbox.slack_state import Conversation, Message
from integrations.sandbox.slack_words import BOT_USER, DOMAIN, Json, SlackError


def _target(call: Call) -> Conversation:
    """C…, D…, #name or, for new messages, a person's id, which opens the direct message."""
    name = call.text("channel")
    workspace = call.workspace
    if name in workspace.people:
        return workspace.open_dm(name)
    for found in workspace.conversations.values():
        if not found.person and name.removeprefix("#") == found.name:
            return found
    return workspace.conversation(name)


def _thread(call: Call, where: Conversation) -> str | None:
    parent = call.args.get("thread_ts")
    if parent and not any(m.ts == parent for m in where.messages):
        raise SlackError("thread_not_found")
    return str(parent) if parent else None


def _post(call: Call) -> Json:
    where = _target(call)
    blocks = checked_blocks(call.args)
    message = Message(
        channel=where.id,
        ts=call.workspace.new_ts(),
        user=BOT_USER,
        text=checked_text(call.args, blocks),
        blocks=blocks or [],
        thread_ts=_thread(call, where),
        metadata=call.args.get("metadata"),
    )
    if call.workspace.pace.too_fast(where.id):
        call.workspace.warn(f"{where.name}: more than one message a second for {PACE_SECONDS:g} s")
    call.workspace.add(message)
    return {"channel": where.id, "ts": message.ts, "message": message_json(message)}


def _update(call: Call) -> Json:
    where = call.workspace.conversation(call.text("channel"))
    message = call.workspace.message(where.id, call.text("ts"))
    if message.user != BOT_USER:
        raise SlackError("cant_update_message")
    blocks = checked_blocks(call.args)
    text = checked_text(call.args, blocks) if "text" in call.args or blocks is None else None
    call.workspace.rewrite(message, text, blocks, call.workspace.new_ts())
    return {"channel": where.id, "ts": message.ts, "text": message.text, "message": message_json(message)}


def _delete(call: Call) -> Json:
    where = call.workspace.conversation(call.text("channel"))
    message = call.workspace.message(where.id, call.text("ts"))
    if message.user != BOT_USER:
        raise SlackError("cant_delete_message")
    call.workspace.remove(message)
    return {"channel": where.id, "ts": message.ts}


def _ephemeral(call: Call) -> Json:
    where = call.workspace.conversation(call.text("channel"))
    who = call.workspace.person(call.text("user"))
    if who.id not in where.members:
        raise SlackError("user_not_in_channel")
    blocks = checked_blocks(call.args)
    message = Message(
        channel=where.id,
        ts=call.workspace.new_ts(),
        user=BOT_USER,
        text=checked_text(call.args, blocks),
        blocks=blocks or [],
        thread_ts=_thread(call, where),
        only_for=who.id,
    )
    call.workspace.add(message)
    return {"message_ts": message.ts}


def _permalink(call: Call) -> Json:
    where = call.workspace.conversation(call.text("channel"))
    message = call.workspace.message(where.id, call.text("message_ts"))
    address = f"https://{DOMAIN}.slack.com/archives/{where.id}/p{message.ts.replace('.', '')}"
    return {"channel": where.id, "permalink": address}


METHODS: dict[str, Method] = {
    "chat.postMessage": Method(_post, "chat:write"),
    "chat.update": Method(_update, "chat:write"),
    "chat.delete": Method(_delete, "chat:write"),
    "chat.postEphemeral": Method(_ephemeral, "chat:write"),
    "chat.getPermalink": Method(_permalink),
}
