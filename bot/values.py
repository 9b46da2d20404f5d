"""Small values everything else is made of, and the registry through which nouns are stored.

A field's value is text in canonical form, or None for "empty": a date is `2026-04-30`, a moment is ISO 8601 in
UTC, money and numbers are plain decimals without grouping (`48000`, `0.5`), a flag is `true` or `false`, a
stage, a choice, an owner or a contact is the CRM's id. Adapters translate on the way in and out, so that two
values are equal exactly when the CRM would call them equal (HubSpot answers numbers as text, Salesforce as
JSON numbers).
"""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Literal, TypeVar, cast, dataclass_transform
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass
from ulid import ULID

Value = str | None
FieldType = Literal[
    "text",
    "long_text",
    "money",
    "number",
    "date",
    "datetime",
    "stage",
    "choice",
    "owner",
    "contact",
    "flag",
    "fixed",  # shown on the card, and no person's to change there
]
RecordKind = Literal[
    "account",
    "contact",
    "lead",
    "deal",
    "task",
    "meeting",
    "note",
    "email",
    "address",  # a mail address or a domain: ours alone, no record of the CRM
]

N = TypeVar("N")
_registry: dict[str, tuple[type[Any], int]] = {}


@dataclass_transform(frozen_default=True)
def noun(kind: str, *, version: int = 1) -> Callable[[type[N]], type[N]]:
    """Make a class a frozen pydantic dataclass that can be stored as `{kind, v, body}` and loaded again.

    Args:
        kind: The name it is stored under; never reused for something else.
        version: Raised when the body changes shape.

    Raises:
        ValueError: The kind is taken.
    """

    def register(cls: type[N]) -> type[N]:
        if kind in _registry:
            raise ValueError(f"the noun {kind!r} is declared twice")
        made = cast("type[N]", dataclass(frozen=True)(cls))
        _registry[kind] = (made, version)
        made.noun_kind = kind  # type: ignore[attr-defined]  # read by dump()
        return made

    return register


@dataclass(frozen=True)
class Retired:
    """What a stored noun loads as when this version no longer knows its kind or shape; its card says so."""

    kind: str
    body: dict[str, Any]


def dump(value: object) -> dict[str, Any]:
    """Turn a noun into JSON-ready `{kind, v, body}`."""
    kind: str = value.noun_kind  # type: ignore[attr-defined]  # every registered noun has it
    cls, version = _registry[kind]
    return {"kind": kind, "v": version, "body": TypeAdapter(cls).dump_python(value, mode="json")}


def load(stored: dict[str, Any]) -> Any:  # noqa: ANN401  # the kind decides the type
    """Turn `{kind, v, body}` back into its noun, or into `Retired` when this version does not know it."""
    known = _registry.get(stored["kind"])
    if known is None or known[1] != stored["v"]:
        return Retired(stored["kind"], stored["body"])
    return TypeAdapter(known[0]).validate_python(stored["body"])


class UndoKind(StrEnum):
    """What taking it back means; shown before approval (product/rules.md 5.1)."""

    EXACT = "exact"
    COMPENSATING = "compensating"
    WINDOW = "window"
    NONE = "none"

    @property
    def promise(self) -> str:
        """The words on the card."""
        return {
            UndoKind.EXACT: "Undo any time",
            UndoKind.COMPENSATING: "Undo restores most of it",
            UndoKind.WINDOW: "Undo until it is sent",
            UndoKind.NONE: "Permanent",
        }[self]


class Risk(StrEnum):
    """How much harm a wrong execution can do (C-18)."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True)
class RecordRef:
    """A record in the CRM: what it is and the CRM's own id for it, or a placeholder `new:<name>` before it is made."""

    kind: RecordKind
    id: str

    @property
    def is_new(self) -> bool:
        """Whether an operation on the same card makes it; neither CRM has a colon in its ids."""
        return self.kind != "address" and self.id.startswith("new:")

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Change:
    """One field, before and after. `shown_*` is what a person reads where the value is an id or a code."""

    field: str
    label: str
    type: FieldType
    before: Value
    after: Value
    shown_before: str | None = None
    shown_after: str | None = None
    unit: str | None = None  # ISO 4217 for money

    def turned(self) -> "Change":
        """The same change the other way round."""
        return dataclasses.replace(
            self,
            before=self.after,
            after=self.before,
            shown_before=self.shown_after,
            shown_after=self.shown_before,
        )


@dataclass(frozen=True)
class Evidence:
    """A fact with its source, when it was true (aware, UTC), and how sure we are, 0 to 1 (G-01)."""

    id: str
    fact: str
    source: str
    at: datetime
    confidence: float
    record: RecordRef | None = None
    link: str | None = None


@dataclass(frozen=True)
class Person:
    """A colleague: one Slack user and, where they sell, one CRM owner, matched by e-mail."""

    id: str
    name: str
    email: str
    zone: str  # IANA
    slack_user: str | None = None
    crm_owner: str | None = None
    manager: str | None = None  # another Person's id
    admin: bool = False
    starts: time = time(9, 0)  # working hours, local
    ends: time = time(18, 0)

    def local(self, moment: datetime) -> datetime:
        """The same moment on this person's wall clock."""
        return moment.astimezone(ZoneInfo(self.zone))


def new_id(now: datetime) -> str:
    """A sortable unique id (ULID) of that moment."""
    return str(ULID.from_datetime(now))


def canonical_number(text: str) -> str:
    """Plain decimal text without grouping, exponent or trailing zeros: `48,000.50` gives `48000.5`.

    Raises:
        ValueError: It is not a number.
    """
    try:
        number = Decimal(text.replace(",", "").replace(" ", "").replace("\u00a0", ""))
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is not a number") from error
    if not number.is_finite():
        raise ValueError(f"{text!r} is not a number")
    plain = format(number.normalize(), "f")
    return "0" if plain == "-0" else plain


def end_of_next_business_day(now: datetime, person: Person) -> datetime:
    """When a card is due by default: the end of the owner's next weekday, aware, in their zone."""
    day = person.local(now).date() + timedelta(days=1)
    while day.weekday() > 4:  # noqa: PLR2004  # Saturday and Sunday
        day += timedelta(days=1)
    return datetime.combine(day, person.ends, tzinfo=ZoneInfo(person.zone))


def today(now: datetime, person: Person) -> date:
    """The date on this person's wall calendar."""
    return person.local(now).date()
