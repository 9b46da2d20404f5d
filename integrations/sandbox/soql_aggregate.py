"""COUNT() and the other aggregates, with or without GROUP BY."""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeAlias

from integrations.sandbox.salesforce_errors import malformed
from integrations.sandbox.salesforce_schema import SObject
from integrations.sandbox.salesforce_values import Row, Value, wire
from integrations.sandbox.soql_filter import Getter, Reader
from integrations.sandbox.soql_query import Aggregate, Path, Query

Record: TypeAlias = dict[str, object]
Column: TypeAlias = tuple[str, Callable[[list[Row]], Value]]


def aggregated(
    reader: Reader, sobject: SObject, query: Query
) -> Callable[[list[Row]], tuple[int, list[Record]]]:
    """How to turn the rows that were kept into (total size, aggregate records).

    Raises:
        ApiError: 400 MALFORMED_QUERY or INVALID_FIELD.
    """
    if any(isinstance(each, Aggregate) and each.path is None for each in query.select):
        if len(query.select) > 1 or query.group_by:
            raise malformed("COUNT() must be the only element in the SELECT list")
        return lambda rows: (len(rows[query.offset :][: query.limit]), [])
    if query.order_by and not {each.path for each in query.order_by} <= set(query.group_by):
        raise malformed("Ordered field must be grouped or aggregated")
    keys = [reader.path(sobject, path)[1] for path in query.group_by]
    columns = _columns(reader, sobject, query)

    def show_all(rows: list[Row]) -> tuple[int, list[Record]]:
        groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in rows:
            groups[tuple(str(key(row)) for key in keys)].append(row)
        if not keys and not groups:
            groups[()] = []
        ordered = sorted(groups.items(), key=lambda item: item[0], reverse=_descending(query))
        records = [_record(columns, members) for _, members in ordered][query.offset :][: query.limit]
        return len(records), records

    return show_all


def _descending(query: Query) -> bool:
    return bool(query.order_by) and query.order_by[0].descending


def _record(columns: list[Column], rows: list[Row]) -> Record:
    return {"attributes": {"type": "AggregateResult"}} | {name: wire(value(rows)) for name, value in columns}


def _columns(reader: Reader, sobject: SObject, query: Query) -> list[Column]:
    columns: list[Column] = []
    unnamed = 0
    grouped = {tuple(part.lower() for part in path) for path in query.group_by}
    for each in query.select:
        if isinstance(each, Aggregate) and each.path is not None:
            columns.append((each.alias or f"expr{unnamed}", _computed(reader, sobject, each, each.path)))
            unnamed += each.alias is None
        elif isinstance(each, tuple) and tuple(part.lower() for part in each) in grouped:
            field, getter = reader.path(sobject, each)
            columns.append((field.name, _first(getter)))
        else:
            name = ".".join(each) if isinstance(each, tuple) else "a nested query"
            raise malformed(f"Field must be grouped or aggregated: {name}")
    return columns


def _first(getter: Getter) -> Callable[[list[Row]], Value]:
    return lambda rows: getter(rows[0])


def _computed(
    reader: Reader, sobject: SObject, aggregate: Aggregate, path: Path
) -> Callable[[list[Row]], Value]:
    field, getter = reader.path(sobject, path)
    numeric = field.type in ("currency", "percent", "double", "int")
    if aggregate.function in ("SUM", "AVG") and not numeric:
        raise malformed(f"field {field.name} does not support aggregate operator {aggregate.function}")

    def compute(rows: list[Row]) -> Value:
        values = [value for row in rows if (value := getter(row)) is not None]
        numbers = [value for value in values if isinstance(value, int | float)]
        match aggregate.function:
            case "COUNT":
                return len(values)
            case "COUNT_DISTINCT":
                return len({str(value).lower() for value in values})
            case "SUM":
                return sum(numbers) if numbers else None
            case "AVG":
                return sum(numbers) / len(numbers) if numbers else None
        extreme = max if aggregate.function == "MAX" else min
        return extreme(values, key=_sortable, default=None)

    return compute


def _sortable(value: Value) -> tuple[float, str]:
    return (value, "") if isinstance(value, int | float) else (0, str(value).lower())
