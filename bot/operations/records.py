"""Two operations on whole records: make an account, a contact or a deal, and take back one of ours."""

import dataclasses
from collections.abc import Collection, Mapping
from typing import ClassVar

from bot.crm import Crm
from bot.errors import CrmError, Duplicate, Gone, InDoubt
from bot.operations.shape import Applied, Clash, Family, Operation, Stale, Writers
from bot.records import Conflict, Created, Record
from bot.values import Change, RecordKind, RecordRef, Risk, UndoKind, Value, noun

_NEEDED: Mapping[RecordKind, frozenset[str]] = {  # `Crm.create_once`: what every CRM of ours asks for
    "account": frozenset({"name"}),
    "contact": frozenset({"last_name"}),
    "deal": frozenset({"name", "stage", "close_date"}),
}
_IDS = {"stage", "owner", "choice", "contact"}  # types whose values are read by another name


@noun("create_record")
class CreateRecord(Operation):
    """Make an account, a contact or a deal. Later operations of the same card name it by its placeholder `makes`.

    The names in `fields` are the CRM's neutral ones, and a value of None is left to the CRM ("unknown"). What it hangs
    on is given as `links`, placeholders among them. On the card each field carries the placeholder's name as well
    (`deal.stage`), so that a card may make several records; `Proposal.needs` and choices use that name.

    Raises:
        ValueError: `makes` is no placeholder of such a record.
    """

    makes: RecordRef
    record_name: str
    fields: tuple[Change, ...]
    links: tuple[RecordRef, ...] = ()
    uses: RecordRef | None = None  # a record that the CRM has already; a person said to use it in its place

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.COMPENSATING
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "new_business_recorded"
    blast: ClassVar[str] = "a new record in the CRM"

    def __post_init__(self) -> None:
        if not self.makes.is_new or self.makes.kind not in _NEEDED:
            raise ValueError(f"{self.makes} is no placeholder of an account, a contact or a deal")

    @property
    def target(self) -> RecordRef:
        return self.makes

    def concerns(self) -> tuple[RecordRef, ...]:
        return (*self.links, *((self.uses,) if self.uses else ()))

    def creates(self) -> RecordRef:
        return self.makes

    def summary(self) -> str:
        if self.uses is not None:
            return f"Use the {self.makes.kind} “{self.record_name}” that is there"
        return f"Create the {self.makes.kind} “{self.record_name}”"

    def changes(self) -> tuple[Change, ...]:
        if self.uses is not None:
            return ()
        kind = self.makes.kind.capitalize()
        return tuple(
            dataclasses.replace(c, field=self._on_card(c.field), label=f"{kind}: {c.label}")
            for c in self.fields
        )

    def inputs(self) -> Mapping[str, tuple[RecordKind, str]]:
        return {self._on_card(change.field): (self.makes.kind, change.field) for change in self.fields}

    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        if self.uses is not None and (there := _seen(writers.crm, self.uses)):
            said = f"used the {self.makes.kind} that was there, and changed nothing on it"
            return Applied(
                there.ref, (), atomic=True, answer=said, already=True, name=_name(there), link=there.link
            )
        values = {change.field: change.after for change in self.fields if change.after is not None}
        again = writers.book.making(key)
        try:
            made = writers.crm.create_once(self.makes.kind, key, values, self.links, again=again)
        except InDoubt:
            raise
        except CrmError as error:
            if not again:  # else an earlier try may have made it all the same
                writers.book.made_nothing(key)
            if isinstance(error, Duplicate):
                raise self._explained(writers.crm, error) from error
            raise
        return self._applied(writers.crm, made)

    def inverse(self, applied: Applied) -> "ArchiveRecord | None":
        if not applied.changes:
            return None
        held = tuple(
            dataclasses.replace(change, field=change.field.rpartition(".")[2]).turned()
            for change in applied.changes
        )
        return ArchiveRecord(applied.record, applied.name or self.record_name, held)

    def confirmed(self, said: str) -> None:  # noqa: ARG002  # nobody's word tells which record it became
        return None

    def instead(self, match: str) -> "CreateRecord":
        return dataclasses.replace(self, uses=RecordRef(self.makes.kind, match))

    def placed(self, made: Mapping[RecordRef, RecordRef]) -> "CreateRecord":
        links = tuple(made.get(link, link) for link in self.links)
        return self if links == self.links else dataclasses.replace(self, links=links)

    def edited(self, values: Mapping[str, Value]) -> "CreateRecord":
        fields = tuple(
            dataclasses.replace(c, after=new, shown_after=None)
            if (new := values.get(self._on_card(c.field))) and new != c.after
            else c
            for c in self.fields
        )
        if fields == self.fields:
            return self
        held = {change.field: change.after or "" for change in fields}
        person = f"{held.get('first_name', '')} {held.get('last_name', '')}".strip()
        name = person if self.makes.kind == "contact" else held.get("name")
        return dataclasses.replace(self, fields=fields, record_name=name or self.record_name)

    def named(self, shown: Mapping[tuple[str, str], str]) -> "CreateRecord":
        return dataclasses.replace(
            self,
            fields=tuple(
                dataclasses.replace(c, shown_after=shown[self._on_card(c.field), c.after])
                if c.after is not None
                and c.shown_after is None
                and (self._on_card(c.field), c.after) in shown
                else c
                for c in self.fields
            ),
        )

    def without(self, fields: Collection[str]) -> "CreateRecord | None":
        left = tuple(c for c in self.fields if self._on_card(c.field) not in fields)
        lost = {c.field for c in self.fields} - {c.field for c in left}
        return None if lost & _NEEDED[self.makes.kind] else dataclasses.replace(self, fields=left)

    def rebased(self, stale: Stale) -> "CreateRecord":  # noqa: ARG002  # it stands on no field
        return self

    def _on_card(self, field: str) -> str:
        kind, name = self.makes.kind, self.makes.id.removeprefix("new:")
        return f"{kind}.{field}" if name == kind else f"{kind}.{name}.{field}"

    def _applied(self, crm: Crm, made: Created) -> Applied:
        """With what the CRM holds now, by the names it shows: the CRM's own rules may have changed a value."""
        there = _seen(crm, made.ref)
        changes = [change for change in self.changes() if change.after is not None]
        if there is not None:
            changes = [_as_held(change, there) for change in changes]
        return Applied(
            made.ref,
            tuple(changes),
            atomic=True,
            answer=made.answer,
            already=made.existed,
            name=self.record_name,
            link=there.link if there else "",
        )

    def _explained(self, crm: Crm, error: Duplicate) -> Duplicate:
        """Which record is there, and what a person can do about it."""
        seen = [_seen(crm, RecordRef(self.makes.kind, match)) for match in error.matches]
        found = [record for record in seen if record is not None]
        if not found:
            return Duplicate(f"{error} No second one was made.", raw=error.raw)
        listed = "; ".join(_described(record) for record in found[:3])
        if len(found) > 1:
            said = (
                f"The CRM has {len(found)} {self.makes.kind}s like “{self.record_name}”, so no further one was made: "
                f"{listed}. Merge them there, then try again."
            )
            return Duplicate(said, raw=error.raw)
        said = (
            f"The CRM has the {self.makes.kind} “{self.record_name}” already, so no second one was made: {listed}. "
            f"Trying again uses that one for the rest of this card."
        )
        return Duplicate(said, matches=[found[0].ref.id], raw=error.raw)


@noun("archive_record")
class ArchiveRecord(Operation):
    """Take back a record of ours, if nobody changed it or hung something on it meanwhile.

    `fields` are what it must still hold (`before`), by the CRM's neutral names.
    """

    record: RecordRef
    record_name: str
    fields: tuple[Change, ...]

    family: ClassVar[Family] = Family.UPDATE
    undo: ClassVar[UndoKind] = UndoKind.NONE
    risk: ClassVar[Risk] = Risk.LOW
    kpi: ClassVar[str] = "new_business_recorded"
    blast: ClassVar[str] = "one record in the CRM that I made"

    @property
    def target(self) -> RecordRef:
        return self.record

    @property
    def takes_back(self) -> bool:
        return True

    def summary(self) -> str:
        return f"Take back the {self.record.kind} “{self.record_name}”"

    def changes(self) -> tuple[Change, ...]:
        return self.fields

    def apply(self, writers: Writers, key: str) -> Applied | Stale:  # noqa: ARG002  # deleting twice is deleting once
        try:
            answer = writers.crm.archive(self.record, expect={c.field: c.before for c in self.fields})
        except Gone:
            return Applied(self.record, self.fields, atomic=True, answer="it was gone before", already=True)
        if isinstance(answer, Conflict):
            return self._stale(answer)
        return Applied(self.record, self.fields, answer.atomic, answer.answer, answer.already)

    def _stale(self, conflict: Conflict) -> Stale:
        now = conflict.current
        clashes = [Clash(c, now.get(c.field), now.show(c.field)) for c in self.fields]
        known = {change.field for change in self.fields}
        for kind in (each for each in conflict.fields if each not in known):
            hung = Change(kind, f"{kind.capitalize()} on it", "fixed", None, None, shown_after="none")
            clashes.append(Clash(hung, theirs="some", shown_theirs="added since"))
        return Stale(self.record, tuple(clashes))

    def inverse(self, applied: Applied) -> None:  # noqa: ARG002  # undoing an undo is a new proposal
        return None

    def edited(self, values: Mapping[str, Value]) -> "ArchiveRecord":  # noqa: ARG002  # there is nothing to edit
        return self

    def without(self, fields: Collection[str]) -> "ArchiveRecord":  # noqa: ARG002  # there is no part of it to leave out
        return self

    def rebased(self, stale: Stale) -> "ArchiveRecord":
        now = {clash.change.field: clash.theirs for clash in stale.clashes}
        fields = tuple(dataclasses.replace(c, before=now.get(c.field, c.before)) for c in self.fields)
        return dataclasses.replace(self, fields=fields)


def _seen(crm: Crm, ref: RecordRef) -> Record | None:
    """The record as the CRM shows it now; None where it will not say, for it is asked for its name and link only."""
    try:
        return crm.get(ref)
    except CrmError:
        return None


def _as_held(change: Change, record: Record) -> Change:
    name = change.field.rpartition(".")[2]
    shown = record.shown.get(name) if change.type in _IDS else None
    return dataclasses.replace(
        change, after=record.get(name) or change.after, shown_after=shown or change.shown_after
    )


def _name(record: Record) -> str:
    return record.show("name") or record.get("last_name") or record.ref.id


def _described(record: Record) -> str:
    known = (record.get("email") or record.get("domain"), record.show("owner"))
    more = ", ".join(each for each in known if each)
    return f"{_name(record)}{f' ({more})' if more else ''} {record.link}"
