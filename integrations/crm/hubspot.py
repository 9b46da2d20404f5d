"""The CRM port on HubSpot, through hubspot-api-client (CRM API v3, associations v4)."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bot.clock import Clock
from bot.crm import Capabilities, Usage
from bot.crm_mail import Audience, Consent, MailLog
from bot.findings import Finding
from bot.records import ChangePage, Conflict, Created, Note, Owner, Record, Schema, Stage, Where, Written
from bot.values import RecordKind, RecordRef, Value
from integrations.crm import hubspot_doctor
from integrations.crm.calls import Patience, Wait
from integrations.crm.hanging import hung_on
from integrations.crm.hubspot_audience import audience
from integrations.crm.hubspot_consent import HubSpotConsent
from integrations.crm.hubspot_creates import HubSpotCreates
from integrations.crm.hubspot_feed import HubSpotFeed
from integrations.crm.hubspot_links import HubSpotLinks
from integrations.crm.hubspot_looks import HubSpotLooks
from integrations.crm.hubspot_mails import HubSpotMails
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_primary import HubSpotPrimary
from integrations.crm.hubspot_reader import HubSpotReader
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import ADDRESS, READ_SECONDS, HubSpotSession
from integrations.crm.hubspot_writer import HubSpotWriter
from integrations.crm.wire import Watcher

__all__ = ["HubSpotCrm"]


class _MachineClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class HubSpotCrm:
    """Implements `bot.crm.Crm`; safe to call from several threads.

    Args:
        token: A private app's access token.
        url: The address of the API.
        clock: Dates notes and activities; None means the machine's clock.
        wire: Told of every HTTP exchange, without secrets.
        wait: Waits so many seconds before another try, and for the pace.
        read_seconds: How long an answer may take.
    """

    name = "hubspot"

    def __init__(
        self,
        token: str,
        *,
        url: str = ADDRESS,
        clock: Clock | None = None,
        wire: Watcher | None = None,
        wait: Wait = time.sleep,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._session = HubSpotSession(
            token, url=url, patience=Patience(wait), watcher=wire, wait=wait, read_seconds=read_seconds
        )
        self._portal = HubSpotPortal(self._session, clock or _MachineClock())
        self._schemas = HubSpotSchemas(self._session, self._portal)
        self._links = HubSpotLinks(self._session)
        self._reader = HubSpotReader(self._session, self._schemas, self._portal, self._links)
        self._feed = HubSpotFeed(self._session, self._schemas, self._portal, self._reader)
        self._writer = HubSpotWriter(self._session, self._schemas, self._portal, self._reader)
        self._primary = HubSpotPrimary(self._portal, self._links, self._reader)
        looks = HubSpotLooks(self._session, self._schemas, self._portal, self._links, self._reader)
        self._creates = HubSpotCreates(
            self._session, self._schemas, self._portal, self._links, self._writer, looks
        )
        self._mails = HubSpotMails(self._session, self._schemas, self._portal, self._links)
        self._consent = HubSpotConsent(self._session, self._schemas, self._portal)

    def capabilities(self) -> Capabilities:
        label = self._links.primary_label() is not None
        return Capabilities(
            atomic_update=False,
            keyed_create=self._schemas.has_key("tasks"),
            primary_contact="label" if label else "association",
        )

    def describe(self, kind: RecordKind) -> Schema:
        return self._schemas.schema(kind)

    def get(self, ref: RecordRef, *, edits: bool = False) -> Record:
        return self._reader.get(ref, edits=edits)

    def find(
        self, kind: RecordKind, where: Sequence[Where], *, order: str | None = None, limit: int = 200
    ) -> tuple[Record, ...]:
        return self._feed.find(kind, where, order, limit)

    def related(self, ref: RecordRef, kind: RecordKind) -> tuple[Record, ...]:
        return self._reader.related(ref, kind)

    def changes(self, kind: RecordKind, cursor: str | None, *, limit: int = 500) -> ChangePage:
        return self._feed.changes(kind, cursor, limit)

    def update_if(
        self, ref: RecordRef, expect: Mapping[str, Value], values: Mapping[str, Value], *, key: str
    ) -> Written | Conflict:
        return self._writer.update_if(ref, expect, values, key)

    def relate_if(
        self, deal: RecordRef, expect: str | None, contact: str | None, *, key: str
    ) -> Written | Conflict:
        return self._primary.relate_if(deal, expect, contact, key)

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
        return audience(self._session, domain, limit)

    def opt_out(self, address: str, key: str) -> tuple[Written, ...]:
        return self._consent.opt_out(address, key)

    def log_mail_once(self, key: str, mail: MailLog, links: Sequence[RecordRef]) -> Created:
        return self._mails.log_once(key, mail, links)

    def owners(self) -> tuple[Owner, ...]:
        return self._portal.owners()

    def stages(self) -> tuple[Stage, ...]:
        return self._portal.stages()

    def usage(self) -> Usage:
        return self._session.usage()

    def check(self) -> tuple[Finding, ...]:
        return hubspot_doctor.check(self._session, self._schemas, self._portal, self._links)

    def link(self, ref: RecordRef) -> str:
        return self._reader.link(ref.kind, ref.id)

    def close(self) -> None:
        """Close the pooled connections."""
        self._session.close()
