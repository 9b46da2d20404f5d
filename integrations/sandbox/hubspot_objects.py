"""/crm/v3/objects: list, create, read, change, archive, search and merge one record at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.routing import BaseRoute

from integrations.sandbox.hubspot_errors import Json, invalid_input, no_such_object
from integrations.sandbox.hubspot_kinds import CONTACTS, Kind, find_kind
from integrations.sandbox.hubspot_links import LinkType
from integrations.sandbox.hubspot_records import APP, Entry, Record
from integrations.sandbox.hubspot_search import Found, Index
from integrations.sandbox.hubspot_store import Store
from integrations.sandbox.hubspot_values import stamp
from integrations.sandbox.hubspot_wire import Answer, Call, Wire

MERGEABLE = {"contacts", "companies", "deals"}
MAX_PAGE, MAX_PAGE_WITH_HISTORY = 100, 50
HISTORY_KEPT, CONTACT_HISTORY_KEPT = 20, 45
_OBJECTS = "/crm/v3/objects/{kind}"
_WRITE = "crm.objects.{kind}.write"


class Objects:
    """The handlers for single records, and how a record looks on the wire."""

    def __init__(self, store: Store, index: Index, wire: Wire) -> None:
        self.store = store
        self.index = index
        self.wire = wire

    def routes(self) -> list[BaseRoute]:
        """Every route of this part."""
        wire = self.wire
        return [
            wire.route(f"{_OBJECTS}/search", "POST", self.search),
            wire.route(f"{_OBJECTS}/merge", "POST", self.merge, writes=True, scope=_WRITE),
            wire.route(_OBJECTS, "GET", self.page),
            wire.route(_OBJECTS, "POST", self.create, writes=True, scope=_WRITE),
            wire.route(f"{_OBJECTS}/{{id}}", "GET", self.get),
            wire.route(f"{_OBJECTS}/{{id}}", "PATCH", self.patch, writes=True, scope=_WRITE),
            wire.route(f"{_OBJECTS}/{{id}}", "DELETE", self.archive, writes=True, scope=_WRITE),
        ]

    def page(self, call: Call) -> Answer:
        """Records in the order of their ids, `after` the last id of the page before."""
        kind = call.kind()
        history = call.names("propertiesWithHistory")
        limit, most = call.number("limit", 10), MAX_PAGE_WITH_HISTORY if history else MAX_PAGE
        if not 0 < limit <= most:
            raise invalid_input(f"limit must be between 1 and {most}")
        after, archived = call.number("after", 0), call.flag("archived")
        rows = [
            one
            for one in sorted(self.store.records[kind.plural].values(), key=lambda one: int(one.id))
            if int(one.id) >= after and (one.archived_at is not None) == archived
        ]
        body: Json = {"results": [self._asked(one, call) for one in rows[:limit]]}
        if len(rows) > limit:
            body["paging"] = {"next": {"after": rows[limit].id, "link": f"?after={rows[limit].id}"}}
        return Answer(200, body)

    def get(self, call: Call) -> Answer:
        """One record; the id of a merged one answers with the survivor's."""
        kind = call.kind()
        record = self.store.need(
            kind, call.path["id"], by=call.query.get("idProperty"), archived=call.flag("archived")
        )
        return Answer(200, self._asked(record, call))

    def create(self, call: Call) -> Answer:
        """A new record with its associations, all or nothing."""
        record = self.make(call.kind(), call.body)
        return Answer(201, self.show(record, names=record.history))

    def make(self, kind: Kind, given: Mapping[str, Any]) -> Record:
        """Create one record from one input. Raises ApiError before anything is written."""
        joins = self._joins(kind, given.get("associations") or [])
        record = self.store.create(kind, properties_of(given), APP)
        for target, chosen in joins:
            self.store.join(record, target, chosen)
        return record

    def check(self, kind: Kind, given: Mapping[str, Any]) -> dict[str, str]:
        """What `make` would write. Raises what it would raise, and writes nothing."""
        self._joins(kind, given.get("associations") or [])
        return self.store.checked(kind, properties_of(given))

    def patch(self, call: Call) -> Answer:
        """Change some properties; the answer shows those, as they were kept."""
        record = self.store.need(call.kind(), call.path["id"], by=call.query.get("idProperty"))
        values = properties_of(call.body)
        self.store.update(record, values, APP)
        return Answer(200, self.show(record, names=values))

    def archive(self, call: Call) -> Answer:
        """To the recycling bin; a second time changes nothing."""
        record = self.store.find(call.kind(), call.path["id"])
        if record is None:
            raise no_such_object(call.path["id"])
        if record.archived_at is None:
            self.store.archive(record)
        return Answer(204)

    def merge(self, call: Call) -> Answer:
        """Two records become a third with a new id."""
        kind = call.kind()
        if kind.plural not in MERGEABLE:
            raise invalid_input(f"{kind.plural} cannot be merged")
        winner = self.store.need(kind, str(call.body.get("primaryObjectId")))
        loser = self.store.need(kind, str(call.body.get("objectIdToMerge")))
        if winner is loser:
            raise invalid_input("An object cannot be merged with itself")
        survivor = self.store.merge(winner, loser, APP)
        return Answer(200, self.show(survivor, names=survivor.history))

    def search(self, call: Call) -> Answer:
        """One page of what the index holds, values included: they lag as the rows do."""
        self.wire.refuse_search()
        kind = call.kind()
        found = self.index.search(kind, call.body)
        names = [*kind.defaults, *(call.body.get("properties") or ())]
        body: Json = {
            "total": found.total,
            "results": [self._indexed(one, names, found) for one in found.rows],
        }
        if found.after is not None:
            body["paging"] = {"next": {"after": found.after, "link": f"?after={found.after}"}}
        return Answer(200, body)

    def show(
        self,
        record: Record,
        *,
        names: Iterable[str] = (),
        history: Sequence[str] = (),
        associations: Sequence[str] = (),
    ) -> Json:
        """A record on the wire; unknown names are left out, known ones without a value are null."""
        kind = record.kind
        wanted = dict.fromkeys(
            (*kind.defaults, *names, *history, kind.created, kind.modified, "hs_object_id")
        )
        known = [name for name in wanted if self.store.schema.find(kind, name)]
        body = self._frame(record, {name: record.value(name) for name in known}, record.modified())
        if history:
            kept = CONTACT_HISTORY_KEPT if kind is CONTACTS else HISTORY_KEPT
            body["propertiesWithHistory"] = {
                name: [_entry(one) for one in reversed(record.history.get(name, [])[-kept:])]
                for name in history
                if self.store.schema.find(kind, name)
            }
        links = {name: found for name in associations if (found := self._associated(record, name))}
        if links:
            body["associations"] = links
        return body

    def _asked(self, record: Record, call: Call) -> Json:
        return self.show(
            record,
            names=call.names("properties"),
            history=call.names("propertiesWithHistory"),
            associations=call.names("associations"),
        )

    def _indexed(self, record: Record, names: Iterable[str], found: Found) -> Json:
        kind = record.kind
        wanted = dict.fromkeys((*names, kind.created, kind.modified, "hs_object_id"))
        values = {
            name: record.value_at(name, found.as_of) for name in wanted if self.store.schema.find(kind, name)
        }
        return self._frame(record, values, values[kind.modified] or stamp(record.created))

    @staticmethod
    def _frame(record: Record, values: Mapping[str, str | None], modified: str) -> Json:
        body: Json = {
            "id": record.id,
            "properties": dict(values),
            "createdAt": stamp(record.created),
            "updatedAt": modified,
            "archived": record.archived_at is not None,
        }
        if record.archived_at is not None:
            body["archivedAt"] = stamp(record.archived_at)
        return body

    def _associated(self, record: Record, name: str) -> Json | None:
        target = find_kind(name)
        if target is None:
            raise invalid_input(f"Unable to infer object type from: {name}")
        results = []
        for other in self.store.links.others(record.end, target.plural):
            for one in self.store.links.between(record.end, other):
                word = f"{record.kind.singular}_to_{target.singular}"
                results.append({"id": other[1], "type": f"{word}_unlabeled" if one.label else word})
        return {"results": results} if results else None

    def _joins(self, kind: Kind, given: Sequence[Json]) -> list[tuple[Record, LinkType]]:
        joins = []
        for one in given:
            target_id = str((one.get("to") or {}).get("id", ""))
            if not one.get("types"):
                raise invalid_input("Invalid input JSON: an association needs its types")
            for chosen in one["types"]:
                category, number = (
                    str(chosen.get("associationCategory")),
                    chosen.get("associationTypeId"),
                )
                plural = self.store.links.target_of(kind, category, number)
                target = find_kind(plural) if plural else None
                if target is None:
                    raise invalid_input(
                        f"association type {category} {number} does not start at {kind.type_id}"
                    )
                record = self.store.find(target, target_id)
                if record is None or record.archived_at is not None:
                    raise invalid_input(
                        f"One or more associations are invalid: {target.singular} {target_id}"
                    )
                joins.append((record, self.store.links.chosen(kind, target, category, number)))
        return joins


def properties_of(given: Mapping[str, Any]) -> Json:
    """The `properties` of one input. Raises ApiError 400 where they are not an object."""
    values = given.get("properties")
    if not isinstance(values, dict):
        raise invalid_input("Invalid input JSON: properties must be an object")
    return values


def _entry(one: Entry) -> Json:
    body: Json = {"value": one.value, "timestamp": stamp(one.at), "sourceType": one.author.source_type}
    if one.author.source_id is not None:
        body["sourceId"] = one.author.source_id
    if one.author.user_id is not None:
        body["updatedByUserId"] = one.author.user_id
    return body
