"""Writing to Salesforce: each write only if the record still holds what a person was shown."""

from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import format_datetime
from typing import Any, TypeVar

from simple_salesforce.format import format_soql

from bot.errors import CrmError, Forbidden, Gone, InDoubt, Invalid, Locked, Unavailable
from bot.records import Conflict, Schema, Written
from bot.values import RecordKind, RecordRef, Value
from integrations.crm.calls import LostAnswerError
from integrations.crm.compare import Weighed, preflight, weigh
from integrations.crm.hanging import hung_on
from integrations.crm.salesforce_errors import ChangedMeanwhileError
from integrations.crm.salesforce_fields import checked_id, kind_of
from integrations.crm.salesforce_reader import SalesforceReader, moment
from integrations.crm.salesforce_schemas import SalesforceSchemas
from integrations.crm.salesforce_session import SalesforceSession
from integrations.crm.salesforce_us import Us

_REFUSALS = 3  # conditional writes that may be refused while our fields stay as they were
_ROLES = (
    "SELECT Id, ContactId, Role, IsPrimary, CreatedById FROM OpportunityContactRole "
    "WHERE OpportunityId = {} ORDER BY Id"
)
_ROLE = "OpportunityContactRole"
_UNREAD = "The connection broke while writing, and reading cannot tell what happened."

T = TypeVar("T")


class SalesforceWriter:
    """Conditional changes of records that exist."""

    def __init__(
        self, session: SalesforceSession, schemas: SalesforceSchemas, reader: SalesforceReader, us: Us
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._reader = reader
        self._us = us

    def update_if(
        self, ref: RecordRef, expect: Mapping[str, Value], values: Mapping[str, Value], *, key: str
    ) -> Written | Conflict:
        """Read, compare, PATCH with If-Unmodified-Since (REST API Developer Guide, "Conditional Requests").

        The header's grain is a second and it counts any change of the record; so a refusal is followed by
        another look at our fields, and only theirs is a conflict.
        """
        schema = self._schemas.schema(ref.kind)
        wanted = self.checked(schema, values)
        _readable(schema, expect)
        for _ in range(_REFUSALS):
            now, since = self._read(ref, {*expect, *wanted})
            weighed = weigh(schema, expect, wanted, now)
            if weighed.clashes:
                return Conflict(self._reader.get(ref, edits=True), weighed.clashes)
            if weighed.done:
                said = self._us.stamped("Nothing to write: the record already held these values")
                ours = {each.field for each in self._reader.get(ref, edits=True).edits if each.ours}
                mine = {name: shown for name, shown in expect.items() if name in ours}
                return self._written(ref, wanted | mine, wanted, said, already=True)
            sent = self.sent(ref.kind, weighed.to_write)
            try:
                self._patch(kind_of(ref.kind).sobject, ref.id, sent, since)
            except ChangedMeanwhileError:
                continue
            except LostAnswerError as lost:
                return self._after_lost(ref, expect, wanted, wanted | _replaced(weighed, now), key, lost)
            return self._written(
                ref, wanted | _replaced(weighed, now), wanted, self._us.stamped("204 No Content")
            )
        raise Locked("The record keeps changing while we write; try again in a moment.")

    def relate_if(
        self, deal: RecordRef, expect: str | None, contact: str | None, *, key: str
    ) -> Written | Conflict:
        """Name the primary contact through its OpportunityContactRole; Salesforce keeps one primary a deal."""
        contact = checked_id(contact) if contact else None
        expect = checked_id(expect) if expect else None
        roles = self._roles(deal)
        now = _primary(roles)
        if now == contact:
            said = self._us.stamped("Nothing to write: the deal already had this primary contact")
            return _related(deal, expect, contact, said, already=True)
        if now != expect:
            return Conflict(self._reader.get(deal, edits=True), ("primary_contact",))
        try:
            said = self._change_role(deal, roles, contact)
        except LostAnswerError as lost:
            after = _primary(self._or_in_doubt(lambda: self._roles(deal), key, lost))
            if after == contact:
                return _related(
                    deal, expect, contact, self._us.stamped("No answer, but reading shows it written")
                )
            if after == expect:
                raise Unavailable("Salesforce did not answer; nothing was written.", raw=str(lost)) from lost
            return Conflict(self._reader.get(deal, edits=True), ("primary_contact",))
        return _related(deal, expect, contact, self._us.stamped(said))

    def archive(self, ref: RecordRef, *, expect: Mapping[str, Value]) -> Written | Conflict:
        """Delete a record of ours if nobody touched those fields; DELETE knows no condition of its own."""
        if hanging := hung_on(ref, self._reader.related):
            return Conflict(self._reader.get(ref, edits=True), hanging)
        schema = self._schemas.schema(ref.kind)
        _readable(schema, expect)
        now, _ = self._read(ref, set(expect))
        clashes = weigh(schema, expect, {}, now).clashes
        if clashes:
            return Conflict(self._reader.get(ref, edits=True), clashes)
        sobject, record_id = kind_of(ref.kind).sobject, checked_id(ref.id)
        said = "204 No Content"
        try:
            self._session.call(lambda sf: getattr(sf, sobject).delete(record_id), writes=True)
        except LostAnswerError as lost:
            if self._or_in_doubt(lambda: self._exists(ref), ref.id, lost):
                raise Unavailable("Salesforce did not answer; nothing was deleted.", raw=str(lost)) from lost
            said = "No answer, but reading shows it deleted"
        return Written(ref, now, dict.fromkeys(now), atomic=False, answer=self._us.stamped(said))

    def checked(self, schema: Schema, values: Mapping[str, Value]) -> dict[str, Value]:
        """The values as this org would take them. Raises Invalid, Forbidden."""
        if "primary_contact" in values:
            raise Invalid("A primary contact is set by relating it, not as a field.", field="primary_contact")
        owners = self._us.owners() if any(name == "owner" for name in values) else None
        return preflight(schema, values, owners)

    @staticmethod
    def sent(kind: RecordKind, values: Mapping[str, Value]) -> dict[str, object]:
        """Neutral values as API names and JSON values."""
        fields = {field.name: field for field in kind_of(kind).fields}
        return {fields[name].api: fields[name].sent(value) for name, value in values.items()}

    def _read(self, ref: RecordRef, names: set[str]) -> tuple[dict[str, Value], str]:
        """Those fields now, and the moment of the record's last change as an HTTP date."""
        fields = [field for field in self._schemas.visible(ref.kind) if field.name in names]
        row = self._reader.row(ref, fields, roles=False)
        changed: datetime = moment(row, "LastModifiedDate")
        return {field.name: field.value(row) for field in fields}, format_datetime(changed, usegmt=True)

    def _patch(self, sobject: str, record_id: str, sent: Mapping[str, object], since: str) -> None:
        headers, record_id = {"If-Unmodified-Since": since}, checked_id(record_id)
        try:
            self._session.call(
                lambda sf: getattr(sf, sobject).update(record_id, dict(sent), headers=headers), writes=True
            )
        except Forbidden:
            self._schemas.forget()
            raise

    def _after_lost(
        self,
        ref: RecordRef,
        expect: Mapping[str, Value],
        wanted: Mapping[str, Value],
        before: Mapping[str, Value],
        key: str,
        lost: LostAnswerError,
    ) -> Written | Conflict:
        """The answer got lost: the record itself tells, since a PATCH is written whole or not at all."""
        now, _ = self._or_in_doubt(lambda: self._read(ref, {*expect, *wanted}), key, lost)
        weighed = weigh(self._schemas.schema(ref.kind), expect, wanted, now)
        if weighed.clashes:
            return Conflict(self._reader.get(ref, edits=True), weighed.clashes)
        if weighed.to_write:
            raise Unavailable("Salesforce did not answer; nothing was written.", raw=str(lost)) from lost
        said = self._us.stamped("No answer, but reading shows it written")
        return self._written(ref, before, wanted, said)

    @staticmethod
    def _or_in_doubt(read: Callable[[], T], key: str, lost: LostAnswerError) -> T:
        try:
            return read()
        except CrmError as error:
            raise InDoubt(_UNREAD, key=key, raw=str(lost)) from error

    @staticmethod
    def _written(
        ref: RecordRef,
        before: Mapping[str, Value],
        wanted: Mapping[str, Value],
        said: str,
        *,
        already: bool = False,
    ) -> Written:
        held = {name: before[name] for name in wanted}
        return Written(ref, held, dict(wanted), atomic=True, answer=said, already=already)

    def _roles(self, deal: RecordRef) -> list[Mapping[str, Any]]:
        return self._reader.query(format_soql(_ROLES, checked_id(deal.id)))

    def _change_role(self, deal: RecordRef, roles: list[Mapping[str, Any]], contact: str | None) -> str:
        row = next((role for role in roles if role["ContactId"] == contact), None)
        if contact is not None and row is None:
            made = {"OpportunityId": checked_id(deal.id), "ContactId": contact, "IsPrimary": True}
            self._session.call(lambda sf: getattr(sf, _ROLE).create(made), writes=True)
            return "201 Created"
        if row is not None:
            self._set_primary(str(row["Id"]), primary=True)
            return "204 No Content"
        old = next(role for role in roles if role["IsPrimary"])
        role_id = checked_id(str(old["Id"]))
        if old.get("CreatedById") == self._us.user_id() and not old.get("Role"):
            self._session.call(lambda sf: getattr(sf, _ROLE).delete(role_id), writes=True)
        else:
            self._set_primary(role_id, primary=False)
        return "204 No Content"

    def _set_primary(self, role_id: str, *, primary: bool) -> None:
        sent, role_id = {"IsPrimary": primary}, checked_id(role_id)
        self._session.call(lambda sf: getattr(sf, _ROLE).update(role_id, sent), writes=True)

    def _exists(self, ref: RecordRef) -> bool:
        try:
            self._reader.row(ref, ())
        except Gone:
            return False
        return True


def _replaced(weighed: Weighed, now: Mapping[str, Value]) -> dict[str, Value]:
    """What is about to be overwritten; the other fields hold their values already."""
    return {name: now.get(name) for name in weighed.to_write}


def _readable(schema: Schema, expect: Mapping[str, Value]) -> None:
    """What cannot be read cannot be compared. Raises Forbidden."""
    for name in expect:
        if schema.field(name) is None:
            raise Forbidden(f"Salesforce does not show us the field {name!r} of a {schema.kind}.", what=name)


def _primary(roles: list[Mapping[str, Any]]) -> str | None:
    return next((str(role["ContactId"]) for role in roles if role["IsPrimary"]), None)


def _related(
    deal: RecordRef, expect: str | None, contact: str | None, said: str, *, already: bool = False
) -> Written:
    before, after = {"primary_contact": expect}, {"primary_contact": contact}
    return Written(deal, before, after, atomic=False, answer=said, already=already)
