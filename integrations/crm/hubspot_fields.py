"""Our field names in HubSpot's words, and its values in canonical form (HubSpot Knowledge Base, default properties).

Everything is a string on HubSpot's wire, `""` clears, and a deal's close date is a moment.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.errors import Invalid
from bot.ports import FieldSchema, Option, Schema
from bot.values import FieldType, RecordKind, Value
from integrations.crm.calls import Kept
from integrations.crm.compare import canonical, moment_text, parse_moment
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_session import HubSpotSession

KEY_PROPERTY = "dealhand_key"  # optional; an administrator may add it, with unique values
_TEXT_LIMIT = 65_536
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
    except ValueError:
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


class HubSpotSchemas:
    """What this portal shows of each type; property definitions are kept for an hour."""

    def __init__(self, session: HubSpotSession, portal: HubSpotPortal) -> None:
        self._session = session
        self._portal = portal
        self._defined: Kept[str, dict[str, Any]] = Kept(self._define)

    def defined(self, plural: str) -> dict[str, Any]:
        """HubSpot's own definitions of a type's properties, by name. Raises CrmError."""
        return self._defined.get(plural)

    def visible(self, kind: RecordKind) -> tuple[Mapped, ...]:
        """The properties of our map that the app may see."""
        known = self.defined(kind_of(kind).plural)
        return tuple(each for each in kind_of(kind).fields if each.api in known)

    def has_key(self, plural: str) -> bool:
        """Whether the optional key property is there, with unique values."""
        found = self.defined(plural).get(KEY_PROPERTY)
        return found is not None and bool(found.has_unique_value)

    def schema(self, kind: RecordKind) -> Schema:
        """The neutral schema, with this portal's labels."""
        known, ours = self.defined(kind_of(kind).plural), kind_of(kind)
        fields = [self._schema_of(each, known[each.api]) for each in self.visible(kind)]
        if kind == "contact":
            fields.append(FieldSchema("name", "Name", "text", writable=False))
        fields += [
            FieldSchema(each.name, each.label, each.type, writable=each.name == "primary_contact")
            for each in ours.links
        ]
        return Schema(kind, tuple(fields))

    def forget(self) -> None:
        """Read the definitions anew: HubSpot contradicted what was kept."""
        self._defined.forget()

    def _define(self, plural: str) -> dict[str, Any]:
        answer = self._session.call(lambda: self._session.properties.get_all(plural))
        return {each.name: each for each in answer.results}

    def _schema_of(self, mapped: Mapped, defined: Any) -> FieldSchema:  # noqa: ANN401  # the library is untyped
        kind: FieldType = mapped.type
        if kind == "text" and defined.field_type == "textarea":
            kind = "long_text"
        options = tuple(Option(each.value, each.label) for each in defined.options or () if not each.hidden)
        if mapped.type == "stage":
            options = tuple(Option(stage.id, stage.label) for stage in self._portal.stages())
        elif mapped.type == "owner":
            options = ()
        elif mapped.name == "status":
            options = (Option("open", "Open"), Option("done", "Done"))
        rights = defined.modification_metadata
        fixed = bool(defined.calculated) or bool(rights and rights.read_only_value)
        return FieldSchema(
            name=mapped.name,
            label=str(defined.label),
            type=kind,
            writable=not fixed,
            options=() if kind == "flag" else options,
            max_length=_TEXT_LIMIT if kind in {"text", "long_text"} else None,
        )


def _moment(text: str) -> datetime:
    if text.lstrip("-").isdigit():
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    return parse_moment(text)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    """Midnight UTC is a day that some program wrote; every other moment is the day it has in the portal."""
    return moment.date() if moment.timetz() == time(0, tzinfo=UTC) else moment.astimezone(zone).date()
