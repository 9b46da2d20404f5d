"""Ports to the outside: the CRM and the clock. Adapters in integrations/ speak to vendors.

Every method of `Crm` raises only errors of bot/errors.py. Field names are neutral (`next_step`, `close_date`,
`amount`, `stage`, `owner`, `account`, `name`, `currency`, ...), values canonical (bot/values.py).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from pydantic.dataclasses import dataclass

from bot.mail import Address
from bot.values import FieldType, RecordKind, RecordRef, Value


@dataclass(frozen=True)
class Option:
    """One choice of a picklist: what is stored, and what a person reads."""

    value: str
    label: str


@dataclass(frozen=True)
class FieldSchema:
    """One field as this CRM account has it, for the integration user (a hidden field is absent)."""

    name: str
    label: str
    type: FieldType
    writable: bool
    options: tuple[Option, ...] = ()
    max_length: int | None = None


@dataclass(frozen=True)
class Schema:
    """The fields of one kind of record that we know and this account shows."""

    kind: RecordKind
    fields: tuple[FieldSchema, ...]

    def field(self, name: str) -> FieldSchema | None:
        """The field of that neutral name, or None when the account hides it."""
        return next((f for f in self.fields if f.name == name), None)


@dataclass(frozen=True)
class Edit:
    """Who last set a field, as far as the CRM tells: `by` is a name, `ours` that it was this product."""

    field: str
    value: Value
    at: datetime
    by: str | None = None
    ours: bool = False


@dataclass(frozen=True)
class Record:
    """A record as read. `ref` may differ from the one asked for when records were merged."""

    ref: RecordRef
    values: dict[str, Value]
    shown: dict[
        str, str
    ]  # what a person reads, for ids and codes: {"stage": "Discovery", "owner": "Priya Shah"}
    modified_at: datetime
    link: str
    edits: tuple[Edit, ...] = ()

    def get(self, field: str) -> Value:
        """The value, None when empty or hidden."""
        return self.values.get(field)

    def show(self, field: str) -> str | None:
        """What a person reads for that field."""
        return self.shown.get(field) or self.values.get(field)


@dataclass(frozen=True)
class Where:
    """One condition; several are joined by AND. `in` takes several values; `before` and `after` are strict."""

    field: str
    op: Literal["is", "is_not", "in", "before", "after", "empty", "filled"]
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangePage:
    """Records that changed since a cursor, oldest change first, and where to go on. `more`: ask again at once."""

    records: tuple[Record, ...]
    cursor: str
    more: bool


@dataclass(frozen=True)
class Owner:
    """A user of the CRM that may own records."""

    id: str
    name: str
    email: str
    active: bool


@dataclass(frozen=True)
class Stage:
    """A stage of the sales pipeline, in order. `probability` is 0 to 1."""

    id: str
    label: str
    order: int
    closed: bool
    won: bool
    probability: float


@dataclass(frozen=True)
class Usage:
    """Calls used of the allowance that the CRM last reported; None where it says nothing."""

    used: int | None
    allowed: int | None
    period: str


@dataclass(frozen=True)
class Finding:
    """One line of `doctor`: fine or not, what is wrong, and how to mend it."""

    ok: bool
    subject: str
    said: str
    mend: str = ""


@dataclass(frozen=True)
class Capabilities:
    """What this CRM account can promise; a button that cannot be honoured is not shown."""

    atomic_update: bool  # the CRM itself refuses a write to a record that changed meanwhile
    keyed_create: bool  # a create carries our key, so that a repeat is recognised
    primary_contact: Literal["role", "label", "association"]


@dataclass(frozen=True)
class Written:
    """The write happened, or had happened already (`already`: the fields held our values before we wrote).

    `before` is what the write replaced. Of a field that needed no write it is what was expected where an earlier try of
    ours had written it, and the very value of `after` where somebody else had.
    """

    ref: RecordRef
    before: dict[str, Value]
    after: dict[str, Value]
    atomic: bool
    answer: str  # what the CRM said, e.g. "204 No Content at 2026-03-03T14:00:05Z"
    already: bool = False
    overran: tuple[Edit, ...] = ()  # edits by others that slipped between our read and our write, where seen


@dataclass(frozen=True)
class Conflict:
    """Nothing was written: these fields no longer hold what was expected. `current` is the record now, with edits."""

    current: Record
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Created:
    """A record of ours with that key. `existed`: an earlier try had made it."""

    ref: RecordRef
    existed: bool
    answer: str


@dataclass(frozen=True)
class Note:
    """A note as the CRM holds it: our key out of its title or property, and its text without markup."""

    ref: RecordRef
    key: str
    text: str


@dataclass(frozen=True)
class Consent:
    """What the CRM says about mailing one address; only `allow` lets a mail out (C-SUP-01, C-SUP-11).

    `deny` is any opt-out found on any record or address of that person; `unknown` that the CRM would not tell (a
    hidden field, a missing scope), which is no permission. An address that no record has is `allow`, and `said`
    tells so: whether strangers may be written to is a rule of the house, not a fact of the CRM. `records` are those
    that carry the address; `addresses` every address that the CRM knows for the same person, this one among them,
    in lower case.
    """

    answer: Literal["allow", "deny", "unknown"]
    said: str
    records: tuple[RecordRef, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Audience:
    """Whom a rule about a domain would cover: so many `contacts` (and leads) `of` all, and some of their names."""

    contacts: int
    of: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class MailLog:
    """A mail that was sent or received, as the CRM is to remember it.

    `message_id` is its Message-ID header (RFC 5322 3.6.4) and must not be empty; `sent_at` is aware. `text` is plain
    text; what is longer than the CRM takes is cut at the end, and says so.
    """

    direction: Literal["sent", "received"]
    subject: str
    text: str
    sent_at: datetime
    sender: Address
    to: tuple[Address, ...]
    message_id: str
    cc: tuple[Address, ...] = ()


class Crm(Protocol):
    """The system of record, Salesforce or HubSpot. Safe to call from several threads."""

    name: str  # "salesforce" or "hubspot"

    def capabilities(self) -> Capabilities: ...

    def describe(self, kind: RecordKind) -> Schema:
        """The fields of that kind in this account; cached for the life of the adapter (at most an hour)."""

    def get(self, ref: RecordRef, *, edits: bool = False) -> Record:
        """Read one record. With `edits`, also who last set each field, where the CRM keeps that.

        Raises: Gone, Forbidden, AuthExpired, Temporary.
        """

    def find(
        self, kind: RecordKind, where: Sequence[Where], *, order: str | None = None, limit: int = 200
    ) -> tuple[Record, ...]:
        """Discover records; HubSpot's index lags by seconds, so read by id before acting. `order` may be `-field`."""

    def related(self, ref: RecordRef, kind: RecordKind) -> tuple[Record, ...]:
        """Records of `kind` attached to this one: a deal's contacts, open and past tasks, meetings."""

    def changes(self, kind: RecordKind, cursor: str | None, *, limit: int = 500) -> ChangePage:
        """What changed since the cursor, with an overlap so that nothing is missed (the inbox drops repeats).

        None starts at "now" and yields nothing: a first look is a sweep's work, not a feed's.
        """

    def update_if(
        self, ref: RecordRef, expect: Mapping[str, Value], values: Mapping[str, Value], *, key: str
    ) -> Written | Conflict:
        """Write `values` only if every field of `expect` still holds what the card showed.

        Fields that already hold the target count as written (`already`). Never overwrites a person's edit.
        Raises: Invalid, Forbidden, Gone, AuthExpired, InDoubt, Temporary.
        """

    def relate_if(
        self, deal: RecordRef, expect: str | None, contact: str | None, *, key: str
    ) -> Written | Conflict:
        """Make `contact` the deal's primary contact (None: take our link away) if it is still `expect`."""

    def create_once(
        self,
        kind: RecordKind,
        key: str,
        values: Mapping[str, Value],
        links: Sequence[RecordRef],
        *,
        again: bool = False,
    ) -> Created:
        """Create a record that carries `key`, once. `again`: an earlier try may have worked, so look first.

        Values that every CRM of ours needs: a deal `name`, `stage`, `close_date`; a contact `last_name`; an account
        `name`; a task `subject`. What it hangs on is given as links, never as a value: a deal on its account and on
        one contact, who becomes its primary contact; a contact on its account; a task or meeting on a deal (or an
        account) and a contact. A task's `due` is a day.

        Raises: Duplicate, Invalid, Forbidden, AuthExpired, InDoubt, Temporary.
        """

    def archive(self, ref: RecordRef, *, expect: Mapping[str, Value]) -> Written | Conflict:
        """Take back a create of ours: delete it if nobody touched the fields of `expect` meanwhile.

        A record that somebody has hung something on since (contacts or deals on an account, deals on a contact,
        meetings or open tasks on a deal) is a Conflict naming that field, such as `contacts`: deleting it would take
        theirs along. Take back what we hung on it first, in the reverse order of its making.
        """

    def note_once(
        self, key: str, targets: Sequence[RecordRef], title: str, body: str, *, again: bool = False
    ) -> Created:
        """Write a note on the targets, once by key. `body` is plain text; the adapter escapes and lays it out."""

    def notes(self, target: RecordRef) -> tuple[Note, ...]:
        """The notes on that record that carry a key of ours (for `receipts verify`)."""

    def consent(self, address: str) -> Consent:
        """Whether the CRM lets us mail this address; asked anew each time, never kept.

        Salesforce: Email Opt Out on every contact and lead with that address. HubSpot: the communication preferences
        of the address and of the contact's other addresses, and `hs_email_optout`; an opt-out from any one
        subscription denies. Matches the address as written, without regard to case: folding `+tag` and the like is
        the caller's (bot/suppression.py). An address in no record is found missing at once, also on HubSpot.

        Raises: Invalid (no address), AuthExpired, Temporary: whoever asks must then not send.
        """

    def audience(self, domain: str, *, limit: int = 5) -> Audience:
        """The contacts, and leads where the CRM has any, with an address at this domain or below it.

        HubSpot counts in its search index, which lags by seconds. Raises: Forbidden, AuthExpired, Temporary.
        """

    def opt_out(self, address: str, key: str) -> tuple[Written, ...]:
        """Tell the CRM that this address wants no more mail. Never undone by us: there is no method for it.

        One Written for each record with the address (`opted_out` false to true), `already` where it said so before;
        doing it twice is the same as once, so any Temporary may simply be tried again. Salesforce: sets Email Opt Out
        on every contact and unconverted lead; empty where none has the address. HubSpot: unsubscribes the address from
        everything, also where no contact has it (then the one Written has an empty id in its `ref`).

        Raises: Invalid (no address), Forbidden (field hidden, scope missing: an administrator must help),
        AuthExpired, InDoubt, Temporary.
        """

    def log_mail_once(self, key: str, mail: MailLog, links: Sequence[RecordRef]) -> Created:
        """Log a mail on its records (a deal or an account, and contacts), once by `key` and by its Message-ID.

        Always looks first, so a repeat, or a mail that the customer's own mail integration has logged, is `existed`.
        Sends nothing. The `ref` is of kind `email`, or `task` where Salesforce keeps mails as tasks.

        Raises: Invalid (no links, no Message-ID), Forbidden, AuthExpired, InDoubt, Temporary.
        """

    def owners(self) -> tuple[Owner, ...]: ...

    def stages(self) -> tuple[Stage, ...]: ...

    def usage(self) -> Usage: ...

    def check(self) -> tuple[Finding, ...]:
        """What `doctor` prints: reachable, token, scopes, fields, notes, keys. Never raises CrmError."""

    def link(self, ref: RecordRef) -> str:
        """The address of the record in the CRM's own pages."""


class Clock(Protocol):
    """Business time. Leases, HTTP time-outs and signatures use machine time instead."""

    def now(self) -> datetime:
        """Aware, UTC."""
