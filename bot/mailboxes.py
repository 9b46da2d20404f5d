"""Mailboxes that people connected: what we remember of them, and what is asked of their servers.

Secrets are seen in two forms: `Servers` in clear, for the moment of use, and `Sealed`, as they are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass as plain_dataclass
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pydantic.dataclasses import dataclass

from bot.transaction import Tx


class Connection(StrEnum):
    """Where a mailbox stands."""

    CONNECTED = "connected"
    REFUSED = "refused"  # its server does not take the password any more; it is still tried now and then
    DISCONNECTED = "disconnected"  # for good: its secrets are gone, and connecting again makes another row


@dataclass(frozen=True)
class ConnectedMailbox:
    """A mailbox that a person opened to us. `address` is in lower case, `said` what its server last complained of."""

    id: str
    person: str  # a Person's id
    address: str
    connected_at: datetime
    state: Connection = Connection.CONNECTED
    said: str = ""

    @property
    def source(self) -> str:
        """Names its mail and its cursor."""
        return f"imap:{self.id}:INBOX"


@plain_dataclass(frozen=True)
class Servers:
    """Where its mail comes in and goes out, as addresses with the password in them. They show in no log."""

    imap: str = field(repr=False)
    smtp: str = field(repr=False)


@plain_dataclass(frozen=True)
class Sealed:
    """The same, encrypted."""

    imap: str = field(repr=False)
    smtp: str = field(repr=False)


@dataclass(frozen=True)
class Invitation:
    """A one-time link, by the digest of its token. `tries` counts passwords that did not work."""

    person: str
    expires_at: datetime  # machine time
    tries: int = 0


class Mailboxes(Protocol):
    """What we remember of them."""

    def connect(self, tx: Tx, mailbox: ConnectedMailbox, sealed: Sealed) -> bool:
        """Keep it. The same person's earlier connection of that address ends; False when it is someone else's."""

    def standing(self, tx: Tx, *, person: str | None = None) -> tuple[ConnectedMailbox, ...]:
        """Those that are connected or refused, of that person or of all; the latest first."""

    def at(self, tx: Tx, address: str) -> ConnectedMailbox | None:
        """The one that is connected or refused under that address, without regard to case."""

    def get(self, tx: Tx, mailbox: str) -> ConnectedMailbox | None: ...

    def sealed(self, tx: Tx, mailbox: str) -> Sealed | None:
        """Its secrets; None once it is disconnected."""

    def stands(self, tx: Tx, mailbox: str, state: Connection, said: str) -> bool:
        """Move it between connected and refused; False when it stood there already, or is disconnected."""

    def disconnect(self, tx: Tx, mailbox: str, at: datetime) -> bool:
        """End it for good and forget its secrets; False when it had ended before."""

    def invite(self, tx: Tx, digest: str, invitation: Invitation) -> None:
        """Keep a link; the same person's earlier ones end."""

    def invited(self, tx: Tx, digest: str, now: datetime) -> Invitation | None:
        """Whom that link is for; None when it is unknown, used or expired. `now` is machine time."""

    def tried(self, tx: Tx, digest: str) -> None:
        """A password did not work."""

    def use(self, tx: Tx, digest: str, at: datetime) -> bool:
        """The link was used; False when somebody was first."""

    def take_turn(self, tx: Tx, source: str, reader: str, seconds: float) -> bool:
        """Be the one that reads this mailbox for so long; False while another reader is (machine time)."""


@plain_dataclass(frozen=True)
class Provider:
    """Where many people have their mail. `how` says what a person needs to sign in there, or does instead."""

    id: str
    name: str
    how: str
    page: str = ""  # of the provider's own, about passwords for mail programs
    takes_password: bool = True


@plain_dataclass(frozen=True)
class Typed:
    """What a person typed, but for the password. Servers are `host` or `host:port`."""

    address: str = ""
    provider: str = ""  # a Provider's id; empty: found by the address
    user: str = ""  # where it is not the address
    imap: str = ""
    smtp: str = ""


@plain_dataclass(frozen=True)
class Wrong:
    """Something must be typed differently: the field (of `Typed`, or `password`), and why."""

    field: str
    said: str


class MailAccounts(Protocol):
    """Mail accounts at other people's servers: found, tried, and locked away."""

    def providers(self) -> tuple[Provider, ...]:
        """Those we know, as a person is asked."""

    def provider_of(self, address: str) -> str:
        """The id of the one that has this address; empty when we do not know it."""

    def try_out(self, typed: Typed, password: str) -> Servers | Sequence[Wrong]:
        """Really sign in to both servers, and say where they are, or what must be typed differently."""

    def cannot_keep(self) -> str:
        """Why no secret can be kept, with how to mend it; empty when one can."""

    def seal(self, servers: Servers) -> Sealed:
        """Encrypt. Raises SettingError where `cannot_keep` has something to say."""

    def open(self, sealed: Sealed) -> Servers:
        """Decrypt. Raises SettingError when it was encrypted under another key."""


@plain_dataclass(frozen=True)
class SharedMail:
    """The house's own mailbox (IMAP_URL, SMTP_URL, MAIL_FROM).

    `sends_as` is the address that its mail comes from; empty where the server sends for every address (a relay).
    """

    reads: bool = False
    sends: bool = False
    sends_as: str = ""
