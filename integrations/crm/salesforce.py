"""The CRM port on Salesforce, through simple-salesforce (REST API v60.0)."""

import time
from collections.abc import Mapping, Sequence

from bot.clock import Clock
from bot.crm import Capabilities, Usage
from bot.crm_mail import Audience, Consent, MailLog
from bot.findings import Finding
from bot.records import ChangePage, Conflict, Created, Note, Owner, Record, Schema, Stage, Where, Written
from bot.values import RecordKind, RecordRef, Value
from integrations.crm import salesforce_doctor
from integrations.crm.calls import Patience, Wait
from integrations.crm.hanging import hung_on
from integrations.crm.salesforce_audience import audience
from integrations.crm.salesforce_consent import SalesforceConsent
from integrations.crm.salesforce_creates import SalesforceCreates
from integrations.crm.salesforce_mails import SalesforceMails
from integrations.crm.salesforce_reader import SalesforceReader
from integrations.crm.salesforce_schemas import SalesforceSchemas
from integrations.crm.salesforce_session import (
    READ_SECONDS,
    ClientCredentials,
    JwtBearer,
    SalesforceCredentials,
    SalesforceSession,
)
from integrations.crm.salesforce_us import Us
from integrations.crm.salesforce_writer import SalesforceWriter
from integrations.crm.wire import Watcher

__all__ = ["ClientCredentials", "JwtBearer", "SalesforceCredentials", "SalesforceCrm"]


class SalesforceCrm:
    """Implements `bot.crm.Crm`; safe to call from several threads.

    Args:
        credentials: Client credentials or a JWT bearer key.
        domain: The My Domain host, such as acme.my.salesforce.com.
        clock: Dates what Salesforce does not date (the line on a receipt).
        url: The address that requests really go to; None means the domain.
        currency: The org's currency, used where it has only one (ISO 4217).
        wire: Told of every HTTP exchange, without secrets.
        wait: Waits so many seconds before another try.
        read_seconds: How long an answer may take.

    Raises:
        SettingError: The domain is no Salesforce host.
    """

    name = "salesforce"

    def __init__(
        self,
        credentials: SalesforceCredentials,
        *,
        domain: str,
        clock: Clock,
        url: str | None = None,
        currency: str = "USD",
        wire: Watcher | None = None,
        wait: Wait = time.sleep,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._session = SalesforceSession(
            credentials,
            domain=domain,
            url=url,
            patience=Patience(wait),
            watcher=wire,
            read_seconds=read_seconds,
        )
        self._schemas = SalesforceSchemas(self._session)
        self._us = Us(self._session, clock, currency)
        self._reader = SalesforceReader(self._session, self._schemas, self._us)
        self._writer = SalesforceWriter(self._session, self._schemas, self._reader, self._us)
        self._creates = SalesforceCreates(self._session, self._schemas, self._reader, self._writer, self._us)
        self._mails = SalesforceMails(self._session, self._schemas, self._reader, self._creates, self._us)
        self._consent = SalesforceConsent(self._session, self._schemas, self._reader, self._us)

    def capabilities(self) -> Capabilities:
        keyed = self._schemas.has_key("task")
        return Capabilities(atomic_update=True, keyed_create=keyed, primary_contact="role")

    def describe(self, kind: RecordKind) -> Schema:
        return self._schemas.schema(kind)

    def get(self, ref: RecordRef, *, edits: bool = False) -> Record:
        return self._reader.get(ref, edits=edits)

    def find(
        self, kind: RecordKind, where: Sequence[Where], *, order: str | None = None, limit: int = 200
    ) -> tuple[Record, ...]:
        return self._reader.find(kind, where, order, limit)

    def related(self, ref: RecordRef, kind: RecordKind) -> tuple[Record, ...]:
        return self._reader.related(ref, kind)

    def changes(self, kind: RecordKind, cursor: str | None, *, limit: int = 500) -> ChangePage:
        return self._reader.changes(kind, cursor, limit)

    def update_if(
        self, ref: RecordRef, expect: Mapping[str, Value], values: Mapping[str, Value], *, key: str
    ) -> Written | Conflict:
        return self._writer.update_if(ref, expect, values, key)

    def relate_if(
        self, deal: RecordRef, expect: str | None, contact: str | None, *, key: str
    ) -> Written | Conflict:
        return self._writer.relate_if(deal, expect, contact, key)

    def create_once(
        self,
        kind: RecordKind,
        key: str,
        values: Mapping[str, Value],
        links: Sequence[RecordRef],
        *,
        again: bool = False,
    ) -> Created:
        return self._creates.create_once(kind, key, values, links, again=again)

    def archive(self, ref: RecordRef, *, expect: Mapping[str, Value]) -> Written | Conflict:
        if hanging := hung_on(ref, self._reader.related):
            return Conflict(self._reader.get(ref, edits=True), hanging)
        return self._writer.archive(ref, expect)

    def note_once(
        self, key: str, targets: Sequence[RecordRef], title: str, body: str, *, again: bool = False
    ) -> Created:
        return self._creates.note_once(key, targets, title, body, again=again)

    def notes(self, target: RecordRef) -> tuple[Note, ...]:
        return self._creates.notes(target)

    def consent(self, address: str) -> Consent:
        return self._consent.consent(address)

    def audience(self, domain: str, *, limit: int = 5) -> Audience:
        return audience(self._reader, domain, limit)

    def opt_out(self, address: str, key: str) -> tuple[Written, ...]:
        return self._consent.opt_out(address, key)

    def log_mail_once(self, key: str, mail: MailLog, links: Sequence[RecordRef]) -> Created:
        return self._mails.log_once(key, mail, links)

    def owners(self) -> tuple[Owner, ...]:
        return self._us.owners()

    def stages(self) -> tuple[Stage, ...]:
        return self._us.stages()

    def usage(self) -> Usage:
        return self._session.usage()

    def check(self) -> tuple[Finding, ...]:
        return salesforce_doctor.check(self._session, self._schemas, self._us)

    def link(self, ref: RecordRef) -> str:
        return self._reader.link(ref.kind, ref.id)

    def close(self) -> None:
        """Close the pooled connections."""
        self._session.close()
