"""Logging a mail in Salesforce: an EmailMessage where the org has Enhanced Email, else a completed task.

Object Reference, EmailMessage: people are named by id in ToIds and CcIds, and only addresses that belong to nobody
stand in ToAddress and CcAddress; a sender who is a contact is named by an EmailMessageRelation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simple_salesforce.format import format_soql

from bot.crm_mail import MailLog
from bot.errors import Forbidden, Gone
from bot.mail import Address
from bot.records import Created
from bot.values import RecordKind, RecordRef
from integrations.crm import mails
from integrations.crm.calls import LostAnswerError
from integrations.crm.compare import moment_text
from integrations.crm.salesforce_composite import made, step
from integrations.crm.salesforce_creates import SalesforceCreates
from integrations.crm.salesforce_fields import checked_id
from integrations.crm.salesforce_reader import SalesforceReader
from integrations.crm.salesforce_schemas import SalesforceSchemas
from integrations.crm.salesforce_session import SalesforceSession
from integrations.crm.salesforce_us import Us
from integrations.crm.settling import settle

_MAIL, _RELATION = "EmailMessage", "EmailMessageRelation"
_KINDS: Sequence[RecordKind] = ("deal", "account", "contact", "lead")
_READ, _SENT = "1", "3"  # EmailMessage.Status
_NEEDED = ("Subject", "TextBody", "MessageDate", "MessageIdentifier", "RelatedToId", "ToIds", "Status")
_SUBJECT, _TASK_SUBJECT, _ADDRESSES = 3000, 255, 4000
_KNOWN = "SELECT Id FROM EmailMessage WHERE MessageIdentifier IN {} LIMIT 1"
_TASKS = (
    "SELECT Id, Description FROM Task WHERE {:literal} = {} AND TaskSubtype = 'Email' "
    "ORDER BY CreatedDate DESC LIMIT 200"
)


@dataclass(frozen=True)
class _Place:
    """What the mail hangs on: at most one deal or account, and people with the addresses they have."""

    what: str | None
    people: Mapping[str, str]  # id -> address in lower case, empty where there is none


class SalesforceMails:
    """Mails on the records they belong to, once each."""

    def __init__(
        self,
        session: SalesforceSession,
        schemas: SalesforceSchemas,
        reader: SalesforceReader,
        creates: SalesforceCreates,
        us: Us,
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._reader = reader
        self._creates = creates
        self._us = us

    def log_once(self, key: str, mail: MailLog, links: Sequence[RecordRef]) -> Created:
        """As the port says: three calls the first time, one or two for a mail that stands there."""
        mails.checked(mail, links, _KINDS)
        if self._has_mails():
            return self._as_mail(key, mail, links)
        return self._as_task(key, mail, links)

    def _has_mails(self) -> bool:
        try:
            fields = self._schemas.described(_MAIL)
        except (Forbidden, Gone):  # an org without Enhanced Email has no such object
            return False
        return all(fields.get(name, {}).get("createable") for name in _NEEDED)

    def _as_mail(self, key: str, mail: MailLog, links: Sequence[RecordRef]) -> Created:
        if found := self._known(mail):
            return found
        steps = self._steps(mail, self._place(links))
        try:
            record_id = made(self._session, steps)
        except LostAnswerError as lost:
            return settle(lambda: self._known(mail), key, lost)
        return Created(
            RecordRef("email", checked_id(record_id)), existed=False, answer=self._us.stamped("201 Created")
        )

    def _known(self, mail: MailLog) -> Created | None:
        """By its Message-ID, which other mail integrations store too, some without the angle brackets."""
        known = mails.message_id(mail)
        rows = self._reader.query(format_soql(_KNOWN, [known, known.strip("<>")]))
        return self._found(RecordRef("email", checked_id(str(rows[0]["Id"])))) if rows else None

    def _place(self, links: Sequence[RecordRef]) -> _Place:
        what = _what(links)
        people: dict[str, str] = {}
        for kind, sobject in (("contact", "Contact"), ("lead", "Lead")):
            ids = [checked_id(each.id) for each in links if each.kind == kind]
            if ids:
                asked = format_soql("SELECT Id, Email FROM {:literal} WHERE Id IN {}", sobject, ids)
                held = {str(row["Id"]): str(row.get("Email") or "") for row in self._reader.query(asked)}
                if gone := [each for each in ids if each not in held]:
                    raise Gone(f"The {kind} {gone[0]} is not in Salesforce any more.")
                people |= {each: held[each].lower() for each in ids}
        return _Place(what, people)

    @staticmethod
    def _steps(mail: MailLog, place: _Place) -> list[dict[str, object]]:
        incoming = mail.direction == "received"
        by_address = {address: each for each, address in place.people.items() if address}
        to, cc = _named(mail.to, by_address), _named(mail.cc, by_address)
        sender = by_address.get(mail.sender.address.lower())
        rest = [each for each in place.people if each not in {*to, *cc, sender}]
        if incoming and sender is None and rest:
            sender = rest.pop(0)  # a contact who wrote from an address that the CRM does not have
        fields: dict[str, object] = {
            "Subject": mail.subject[:_SUBJECT],
            "TextBody": mails.fit(mail.text, 32_000),
            "FromAddress": mail.sender.address,
            "FromName": mail.sender.name[:1000],
            "ToAddress": mails.listed(_strangers(mail.to, by_address), _ADDRESSES),
            "CcAddress": mails.listed(_strangers(mail.cc, by_address), _ADDRESSES),
            "ToIds": [*to, *rest],
            "CcIds": cc,
            "Incoming": incoming,
            "Status": _READ if incoming else _SENT,
            "MessageDate": moment_text(mail.sent_at),
            "MessageIdentifier": mails.message_id(mail),
            "RelatedToId": place.what,
        }
        steps = [
            step("mail", _MAIL, {name: value for name, value in fields.items() if value not in ("", [])})
        ]
        if sender is not None:
            relation = {"EmailMessageId": "@{mail.id}", "RelationId": sender, "RelationType": "FromAddress"}
            steps.append(step("sender", _RELATION, relation | {"RelationAddress": mail.sender.address}))
        return steps

    def _as_task(self, key: str, mail: MailLog, links: Sequence[RecordRef]) -> Created:
        what, who = _what(links), _who(links)
        if found := self._known_task(key, mail, what, who):
            return found
        limit = int(self._schemas.described("Task").get("Description", {}).get("length") or 32_000)
        sent: dict[str, object] = {
            "Subject": f"Email: {mail.subject}"[:_TASK_SUBJECT],
            "Description": mails.headed(mail, key, limit),
            "Status": "Completed",
            "TaskSubtype": "Email",
            "ActivityDate": mail.sent_at.date().isoformat(),
            "WhatId": what,
            "WhoId": who,
        }
        try:
            return self._creates.make("task", key, sent, keyed=self._schemas.has_key("task"))
        except LostAnswerError as lost:
            return settle(lambda: self._known_task(key, mail, what, who), key, lost)

    def _known_task(self, key: str, mail: MailLog, what: str | None, who: str | None) -> Created | None:
        asked = format_soql(_TASKS, "WhatId" if what else "WhoId", what or who)
        for row in self._reader.query(asked):
            if mails.marked(str(row.get("Description") or ""), mail, key):
                return self._found(RecordRef("task", checked_id(str(row["Id"]))))
        return None

    def _found(self, ref: RecordRef) -> Created:
        return Created(ref, existed=True, answer=self._us.stamped("found by its Message-ID"))


def _what(links: Sequence[RecordRef]) -> str | None:
    """The deal, else the account: a mail is about one of them."""
    for kind in ("deal", "account"):
        for each in links:
            if each.kind == kind:
                return checked_id(each.id)
    return None


def _who(links: Sequence[RecordRef]) -> str | None:
    return next((checked_id(each.id) for each in links if each.kind in {"contact", "lead"}), None)


def _named(addresses: Sequence[Address], by_address: Mapping[str, str]) -> list[str]:
    known = (by_address.get(each.address.lower()) for each in addresses)
    return list(dict.fromkeys(each for each in known if each is not None))


def _strangers(addresses: Sequence[Address], by_address: Mapping[str, str]) -> list[Address]:
    return [each for each in addresses if each.address and each.address.lower() not in by_address]
