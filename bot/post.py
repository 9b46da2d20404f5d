"""Ports to the mail: what goes out, what comes in, and their two sides. Adapters are in integrations/mail.

Every method raises only mail errors of bot/errors.py. A mail that goes out is checked when the noun is made: a
header field with a line break, or an address that could smuggle in a second recipient, never becomes a noun.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pydantic.dataclasses import dataclass

from bot.findings import Finding
from bot.mail import Address

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,255}@[!-;=?-~]{1,255}>")
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\"]{1,255}")
_BREAKING = {"Cc", "Zl", "Zp", "Cs"}  # Unicode categories: controls, line and paragraph ends, half characters


@dataclass(frozen=True)
class OutgoingMail:
    """One mail to one recipient, complete: nothing is added to its text on the way.

    `message_id` is made and stored before sending, so that a mail in doubt can be looked for. `machine_sent` marks
    what no person wrote or approved word by word (RFC 3834). `unsubscribe_url` is for one click (RFC 8058), and
    `unsubscribe_mailto` an address that opts out whoever writes to it; `unsubscribe_token` then stands in the
    subject. `postal_address` must stand in the text already (the outbound gate sees to that). `references` runs from
    the oldest mail to the newest.

    Raises:
        ValueError: A header field holds a line break or control character, or an address is none.
    """

    message_id: str
    sender: Address
    to: Address
    subject: str
    text: str
    postal_address: str
    cc: tuple[Address, ...] = ()
    html: str | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    reply_to: Address | None = None
    machine_sent: bool = False
    unsubscribe_url: str | None = None
    unsubscribe_mailto: str | None = None
    unsubscribe_token: str = ""

    def recipients(self) -> tuple[str, ...]:
        """Every address it would go to."""
        return (self.to.address, *(copied.address for copied in self.cc))

    def __post_init__(self) -> None:
        """Refuse whatever could add a header or a recipient."""
        if not _MESSAGE_ID.fullmatch(self.message_id):
            raise ValueError(f"{self.message_id!r} is no Message-ID; it looks like <id@domain>")
        people = (self.sender, self.to, *self.cc, *((self.reply_to,) if self.reply_to else ()))
        for address in (*(p.address for p in people), *filter(None, [self.unsubscribe_mailto])):
            if not _ADDRESS.fullmatch(address):
                raise ValueError(f"{address!r} is not one mail address")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", self.unsubscribe_token):
            raise ValueError("a token for unsubscribing holds letters, digits, - and _ only")
        url = self.unsubscribe_url or ""
        if url and not re.fullmatch(r"https?://[!-;=?-~]+", url):
            raise ValueError(f"{url!r} is no address for unsubscribing; it begins with https://")
        for text in (self.subject, self.in_reply_to, *self.references, *(p.name for p in people)):
            if any(unicodedata.category(sign) in _BREAKING for sign in text):
                raise ValueError(f"{text!r} holds a line break or a control character")


@dataclass(frozen=True)
class SentMail:
    """The server took the mail. `answer` is what it said; `not_copied` are the cc addresses it refused."""

    message_id: str
    answer: str
    not_copied: tuple[str, ...] = ()


def no_more_to_look_at() -> None:
    """The last look of who sends nothing that must be looked at."""


class Mailer(Protocol):
    """Sends mail. Safe to call from several threads."""

    def send(self, mail: OutgoingMail, last_look: Callable[[], None] = no_more_to_look_at) -> SentMail:
        """Hand over one mail, once: nothing is tried again here.

        Connecting and signing in may take many seconds. `last_look` is called after that, before the server is told
        whom the mail goes to, and again right before its text; what it raises stops the mail.

        Raises:
            MailRefused: The server said no for good; nothing was sent.
            MailSignInRefused: The account cannot sign in; nothing was sent.
            MailTemporary: Nothing was sent; later may work.
            MailInDoubt: The mail left and no answer came.
        """


@dataclass(frozen=True)
class RawMail:
    """A mail as it lies in the mailbox. `received_at` is when the server took it in (aware, UTC).

    `size` is in bytes. `truncated`: `raw` holds the headers and the beginning of a mail that is too large, or
    nothing at all where the server cannot hand it out.
    """

    uid: int
    raw: bytes
    received_at: datetime
    folder: str
    size: int
    truncated: bool = False


@dataclass(frozen=True)
class MailPage:
    """Mails since a cursor, oldest first, and where to go on. `more`: ask again at once.

    `skipped` counts the mails that were passed over as old, at a first look or after the server renumbered.
    """

    items: tuple[RawMail, ...]
    cursor: str
    more: bool
    skipped: int = 0


class Mailbox(Protocol):
    """One folder of one mail account, read without leaving a trace in it (nothing is marked as read)."""

    def read(self, cursor: str | None, limit: int = 50) -> MailPage:
        """The next mails after `cursor`; None is the first look, which reaches back a bounded way.

        Raises:
            MailSignInRefused: The account cannot sign in.
            MailFolderMissing: The folder is not there (any more).
            MailTemporary: The server is not there; the cursor stays good.
        """

    def wait(self, seconds: float) -> bool:
        """Wait until there is something to read, at most that many seconds of machine time.

        Returns True when reading is worthwhile (new mail, or a connection that broke), False when nothing came.
        Raises no MailTemporary; `read` will tell.
        """

    def check(self) -> tuple[Finding, ...]:
        """What `doctor` prints: reachable, signed in, folder, how new mail is noticed. Never raises MailError."""
