"""/crm/v4: associations between records, one by one and in batches, and the labels of each pair of types."""

from collections.abc import Callable, Sequence
from typing import Any

from starlette.routing import BaseRoute

from integrations.sandbox.hubspot_errors import ApiError, Json, invalid_input
from integrations.sandbox.hubspot_kinds import Kind
from integrations.sandbox.hubspot_links import LinkType
from integrations.sandbox.hubspot_records import Record
from integrations.sandbox.hubspot_store import Store
from integrations.sandbox.hubspot_values import stamp
from integrations.sandbox.hubspot_wire import Answer, Call, Wire

MAX_PAGE, MAX_PAIRS, MAX_READ = 500, 2_000, 1_000
_ONE = "/crm/v4/objects/{kind}/{id}/associations"
_MANY = "/crm/v4/associations/{kind}/{to}"
_WRITE = "crm.objects.{kind}.write"


class Associations:
    """The handlers; in each path `kind` is the type the association starts from and `to` the one it leads to."""

    def __init__(self, store: Store, wire: Wire) -> None:
        self.store = store
        self.wire = wire

    def routes(self) -> list[BaseRoute]:
        """Every route of this part."""
        route = self.wire.route

        def write(path: str, method: str, handler: Callable[[Call], Answer]) -> BaseRoute:
            return route(path, method, handler, writes=True, scope=_WRITE)

        return [
            write(f"{_ONE}/default/{{to}}/{{to_id}}", "PUT", self.join_plainly),
            route(f"{_ONE}/{{to}}", "GET", self.of),
            write(f"{_ONE}/{{to}}/{{to_id}}", "PUT", self.join),
            write(f"{_ONE}/{{to}}/{{to_id}}", "DELETE", self.part),
            route(f"{_MANY}/labels", "GET", self.labels),
            route(f"{_MANY}/batch/read", "POST", self.read_many),
            write(f"{_MANY}/batch/create", "POST", self.join_many),
            write(f"{_MANY}/batch/associate/default", "POST", self.join_many_plainly),
            write(f"{_MANY}/batch/archive", "POST", self.part_many),
            write(f"{_MANY}/batch/labels/archive", "POST", self.take_labels_off),
        ]

    def of(self, call: Call) -> Answer:
        """The records of one type that a record is associated with, each with its types."""
        record = self.store.need(call.kind(), call.path["id"])
        target = call.kind("to")
        after, limit = call.number("after", 0), call.number("limit", MAX_PAGE)
        if not 0 < limit <= MAX_PAGE:
            raise invalid_input(f"limit must be between 1 and {MAX_PAGE}")
        rows = self._rows(record, target)
        body: Json = {"results": rows[after : after + limit]}
        if after + limit < len(rows):
            body["paging"] = {"next": {"after": str(after + limit), "link": f"?after={after + limit}"}}
        return Answer(200, body)

    def join(self, call: Call) -> Answer:
        """Associate with given types, beside those that already hold."""
        source, target = self._ends(call)
        if not (chosen := self._chosen(call, call.body.get("inputs"))):
            raise invalid_input("At least one association type is required")
        for one in chosen:
            self.store.join(source, target, one)
        return Answer(201, self._labels_between(source, target))

    def join_plainly(self, call: Call) -> Answer:
        """Associate without a label."""
        source, target = self._ends(call)
        return Answer(200, self._batch([self._plain(source, target)]))

    def part(self, call: Call) -> Answer:
        """Remove every association between two records."""
        source, target = self._ends(call)
        self.store.part(source, target)
        return Answer(204)

    def labels(self, call: Call) -> Answer:
        """The association types from one object type to another."""
        types = self.store.links.types(call.kind(), call.kind("to"))
        return Answer(200, {"results": [one.as_json() for one in types]})

    def read_many(self, call: Call) -> Answer:
        """Associations of up to 1,000 records; a record without any stands in the errors of a 207."""
        kind, target = call.kind(), call.kind("to")
        results, missing = [], []
        for one in _inputs(call, MAX_READ):
            identity = str(one.get("id", ""))
            record = self.store.find(kind, identity)
            rows = self._rows(record, target) if record is not None and record.archived_at is None else []
            if rows:
                results.append({"from": {"id": identity}, "to": rows})
            else:
                missing.append(identity)
        errors = [_unassociated(kind, identity, target) for identity in missing]
        return Answer(207 if errors else 200, self._batch(results, errors))

    def join_many(self, call: Call) -> Answer:
        """Associate many pairs with given types, all or nothing."""
        plan = [(*self._pair(call, one), self._chosen(call, one.get("types"))) for one in _inputs(call)]
        for source, target, chosen in plan:
            for one in chosen:
                self.store.join(source, target, one)
        return Answer(201, self._batch([self._labels_between(source, target) for source, target, _ in plan]))

    def join_many_plainly(self, call: Call) -> Answer:
        """Associate many pairs without a label, all or nothing."""
        pairs = [self._pair(call, one) for one in _inputs(call)]
        return Answer(200, self._batch([self._plain(source, target) for source, target in pairs]))

    def part_many(self, call: Call) -> Answer:
        """Remove every association from each record to each of its `to`."""
        for one in _inputs(call):
            source = self.store.need(call.kind(), _id(one, "from"))
            for other in one.get("to") or ():
                self.store.part(source, self.store.need(call.kind("to"), str(other.get("id"))))
        return Answer(204)

    def take_labels_off(self, call: Call) -> Answer:
        """Remove labels and leave the association without them."""
        for one in _inputs(call):
            source, target = self._pair(call, one)
            for label in self._chosen(call, one.get("types")):
                if label.label is None:
                    raise invalid_input("The unlabelled association type cannot be removed by itself")
                self.store.take_label_off(source, target, label)
        return Answer(204)

    def _ends(self, call: Call) -> tuple[Record, Record]:
        source = self.store.need(call.kind(), call.path["id"])
        return source, self.store.need(call.kind("to"), call.path["to_id"])

    def _pair(self, call: Call, given: Json) -> tuple[Record, Record]:
        source = self.store.need(call.kind(), _id(given, "from"))
        return source, self.store.need(call.kind("to"), _id(given, "to"))

    def _chosen(self, call: Call, given: object) -> list[LinkType]:
        specs: Sequence[Any] = given if isinstance(given, list) else ()
        return [
            self.store.links.chosen(
                call.kind(),
                call.kind("to"),
                str(one.get("associationCategory")),
                one.get("associationTypeId"),
            )
            for one in specs
        ]

    def _rows(self, record: Record, target: Kind) -> list[Json]:
        links = self.store.links
        return [
            {
                "toObjectId": other[1],
                "associationTypes": [one.as_json() for one in links.between(record.end, other)],
            }
            for other in links.others(record.end, target.plural)
        ]

    def _plain(self, source: Record, target: Record) -> Json:
        chosen = self.store.links.unlabelled(source.kind, target.kind)
        self.store.join(source, target, chosen)
        return {
            "from": {"id": source.id},
            "to": {"id": target.id},
            "associationSpec": {"associationCategory": chosen.category, "associationTypeId": chosen.number},
        }

    def _labels_between(self, source: Record, target: Record) -> Json:
        held = self.store.links.between(source.end, target.end)
        return {
            "fromObjectTypeId": source.kind.type_id,
            "fromObjectId": source.id,
            "toObjectTypeId": target.kind.type_id,
            "toObjectId": target.id,
            "labels": [one.label for one in held if one.label is not None],
        }

    def _batch(self, results: list[Json], errors: Sequence[Json] = ()) -> Json:
        at = stamp(self.store.clock.now())
        body: Json = {"status": "COMPLETE", "results": results, "startedAt": at, "completedAt": at}
        return {**body, "numErrors": len(errors), "errors": list(errors)} if errors else body


def _inputs(call: Call, most: int = MAX_PAIRS) -> list[Json]:
    inputs = call.body.get("inputs")
    if not isinstance(inputs, list) or not inputs or not all(isinstance(one, dict) for one in inputs):
        raise invalid_input("Invalid input JSON: inputs must be a list of objects that is not empty")
    if len(inputs) > most:
        raise invalid_input(f"The number of inputs must not exceed {most}")
    return inputs


def _unassociated(kind: Kind, identity: str, target: Kind) -> Json:
    message = f"No {target.singular} is associated with {kind.singular} {identity}."
    context = {
        "fromObjectId": [identity],
        "fromObjectType": [kind.singular],
        "toObjectType": [target.singular],
    }
    item = ApiError(404, message, "OBJECT_NOT_FOUND").as_batch_item(context)
    return {**item, "subCategory": "crm.associations.NO_ASSOCIATIONS_FOUND"}


def _id(given: Json, name: str) -> str:
    end = given.get(name) or given.get(f"_{name}") or {}
    return str(end.get("id", "")) if isinstance(end, dict) else ""
