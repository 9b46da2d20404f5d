"""The house with its mail: it reads a real IMAP server and sends by a real SMTP server, and people write to it."""

import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import sqlalchemy as sa
from pydantic import SecretStr

from bot.model import Proposal, Receipt
from bot.records import Record, Where
from bot.standing import State
from bot.territories import Territories
from integrations.demo import CrmName
from integrations.sandbox.stage import Card
from store.database import rows
from store.mail_tables import reminders
from tests.contracts.mail_servers import ImapServer, Postbox, smtp_server
from tests.contracts.test_accounts import knows_demouser
from tests.scenarios.living import Home, home
from tests.scenarios.street import Seller, street

POSTAL = "1 Main Street, Springfield"


@dataclass
class MailTown:
    """A house with mail, as prospects and colleagues see it."""

    house: Home
    imap: ImapServer
    folder: str
    postbox: Postbox
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def writes(
        self, sender: str, text: str, *, subject: str = "A question", name: str = "", head: str = ""
    ) -> str:
        """Somebody's mail arrives; its Message-ID."""
        now = self.house.dealhand.house.now()
        known = f"<in-{next(self._numbers)}@{sender.partition('@')[2]}>"
        raw = (
            f"From: {name} <{sender}>\r\nTo: hello@dealhand.example\r\nSubject: {subject}\r\n{head}"
            f"Message-ID: {known}\r\nDate: {now:%a, %d %b %Y %H:%M:%S} +0000\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        )
        self.imap.put(self.folder, raw.encode(), at=now)
        return known

    def looks_after(self, seller: Seller, country: str) -> None:
        """That seller is the rep for that country."""
        inside = self.house.dealhand.house
        person = self.house.dealhand.lifecycle.person(seller.slack)
        assert person is not None
        with inside.memory.begin() as tx:
            known = inside.territories(tx) or Territories({})
            inside.keep_territories(tx, known.changed(country, (person.id,)), by=person.id)

    def card_with(self, person: str, words: str) -> Card:
        """The open card before that person that says so."""

        def look() -> Card | None:
            found = [c for c in self.house.cards(person) if words in c.words and c.button("approve")]
            return found[-1] if found else None

        return self.house.until(f"a card with {words!r}", look)

    def sent_to(self, address: str) -> list[EmailMessage]:
        """The mails the SMTP server has for that address, as they came over the wire."""
        mine = [mail for mail in self.postbox.mails if address in mail.rcpt_tos]
        return [message_from_bytes(cast("bytes", mail.content), policy=policy.default) for mail in mine]

    def proposals(self, sender: str) -> list[tuple[Proposal, State]]:
        """What was proposed about mail of that sender, the oldest first; logging alone left out."""
        memory = self.house.dealhand.house.memory
        with memory.begin() as tx:
            recent = memory.proposals.recent(tx, limit=200)
        about = [s for s in recent if sender in s.proposal.reason and not s.proposal.only_records]
        return [(s.proposal, s.state) for s in reversed(about)]

    def found(self, kind: str, name: str, value: str) -> list[Record]:
        """Records of the CRM whose field holds that value; HubSpot's search sees them a little later."""
        self.house.move_clock(30)
        return list(self.house.dealhand.house.crm.find(kind, (Where(name, "is", (value,)),)))  # type: ignore[arg-type]  # a kind

    def reminders(self) -> list[tuple[str, str, str]]:
        """Id, state and what was said of every reminder."""
        with self.house.dealhand.house.memory.begin() as tx:
            found = rows(tx).execute(sa.select(reminders.c.id, reminders.c.state, reminders.c.said))
            return [(row.id, row.state, row.said) for row in found]

    def receipts_of(self, proposal: str) -> list[Receipt]:
        memory = self.house.dealhand.house.memory
        with memory.begin() as tx:
            return [r for r in memory.ledger.receipts(tx, limit=500) if r.proposal == proposal]


@contextlib.contextmanager
def mail_town(crm: CrmName, database_url: str) -> Iterator[MailTown]:
    """It, running until the block ends."""
    imap = ImapServer()
    folder = imap.folder()
    with contextlib.ExitStack() as stack:
        stack.callback(imap.stop)
        postbox, port = stack.enter_context(smtp_server(authenticator=knows_demouser))
        more = {
            "imap_url": SecretStr(imap.url()),
            "imap_folder": folder,
            "smtp_url": SecretStr(f"smtp://demouser:demopass@127.0.0.1:{port}?starttls=no"),
            "mail_from": "hello@dealhand.example",
            "postal_address": POSTAL,
        }
        inside = stack.enter_context(home(crm, street(), database_url, more=more))
        yield MailTown(inside, imap, folder, postbox)
