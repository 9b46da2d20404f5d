"""All records of the local HubSpot: the rules of a write, associations in step, aliases of merged ids."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from integrations.sandbox.hubspot_errors import ApiError, Rejection, invalid_values, no_such_object
from integrations.sandbox.hubspot_kinds import CONTACTS, DEALS, KINDS, Kind
from integrations.sandbox.hubspot_links import End, Links, LinkType, carries_activity
from integrations.sandbox.hubspot_properties import PIPELINE, STAGE_IDS
from integrations.sandbox.hubspot_records import CALCULATED, Author, Record
from integrations.sandbox.hubspot_schema import Schema
from integrations.sandbox.hubspot_values import stamp
from integrations.sandbox.world import STAGES, WorldClock


class Store:
    """All records. Not locked: its owner holds the server's lock."""

    def __init__(self, clock: WorldClock, schema: Schema, links: Links) -> None:
        self.clock = clock
        self.schema = schema
        self.links = links
        self.records: dict[str, dict[str, Record]] = {kind.plural: {} for kind in KINDS}
        self.aliases: dict[End, str] = {}
        self._next = {kind.plural: kind.first_id for kind in KINDS}

    def find(self, kind: Kind, object_id: str) -> Record | None:
        """The record with this id, archived or not; a merged id leads to the survivor."""
        while (kind.plural, object_id) in self.aliases:
            object_id = self.aliases[kind.plural, object_id]
        return self.records[kind.plural].get(object_id)

    def find_by(self, kind: Kind, name: str, value: str) -> Record | None:
        """The live record whose unique property has this value. Raises ApiError 400 for another property."""
        definition = self.schema.find(kind, name)
        if name == "hs_object_id":
            return self.find(kind, value)
        if definition is None or not definition.unique:
            raise ApiError(400, f"Property {name} is not a unique identifier property", "VALIDATION_ERROR")
        wanted = value.lower() if name == "email" else value
        return next((one for one in self.live(kind) if one.value(name) == wanted), None)

    def need(self, kind: Kind, object_id: str, *, by: str | None = None, archived: bool = False) -> Record:
        """The record asked for. Raises ApiError 404 where there is none of that archived state."""
        found = self.find_by(kind, by, object_id) if by else self.find(kind, object_id)
        if found is None or (found.archived_at is not None) != archived:
            raise no_such_object(object_id)
        return found

    def live(self, kind: Kind) -> Iterable[Record]:
        """The records of a type that are not archived, by id."""
        return (one for one in self.records[kind.plural].values() if one.archived_at is None)

    def create(self, kind: Kind, values: Mapping[str, Any], author: Author) -> Record:
        """A new record. Raises ApiError 400 for values, 409 for a contact whose address exists."""
        accepted = self.checked(kind, values)
        if kind is DEALS:
            accepted.setdefault("pipeline", PIPELINE)
        return self.insert(kind, accepted, author, self.clock.write())

    def checked(self, kind: Kind, values: Mapping[str, Any]) -> dict[str, str]:
        """The values a new record would keep. Raises ApiError as `create` does, and writes nothing."""
        accepted = self.schema.accept(kind, values)
        self._check_required(kind, accepted)
        self._check_unique(kind, accepted, None)
        return accepted

    def insert(self, kind: Kind, values: Mapping[str, str], author: Author, at: datetime) -> Record:
        """Put a record with checked values; the seed uses it too, which does not move the clock."""
        record = Record(kind, self._new_id(kind), at)
        self.records[kind.plural][record.id] = record
        record.put("hs_object_id", record.id, at, CALCULATED)
        record.put(kind.created, stamp(at), at, CALCULATED)
        for name, value in values.items():
            record.put(name, value, at, author)
        self._calculate(record, at)
        return record

    def update(
        self, record: Record, values: Mapping[str, Any], author: Author, *, by_person: bool = False
    ) -> None:
        """Change a record. Raises ApiError 400 for values, 409 for a contact's address that another has."""
        accepted = self.schema.accept(record.kind, values, by_person=by_person)
        self._check_unique(record.kind, accepted, record)
        at = self.clock.write()
        changed = [record.put(name, value, at, author) for name, value in accepted.items()]
        if any(changed):
            self._calculate(record, at)

    def archive(self, record: Record) -> None:
        """Move a record to the recycling bin; its associations go with it."""
        at = record.archived_at = self.clock.write()
        others = self.links.all_of(record.end)
        self.links.forget(record.end)
        for other in others:
            self.recount(other, at)

    def join(self, source: Record, target: Record, chosen: LinkType) -> None:
        """Associate two records now; an activity moves the other record's last activity date."""
        at = self.clock.write()
        self.links.join(source.end, target.end, chosen)
        self.recount(source.end, at)
        self.recount(target.end, at)
        for activity, other in ((source, target), (target, source)):
            if activity.kind.activity and carries_activity(other.kind):
                self._note_activity(activity, other, at)

    def part(self, source: Record, target: Record) -> None:
        """Remove every association between two records now."""
        at = self.clock.write()
        self.links.part(source.end, target.end)
        self.recount(source.end, at)
        self.recount(target.end, at)

    def take_label_off(self, source: Record, target: Record, label: LinkType) -> None:
        """Remove one label of an association now. No property changes with it, so no record is modified."""
        self.clock.write()
        self.links.take_off(source.end, target.end, label)

    def recount(self, end: End, at: datetime) -> None:
        """Bring a deal's number of contacts up to date; a change of it modifies the deal."""
        record = self.records[end[0]].get(end[1])
        if record is None or record.kind is not DEALS:
            return
        count = str(len(self.links.others(end, CONTACTS.plural)))
        if record.put("num_associated_contacts", count, at, CALCULATED):
            record.put(DEALS.modified, stamp(at), at, CALCULATED)

    def merge(self, winner: Record, loser: Record, author: Author) -> Record:
        """One new record from two: the winner's values, its gaps filled; both old ids lead to it."""
        at = self.clock.write()
        survivor = Record(winner.kind, self._new_id(winner.kind), min(winner.created, loser.created))
        for old in (loser, winner):
            survivor.history.update(
                {name: list(entries) for name, entries in old.history.items() if old.value(name)}
            )
        merged = f"{winner.id};{loser.id}"
        for name, value in (("hs_object_id", survivor.id), ("hs_merged_object_ids", merged)):
            survivor.put(name, value, at, author)
        self.records[winner.kind.plural][survivor.id] = survivor
        for old in (winner, loser):
            for other in self.links.all_of(old.end):
                for one in self.links.between(old.end, other):
                    self.links.join(survivor.end, other, one)
            self.links.forget(old.end)
            del self.records[old.kind.plural][old.id]
            self.aliases[old.end] = survivor.id
        self._second_address(winner, loser, survivor, at)
        self._calculate(survivor, at)
        return survivor

    def _new_id(self, kind: Kind) -> str:
        self._next[kind.plural] += 1
        return str(self._next[kind.plural] - 1)

    def _calculate(self, record: Record, at: datetime) -> None:
        if record.kind is DEALS:
            for key, _label, closed, won, per_cent in STAGES:
                if STAGE_IDS[key] == record.value("dealstage"):
                    record.put("hs_is_closed", str(closed).lower(), at, CALCULATED)
                    record.put("hs_is_closed_won", str(won).lower(), at, CALCULATED)
                    record.put("hs_deal_stage_probability", str(per_cent / 100), at, CALCULATED)
        record.put(record.kind.modified, stamp(at), at, CALCULATED)

    def _note_activity(self, activity: Record, other: Record, at: datetime) -> None:
        when = activity.value("hs_timestamp") or stamp(at)
        names = ["notes_last_updated"]
        if activity.kind.plural in {"emails", "calls", "meetings"} and when <= stamp(at):
            names.append("notes_last_contacted")
        for name in names:
            if when > (other.value(name) or ""):
                other.put(name, when, at, CALCULATED)
        other.put(other.kind.modified, stamp(at), at, CALCULATED)

    def _second_address(self, winner: Record, loser: Record, survivor: Record, at: datetime) -> None:
        address = loser.value("email")
        if address is not None and winner.value("email") is not None:
            survivor.put("hs_additional_emails", address, at, CALCULATED)

    def _check_required(self, kind: Kind, values: Mapping[str, str]) -> None:
        missing = [name for name in kind.required if not values.get(name)]
        if kind is CONTACTS and not any(values.get(name) for name in ("email", "firstname", "lastname")):
            missing = ["email"]
        if missing:
            raise ApiError(
                400,
                f"Error creating {kind.singular.upper()}. Some required properties were not set.",
                "VALIDATION_ERROR",
                context={"properties": missing},
            )

    def _check_unique(self, kind: Kind, values: Mapping[str, str], record: Record | None) -> None:
        for name, value in values.items():
            definition = self.schema.find(kind, name)
            if not value or definition is None or not definition.unique:
                continue
            other = self.find_by(kind, name, value)
            if other is None or other is record:
                continue
            if name == "email":
                raise ApiError(409, f"Contact already exists. Existing ID: {other.id}", "CONFLICT")
            message = f"Cannot set {name}={value}. {other.id} already has that value."
            raise invalid_values([Rejection(name, "CONFLICTING_UNIQUE_VALUE", message)])
