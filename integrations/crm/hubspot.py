"""The CRM port on HubSpot, through hubspot-api-client (CRM API v3, associations v4)."""

import time
from datetime import UTC, datetime
from functools import partial

from bot.clock import Clock
from bot.crm import Capabilities
from integrations.crm import hubspot_doctor
from integrations.crm.calls import Patience, Wait
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
        session = HubSpotSession(
            token, url=url, patience=Patience(wait), watcher=wire, wait=wait, read_seconds=read_seconds
        )
        portal = HubSpotPortal(session, clock or _MachineClock())
        self._schemas = schemas = HubSpotSchemas(session, portal)
        self._links = links = HubSpotLinks(session)
        reader = HubSpotReader(session, schemas, portal, links)
        feed = HubSpotFeed(session, schemas, portal, reader)
        writer = HubSpotWriter(session, schemas, portal, reader)
        looks = HubSpotLooks(session, schemas, portal, links, reader)
        creates = HubSpotCreates(session, schemas, portal, links, writer, looks)
        consent = HubSpotConsent(session, schemas, portal)
        # Who answers each question of the port.
        self.describe = schemas.schema
        self.get, self.related, self.link = reader.get, reader.related, reader.link
        self.get_many, self.related_many = reader.get_many, reader.related_many
        self.find, self.changes = feed.find, feed.changes
        self.update_if, self.archive = writer.update_if, writer.archive
        self.relate_if = HubSpotPrimary(portal, links, reader).relate_if
        self.create_once, self.note_once, self.notes = creates.create_once, creates.note_once, creates.notes
        self.consent, self.opt_out = consent.consent, consent.opt_out
        self.audience = partial(audience, session)
        self.log_mail_once = HubSpotMails(session, schemas, portal, links).log_once
        self.owners, self.stages = portal.owners, portal.stages
        self.check = partial(hubspot_doctor.check, session, schemas, portal, links)
        self.usage, self.close = session.usage, session.close

    def capabilities(self) -> Capabilities:
        label = self._links.primary_label() is not None
        return Capabilities(
            atomic_update=False,
            keyed_create=self._schemas.has_key("tasks"),
            primary_contact="label" if label else "association",
        )
