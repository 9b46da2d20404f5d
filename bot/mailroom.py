"""Ports to what we remember about mail: who must not be written to, what went out and came in, and what waits."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pydantic.dataclasses import dataclass

from bot.mail import Mail
from bot.mailboxes import Mailboxes
from bot.suppression import Suppression, address_key, canonical_address
from bot.transaction import Tx
from bot.values import RecordRef, noun


class Suppressions(Protocol):
    """The table that no code deletes from; the database itself refuses to (C-SUP-08)."""

    def add(self, tx: Tx, suppression: Suppression) -> bool:
        """Once per address or domain and reason. Returns whether it is new, or in force again after a `lift`."""

    def lift(self, tx: Tx, suppression: Suppression, *, by: str, at: datetime, said: str) -> bool:
        """Let mail go out again in spite of it. The row stays; a mark is added. False when it is not in force.

        Raises:
            ValueError: Its reason is not one of ours to lift (`Reason.ours_to_lift`).
        """

    def matching(self, tx: Tx, addresses: Collection[str]) -> tuple[Suppression, ...]:
        """What forbids a mail to one of these addresses, by itself or by its domain or one above; oldest first.

        What was lifted is left out.

        Raises:
            ValueError: One of them is no mail address.
        """

    def on(self, tx: Tx, of: str) -> tuple[Suppression, ...]:
        """Those in force of exactly this address, or of this domain with an @ before it; oldest first.

        Raises:
            ValueError: It is neither.
        """

    def forget(self, tx: Tx, address: str) -> int:
        """Blank the clear text of that address, and keep digest, reason and date. Returns how many rows."""


class Sending(StrEnum):
    """Where one mail stands."""

    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"  # nothing was sent; it may be tried again
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True)
class Outgoing:
    """One mail on its way out, known by its Message-ID. `key` is the execution's, `to` a digest of the mailbox."""

    message_id: str
    key: str
    to: str
    at: datetime
    state: Sending = Sending.SENDING
    said: str = ""


class OutgoingLog(Protocol):
    """Every mail that was handed to a mail server, written before it is."""

    def begin(self, tx: Tx, mail: Outgoing) -> Outgoing | None:
        """Write it as being sent. None: it is the caller's to send now; else what an earlier try left."""

    def end(self, tx: Tx, message_id: str, state: Sending, said: str) -> None:
        """How it ended."""

    def get(self, tx: Tx, message_id: str) -> Outgoing | None: ...

    def settle(self, tx: Tx, proposal: str, state: Sending) -> None:
        """A person looked after the proposal's doubtful mails: they were SENT, or nothing was (REFUSED)."""

    def count(self, tx: Tx, since: datetime) -> int:
        """How many were sent, or may have been, since then."""

    def complained(self, tx: Tx, message_id: str, at: datetime) -> bool:
        """Its recipient reported it as spam. False when no such mail left, or it was reported before."""

    def complaints(self, tx: Tx, since: datetime) -> int:
        """How many recipients reported a mail of ours since then; who reported several counts once."""


@dataclass(frozen=True)
class WayOut:
    """The link for leaving in one mail (RFC 8058). Its token is in the mail alone; `digest` is the token's.

    `addresses` are those outside to whom the mail went, in clear; whoever follows the link stops mail to all of them.
    """

    digest: str
    message_id: str
    addresses: tuple[str, ...]
    at: datetime


class WaysOut(Protocol):
    """The way out of every mail, kept as long as the mail may be: for good."""

    def add(self, tx: Tx, way_out: WayOut) -> None: ...

    def get(self, tx: Tx, digest: str) -> WayOut | None: ...

    def of(self, tx: Tx, message_id: str) -> WayOut | None:
        """The latest one of that mail."""


def halt_keys(addresses: Collection[str], account: RecordRef | None = None) -> tuple[str, ...]:
    """Under which keys a halt would stop mail to these addresses and that account.

    Raises:
        ValueError: One of them is no mail address.
    """
    domains = {canonical_address(address).rpartition("@")[2] for address in addresses}
    return (
        *(f"address:{address_key(address)}" for address in addresses),
        *(f"domain:{domain}" for domain in sorted(domains)),
        *((f"account:{account.id}",) if account else ()),
    )


@dataclass(frozen=True)
class Halt:
    """Nothing goes to an account until a person clears it (H6-03). `key` is one of `halt_keys`."""

    key: str
    why: str
    by: str
    at: datetime
    source: str
    account: str = ""  # its name, for people

    def concerns(self, address: str) -> bool:
        """Whether a mail to that address would go to the halted domain or mailbox."""
        return self.key in halt_keys((address,))


class Halts(Protocol):
    def add(self, tx: Tx, halt: Halt) -> bool:
        """False when it is halted already."""

    def standing(self, tx: Tx, keys: Collection[str] | None = None) -> tuple[Halt, ...]:
        """The halts in force, of these keys or all; oldest first."""

    def clear(self, tx: Tx, key: str, *, by: str, at: datetime, said: str) -> bool:
        """False when nothing was halted under that key."""


@noun("reminder")
class Reminder:
    """A row that speaks up at `due_at`, unless one of the `watched` addresses has written before (A-13)."""

    id: str
    due_at: datetime
    record: RecordRef
    record_name: str
    record_link: str
    person: str  # a Person's id
    text: str
    watched: tuple[str, ...] = ()


class Reminders(Protocol):
    def add(self, tx: Tx, reminder: Reminder) -> bool:
        """Once by its id."""

    def due(self, tx: Tx, before: datetime, limit: int = 200) -> tuple[Reminder, ...]:
        """Those that wait and are due, the oldest first."""

    def watching(self, tx: Tx, address: str) -> tuple[Reminder, ...]:
        """Those that wait and would be answered by a mail from that address."""

    def end(self, tx: Tx, reminder: str, said: str, at: datetime) -> bool:
        """It was told or cancelled; False when it had ended before."""


@dataclass(frozen=True)
class KeptMail:
    """A mail that came in. `id` is the same for each copy of it; `mail` is None for bytes nobody can read.

    `label` and `decision` (JSON) are how it was understood, for the audit (C-REP-05).
    """

    id: str
    source: str
    received_at: datetime
    mail: Mail | None
    label: str | None = None
    confidence: float | None = None
    decision: str | None = None
    unreadable: str = ""


class Mails(Protocol):
    def add(self, tx: Tx, mail: KeptMail, raw: bytes | None = None) -> bool:
        """Once by its id; `raw` is kept for what could not be read."""

    def get(self, tx: Tx, mail: str) -> KeptMail | None: ...

    def understood(self, tx: Tx, mail: str, label: str, confidence: float, decision: str) -> None:
        """How it was understood."""

    def quarantined(self, tx: Tx, limit: int = 100) -> tuple[tuple[KeptMail, bytes], ...]:
        """The bytes that nobody could read, newest first."""

    def sent_by(self, tx: Tx, address: str, limit: int = 20) -> tuple[KeptMail, ...]:
        """The mails that came from this mailbox, newest first.

        Raises:
            ValueError: It is no mail address.
        """


class Filings(Protocol):
    """Which record of the CRM a mail was logged on, by its Message-ID."""

    def add(self, tx: Tx, message_id: str, record: RecordRef, at: datetime) -> bool:
        """Once per Message-ID; False when it was filed before."""

    def find(self, tx: Tx, message_ids: Sequence[str]) -> tuple[RecordRef, ...]:
        """The records of these mails, each once, that of the last id first."""


@dataclass(frozen=True)
class Understood:
    """How a mail was understood: label, confidence, and the whole decision as JSON (C-REP-05)."""

    mail: str
    label: str
    confidence: float
    decision: str


@dataclass(frozen=True)
class Review:
    """Something a person must look at because the bot was not sure enough (G-05). It never expires.

    `queue` is one of bot/queues.py and `settled` its answer; `told` counts how often it was brought up again.
    """

    id: str
    queue: str
    subject: str  # the id of what is to be looked at
    person: str
    said: str
    at: datetime
    settled_at: datetime | None = None
    settled_by: str = ""
    settled: str = ""
    told: int = 0


class Reviews(Protocol):
    def add(self, tx: Tx, review: Review) -> bool:
        """Once by its id."""

    def get(self, tx: Tx, review: str) -> Review | None: ...

    def waiting(
        self, tx: Tx, *, people: Collection[str] | None = None, limit: int = 100
    ) -> tuple[Review, ...]:
        """Those asked of these people, or of anybody; the oldest first."""

    def overdue(self, tx: Tx, *, before: datetime, told: int, limit: int = 500) -> tuple[Review, ...]:
        """Those that wait since before then and were brought up again fewer than `told` times; the oldest first."""

    def bring_up(self, tx: Tx, reviews: Collection[str], told: int) -> None:
        """They were brought up again so many times now."""

    def settle(self, tx: Tx, review: str, *, by: str, at: datetime, said: str) -> bool:
        """A person looked and said so; False when someone had before."""


class Mailroom(Protocol):
    """Everything we remember about mail."""

    @property
    def suppressions(self) -> Suppressions: ...

    @property
    def outgoing(self) -> OutgoingLog: ...

    @property
    def ways_out(self) -> WaysOut: ...

    @property
    def halts(self) -> Halts: ...

    @property
    def reminders(self) -> Reminders: ...

    @property
    def mails(self) -> Mails: ...

    @property
    def reviews(self) -> Reviews: ...

    @property
    def filings(self) -> Filings: ...

    @property
    def mailboxes(self) -> Mailboxes: ...
