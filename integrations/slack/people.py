"""The workspace's people, through users.list (scopes users:read and users:read.email)."""

from slack_sdk import WebClient

from bot.colleagues import SlackUser

PAGE = 200  # what Slack recommends for users.list


def users(client: WebClient) -> tuple[SlackUser, ...]:
    """Everybody who is a person and still here. Raises SlackApiError."""
    found: list[SlackUser] = []
    cursor = ""
    while True:
        answer = client.users_list(limit=PAGE, cursor=cursor)
        for member in answer.get("members") or []:
            if member.get("deleted") or member.get("is_bot") or member.get("id") == "USLACKBOT":
                continue
            profile = member.get("profile") or {}
            found.append(
                SlackUser(
                    id=member["id"],
                    name=member.get("real_name")
                    or profile.get("real_name")
                    or member.get("name")
                    or member["id"],
                    email=profile.get("email") or "",
                    zone=member.get("tz") or "UTC",
                    admin=bool(member.get("is_admin") or member.get("is_owner")),
                )
            )
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return tuple(found)
