"""What both adapters ask of values: the canonical form, whether a write may go ahead, whether a condition holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.errors import Forbidden, Invalid
from bot.records import FieldSchema, Owner, Record, Schema, Where
from bot.values import FieldType, RecordKind, RecordRef, Value, canonical_number

REQUIRED: Mapping[RecordKind, tuple[str, ...]] = {
    "deal": ("name", "stage", "close_date"),
    "contact": ("last_name",),
    "account": ("name",),
    "task": ("subject",),
    "meeting": ("subject", "starts"),
}
_LINKS = ("account", "contact", "deal", "primary_contact")


def moment_text(moment: datetime) -> str:
    """An aware moment in canonical form: UTC, `Z`, milliseconds only where there are some."""
    spec = "milliseconds" if moment.microsecond else "seconds"
    return moment.astimezone(UTC).isoformat(timespec=spec).removesuffix("+00:00") + "Z"


def parse_moment(text: str) -> datetime:
    """An aware UTC moment from ISO 8601; without a zone it is UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def canonical(kind: FieldType, value: Value) -> Value:
    """The one form of a value (bot/values.py); empty text is None.

    Raises:
        ValueError: The text is no value of that type.
    """
    text = (value or "").replace("\r\n", "\n").strip()
    if not text:
        return None
    match kind:
        case "money" | "number":
            return canonical_number(text)
        case "date":
            return date.fromisoformat(text).isoformat()
        case "datetime":
            return moment_text(parse_moment(text))
        case "flag":
            if text.lower() not in {"true", "false"}:
                raise ValueError(f"{text!r} is neither true nor false")
            return text.lower()
        case _:
            return text


def same(kind: FieldType, one: Value, other: Value) -> bool:
    """Whether the CRM would call the two equal."""
    try:
        return canonical(kind, one) == canonical(kind, other)
    except ValueError:
        return one == other


def type_of(schema: Schema, name: str) -> FieldType:
    """The type of a field; text where the account hides it."""
    found = schema.field(name)
    return found.type if found else "text"


@dataclass(frozen=True)
class Weighed:
    """What a conditional write comes to: the values still to write, and the fields that no longer hold."""

    to_write: dict[str, Value]
    clashes: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Every field holds its target already."""
        return not self.to_write and not self.clashes


def weigh(
    schema: Schema, expect: Mapping[str, Value], values: Mapping[str, Value], current: Mapping[str, Value]
) -> Weighed:
    """Compare what the card showed with what the record holds now (requirement N1).

    A field that holds its target needs no write and is no clash, whoever put it there.
    """

    def holds(name: str, wanted: Value) -> bool:
        return same(type_of(schema, name), current.get(name), wanted)

    left = {name: value for name, value in values.items() if not holds(name, value)}
    clashes = tuple(
        name
        for name, shown in expect.items()
        if not holds(name, shown) and (name not in values or name in left)
    )
    return Weighed(left, clashes)


def preflight(
    schema: Schema, values: Mapping[str, Value], owners: Sequence[Owner] | None = None
) -> dict[str, Value]:
    """The values in canonical form, when this account would take them by what its schema says.

    Args:
        schema: The fields this account shows.
        values: Neutral field names and values.
        owners: Checked when an owner is set; None skips that.

    Raises:
        Forbidden: A field is hidden from us or cannot be written.
        Invalid: A value is of the wrong type, not among the choices, or too long.
    """
    return {name: _checked(schema, name, value, owners) for name, value in values.items()}


def complete(kind: RecordKind, values: Mapping[str, Value], links: Sequence[RecordRef]) -> None:
    """Whether a new record has what one of our CRMs needs, so that a card means the same on each.

    Raises:
        Invalid: A required value is missing, a link is given as a value, or a deal has several first contacts.
    """
    for name in REQUIRED.get(kind, ()):
        if not (values.get(name) or "").strip():
            raise Invalid(f"A new {kind} needs a {name.replace('_', ' ')}.", field=name)
    for name in _LINKS:
        if name in values:
            raise Invalid(f"What a new {kind} hangs on is given as a link, not as its {name}.", field=name)
    if kind == "deal" and sum(each.kind == "contact" for each in links) > 1:
        raise Invalid(
            "A new deal takes one contact, who becomes its primary contact.", field="primary_contact"
        )


def _checked(schema: Schema, name: str, value: Value, owners: Sequence[Owner] | None) -> Value:
    field = schema.field(name)
    if field is None:
        raise Forbidden(f"The CRM does not show us the field {name!r} of a {schema.kind}.", what=name)
    if not field.writable:
        raise Forbidden(f"We may not change {field.label}.", what=name)
    try:
        text = canonical(field.type, value)
    except ValueError as error:
        raise Invalid(f"{field.label}: {error}.", field=name) from error
    if text is None:
        return None
    _check_choice(field, text)
    if field.max_length is not None and len(text) > field.max_length:
        raise Invalid(
            f"{field.label} takes at most {field.max_length} characters; this is {len(text)}.", field=name
        )
    if field.type == "owner" and owners is not None and not any(o.id == text and o.active for o in owners):
        raise Invalid(f"{field.label}: that person is not an active user of the CRM.", field=name)
    return text


def _check_choice(field: FieldSchema, text: str) -> None:
    allowed = [option.value for option in field.options]
    if allowed and text not in allowed:
        raise Invalid(
            f"{field.label} does not take {text!r}.",
            field=field.name,
            allowed=[option.label for option in field.options],
        )


def satisfies(record: Record, schema: Schema, where: Where) -> bool:
    """Whether a record meets a condition; for those conditions that a CRM cannot be asked."""
    kind, value = type_of(schema, where.field), record.get(where.field)
    match where.op:
        case "empty":
            return value is None
        case "filled":
            return value is not None
        case "is" | "in":
            return any(same(kind, value, each) for each in where.values)
        case "is_not":
            return not any(same(kind, value, each) for each in where.values)
        case "before":
            return value is not None and _rank(kind, value) < _rank(kind, where.values[0])
        case "after":
            return value is not None and _rank(kind, value) > _rank(kind, where.values[0])


def _rank(kind: FieldType, value: str) -> tuple[float, str]:
    return (float(value), "") if kind in {"money", "number"} else (0.0, value)
