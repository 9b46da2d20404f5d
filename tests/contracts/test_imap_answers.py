"""What other servers answer than the one of the other tests: refusals for all, flags in between, lists in pieces."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from bot.post import MailPage
from integrations.mail.imap import ImapMailbox
from tests.contracts.mail_servers import NOW, StoppedClock

Answer = Callable[
    [str, str], bytes | None
]  # (tag, command) → what to say; None leaves it to the script below


def raw(uid: int) -> bytes:
    return b"From: ann@initech.example\r\nMessage-ID: <%d@initech.example>\r\n\r\nmail %d\r\n" % (uid, uid)


def envelope(uid: int, at: datetime = NOW) -> bytes:
    return b'* %d FETCH (UID %d RFC822.SIZE 99 INTERNALDATE "%s" BODY[HEADER.FIELDS (DATE)] NIL)\r\n' % (
        uid,
        uid,
        at.astimezone(UTC).strftime("%d-%b-%Y %H:%M:%S +0000").encode(),
    )


def usual(tag: str, command: str, at: datetime = NOW) -> bytes:
    """A server with three mails."""
    done = f"{tag} OK done\r\n".encode()
    verb = command.upper()
    if verb.startswith("CAPABILITY"):
        return b"* CAPABILITY IMAP4rev1\r\n" + done
    if verb.startswith("EXAMINE"):
        return b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n" + done
    if verb.startswith("UID SEARCH"):
        return b"* SEARCH 1 2 3\r\n" + done
    if found := re.match(r"UID FETCH (\S+) \(UID BODY", verb):
        uid = int(found[1])
        return b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (uid, uid, len(raw(uid)), raw(uid)) + done
    if found := re.match(r"UID FETCH (\S+) ", verb):
        return b"".join(envelope(int(uid), at) for uid in found[1].split(",")) + done
    return done


@contextmanager
def scripted(answer: Answer, at: datetime = NOW) -> Iterator[ImapMailbox]:
    def serve() -> None:
        with suppress(OSError):
            line = listening.accept()[0]
            with line, line.makefile("rwb") as both:
                both.write(b"* OK ready\r\n")
                both.flush()
                for said in both:
                    tag, _, command = said.decode().strip().partition(" ")
                    both.write(answer(tag, command) or usual(tag, command, at))
                    both.flush()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)
        thread = threading.Thread(target=serve)
        thread.start()
        url = f"imap://ann:secret@127.0.0.1:{listening.getsockname()[1]}?starttls=no"
        mailbox = ImapMailbox(url, clock=StoppedClock(), seconds=5)
        yield mailbox
        mailbox.close()
        thread.join(10)


def uids(page: MailPage) -> list[int]:
    return [item.uid for item in page.items]


def test_one_mail_that_cannot_be_fetched_does_not_hide_the_others_or_itself() -> None:
    def refuses(tag: str, command: str) -> bytes | None:
        found = re.match(r"UID FETCH (\S+) ", command)
        if found is None or "2" not in found[1].split(","):
            return None
        shown = envelope(1) if "1" in found[1].split(",") else b""
        return shown + f"{tag} NO Some messages could not be FETCHed (Failure)\r\n".encode()

    with scripted(refuses) as mailbox:
        page = mailbox.read(None)
        assert uids(page) == [1, 2, 3]
        assert [bool(item.raw) for item in page.items] == [True, False, True]
        assert not mailbox.read(page.cursor).items


def test_a_mail_that_was_deleted_meanwhile_is_passed_over_though_the_server_says_no_for_all() -> None:
    def deleted(tag: str, command: str) -> bytes | None:
        found = re.match(r"UID FETCH (\S+) ", command)
        if found is None or "2" not in found[1].split(","):
            return None
        return f"{tag} NO [EXPUNGEISSUED] Some of the requested messages no longer exist\r\n".encode()

    with scripted(deleted) as mailbox:
        assert uids(mailbox.read(None)) == [1, 3]


def test_a_flag_that_changes_meanwhile_makes_no_old_mail_new() -> None:
    old = NOW - timedelta(days=60)

    def flagged(tag: str, command: str) -> bytes | None:
        if "HEADER.FIELDS" not in command:
            return None
        flags = b"".join(b"* %d FETCH (UID %d FLAGS (\\Seen))\r\n" % (uid, uid) for uid in (1, 2, 3))
        return usual(tag, command, old).replace(b"%s OK" % tag.encode(), flags + b"%s OK" % tag.encode())

    with scripted(flagged, old) as mailbox:
        page = mailbox.read(None)
        assert (uids(page), page.skipped) == ([], 3)


def test_a_list_in_several_answers_is_read_to_its_end() -> None:
    def pieces(tag: str, command: str) -> bytes | None:
        if not command.startswith("UID SEARCH"):
            return None
        return f"* SEARCH 3 1\r\n* SEARCH 2 3\r\n* SEARCH\r\n{tag} OK done\r\n".encode()

    with scripted(pieces) as mailbox:
        assert uids(mailbox.read(None)) == [1, 2, 3]


def test_answers_in_another_order_and_case_are_understood() -> None:
    def other(tag: str, command: str) -> bytes | None:
        if not command.startswith("UID FETCH 2 (UID BODY"):
            return None
        size = len(raw(2))
        return (
            b"* 4 EXISTS\r\n* OK [ALERT] hello (there)\r\n* 1 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (body[] {%d}\r\n"
            % size
            + raw(2)
            + f" uid 2 flags (\\Seen))\r\n* 3 EXPUNGE\r\n{tag} OK done\r\n".encode()
        )

    with scripted(other) as mailbox:
        assert [item.raw for item in mailbox.read(None).items] == [raw(1), raw(2), raw(3)]
