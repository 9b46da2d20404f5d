"""The shape every operation has, and its two answers: it was applied, or what it stood on has changed."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass as plain_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Protocol, Self

from pydantic import PlainSerializer, PlainValidator
from pydantic.dataclasses import dataclass

from bot.crm import Crm
from bot.mail import Address
from bot.mailroom import Halt, Outgoing, Reminder
from bot.operations import placing
from bot.operations.addressees import Addressee
from bot.post import SentMail
from bot.suppression import Suppression, canonical_address
from bot.values import Change, RecordKind, RecordRef, Risk, UndoKind, Value, dump, load, noun


class Family(StrEnum):
    """The six things this product can do to the world (C-05)."""

    ENRICH = "enrich"
    ROUTE = "route"
    SEND = "send"
    BOOK = "book"
    UPDATE = "update"
    SUPPRESS = "suppress"


@noun("letter")
class Letter:
    """A mail as a person approves it; the outbound gate adds postal address and the way out (opt-out).

    Raises:
        ValueError: A recipient is no mail address.
    """

    message_id: str  # made with the proposal, so that it is stored before anything is sent
    sender: Address
    to: Address
    subject: str
    text: str
    cc: tuple[Address, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    reply_to: Address | None = None  # where answers go, where that is not the sender (Readers.reply_to_for)

    def __post_init__(self) -> None:
        for person in (self.to, *self.cc):
            canonical_address(person.address)


class Post(Protocol):
    """The one way out for mail: bot/policy/outbound.py."""

    def send(
        self, letter: Letter, key: str, account: RecordRef | None, *, past_halt: bool = False
    ) -> SentMail:
        """Send it, once for its Message-ID, if nothing forbids it at this instant. Raises MailError and CrmError.

        `past_halt`: a halt alone does not forbid it; everything else does.
        """


class Book(Protocol):
    """What an operation may write into our own memory; each in a transaction of its own, and once."""

    def suppress(self, suppression: Suppression) -> bool:
        """Keep it for good, with all that follows from it at once. False when it was known."""

    def halt(self, halt: Halt) -> bool:
        """Nothing goes to that account any more; False when it was halted already."""

    def remind(self, reminder: Reminder) -> bool:
        """Keep a reminder; False when it was known."""

    def unremind(self, reminder: str) -> bool:
        """Take a reminder back; False when it was over before."""

    def making(self, key: str) -> bool:
        """A record is about to be made under that key. True when an earlier try, which may have made it, said so."""

    def made_nothing(self, key: str) -> None:
        """What was begun under that key surely made nothing."""

    def file(self, message_id: str, record: RecordRef) -> bool:
        """The mail with that Message-ID was logged on that record: how its thread is known. False when it was filed."""

    def left(self, message_id: str) -> Outgoing | None:
        """What our own log says of a mail that we sent, or tried to."""


@plain_dataclass(frozen=True)
class Writers:
    """All an operation may touch."""

    crm: Crm
    post: Post
    book: Book


@noun("applied")
class Applied:
    """What an operation did: the changes as they really happened, and what the outside world answered.

    `atomic` is False where the CRM could only be checked around the write (HubSpot); `already` marks a repeat
    that found its own work done; `overran` are edits by others seen to slip in between. `name` and `link` are those of
    a record that was made.
    """

    record: RecordRef
    changes: tuple[Change, ...]
    atomic: bool
    answer: str
    already: bool = False
    overran: tuple[str, ...] = ()
    name: str = ""
    link: str = ""


@dataclass(frozen=True)
class Clash:
    """One field three ways: what the card showed, what it holds now (theirs), what we would have written (ours)."""

    change: Change
    theirs: Value
    shown_theirs: str | None = None
    by: str | None = None
    at: datetime | None = None


@noun("stale")
class Stale:
    """Nothing was written, because a field changed since the card was drawn."""

    record: RecordRef
    clashes: tuple[Clash, ...]


class Operation(ABC):
    """One change to the outside world. Subclasses are nouns: frozen, stored, and pure but for `apply`."""

    family: ClassVar[Family]
    undo: ClassVar[UndoKind]
    risk: ClassVar[Risk]
    kpi: ClassVar[str]  # the measurable it is meant to move (G-07)
    blast: ClassVar[str]  # what it touches, in words, shown before approval (N10)
    kept_here: ClassVar[bool] = (
        False  # whether it is done in our own books, so that no server outside answers
    )

    @property
    @abstractmethod
    def target(self) -> RecordRef:
        """The record it changes."""

    @property
    def acts_first(self) -> bool:
        """Whether it runs without a click and also while everything else waits: what a recipient asked for (A-06)."""
        return False

    @property
    def takes_back(self) -> bool:
        """Whether its target is gone from the CRM afterwards."""
        return False

    @property
    def only_records(self) -> bool:
        """Whether it writes down what happened anyway, and changes no field; done by policy it needs no word (A-38)."""
        return False

    def concerns(self) -> tuple[RecordRef, ...]:
        """The records that must be there before it: what it changes, and what it hangs something on."""
        return (self.target,)

    def creates(self) -> RecordRef | None:
        """The placeholder of the record it makes, None where it makes none that others may name."""
        return None

    def made(self, applied: Applied) -> Mapping[RecordRef, RecordRef]:
        """Its placeholder and the record that it became."""
        placeholder = self.creates()
        return {placeholder: applied.record} if placeholder else {}

    def placed(self, made: Mapping[RecordRef, RecordRef]) -> Self:
        """The same operation on the records that were made, in the place of their placeholders. Pure."""
        return placing.placed(self, made)

    def instead(self, match: str) -> "Operation":  # noqa: ARG002  # only what makes a record can use another
        """The same operation using the record with that id, which the CRM takes for the one it would make."""
        return self

    def confirmed(self, said: str) -> Applied | None:
        """What it comes to when a person looked and says that it happened; None where only looking can tell what."""
        return Applied(self.target, self.changes(), atomic=False, answer=said)

    def inputs(self) -> Mapping[str, tuple[RecordKind, str]]:
        """Of which kind of record each of its changes is, and the CRM's neutral name for it."""
        return {change.field: (self.target.kind, change.field) for change in self.changes()}

    def addressees(self) -> tuple[Addressee, ...]:
        """Where each address was read that it would write to."""
        return ()

    def suppresses(self) -> tuple[Suppression, ...]:
        """What it suppresses; written before anything else happens where it acts first."""
        return ()

    def halts(self) -> tuple[Halt, ...]:
        """What it halts; written before anything else happens where it acts first."""
        return ()

    def recipients(self) -> tuple[str, ...]:
        """The addresses outside that it would write to."""
        return ()

    @abstractmethod
    def summary(self) -> str:
        """One line: what it will do."""

    @abstractmethod
    def changes(self) -> tuple[Change, ...]:
        """Field by field, before and after."""

    @abstractmethod
    def apply(self, writers: Writers, key: str) -> Applied | Stale:
        """Do it, at most once for this key. Raises CrmError as the port says."""

    @abstractmethod
    def inverse(self, applied: Applied) -> "Operation | None":
        """What takes back that application; None where nothing was changed. Pure."""

    @abstractmethod
    def edited(self, values: Mapping[str, Value]) -> "Operation":
        """The same operation with a person's values for the fields it changes; unknown names are ignored."""

    def named(self, shown: Mapping[tuple[str, str], str]) -> "Operation":  # noqa: ARG002  # most carry no ids to name
        """The same operation with what a person reads for values that are ids: (field, value) → words."""
        return self

    @abstractmethod
    def without(self, fields: Collection[str]) -> "Operation | None":
        """The same operation leaving those fields alone; None when nothing is left to do."""

    @abstractmethod
    def rebased(self, stale: Stale) -> "Operation":
        """The same operation standing on the values found now: what "use mine" means after a conflict."""


def _load_operation(stored: object) -> Any:  # noqa: ANN401  # the stored kind decides
    return stored if isinstance(stored, Operation) else load(stored)  # type: ignore[arg-type]


# How an Operation lies inside another noun: by its registered kind.
AnyOperation = Annotated[Operation, PlainValidator(_load_operation), PlainSerializer(dump)]
