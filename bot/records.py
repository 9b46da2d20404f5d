"""What a CRM holds, as read and as written: neutral field names, canonical values (bot/values.py)."""

from datetime import datetime
from typing import Literal

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
class Written:
    """The write happened, or had happened already (`already`: the fields held our values before we wrote).

    `before` is what the write replaced. Of a field that needed no write it is what was expected where an earlier try of
    ours had written it, and the very value of `after` where somebody else had.
    """

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
