"""Reading many records at once, so that what is then asked about each of them costs no call of its own."""

from collections.abc import Sequence

from bot.crm_reader import CrmReader
from bot.records import Record
from bot.values import RecordKind, RecordRef


class ReadAhead:
    """A CRM to read from, of which `get_many` and `related_many` are remembered; implements `CrmReader`.

    For the moment of one look only: it never forgets. What was not read ahead is asked for by itself.
    """

    def __init__(self, crm: CrmReader) -> None:
        self._crm = crm
        self._records: dict[RecordRef, Record] = {}
        self._related: dict[tuple[RecordRef, RecordKind], tuple[Record, ...]] = {}
        self.describe, self.find, self.link = crm.describe, crm.find, crm.link
        self.owners, self.stages = crm.owners, crm.stages
        self.consent, self.audience = crm.consent, crm.audience

    def get_many(self, refs: Sequence[RecordRef]) -> dict[RecordRef, Record]:
        """Read them now, for every `get` that comes."""
        found = self._crm.get_many(refs)
        self._records |= found
        return found

    def related_many(
        self, refs: Sequence[RecordRef], kind: RecordKind
    ) -> dict[RecordRef, tuple[Record, ...]]:
        """Read them now, for every `related` that comes."""
        found = self._crm.related_many(refs, kind)
        self._related |= {(ref, kind): records for ref, records in found.items()}
        return found

    def get(self, ref: RecordRef, *, edits: bool = False) -> Record:
        """As it was read ahead, else as it is now."""
        known = None if edits else self._records.get(ref)
        return known or self._crm.get(ref, edits=edits)

    def related(self, ref: RecordRef, kind: RecordKind) -> tuple[Record, ...]:
        """As it was read ahead, else as it is now."""
        known = self._related.get((ref, kind))
        return self._crm.related(ref, kind) if known is None else known
