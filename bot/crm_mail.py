"""The port to what the CRM knows about mail: who may be written to, and where a mail is logged."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from pydantic.dataclasses import dataclass

from bot.mail import Address
from bot.records import Created, Written
from bot.values import RecordRef


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


class MailReader(Protocol):
    """Reads who may be written to. Raises only errors of bot/errors.py."""

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


class CrmMail(MailReader, Protocol):
    """The mail side of the system of record. Raises only errors of bot/errors.py."""

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
