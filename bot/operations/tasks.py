"""Two operations on tasks in the CRM: make one, and take back one of ours."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import ClassVar

from bot.operations.records import ArchiveRecord
from bot.operations.shape import Applied, Family, Operation, Stale, Writers
from bot.values import Change, RecordKind, RecordRef, Risk, UndoKind, Value, noun

_ON_CARD = "task."  # a card may change the record's own owner as well


@noun("create_task")
class CreateTask(Operation):
    """A task on a record, for its owner; `links` are further records it hangs on."""

    record: RecordRef
    record_name: str
    fields: tuple[Change, ...]
    links: tuple[RecordRef, ...] = ()

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.COMPENSATING
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "first_response_on_time"
    blast: ClassVar[str] = "one task in the CRM"

    @property
    def target(self) -> RecordRef:
        return self.record

    def summary(self) -> str:
        subject = next((c.after for c in self.fields if c.field == "subject"), None)
        return f"Create the task “{subject}” on {self.record_name}"

    def concerns(self) -> tuple[RecordRef, ...]:
        return (self.record, *self.links)

    def changes(self) -> tuple[Change, ...]:
        return tuple(replace(change, field=f"{_ON_CARD}{change.field}") for change in self.fields)

    def inputs(self) -> Mapping[str, tuple[RecordKind, str]]:
        return {f"{_ON_CARD}{change.field}": ("task", change.field) for change in self.fields}

    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        values = {change.field: change.after for change in self.fields}
        # An earlier try of this execution may have made it before a crash: always look first.
        made = writers.crm.create_once("task", key, values, (self.record, *self.links), again=True)
        return Applied(made.ref, self.changes(), atomic=True, answer=made.answer, already=made.existed)

    def inverse(self, applied: Applied) -> "ArchiveTask":
        held = (replace(c, field=c.field.removeprefix(_ON_CARD)).turned() for c in applied.changes)
        return ArchiveTask(applied.record, self.record_name, tuple(held))

    def confirmed(self, said: str) -> None:  # noqa: ARG002  # nobody's word tells which task it became
        return None

    def edited(self, values: Mapping[str, Value]) -> "CreateTask":
        changed = tuple(
            replace(c, after=new, shown_after=None) if (new := values.get(f"{_ON_CARD}{c.field}")) else c
            for c in self.fields
        )
        return replace(self, fields=changed)

    def without(self, fields: Collection[str]) -> "CreateTask | None":
        return None if f"{_ON_CARD}subject" in fields else self

    def rebased(self, stale: Stale) -> "CreateTask":  # noqa: ARG002  # it stands on no field
        return self


@noun("archive_task")
class ArchiveTask(ArchiveRecord):
    """Take back a task of ours, if nobody changed it meanwhile. `record_name` is that of the record it hung on."""

    kpi: ClassVar[str] = "first_response_on_time"
    blast: ClassVar[str] = "one task in the CRM"

    def summary(self) -> str:
        return f"Take back a task on {self.record_name}"
