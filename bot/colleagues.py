"""Who works here: Slack users and CRM owners matched by e-mail, and who looks after whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.findings import Finding
from bot.records import Owner
from bot.values import Person

MOST_NAMED = 5  # in one line of `doctor`


@dataclass(frozen=True)
class SlackUser:
    """A person as Slack knows them; `zone` is IANA, from their own settings."""

    id: str
    name: str
    email: str
    zone: str
    admin: bool


def match(
    users: Sequence[SlackUser],
    owners: Sequence[Owner],
    *,
    manager_email: str | None,
    admin_email: str | None,
) -> tuple[Person, ...]:
    """One Person per Slack user with an e-mail; their CRM owner where the e-mail is the same (case apart).

    The manager is whoever MANAGER_EMAIL names, else the first administrator; administrators are ADMIN_EMAIL's
    person, else the Slack workspace's own. Someone is never their own manager.
    """
    by_email = {owner.email.casefold(): owner for owner in owners if owner.active}
    admins = {u.id for u in users if _same(u.email, admin_email)} or {u.id for u in users if u.admin}
    chosen = next((u for u in users if _same(u.email, manager_email)), None)
    manager = chosen or next((u for u in users if u.id in admins), None)
    return tuple(
        Person(
            id=user.id,
            name=user.name,
            email=user.email,
            zone=user.zone,
            slack_user=user.id,
            crm_owner=owner.id if (owner := by_email.get(user.email.casefold())) else None,
            manager=manager.id if manager and manager.id != user.id else None,
            admin=user.id in admins,
        )
        for user in users
        if user.email
    )


def check_matching(users: Sequence[SlackUser], owners: Sequence[Owner]) -> Finding:
    """One line of `doctor`: active CRM owners without a Slack user, whose cards go to whoever is in charge."""
    known = {user.email.casefold() for user in users}
    strangers = [owner for owner in owners if owner.active and owner.email.casefold() not in known]
    if not strangers:
        return Finding(True, "people", "every active CRM owner has a Slack user with the same e-mail")
    names = ", ".join(f"{owner.name} ({owner.email})" for owner in strangers[:MOST_NAMED])
    more = f" and {len(strangers) - MOST_NAMED} more" if len(strangers) > MOST_NAMED else ""
    said = f"no Slack user for {names}{more}; cards about their deals go to the manager"
    return Finding(True, "people", said)


def _same(email: str, other: str | None) -> bool:
    return bool(other) and email.casefold() == str(other).casefold()
