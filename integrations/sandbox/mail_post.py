"""The post office of the story: real mail by SMTP, real delivery by IMAP, and what came to whom.

A mail to a mailbox here lands in that mailbox's INBOX; a mail to the rest of the world goes no further than the
outbox that the page shows. It carries the world's time, like everything else in the sandbox.
"""

import base64
import contextlib
import imaplib
import itertools
import logging
import secrets
import smtplib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from integrations.sandbox.mail_imap import POSTMAN
from integrations.sandbox.mail_read import Words, read
from integrations.sandbox.mail_servers import Json, MailServers
from integrations.sandbox.world import Mailbox, World

log = logging.getLogger(__name__)

DOMAIN = "dealhand.example"
OUTBOX = "outbox"
_SECONDS = 10.0
_TRIES, _PAUSE = 5, 0.2  # to deliver a mail, and seconds between


@dataclass
class Letter:
    """A mail that arrived: in a mailbox here, or out in the world (`box` is then OUTBOX)."""

    id: str
    box: str
    at: datetime
    words: Words
    to: str  # the one address this copy came to
    seen: bool = False
    unsubscribed: str = ""  # what came of pressing its link


class PostOffice:
    """Mail of one sandbox.

    Args:
        world: its clock, and the mailboxes it has.
        live: called with "mail" after each change.
    """

    def __init__(self, world: World, live: Callable[[str], None]) -> None:
        self._world, self._live = world, live
        self._lock = threading.Lock()
        self._letters: dict[str, Letter] = {}
        self._numbers = itertools.count(1)
        self._readers: set[str] = set()  # keys of the mailboxes that someone signed in to
        self._servers: MailServers | None = None
        self._postman = secrets.token_urlsafe()
        self._waiting: list[tuple[str, bytes]] = []  # taken, and not delivered yet because IMAP is away

    @property
    def mailboxes(self) -> tuple[Mailbox, ...]:
        """Every mailbox here."""
        return self._world.mailboxes

    @contextlib.contextmanager
    def open(self) -> Iterator["PostOffice"]:
        """Run both servers until the block ends.

        Raises:
            OSError: One of them did not come up.
        """
        known = [[box.address, box.password] for box in self.mailboxes]
        settings = {"mailboxes": known, "domain": DOMAIN, "postman": self._postman}
        with MailServers(settings, self._heard) as servers:
            self._servers = servers
            try:
                yield self
            finally:
                self._servers = None

    @property
    def servers(self) -> MailServers:
        """While open; raises ValueError otherwise."""
        if self._servers is None:
            raise ValueError("this sandbox has no mail server")
        return self._servers

    @property
    def is_open(self) -> bool:
        """Whether this sandbox has mail at all."""
        return self._servers is not None

    @property
    def is_away(self) -> bool:
        """Whether the mail server is switched off at the moment."""
        return self._servers is not None and self._servers.away

    def switch(self, *, away: bool) -> None:
        """The fault: nobody answers at either port, until it is back."""
        if away:
            self.servers.go_away()
        else:
            self.servers.come_back()
            waiting, self._waiting = self._waiting, []
            for address, raw in waiting:
                self._deliver(address, raw)
        self._live("mail")

    def letters(self, box: str) -> tuple[Letter, ...]:
        """What lies there, newest first."""
        with self._lock:
            return tuple(each for each in reversed(self._letters.values()) if each.box == box)

    def letter(self, letter: str) -> Letter:
        """That one; raises ValueError when there is none."""
        with self._lock:
            if letter not in self._letters:
                raise ValueError("this mail is not here")
            return self._letters[letter]

    def is_read_by_the_app(self, box: str) -> bool:
        """Whether someone signed in to that mailbox over IMAP."""
        return box in self._readers

    def came_of(self, letter: Letter, said: str) -> None:
        """Note what pressing its link did."""
        letter.unsubscribed = said
        self._live("mail")

    def write(
        self,
        sender: str,
        name: str,
        to: str,
        subject: str,
        text: str,
        more: tuple[tuple[str, str], ...] = (),
    ) -> str:
        """Compose a mail as someone outside would, and hand it in at the SMTP server; gives its Message-ID.

        Raises:
            ValueError: It cannot be written or sent like this; the words are for the page.
        """
        mail = EmailMessage()
        try:
            local, _, domain = sender.rpartition("@")
            mail["From"] = Address(name, local, domain)
            mail["To"] = to
            mail["Subject"] = subject
            mail["Date"] = self._world.clock.now()
            mail["Message-ID"] = f"<{next(self._numbers)}.{self._world.clock.now():%Y%m%d%H%M%S}@{domain}>"
            for header, value in more:
                mail[header] = value
            mail.set_content(text)
        except (ValueError, IndexError) as error:
            raise ValueError(f"this cannot stand in a mail: {error}") from error
        self.hand_in(sender, to, mail.as_bytes(policy=policy.SMTP))
        return str(mail["Message-ID"])

    def hand_in(self, sender: str, to: str, raw: bytes) -> None:
        """Give a mail to the SMTP server, as another mail server would.

        Raises:
            ValueError: It is away, or does not take it.
        """
        if self.is_away:
            raise ValueError("The mail server is away; bring it back first.")
        try:
            with smtplib.SMTP("127.0.0.1", self.servers.smtp_port, "there.example", _SECONDS) as line:
                line.sendmail(sender, [to], raw)
        except (OSError, smtplib.SMTPException) as error:
            raise ValueError(f"the mail server did not take it: {error}") from error

    def _heard(self, said: Json) -> None:
        """What the servers tell, each on its own thread."""
        if "signed_in" in said:
            self._signed_in(str(said["signed_in"]))
        elif "mail" in said:
            raw = base64.b64decode(said["mail"])
            for address in said["to"]:
                self._deliver(str(address), raw)

    def _signed_in(self, address: str) -> None:
        box = self._box(address)
        if box is not None and box.key not in self._readers:
            self._readers.add(box.key)
            self._live("mail")

    def _deliver(self, address: str, raw: bytes) -> None:
        at, box = self._world.clock.write(), self._box(address)
        if box is not None and not self._put_into(box, raw, at):
            self._waiting.append((address, raw))
            return
        with self._lock:
            number = f"m{next(self._numbers)}"
            self._letters[number] = Letter(
                number, box.key if box else OUTBOX, at, read(raw), address.casefold()
            )
        self._live("mail")

    def _put_into(self, box: Mailbox, raw: bytes, at: datetime) -> bool:
        for _ in range(_TRIES):
            try:
                self._append(box, raw, at)
            except (OSError, ValueError, imaplib.IMAP4.error) as error:
                log.warning("a mail for %s waits: %s", box.address, error)
                if self.is_away:
                    return False
                time.sleep(_PAUSE)
            else:
                return True
        return False

    def _append(self, box: Mailbox, raw: bytes, at: datetime) -> None:
        line = imaplib.IMAP4("127.0.0.1", self.servers.imap_port, _SECONDS)
        with contextlib.ExitStack() as stack:
            stack.callback(line.shutdown)  # without a goodbye, which could only fail after all is done
            line.authenticate("PLAIN", lambda _: f"{box.address}\0{POSTMAN}\0{self._postman}".encode())
            line.append("INBOX", "", imaplib.Time2Internaldate(at), raw)

    def _box(self, address: str) -> Mailbox | None:
        return next((box for box in self.mailboxes if box.address == address.casefold()), None)
