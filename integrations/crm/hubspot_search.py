"""Our typed questions as HubSpot search requests (developers.hubspot.com, "Search the CRM").

What search cannot express exactly is asked a little wider and sorted out by `Question.rest` on the records.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.errors import Invalid
from bot.records import Where
from bot.values import RecordKind, Value
from integrations.crm.compare import canonical
from integrations.crm.cursor import Place
from integrations.crm.hubspot_fields import Linked, Mapped, checked_id, kind_of

PAGE = 200
MOST = 10_000  # rows of one query
_GROUPS = 5
_SINGULAR = {"companies": "company", "contacts": "contact", "deals": "deal"}

Filter = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """Filter groups (joined by OR, each AND within) and the conditions left to check on the records."""

    groups: tuple[tuple[Filter, ...], ...]
    rest: tuple[Where, ...]


def question(kind: RecordKind, where: Sequence[Where]) -> Question:
    """The conditions as filter groups. Raises Invalid for unknown fields, bad values, too many alternatives."""
    groups: list[tuple[Filter, ...]] = [()]
    rest = []
    for each in where:
        alternatives, exact = _alternatives(kind, each)
        groups = [(*group, *alternative) for group in groups for alternative in alternatives]
        if not exact:
            rest.append(each)
    if len(groups) > _GROUPS:
        raise Invalid("HubSpot cannot be asked so many alternatives at once.")
    return Question(tuple(groups), tuple(rest))


def request(
    asked: Question, properties: Sequence[str], sort: tuple[str, str], limit: int, after: str | None
) -> dict[str, Any]:
    """The body of one search call."""
    body: dict[str, Any] = {
        "filterGroups": [{"filters": list(group)} for group in asked.groups if group],
        "properties": list(properties),
        "sorts": [{"propertyName": sort[0], "direction": sort[1]}],
        "limit": limit,
    }
    return body | ({"after": after} if after else {})


def sorting(kind: RecordKind, order: str | None) -> tuple[str, str]:
    """Property and direction for `field` or `-field`; without one by id."""
    if order is None:
        return "hs_object_id", "ASCENDING"
    field = kind_of(kind).field(order.removeprefix("-"))
    if field is None:
        raise Invalid(f"A {kind} cannot be ordered by {order!r}.", field=order)
    return field.api, "DESCENDING" if order.startswith("-") else "ASCENDING"


def changed_from(kind: RecordKind, place: Place) -> tuple[Question, tuple[str, str]]:
    """Rows from a place on. A page full of one stamp is walked by id instead (airbyte issues 17148, 43317)."""
    modified, at = kind_of(kind).modified, _epoch(place.at)
    if place.id is None:
        return Question(((_one(modified, "GTE", at),),), ()), (modified, "ASCENDING")
    group = (_one(modified, "EQ", at), _one("hs_object_id", "GT", checked_id(place.id)))
    return Question((group,), ()), ("hs_object_id", "ASCENDING")


def _alternatives(kind: RecordKind, where: Where) -> tuple[list[tuple[Filter, ...]], bool]:
    ours = kind_of(kind)
    if link := ours.link(where.field):
        return _linked(link, where)
    field = ours.field(where.field)
    if field is None:
        if kind == "contact" and where.field == "name":
            return [()], False
        raise Invalid(f"A {kind} has no field {where.field!r} in HubSpot.", field=where.field)
    if field.name == "status":
        done = (where.values == ("done",)) == (where.op != "is_not")
        return ([(_one(field.api, "EQ", "COMPLETED"),)] if done else _not(field.api, "COMPLETED")), True
    if where.op == "empty":
        return [(_one(field.api, "NOT_HAS_PROPERTY"),)], True
    if where.op == "filled":
        return [(_one(field.api, "HAS_PROPERTY"),)], True
    values = [_value(field, each) for each in where.values]
    if field.type == "date":
        return [_around(field.api, where.op, values)], False
    return _compared(field, where.op, values), True


def _compared(field: Mapped, op: str, values: list[str]) -> list[tuple[Filter, ...]]:
    api = field.api
    if field.type == "flag":
        wanted = (values[0] == "true") == (op != "is_not")
        return [(_one(api, "EQ", "true"),)] if wanted else _not(api, "true")  # empty counts as false
    match op:
        case "is":
            return [(_one(api, "EQ", values[0]),)]
        case "is_not":
            return _not(api, values[0])
        case "in":
            # IN on text wants lower case (HubSpot's documentation of the operator).
            listed = [each.lower() for each in values] if field.type in {"text", "long_text"} else values
            return [({"propertyName": api, "operator": "IN", "values": listed},)]
        case _:
            return [(_one(api, "LT" if op == "before" else "GT", values[0]),)]


def _linked(link: Linked, where: Where) -> tuple[list[tuple[Filter, ...]], bool]:
    if where.op not in {"is", "in"}:
        return [()], False
    name = f"associations.{_SINGULAR[link.target]}"
    ids = [checked_id(each) for each in where.values]
    one = (
        _one(name, "EQ", ids[0]) if len(ids) == 1 else {"propertyName": name, "operator": "IN", "values": ids}
    )
    return [(one,)], False


def _around(api: str, op: str, values: list[str]) -> tuple[Filter, ...]:
    """A day lies within the moments from the day before to the day after, whatever zone wrote it."""
    days = [datetime.combine(date.fromisoformat(each), datetime.min.time(), tzinfo=UTC) for each in values]
    low, high = _epoch(min(days) - timedelta(days=1)), _epoch(max(days) + timedelta(days=2))
    match op:
        case "before":
            return (_one(api, "LT", high),)
        case "after":
            return (_one(api, "GT", low),)
        case "is_not":
            return ()
        case _:
            return ({"propertyName": api, "operator": "BETWEEN", "value": low, "highValue": high},)


def _value(field: Mapped, text: str) -> str:
    try:
        value: Value = canonical(field.type, text)
    except ValueError as error:
        raise Invalid(f"{text!r} cannot be compared with {field.name}.", field=field.name) from error
    if value is None:
        raise Invalid(f"Ask for an empty {field.name} by `empty`.", field=field.name)
    return _epoch(datetime.fromisoformat(value)) if field.type == "datetime" else value


def _not(api: str, value: str) -> list[tuple[Filter, ...]]:
    """A record without the property answers no comparison, so that "is not" needs two groups."""
    return [(_one(api, "NEQ", value),), (_one(api, "NOT_HAS_PROPERTY"),)]


def _one(api: str, operator: str, value: str | None = None) -> Filter:
    return {"propertyName": api, "operator": operator} | ({"value": value} if value is not None else {})


def _epoch(moment: datetime) -> str:
    return str(round(moment.timestamp() * 1000))
