"""Writing to HubSpot: compare before, look at the history after.

Checked, not atomic: HubSpot's API has no conditional write.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.errors import CrmError, Forbidden, Gone, InDoubt, Invalid, Unavailable
from bot.records import Conflict, Edit, Schema, Written
from bot.values import RecordKind, RecordRef, Value
from integrations.crm.calls import LostAnswerError
from integrations.crm.compare import moment_text, preflight, same, type_of, weigh
from integrations.crm.hanging import hung_on
from integrations.crm.hubspot_fields import checked_id, kind_of, sent
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_reader import HubSpotReader, Snapshot
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import HubSpotSession

_UNREAD = "The connection broke while writing, and reading cannot tell what happened."
_FIELD = "primary_contact"

T = TypeVar("T")


class HubSpotWriter:
    """Conditional changes of records that exist."""

    def __init__(
        self,
        session: HubSpotSession,
        schemas: HubSpotSchemas,
        portal: HubSpotPortal,
        reader: HubSpotReader,
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._portal = portal
        self._reader = reader

    def update_if(
        self, ref: RecordRef, expect: Mapping[str, Value], values: Mapping[str, Value], *, key: str
    ) -> Written | Conflict:
        """Read with history, compare, PATCH, read the history again for edits that slipped in between."""
        schema = self._schemas.schema(ref.kind)
        wanted = self.checked(schema, values)
        _readable(schema, expect)
        names = {*expect, *wanted}
        before = self._reader.snapshot(ref, names)
        weighed = weigh(schema, expect, wanted, before.values)
        if weighed.clashes:
            return Conflict(self._reader.get(ref, edits=True), weighed.clashes)
        if weighed.done:
            ours = {name for name, edits in before.history.items() if edits and edits[0].ours}
            held = {name: expect.get(name, wanted[name]) if name in ours else wanted[name] for name in wanted}
            said = f"Nothing to write at {self._now()}: the record already held these values"
            overran = _overran_before(schema, before, held)
            return Written(
                before.ref, held, dict(wanted), atomic=False, answer=said, already=True, overran=overran
            )
        try:
            said = self._patch(ref, weighed.to_write)
        except LostAnswerError as lost:
            after = or_in_doubt(lambda: self._reader.snapshot(ref, names), key, lost)
            now = weigh(schema, expect, wanted, after.values)
            if now.clashes:
                return Conflict(self._reader.get(ref, edits=True), now.clashes)
            if now.to_write:
                raise Unavailable("HubSpot did not answer; nothing was written.", raw=str(lost)) from lost
            said = f"No answer, but reading at {self._now()} shows it written"
        else:
            after = self._after(ref, names, before)
        overran = _overran(schema, before, after, weighed.to_write)
        held = {n: before.values.get(n) if n in weighed.to_write else wanted[n] for n in wanted}
        return Written(after.ref, held, dict(wanted), atomic=False, answer=said, overran=overran)

    def archive(self, ref: RecordRef, *, expect: Mapping[str, Value]) -> Written | Conflict:
        """Archive a record of ours if nobody touched those fields; HubSpot's API cannot restore it."""
        if hanging := hung_on(ref, self._reader.related):
            return Conflict(self._reader.get(ref, edits=True), hanging)
        schema = self._schemas.schema(ref.kind)
        _readable(schema, expect)
        before = self._reader.snapshot(ref, set(expect))
        clashes = weigh(schema, expect, {}, before.values).clashes
        if clashes:
            return Conflict(self._reader.get(ref, edits=True), clashes)
        plural, record_id = kind_of(ref.kind).plural, checked_id(ref.id)
        said = "204 No Content"
        try:
            self._session.call(lambda: self._session.objects.archive(plural, record_id), writes=True)
        except LostAnswerError as lost:
            if or_in_doubt(lambda: self._exists(ref), ref.id, lost):
                raise Unavailable("HubSpot did not answer; nothing was archived.", raw=str(lost)) from lost
            said = "No answer, but reading shows it archived"
        gone = dict.fromkeys(before.values)
        return Written(ref, before.values, gone, atomic=False, answer=f"{said} at {self._now()}")

    def checked(self, schema: Schema, values: Mapping[str, Value]) -> dict[str, Value]:
        """The values as this portal would take them. Raises Invalid, Forbidden."""
        if _FIELD in values:
            raise Invalid("A primary contact is set by relating it, not as a field.", field=_FIELD)
        owners = self._portal.owners() if "owner" in values else None
        return preflight(schema, values, owners)

    def sent(self, kind: RecordKind, values: Mapping[str, Value]) -> dict[str, str]:
        """Neutral values as property names and strings."""
        zone = self._portal.account().zone
        fields = {field.name: field for field in kind_of(kind).fields}
        return {fields[name].api: sent(fields[name], value, zone) for name, value in values.items()}

    def _patch(self, ref: RecordRef, values: Mapping[str, Value]) -> str:
        plural, record_id = kind_of(ref.kind).plural, checked_id(ref.id)
        body = {"properties": self.sent(ref.kind, values)}
        try:
            answer = self._session.call(
                lambda: self._session.objects.update(plural, record_id, body), writes=True
            )
        except Forbidden:
            self._schemas.forget()
            raise
        return f"200 OK, updated at {moment_text(answer.updated_at)}"

    def _after(self, ref: RecordRef, names: set[str], before: Snapshot) -> Snapshot:
        """The look after the write; HubSpot said yes, so failing to look does not undo that."""
        try:
            return self._reader.snapshot(ref, names)
        except CrmError:
            return before

    def _exists(self, ref: RecordRef) -> bool:
        try:
            self._reader.snapshot(ref, set())
        except Gone:
            return False
        return True

    def _now(self) -> str:
        return f"{self._portal.now():%Y-%m-%dT%H:%M:%SZ}"


def or_in_doubt(read: Callable[[], T], key: str, lost: LostAnswerError) -> T:
    """What reading says after an answer got lost. Raises InDoubt when that fails too."""
    try:
        return read()
    except CrmError as error:
        raise InDoubt(_UNREAD, key=key, raw=str(lost)) from error


def _overran(
    schema: Schema, before: Snapshot, after: Snapshot, written: Mapping[str, Value]
) -> tuple[Edit, ...]:
    """Edits by others that came after our look and before our write, on the fields we wrote."""
    found: list[Edit] = []
    for name, value in written.items():
        known = {(each.at, each.value) for each in before.history.get(name, ())}
        new = [each for each in after.history.get(name, ()) if (each.at, each.value) not in known]
        kind = type_of(schema, name)
        own = next((at for at, each in enumerate(new) if each.ours and same(kind, each.value, value)), None)
        if own is not None:
            found += new[own + 1 :]
    return tuple(found)


def _overran_before(schema: Schema, now: Snapshot, expected: Mapping[str, Value]) -> tuple[Edit, ...]:
    """What an earlier try of ours, whose end nobody saw, replaced although it was not what was expected."""
    return tuple(
        edits[1]
        for name, shown in expected.items()
        if len(edits := now.history.get(name, ())) > 1
        and edits[0].ours
        and not edits[1].ours
        and not same(type_of(schema, name), edits[1].value, shown)
    )


def _readable(schema: Schema, expect: Mapping[str, Value]) -> None:
    """What cannot be read cannot be compared. Raises Forbidden."""
    for name in expect:
        if schema.field(name) is None:
            raise Forbidden(f"HubSpot does not show us the field {name!r} of a {schema.kind}.", what=name)
