"""Our field names in Salesforce's words, and its values in canonical form (Object Reference, each object's page)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.errors import Invalid
from bot.ports import FieldSchema, Option, Schema
from bot.values import FieldType, RecordKind, Value, canonical_number
from integrations.crm.calls import Kept
from integrations.crm.compare import moment_text, parse_moment
from integrations.crm.salesforce_session import SalesforceSession

KEY_FIELD = "Dealhand_Key__c"  # optional; an administrator may add it, External ID and unique
OUTCOME_FIELD = "Dealhand_Outcome__c"  # optional; Event has no outcome of its own
_ID = re.compile(r"[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?")
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_REFERENCES = frozenset({"account", "contact", "deal", "owner", "primary_contact"})
_DONE = {"done": "Completed", "open": "Not Started"}


@dataclass(frozen=True)
class Mapped:
    """One neutral field: its API name, and where its shown text is read. `reads`: read from another field."""

    name: str
    api: str
    type: FieldType
    shown: str | None = None
    reads: str | None = None
    prefix: str | None = None  # a reference to several objects counts only with this key prefix

    @property
    def source(self) -> str:
        """The API name it is read from."""
        return self.reads or self.api

    def value(self, row: Mapping[str, Any]) -> Value:
        """The canonical value out of a row."""
        raw = row.get(self.source)
        if self.name == "status":
            return "done" if raw else "open"
        if raw is None or raw == "":
            return None
        if self.name == "domain":
            return _bare_domain(str(raw))
        if self.prefix is not None and not str(raw).startswith(self.prefix):
            return None
        return _canonical(self.type, raw)

    def sent(self, value: Value) -> object:
        """The JSON value of a write."""
        if self.name == "status":
            return _DONE.get(value or "open", value)
        if value is None:
            return False if self.type == "flag" else None
        match self.type:
            case "money" | "number":
                number = Decimal(value)
                return int(number) if number == number.to_integral_value() else float(number)
            case "flag":
                return value == "true"
            case _:
                return checked_id(value) if self.name in _REFERENCES else value

    @property
    def reference(self) -> bool:
        """Whether its values are ids."""
        return self.name in _REFERENCES


@dataclass(frozen=True)
class SalesforceKind:
    """One kind of record: its object, and the prefix its ids start with."""

    kind: RecordKind
    sobject: str
    fields: tuple[Mapped, ...]

    def field(self, name: str) -> Mapped | None:
        """The field of that neutral name."""
        return next((each for each in self.fields if each.name == name), None)


_OWNER = Mapped("owner", "OwnerId", "owner", "Owner.Name")
_CREATED = Mapped("created_at", "CreatedDate", "datetime")
_LAST = Mapped("last_activity", "LastActivityDate", "date")
_ACCOUNT = Mapped("account", "AccountId", "choice", "Account.Name")

KINDS: Mapping[RecordKind, SalesforceKind] = {
    each.kind: each
    for each in (
        SalesforceKind(
            "deal",
            "Opportunity",
            (
                Mapped("name", "Name", "text"),
                _ACCOUNT,
                Mapped("stage", "StageName", "stage"),
                Mapped("amount", "Amount", "money"),
                Mapped("currency", "CurrencyIsoCode", "choice"),
                Mapped("close_date", "CloseDate", "date"),
                Mapped("next_step", "NextStep", "text"),
                _OWNER,
                Mapped("is_closed", "IsClosed", "flag"),
                Mapped("is_won", "IsWon", "flag"),
                _CREATED,
                _LAST,
            ),
        ),
        SalesforceKind(
            "contact",
            "Contact",
            (
                Mapped("first_name", "FirstName", "text"),
                Mapped("last_name", "LastName", "text"),
                Mapped("name", "Name", "text"),
                Mapped("email", "Email", "text"),
                Mapped("phone", "Phone", "text"),
                Mapped("title", "Title", "text"),
                _ACCOUNT,
                _OWNER,
                Mapped("opted_out", "HasOptedOutOfEmail", "flag"),
                _CREATED,
                _LAST,
            ),
        ),
        SalesforceKind(
            "account",
            "Account",
            (
                Mapped("name", "Name", "text"),
                Mapped("domain", "Website", "text"),
                Mapped("industry", "Industry", "choice"),
                Mapped("employees", "NumberOfEmployees", "number"),
                Mapped("country", "BillingCountry", "text"),
                _OWNER,
                _CREATED,
                _LAST,
            ),
        ),
        SalesforceKind(
            "task",
            "Task",
            (
                Mapped("subject", "Subject", "text"),
                Mapped("due", "ActivityDate", "date"),
                Mapped("status", "Status", "choice", reads="IsClosed"),
                _OWNER,
                Mapped("deal", "WhatId", "choice", "What.Name", prefix="006"),
                Mapped("contact", "WhoId", "contact", "Who.Name", prefix="003"),
                _CREATED,
            ),
        ),
        SalesforceKind(
            "meeting",
            "Event",
            (
                Mapped("subject", "Subject", "text"),
                Mapped("starts", "StartDateTime", "datetime"),
                Mapped("ends", "EndDateTime", "datetime"),
                _OWNER,
                Mapped("deal", "WhatId", "choice", "What.Name", prefix="006"),
                Mapped("contact", "WhoId", "contact", "Who.Name", prefix="003"),
                Mapped("outcome", OUTCOME_FIELD, "choice"),
                _CREATED,
            ),
        ),
    )
}


def kind_of(kind: RecordKind) -> SalesforceKind:
    """The Salesforce side of a kind. Raises Invalid for one that this adapter does not keep."""
    found = KINDS.get(kind)
    if found is None:
        raise Invalid(f"A {kind} is not kept as a record of its own in Salesforce.")
    return found


def checked_id(text: str) -> str:
    """The 18-character form of a record id.

    An id goes into addresses and queries: anything else could lead the token to another host.

    Raises:
        Invalid: It is no Salesforce id.
    """
    if not _ID.fullmatch(text):
        raise Invalid(f"{text[:40]!r} is not a Salesforce record id.")
    if len(text) == 18:  # noqa: PLR2004  # the long form
        return text
    suffix = (
        _SUFFIX[sum(1 << bit for bit, letter in enumerate(text[at : at + 5]) if letter.isupper())]
        for at in (0, 5, 10)
    )
    return text + "".join(suffix)


class SalesforceSchemas:
    """What this org shows of each kind; describes are kept for an hour."""

    def __init__(self, session: SalesforceSession) -> None:
        self._session = session
        self._described: Kept[str, dict[str, dict[str, Any]]] = Kept(self._describe)

    def visible(self, kind: RecordKind) -> tuple[Mapped, ...]:
        """The fields of our map that the integration user may see."""
        known = self.described(kind_of(kind).sobject)
        return tuple(each for each in kind_of(kind).fields if each.api in known and each.source in known)

    def described(self, sobject: str) -> dict[str, dict[str, Any]]:
        """Salesforce's own description of an object's fields, by API name. Raises CrmError."""
        return self._described.get(sobject)

    def has_key(self, kind: RecordKind) -> bool:
        """Whether the optional key field is there and may be written."""
        field = self.described(kind_of(kind).sobject).get(KEY_FIELD)
        return field is not None and bool(field.get("createable"))

    def schema(self, kind: RecordKind) -> Schema:
        """The neutral schema, with this org's labels."""
        known = self.described(kind_of(kind).sobject)
        fields = [_schema_of(each, known[each.api]) for each in self.visible(kind)]
        if kind == "deal":
            role = self.described("OpportunityContactRole").get("IsPrimary", {})
            fields.append(
                FieldSchema("primary_contact", "Primary Contact", "contact", bool(role.get("updateable")))
            )
        return Schema(kind, tuple(fields))

    def forget(self) -> None:
        """Describe anew: Salesforce contradicted what was kept."""
        self._described.forget()

    def _describe(self, sobject: str) -> dict[str, dict[str, Any]]:
        answer = self._session.call(lambda sf: getattr(sf, sobject).describe())
        return {field["name"]: field for field in answer["fields"]}


def _schema_of(mapped: Mapped, field: Mapping[str, Any]) -> FieldSchema:
    kind: FieldType = mapped.type
    if kind == "text" and field["type"] == "textarea":
        kind = "long_text"
    options = tuple(
        Option(each["value"], each.get("label") or each["value"])
        for each in field.get("picklistValues") or ()
        if each.get("active", True)
    )
    if mapped.name == "status":
        options = (Option("open", "Open"), Option("done", "Done"))
    length = int(field.get("length") or 0)
    return FieldSchema(
        name=mapped.name,
        label=str(field["label"]),
        type=kind,
        writable=bool(field.get("updateable")),
        options=options,
        max_length=length if kind in {"text", "long_text"} and length else None,
    )


def _canonical(kind: FieldType, raw: object) -> Value:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if kind in {"money", "number"}:
        return canonical_number(str(raw))
    text = str(raw).strip()
    if kind == "datetime":
        return moment_text(parse_moment(text))
    return text or None


def _bare_domain(website: str) -> Value:
    host = re.sub(r"^[a-z]+://", "", website.strip().lower()).split("/")[0].split(":")[0]
    return host.removeprefix("www.") or None
