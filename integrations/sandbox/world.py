"""The seeded story and its clock: what the local Slack and both local CRMs agree on before anything happens.

The clock starts on Tue 2026-03-03 09:00 New York and moves on by at least one second with every write, so
that two writes never carry the same time (a frozen clock would hide every conflict).
"""

import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

START = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)


class WorldClock:
    """Business time of the sandbox, in UTC; stands still between writes and moves by hand."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The current business time (aware, UTC)."""
        return self._now

    def write(self) -> datetime:
        """Move on one second and return the new time: the time stamp of one write."""
        return self.advance(timedelta(seconds=1))

    def advance(self, by: timedelta) -> datetime:
        """Move on by a positive amount and return the new time."""
        with self._lock:
            self._now += by
            return self._now


@dataclass(frozen=True)
class Colleague:
    """A person who works here: a Slack user and, where they sell, a CRM user with the same e-mail."""

    key: str  # "priya"
    name: str
    email: str
    zone: str  # IANA
    title: str
    manager: str | None = None  # key of another Colleague
    admin: bool = False


@dataclass(frozen=True)
class Company:
    key: str
    name: str
    domain: str
    industry: str
    employees: int
    country: str  # ISO 3166 alpha-2
    owner: str  # Colleague key
    tech: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contact:
    key: str
    first: str
    last: str
    email: str
    title: str
    company: str  # Company key
    owner: str
    last_activity: datetime | None = None
    opted_out: bool = False


@dataclass(frozen=True)
class Deal:
    key: str
    name: str
    company: str
    owner: str
    stage: str  # one of STAGES' keys
    amount: int | None  # whole units of currency
    close_date: date
    next_step: str | None = None
    currency: str = "USD"
    contacts: tuple[str, ...] = ()  # Contact keys associated with the deal
    primary_contact: str | None = None  # Contact key
    last_activity: datetime | None = None


@dataclass(frozen=True)
class Todo:
    """An open task on a deal."""

    key: str
    subject: str
    due: date
    deal: str
    owner: str
    contact: str | None = None
    done: bool = False


@dataclass(frozen=True)
class Event:
    """A meeting in the CRM's calendar that belongs to a deal."""

    key: str
    subject: str
    starts: datetime  # aware, UTC
    minutes: int
    deal: str
    owner: str
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mailbox:
    """A mailbox on the local mail server. `owner` is a Colleague's key, None for one they share."""

    key: str
    name: str
    address: str
    password: str
    owner: str | None = None


# key, label, closed, won, probability in per cent; both CRMs seed their pipelines from this
STAGES: tuple[tuple[str, str, bool, bool, int], ...] = (
    ("qualified", "Qualified", False, False, 10),
    ("discovery", "Discovery", False, False, 25),
    ("proposal", "Proposal", False, False, 50),
    ("negotiation", "Negotiation", False, False, 75),
    ("won", "Closed Won", True, True, 100),
    ("lost", "Closed Lost", True, False, 0),
)


@dataclass
class World:
    """Everything the local servers are seeded with. `seed.story()` builds the one the demo and the tests use."""

    clock: WorldClock = field(default_factory=WorldClock)
    colleagues: tuple[Colleague, ...] = ()
    companies: tuple[Company, ...] = ()
    contacts: tuple[Contact, ...] = ()
    deals: tuple[Deal, ...] = ()
    todos: tuple[Todo, ...] = ()
    events: tuple[Event, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()
