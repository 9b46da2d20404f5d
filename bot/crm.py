"""The port to the system of record. Adapters in integrations/ speak to vendors.

Every method of `Crm` raises only errors of bot/errors.py. Field names are neutral (`next_step`, `close_date`,
`amount`, `stage`, `owner`, `account`, `name`, `currency`, ...), values canonical (bot/values.py).
"""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from pydantic.dataclasses import dataclass

from bot.crm_mail import CrmMail
from bot.crm_reader import CrmReader
from bot.findings import Finding
from bot.records import ChangePage, Conflict, Created, Note, Written
from bot.values import RecordKind, RecordRef, Value


@dataclass(frozen=True)
class Capabilities:
    """What this CRM account can promise; a button that cannot be honoured is not shown."""

    atomic_update: bool  # the CRM itself refuses a write to a record that changed meanwhile
    keyed_create: bool  # a create carries our key, so that a repeat is recognised
    primary_contact: Literal["role", "label", "association"]


@dataclass(frozen=True)
class Usage:
    """Calls used of the allowance that the CRM last reported; None where it says nothing."""

    used: int | None
    allowed: int | None
    period: str


class Crm(CrmReader, CrmMail, Protocol):
    """The system of record, Salesforce or HubSpot. Safe to call from several threads."""

    name: str  # "salesforce" or "hubspot"

    def capabilities(self) -> Capabilities: ...

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

    def usage(self) -> Usage: ...

    def check(self) -> tuple[Finding, ...]:
        """What `doctor` prints: reachable, token, scopes, fields, notes, keys. Never raises CrmError."""
