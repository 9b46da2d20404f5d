"""/crm/v3/objects/{kind}/batch: up to 100 inputs, and a 207 that says which of them failed."""

from collections.abc import Iterable
from typing import Any

from starlette.routing import BaseRoute

from integrations.sandbox.hubspot_errors import ApiError, Json, invalid_input
from integrations.sandbox.hubspot_kinds import Kind
from integrations.sandbox.hubspot_objects import Objects, properties_of
from integrations.sandbox.hubspot_records import APP, Record
from integrations.sandbox.hubspot_values import stamp
from integrations.sandbox.hubspot_wire import Answer, Call

MAX_INPUTS, MAX_INPUTS_WITH_HISTORY = 100, 50
_BATCH = "/crm/v3/objects/{kind}/batch"
_WRITE = "crm.objects.{kind}.write"


class Batches:
    """The handlers for many records at once."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.store = objects.store

    def routes(self) -> list[BaseRoute]:
        """Every route of this part."""
        route = self.objects.wire.route
        return [
            route(f"{_BATCH}/read", "POST", self.read),
            route(f"{_BATCH}/create", "POST", self.create, writes=True, scope=_WRITE),
            route(f"{_BATCH}/update", "POST", self.update, writes=True, scope=_WRITE),
            route(f"{_BATCH}/upsert", "POST", self.upsert, writes=True, scope=_WRITE),
            route(f"{_BATCH}/archive", "POST", self.archive, writes=True, scope=_WRITE),
        ]

    def read(self, call: Call) -> Answer:
        """The records that are there; the ids that are not stand in `errors` of a 207."""
        kind = call.kind()
        history = call.body.get("propertiesWithHistory") or []
        by, archived = call.body.get("idProperty"), call.flag("archived")
        found, missing = [], []
        for one in _inputs(call, MAX_INPUTS_WITH_HISTORY if history else MAX_INPUTS):
            identity = str(one.get("id", ""))
            record = self.store.find_by(kind, by, identity) if by else self.store.find(kind, identity)
            if record is None or (record.archived_at is not None) != archived:
                missing.append(identity)
            elif record not in found:
                found.append(record)
        names = call.body.get("properties") or []
        results = [self.objects.show(one, names=names, history=history) for one in found]
        return self._page(results, [_absent(kind, missing)] if missing else [])

    def create(self, call: Call) -> Answer:
        """All or nothing, unless every input has an objectWriteTraceId of its own."""
        kind, inputs = call.kind(), _inputs(call)
        traces = [str(one.get("objectWriteTraceId") or "") for one in inputs]
        if not all(traces) or len(set(traces)) < len(traces):
            self._rehearse(kind, inputs)
            made = [self.objects.make(kind, one) for one in inputs]
            return self._page([self._whole(one) for one in made], [], 201)
        results, errors = [], []
        for one, trace in zip(inputs, traces, strict=True):
            try:
                record = self.objects.make(kind, one)
            except ApiError as refused:
                errors.append(refused.as_batch_item({"objectWriteTraceId": [trace]}))
            else:
                results.append({**self._whole(record), "objectWriteTraceId": trace})
        return self._page(results, errors, 201)

    def update(self, call: Call) -> Answer:
        """Change the records that are there; values that are not valid refuse the whole batch first."""
        kind, inputs = call.kind(), _inputs(call)
        for one in inputs:
            self.store.schema.accept(kind, properties_of(one))
        results, missing = [], []
        for one in inputs:
            identity, by = str(one.get("id", "")), one.get("idProperty")
            record = self.store.find_by(kind, by, identity) if by else self.store.find(kind, identity)
            if record is None or record.archived_at is not None:
                missing.append(identity)
                continue
            self.store.update(record, properties_of(one), APP)
            results.append(self.objects.show(record, names=properties_of(one)))
        return self._page(results, [_absent(kind, missing)] if missing else [])

    def upsert(self, call: Call) -> Answer:
        """Create or change by a unique property; `new` says which. Invalid values refuse it all first."""
        kind, inputs = call.kind(), _inputs(call)
        planned: list[tuple[Record | None, Json]] = []
        for one in inputs:
            by, identity = str(one.get("idProperty") or ""), str(one.get("id", ""))
            if not by or by == "hs_object_id" or not identity:
                raise invalid_input("idProperty must name a unique property, and id its value")
            record = self.store.find_by(kind, by, identity)
            values = properties_of(one)
            self.store.schema.accept(kind, values)
            planned.append((record, values if record else {**values, by: identity}))
        results = []
        for record, values in planned:
            if record is not None:
                self.store.update(record, values, APP)
            kept = record or self.store.create(kind, values, APP)
            results.append({**self.objects.show(kept, names=values), "new": record is None})
        return self._page(results, [])

    def archive(self, call: Call) -> Answer:
        """To the recycling bin; ids that are not there are passed over."""
        kind = call.kind()
        for one in _inputs(call):
            record = self.store.find(kind, str(one.get("id", "")))
            if record is not None and record.archived_at is None:
                self.store.archive(record)
        return Answer(204)

    def _rehearse(self, kind: Kind, inputs: Iterable[Json]) -> None:
        """Raise what a create would raise for any input, also for two that ask for one unique value."""
        seen: set[tuple[str, str]] = set()
        for one in inputs:
            accepted = self.objects.check(kind, one)
            unique = {
                (name, value)
                for name, value in accepted.items()
                if value and (found := self.store.schema.find(kind, name)) and found.unique
            }
            if unique & seen:
                raise ApiError(409, "Batch input contains duplicate values of a unique property", "CONFLICT")
            seen |= unique

    def _whole(self, record: Record) -> Json:
        return self.objects.show(record, names=record.history)

    def _page(self, results: list[Json], errors: list[Json], status: int = 200) -> Answer:
        at = stamp(self.store.clock.now())
        body: dict[str, Any] = {"status": "COMPLETE", "results": results, "startedAt": at, "completedAt": at}
        if not errors:
            return Answer(status, body)
        return Answer(207, {**body, "numErrors": len(errors), "errors": errors})


def _inputs(call: Call, most: int = MAX_INPUTS) -> list[Json]:
    inputs = call.body.get("inputs")
    if not isinstance(inputs, list) or not inputs or not all(isinstance(one, dict) for one in inputs):
        raise invalid_input("Invalid input JSON: inputs must be a list of objects that is not empty")
    if len(inputs) > most:
        raise invalid_input(f"The number of inputs must not exceed {most}")
    return inputs


def _absent(kind: Kind, missing: list[str]) -> Json:
    message = (
        f"Could not get some {kind.singular.upper()} objects, they may be deleted or not exist. "
        "Check that ids are valid."
    )
    return ApiError(404, message, "OBJECT_NOT_FOUND").as_batch_item({"ids": missing})
