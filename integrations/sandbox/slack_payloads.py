"""What Slack sends to an app; the shapes are those of docs.slack.dev, "Interaction payloads" and "Events"."""

import secrets
import time

from integrations.sandbox.slack_messages import message_json
from integrations.sandbox.slack_state import Conversation, Message, OpenView, Workspace
from integrations.sandbox.slack_views import view_json
from integrations.sandbox.slack_words import APP, BOT_USER, DOMAIN, TEAM, Json

VERIFICATION_TOKEN = "sandbox-verification"  # noqa: S105 -- Slack's retired token; apps check the signature


def _who(workspace: Workspace, person: str) -> Json:
    known = workspace.person(person)
    return {"id": known.id, "username": known.key, "name": known.key, "team_id": TEAM}


def _base(workspace: Workspace, kind: str, person: str) -> Json:
    return {
        "type": kind,
        "user": _who(workspace, person),
        "api_app_id": APP,
        "token": VERIFICATION_TOKEN,
        "team": {"id": TEAM, "domain": DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(where: Conversation) -> Json:
    return {"id": where.id, "name": "directmessage" if where.person else where.name}


def _response_url(workspace: Workspace, base: str, person: str, channel: str, ts: str | None) -> str:
    return f"{base}/hooks/{workspace.rights.new_hook(person, channel, ts)}"


def message_click(workspace: Workspace, base: str, person: str, message: Message, action: Json) -> Json:
    """block_actions from a message; without `message` when that is ephemeral, as in Slack."""
    where = workspace.conversation(message.channel)
    payload = _base(workspace, "block_actions", person) | {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": where.id,
            "is_ephemeral": message.only_for is not None,
        },
        "trigger_id": workspace.rights.new_trigger(person),
        "channel": _channel(where),
        "state": {"values": message.state.get(person, {})},
        "response_url": _response_url(workspace, base, person, where.id, message.ts),
        "actions": [action | {"action_ts": workspace.new_ts()}],
    }
    if message.thread_ts:
        payload["container"]["thread_ts"] = message.thread_ts
    if message.only_for is None:
        payload["message"] = message_json(message)
    return payload


def view_click(workspace: Workspace, shown: OpenView, action: Json) -> Json:
    """block_actions from a modal or the Home tab."""
    return _base(workspace, "block_actions", shown.person) | {
        "container": {"type": "view", "view_id": shown.id},
        "trigger_id": workspace.rights.new_trigger(shown.person),
        "view": view_json(shown),
        "actions": [action | {"action_ts": workspace.new_ts()}],
    }


def submission(workspace: Workspace, shown: OpenView) -> Json:
    """view_submission with everything that was entered."""
    return _base(workspace, "view_submission", shown.person) | {
        "trigger_id": workspace.rights.new_trigger(shown.person),
        "view": view_json(shown),
        "response_urls": [],
    }


def closing(workspace: Workspace, shown: OpenView, *, cleared: bool) -> Json:
    """view_closed; `cleared` when the whole stack went."""
    return _base(workspace, "view_closed", shown.person) | {"view": view_json(shown), "is_cleared": cleared}


def shortcut(workspace: Workspace, base: str, person: str, callback_id: str, message: Message | None) -> Json:
    """A global shortcut, or a message shortcut when there is a message."""
    extra: Json = {
        "callback_id": callback_id,
        "trigger_id": workspace.rights.new_trigger(person),
        "action_ts": workspace.new_ts(),
    }
    if message is None:
        return _base(workspace, "shortcut", person) | extra
    where = workspace.conversation(message.channel)
    return (
        _base(workspace, "message_action", person)
        | extra
        | {
            "channel": _channel(where),
            "message_ts": message.ts,
            "message": message_json(message),
            "response_url": _response_url(workspace, base, person, where.id, message.ts),
        }
    )


def command(
    workspace: Workspace, base: str, person: str, where: Conversation, *, name: str, text: str
) -> Json:
    """A slash command: flat, because over HTTP it travels as a form."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM,
        "team_domain": DOMAIN,
        "channel_id": where.id,
        "channel_name": _channel(where)["name"],
        "user_id": person,
        "user_name": workspace.person(person).key,
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": _response_url(workspace, base, person, where.id, None),
        "trigger_id": workspace.rights.new_trigger(person),
    }


def event(body: Json) -> Json:
    """The outer event_callback around one event."""
    authorization = {
        "enterprise_id": None,
        "team_id": TEAM,
        "user_id": BOT_USER,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM,
        "api_app_id": APP,
        "event": body,
        "type": "event_callback",
        "event_id": "Ev" + secrets.token_hex(5).upper(),
        "event_time": int(time.time()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
    }
