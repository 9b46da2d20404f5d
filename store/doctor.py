"""What `doctor` asks of the database."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from bot.errors import SettingError, StoreError
from bot.findings import Finding
from bot.mailboxes import Connection, Sealed
from store.connections import address_of
from store.database import SqlTx, open_database
from store.mailboxes import SqlMailboxes
from store.mails import SqlMails
from store.people import SqlPeople

UNREAD = timedelta(days=14)  # how long a mail that nobody could read is listed
_SOME = 5


def check_store(url: str) -> Iterator[Finding]:
    """Reachable, at this version. A file that is not there is not made by asking."""
    address = address_of(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        yield Finding(False, "database", f"{address.database} is not there yet", "python app.py migrate")
        return
    try:
        database = open_database(url)
    except StoreError as error:
        yield Finding(False, "database", str(error), "python app.py migrate, or mend DATABASE_URL")
        return
    kind = "SQLite, for one process" if database.is_sqlite else "PostgreSQL, for several processes"
    database.close()
    yield Finding(True, "database", f"at this version ({kind})")


def check_mailboxes(url: str, open_sealed: Callable[[Sealed], object]) -> Iterator[Finding]:
    """The mailboxes that people connected, and the mails that could not be read; nothing where there is no database.

    Args:
        url: of the database.
        open_sealed: decrypts; raises SettingError where the key is missing or another one.
    """
    address = address_of(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return
    try:
        database = open_database(url)
    except StoreError:  # said by check_store
        return
    try:
        with database.begin() as tx:
            yield from [*_mailboxes(tx, open_sealed), *_unread(tx)]
    finally:
        database.close()


def _mailboxes(tx: SqlTx, open_sealed: Callable[[Sealed], object]) -> Iterator[Finding]:
    mailboxes = SqlMailboxes()
    standing = mailboxes.standing(tx)
    people = {person.id: person.name for person in SqlPeople().all(tx)}
    locked = ""
    for mailbox in standing:
        sealed = mailboxes.sealed(tx, mailbox.id)
        try:
            if sealed is not None:
                open_sealed(sealed)
        except SettingError as error:
            locked = str(error)
        if mailbox.state is Connection.REFUSED:
            mend = f"{people.get(mailbox.person, 'its owner')} types /dealhand connect"
            yield Finding(False, mailbox.address, f"is not read: {mailbox.said}", mend)
    if locked:
        said = f"{len(standing)} connected mailboxes are not read: {locked}"
        yield Finding(False, "SECRET_KEY", said, "set the key that they were connected under")
    connected = sum(mailbox.state is Connection.CONNECTED for mailbox in standing)
    said = f"{connected} of {len(standing)} let us in" if standing else "nobody has connected one"
    yield Finding(True, "mailboxes", said)


def _unread(tx: SqlTx) -> Iterator[Finding]:
    """Mails that nobody could read or fetch: kept, and each an opt-out perhaps."""
    found = [kept for kept, _ in SqlMails().quarantined(tx)]
    newest = max((kept.received_at for kept in found), default=None)
    recent = [kept for kept in found if newest and newest - kept.received_at <= UNREAD]
    if not recent:
        return
    some = "; ".join(f"{kept.received_at:%Y-%m-%d %H:%M}Z: {kept.unreadable}" for kept in recent[:_SOME])
    more = f"; and {len(recent) - _SOME} more" if len(recent) > _SOME else ""
    said = f"{len(recent)} mails could not be read; please look at them in the mailbox: {some}{more}"
    yield Finding(True, "unread mail", said)
