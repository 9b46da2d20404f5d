"""Reading from Salesforce: one record, a list, what is attached, what changed, and who last set a field."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from simple_salesforce.format import format_soql

from bot.errors import Forbidden, Gone, Invalid, QuotaLow
from bot.records import ChangePage, Edit, Record, Where
from bot.values import RecordKind, RecordRef, Value
from integrations.crm import salesforce_query as soql
from integrations.crm.compare import parse_moment, satisfies
from integrations.crm.cursor import Cursor, Place, Stamp
from integrations.crm.salesforce_fields import Mapped, checked_id, kind_of
from integrations.crm.salesforce_schemas import SalesforceSchemas
from integrations.crm.salesforce_session import SalesforceSession
from integrations.crm.salesforce_us import Us

OVERLAP = timedelta(minutes=10)  # rows committed late carry an earlier stamp (airbyte issues 27146, 37528)
_MOST = 2000  # rows in one answer
_TOGETHER = 200  # ids in one query: it travels in the address, which may have 16 KB
_UNKEPT = {
    "note": "ContentNote",
    "email": "EmailMessage",
}  # pages of what is not read as a record
_SPENT = 0.8  # of the day's allowance; what is left belongs to approvals
_HISTORY = (
    "SELECT Field, OldValue, NewValue, CreatedDate, CreatedById, CreatedBy.Name FROM OpportunityFieldHistory "
    "WHERE OpportunityId = {} ORDER BY CreatedDate DESC LIMIT 200"
)


class SalesforceReader:
    """Everything that reads records."""

    def __init__(self, session: SalesforceSession, schemas: SalesforceSchemas, us: Us) -> None:
        self._session = session
        self._schemas = schemas
        self._us = us

    def get(self, ref: RecordRef, *, edits: bool = False) -> Record:
        """One record as the port says; with edits one more call, for a deal's field history."""
        row = self.row(ref, self._schemas.visible(ref.kind))
        record = self.record(ref.kind, row)
        if not edits:
            return record
        return Record(
            record.ref, record.values, record.shown, record.modified_at, record.link, self._edits(ref, row)
        )

    def row(self, ref: RecordRef, fields: Sequence[Mapped], *, roles: bool = True) -> Mapping[str, Any]:
        """The raw row with those fields, in one call. Raises Gone."""
        rows = self.query(soql.select(ref.kind, fields, roles=roles) + soql.by_id(ref.id))
        if not rows:
            raise Gone(f"The {ref.kind} is not in Salesforce any more.", raw=f"no row with Id {ref.id}")
        return rows[0]

    def find(
        self, kind: RecordKind, where: Sequence[Where], *, order: str | None = None, limit: int = 200
    ) -> tuple[Record, ...]:
        """Discover records. Raises QuotaLow when the day's allowance is nearly spent."""
        self.spare_quota()
        if any(each.op == "in" and not each.values for each in where):
            return ()
        conditions = " AND ".join(f"({soql.condition(kind, each)})" for each in where)
        found = self._list(kind, conditions, soql.ordering(kind, order), limit)
        inexact = [each for each in where if each.field == "domain"]  # Website is free text
        schema = self._schemas.schema(kind)
        return tuple(each for each in found if all(satisfies(each, schema, one) for one in inexact))

    def related(self, ref: RecordRef, kind: RecordKind) -> tuple[Record, ...]:
        """Records of `kind` attached to that one."""
        return self._list(kind, soql.related(ref.kind, kind, (ref.id,)), " ORDER BY Id", _MOST)

    def get_many(self, refs: Sequence[RecordRef]) -> dict[RecordRef, Record]:
        """Records of one kind by id, in a call for every two hundred."""
        found: dict[str, Record] = {}
        for some in _batches(refs):
            kind = some[0].kind
            rows = self.query(
                soql.select(kind, self._schemas.visible(kind)) + soql.among([ref.id for ref in some])
            )
            found |= {str(row["Id"]): self.record(kind, row) for row in rows}
        return {ref: found[own] for ref in refs if (own := checked_id(ref.id)) in found}

    def related_many(
        self, refs: Sequence[RecordRef], kind: RecordKind
    ) -> dict[RecordRef, tuple[Record, ...]]:
        """What hangs on records of one kind: a call for every two hundred, one more where roles join them."""
        found: dict[RecordRef, tuple[Record, ...]] = {}
        for some in _batches(refs):
            joined = self._joined(some, kind)
            found |= {ref: tuple(joined.get(checked_id(ref.id), ())) for ref in some}
        return found

    def _joined(self, refs: Sequence[RecordRef], kind: RecordKind) -> dict[str, list[Record]]:
        """By the id of what they hang on, in the order of their own ids."""
        own, ids = refs[0].kind, [ref.id for ref in refs]
        column = soql.COLUMN.get((own, kind))
        text = soql.select(kind, self._schemas.visible(kind), also=[column] if column else [])
        rows = self.query(f"{text} WHERE {soql.related(own, kind, ids)} ORDER BY Id")
        holders: dict[str, set[str]] = {}
        if column:
            holders = {str(row["Id"]): {str(row[column])} for row in rows}
        else:
            here, there = soql.ROLE[own], soql.ROLE[kind]
            for role in self.query(f"SELECT {here}, {there} {soql.roles(own, kind, ids)}"):
                holders.setdefault(str(role[there]), set()).add(str(role[here]))
        found: dict[str, list[Record]] = {}
        for row in rows:
            for holder in holders.get(str(row["Id"]), ()):
                found.setdefault(holder, []).append(self.record(kind, row))
        return found

    def changes(self, kind: RecordKind, cursor: str | None, *, limit: int = 500) -> ChangePage:
        """What changed since the cursor (REST API Developer Guide, polling by SystemModstamp)."""
        self.spare_quota()
        if cursor is None:
            return ChangePage((), self._from_now_on(kind).text(), more=False)
        since, limit = Cursor.parse(cursor), max(1, min(limit, _MOST))
        fields = self._schemas.visible(kind)
        rows = self.query(soql.select(kind, fields) + soql.changed_from(since.start(OVERLAP), limit))
        stamps = [_stamp(row) for row in rows]
        fresh = since.fresh(stamps)
        more = len(rows) == limit
        place = Place(stamps[-1].at, stamps[-1].id) if more else None
        return ChangePage(
            tuple(self.record(kind, row) for row in rows if row["Id"] in fresh),
            since.after(stamps, place, OVERLAP).text(),
            more=more,
        )

    def record(self, kind: RecordKind, row: Mapping[str, Any]) -> Record:
        """A row in our words."""
        values: dict[str, Value] = {}
        shown: dict[str, str] = {}
        for field in self._schemas.visible(kind):
            values[field.name] = field.value(row)
            text = _at(row, field.shown) if field.shown and values[field.name] else None
            if text:
                shown[field.name] = text
        if kind == "deal":
            self._complete_deal(row, values, shown)
        ref = RecordRef(kind, str(row["Id"]))
        return Record(ref, values, shown, moment(row, "LastModifiedDate"), self.link(ref))

    def link(self, ref: RecordRef) -> str:
        """The address of the record's page."""
        sobject = _UNKEPT.get(ref.kind) or kind_of(ref.kind).sobject
        path = f"{sobject}/{checked_id(ref.id)}"
        return f"https://{self._session.domain}/lightning/r/{path}/view"

    def query(self, text: str) -> list[Mapping[str, Any]]:
        """All rows of a query. A column that is not there any more makes the describes be read anew."""
        try:
            answer = self._session.call(lambda sf: sf.query_all(text))
        except Forbidden:
            self._schemas.forget()
            raise
        return list(answer["records"])

    def spare_quota(self) -> None:
        """Leave what is left of the day's allowance to approvals. Raises QuotaLow from 80 % on."""
        usage = self._session.usage()
        if usage.used is not None and usage.allowed and usage.used >= _SPENT * usage.allowed:
            raise QuotaLow(
                f"Salesforce has answered {usage.used} of {usage.allowed} calls; the rest is kept for approvals.",
                retry_after=900,
            )

    def _list(self, kind: RecordKind, condition: str, order: str, limit: int) -> tuple[Record, ...]:
        where = f" WHERE {condition}" if condition else ""
        text = f"{soql.select(kind, self._schemas.visible(kind))}{where}{order} LIMIT {int(limit)}"
        return tuple(self.record(kind, row) for row in self.query(text))

    def _from_now_on(self, kind: RecordKind) -> Cursor:
        """A cursor behind everything there is; the overlap's rows count as handed out."""
        newest = self.query(_stamps_of(kind, " ORDER BY SystemModstamp DESC, Id DESC LIMIT 1"))
        high = _stamp(newest[0]).at if newest else self._us.now()
        start = Cursor(high)
        place = start.start(OVERLAP)
        rows = [_stamp(row) for row in self.query(_stamps_of(kind, soql.changed_from(place, _MOST)))]
        return start.after(rows, None, OVERLAP)

    def _complete_deal(self, row: Mapping[str, Any], values: dict[str, Value], shown: dict[str, str]) -> None:
        roles = (row.get("OpportunityContactRoles") or {}).get("records") or ()
        primary = next((role for role in roles if role.get("IsPrimary")), None)
        values["primary_contact"] = str(primary["ContactId"]) if primary else None
        name = _at(primary, "Contact.Name") if primary else None
        if name:
            shown["primary_contact"] = name
        values["currency"] = values.get("currency") or self._us.currency

    def _edits(self, ref: RecordRef, row: Mapping[str, Any]) -> tuple[Edit, ...]:
        by, us = _at(row, "LastModifiedBy.Name"), self._us.user_id()
        known = {edit.field: edit for edit in reversed(self._history(ref, us))} if ref.kind == "deal" else {}
        at, ours = moment(row, "LastModifiedDate"), row.get("LastModifiedById") == us
        # Where a field is not tracked, whoever changed the record last is all that Salesforce tells.
        for field in self._schemas.visible(ref.kind):
            if field.name not in known and self._schemas.described(kind_of(ref.kind).sobject)[field.api].get(
                "updateable"
            ):
                known[field.name] = Edit(field.name, field.value(row), at, by, ours)
        return tuple(known.values())

    def _history(self, ref: RecordRef, us: str | None) -> list[Edit]:
        names = {field.api: field for field in self._schemas.visible(ref.kind)}
        try:
            rows = self.query(format_soql(_HISTORY, checked_id(ref.id)))
        except (Forbidden, Gone, Invalid):  # history is not tracked in this org, or not shown to us
            return []
        return [
            Edit(
                names[row["Field"]].name,
                names[row["Field"]].value({names[row["Field"]].source: row["NewValue"]}),
                moment(row, "CreatedDate"),
                _at(row, "CreatedBy.Name"),
                ours=row.get("CreatedById") == us,
            )
            for row in rows
            if row["Field"] in names
        ]


def moment(row: Mapping[str, Any], name: str) -> datetime:
    """A datetime of a row, aware, UTC."""
    return parse_moment(str(row[name]))


def _batches(refs: Sequence[RecordRef]) -> Iterator[Sequence[RecordRef]]:
    return (refs[start : start + _TOGETHER] for start in range(0, len(refs), _TOGETHER))


def _stamp(row: Mapping[str, Any]) -> Stamp:
    return Stamp(str(row["Id"]), moment(row, "SystemModstamp"))


def _stamps_of(kind: RecordKind, tail: str) -> str:
    return f"SELECT Id, SystemModstamp FROM {kind_of(kind).sobject}{tail}"  # noqa: S608  # names of our map


def _at(row: Mapping[str, Any], path: str) -> str | None:
    found: Any = row
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return str(found) if found else None
