"""Two operations on tasks in the CRM: make one, and take back one of ours."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import ClassVar

from bot.operations.shape import Applied, Clash, Family, Operation, Stale, Writers
from bot.ports import Conflict
from bot.values import Change, RecordRef, Risk, UndoKind, Value, noun


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

    def changes(self) -> tuple[Change, ...]:
        return self.fields

    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        values = {change.field: change.after for change in self.fields}
        # An earlier try of this execution may have made it before a crash: always look first.
        made = writers.crm.create_once("task", key, values, (self.record, *self.links), again=True)
        return Applied(made.ref, self.fields, atomic=True, answer=made.answer, already=made.existed)

    def inverse(self, applied: Applied) -> "ArchiveTask":
        return ArchiveTask(applied.record, self.record_name, tuple(c.turned() for c in applied.changes))

    def edited(self, values: Mapping[str, Value]) -> "CreateTask":
        changed = tuple(
            replace(c, after=values[c.field], shown_after=None) if values.get(c.field) else c
            for c in self.fields
        )
        return replace(self, fields=changed)

    def without(self, fields: Collection[str]) -> "CreateTask | None":
        return None if "subject" in fields else self

    def rebased(self, stale: Stale) -> "CreateTask":  # noqa: ARG002  # it stands on no field
        return self


@noun("archive_task")
class ArchiveTask(Operation):
    """Take back a task of ours, if nobody changed it meanwhile."""

    record: RecordRef
    record_name: str
    fields: tuple[Change, ...]

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.NONE
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "first_response_on_time"
    blast: ClassVar[str] = "one task in the CRM"

    @property
    def target(self) -> RecordRef:
        return self.record

    def summary(self) -> str:
        return f"Take back a task on {self.record_name}"

    def changes(self) -> tuple[Change, ...]:
        return self.fields

    def apply(self, writers: Writers, key: str) -> Applied | Stale:  # noqa: ARG002  # deleting twice is deleting once
        answer = writers.crm.archive(self.record, expect={c.field: c.before for c in self.fields})
        if isinstance(answer, Conflict):
            now = answer.current
            clashes = tuple(Clash(c, now.get(c.field), now.show(c.field)) for c in self.fields)
            return Stale(self.record, clashes)
        return Applied(self.record, self.fields, answer.atomic, answer.answer, answer.already)

    def inverse(self, applied: Applied) -> None:  # noqa: ARG002  # undoing an undo is a new proposal
        return None

    def edited(self, values: Mapping[str, Value]) -> "ArchiveTask":  # noqa: ARG002  # there is nothing to edit
        return self

    def without(self, fields: Collection[str]) -> "ArchiveTask":  # noqa: ARG002  # there is no part of it to leave out
        return self

    def rebased(self, stale: Stale) -> "ArchiveTask":
        now = {clash.change.field: clash.theirs for clash in stale.clashes}
        return replace(self, fields=tuple(replace(c, before=now.get(c.field, c.before)) for c in self.fields))
