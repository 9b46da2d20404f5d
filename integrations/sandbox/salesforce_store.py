"""The org's rows: what they hold, who changed what and when, and taking a failed transaction back."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from integrations.sandbox.salesforce_errors import ApiError, not_found
from integrations.sandbox.salesforce_ids import long_id, mint
from integrations.sandbox.salesforce_schema import Schema, SObject
from integrations.sandbox.salesforce_values import Row, Value, wire
from integrations.sandbox.world import WorldClock

_TRACKED = frozenset(
    {"Name", "StageName", "CloseDate", "Amount", "NextStep", "Probability", "ForecastCategoryName", "OwnerId"}
)
_LONGEST_IN_HISTORY = 255


@dataclass(frozen=True)
class Actor:
    """On whose behalf a request runs, and what field-level security keeps from them ("Object.Field")."""

    user_id: str
    zone: str = "America/New_York"
    hidden: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()


class Store:
    """Rows by object and id; every change goes through `put`, which can be taken back."""

    def __init__(self, schema: Schema, clock: WorldClock) -> None:
        self.schema = schema
        self.clock = clock
        self.commits = 0
        self._rows: dict[str, dict[str, Row]] = defaultdict(dict)
        self._touched: dict[tuple[str, str], tuple[datetime, str]] = {}
        self._minted = 0
        self._journal: list[tuple[str, str, Row | None]] = []
        self._depth = 0

    def new_id(self, sobject: SObject) -> str:
        """A fresh id of the object."""
        self._minted += 1
        return mint(sobject.prefix, self._minted)

    def rows(self, sobject: str, *, deleted: bool = False) -> list[Row]:
        """All live rows of an object in the order they were made; with `deleted` those in the bin too."""
        return [row for row in self._rows[sobject].values() if deleted or not row["IsDeleted"]]

    def peek(self, sobject: str, record_id: str) -> Row | None:
        """The row with that 18-character id, live or deleted."""
        return self._rows[sobject].get(record_id)

    def get(self, sobject: SObject, given: str) -> Row:
        """The live row with that id (15 or 18 characters).

        Raises:
            ApiError: 400 MALFORMED_ID, 404 NOT_FOUND or 404 ENTITY_IS_DELETED.
        """
        record_id = long_id(given)
        if record_id is None:
            raise ApiError(400, "MALFORMED_ID", f"bad id {given}")
        row = self.peek(sobject.name, record_id)
        if row is None:
            raise not_found()
        if row["IsDeleted"]:
            raise ApiError(404, "ENTITY_IS_DELETED", "entity is deleted", ())
        return row

    def owner_object(self, record_id: str) -> SObject | None:
        """The object a row with that id belongs to, by its key prefix; None where there is no such row."""
        for each in self.schema.objects.values():
            if record_id.startswith(each.prefix) and record_id in self._rows[each.name]:
                return each
        return None

    def put(self, sobject: SObject, row: Row, at: datetime, by: str) -> None:
        """Keep a new or changed row, stamp it, and note which fields changed."""
        record_id = str(row["Id"])
        before = self._rows[sobject.name].get(record_id)
        changed = [name for name, value in row.items() if before is None or before.get(name) != value]
        stamped = row | {"LastModifiedDate": at, "LastModifiedById": by, "SystemModstamp": at}
        self._journal.append((sobject.name, record_id, before))
        self._rows[sobject.name][record_id] = stamped
        for name in changed:
            self._touched[record_id, name] = (at, by)
        if sobject.name == "Opportunity":
            self._record_history(record_id, before, row, at, by)
        self.commits += 1

    def derive(self, sobject: str, record_id: str, values: Row) -> None:
        """Set what the system computes, without moving any stamp."""
        before = self._rows[sobject][record_id]
        self._journal.append((sobject, record_id, before))
        self._rows[sobject][record_id] = before | values

    def touched(self, record_id: str, field: str) -> tuple[datetime, str] | None:
        """When a field last changed and by which user; None if it never held anything else."""
        return self._touched.get((record_id, field))

    def _record_history(self, record_id: str, before: Row | None, row: Row, at: datetime, by: str) -> None:
        if before is None:
            self._add_history(record_id, "created", (None, None), at, by)
            return
        for name in _TRACKED & row.keys():
            if before.get(name) != row[name]:
                field = "Owner" if name == "OwnerId" else name
                self._add_history(record_id, field, (before.get(name), row[name]), at, by)

    def _add_history(
        self, parent: str, field: str, change: tuple[Value, Value], at: datetime, by: str
    ) -> None:
        sobject = self.schema.objects["OpportunityFieldHistory"]
        history_id = self.new_id(sobject)
        self._journal.append((sobject.name, history_id, None))
        self._rows[sobject.name][history_id] = {
            "Id": history_id,
            "IsDeleted": False,
            "OpportunityId": parent,
            "Field": field,
            "OldValue": _short(change[0]),
            "NewValue": _short(change[1]),
            "CreatedDate": at,
            "CreatedById": by,
        }

    @contextmanager
    def transaction(self) -> Iterator[Callable[[], None]]:
        """Hands out `take_back`, which undoes everything put since; so does leaving by an exception.

        Transactions nest: an inner one that is taken back leaves the outer one as it was.
        """
        start, commits, touched = len(self._journal), self.commits, dict(self._touched)

        def take_back() -> None:
            while len(self._journal) > start:
                self._restore(*self._journal.pop())
            self.commits, self._touched = commits, dict(touched)

        self._depth += 1
        try:
            yield take_back
        except BaseException:  # whatever it was, it goes up; a half-done composite must not stay
            take_back()
            raise
        finally:
            self._depth -= 1
            if not self._depth:
                self._journal.clear()

    def _restore(self, sobject: str, record_id: str, before: Row | None) -> None:
        if before is None:
            del self._rows[sobject][record_id]
        else:
            self._rows[sobject][record_id] = before


def _short(value: Value) -> Value:
    shown = wire(value)
    return shown[:_LONGEST_IN_HISTORY] if isinstance(shown, str) else value
