"""Operations on what waits in our own books: an account that nothing may go to, and a reminder."""

import dataclasses
from collections.abc import Collection, Mapping
from typing import ClassVar

from bot.mailroom import Halt, Reminder
from bot.operations.shape import Applied, Family, Operation, Stale, Writers
from bot.values import Change, RecordRef, Risk, UndoKind, Value, noun


@noun("halt_account")
class HaltAccount(Operation):
    """Nothing goes to an account until a person clears it (H6-03); `/dealhand clear` does."""

    record: RecordRef
    halt: Halt

    family: ClassVar[Family] = Family.SUPPRESS
    undo: ClassVar[UndoKind] = UndoKind.NONE
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "time_to_human_response"
    blast: ClassVar[str] = "all mail to this account, until a person clears it"
    kept_here: ClassVar[bool] = True

    @property
    def target(self) -> RecordRef:
        return self.record

    @property
    def acts_first(self) -> bool:
        return True

    def halts(self) -> tuple[Halt, ...]:
        return (self.halt,)

    def summary(self) -> str:
        return f"Stop all mail to {self.halt.account or self.halt.key}"

    def changes(self) -> tuple[Change, ...]:
        return (Change("halted", "Mail to this account", "fixed", "may go out", "halted"),)

    def apply(self, writers: Writers, key: str) -> Applied | Stale:  # noqa: ARG002  # the halt's own key is unique
        new = writers.book.halt(self.halt)
        answer = f"halted since {self.halt.at:%Y-%m-%d %H:%M:%S} UTC"
        return Applied(self.record, self.changes(), atomic=True, answer=answer, already=not new)

    def inverse(self, applied: Applied) -> None:  # noqa: ARG002  # cleared by a person with a reason, not undone
        return None

    def edited(self, values: Mapping[str, Value]) -> "HaltAccount":  # noqa: ARG002  # nothing in it is a person's to change
        return self

    def without(self, fields: Collection[str]) -> "HaltAccount":  # noqa: ARG002  # there is no part of it to leave out
        return self

    def rebased(self, stale: Stale) -> "HaltAccount":  # noqa: ARG002  # it stands on no field
        return self


@noun("set_reminder")
class SetReminder(Operation):
    """Remind a colleague on a day, unless the person who is waited for has written before (A-13)."""

    record: RecordRef
    reminder: Reminder

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.COMPENSATING
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "follow_ups_on_time"
    blast: ClassVar[str] = "one reminder to you"
    kept_here: ClassVar[bool] = True

    @property
    def target(self) -> RecordRef:
        return self.record

    def summary(self) -> str:
        return f"Remind you on {self.reminder.due_at:%-d %b %Y}: {self.reminder.text}"

    def changes(self) -> tuple[Change, ...]:
        due = self.reminder.due_at.isoformat()
        return (
            Change(
                "reminder", "Reminder", "fixed", None, due, shown_after=f"{self.reminder.due_at:%-d %b %Y}"
            ),
        )

    def apply(self, writers: Writers, key: str) -> Applied | Stale:  # noqa: ARG002  # the reminder's own id is the key
        reminder = self.reminder
        if not reminder.record_link:  # the record was made on the same card a moment ago
            reminder = dataclasses.replace(reminder, record_link=writers.crm.link(self.record))
        new = writers.book.remind(reminder)
        answer = "reminder set" if new else "the reminder was set already"
        return Applied(self.record, self.changes(), atomic=True, answer=answer, already=not new)

    def inverse(self, applied: Applied) -> "DropReminder":
        return DropReminder(applied.record, self.reminder)

    def edited(self, values: Mapping[str, Value]) -> "SetReminder":  # noqa: ARG002  # its day is chosen by the workflow
        return self

    def without(self, fields: Collection[str]) -> "SetReminder | None":
        return None if "reminder" in fields else self

    def rebased(self, stale: Stale) -> "SetReminder":  # noqa: ARG002  # it stands on no field
        return self


@noun("drop_reminder")
class DropReminder(Operation):
    """Take a reminder back; one that has spoken up already stays told."""

    record: RecordRef
    reminder: Reminder

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.COMPENSATING
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "follow_ups_on_time"
    blast: ClassVar[str] = "one reminder to you"
    kept_here: ClassVar[bool] = True

    @property
    def target(self) -> RecordRef:
        return self.record

    def summary(self) -> str:
        return f"Take back the reminder of {self.reminder.due_at:%-d %b %Y}"

    def changes(self) -> tuple[Change, ...]:
        due = self.reminder.due_at.isoformat()
        return (
            Change(
                "reminder", "Reminder", "fixed", due, None, shown_before=f"{self.reminder.due_at:%-d %b %Y}"
            ),
        )

    def apply(self, writers: Writers, key: str) -> Applied | Stale:  # noqa: ARG002  # the reminder's own id is the key
        there = writers.book.unremind(self.reminder.id)
        answer = "reminder taken back" if there else "the reminder was over already"
        return Applied(self.record, self.changes(), atomic=True, answer=answer, already=not there)

    def inverse(self, applied: Applied) -> SetReminder:
        again = dataclasses.replace(
            self.reminder, id=f"{self.reminder.id}+"
        )  # an ended one is not begun again
        return SetReminder(applied.record, again)

    def edited(self, values: Mapping[str, Value]) -> "DropReminder":  # noqa: ARG002  # there is nothing to edit
        return self

    def without(self, fields: Collection[str]) -> "DropReminder | None":
        return None if "reminder" in fields else self

    def rebased(self, stale: Stale) -> "DropReminder":  # noqa: ARG002  # it stands on no field
        return self
