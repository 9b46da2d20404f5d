"""Who works here: Slack users and CRM owners matched by e-mail, and who looks after whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ports import Owner
from bot.values import Person


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


def unmatched(owners: Sequence[Owner], people: Sequence[Person]) -> tuple[Owner, ...]:
    """Active CRM owners that no Slack user has the e-mail of: their cards go to whoever is in charge."""
    known = {person.crm_owner for person in people}
    return tuple(owner for owner in owners if owner.active and owner.id not in known)


def _same(email: str, other: str | None) -> bool:
    return bool(other) and email.casefold() == str(other).casefold()
