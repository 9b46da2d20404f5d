"""Ports to the outside: the CRM and the clock. Adapters in integrations/ speak to vendors.

Every method of `Crm` raises only errors of bot/errors.py. Field names are neutral (`next_step`, `close_date`,
`amount`, `stage`, `owner`, `account`, `name`, `currency`, ...), values canonical (bot/values.py).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from pydantic.dataclasses import dataclass

from bot.values import FieldType, RecordKind, RecordRef, Value


@dataclass(frozen=True)
class Option:
    """One choice of a picklist: what is stored, and what a person reads."""

    value: str
    label: str


@dataclass(frozen=True)
class FieldSchema:
    """One field as this CRM account has it, for the integration user (a hidden field is absent)."""

    name: str
    label: str
    type: FieldType
    writable: bool
    options: tuple[Option, ...] = ()
    max_length: int | None = None


@dataclass(frozen=True)
class Schema:
    """The fields of one kind of record that we know and this account shows."""

    kind: RecordKind
    fields: tuple[FieldSchema, ...]

    def field(self, name: str) -> FieldSchema | None:
        """The field of that neutral name, or None when the account hides it."""
        return next((f for f in self.fields if f.name == name), None)


@dataclass(frozen=True)
class Edit:
    """Who last set a field, as far as the CRM tells: `by` is a name, `ours` that it was this product."""

    field: str
    value: Value
    at: datetime
    by: str | None = None
    ours: bool = False


@dataclass(frozen=True)
class Record:
    """A record as read. `ref` may differ from the one asked for when records were merged."""

    ref: RecordRef
    values: dict[str, Value]
    shown: dict[
        str, str
    ]  # what a person reads, for ids and codes: {"stage": "Discovery", "owner": "Priya Shah"}
    modified_at: datetime
    link: str
    edits: tuple[Edit, ...] = ()

    def get(self, field: str) -> Value:
        """The value, None when empty or hidden."""
        return self.values.get(field)

    def show(self, field: str) -> str | None:
        """What a person reads for that field."""
        return self.shown.get(field) or self.values.get(field)


@dataclass(frozen=True)
class Where:
    """One condition; several are joined by AND. `in` takes several values; `before` and `after` are strict."""

    field: str
    op: Literal["is", "is_not", "in", "before", "after", "empty", "filled"]
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangePage:
    """Records that changed since a cursor, oldest change first, and where to go on. `more`: ask again at once."""

    records: tuple[Record, ...]
    cursor: str
    more: bool


@dataclass(frozen=True)
class Owner:
    """A user of the CRM that may own records."""

    id: str
    name: str
    email: str
    active: bool


@dataclass(frozen=True)
class Stage:
    """A stage of the sales pipeline, in order. `probability` is 0 to 1."""

    id: str
    label: str
    order: int
    closed: bool
    won: bool
    probability: float


@dataclass(frozen=True)
class Usage:
    """Calls used of the allowance that the CRM last reported; None where it says nothing."""

    used: int | None
    allowed: int | None
    period: str


@dataclass(frozen=True)
class Finding:
    """One line of `doctor`: fine or not, what is wrong, and how to mend it."""

    ok: bool
    subject: str
    said: str
    mend: str = ""


@dataclass(frozen=True)
class Capabilities:
    """What this CRM account can promise; a button that cannot be honoured is not shown."""

    atomic_update: bool  # the CRM itself refuses a write to a record that changed meanwhile
    keyed_create: bool  # a create carries our key, so that a repeat is recognised
    primary_contact: Literal["role", "label", "association"]


@dataclass(frozen=True)
class Written:
    """The write happened, or had happened already (`already`: the fields held our values before we wrote)."""

    ref: RecordRef
    before: dict[str, Value]
    after: dict[str, Value]
    atomic: bool
    answer: str  # what the CRM said, e.g. "204 No Content at 2026-03-03T14:00:05Z"
    already: bool = False
    overran: tuple[Edit, ...] = ()  # edits by others that slipped between our read and our write, where seen


@dataclass(frozen=True)
class Conflict:
    """Nothing was written: these fields no longer hold what was expected. `current` is the record now, with edits."""

    current: Record
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Created:
    """A record of ours with that key. `existed`: an earlier try had made it."""

    ref: RecordRef
    existed: bool
    answer: str


@dataclass(frozen=True)
class Note:
    """A note as the CRM holds it: our key out of its title or property, and its text without markup."""

    ref: RecordRef
    key: str
    text: str


class Crm(Protocol):
    """The system of record, Salesforce or HubSpot. Safe to call from several threads."""

    name: str  # "salesforce" or "hubspot"

    def capabilities(self) -> Capabilities: ...

    def describe(self, kind: RecordKind) -> Schema:
        """The fields of that kind in this account; cached for the life of the adapter (at most an hour)."""

    def get(self, ref: RecordRef, *, edits: bool = False) -> Record:
        """Read one record. With `edits`, also who last set each field, where the CRM keeps that.

        Raises: Gone, Forbidden, AuthExpired, Temporary.
        """

    def find(
        self, kind: RecordKind, where: Sequence[Where], *, order: str | None = None, limit: int = 200
    ) -> tuple[Record, ...]:
        """Discover records; HubSpot's index lags by seconds, so read by id before acting. `order` may be `-field`."""

    def related(self, ref: RecordRef, kind: RecordKind) -> tuple[Record, ...]:
        """Records of `kind` attached to this one: a deal's contacts, open and past tasks, meetings."""

    def changes(self, kind: RecordKind, cursor: str | None, *, limit: int = 500) -> ChangePage:
        """What changed since the cursor, with an overlap so that nothing is missed (the inbox drops repeats).

        None starts at "now" and yields nothing: a first look is a sweep's work, not a feed's.
        """

    def update_if(
        self, ref: RecordRef, expect: Mapping[str, Value], values: Mapping[str, Value], *, key: str
    ) -> Written | Conflict:
        """Write `values` only if every field of `expect` still holds what the card showed.

        Fields that already hold the target count as written (`already`). Never overwrites a person's edit.
        Raises: Invalid, Forbidden, Gone, AuthExpired, InDoubt, Temporary.
        """

    def relate_if(
        self, deal: RecordRef, expect: str | None, contact: str | None, *, key: str
    ) -> Written | Conflict:
        """Make `contact` the deal's primary contact (None: take our link away) if it is still `expect`."""

    def create_once(
        self,
        kind: RecordKind,
        key: str,
        values: Mapping[str, Value],
        links: Sequence[RecordRef],
        *,
        again: bool = False,
    ) -> Created:
        """Create a record that carries `key`, once. `again`: an earlier try may have worked, so look first.

        Raises: Duplicate, Invalid, Forbidden, AuthExpired, InDoubt, Temporary.
        """

    def archive(self, ref: RecordRef, *, expect: Mapping[str, Value]) -> Written | Conflict:
        """Take back a create of ours: delete it if nobody touched the fields of `expect` meanwhile."""

    def note_once(
        self, key: str, targets: Sequence[RecordRef], title: str, body: str, *, again: bool = False
    ) -> Created:
        """Write a note on the targets, once by key. `body` is plain text; the adapter escapes and lays it out."""

    def notes(self, target: RecordRef) -> tuple[Note, ...]:
        """The notes on that record that carry a key of ours (for `receipts verify`)."""

    def owners(self) -> tuple[Owner, ...]: ...

    def stages(self) -> tuple[Stage, ...]: ...

    def usage(self) -> Usage: ...

    def check(self) -> tuple[Finding, ...]:
        """What `doctor` prints: reachable, token, scopes, fields, notes, keys. Never raises CrmError."""

    def link(self, ref: RecordRef) -> str:
        """The address of the record in the CRM's own pages."""


class Clock(Protocol):
    """Business time. Leases, HTTP time-outs and signatures use machine time instead."""

    def now(self) -> datetime:
        """Aware, UTC."""
