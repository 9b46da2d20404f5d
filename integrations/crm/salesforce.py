"""The CRM port on Salesforce, through simple-salesforce (REST API v60.0)."""

import time
from functools import partial

from bot.clock import Clock
from bot.crm import Capabilities
from integrations.crm import salesforce_doctor
from integrations.crm.calls import Patience, Wait
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
        session = SalesforceSession(
            credentials,
            domain=domain,
            url=url,
            patience=Patience(wait),
            watcher=wire,
            read_seconds=read_seconds,
        )
        self._schemas = schemas = SalesforceSchemas(session)
        us = Us(session, clock, currency)
        reader = SalesforceReader(session, schemas, us)
        writer = SalesforceWriter(session, schemas, reader, us)
        creates = SalesforceCreates(session, schemas, reader, writer, us)
        consent = SalesforceConsent(session, schemas, reader, us)
        # Who answers each question of the port.
        self.describe = schemas.schema
        self.get, self.related, self.link = reader.get, reader.related, reader.link
        self.get_many, self.related_many = reader.get_many, reader.related_many
        self.find, self.changes = reader.find, reader.changes
        self.update_if, self.relate_if, self.archive = writer.update_if, writer.relate_if, writer.archive
        self.create_once, self.note_once, self.notes = creates.create_once, creates.note_once, creates.notes
        self.consent, self.opt_out = consent.consent, consent.opt_out
        self.audience = partial(audience, reader)
        self.log_mail_once = SalesforceMails(session, schemas, reader, creates, us).log_once
        self.owners, self.stages = us.owners, us.stages
        self.check = partial(salesforce_doctor.check, session, schemas, us)
        self.usage, self.close = session.usage, session.close

    def capabilities(self) -> Capabilities:
        keyed = self._schemas.has_key("task")
        return Capabilities(atomic_update=True, keyed_create=keyed, primary_contact="role")
