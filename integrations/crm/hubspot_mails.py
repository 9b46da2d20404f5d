"""Logging a mail in HubSpot: an `emails` object with its associations. HubSpot keeps it and sends nothing.

Property names: developers.hubspot.com, "Engagements: Email". `hs_email_message_id` is what HubSpot's own mail
integrations fill in; it is read here and never written.
"""

import json
from collections.abc import Sequence

from bot.crm_mail import MailLog
from bot.errors import Duplicate, Gone
from bot.mail import Address
from bot.records import Created
from bot.values import RecordKind, RecordRef
from integrations.crm import mails
from integrations.crm.calls import LostAnswerError
from integrations.crm.compare import moment_text, parse_moment
from integrations.crm.hubspot_fields import KEY_PROPERTY, checked_id, kind_of
from integrations.crm.hubspot_links import HubSpotLinks
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import HubSpotSession
from integrations.crm.settling import settle

_PLURAL = "emails"
_MESSAGE_ID, _TEXT, _AT = "hs_email_message_id", "hs_email_text", "hs_timestamp"
_LIMIT = 65_536
_ORDER: Sequence[RecordKind] = ("deal", "account", "contact")


class HubSpotMails:
    """Mails on the records they belong to, once each."""

    def __init__(
        self, session: HubSpotSession, schemas: HubSpotSchemas, portal: HubSpotPortal, links: HubSpotLinks
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._portal = portal
        self._links = links

    def log_once(self, key: str, mail: MailLog, links: Sequence[RecordRef]) -> Created:
        """As the port says. What is there is read from associations, which never lag: search does."""
        mails.checked(mail, links, _ORDER)
        links = sorted(links, key=lambda each: _ORDER.index(each.kind))
        # Ours hangs on every link, so the first finds it; other integrations log on the contact.
        contact = next((each for each in links if each.kind == "contact"), links[0])

        def look() -> Created | None:
            return self._known(key, mail, list(dict.fromkeys((links[0], contact))))

        if found := look():
            return found
        inline = [self._links.inline(_PLURAL, link.kind, link.id) for link in links]
        sent = {"properties": self._properties(key, mail), "associations": inline}
        try:
            made = self._session.call(lambda: self._session.objects.create(_PLURAL, sent), writes=True)
        except LostAnswerError as lost:
            return settle(look, key, lost)
        except Duplicate:
            if found := self._by_key(key):
                return found
            raise
        said = f"201 Created at {moment_text(made.created_at)}"
        return Created(RecordRef("email", str(made.id)), existed=False, answer=said)

    def _properties(self, key: str, mail: MailLog) -> dict[str, str]:
        sent = mail.direction == "sent"
        headers = {
            "from": _header(mail.sender),
            "to": [_header(each) for each in mail.to],
            "cc": [_header(each) for each in mail.cc],
            "bcc": [],
        }
        properties = {
            _AT: moment_text(mail.sent_at),
            "hs_email_direction": "EMAIL" if sent else "INCOMING_EMAIL",
            "hs_email_status": "SENT",
            "hs_email_subject": mail.subject,
            _TEXT: mails.body(mail, key, _LIMIT),
            "hs_email_headers": json.dumps(headers, ensure_ascii=False),
        }
        return properties | ({KEY_PROPERTY: key} if self._schemas.has_key(_PLURAL) else {})

    def _known(self, key: str, mail: MailLog, links: Sequence[RecordRef]) -> Created | None:
        if self._schemas.has_key(_PLURAL) and (found := self._by_key(key)):
            return found
        return next((found for link in links if (found := self._on(link, key, mail))), None)

    def _on(self, link: RecordRef, key: str, mail: MailLog) -> Created | None:
        """By the Message-ID that HubSpot noted, or by our mark in those of the same second."""
        ends = self._links.ends_of(kind_of(link.kind).plural, checked_id(link.id), _PLURAL)
        rows = self._links.read(_PLURAL, [end.id for end in ends], [_AT, _MESSAGE_ID])
        wanted = mails.message_id(mail).strip("<>")
        near = []
        for row in rows:
            if str(row.properties.get(_MESSAGE_ID) or "").strip("<>") == wanted:
                return self._found(str(row.id))
            at = row.properties.get(_AT)
            if at and abs((parse_moment(at) - mail.sent_at).total_seconds()) < 1:
                near.append(str(row.id))
        for row in self._links.read(_PLURAL, near, [_TEXT]):
            if mails.marked(str(row.properties.get(_TEXT) or ""), mail, key):
                return self._found(str(row.id))
        return None

    def _by_key(self, key: str) -> Created | None:
        try:
            row = self._session.call(
                lambda: self._session.objects.get_by_id(_PLURAL, key, id_property=KEY_PROPERTY, properties=[])
            )
        except Gone:
            return None
        return self._found(str(row.id))

    def _found(self, record_id: str) -> Created:
        said = f"found by its Message-ID at {self._portal.now():%Y-%m-%dT%H:%M:%SZ}"
        return Created(RecordRef("email", record_id), existed=True, answer=said)


def _header(who: Address) -> dict[str, str]:
    first, _, last = who.name.partition(" ")
    named = {"firstName": first, "lastName": last}
    return {"email": who.address} | {name: value for name, value in named.items() if value}
