"""views.* of the local Slack: modals in a stack of at most three, Home tabs, hashes against races."""

import copy
import secrets
import time

from integrations.sandbox.slack_blocks import view_problems, view_too_large
from integrations.sandbox.slack_call import Call, Method
from integrations.sandbox.slack_messages import with_ids
from integrations.sandbox.slack_state import OpenView, Workspace
from integrations.sandbox.slack_words import APP, BOT, TEAM, Json, SlackError

DEEPEST = 3


def checked_view(view: object) -> Json:
    """The view, valid and with ids where it had none; raises SlackError."""
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", "[ERROR] missing required field: view")
    found = view_problems(view)
    if found:
        raise SlackError("invalid_arguments", *found)
    if view_too_large(view):
        raise SlackError("view_too_large")
    return {**view, "blocks": with_ids(view["blocks"])}


def view_json(shown: OpenView) -> Json:
    """The view as responses and payloads carry it, with what the person has entered so far."""
    empty: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None}
    closing: Json = {"close": None, "submit": None, "clear_on_close": False, "notify_on_close": False}
    return {
        **empty,
        **closing,
        **copy.deepcopy(shown.view),
        "id": shown.id,
        "team_id": TEAM,
        "state": {"values": copy.deepcopy(shown.state)},
        "hash": shown.hash,
        "previous_view_id": shown.previous,
        "root_view_id": shown.root,
        "app_id": APP,
        "bot_id": BOT,
        "app_installed_team_id": TEAM,
    }


def new_hash() -> str:
    """A fresh view hash."""
    return f"{int(time.time())}.{secrets.token_hex(4)}"


def show_first(workspace: Workspace, person: str, view: Json) -> OpenView:
    """Open a modal as the only one on that person's screen."""
    with workspace.lock:
        _refuse_duplicate(workspace, view, None)
        view_id = "V" + secrets.token_hex(5).upper()
        shown = OpenView(view_id, person, view, new_hash(), root=view_id)
        workspace.stacks[person] = [shown]
    workspace.changed()
    return shown


def push(workspace: Workspace, person: str, view: Json) -> OpenView:
    """Put a modal on top of the open ones; raises SlackError push_limit_reached at the fourth."""
    with workspace.lock:
        stack = workspace.stacks.get(person, [])
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= DEEPEST:
            raise SlackError("push_limit_reached")
        _refuse_duplicate(workspace, view, None)
        view_id = "V" + secrets.token_hex(5).upper()
        below = stack[-1]
        shown = OpenView(view_id, person, view, new_hash(), root=below.root, previous=below.id)
        stack.append(shown)
    workspace.changed()
    return shown


def replace(workspace: Workspace, shown: OpenView, view: Json) -> OpenView:
    """Redraw an open view in place; what was entered stays where block_id and action_id stay."""
    with workspace.lock:
        _refuse_duplicate(workspace, view, shown)
        shown.view = view
        shown.hash = new_hash()
        shown.errors = {}
        kept = {b["block_id"] for b in view["blocks"]}
        shown.state = {block: values for block, values in shown.state.items() if block in kept}
    workspace.changed()
    return shown


def _refuse_duplicate(workspace: Workspace, view: Json, besides: OpenView | None) -> None:
    name = view.get("external_id")
    for stack in workspace.stacks.values():
        if name and any(v.view.get("external_id") == name and v is not besides for v in stack):
            raise SlackError("duplicate_external_id")


def _modal(call: Call) -> Json:
    view = checked_view(call.args.get("view"))
    if view["type"] != "modal":
        raise SlackError("invalid_arguments", "[ERROR] must be a modal [json-pointer:/view/type]")
    return view


def _open(call: Call) -> Json:
    trigger = call.text("trigger_id")
    view = _modal(call)
    return {"view": view_json(show_first(call.workspace, call.workspace.rights.spend_trigger(trigger), view))}


def _push(call: Call) -> Json:
    trigger = call.text("trigger_id")
    view = _modal(call)
    return {"view": view_json(push(call.workspace, call.workspace.rights.spend_trigger(trigger), view))}


def _update(call: Call) -> Json:
    shown = _find(call)
    sent_hash = call.args.get("hash")
    if sent_hash and sent_hash != shown.hash:
        raise SlackError("hash_conflict")
    view = checked_view(call.args.get("view"))
    if view["type"] != shown.view["type"]:
        raise SlackError(
            "invalid_arguments", "[ERROR] the type of a view cannot change [json-pointer:/view/type]"
        )
    return {"view": view_json(replace(call.workspace, shown, view))}


def _find(call: Call) -> OpenView:
    if call.args.get("view_id"):
        return call.workspace.view(call.text("view_id"))
    name = call.text("external_id")
    for stack in call.workspace.stacks.values():
        for shown in stack:
            if shown.view.get("external_id") == name:
                return shown
    raise SlackError("not_found")


def _publish(call: Call) -> Json:
    person = call.text("user_id")
    if person not in call.workspace.people:
        raise SlackError("invalid_arguments", "[ERROR] user_id is not a valid user")
    view = checked_view(call.args.get("view"))
    if view["type"] != "home":
        raise SlackError("invalid_arguments", "[ERROR] must be a home view [json-pointer:/view/type]")
    before = call.workspace.homes.get(person)
    sent_hash = call.args.get("hash")
    if before is None:
        view_id = "V" + secrets.token_hex(5).upper()
        before = OpenView(view_id, person, view, new_hash(), root=view_id)
        call.workspace.homes[person] = before
    elif sent_hash and sent_hash != before.hash:
        raise SlackError("hash_conflict")
    return {"view": view_json(replace(call.workspace, before, view))}


METHODS: dict[str, Method] = {
    "views.open": Method(_open),
    "views.push": Method(_push),
    "views.update": Method(_update),
    "views.publish": Method(_publish),
}
