"""The IMAP adapter waits for a real IMAP server: idle, polling, lost connections and closed doors."""

import base64
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.errors import MailSignInRefused, MailTemporary
from tests.contracts.mail_servers import ImapServer, Open, free_port, names, relay, until, written

pytest_plugins = ["tests.contracts.mail_fixtures"]


def test_a_wrong_password_is_permanent_and_not_tried_again_at_once(imap: ImapServer, opened: Open) -> None:
    machine = [1000.0]

    with relay(imap.port) as wire:
        mailbox = opened(imap.url(wire.port, "wrong"), machine=lambda: machine[0])
        for _ in range(3):
            with pytest.raises(MailSignInRefused, match="does not take the user and password") as refused:
                mailbox.read(None)
        assert wire.connections == 1
        machine[0] += 61
        with pytest.raises(MailSignInRefused):
            mailbox.read(None)
        assert wire.connections == 2

    assert refused.value.permanent
    assert "wrong" not in str(refused.value)


def test_a_server_that_is_gone_is_temporary_with_longer_and_longer_pauses(opened: Open) -> None:
    machine, pauses = [0.0], []
    mailbox = opened(f"imap://u:p@127.0.0.1:{free_port()}?starttls=no", machine=lambda: machine[0])

    for _ in range(8):
        with pytest.raises(MailTemporary) as gone:
            mailbox.read(None)
        pauses.append(gone.value.retry_after)
        machine[0] += gone.value.retry_after

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_connection_that_died_is_replaced_unnoticed(imap: ImapServer, folder: str, opened: Open) -> None:
    with relay(imap.port) as wire:
        mailbox = opened(imap.url(wire.port))
        cursor = mailbox.read(None).cursor
        imap.put(folder, written("one"))
        wire.cut()

        assert names(mailbox.read(cursor)) == ["one"]
        assert wire.connections == 2


def test_a_server_that_comes_back_is_read_from_where_we_stood(
    imap: ImapServer, folder: str, opened: Open
) -> None:
    machine = [0.0]
    with relay(imap.port) as wire:
        mailbox = opened(imap.url(wire.port), machine=lambda: machine[0])
        cursor = mailbox.read(None).cursor
        wire.hangs_up = True
        wire.cut()
        with pytest.raises(MailTemporary):
            mailbox.read(cursor)
        imap.put(folder, written("meanwhile"))
        wire.hangs_up = False
        machine[0] += 1

        assert names(mailbox.read(cursor)) == ["meanwhile"]


def test_idle_ends_when_mail_comes(imap: ImapServer, folder: str, opened: Open) -> None:
    with relay(imap.port) as wire:
        mailbox = opened(imap.url(wire.port))
        cursor = mailbox.read(None).cursor
        heard: list[bool] = []
        waiting = threading.Thread(target=lambda: heard.append(mailbox.wait(30)))
        waiting.start()
        until(lambda: b"IDLE" in wire.said)
        imap.put(folder, written("one"))
        waiting.join(10)

        assert heard == [True]
        assert names(mailbox.read(cursor)) == ["one"]


@pytest.mark.parametrize("told", [b"* 9 EXISTS\r\n+ idling\r\n", b"+ idling\r\n* 9 EXISTS\r\n"])
def test_mail_told_in_the_same_breath_as_the_go_ahead_is_heard(
    imap: ImapServer, opened: Open, told: bytes
) -> None:
    def breathless(said: bytes) -> bytes:
        return told if said.startswith(b"+ ") else said

    with relay(imap.port, down=breathless) as wire:
        mailbox = opened(imap.url(wire.port))
        mailbox.read(None)
        started = time.monotonic()

        assert mailbox.wait(30)
        assert time.monotonic() - started < 10
        assert wire.connections == 1


def test_mail_that_came_before_idle_is_noticed_at_once(imap: ImapServer, folder: str, opened: Open) -> None:
    mailbox = opened()
    mailbox.read(None)
    imap.put(folder, written("one"))

    assert mailbox.wait(30)


def test_a_quiet_folder_ends_the_wait(opened: Open) -> None:
    mailbox = opened()
    cursor = mailbox.read(None).cursor

    assert not mailbox.wait(0.1)
    assert mailbox.read(cursor).items == ()


def test_a_server_without_idle_is_asked_now_and_then(imap: ImapServer, folder: str, opened: Open) -> None:
    machine, pauses = [0.0], []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        machine[0] += seconds
        if len(pauses) == 3:
            imap.put(folder, written("one"))

    def without_idle(said: bytes) -> bytes:
        return said.replace(b" IDLE", b"")

    with relay(imap.port, down=without_idle) as wire:
        mailbox = opened(imap.url(wire.port), machine=lambda: machine[0], pause=pause)
        cursor = mailbox.read(None).cursor

        assert not mailbox.wait(30)
        assert mailbox.wait(300)
        assert pauses == [20, 10, 20]
        assert names(mailbox.read(cursor)) == ["one"]
        assert b"IDLE" not in wire.said
        assert "no IDLE" in mailbox.check()[0].said


def test_a_server_that_breaks_idle_is_polled_after_three_times(
    imap: ImapServer, folder: str, opened: Open
) -> None:
    def broken_idle(said: bytes) -> bytes:
        if said.startswith(b"+ "):
            wire.cut()
        return said

    machine = [0.0]

    def pause(seconds: float) -> None:
        machine[0] += seconds

    with relay(imap.port, down=broken_idle) as wire:
        mailbox = opened(imap.url(wire.port), machine=lambda: machine[0], pause=pause)
        cursor = mailbox.read(None).cursor
        for _ in range(3):
            assert mailbox.wait(30)
            cursor = mailbox.read(cursor).cursor

        assert not mailbox.wait(30)
        assert wire.said.count(b"IDLE") == 3
        imap.put(folder, written("one"))
        assert mailbox.wait(30)
        assert names(mailbox.read(cursor)) == ["one"]


def test_waiting_without_a_connection_asks_for_a_read(opened: Open) -> None:
    assert opened(f"imap://u:p@127.0.0.1:{free_port()}?starttls=no").wait(5)


def test_a_plain_connection_gets_no_password_unless_told_so(imap: ImapServer, opened: Open) -> None:
    with relay(imap.port) as wire:
        mailbox = opened(imap.url(wire.port).replace("?starttls=no", ""))
        with pytest.raises(MailSignInRefused, match="offers no encryption"):
            mailbox.read(None)

    assert b"demopass" not in wire.said


def test_a_token_file_signs_in_by_xoauth2_and_is_read_each_time(
    imap: ImapServer, folder: str, opened: Open, tmp_path: Path
) -> None:
    token = tmp_path / "token"
    told: list[str] = []

    def as_plain(said: bytes) -> bytes:
        """The server speaks PLAIN only; the wire turns the good token into its password."""
        if said.endswith(b" AUTHENTICATE XOAUTH2\r\n"):
            return said.replace(b"XOAUTH2", b"PLAIN")
        if said.startswith(base64.b64encode(b"user=demouser")[:12]):
            told.append(base64.b64decode(said).decode())
            right = b"\0demouser\0demopass" if "Bearer good" in told[-1] else b"\0demouser\0no"
            return base64.b64encode(right) + b"\r\n"
        return said

    imap.put(folder, written("one"))
    with relay(imap.port, up=as_plain) as wire:
        mailbox = opened(f"imap://demouser@127.0.0.1:{wire.port}?starttls=no&auth=xoauth2&token_file={token}")
        with pytest.raises(MailSignInRefused, match="cannot be read"):
            mailbox.read(None)
        token.write_text("stale")
        with pytest.raises(MailSignInRefused, match="does not take the token"):
            mailbox.read(None)
        token.write_text("good")  # a new token is tried at once, without the pause after a refusal

        assert names(mailbox.read(None)) == ["one"]
        assert told[-1] == "user=demouser\1auth=Bearer good\1\1"


def test_a_password_may_hold_any_sign(imap: ImapServer, opened: Open) -> None:
    with relay(imap.port) as wire:
        mailbox = opened(imap.url(wire.port, quote("schlüssel/@:", safe="")))
        with pytest.raises(MailSignInRefused):
            mailbox.read(None)

    assert base64.b64encode("\0demouser\0schlüssel/@:".encode()) in wire.said
