"""Mail coming in: kept, turned into a signal, and heard at once where it must not wait."""

import functools
import hashlib
import logging
from collections.abc import Callable, Sequence

from bot.errors import MailError, MailTemporary
from bot.house import House
from bot.leaving import by_mail, complaint
from bot.mail import Mail, Quarantined
from bot.mailroom import KeptMail
from bot.model import Notice, Signal
from bot.noticing import notice_first
from bot.policy.keeping import cancel_held, writing_to
from bot.post import MailPage, RawMail
from bot.suppression import canonical_address
from bot.transaction import Tx

log = logging.getLogger(__name__)
_NAMED = 5  # of a page of mails that nobody can read
Parse = Callable[[bytes], Mail | Quarantined]


def take_in(house: House, page: MailPage, source: str, parse: Parse) -> int:
    """Keep a page of mails with its cursor in one transaction, then hear what must not wait. Returns how many were new.

    Bytes that nobody can read are kept whole, with the reason. What a person writes cancels held mail to them and the
    reminders that waited for them; a machine's answer does not (C-REP-08).
    """
    read = [(item, _parsed(item, parse)) for item in page.items]
    signals: list[Signal] = []
    unread: list[KeptMail] = []
    with house.memory.begin() as tx:
        ours = house.senders.ours(tx)
        for item, mail in read:
            name = _name(source, item, mail)
            if isinstance(mail, Quarantined):
                kept = KeptMail(name, source, item.received_at, None, unreadable=mail.reason)
                unread += [kept] if house.memory.mailroom.mails.add(tx, kept, item.raw) else []
                continue
            if mail.sender.address.lower() in ours:  # what colleagues write is no business of ours
                continue
            kept = KeptMail(name, source, item.received_at, mail)
            if house.memory.mailroom.mails.add(tx, kept):
                signals += _signals(house, tx, kept, mail)
                _answered(house, tx, mail)
        _unreadable(house, tx, unread)
        new = house.memory.inbox.put(tx, signals, source=source, cursor=page.cursor)
    for signal in signals:
        notice_first(house, signal)
    return new


def _parsed(item: RawMail, parse: Parse) -> Mail | Quarantined:
    if item.raw:
        return parse(item.raw)
    said = f"its server does not hand it out (UID {item.uid} in {item.folder}, {item.size} bytes)."
    return Quarantined(said, b"")


def _name(source: str, item: RawMail, mail: Mail | Quarantined) -> str:
    """The same mail in two of our mailboxes has one name; their servers wrote different lines above it.

    A Message-ID alone does not do: there are programs that give each mail the same one.
    """
    if not item.raw:
        return _digest(source, item.folder, str(item.uid), item.received_at.isoformat())
    if isinstance(mail, Quarantined) or not (mail.message_id and mail.sender.address and mail.date):
        return hashlib.sha256(item.raw).hexdigest()
    return _digest(mail.message_id, mail.sender.address, mail.date.isoformat())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _signals(house: House, tx: Tx, kept: KeptMail, mail: Mail) -> tuple[Signal, ...]:
    """A complaint, and a mail out of our own List-Unsubscribe, are known by what we sent; the rest is a mail."""
    if mail.complaint is not None:
        return (complaint(house, tx, kept, mail.complaint),)
    received = Signal(
        f"mail:{kept.id}", "mail_received", kept.source, kept.received_at, body={"mail": kept.id}
    )
    left = by_mail(house, tx, kept, mail)
    if left is None:
        return (received,)
    signal, nothing_else = left
    return (signal,) if nothing_else else (signal, received)


def _unreadable(house: House, tx: Tx, unread: Sequence[KeptMail]) -> None:
    """Nobody knows what stands in them, so somebody has to look: one may be an opt-out. Told once for a page."""
    if not unread:
        return
    where = house.senders.mailbox_named(tx, unread[0].source)
    named = "\n".join(f"{m.received_at:%-d %b %Y, %H:%M} UTC: {m.unreadable}" for m in unread[:_NAMED])
    more = f"\nand {len(unread) - _NAMED} more; doctor lists them" if len(unread) > _NAMED else ""
    text = (
        f"{len(unread)} mail(s) that came into {where} cannot be read. Please look there, for one may be an "
        f"opt-out.\n{named}{more}"
    )
    for admin in house.administrators(tx):
        key = f"unreadable:{unread[0].id}:{admin.id}"
        house.memory.desk.tell(tx, Notice(key, "unreadable", text, person=admin.id))


def _answered(house: House, tx: Tx, mail: Mail) -> None:
    """They wrote: nothing that was prepared before their answer goes out unseen, and nobody need be reminded."""
    if mail.machine.kind != "none":
        return
    try:
        sender = canonical_address(mail.sender.address)
    except ValueError:
        return
    now, said = house.now(), f"{mail.sender.address} wrote before it went out"
    cancel_held(
        house.memory,
        tx,
        writing_to(lambda to: canonical_address(to) == sender),
        "answered_first",
        said,
        at=now,
    )
    for reminder in house.memory.mailroom.reminders.watching(tx, sender):
        house.memory.mailroom.reminders.end(tx, reminder.id, f"{mail.sender.address} wrote", now)


def reading(
    house: House, look: Callable[[], int], refused: Callable[[MailError], object] | None = None
) -> int:
    """A look into a mailbox, whose server may be away (it comes again) or refuse us.

    Args:
        house: where administrators are told that the shared mailbox cannot be read.
        look: reads; returns how many signals were new.
        refused: hears of it instead, where the mailbox is a person's own.
    """
    try:
        return look()
    except MailTemporary as error:
        log.warning("the mailbox could not be read, it will be again: %s", error)
    except MailError as error:
        log.warning("the mailbox cannot be read: %s", error)
        (refused or functools.partial(_shared_refused, house))(error)
    return 0


def _shared_refused(house: House, error: MailError) -> None:
    with house.memory.begin() as tx:
        for admin in house.administrators(tx):
            key = f"mailbox:{type(error).__name__}:{house.now():%Y-%m-%d}:{admin.id}"
            text = f"I cannot read the mailbox: {error} Nothing is lost; `python app.py doctor` says what to mend."
            house.memory.desk.tell(tx, Notice(key, "mailbox", text, person=admin.id))
