"""HubSpot's CRM search: filters, sorts, paging, and an index that lags behind the records.

Rules from developers.hubspot.com, "Search the CRM": groups are joined by OR, filters within one by AND;
10,000 rows per query; 200 a page; IN and NOT_IN on strings compare with lower-cased values. A record without
the property answers only NOT_HAS_PROPERTY.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatchcase

from integrations.sandbox.hubspot_errors import Json, invalid_input
from integrations.sandbox.hubspot_kinds import Kind, find_kind
from integrations.sandbox.hubspot_records import Record
from integrations.sandbox.hubspot_store import Store
from integrations.sandbox.hubspot_values import as_text, moment

MAX_GROUPS, MAX_FILTERS, MAX_ALL_FILTERS = 5, 10, 25
MAX_PAGE, MAX_ROWS = 200, 10_000
DEFAULT_PAGE = 10
_TOKEN = re.compile(r"[^\W_]+")

Comparable = float | str


@dataclass(frozen=True)
class Found:
    """One page of rows, how many rows there are in all, and the offset of the next page."""

    rows: list[Record]
    total: int
    after: str | None
    as_of: datetime


@dataclass(frozen=True)
class Filter:
    """One condition, its values already text."""

    name: str
    operator: str
    value: str = ""
    high: str = ""
    values: tuple[str, ...] = ()


class Index:
    """What search sees: every record as it stood `lag` ago by the world's clock, archived ones never."""

    def __init__(self, store: Store, lag: timedelta) -> None:
        self.store = store
        self.lag = lag

    def search(self, kind: Kind, request: Json) -> Found:
        """One page. Raises ApiError 400 for a request over HubSpot's limits or with an unknown operator."""
        limit, offset = _page(request)
        groups = [_filters(group) for group in _list(request, "filterGroups")]
        if len(groups) > MAX_GROUPS or sum(map(len, groups)) > MAX_ALL_FILTERS:
            raise invalid_input("There was a problem with the request: too many filter groups or filters.")
        as_of = self.store.clock.now() - self.lag
        query = as_text(request.get("query")) or ""
        hits = [
            one
            for one in self.store.live(kind)
            if one.created <= as_of and self._matches(one, groups, query, as_of)
        ]
        hits.sort(key=lambda one: int(one.id))
        for name, descending in reversed(list(_sorts(request))):
            hits.sort(key=lambda one: self._order(one, name, as_of), reverse=descending)
        rows = hits[offset : offset + limit]
        more = offset + limit < len(hits)
        return Found(rows, len(hits), str(offset + limit) if more else None, as_of)

    def _matches(self, record: Record, groups: list[list[Filter]], query: str, as_of: datetime) -> bool:
        if query and not self._answers(record, query, as_of):
            return False
        return not groups or any(all(self._holds(record, one, as_of) for one in group) for group in groups)

    def _answers(self, record: Record, query: str, as_of: datetime) -> bool:
        texts = (record.value_at(name, as_of) or "" for name in record.kind.searchable)
        words = _tokens(" ".join(texts))
        return all(any(word.startswith(wanted) for word in words) for wanted in _tokens(query))

    def _holds(self, record: Record, one: Filter, as_of: datetime) -> bool:
        prefix, _, target = one.name.partition(".")
        if prefix == "associations":
            kind = find_kind(target)
            others = self.store.links.others(record.end, kind.plural) if kind else []
            return _OPERATORS[one.operator](" ".join(identity for _plural, identity in others), one, "ids")
        definition = self.store.schema.find(record.kind, one.name)
        value = record.value_at(one.name, as_of) if definition else None
        return _OPERATORS[one.operator](value or "", one, definition.type if definition else "string")

    def _order(self, record: Record, name: str, as_of: datetime) -> tuple[bool, Comparable]:
        definition = self.store.schema.find(record.kind, name)
        value = record.value_at(name, as_of)
        if value is None:
            return False, ""
        return True, _comparable(value, definition.type if definition else "string")


def _page(request: Json) -> tuple[int, int]:
    limit = request.get("limit", DEFAULT_PAGE)
    after = str(request.get("after") or "0")
    if not isinstance(limit, int) or not 0 <= limit <= MAX_PAGE:
        raise invalid_input(f"limit must be between 0 and {MAX_PAGE}")
    if not after.isdigit():
        raise invalid_input(f"Invalid value for after: {after}")
    if int(after) + limit > MAX_ROWS:
        raise invalid_input(f"The paging offset must not reach past {MAX_ROWS} results.")
    return limit or DEFAULT_PAGE, int(after)


def _list(request: Json, name: str) -> list[Json]:
    given = request.get(name) or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise invalid_input(f"Invalid input JSON: {name} must be a list of objects")
    return given


def _filters(group: Json) -> list[Filter]:
    filters = [_filter(one) for one in _list(group, "filters")]
    if len(filters) > MAX_FILTERS:
        raise invalid_input(f"A filter group may hold at most {MAX_FILTERS} filters.")
    return filters


def _filter(given: Json) -> Filter:
    name, operator = str(given.get("propertyName", "")), str(given.get("operator", ""))
    if operator not in _OPERATORS or not name:
        raise invalid_input(f"Invalid input JSON: operator {operator!r} on property {name!r}")
    parsed = Filter(
        name,
        operator,
        as_text(given.get("value")) or "",
        as_text(given.get("highValue")) or "",
        tuple(as_text(one) or "" for one in given.get("values") or ()),
    )
    needs_list = operator in {"IN", "NOT_IN"}
    needs_value = operator not in {"HAS_PROPERTY", "NOT_HAS_PROPERTY"} and not needs_list
    if (needs_list and not parsed.values) or (needs_value and not parsed.value):
        raise invalid_input(f"operator {operator} requires a value for property {name}")
    if operator == "BETWEEN" and not parsed.high:
        raise invalid_input(f"operator BETWEEN requires highValue for property {name}")
    return parsed


def _sorts(request: Json) -> Iterator[tuple[str, bool]]:
    """(property, descending) from an object or a bare name. HubSpot takes one sort."""
    given = request.get("sorts") or []
    if len(given) > 1:
        raise invalid_input("Only one sort is supported")
    for one in given:
        if isinstance(one, str):
            yield one.lstrip("-"), one.startswith("-")
        elif isinstance(one, dict) and one.get("propertyName"):
            direction = str(one.get("direction", "ASCENDING")).upper()
            yield str(one["propertyName"]), direction in {"DESCENDING", "DESC"}
        else:
            raise invalid_input("Invalid input JSON: sorts")


def _comparable(text: str, kind: str) -> Comparable:
    """What a value is ordered by. Raises ApiError 400 for a filter value that is not of the property's type."""
    try:
        if kind in {"datetime", "date"}:
            return moment(text).timestamp()
        return float(text) if kind == "number" else text.lower()
    except (ValueError, OverflowError) as error:
        raise invalid_input(f"{text} was not a valid {kind}") from error


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _contains(value: str, one: Filter, _kind: str) -> bool:
    wanted = one.value.lower()
    if "*" in wanted:
        return any(fnmatchcase(part, wanted) for part in (value.lower(), *value.lower().split()))
    words = _tokens(value)
    return all(token in words for token in _tokens(wanted))


def _among(value: str, values: Sequence[str], kind: str) -> bool:
    if kind == "ids":
        return any(one in value.split() for one in values)
    if kind == "string":
        return value.lower() in values
    return any(_comparable(value, kind) == _comparable(one, kind) for one in values)


def _equal(value: str, wanted: str, kind: str) -> bool:
    return wanted in value.split() if kind == "ids" else _comparable(value, kind) == _comparable(wanted, kind)


def _ordered(value: str, wanted: str, kind: str) -> int:
    """-1, 0 or 1: how the value stands to the wanted one."""
    ours, theirs = _comparable(value, kind), _comparable(wanted, kind)
    if isinstance(ours, str) or isinstance(theirs, str):
        return (str(ours) > str(theirs)) - (str(ours) < str(theirs))
    return (ours > theirs) - (ours < theirs)


_OPERATORS: dict[str, Callable[[str, Filter, str], bool]] = {
    "EQ": lambda value, one, kind: bool(value) and _equal(value, one.value, kind),
    "NEQ": lambda value, one, kind: bool(value) and not _equal(value, one.value, kind),
    "LT": lambda value, one, kind: bool(value) and _ordered(value, one.value, kind) < 0,
    "LTE": lambda value, one, kind: bool(value) and _ordered(value, one.value, kind) <= 0,
    "GT": lambda value, one, kind: bool(value) and _ordered(value, one.value, kind) > 0,
    "GTE": lambda value, one, kind: bool(value) and _ordered(value, one.value, kind) >= 0,
    "BETWEEN": lambda value, one, kind: (
        bool(value) and _ordered(value, one.value, kind) >= 0 and _ordered(value, one.high, kind) <= 0
    ),
    "IN": lambda value, one, kind: bool(value) and _among(value, one.values, kind),
    "NOT_IN": lambda value, one, kind: bool(value) and not _among(value, one.values, kind),
    "HAS_PROPERTY": lambda value, _one, _kind: bool(value),
    "NOT_HAS_PROPERTY": lambda value, _one, _kind: not value,
    "CONTAINS_TOKEN": lambda value, one, kind: bool(value) and _contains(value, one, kind),
    "NOT_CONTAINS_TOKEN": lambda value, one, kind: bool(value) and not _contains(value, one, kind),
}
