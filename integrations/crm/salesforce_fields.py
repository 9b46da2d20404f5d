"""Our field names in Salesforce's words, and its values in canonical form (Object Reference, each object's page)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.errors import Invalid
from bot.values import FieldType, RecordKind, Value, canonical_number
from integrations.crm.compare import moment_text, parse_moment

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
            "lead",
            "Lead",
            (
                Mapped("first_name", "FirstName", "text"),
                Mapped("last_name", "LastName", "text"),
                Mapped("name", "Name", "text"),
                Mapped("email", "Email", "text"),
                Mapped("phone", "Phone", "text"),
                Mapped("title", "Title", "text"),
                Mapped("company", "Company", "text"),
                Mapped("country", "Country", "text"),
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
