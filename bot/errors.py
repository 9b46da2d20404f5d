"""What can go wrong, in the house's own words. Adapters translate every vendor's error into one of these.

    DealhandError
    ├── SettingError             a setting is missing or cannot be used; raised at start, shown in one line
    ├── StoreError               the database is locked, too new, or not migrated
    ├── CrmError                 the CRM did not do what was asked
    │   ├── Invalid              it refused the value: field, reason, what it would allow
    │   ├── Forbidden            the integration user may not read or write this
    │   ├── Gone                 the record was deleted, or merged into `alias`
    │   ├── Duplicate            its duplicate rules found `matches`
    │   ├── AuthExpired          the token was revoked: the queue stops, the administrator is told
    │   ├── InDoubt              the call may or may not have happened; only a person may decide
    │   └── Temporary            later may work; nothing was written
    │       ├── Locked           the record is locked by another write
    │       ├── RateLimited      too many calls; `retry_after` seconds
    │       ├── QuotaLow         the day's allowance is nearly spent; sweeps stop, approvals go on
    │       └── Unavailable      the CRM is down or did not answer, and nothing can have been written
    ├── ModelError               the model was asked and gave no answer that can be used; rules go on alone
    │   ├── ModelRefused         the key, the model's name or the request is not taken: an administrator must help
    │   ├── ModelUnusable        it answered, but cut short, declining, or in another form than asked for
    │   └── ModelTemporary       it is down, slow or busy; `retry_after` seconds
    └── MailError                the mail server did not do what was asked
        ├── MailRefused          a lasting no to this mail, with the server's `code`; nothing was sent
        ├── MailSignInRefused    the password or token no longer works: mail stops, the administrator is told
        │   └── MailUnencrypted  the server offers no encryption, so it was not even shown the password
        ├── MailFolderMissing    the folder was renamed or deleted; `existing` are those there are
        ├── MailInDoubt          the mail left and no answer came; never sent again by itself
        ├── Suppressed           a rule of the outbound gate forbids this mail, whoever approved it
        └── MailTemporary        later may work; nothing was sent or read
            └── MailPaused       everything is paused; it goes on once a person resumes

`permanent` says whether trying the same thing again can help. A conflict is not an error: it is one of the two
normal answers of `update_if` (bot/crm.py).
"""

from collections.abc import Sequence
from typing import ClassVar


class DealhandError(Exception):
    """Anything this product raises on purpose. `str(error)` is fit for a person to read."""


class SettingError(DealhandError):
    """A setting is missing or unusable; the message names it and how to mend it."""


class StoreError(DealhandError):
    """The database cannot be used as it is; the message says what to do."""


class CrmError(DealhandError):
    """The CRM did not do what was asked.

    Args:
        message: One sentence for the person who clicked.
        raw: The vendor's own words, for an administrator.
    """

    permanent: ClassVar[bool] = True

    def __init__(self, message: str, *, raw: str = "") -> None:
        super().__init__(message)
        self.raw = raw


class Invalid(CrmError):
    """A value was refused. `allowed` holds the values it would take, when the CRM says so."""

    def __init__(
        self, message: str, *, field: str | None = None, allowed: Sequence[str] = (), raw: str = ""
    ) -> None:
        super().__init__(message, raw=raw)
        self.field = field
        self.allowed = tuple(allowed)


class Forbidden(CrmError):
    """The integration user lacks the right to read or write `what` (a field, an object or a scope)."""

    def __init__(self, message: str, *, what: str = "", raw: str = "") -> None:
        super().__init__(message, raw=raw)
        self.what = what


class Gone(CrmError):
    """The record is not there any more. `alias` is the id it was merged into, when that is known."""

    def __init__(self, message: str, *, alias: str | None = None, raw: str = "") -> None:
        super().__init__(message, raw=raw)
        self.alias = alias


class Duplicate(CrmError):
    """The CRM's own duplicate rules stopped a create; `matches` are the ids it found."""

    def __init__(self, message: str, *, matches: Sequence[str] = (), raw: str = "") -> None:
        super().__init__(message, raw=raw)
        self.matches = tuple(matches)


class AuthExpired(CrmError):
    """The token no longer works, also after one refresh. Nothing was written."""


class InDoubt(CrmError):
    """The connection broke after the request left, and reading could not tell what happened (never retried)."""

    def __init__(self, message: str, *, key: str = "", raw: str = "") -> None:
        super().__init__(message, raw=raw)
        self.key = key


class Temporary(CrmError):
    """Nothing was written and the same call may work later, after `retry_after` seconds of machine time."""

    permanent: ClassVar[bool] = False

    def __init__(self, message: str, *, retry_after: float = 1.0, raw: str = "") -> None:
        super().__init__(message, raw=raw)
        self.retry_after = retry_after


class Locked(Temporary):
    """Another write holds the record (Salesforce UNABLE_TO_LOCK_ROW)."""


class RateLimited(Temporary):
    """Too many calls in a short time (HTTP 429, or Salesforce's concurrent request limit)."""


class QuotaLow(Temporary):
    """The rolling daily allowance is used up or nearly so."""


class Unavailable(Temporary):
    """The CRM is down, timed out on a read, or could not be reached."""


class MailError(DealhandError):
    """The mail server did not do what was asked.

    Args:
        message: One sentence for the person who clicked, or for the administrator.
        raw: The server's own words.
        code: The server's reply code (RFC 5321 4.2), None where it gave none.
    """

    permanent: ClassVar[bool] = True

    def __init__(self, message: str, *, raw: str = "", code: int | None = None) -> None:
        super().__init__(message)
        self.raw = raw
        self.code = code


class MailRefused(MailError):
    """The server, or the form of an address, rules this mail out; nothing was sent and the same again will fail."""


class MailSignInRefused(MailError):
    """The mail server does not take the password or the token; every mail of this account will meet the same."""


class MailUnencrypted(MailSignInRefused):
    """The server offers no encryption, which the settings ask for; no password was sent."""


class MailFolderMissing(MailError):
    """The folder that is to be read is not there. `existing` are the names of those that are."""

    def __init__(self, message: str, *, existing: Sequence[str] = (), raw: str = "") -> None:
        super().__init__(message, raw=raw)
        self.existing = tuple(existing)


class MailInDoubt(MailError):
    """The connection broke after the whole mail left and before an answer came (never retried)."""

    def __init__(self, message: str, *, message_id: str, raw: str = "") -> None:
        super().__init__(message, raw=raw)
        self.message_id = message_id


class MailTemporary(MailError):
    """Nothing was sent or read, and the same may work after `retry_after` seconds of machine time."""

    permanent: ClassVar[bool] = False

    def __init__(
        self, message: str, *, retry_after: float = 60.0, raw: str = "", code: int | None = None
    ) -> None:
        super().__init__(message, raw=raw, code=code)
        self.retry_after = retry_after


class MailPaused(MailTemporary):
    """The kill switch is on. Nothing was sent; the approval is kept and goes on after a person resumed."""


class Suppressed(MailError):
    """The outbound gate forbids this mail, whoever approved it. `rule` names why; nothing was sent."""

    def __init__(self, message: str, *, rule: str, raw: str = "") -> None:
        super().__init__(message, raw=raw)
        self.rule = rule


class ModelError(DealhandError):
    """The model gave no usable answer. `outcome` is the word for it in the log of calls."""

    def __init__(self, message: str, *, outcome: str, raw: str = "") -> None:
        super().__init__(message)
        self.outcome = outcome
        self.raw = raw


class ModelRefused(ModelError):
    """The endpoint takes no such key, model or request; the next call would meet the same."""


class ModelUnusable(ModelError):
    """There was an answer, of another form than the one asked for; nothing of it is used."""


class ModelTemporary(ModelError):
    """No answer now; the endpoint may be asked again after `retry_after` seconds of machine time."""

    def __init__(self, message: str, *, outcome: str, retry_after: float = 0.0, raw: str = "") -> None:
        super().__init__(message, outcome=outcome, raw=raw)
        self.retry_after = retry_after
