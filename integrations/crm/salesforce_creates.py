"""Creating in Salesforce, once: records by our key, and the notes of receipts."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from simple_salesforce.format import format_external_id, format_soql

from bot.errors import Forbidden, Gone, Invalid
from bot.records import Created, Note
from bot.values import RecordKind, RecordRef, Value
from integrations.crm import notes
from integrations.crm.calls import LostAnswerError
from integrations.crm.compare import complete
from integrations.crm.salesforce_composite import made, step
from integrations.crm.salesforce_fields import KEY_FIELD, checked_id, kind_of
from integrations.crm.salesforce_reader import SalesforceReader
from integrations.crm.salesforce_schemas import SalesforceSchemas
from integrations.crm.salesforce_session import SalesforceSession
from integrations.crm.salesforce_us import Us
from integrations.crm.salesforce_writer import SalesforceWriter
from integrations.crm.settling import settle

# Block a duplicate and say which records it is like; never save it silently (header documented since API v52).
_DUPLICATES = {
    "Sforce-Duplicate-Rule-Header": "allowSave=false; includeRecordDetails=true; runAsCurrentUser=true"
}
_LINKS: Mapping[RecordKind, Mapping[RecordKind, str]] = {
    "task": {"deal": "WhatId", "account": "WhatId", "contact": "WhoId", "lead": "WhoId"},
    "meeting": {"deal": "WhatId", "account": "WhatId", "contact": "WhoId"},
    "contact": {"account": "AccountId"},
    # Opportunity.ContactId may be given at creation only, and makes that contact the primary role (API v46 on).
    "deal": {"account": "AccountId", "contact": "ContactId"},
}


class SalesforceCreates:
    """Writes that make something new, each at most once by its key."""

    def __init__(
        self,
        session: SalesforceSession,
        schemas: SalesforceSchemas,
        reader: SalesforceReader,
        writer: SalesforceWriter,
        us: Us,
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._reader = reader
        self._writer = writer
        self._us = us

    def create_once(
        self,
        kind: RecordKind,
        key: str,
        values: Mapping[str, Value],
        links: Sequence[RecordRef],
        *,
        again: bool = False,
    ) -> Created:
        """Create by external id where the key field is there; else carry the key in the description."""
        complete(kind, values, links)
        wanted = self._writer.checked(self._schemas.schema(kind), values)
        sent = self._writer.sent(kind, wanted) | _linked(kind, links)
        keyed = self._schemas.has_key(kind)
        if not keyed:
            sent["Description"] = f"[{key}]"
        if again and (found := self._look(kind, key, sent, keyed=keyed)):
            return found
        try:
            return self.make(kind, key, sent, keyed=keyed)
        except LostAnswerError as lost:
            return settle(lambda: self._look(kind, key, sent, keyed=keyed), key, lost)
        except Forbidden:
            # A repeat finds the key there and would change the record, which may not be given its contact anew.
            if keyed and (found := self._look(kind, key, sent, keyed=keyed)):
                return found
            raise

    def note_once(
        self, key: str, targets: Sequence[RecordRef], title: str, body: str, *, again: bool = False
    ) -> Created:
        """A ContentNote and its links in one all-or-nothing composite call; recognised by its title."""
        if not targets:
            raise Invalid("A note needs a record to stand on.")
        if again and (found := self._look_for_note(key, targets[0])):
            return found
        try:
            note_id = self._write_note(notes.titled(key, title), notes.paragraphs(body), targets)
        except LostAnswerError as lost:
            return settle(lambda: self._look_for_note(key, targets[0]), key, lost)
        return Created(RecordRef("note", note_id), existed=False, answer=self._us.stamped("201 Created"))

    def notes(self, target: RecordRef) -> tuple[Note, ...]:
        """The notes on that record whose title carries a key of ours."""
        found = []
        for row in self._titles(target):
            key = notes.key_of(str((row.get("ContentDocument") or {}).get("Title") or ""))
            if key is None:
                continue
            note_id = checked_id(str(row["ContentDocumentId"]))
            html = self._body(note_id)
            found.append(Note(RecordRef("note", note_id), key, notes.plain(html)))
        return tuple(found)

    def _body(self, note_id: str) -> str:
        sobject = "ContentNote"
        content: bytes = self._session.call(
            lambda sf: getattr(sf, sobject).get_base64(note_id, base64_field="Content")
        )
        return content.decode("utf-8", "replace")

    def make(self, kind: RecordKind, key: str, sent: Mapping[str, object], *, keyed: bool) -> Created:
        """One create with API names and JSON values. Raises LostAnswerError where no answer came."""
        sobject = kind_of(kind).sobject
        if not keyed:
            row = self._session.call(
                lambda sf: getattr(sf, sobject).create(dict(sent), headers=_DUPLICATES), writes=True
            )
            return self._created(kind, str(row["id"]), "201 Created", existed=False)
        path = format_external_id(KEY_FIELD, key)
        answer = self._session.call(
            lambda sf: getattr(sf, sobject).upsert(path, dict(sent), raw_response=True, headers=_DUPLICATES),
            writes=True,
        )
        new = answer.status_code == 201  # noqa: PLR2004  # Created; 200 where the key was there already
        said = "201 Created" if new else f"{answer.status_code}: the key was there already"
        return self._created(kind, str(answer.json()["id"]), said, existed=not new)

    def _look(self, kind: RecordKind, key: str, sent: Mapping[str, object], *, keyed: bool) -> Created | None:
        sobject = kind_of(kind).sobject
        if keyed:
            try:
                row = self._session.call(lambda sf: getattr(sf, sobject).get_by_custom_id(KEY_FIELD, key))
            except Gone:
                return None
            return self._created(kind, str(row["Id"]), "found by its key", existed=True)
        for row in self._reader.query(_like(sobject, sent)):
            if f"[{key}]" in str(row.get("Description") or ""):
                return self._created(kind, str(row["Id"]), "found by its key", existed=True)
        return None

    def _look_for_note(self, key: str, target: RecordRef) -> Created | None:
        for row in self._titles(target):
            if notes.key_of(str((row.get("ContentDocument") or {}).get("Title") or "")) == key:
                return self._created("note", str(row["ContentDocumentId"]), "found by its key", existed=True)
        return None

    def _titles(self, target: RecordRef) -> list[Mapping[str, Any]]:
        return self._reader.query(
            format_soql(
                "SELECT ContentDocumentId, ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = {}",
                checked_id(target.id),
            )
        )

    def _write_note(self, title: str, html: str, targets: Sequence[RecordRef]) -> str:
        content = base64.b64encode(html.encode()).decode()
        steps = [step("note", "ContentNote", {"Title": title, "Content": content})]
        for number, target in enumerate(targets):
            link = {"ContentDocumentId": "@{note.id}", "LinkedEntityId": checked_id(target.id)}
            steps.append(step(f"link{number}", "ContentDocumentLink", link | {"ShareType": "V"}))
        return made(self._session, steps)

    def _created(self, kind: RecordKind, record_id: str, said: str, *, existed: bool) -> Created:
        return Created(RecordRef(kind, checked_id(record_id)), existed=existed, answer=self._us.stamped(said))


def _linked(kind: RecordKind, links: Sequence[RecordRef]) -> dict[str, object]:
    sent: dict[str, object] = {}
    for link in sorted(
        links, key=lambda each: each.kind != "deal"
    ):  # a deal wins the one place for what it is about
        field = _LINKS.get(kind, {}).get(link.kind)
        if field is None:
            raise Invalid(f"Salesforce does not attach a {kind} to a {link.kind} at once.")
        sent.setdefault(field, checked_id(link.id))
    return sent


def _like(sobject: str, sent: Mapping[str, object]) -> str:
    """The recent records that ours would be among, by what they hang on or are called."""
    for name in ("WhatId", "WhoId", "Email", "Subject", "Name", "LastName"):
        if sent.get(name):
            where = format_soql("{:literal} = {}", name, sent[name])
            return f"SELECT Id, Description FROM {sobject} WHERE {where} ORDER BY CreatedDate DESC LIMIT 200"  # noqa: S608
    raise Invalid("A record without a name or a link cannot be found again.")
