"""The local mail servers: real ones, each in a process of its own, that deliver to each other and end with ours."""

import contextlib
import imaplib
import signal
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from integrations.sandbox.mail_post import OUTBOX, PostOffice
from integrations.sandbox.seed import story
from integrations.sandbox.world import START
from tests.sandbox.post_town import PASSWORDS, inbox, send, until

ROOT = Path(__file__).parents[2]
PRIYA, SALES = "priya@dealhand.example", "sales@dealhand.example"
MAIL = b"From: Jo <jo@there.example>\r\nTo: sales@dealhand.example\r\nSubject: Hello\r\n\r\nFirst.\r\n.\r\n..dots\r\n"


@pytest.fixture(scope="module")
def servers() -> Iterator[PostOffice]:
    """One post office for tests that do not mind what else lies in it."""
    with PostOffice(story(), lambda _topic: None).open() as post:
        yield post


@pytest.fixture
def post() -> Iterator[PostOffice]:
    """A post office with nothing in it."""
    with PostOffice(story(), lambda _topic: None).open() as office:
        yield office


def alive(process: int) -> bool:
    """Whether it runs; one that has ended and waits to be noticed does not."""
    try:
        return bool(psutil.Process(process).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_a_mail_by_smtp_lands_in_the_imap_inbox_of_whom_it_is_for_byte_for_byte(post: PostOffice) -> None:
    send(post.servers.smtp_port, "jo@there.example", SALES, MAIL)

    until("the mail", lambda: post.letters("sales"))
    assert inbox(post.servers.imap_port, SALES) == [MAIL]
    assert inbox(post.servers.imap_port, PRIYA) == []
    assert post.letters(OUTBOX) == ()


def test_it_carries_the_time_of_the_worlds_clock(post: PostOffice) -> None:
    send(post.servers.smtp_port, "jo@there.example", SALES, MAIL)

    letter = until("the mail", lambda: post.letters("sales"))[0]
    with imaplib.IMAP4("127.0.0.1", post.servers.imap_port) as line:
        line.login(SALES, PASSWORDS[SALES])
        line.select("INBOX", readonly=True)
        said = line.fetch("1", "(INTERNALDATE)")[1][0]
    assert (letter.at - START).total_seconds() == 1
    assert b"03-Mar-2026" in (said if isinstance(said, bytes) else b"")


def test_mail_to_the_world_goes_no_further_than_the_outbox_and_only_for_who_signed_in(
    post: PostOffice,
) -> None:
    port = post.servers.smtp_port
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="Sign in before you write to others"):
        send(port, PRIYA, "cto@fabrikam.com", MAIL)

    send(port, PRIYA, "cto@fabrikam.com", MAIL, PASSWORDS[PRIYA])

    letter = until("the mail", lambda: post.letters(OUTBOX))[0]
    assert (letter.to, letter.words.subject) == ("cto@fabrikam.com", "Hello")


def test_a_wrong_password_is_refused_by_both(servers: PostOffice) -> None:
    with pytest.raises(smtplib.SMTPAuthenticationError):
        send(servers.servers.smtp_port, PRIYA, "cto@fabrikam.com", MAIL, "guess")
    with imaplib.IMAP4("127.0.0.1", servers.servers.imap_port) as line, pytest.raises(imaplib.IMAP4.error):
        line.login(PRIYA, "guess")


def test_a_mailbox_that_is_not_here_is_refused(servers: PostOffice) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="no such mailbox"):
        send(servers.servers.smtp_port, "jo@there.example", "nobody@dealhand.example", MAIL)


def test_who_reads_a_mailbox_is_noticed_and_the_postman_is_not(post: PostOffice) -> None:
    send(post.servers.smtp_port, "jo@there.example", SALES, MAIL)
    until("the mail", lambda: post.letters("sales"))
    assert not post.is_read_by_the_app("sales")

    inbox(post.servers.imap_port, SALES)

    until("the sign-in", lambda: post.is_read_by_the_app("sales"))
    assert not post.is_read_by_the_app("priya")


def test_while_away_nobody_answers_and_afterwards_all_mail_is_still_there(post: PostOffice) -> None:
    ports = (post.servers.imap_port, post.servers.smtp_port)
    send(post.servers.smtp_port, "jo@there.example", SALES, MAIL)
    until("the mail", lambda: post.letters("sales"))
    reading = imaplib.IMAP4("127.0.0.1", post.servers.imap_port, timeout=10)

    post.switch(away=True)

    with contextlib.closing(reading.socket()), pytest.raises(imaplib.IMAP4.abort):
        reading.noop()
    with pytest.raises(ConnectionRefusedError):
        inbox(post.servers.imap_port, SALES)
    with pytest.raises(ConnectionRefusedError):
        send(post.servers.smtp_port, "jo@there.example", SALES, MAIL)
    with pytest.raises(ValueError, match="away; bring it back first"):
        post.hand_in("jo@there.example", SALES, MAIL)

    post.switch(away=False)

    assert (post.servers.imap_port, post.servers.smtp_port) == ports
    assert inbox(post.servers.imap_port, SALES) == [MAIL]


def test_mail_that_was_taken_just_before_the_servers_went_away_is_delivered_when_they_are_back(
    post: PostOffice,
) -> None:
    post.switch(away=True)
    post._deliver(SALES, MAIL)
    assert post.letters("sales") == ()

    post.switch(away=False)

    assert len(post.letters("sales")) == 1
    assert inbox(post.servers.imap_port, SALES) == [MAIL]


def test_both_are_gone_when_the_block_ends() -> None:
    with PostOffice(story(), lambda _topic: None).open() as post:
        processes = post.servers.processes
        assert all(map(alive, processes))

    assert not any(map(alive, processes))


PARENT = """
import sys, threading
from integrations.sandbox.mail_servers import MailServers
from integrations.sandbox.seed import story
boxes = [[box.address, box.password] for box in story().mailboxes]
with MailServers({"mailboxes": boxes, "domain": "dealhand.example", "postman": "x"}, print) as servers:
    print(*servers.processes, flush=True)
    threading.Event().wait()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_they_die_with_their_parent_however_it_ends(how: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with parent:
        assert parent.stdout is not None
        processes = [int(word) for word in parent.stdout.readline().split()]
        assert len(processes) == 2
        assert all(map(alive, processes))

        parent.send_signal(how)
        parent.wait(10)

        until("their end", lambda: not any(map(alive, processes)))


def test_a_sandbox_and_its_mail_servers_end_when_whoever_started_it_is_killed(tmp_path: Path) -> None:
    starter = (
        "import sys, threading\n"
        "from integrations.demo import start_sandbox\n"
        "from integrations.serving import free_port\n"
        "with start_sandbox(free_port(), 'hubspot') as address:\n"
        "    print(address, flush=True)\n"
        "    threading.Event().wait()\n"
    )
    with (tmp_path / "out").open("w") as sink:
        parent = subprocess.Popen(
            [sys.executable, "-c", starter], cwd=ROOT, stdout=subprocess.PIPE, stderr=sink, text=True
        )
    with parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().startswith("http://127.0.0.1:")
        before = [each.pid for each in psutil.Process(parent.pid).children(recursive=True)]
        assert len(before) == 3  # the sandbox and both mail servers

        parent.kill()
        parent.wait(10)

        until("the end of the sandbox", lambda: not any(map(alive, before)))
