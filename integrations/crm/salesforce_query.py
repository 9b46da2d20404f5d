"""Our typed questions in SOQL. Names come from our own map only; every value goes through format_soql."""

from collections.abc import Sequence
from datetime import date

from simple_salesforce.format import format_soql

from bot.errors import Invalid
from bot.records import Where
from bot.values import RecordKind, canonical_number
from integrations.crm.compare import parse_moment
from integrations.crm.cursor import Place
from integrations.crm.salesforce_fields import Mapped, checked_id, kind_of

_ROLES = "(SELECT ContactId, Contact.Name, IsPrimary FROM OpportunityContactRoles)"
_SYSTEM = ("SystemModstamp", "LastModifiedDate", "LastModifiedById", "LastModifiedBy.Name")
_SIGNS = {"is": "=", "is_not": "!=", "before": "<", "after": ">"}


def select(
    kind: RecordKind, fields: Sequence[Mapped], *, roles: bool = True, also: Sequence[str] = ()
) -> str:
    """`SELECT … FROM …` of those fields with what a person reads for their ids."""
    names = ["Id", *_SYSTEM, *also]
    for each in fields:
        names += [each.source, *([each.shown] if each.shown else [])]
    if kind == "deal" and roles:
        names.append(_ROLES)
    return f"SELECT {', '.join(dict.fromkeys(names))} FROM {kind_of(kind).sobject}"  # noqa: S608  # names of our map


def by_id(record_id: str) -> str:
    """`WHERE Id = …`."""
    return format_soql(" WHERE Id = {}", checked_id(record_id))


def among(ids: Sequence[str]) -> str:
    """`WHERE Id IN …`."""
    return format_soql(" WHERE Id IN {}", [checked_id(each) for each in ids])


def condition(kind: RecordKind, where: Where) -> str:
    """One condition. Raises Invalid for a field or value that cannot be asked about."""
    if kind == "deal" and where.field == "primary_contact":
        return _primary(where)
    field = kind_of(kind).field(where.field)
    if field is None:
        raise Invalid(f"A {kind} has no field {where.field!r} in Salesforce.", field=where.field)
    if field.name == "status":
        closed = (where.values == ("done",)) == (where.op != "is_not")
        return f"IsClosed = {'true' if closed else 'false'}"
    if where.op == "empty":
        return f"{field.source} = null"
    if where.op == "filled":
        return f"{field.source} != null"
    if field.name == "domain":
        return " OR ".join(format_soql("Website LIKE '%{:like}%'", value) for value in where.values)
    literals = [_literal(field, value) for value in where.values]
    if where.op == "in":
        return f"{field.source} IN ({', '.join(literals)})"
    return f"{field.source} {_SIGNS[where.op]} {literals[0]}"


def ordering(kind: RecordKind, order: str | None) -> str:
    """`ORDER BY …` for `field` or `-field`; without one by id, so that answers are stable."""
    if order is None:
        return " ORDER BY Id"
    field = kind_of(kind).field(order.removeprefix("-"))
    if field is None:
        raise Invalid(f"A {kind} cannot be ordered by {order!r}.", field=order)
    return f" ORDER BY {field.source} {'DESC' if order.startswith('-') else 'ASC'} NULLS LAST, Id"


def changed_from(place: Place, limit: int) -> str:
    """Rows from a place on, oldest change first."""
    at = place.at.replace(microsecond=0)
    if place.id is None:
        since = format_soql("SystemModstamp >= {}", at)
    else:
        since = format_soql(
            "((SystemModstamp = {} AND Id > {}) OR SystemModstamp > {})", at, checked_id(place.id), at
        )
    return f" WHERE {since} ORDER BY SystemModstamp, Id LIMIT {int(limit)}"


COLUMN: dict[tuple[RecordKind, RecordKind], str] = {
    # Which column of the second names the first.
    ("deal", "task"): "WhatId",
    ("deal", "meeting"): "WhatId",
    ("account", "contact"): "AccountId",
    ("account", "deal"): "AccountId",
    ("account", "task"): "AccountId",
    ("account", "meeting"): "AccountId",
    ("contact", "task"): "WhoId",
    ("contact", "meeting"): "WhoId",
}
ROLE: dict[RecordKind, str] = {
    "deal": "OpportunityId",
    "contact": "ContactId",
}  # of an OpportunityContactRole


def related(own: RecordKind, kind: RecordKind, ids: Sequence[str]) -> str:
    """The condition for records of `kind` that hang on one of those. Raises Invalid where none can."""
    if column := COLUMN.get((own, kind)):
        return str(format_soql(f"{column} IN {{}}", [checked_id(each) for each in ids]))
    return f"Id IN (SELECT {_role(own, kind)[1]} {roles(own, kind, ids)})"


def roles(own: RecordKind, kind: RecordKind, ids: Sequence[str]) -> str:
    """`FROM … WHERE …` of the roles that join those records with any of `kind`."""
    condition = format_soql(f"{_role(own, kind)[0]} IN {{}}", [checked_id(each) for each in ids])
    return f"FROM OpportunityContactRole WHERE {condition}"


def _role(own: RecordKind, kind: RecordKind) -> tuple[str, str]:
    if {own, kind} != set(ROLE):
        raise Invalid(f"Salesforce does not attach a {kind} to a {own}.")
    return ROLE[own], ROLE[kind]


def _primary(where: Where) -> str:
    roles = "SELECT OpportunityId FROM OpportunityContactRole WHERE IsPrimary = true"
    match where.op:
        case "empty":
            return f"Id NOT IN ({roles})"
        case "filled":
            return f"Id IN ({roles})"
        case "is" | "in":
            ids = [checked_id(value) for value in where.values]
            return format_soql("Id IN ({:literal} AND ContactId IN {})", roles, ids)
        case _:
            raise Invalid("A primary contact can be asked for, not compared.", field=where.field)


def _literal(field: Mapped, text: str) -> str:
    try:
        match field.type:
            case "money" | "number":
                return canonical_number(text)
            case "date":
                return str(format_soql("{}", date.fromisoformat(text)))
            case "datetime":
                return str(format_soql("{}", parse_moment(text)))
            case "flag":
                return str(format_soql("{}", text == "true"))
            case _:
                return str(format_soql("{}", checked_id(text) if field.reference else text))
    except ValueError as error:
        raise Invalid(f"{text!r} cannot be compared with {field.name}.", field=field.name) from error
