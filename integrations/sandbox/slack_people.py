"""users.* and conversations.* of the local Slack."""

from datetime import datetime
from zoneinfo import ZoneInfo

from integrations.sandbox.slack_call import Call, Method
from integrations.sandbox.slack_messages import message_json
from integrations.sandbox.slack_state import Conversation, Person
from integrations.sandbox.slack_words import APP, BOT, TEAM, Json, SlackError

PAGE = 100


def user_json(call: Call, who: Person) -> Json:
    """A user object (docs.slack.dev, "User object"); the e-mail only with users:read.email."""
    zone = ZoneInfo(who.zone)
    offset = datetime.now(zone).utcoffset()
    profile: Json = {"real_name": who.name, "display_name": who.key, "title": who.title, "team": TEAM}
    if who.bot:
        profile |= {"bot_id": BOT, "api_app_id": APP}
    elif "users:read.email" in call.scopes:
        profile["email"] = who.email
    return {
        "id": who.id,
        "team_id": TEAM,
        "name": who.key,
        "real_name": who.name,
        "deleted": False,
        "tz": who.zone,
        "tz_label": who.zone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": who.admin,
        "is_owner": False,
        "is_bot": who.bot,
        "is_app_user": False,
        "locale": "en-US",
        "profile": profile,
    }


def _users_info(call: Call) -> Json:
    return {"user": user_json(call, call.workspace.person(call.text("user")))}


def _users_list(call: Call) -> Json:
    everybody = [user_json(call, who) for who in call.workspace.people.values()]
    page, cursor = _page(call, everybody)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def _lookup_by_email(call: Call) -> Json:
    email = call.text("email").lower()
    for who in call.workspace.colleagues():
        if who.email.lower() == email:
            return {"user": user_json(call, who)}
    raise SlackError("users_not_found")


def _page(call: Call, rows: list[Json]) -> tuple[list[Json], str]:
    """Slack's cursor paging; our cursor is the position itself."""
    cursor = str(call.args.get("cursor") or "0")
    if not cursor.isdigit():
        raise SlackError("invalid_cursor")
    start = int(cursor)
    limit = call.number("limit", PAGE)
    following = start + limit
    return rows[start:following], str(following) if following < len(rows) else ""


def conversation_json(found: Conversation) -> Json:
    """A conversation object (docs.slack.dev, "Conversation object")."""
    shared = {"id": found.id, "created": found.created, "is_archived": False, "context_team_id": TEAM}
    if found.person:
        return shared | {"is_im": True, "user": found.person, "is_org_shared": False, "is_open": True}
    names = {"name": found.name, "name_normalized": found.name, "num_members": len(found.members)}
    kinds = {"is_channel": True, "is_group": False, "is_im": False, "is_private": False, "is_member": True}
    return shared | names | kinds


def _readable(call: Call, right: str) -> Conversation:
    """The conversation, when the scope for its kind is there: channels:… or im:… ."""
    found = call.workspace.conversation(call.text("channel"))
    call.need(f"im:{right}" if found.person else f"channels:{right}")
    return found


def _open(call: Call) -> Json:
    if call.args.get("channel"):
        found = call.workspace.conversation(call.text("channel"))
    else:
        users = str(call.args.get("users") or "").split(",")
        if len(users) != 1 or not users[0]:
            raise SlackError(
                "users_list_not_supplied" if not users[0] else "missing_scope", needed="mpim:write"
            )
        if users[0] not in call.workspace.people:
            raise SlackError("user_not_found")
        found = call.workspace.open_dm(users[0])
    return {"channel": conversation_json(found) if call.flag("return_im") else {"id": found.id}}


def _list(call: Call) -> Json:
    kinds = str(call.args.get("types") or "public_channel").split(",")
    scopes = {
        "public_channel": "channels:read",
        "private_channel": "groups:read",
        "im": "im:read",
        "mpim": "mpim:read",
    }
    for kind in kinds:
        if kind not in scopes:
            raise SlackError("invalid_types")
        call.need(scopes[kind])
    wanted = {"dm" if kind == "im" else "channel" for kind in kinds if kind in ("im", "public_channel")}
    rows = [conversation_json(c) for c in call.workspace.conversations.values() if c.kind in wanted]
    page, cursor = _page(call, rows)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def _info(call: Call) -> Json:
    return {"channel": conversation_json(_readable(call, "read"))}


def _members(call: Call) -> Json:
    members = [{"id": m} for m in _readable(call, "read").members]
    page, cursor = _page(call, members)
    return {"members": [m["id"] for m in page], "response_metadata": {"next_cursor": cursor}}


def _history(call: Call) -> Json:
    found = _readable(call, "history")
    newest_first = [m for m in reversed(found.messages) if m.only_for is None and m.thread_ts in (None, m.ts)]
    oldest, latest = str(call.args.get("oldest") or "0"), str(call.args.get("latest") or "9999999999")
    rows = [message_json(m) for m in newest_first if float(oldest) < float(m.ts) <= float(latest)]
    page, cursor = _page(call, rows)
    return {"messages": page, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def _replies(call: Call) -> Json:
    found = _readable(call, "history")
    parent = call.text("ts")
    rows = [message_json(m) for m in found.messages if m.only_for is None and parent in (m.ts, m.thread_ts)]
    if not rows:
        raise SlackError("thread_not_found")
    page, cursor = _page(call, rows)
    return {"messages": page, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


METHODS: dict[str, Method] = {
    "users.info": Method(_users_info, "users:read"),
    "users.list": Method(_users_list, "users:read"),
    "users.lookupByEmail": Method(_lookup_by_email, "users:read.email"),
    "conversations.open": Method(_open, "im:write"),
    "conversations.list": Method(_list),
    "conversations.info": Method(_info),
    "conversations.members": Method(_members),
    "conversations.history": Method(_history),
    "conversations.replies": Method(_replies),
}
