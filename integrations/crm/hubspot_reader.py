"""Reading from HubSpot: one record, a list, what is attached, what changed, and who last set a field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.records import Edit, Record
from bot.values import RecordKind, RecordRef, Value
from integrations.crm.compare import parse_moment
from integrations.crm.cursor import Stamp
from integrations.crm.hubspot_fields import HubSpotKind, Mapped, checked_id, kind_of, value_of
from integrations.crm.hubspot_links import End, HubSpotLinks
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import HubSpotSession

_UNKEPT = {"note": "0-46", "email": "0-49"}  # types of what is not read as a record
_OURS = "INTEGRATION"


@dataclass(frozen=True)
class Snapshot:
    """Some fields of a record as they are now, and who set them, newest first."""

    ref: RecordRef
    values: dict[str, Value]
    history: dict[str, tuple[Edit, ...]]


class HubSpotReader:
    """Everything that reads records."""

    def __init__(
        self, session: HubSpotSession, schemas: HubSpotSchemas, portal: HubSpotPortal, links: HubSpotLinks
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._portal = portal
        self._links = links

    def get(self, ref: RecordRef, *, edits: bool = False) -> Record:
        """One record as the port says. Associations ride along; labels need one more call, names are kept."""
        kind, fields = kind_of(ref.kind), self._schemas.visible(ref.kind)
        names = [field.api for field in fields]
        asked: dict[str, Any] = {"properties": [*names, kind.modified]}
        if edits:
            asked["properties_with_history"] = [
                each.api for each in fields if not each.api.endswith("createdate")
            ]
        if kind.links:
            asked["associations"] = list(dict.fromkeys(link.target for link in kind.links))
        row = self._row(kind, ref.id, asked)
        linked = {str(row.id): self._linked(kind, row)}
        record = self._records(kind, [row], linked)[0]
        if not edits:
            return record
        history = self._history(kind, fields, row)
        newest = tuple(each[0] for each in history.values() if each)
        return Record(record.ref, record.values, record.shown, record.modified_at, record.link, newest)

    def snapshot(self, ref: RecordRef, names: set[str]) -> Snapshot:
        """Those fields with their history, in one call. Raises Gone."""
        kind = kind_of(ref.kind)
        fields = tuple(each for each in self._schemas.visible(ref.kind) if each.name in names)
        listed = [each.api for each in fields]
        row = self._row(kind, ref.id, {"properties": listed, "properties_with_history": listed})
        zone = self._portal.account().zone
        return Snapshot(
            RecordRef(ref.kind, str(row.id)),
            {each.name: value_of(each, row.properties.get(each.api), zone) for each in fields},
            self._history(kind, fields, row),
        )

    def related(self, ref: RecordRef, kind: RecordKind) -> tuple[Record, ...]:
        """Records of `kind` associated with that one; strongly consistent."""
        ends = self._links.ends_of(kind_of(ref.kind).plural, ref.id, kind_of(kind).plural)
        return self._all(kind, (end.id for end in ends))

    def get_many(self, refs: Sequence[RecordRef]) -> dict[RecordRef, Record]:
        """Records of one kind by id: a call a hundred, one for each association, one for the names."""
        if not refs:
            return {}
        found = self._all(refs[0].kind, (ref.id for ref in refs))
        return {record.ref: record for record in found if record.ref in refs}

    def related_many(
        self, refs: Sequence[RecordRef], kind: RecordKind
    ) -> dict[RecordRef, tuple[Record, ...]]:
        """What hangs on records of one kind: a call a hundred for the associations, then as `get_many`."""
        if not refs:
            return {}
        ends = self._links.ends(kind_of(refs[0].kind).plural, [ref.id for ref in refs], kind_of(kind).plural)
        there = self._all(kind, (end.id for each in ends.values() for end in each))
        known = {ref: {end.id for end in ends.get(ref.id, ())} for ref in refs}
        return {ref: tuple(each for each in there if each.ref.id in ids) for ref, ids in known.items()}

    def _all(self, kind: RecordKind, ids: Iterable[str]) -> tuple[Record, ...]:
        """Those records that are there, in the order of their ids."""
        names = [*(field.api for field in self._schemas.visible(kind)), kind_of(kind).modified]
        rows = self._links.read(kind_of(kind).plural, list(dict.fromkeys(ids)), names)
        return self.filled(kind_of(kind), sorted(rows, key=lambda row: int(row.id)))

    def link(self, ref: RecordRef) -> str:
        """The address of the record's page."""
        account = self._portal.account()
        number = _UNKEPT.get(ref.kind) or kind_of(ref.kind).type_id
        path = f"{account.portal_id}/record/{number}/{checked_id(ref.id)}"
        return f"https://{account.pages}/contacts/{path}"

    def _row(self, kind: HubSpotKind, record_id: str, asked: Mapping[str, Any]) -> Any:  # noqa: ANN401  # untyped
        record_id = checked_id(record_id)
        return self._session.call(lambda: self._session.objects.get_by_id(kind.plural, record_id, **asked))

    def filled(self, kind: HubSpotKind, rows: Sequence[Any]) -> tuple[Record, ...]:
        """Rows of a list in our words, their associations and names read in batches."""
        return self._records(kind, rows, self._links.filled(kind, [str(row.id) for row in rows]))

    def _records(
        self, kind: HubSpotKind, rows: Sequence[Any], linked: Mapping[str, Mapping[str, Value]]
    ) -> tuple[Record, ...]:
        if not rows:
            return ()
        called = {
            link.name: self._links.names(
                link.target, filter(None, (each.get(link.name) for each in linked.values()))
            )
            for link in kind.links
        }
        return tuple(self._record(kind, row, linked.get(str(row.id), {}), called) for row in rows)

    def _record(
        self,
        kind: HubSpotKind,
        row: Any,  # noqa: ANN401  # the library is untyped
        linked: Mapping[str, Value],
        called: Mapping[str, Mapping[str, str]],
    ) -> Record:
        account = self._portal.account()
        values: dict[str, Value] = {
            field.name: value_of(field, row.properties.get(field.api), account.zone)
            for field in self._schemas.visible(kind.kind)
        }
        values |= linked
        if kind.kind == "deal":
            values["currency"] = values.get("currency") or account.currency
        if kind.kind == "contact":
            values["name"] = (
                " ".join(filter(None, (values.get("first_name"), values.get("last_name")))) or None
            )
        shown = {
            name: called[name][id_] for name, id_ in linked.items() if id_ and id_ in called.get(name, {})
        }
        shown |= self._shown(values)
        ref = RecordRef(kind.kind, str(row.id))
        return Record(ref, values, shown, stamp_of(kind, row).at, self.link(ref))

    def _shown(self, values: Mapping[str, Value]) -> dict[str, str]:
        shown: dict[str, str] = {}
        owner, stage = values.get("owner"), values.get("stage")
        if owner:
            shown.update(("owner", each.name) for each in self._portal.owners() if each.id == owner)
        if stage:
            shown.update(("stage", each.label) for each in self._portal.stages() if each.id == stage)
        return shown

    def _linked(self, kind: HubSpotKind, row: Any) -> dict[str, Value]:  # noqa: ANN401  # untyped
        """The association fields of one record; the labels are asked for only where they decide."""
        found: dict[str, Value] = {}
        for link in kind.links:
            side = (row.associations or {}).get(link.target)
            ids = list(dict.fromkeys(str(each.id) for each in side.results)) if side else []
            ends: Sequence[End] = [End(each, ()) for each in ids]
            by_label = link.marked == "primary contact" and self._links.primary_label() is not None
            if ids and (by_label or (link.marked == "primary company" and len(ids) > 1)):
                ends = self._links.ends_of(kind.plural, str(row.id), link.target)
            found[link.name] = self._links.chosen(link, ends)
        return found

    def _history(
        self,
        kind: HubSpotKind,
        fields: Sequence[Mapped],
        row: Any,  # noqa: ANN401  # untyped
    ) -> dict[str, tuple[Edit, ...]]:
        del kind
        zone, history = self._portal.account().zone, row.properties_with_history or {}
        return {
            field.name: tuple(
                self._edit(field.name, value_of(field, each.value, zone), each)
                for each in history.get(field.api) or ()
            )
            for field in fields
        }

    def _edit(self, name: str, value: Value, entry: Any) -> Edit:  # noqa: ANN401  # untyped
        ours = entry.source_type == _OURS and (self._portal.app_id() in {None, entry.source_id})
        user = entry.updated_by_user_id
        by = self._portal.user_name(int(user)) if user else None
        return Edit(
            name,
            value,
            entry.timestamp.astimezone(UTC),
            by or entry.source_label or str(entry.source_type),
            ours,
        )


def stamp_of(kind: HubSpotKind, row: Any) -> Stamp:  # noqa: ANN401  # untyped
    """When a row last changed, by the property that its type keeps for that."""
    text = row.properties.get(kind.modified)
    at: datetime = parse_moment(text) if text else row.updated_at
    return Stamp(str(row.id), at)
