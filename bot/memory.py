"""Ports to what we remember, implemented in store/. All state changes are single conditional statements.

A `Tx` is one open transaction of the store; nothing here calls the network while one is open.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass as plain_dataclass
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, Protocol, TypeVar

from pydantic.dataclasses import dataclass

from bot.mail import Address
from bot.mailroom import KeptMail, Mailroom
from bot.model import Approval, DismissReason, Notice, Proposal, Receipt, Signal, Verdict
from bot.operations.shape import Stale
from bot.ports import Clock, Crm
from bot.prompting import ModelCalls
from bot.reading import Model, NoModel
from bot.territories import NOWHERE, Territories
from bot.transaction import Tx as Tx  # noqa: PLC0414  # the word comes from here for all who stand above
from bot.values import Person, RecordRef

T = TypeVar("T")


class State(StrEnum):
    """Where a proposal stands: the one state column (architecture §1)."""

    OPEN = "open"
    HELD = "held"
    APPROVED = "approved"
    EXECUTING = "executing"
    DONE = "done"
    UNDONE = "undone"
    DISMISSED = "dismissed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    STALE = "stale"
    FAILED = "failed"
    PARTIAL = "partial"
    IN_DOUBT = "in_doubt"


MOVES: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset(
        {State.APPROVED, State.HELD, State.DISMISSED, State.EXPIRED, State.WITHDRAWN, State.REFUSED}
    ),
    State.HELD: frozenset({State.APPROVED, State.CANCELLED, State.PARTIAL}),
    State.APPROVED: frozenset({State.EXECUTING}),
    State.EXECUTING: frozenset(
        {
            State.APPROVED,  # put back untouched: the CRM connection is revoked, or everything is paused
            State.DONE,
            State.STALE,
            State.FAILED,
            State.PARTIAL,
            State.IN_DOUBT,
            State.REFUSED,
        }
    ),
    State.DONE: frozenset({State.UNDONE}),
    State.PARTIAL: frozenset({State.UNDONE, State.APPROVED, State.HELD}),
    State.STALE: frozenset(
        {State.APPROVED, State.HELD, State.DISMISSED}
    ),  # "use mine" or "keep theirs", by a person
    State.FAILED: frozenset({State.APPROVED, State.HELD, State.DISMISSED}),
    State.IN_DOUBT: frozenset({State.APPROVED, State.HELD, State.DONE, State.DISMISSED}),
}


@dataclass(frozen=True)
class Standing:
    """A proposal and where it stands. `asked` may answer it; `said` is why it stands where it does."""

    proposal: Proposal
    state: State
    version: int
    asked: str
    verdict: Verdict
    attempt: int = 0
    approval: Approval | None = None
    stale: Stale | None = None
    receipt: str | None = None  # the id of its latest receipt
    said: str = ""
    dismissed: DismissReason | None = None
    due_at: datetime | None = None
    moved_at: datetime | None = None

    @property
    def if_cancelled(self) -> State:
        """Where it goes when its hold is cancelled: what an earlier try has done stays done, with its receipt."""
        return State.PARTIAL if self.receipt else State.CANCELLED


Purpose = Literal["do", "undo"]


@dataclass(frozen=True)
class Execution:
    """One try at carrying out an approved proposal, or at undoing a receipt.

    `id` is `act:{proposal}:{n}` or `undo:{receipt}:{n}`.
    """

    id: str
    proposal: str
    purpose: Purpose
    by: str  # the Person whose click started it
    at: datetime
    receipt: str | None = None  # for undo: the receipt to take back
    operations: tuple[dict[str, Any], ...] = ()  # dumped nouns, where they differ from the proposal's own
    state: str = "submitted"


class Inbox(Protocol):
    """Signals, each once by id; and each (signal, workflow) answered once."""

    def put(
        self, tx: Tx, signals: Sequence[Signal], *, source: str | None = None, cursor: str | None = None
    ) -> int:
        """Add the new ones and, in the same transaction, move the source's cursor. Returns how many were new."""

    def cursor(self, tx: Tx, source: str) -> str | None: ...

    def waiting(self, tx: Tx, limit: int) -> tuple[Signal, ...]:
        """Signals not fully answered yet, oldest first (locked for this transaction where the database can)."""

    def claim(self, tx: Tx, signal: str, workflow: str) -> bool:
        """True for exactly one caller per (signal, workflow)."""

    def finish(self, tx: Tx, signal: str) -> None: ...

    def quarantine(self, tx: Tx, signal: str, workflow: str, why: str) -> None:
        """Set one (signal, workflow) aside with its reason; the others go on."""


class Proposals(Protocol):
    def add(self, tx: Tx, standing: Standing) -> bool:
        """False when an open proposal of the same workflow on the same record is there already."""

    def get(self, tx: Tx, proposal: str) -> Standing | None: ...

    def move(  # the one state change
        self,
        tx: Tx,
        standing: Standing,
        to: State,
        *,
        at: datetime,
        said: str = "",
        proposal: Proposal | None = None,
        asked: str | None = None,
        verdict: Verdict | None = None,
        approval: Approval | None = None,
        stale: Stale | None = None,
        receipt: str | None = None,
        dismissed: DismissReason | None = None,
        due_at: datetime | None = None,
        attempt: int | None = None,
    ) -> bool:
        """`UPDATE … WHERE state = :from AND version = :v`; False when someone was first.

        None leaves a column as it is, but for `said` and `stale`, which belong to this move alone.

        `to` may equal the state it is in (a re-routed edit stays open); other moves must be in MOVES.
        """

    def open_on(self, tx: Tx, record: RecordRef, workflow: str) -> Standing | None: ...

    def under_way(self, tx: Tx, record: RecordRef, workflow: str) -> tuple[Standing, ...]:
        """What of that workflow is held, approved or being carried out on this record."""

    def asked_of(
        self, tx: Tx, person: str, states: Collection[State], *, limit: int | None = None
    ) -> tuple[Standing, ...]:
        """What waits for that person, best first: points, then age."""

    def count_asked(self, tx: Tx, person: str, states: Collection[State]) -> int:
        """How much waits for that person."""

    def is_quiet(self, tx: Tx, record: RecordRef, workflow: str, fingerprint: str) -> bool:
        """This very set of findings was dismissed or undone, or the person said never."""

    def in_states(
        self, tx: Tx, states: Collection[State], *, before: datetime | None = None, limit: int = 500
    ) -> tuple[Standing, ...]:
        """Proposals that entered one of these states before that moment; oldest first."""

    def due(
        self, tx: Tx, states: Collection[State], *, before: datetime, limit: int = 500
    ) -> tuple[Standing, ...]:
        """Proposals in these states whose `due_at` is not after that moment; the longest due first."""

    def recent(self, tx: Tx, *, person: str | None = None, limit: int = 50) -> tuple[Standing, ...]: ...


class Executions(Protocol):
    def add(self, tx: Tx, execution: Execution) -> bool: ...

    def get(self, tx: Tx, execution: str) -> Execution | None: ...

    def count(self, tx: Tx, prefix: str) -> int:
        """How many tries have ids that start with the prefix (`act:{proposal}:`)."""

    def end(self, tx: Tx, execution: str, state: str) -> None: ...

    def begin_making(self, tx: Tx, key: str, at: datetime) -> bool:
        """Write down that a record is about to be made under that key. False when it stood there already."""

    def made_nothing(self, tx: Tx, key: str) -> None:
        """Nothing was made under that key, so that the next try is a first one."""


@dataclass(frozen=True)
class Entry:
    """One line of the ledger.

    Kinds: signal, understood, proposal, verdict, why_not, approval, dismissal, execution, receipt, confirmation,
    lesson, switch, halt, suppression, alarm, notice, escalation.
    """

    kind: str
    at: datetime
    proposal: str | None = None
    signal: str | None = None
    person: str | None = None
    workflow: str | None = None
    facts: dict[str, Any] | None = None


@dataclass(frozen=True)
class Broken:
    """The first place where the chain of receipts does not hold."""

    seq: int
    receipt: str | None
    said: str


class Ledger(Protocol):
    """Append-only. Receipts form a chain of digests; their text lies beside it, erasable without breaking it."""

    def write(self, tx: Tx, entry: Entry) -> None: ...

    def entries(
        self,
        tx: Tx,
        *,
        proposal: str | None = None,
        signal: str | None = None,
        kinds: Collection[str] = (),
        since: datetime | None = None,
        limit: int = 200,
    ) -> tuple[Entry, ...]:
        """The latest lines, in the order in which they were written."""

    def append(self, tx: Tx, receipt: Receipt) -> str:
        """Chain the receipt and return its digest (hex). The chain's head row is locked until the commit."""

    def receipt(self, tx: Tx, receipt: str) -> Receipt | None: ...

    def digest(self, tx: Tx, receipt: str) -> str | None: ...

    def receipts(self, tx: Tx, *, limit: int = 50, newest_first: bool = True) -> tuple[Receipt, ...]: ...

    def verify(self, tx: Tx) -> Broken | None:
        """None when the whole chain holds; else the first row that was changed, deleted or inserted (N3)."""


@dataclass(frozen=True)
class Card:
    """A message of ours in Slack and the proposals it shows. `ts` is None until it has been posted."""

    id: str
    person: str
    channel: str | None
    ts: str | None
    items: tuple[str, ...]


class Desk(Protocol):
    """Where people meet the bot: cards and notices, through an outbox that holds ids only."""

    def show(self, tx: Tx, proposal: str, person: str) -> None:
        """Make a card for that person (once) and queue its post."""

    def redraw(self, tx: Tx, proposal: str) -> None:
        """Queue every card that shows this proposal; drawn from the tables at the moment of sending."""

    def follow(self, tx: Tx, old: str, new: str) -> None:
        """Cards that showed `old` show `new` from now on."""

    def shown(self, tx: Tx, person: str) -> frozenset[str]:
        """The open proposals that this person has a card of."""

    def tell(self, tx: Tx, notice: Notice) -> bool:
        """Queue a notice, once by its key."""

    def was_told(self, tx: Tx, notice: str) -> bool:
        """Whether there is, or was, a notice of that key."""

    def waiting(self, tx: Tx, limit: int) -> tuple[Card, ...]:
        """Cards to post or update, claimed for 12 s of machine time."""

    def notices(self, tx: Tx, limit: int) -> tuple[Notice, ...]: ...

    def sent(self, tx: Tx, card: str, channel: str, ts: str) -> None:
        """The card was posted or updated, and nothing newer was queued meanwhile (else it stays queued)."""

    def told(self, tx: Tx, notice: str) -> None: ...

    def later(self, tx: Tx, card: str, seconds: float, why: str) -> None:
        """Not now: try this card (or notice key) again after so many seconds of machine time."""

    def adopt(self, tx: Tx, proposal: str, person: str, channel: str, ts: str) -> None:
        """A click came from (channel, ts): the card that shows this proposal is that message from now on."""

    def by_message(self, tx: Tx, channel: str, ts: str) -> Card | None: ...


@dataclass(frozen=True)
class PendingNote:
    """A receipt whose CRM note is not there yet. `tries` above 0: look before writing."""

    receipt: str
    tries: int
    said: str = ""


class Notes(Protocol):
    """The outbox of CRM notes: the receipt commits first, its note follows once by key."""

    def add(self, tx: Tx, receipt: str) -> None: ...

    def waiting(self, tx: Tx, limit: int) -> tuple[PendingNote, ...]:
        """Claimed for 60 s of machine time; a claim counts as a try."""

    def written(self, tx: Tx, receipt: str, note: str) -> None: ...

    def later(self, tx: Tx, receipt: str, seconds: float, why: str) -> None: ...

    def give_up(self, tx: Tx, receipt: str, why: str) -> None: ...

    def state(self, tx: Tx, receipt: str) -> str:
        """`pending: why`, `written` or `given up: why`; empty for an unknown receipt."""


class Run(Protocol):
    """One durable run, as `lifecycle.execute` sees it. Steps are replayed from their checkpoint after a crash."""

    def step(self, name: str, f: Callable[[], T]) -> T:
        """At least once; the result (a registered noun, or JSON) is remembered."""

    def step_tx(self, name: str, f: Callable[[Tx], T]) -> T:
        """Our rows and the checkpoint in one commit."""

    def pause(self, seconds: float) -> None:
        """Machine time; seconds, not minutes."""


class Engine(Protocol):
    def submit(self, tx: Tx, execution: str) -> None:
        """Start a durable run of `lifecycle.execute` with that id, in this transaction. Once per id."""

    def live(self, executions: Collection[str]) -> frozenset[str]:
        """Which of these have a run that is queued or running."""


class People(Protocol):
    def get(self, tx: Tx, person: str) -> Person | None: ...

    def by_slack(self, tx: Tx, slack_user: str) -> Person | None: ...

    def by_owner(self, tx: Tx, crm_owner: str) -> Person | None: ...

    def all(self, tx: Tx) -> tuple[Person, ...]: ...

    def put(self, tx: Tx, people: Sequence[Person]) -> None:
        """Add or refresh by e-mail."""


class Switches(Protocol):
    """Settings that people change while it runs: the kill switch, guardrails, and what stopped the queue."""

    def get(self, tx: Tx, name: str) -> Any: ...  # noqa: ANN401  # JSON

    def set(self, tx: Tx, name: str, value: Any, *, by: str, at: datetime) -> None: ...  # noqa: ANN401


class Memory(Protocol):
    """Everything we remember, and the transactions it is changed in."""

    @property
    def inbox(self) -> Inbox: ...

    @property
    def proposals(self) -> Proposals: ...

    @property
    def executions(self) -> Executions: ...

    @property
    def ledger(self) -> Ledger: ...

    @property
    def desk(self) -> Desk: ...

    @property
    def notes(self) -> Notes: ...

    @property
    def engine(self) -> Engine: ...

    @property
    def people(self) -> People: ...

    @property
    def switches(self) -> Switches: ...

    @property
    def mailroom(self) -> Mailroom: ...

    @property
    def model_calls(self) -> ModelCalls: ...

    def begin(self) -> AbstractContextManager[Tx]:
        """A transaction that commits when the block ends and rolls back on an exception."""


@plain_dataclass(frozen=True)
class Readers:
    """All a workflow may look at: it is handed no writer, so it cannot write."""

    crm: Crm
    clock: Clock
    people: tuple[Person, ...]
    mail: Callable[[str], KeptMail | None] = lambda _: None  # a mail that came in, by its id
    model: Model = field(default_factory=NoModel)
    stops: Callable[[str], str | None] = lambda _: None  # why nothing may be sent to that address
    filed: Callable[[Sequence[str]], tuple[RecordRef, ...]] = (
        lambda _: ()
    )  # where mails of a thread were logged
    unfiled: Callable[[str], tuple[KeptMail, ...]] = lambda _: ()  # mails from an address, logged nowhere yet
    sender_for: Callable[[Person], Address | None] = lambda _: (
        None
    )  # whose name mail of theirs goes out under
    reply_to_for: Callable[[Person], Address | None] = lambda _: None  # where answers to it go, if elsewhere
    receiver: Callable[[KeptMail], Person | None] = lambda _: None  # whose own mailbox a mail came into
    ours: frozenset[str] = frozenset()  # our own addresses, in lower case
    territories: Territories = NOWHERE
    log_mail: bool = True

    def person(self, crm_owner: str | None) -> Person | None:
        """The colleague who owns records under that CRM id."""
        return next((p for p in self.people if crm_owner and p.crm_owner == crm_owner), None)
