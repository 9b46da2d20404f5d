"""Our field names in HubSpot's words, and its values in canonical form (HubSpot Knowledge Base, default properties).

Everything is a string on HubSpot's wire, `""` clears, and a deal's close date is a moment.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from bot.errors import Invalid
from bot.values import FieldType, RecordKind, Value
from integrations.crm.compare import canonical, moment_text, parse_moment

KEY_PROPERTY = "dealhand_key"  # optional; an administrator may add it, with unique values
_ID = re.compile(r"\d{1,20}")
_NOON = time(12)
_DONE = {"done": "COMPLETED", "open": "NOT_STARTED"}
_EMPTY_FLAGS = frozenset(
    {"is_closed", "is_won", "opted_out"}
)  # HubSpot leaves these empty where they are false


@dataclass(frozen=True)
class Mapped:
    """One neutral field that is a property."""

    name: str
    api: str
    type: FieldType


@dataclass(frozen=True)
class Linked:
    """One neutral field that is an association: the id of one record of `target` (a plural type name)."""

    name: str
    label: str
    target: str
    type: FieldType
    marked: Literal["primary company", "primary contact", "first"]


@dataclass(frozen=True)
class HubSpotKind:
    """One kind of record: its type's names, number and properties."""

    kind: RecordKind
    plural: str
    singular: str
    type_id: str
    modified: str
    fields: tuple[Mapped, ...]
    links: tuple[Linked, ...] = ()
    body: str | None = None  # where a create without the key property carries its key

    def field(self, name: str) -> Mapped | None:
        """The property of that neutral name."""
        return next((each for each in self.fields if each.name == name), None)

    def link(self, name: str) -> Linked | None:
        """The association of that neutral name."""
        return next((each for each in self.links if each.name == name), None)


_OWNER = Mapped("owner", "hubspot_owner_id", "owner")
_LAST = Mapped("last_activity", "notes_last_updated", "datetime")
_ACCOUNT = Linked("account", "Company", "companies", "choice", "primary company")
_DEAL = Linked("deal", "Deal", "deals", "choice", "first")
_CONTACT = Linked("contact", "Contact", "contacts", "contact", "first")

KINDS: Mapping[RecordKind, HubSpotKind] = {
    each.kind: each
    for each in (
        HubSpotKind(
            "deal",
            "deals",
            "deal",
            "0-3",
            "hs_lastmodifieddate",
            (
                Mapped("name", "dealname", "text"),
                Mapped("stage", "dealstage", "stage"),
                Mapped("amount", "amount", "money"),
                Mapped("currency", "deal_currency_code", "choice"),
                Mapped("close_date", "closedate", "date"),
                Mapped("next_step", "hs_next_step", "text"),
                _OWNER,
                Mapped("is_closed", "hs_is_closed", "flag"),
                Mapped("is_won", "hs_is_closed_won", "flag"),
                Mapped("created_at", "createdate", "datetime"),
                _LAST,
            ),
            (
                _ACCOUNT,
                Linked("primary_contact", "Primary contact", "contacts", "contact", "primary contact"),
            ),
            "description",
        ),
        HubSpotKind(
            "contact",
            "contacts",
            "contact",
            "0-1",
            "lastmodifieddate",  # contacts alone leave the hs_ prefix out
            (
                Mapped("first_name", "firstname", "text"),
                Mapped("last_name", "lastname", "text"),
                Mapped("email", "email", "text"),
                Mapped("phone", "phone", "text"),
                Mapped("title", "jobtitle", "text"),
                _OWNER,
                Mapped("opted_out", "hs_email_optout", "flag"),
                Mapped("created_at", "createdate", "datetime"),
                _LAST,
            ),
            (_ACCOUNT,),
        ),
        HubSpotKind(
            "account",
            "companies",
            "company",
            "0-2",
            "hs_lastmodifieddate",
            (
                Mapped("name", "name", "text"),
                Mapped("domain", "domain", "text"),
                Mapped("industry", "industry", "choice"),
                Mapped("employees", "numberofemployees", "number"),
                Mapped("country", "country", "text"),
                _OWNER,
                Mapped("created_at", "createdate", "datetime"),
                _LAST,
            ),
            (),
            "description",
        ),
        HubSpotKind(
            "task",
            "tasks",
            "task",
            "0-27",
            "hs_lastmodifieddate",
            (
                Mapped("subject", "hs_task_subject", "text"),
                Mapped("due", "hs_timestamp", "date"),
                Mapped("status", "hs_task_status", "choice"),
                _OWNER,
                Mapped("created_at", "hs_createdate", "datetime"),
            ),
            (_DEAL, _CONTACT),
            "hs_task_body",
        ),
        HubSpotKind(
            "meeting",
            "meetings",
            "meeting",
            "0-47",
            "hs_lastmodifieddate",
            (
                Mapped("subject", "hs_meeting_title", "text"),
                Mapped("starts", "hs_meeting_start_time", "datetime"),
                Mapped("ends", "hs_meeting_end_time", "datetime"),
                _OWNER,
                Mapped("outcome", "hs_meeting_outcome", "choice"),
                Mapped("created_at", "hs_createdate", "datetime"),
            ),
            (_DEAL, _CONTACT),
            "hs_meeting_body",
        ),
    )
}


def kind_of(kind: RecordKind) -> HubSpotKind:
    """The HubSpot side of a kind. Raises Invalid for one that this adapter does not keep."""
    found = KINDS.get(kind)
    if found is None:
        raise Invalid(f"A {kind} is not kept as a record of its own in HubSpot.")
    return found


def checked_id(text: str) -> str:
    """A record id, digits only, before it goes into an address or a filter. Raises Invalid."""
    if not _ID.fullmatch(text):
        raise Invalid(f"{text[:40]!r} is not a HubSpot record id.")
    return text


def value_of(field: Mapped, raw: str | None, zone: ZoneInfo) -> Value:
    """A property's text in canonical form; what HubSpot holds against its own type is shown as it is."""
    text = (raw or "").strip()
    if field.name == "status":
        return "done" if text == "COMPLETED" else "open"
    if not text:
        return "false" if field.name in _EMPTY_FLAGS else None
    try:
        if field.type == "date":
            return _day(_moment(text), zone).isoformat()
        if field.type == "datetime":
            return moment_text(_moment(text))
        return canonical(field.type, text)
    except (ValueError, OverflowError):  # the second: a moment outside the years that Python knows
        return text


def sent(field: Mapped, value: Value, zone: ZoneInfo) -> str:
    """A canonical value as HubSpot takes it.

    A day is written as noon in the portal's zone: HubSpot's pages show the moment in the reader's zone, where
    midnight UTC is the day before for everybody in America.
    """
    if value is None:
        return ""
    if field.name == "status":
        return _DONE.get(value, value)
    if field.type == "date":
        return moment_text(datetime.combine(date.fromisoformat(value), _NOON, tzinfo=zone))
    return value


def _moment(text: str) -> datetime:
    if text.lstrip("-").isdigit():
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    return parse_moment(text)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    """Midnight UTC is a day that some program wrote; every other moment is the day it has in the portal."""
    return moment.date() if moment.timetz() == time(0, tzinfo=UTC) else moment.astimezone(zone).date()
