"""Paths and conditions of a query, checked against the schema and turned into functions over rows."""

import operator
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from integrations.sandbox.salesforce_errors import ApiError, malformed
from integrations.sandbox.salesforce_ids import long_id
from integrations.sandbox.salesforce_schema import NAME_FIELDS, Field, SObject
from integrations.sandbox.salesforce_store import Actor, Store
from integrations.sandbox.salesforce_values import Row, Value, parse_datetime
from integrations.sandbox.soql_dates import days_of
from integrations.sandbox.soql_query import Among, Compare, Condition, Group, Literal, Not, Path, Query

Getter: TypeAlias = Callable[[Row], Value]
Test: TypeAlias = Callable[[Row], bool]
Subquery: TypeAlias = Callable[[Query], "set[Value]"]

_NUMBERS = ("currency", "percent", "double", "int")
_LITERAL_KINDS = {"boolean": "boolean", "date": "date", "datetime": "datetime"} | dict.fromkeys(
    _NUMBERS, "number"
)
_SIGNS: dict[str, Callable[..., bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "'": "'", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)


class Reader:
    """Reads paths and conditions for one user of the org."""

    def __init__(self, store: Store, actor: Actor, subquery: Subquery) -> None:
        self._store = store
        self._actor = actor
        self._subquery = subquery

    def path(self, sobject: SObject, path: Path) -> tuple[Field, Getter]:
        """The field a dotted path ends at, and how to get its value from a row of `sobject`.

        Raises:
            ApiError: 400 INVALID_FIELD.
        """
        first, rest = path[0], path[1:]
        if not rest:
            field = self.field(sobject, first)
            name = field.name
            return field, lambda row: row.get(name)
        reference = self.parent(sobject, first)
        key = reference.name
        if len(reference.references) > 1:
            return self._through_name(reference, rest)
        target = self._store.schema.objects[reference.references[0]]
        field, getter = self.path(target, rest)

        def follow(row: Row) -> Value:
            parent = self._store.peek(target.name, str(row.get(key)))
            return getter(parent) if parent else None

        return field, follow

    def _through_name(self, reference: Field, rest: Path) -> tuple[Field, Getter]:
        name = next((each for each in NAME_FIELDS if each.lower() == rest[0].lower()), None)
        if name is None or len(rest) > 1:
            raise ApiError(400, "INVALID_FIELD", f"No such column '{'.'.join(rest)}' on entity 'Name'.")
        kind = {"Id": "id", "IsActive": "boolean"}.get(name, "string")

        def follow(row: Row) -> Value:
            found = self._store.owner_object(str(row.get(reference.name)))
            if found is None:
                return None
            parent = self._store.peek(found.name, str(row[reference.name])) or {}
            return found.name if name == "Type" else parent.get("Subject" if name not in parent else name)

        return Field(name, name, kind), follow

    def field(self, sobject: SObject, name: str) -> Field:
        """The field of that name the user may see.

        Raises:
            ApiError: 400 INVALID_FIELD.
        """
        found = sobject.field(name, self._actor.hidden)
        if found is None:
            raise ApiError(
                400,
                "INVALID_FIELD",
                f"No such column '{name}' on entity '{sobject.name}'. If you are attempting to use a custom "
                "field, be sure to append the '__c' after the custom field name.",
            )
        return found

    def parent(self, sobject: SObject, relationship: str) -> Field:
        """The reference field behind a relationship name.

        Raises:
            ApiError: 400 INVALID_FIELD.
        """
        found = sobject.parent(relationship, self._actor.hidden)
        if found is None:
            raise ApiError(
                400, "INVALID_FIELD", f"Didn't understand relationship '{relationship}' in field path."
            )
        return found

    def condition(self, sobject: SObject, condition: Condition) -> Test:
        """A test over rows of `sobject`; everything in it is checked before the first row is seen.

        Raises:
            ApiError: 400 INVALID_FIELD, INVALID_QUERY_FILTER_OPERATOR or MALFORMED_QUERY.
        """
        match condition:
            case Compare():
                return self._compare(sobject, condition)
            case Among():
                return self._among(sobject, condition)
            case Not():
                inner = self.condition(sobject, condition.inner)
                return lambda row: not inner(row)
            case Group():
                tests = [self.condition(sobject, part) for part in condition.parts]
                together = all if condition.sign == "AND" else any
                return lambda row: together(test(row) for test in tests)

    def _filtered(self, sobject: SObject, path: Path) -> tuple[Field, Getter]:
        field, getter = self.path(sobject, path)
        if not field.filterable:
            raise ApiError(400, "INVALID_FIELD", f"field '{field.name}' can not be filtered in a query call")
        return field, getter

    def _compare(self, sobject: SObject, condition: Compare) -> Test:
        field, getter = self._filtered(sobject, condition.path)
        if condition.sign == "LIKE":
            return _like(field, getter, condition.literal)
        if condition.literal.kind == "null" or field.type == "boolean":
            if condition.sign not in ("=", "!="):
                raise ApiError(400, "INVALID_QUERY_FILTER_OPERATOR", "invalid operator")
            wanted = self._value(field, condition.literal)
            return lambda row: (getter(row) == wanted) == (condition.sign == "=")
        if condition.literal.kind == "period":
            return self._within(field, getter, condition)
        wanted = self._value(field, condition.literal)
        if condition.sign == "!=":
            return lambda row: _normal(field, getter(row)) != wanted
        holds = _SIGNS[condition.sign]

        def test(row: Row) -> bool:
            value = _normal(field, getter(row))
            return value is not None and holds(value, wanted)

        return test

    def _within(self, field: Field, getter: Getter, condition: Compare) -> Test:
        start, end = self._period(field, condition.literal)

        def test(row: Row) -> bool:
            value = getter(row)
            if value is None:
                return condition.sign == "!="
            before, after = bool(operator.lt(value, start)), bool(operator.ge(value, end))
            return {
                "=": not before and not after,
                "!=": before or after,
                "<": before,
                "<=": not after,
                ">": after,
                ">=": not before,
            }[condition.sign]

        return test

    def _period(self, field: Field, literal: Literal) -> tuple[date, date]:
        zone = ZoneInfo(self._actor.zone)
        today = self._store.clock.now().astimezone(zone).date()
        start, end = days_of(literal.text, literal.count, today)
        if field.type == "date":
            return start, end
        if field.type != "datetime":
            raise _wrong_type(field)
        first, last = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (start, end))
        return first, last

    def _among(self, sobject: SObject, condition: Among) -> Test:
        field, getter = self._filtered(sobject, condition.path)
        if isinstance(condition.options, Query):
            if field.type not in ("id", "reference"):
                raise malformed(f"The left operand field in the where expression must be an ID: {field.name}")
            wanted = self._subquery(condition.options)
        else:
            if any(literal.kind == "period" for literal in condition.options):
                raise malformed("a date literal cannot stand in a list")
            wanted = {self._value(field, literal) for literal in condition.options}
        return lambda row: (_normal(field, getter(row)) in wanted) != condition.negated

    def _value(self, field: Field, literal: Literal) -> Value:
        expected = _LITERAL_KINDS.get(field.type, "string")
        if literal.kind == "null":
            return None
        if literal.kind != expected:
            raise _wrong_type(field)
        match expected:
            case "number":
                return float(literal.text)
            case "boolean":
                return literal.text == "TRUE"
            case "date" | "datetime":
                return _moment(expected, literal.text)
        text = plain_text(literal.text)
        if field.type in ("id", "reference"):
            found = long_id(text)
            if found is None:
                raise ApiError(400, "INVALID_QUERY_FILTER_OPERATOR", f"invalid ID field: {text}")
            return found
        return text.lower()


def _moment(kind: str, text: str) -> date:
    try:
        return date.fromisoformat(text) if kind == "date" else parse_datetime(text)
    except ValueError as error:
        raise malformed(f"unexpected token: '{text}'") from error


def _normal(field: Field, value: Value) -> Value:
    """Text compares without regard to case, ids with it."""
    return value.lower() if isinstance(value, str) and field.type not in ("id", "reference") else value


def _like(field: Field, getter: Getter, literal: Literal) -> Test:
    if _LITERAL_KINDS.get(field.type, "string") != "string" or field.type in ("id", "reference"):
        raise ApiError(400, "INVALID_QUERY_FILTER_OPERATOR", "invalid operator")
    parts = re.split(r"(\\u[0-9a-fA-F]{4}|\\.|[%_])", literal.text, flags=re.DOTALL)
    wild = {"%": ".*", "_": "."}
    pattern = re.compile(
        "".join(wild.get(part) or re.escape(plain_text(part)) for part in parts), re.IGNORECASE | re.DOTALL
    )
    return lambda row: pattern.fullmatch(str(getter(row) or "")) is not None


def plain_text(body: str) -> str:
    """A string literal's body with its escapes resolved.

    Raises:
        ApiError: 400 MALFORMED_QUERY for an escape SOQL does not know.
    """

    def resolve(found: re.Match[str]) -> str:
        code = found[1]
        if len(code) > 1:
            return chr(int(code[1:], 16))
        if code in "%_":
            return code
        if code not in _ESCAPES:
            raise malformed(f"Illegal string sequence: '\\{code}'")
        return _ESCAPES[code]

    return _ESCAPE.sub(resolve, body)


def _wrong_type(field: Field) -> ApiError:
    kind = {"currency": "double", "percent": "double"}.get(field.type, field.type)
    quotes = "should not" if field.type in _LITERAL_KINDS else "should"
    return ApiError(
        400,
        "INVALID_FIELD",
        f"value of filter criterion for field '{field.name}' must be of type {kind} and {quotes} be enclosed "
        "in quotes",
    )
