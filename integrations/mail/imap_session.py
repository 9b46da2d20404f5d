"""One connection to an IMAP server: sign in, look, fetch, idle; what goes wrong in the house's words.

Built on imap-tools. Its own fetch asks for whole mails of any size and parses them; here sizes are asked for first.
"""

import imaplib
import re
import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError

from bot.errors import MailFolderMissing, MailSignInRefused, MailTemporary, MailUnencrypted
from integrations.mail.account import MailAccount
from integrations.mail.imap_idle import PlainMailBox, TlsMailBox

_LATER = re.compile(
    r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG|OVERQUOTA)\b|too many|try again|tempora|unavailable",
    re.IGNORECASE,
)
_AWAY = re.compile(r"\[(?:UNAVAILABLE|INUSE|LIMIT)\b|too many|try again", re.IGNORECASE)
_GONE = re.compile(r"\[EXPUNGEISSUED\]|no longer exist|expunged", re.IGNORECASE)
_SOME_FOLDERS = 20
_HEADER = "(UID RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER.FIELDS (DATE)])"
_DONE = (b"OK", "OK")


@dataclass(frozen=True)
class Folder:
    """What the server says of the folder when it is opened; `uidnext` is None where it does not say."""

    uidvalidity: int
    uidnext: int | None
    messages: int


@dataclass(frozen=True)
class Envelope:
    """A mail without its text: enough to decide whether and how much to fetch."""

    uid: int
    size: int
    received_at: datetime | None
    date_header: str


class ImapSession:
    """An open, signed-in connection. Not safe from several threads; its owner holds a lock.

    Raises:
        MailSignInRefused, MailTemporary: As bot/post.py says; the connection is closed then.
    """

    def __init__(self, account: MailAccount, seconds: float) -> None:
        self._account = account
        with _translated(account):
            self._box = _opened(account, seconds)
        try:
            with _translated(account):
                _sign_in(self._box, account)
                answer = self._box.client.capability()[1]
        except Exception:  # whatever it was goes up unchanged, but the socket must not stay behind
            self.close()
            raise
        offered = b" ".join(line for line in answer if isinstance(line, bytes)).upper().split()
        self.can_idle = b"IDLE" in offered

    def close(self) -> None:
        """Close the connection, whatever state it is in."""
        with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
            self._box.client.shutdown()

    def folders(self) -> tuple[str, ...]:
        """The names of the folders there are."""
        with _translated(self._account):
            return tuple(folder.name for folder in self._box.folder.list())

    def look(self, folder: str) -> Folder:
        """Open the folder, read-only, and say how it stands.

        Raises:
            MailFolderMissing: With the folders that exist.
        """
        with _translated(self._account):
            try:
                self._box.folder.set(folder, readonly=True)
            except MailboxFolderSelectError as error:
                self._missing(folder, error)
                raise
        return Folder(
            uidvalidity=self._number("UIDVALIDITY") or 0,
            uidnext=self._number("UIDNEXT"),
            messages=self._number("EXISTS") or 0,
        )

    def search(self, criteria: str) -> list[int]:
        """UIDs in ascending order, each once; a long list may come in several answers."""
        with _translated(self._account):
            status, answer = self._box.client.uid("SEARCH", criteria)
            self._must(status, answer)
        return sorted({int(uid) for part in answer if isinstance(part, bytes) for uid in part.split()})

    def envelopes(self, uids: Sequence[int]) -> dict[int, Envelope]:
        """What there is of these; one that was deleted meanwhile is absent.

        Gmail and Exchange answer NO for all when they cannot hand out one (RFC 5530 EXPUNGEISSUED, SERVERBUG): then
        each is asked for by itself, and what is refused alone is left for `raw` to be refused again.
        """
        with _translated(self._account):
            status, answer = self._box.client.uid("FETCH", ",".join(map(str, uids)), _HEADER)
        found = (_envelope(text, literal) for text, literal in _records(answer))
        known = {envelope.uid: envelope for envelope in found if envelope is not None}
        if status in _DONE:
            return known
        if _AWAY.search(_words(answer)):
            self._must(status, answer)
        left = [uid for uid in uids if uid not in known]
        if len(uids) > 1:
            return known | {uid: one for each in left for uid, one in self.envelopes([each]).items()}
        return known | (
            {} if _GONE.search(_words(answer)) else {uid: Envelope(uid, 0, None, "") for uid in left}
        )

    def raw(self, uid: int, most: int | None = None) -> bytes | None:
        """The bytes of a mail, or its first `most`; None where it is gone, empty where the server refuses it."""
        part = "BODY.PEEK[]" if most is None else f"BODY.PEEK[]<0.{most}>"
        with _translated(self._account):
            try:
                status, answer = self._box.client.uid("FETCH", str(uid), f"(UID {part})")
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                status, answer = "BAD", [str(error).encode()]
            if status not in _DONE:
                if _LATER.search(_words(answer)):
                    self._must(status, answer)
                return b""
        for text, literal in _records(answer):
            if _field(text, rb"UID (\d+)") == str(uid) and b"BODY[" in text.upper():
                return literal
        return None

    def news(self) -> bool:
        """Ask whether mail came since the last look or news."""
        with _translated(self._account):
            self._must(*self._box.client.noop())
            return self._number("EXISTS") is not None

    def idle(self, seconds: float) -> bool:
        """Let the server call (RFC 2177), at most that long. True when it spoke of new mail."""
        deadline = time.monotonic() + seconds
        with _translated(self._account):
            if self.news():
                return True
            idle = self._box.idle
            idle.start()  # type: ignore[no-untyped-call]  # the library's gap
            told = self._number("EXISTS") is not None
            while not told and (left := deadline - time.monotonic()) > 0:
                lines = idle.poll(timeout=left)
                if not lines:
                    break
                told = any(re.match(rb"\* \d+ EXISTS", line, re.IGNORECASE) for line in lines)
            idle.stop()  # type: ignore[no-untyped-call]  # same
            return self._number("EXISTS") is not None or told

    def _missing(self, folder: str, error: MailboxFolderSelectError) -> None:
        names = self.folders()
        if folder in names or folder.upper() == "INBOX":
            return
        # The nearest name first: most often the folder was renamed, and the old name is a part of the new one.
        existing = sorted(
            names, key=lambda name: (folder not in name, -SequenceMatcher(None, folder, name).ratio())
        )
        named = ", ".join(existing[:_SOME_FOLDERS]) + (" …" if len(existing) > _SOME_FOLDERS else "")
        raise MailFolderMissing(
            f"The folder {folder!r} is not in the mailbox of {self._account.user} (renamed or deleted?). "
            f"There are: {named}.",
            existing=existing,
            raw=str(error),
        ) from error

    def _number(self, name: str) -> int | None:
        # The library hands out each untagged answer once.
        values = [value for value in self._box.client.response(name)[1] if value]
        return int(values[-1]) if values else None

    def _must(self, status: str, answer: Iterable[object]) -> None:
        if status not in _DONE:
            raise MailTemporary(f"{self._account.at} refused to answer.", raw=_words(answer))


def _opened(account: MailAccount, seconds: float) -> BaseMailBox:
    context = ssl.create_default_context()
    if account.tls:
        return TlsMailBox(account.host, account.port, timeout=seconds, ssl_context=context)
    return PlainMailBox(account.host, account.port, timeout=seconds)


def _sign_in(box: BaseMailBox, account: MailAccount) -> None:
    client = box.client
    if not account.tls and account.starttls != "no":
        if "STARTTLS" in client.capabilities:
            client.starttls(ssl.create_default_context())
        elif account.starttls == "required":
            raise MailUnencrypted(
                f"{account.at} offers no encryption, so no password was sent. Use imaps://, or, on a network you "
                "trust, ?starttls=no."
            )
    try:
        if account.token_file is not None:
            bearer = account.bearer().encode()
            said: list[bytes] = []  # a refusal comes as a second challenge, answered with an empty line
            client.authenticate("XOAUTH2", lambda challenge: _once(bearer, said, challenge))
        elif (account.user + account.password).isascii():
            box.login(account.user, account.password, initial_folder=None)
        else:
            box.login_utf8(account.user, account.password, initial_folder=None)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, ImapToolsError) as error:
        if _LATER.search(str(error)):
            raise
        what = "token" if account.token_file else "user and password"
        raise MailSignInRefused(
            f"{account.at} does not take the {what} for {account.user or 'nobody'}.", raw=str(error)
        ) from error


def _once(bearer: bytes, said: list[bytes], challenge: bytes) -> bytes:
    said.append(challenge)
    return bearer if len(said) == 1 else b""


@contextmanager
def _translated(account: MailAccount) -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MailTemporary(
            f"The certificate of {account.at} is not to be trusted.", raw=str(error)
        ) from error
    except (imaplib.IMAP4.error, ImapToolsError, OSError, EOFError) as error:
        raise MailTemporary(f"The mail server {account.at} does not answer.", raw=str(error)) from error


def _records(answer: Iterable[object]) -> Iterator[tuple[bytes, bytes]]:
    """Pairs of (what stands around, the literal) out of imaplib's mixture of tuples and bytes."""
    text, literal = b"", b""
    for part in answer:
        if isinstance(part, tuple):
            text, literal = text + part[0], literal + part[1]
        elif isinstance(part, bytes):
            text += part
            if part.endswith(b")"):
                yield text, literal
                text, literal = b"", b""


def _envelope(text: bytes, literal: bytes) -> Envelope | None:
    uid, size = _field(text, rb"UID (\d+)"), _field(text, rb"RFC822\.SIZE (\d+)")
    if not uid or not size:  # a flag change that the server told meanwhile, with the UID or without
        return None
    received = None
    with suppress(ValueError):
        written = _field(text, rb'INTERNALDATE "([^"]+)"').strip()
        received = datetime.strptime(written, "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    _, _, date_header = literal.decode("latin-1").partition(":")
    return Envelope(int(uid), int(size or 0), received, " ".join(date_header.split()))


def _field(text: bytes, pattern: bytes) -> str:
    found = re.search(pattern, text, re.IGNORECASE)
    return found[1].decode("latin-1") if found else ""


def _words(answer: Iterable[object]) -> str:
    return " ".join(part.decode("utf-8", "replace") for part in answer if isinstance(part, bytes))
