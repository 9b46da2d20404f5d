"""Whom a rule about a domain would cover in HubSpot: counted by search, nothing is read but a few names."""

from typing import Any

from bot.crm_mail import Audience
from integrations.crm.addresses import checked_domain
from integrations.crm.hubspot_session import HubSpotSession

_NAMES = ("firstname", "lastname", "email")


def audience(session: HubSpotSession, domain: str, *, limit: int = 5) -> Audience:
    """Contacts whose first address is at the domain (`CONTAINS_TOKEN *@domain`) or below it, of all contacts."""
    domain = checked_domain(domain)
    covered = _search(session, [_like(f"*@{domain}"), _like(f"*.{domain}")], limit)
    everybody = _search(session, [], 1)
    return Audience(int(covered.total), int(everybody.total), tuple(map(_called, covered.results))[:limit])


def _like(pattern: str) -> dict[str, Any]:
    return {"filters": [{"propertyName": "email", "operator": "CONTAINS_TOKEN", "value": pattern}]}


def _search(session: HubSpotSession, groups: list[dict[str, Any]], limit: int) -> Any:  # noqa: ANN401  # the library is untyped
    body = {"filterGroups": groups, "properties": list(_NAMES), "limit": limit}
    return session.call(lambda: session.searches.do_search("contacts", body))


def _called(row: Any) -> str:  # noqa: ANN401  # the library is untyped
    first, last, email = (row.properties.get(name) or "" for name in _NAMES)
    return f"{first} {last}".strip() or email
