"""A query carried out: which rows, in which order, shown how."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from integrations.sandbox.salesforce_errors import ApiError, malformed
from integrations.sandbox.salesforce_schema import Field, SObject
from integrations.sandbox.salesforce_store import Actor, Store
from integrations.sandbox.salesforce_values import Row, Value, wire
from integrations.sandbox.soql_aggregate import aggregated
from integrations.sandbox.soql_filter import Getter, Reader
from integrations.sandbox.soql_query import (
    Aggregate,
    AllFields,
    Among,
    Compare,
    Condition,
    Group,
    Order,
    Path,
    Query,
)

Record: TypeAlias = dict[str, object]
_LARGEST_OFFSET = 2000
_MOST_WITH_ALL_FIELDS = 200
_LINK_FILTERS = ("contentdocumentid", "linkedentityid")


@dataclass
class Result:
    total: int
    records: list[Record]


@dataclass
class _Shape:
    """What one record shows: its own fields, parents by relationship name, children by relationship name."""

    sobject: SObject | None  # None behind a reference to several objects
    fields: dict[str, Getter] = field(default_factory=dict)
    parents: "dict[str, tuple[str, _Shape]]" = field(default_factory=dict)
    children: "dict[str, Callable[[Row], Result]]" = field(default_factory=dict)


class Evaluation:
    """Runs queries for one user; `version` ("v60.0") goes into the record urls."""

    def __init__(self, store: Store, actor: Actor, version: str, *, deleted: bool = False) -> None:
        self._store = store
        self._actor = actor
        self._version = version
        self._deleted = deleted
        self._reader = Reader(store, actor, self._ids)

    def run(self, query: Query) -> Result:
        """All records of the query, unpaged.

        Raises:
            ApiError: 400 with the code for what is wrong in it.
        """
        sobject = self._store.schema.queried(query.source)
        if sobject.name == "ContentDocumentLink" and not _names_a_record(query.where):
            raise malformed(
                "Implementation restriction: ContentDocumentLink requires a filter by a single Id on "
                "ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the "
                "IN operator."
            )
        return self._plan(query, sobject)(self._store.rows(sobject.name, deleted=self._deleted))

    def _plan(self, query: Query, sobject: SObject) -> Callable[[list[Row]], Result]:
        if query.offset > _LARGEST_OFFSET:
            raise ApiError(400, "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000")
        keep = self._reader.condition(sobject, query.where) if query.where else None
        orders = [(each, *self._reader.path(sobject, each.path)) for each in query.order_by]
        if query.group_by or any(isinstance(each, Aggregate) for each in query.select):
            show_all = aggregated(self._reader, sobject, query)
            return lambda rows: Result(*show_all([row for row in rows if keep is None or keep(row)]))
        shape = self._shape(query, sobject)

        def carry_out(rows: list[Row]) -> Result:
            kept = [row for row in rows if keep is None or keep(row)]
            for order, ordered_by, getter in reversed(orders):
                kept = _sorted(kept, order, ordered_by, getter)
            kept = kept[query.offset :][: query.limit]
            return Result(len(kept), [self._shown(shape, row) for row in kept])

        return carry_out

    def _ids(self, query: Query) -> set[Value]:
        """What a semi-join selects: one id field of one object."""
        sobject = self._store.schema.queried(query.source)
        path = query.select[0]
        if sobject.name == "ContentDocumentLink":
            raise malformed("Entity 'ContentDocumentLink' is not supported for semi join inner selects")
        if len(query.select) != 1 or not isinstance(path, tuple) or query.order_by or query.limit is not None:
            raise malformed("The inner select of a semi join selects one field, without order or limit")
        found, getter = self._reader.path(sobject, path)
        if found.type not in ("id", "reference"):
            raise malformed(
                f"The inner select field '{found.name}' cannot have more than one type: not an ID"
            )
        keep = self._reader.condition(sobject, query.where) if query.where else None
        return {getter(row) for row in self._store.rows(sobject.name) if keep is None or keep(row)} - {None}

    def _shape(self, query: Query, sobject: SObject) -> _Shape:
        shape = _Shape(sobject)
        for each in query.select:
            if isinstance(each, Query):
                self._add_children(shape, each, sobject)
            elif isinstance(each, AllFields):
                self._add_all(shape, each, query, sobject)
            elif isinstance(each, tuple):
                self._add_path(shape, each, sobject)
        return shape

    def _add_all(self, shape: _Shape, fields: AllFields, query: Query, sobject: SObject) -> None:
        if fields.kind != "STANDARD" and (query.limit is None or query.limit > _MOST_WITH_ALL_FIELDS):
            raise malformed("The SOQL FIELDS function must have a LIMIT of at most 200")
        for each in sobject.visible(self._actor.hidden):
            if fields.kind == "ALL" or each.custom == (fields.kind == "CUSTOM"):
                self._add_path(shape, (each.name,), sobject)

    def _add_path(self, shape: _Shape, path: Path, sobject: SObject) -> None:
        if len(path) == 1:
            found, getter = self._reader.path(sobject, path)
            if found.name in shape.fields:
                raise malformed(f"duplicate field selected: {found.name}")
            shape.fields[found.name] = self._address(sobject, found) if found.type == "base64" else getter
            return
        reference = self._reader.parent(sobject, path[0])
        target = (
            self._store.schema.objects[reference.references[0]] if len(reference.references) == 1 else None
        )
        name = str(reference.relationship)
        _, inner = shape.parents.setdefault(name, (reference.name, _Shape(target)))
        if target is not None:
            self._add_path(inner, path[1:], target)
        else:
            found, getter = self._reader.path(sobject, path)
            inner.fields[found.name] = getter

    def _address(self, sobject: SObject, binary: Field) -> Getter:
        where = f"/services/data/{self._version}/sobjects/{sobject.name}"
        return lambda row: f"{where}/{row['Id']}/{binary.name}"

    def _add_children(self, shape: _Shape, query: Query, sobject: SObject) -> None:
        name = next((each for each in sobject.children if each.lower() == query.source.lower()), None)
        if name is None:
            raise ApiError(
                400,
                "INVALID_TYPE",
                f"Didn't understand relationship '{query.source}' in FROM part of query call.",
            )
        child_name, key = sobject.children[name]
        child = self._store.schema.objects[child_name]
        carry_out = self._plan(query, child)
        by_parent: dict[Value, list[Row]] = defaultdict(list)
        for row in self._store.rows(child_name, deleted=self._deleted):
            by_parent[row[key]].append(row)
        shape.children[name] = lambda row: carry_out(by_parent.get(row["Id"], []))

    def _shown(self, shape: _Shape, row: Row, root: Row | None = None) -> Record:
        record: Record = {"attributes": self.attributes(shape.sobject, row)}
        for name, getter in shape.fields.items():
            record[name] = wire(getter(row if root is None else root))
        for name, (key, inner) in shape.parents.items():
            record[name] = self._parent(inner, str(row.get(key) or ""), row)
        for name, children in shape.children.items():
            found = children(row)
            records: Record = {"totalSize": found.total, "done": True, "records": found.records}
            record[name] = records if found.total else None
        return record

    def _parent(self, shape: _Shape, record_id: str, row: Row) -> Record | None:
        sobject = shape.sobject or self._store.owner_object(record_id)
        parent = self._store.peek(sobject.name, record_id) if sobject else None
        if parent is None:
            return None
        if shape.sobject is None and sobject is not None:
            shown = self._shown(shape, parent, root=row)
            shown["attributes"] = {"type": "Name", "url": self.attributes(sobject, parent)["url"]}
            return shown
        return self._shown(shape, parent)

    def attributes(self, sobject: SObject | None, row: Row) -> dict[str, str]:
        """The `attributes` of a record: its type and url."""
        name = sobject.name if sobject else "Name"
        return {"type": name, "url": f"/services/data/{self._version}/sobjects/{name}/{row['Id']}"}


def _sorted(rows: list[Row], order: Order, ordered_by: Field, getter: Getter) -> list[Row]:
    """Stable; nulls come first unless the query says last, whichever the direction."""
    ids = ordered_by.type in ("id", "reference")

    def key(row: Row) -> tuple[float, str]:
        value = getter(row)
        if isinstance(value, str) and value in ordered_by.picklist:
            return ordered_by.picklist.index(value), value  # a picklist sorts in its own order
        if isinstance(value, int | float):
            return value, ""
        text = str(wire(value))  # dates and datetimes sort as their text does
        return 0, text if ids else text.lower()

    empty = [row for row in rows if getter(row) is None]
    filled = [row for row in rows if getter(row) is not None]
    filled.sort(key=key, reverse=order.descending)
    return filled + empty if order.nulls_last else empty + filled


def _names_a_record(condition: Condition | None) -> bool:
    match condition:
        case Compare():
            return condition.sign == "=" and condition.path[0].lower() in _LINK_FILTERS
        case Among():
            return not condition.negated and condition.path[0].lower() in _LINK_FILTERS
        case Group(sign="AND"):
            return any(_names_a_record(part) for part in condition.parts)
        case Group(sign="OR"):
            return all(_names_a_record(part) for part in condition.parts)
    return False
