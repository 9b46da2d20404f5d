"""Two operations on a record's own fields: update them, and name a deal's primary contact."""

import dataclasses
from collections.abc import Collection, Mapping
from typing import ClassVar

from bot.operations.shape import Applied, Clash, Family, Operation, Stale, Writers
from bot.records import Conflict, Written
from bot.values import Change, RecordRef, Risk, UndoKind, Value, noun


def _stale(record: RecordRef, changes: tuple[Change, ...], conflict: Conflict) -> Stale:
    """Every field of the card, three ways, with who changed it where the CRM tells."""
    current = conflict.current
    edits = {edit.field: edit for edit in current.edits}
    return Stale(
        record,
        tuple(
            Clash(
                change,
                theirs=current.get(change.field),
                shown_theirs=current.show(change.field),
                by=edits[change.field].by if change.field in edits else None,
                at=edits[change.field].at if change.field in edits else current.modified_at,
            )
            for change in changes
        ),
    )


def _rebase(changes: tuple[Change, ...], stale: Stale) -> tuple[Change, ...]:
    now = {clash.change.field: clash for clash in stale.clashes}
    return tuple(
        dataclasses.replace(c, before=now[c.field].theirs, shown_before=now[c.field].shown_theirs)
        if c.field in now
        else c
        for c in changes
    )


def _edit(changes: tuple[Change, ...], values: Mapping[str, Value]) -> tuple[Change, ...]:
    return tuple(
        dataclasses.replace(c, after=values[c.field], shown_after=None)
        if c.field in values and values[c.field] != c.after
        else c
        for c in changes
    )


def _named(changes: tuple[Change, ...], shown: Mapping[tuple[str, str], str]) -> tuple[Change, ...]:
    return tuple(
        dataclasses.replace(c, shown_after=shown[c.field, c.after])
        if c.after is not None and c.shown_after is None and (c.field, c.after) in shown
        else c
        for c in changes
    )


def _applied(written: Written, changes: tuple[Change, ...]) -> Applied:
    """A field that somebody else had filled in with the same value is no change of ours, so undo leaves it alone."""
    return Applied(
        record=written.ref,
        changes=tuple(_as_it_was(change, written) for change in changes),
        atomic=written.atomic,
        answer=written.answer,
        already=written.already,
        overran=tuple(f"{e.by or 'someone'} set {e.field} at {e.at.isoformat()}" for e in written.overran),
    )


def _as_it_was(change: Change, written: Written) -> Change:
    if change.field not in written.before or written.before[change.field] != written.after.get(change.field):
        return change
    return dataclasses.replace(change, before=change.after, shown_before=change.shown_after)


@noun("update_fields")
class UpdateFields(Operation):
    """Write fields of one record, each only if it still holds what the card showed."""

    record: RecordRef
    record_name: str
    updates: tuple[Change, ...]

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.EXACT
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "deals_with_next_step"
    blast: ClassVar[str] = "these fields of one record"

    @property
    def target(self) -> RecordRef:
        return self.record

    def summary(self) -> str:
        labels = ", ".join(change.label for change in self.updates)
        return f"Update {labels} on {self.record_name}"

    def changes(self) -> tuple[Change, ...]:
        return self.updates

    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        expect = {change.field: change.before for change in self.updates}
        values = {change.field: change.after for change in self.updates}
        answer = writers.crm.update_if(self.record, expect, values, key=key)
        if isinstance(answer, Conflict):
            return _stale(self.record, self.updates, answer)
        return _applied(answer, self.updates)

    def inverse(self, applied: Applied) -> "UpdateFields | None":
        turned = tuple(change.turned() for change in applied.changes if change.before != change.after)
        if not turned:
            return None
        return dataclasses.replace(self, record=applied.record, updates=turned)

    def edited(self, values: Mapping[str, Value]) -> "UpdateFields":
        return dataclasses.replace(self, updates=_edit(self.updates, values))

    def named(self, shown: Mapping[tuple[str, str], str]) -> "UpdateFields":
        return dataclasses.replace(self, updates=_named(self.updates, shown))

    def without(self, fields: Collection[str]) -> "UpdateFields | None":
        left = tuple(change for change in self.updates if change.field not in fields)
        return dataclasses.replace(self, updates=left) if left else None

    def rebased(self, stale: Stale) -> "UpdateFields":
        return dataclasses.replace(self, updates=_rebase(self.updates, stale))


@noun("set_primary_contact")
class SetPrimaryContact(Operation):
    """Name a deal's primary contact; the change's values are contact ids, its shown values their names."""

    deal: RecordRef
    deal_name: str
    contact: Change

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.EXACT
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "deals_with_primary_contact"
    blast: ClassVar[str] = "one link between a deal and a contact"

    @property
    def target(self) -> RecordRef:
        return self.deal

    def summary(self) -> str:
        return f"Make {self.contact.shown_after or 'a contact'} the primary contact of {self.deal_name}"

    def changes(self) -> tuple[Change, ...]:
        return (self.contact,)

    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        answer = writers.crm.relate_if(self.deal, self.contact.before, self.contact.after, key=key)
        if isinstance(answer, Conflict):
            return _stale(self.deal, (self.contact,), answer)
        return _applied(answer, (self.contact,))

    def inverse(self, applied: Applied) -> "SetPrimaryContact | None":
        (change,) = applied.changes
        if change.before == change.after:
            return None
        return dataclasses.replace(self, deal=applied.record, contact=change.turned())

    def edited(self, values: Mapping[str, Value]) -> "SetPrimaryContact":
        (change,) = _edit((self.contact,), values)
        return dataclasses.replace(self, contact=change)

    def named(self, shown: Mapping[tuple[str, str], str]) -> "SetPrimaryContact":
        (change,) = _named((self.contact,), shown)
        return dataclasses.replace(self, contact=change)

    def without(self, fields: Collection[str]) -> "SetPrimaryContact | None":
        return None if self.contact.field in fields else self

    def rebased(self, stale: Stale) -> "SetPrimaryContact":
        (change,) = _rebase((self.contact,), stale)
        return dataclasses.replace(self, contact=change)
