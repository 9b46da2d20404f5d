"""The port to reading the system of record: all of it that a workflow is handed."""

from collections.abc import Sequence
from typing import Protocol

from bot.crm_mail import MailReader
from bot.records import Owner, Record, Schema, Stage, Where
from bot.values import RecordKind, RecordRef


class CrmReader(MailReader, Protocol):
    """Reads records. Raises only errors of bot/errors.py; safe to call from several threads."""

    def describe(self, kind: RecordKind) -> Schema:
        """The fields of that kind in this account; cached for the life of the adapter (at most an hour)."""

    def get(self, ref: RecordRef, *, edits: bool = False) -> Record:
        """Read one record. With `edits`, also who last set each field, where the CRM keeps that.

        Raises: Gone, Forbidden, AuthExpired, Temporary.
        """

    def get_many(self, refs: Sequence[RecordRef]) -> dict[RecordRef, Record]:
        """Several records of one kind, each as `get` reads it, in few calls.

        What is gone or was merged is left out: `get` says what became of it. Raises: Forbidden, AuthExpired, Temporary.
        """

    def find(
        self, kind: RecordKind, where: Sequence[Where], *, order: str | None = None, limit: int = 200
    ) -> tuple[Record, ...]:
        """Discover records; HubSpot's index lags by seconds, so read by id before acting. `order` may be `-field`."""

    def related(self, ref: RecordRef, kind: RecordKind) -> tuple[Record, ...]:
        """Records of `kind` attached to this one: a deal's contacts, open and past tasks, meetings."""

    def related_many(
        self, refs: Sequence[RecordRef], kind: RecordKind
    ) -> dict[RecordRef, tuple[Record, ...]]:
        """For each of several records of one kind what `related` would say, in few calls."""

    def owners(self) -> tuple[Owner, ...]: ...

    def stages(self) -> tuple[Stage, ...]: ...

    def link(self, ref: RecordRef) -> str:
        """The address of the record in the CRM's own pages."""
