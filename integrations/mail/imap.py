"""Mail comes in from the team's own IMAP server: read without a trace, oldest first, each mail once per numbering."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from bot.clock import Clock
from bot.errors import MailError, MailFolderMissing, MailSignInRefused, MailTemporary
from bot.findings import Finding
from bot.post import MailPage, RawMail
from integrations.mail.account import mail_account
from integrations.mail.imap_cursor import Place, load_place
from integrations.mail.imap_session import Envelope, Folder, ImapSession
from integrations.mail.knocking import Knocking

log = logging.getLogger(__name__)

T = TypeVar("T")

SECONDS = 30.0  # for connecting and for each answer (machine time)
IDLE_SECONDS = 540.0  # Gmail hangs up on ten silent minutes, RFC 2177 on thirty
IDLE_TRIES = 3  # broken idles in a row before this account is polled instead
MB = 1024 * 1024


@dataclass(frozen=True)
class Reach:
    """How far back a first look goes, and how much of one mail and of one page is read (bytes)."""

    mails: int = 200
    back: timedelta = timedelta(days=14)
    largest: int = 30 * MB  # of a larger mail only the beginning is read
    beginning: int = MB
    page: int = 64 * MB


class ImapMailbox:
    """The mailbox behind IMAP_URL: one folder of one account; several mailboxes are several of these.

    Safe from several threads, one after the other: `read` waits while another thread waits.

    Args:
        url: `imaps://` or `imap://`; see docs/mail.md.
        clock: Says what is 14 days ago.
        folder: As the server spells it.
        reach: How far a first look goes.
        poll_seconds: How often to ask where the server does not call (no IDLE).
        seconds: How long connecting and each answer may take.
        machine: Machine time in seconds, for the pauses between connections.
        pause: Waits that many seconds.

    Raises:
        SettingError: The address cannot be read.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Clock,
        folder: str = "INBOX",
        reach: Reach | None = None,
        poll_seconds: float = 20.0,
        seconds: float = SECONDS,
        machine: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._account = mail_account(url, "imap")
        self._clock, self._folder, self._reach = clock, folder, reach or Reach()
        self._poll_seconds, self._seconds = poll_seconds, seconds
        self._machine, self._pause = machine, pause
        self._lock = threading.Lock()
        self._session: ImapSession | None = None
        self._broken_idles = 0
        self._knocking = Knocking(machine)

    def read(self, cursor: str | None, limit: int = 50) -> MailPage:
        """The next mails; errors as in bot/post.py.

        After the server renumbered (UIDVALIDITY), mail received since the cursor comes, within the reach of a
        first look; that of the cursor's own second comes again, so make a signal's id from the Message-ID.
        """
        with self._lock:
            return self._with_session(lambda session: self._page(session, cursor, limit))

    def wait(self, seconds: float) -> bool:
        """Wait for mail by IDLE, or by asking now and then; see bot/post.py."""
        with self._lock:
            session, seconds = self._session, min(seconds, IDLE_SECONDS)
            if session is None:
                self._pause(min(seconds, self._poll_seconds))
                return True
            if not session.can_idle or self._broken_idles >= IDLE_TRIES:
                return self._polled(session, seconds)
            try:
                found = session.idle(seconds)
            except MailTemporary as error:
                self._broken_idles += 1
                log.info(
                    "idle broke (%s); %d of %d before polling", error.raw, self._broken_idles, IDLE_TRIES
                )
                self._drop()
                return True
            self._broken_idles = 0
            return found

    def shut_for(self) -> float:
        """Seconds for which `read` would only repeat why the server refused us; 0 when it is worth asking."""
        with self._lock:
            if self._session is not None:
                return 0.0
            try:
                return self._knocking.left(self._account.secret())
            except MailSignInRefused:
                return 0.0

    def sign_in(self) -> None:
        """Sign in and open the folder, or raise the MailError that says why not."""
        with self._lock:
            self._with_session(lambda session: session.look(self._folder))

    def check(self) -> tuple[Finding, ...]:
        """What `doctor` prints; never raises MailError."""
        subject = f"mail in ({self._folder})"
        try:
            with self._lock:
                folder = self._with_session(lambda session: session.look(self._folder))
                idle = self._session is not None and self._session.can_idle
        except MailFolderMissing as error:
            return (Finding(ok=False, subject=subject, said=str(error), mend="Name one of them."),)
        except MailError as error:
            mend = "Look at IMAP_URL; docs/mail.md has one for each provider."
            return (Finding(ok=False, subject=subject, said=f"{error} {error.raw}".strip(), mend=mend),)
        how = (
            "the server calls when mail comes" if idle else f"asked every {self._poll_seconds:g} s (no IDLE)"
        )
        said = f"{self._account.at} as {self._account.user}: {folder.messages} mails; {how}"
        return (Finding(ok=True, subject=subject, said=said),)

    def close(self) -> None:
        """Close the connection; the next read opens another."""
        with self._lock:
            self._drop()

    def _page(self, session: ImapSession, cursor: str | None, limit: int) -> MailPage:
        here = session.look(self._folder)
        place, skipped = load_place(cursor), 0
        if place is None or (place.folder, place.uidvalidity) != (self._folder, here.uidvalidity):
            place, skipped = self._first_look(session, here, place)
        uids: list[int] = []
        if here.uidnext is None or here.uidnext > place.uid + 1:
            # `n:*` always names the last mail, also when its UID is below n (RFC 9051 6.4.4).
            uids = [uid for uid in session.search(f"UID {place.uid + 1}:*") if uid > place.uid]
        items, place, passed = self._fetched(session, uids[:limit], place)
        more = bool(uids) and place.uid < uids[-1]
        if not more and here.uidnext is not None:
            place = place.read_to(here.uidnext - 1)
        return MailPage(tuple(items), place.dump(), more=more, skipped=skipped + passed)

    def _first_look(self, session: ImapSession, here: Folder, before: Place | None) -> tuple[Place, int]:
        now = self._clock.now()
        since = now - self._reach.back
        if before is not None:
            log.warning("folder %s was renumbered by the server; reading what came since", self._folder)
            since = max(since, min(before.newest, now))  # a date in the future would hide all that comes
        # SINCE compares dates without zones; one day more is cut to the second later on.
        uids = (
            session.search(f"SINCE {(since - timedelta(days=1)).strftime('%d-%b-%Y')}")
            if here.messages
            else []
        )
        chosen = uids[-self._reach.mails :]
        last = here.uidnext - 1 if here.uidnext is not None else max(uids, default=0)
        place = Place(
            folder=self._folder,
            uidvalidity=here.uidvalidity,
            uid=chosen[0] - 1 if chosen else last,
            newest=before.newest if before is not None else since,
            since=since,
            backlog_to=last,
        )
        return place, max(0, here.messages - len(chosen))

    def _fetched(
        self, session: ImapSession, uids: Sequence[int], place: Place
    ) -> tuple[list[RawMail], Place, int]:
        """The mails of these UIDs until the page is full, the place after them, and how many were old."""
        envelopes = session.envelopes(uids) if uids else {}
        items: list[RawMail] = []
        passed = 0
        for uid in uids:
            envelope = envelopes.get(uid)
            if envelope is None:
                place = place.read_to(uid)
                continue
            received = envelope.received_at or self._clock.now()
            if place.is_old(uid, received, envelope.date_header):
                place, passed = place.read_to(uid), passed + 1
                continue
            if items and sum(len(item.raw) for item in items) + envelope.size > self._reach.page:
                break
            mail = self._mail(session, envelope)
            items += [mail] if mail else []
            place = place.read_to(uid, received)
        return items, place, passed

    def _mail(self, session: ImapSession, envelope: Envelope) -> RawMail | None:
        large = envelope.size > self._reach.largest
        raw = session.raw(envelope.uid, self._reach.beginning if large else None)
        if raw is None:
            return None
        if not raw:
            log.warning("the server does not hand out mail %d of %s", envelope.uid, self._folder)
        received = envelope.received_at or self._clock.now()
        return RawMail(
            uid=envelope.uid,
            raw=raw,
            received_at=received,
            folder=self._folder,
            size=envelope.size,
            truncated=large or not raw,
        )

    def _with_session(self, ask: Callable[[ImapSession], T]) -> T:
        """Ask; a connection that had died in the meantime is replaced once (reading twice does no harm)."""
        if self._session is not None:
            try:
                return ask(self._session)
            except MailTemporary as error:
                log.info("the mail connection had died (%s); connecting again", error.raw)
                self._drop()
        self._session = self._connected()
        try:
            return ask(self._session)
        except MailTemporary:
            self._drop()
            raise

    def _connected(self) -> ImapSession:
        self._knocking.before(self._account.secret())
        try:
            session = ImapSession(self._account, self._seconds)
        except MailTemporary as error:
            pause = self._knocking.refused(error)
            raise MailTemporary(str(error), retry_after=pause, raw=error.raw) from error
        except MailSignInRefused as error:
            self._knocking.refused(error)
            raise
        self._knocking.let_in()
        return session

    def _polled(self, session: ImapSession, seconds: float) -> bool:
        deadline = self._machine() + seconds
        while (left := deadline - self._machine()) > 0:
            self._pause(min(self._poll_seconds, left))
            try:
                if session.news():
                    return True
            except MailTemporary:
                self._drop()
                return True
        return False

    def _drop(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None
