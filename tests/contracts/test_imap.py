"""The IMAP adapter reads a real IMAP server: bounded first looks, renumbering, and no trace left."""

import json
from datetime import timedelta

import pytest

from bot.errors import MailFolderMissing, SettingError
from bot.post import Mailbox
from integrations.mail.imap import Reach
from tests.contracts.mail_servers import NOW, ImapServer, Open, free_port, names, relay, written

pytest_plugins = ["tests.contracts.mail_fixtures"]

DAY = timedelta(days=1)


def test_each_mail_comes_once_and_oldest_first(imap: ImapServer, folder: str, opened: Open) -> None:
    mailbox: Mailbox = opened()
    imap.put(folder, written("one"), written("two"), written("three"))

    first = mailbox.read(None, limit=2)
    second = mailbox.read(first.cursor, limit=2)
    imap.put(folder, written("four"))
    third = mailbox.read(second.cursor)
    fourth = mailbox.read(third.cursor)

    assert (names(first), first.more) == (["one", "two"], True)
    assert (names(second), second.more) == (["three"], False)
    assert (names(third), third.more) == (["four"], False)
    assert fourth.items == ()
    assert first.items[0].received_at == NOW
    assert first.items[0].raw == written("one")
    assert first.items[0].folder == folder


def test_reading_leaves_no_trace(imap: ImapServer, folder: str, opened: Open) -> None:
    imap.put(folder, written("one"))

    assert names(opened().read(None)) == ["one"]

    assert "Seen" not in imap.flags(folder)


@pytest.mark.parametrize("there", [1_000, pytest.param(10_000, marks=pytest.mark.long)])
def test_a_first_look_is_bounded_in_number_and_in_age(
    imap: ImapServer, folder: str, opened: Open, there: int
) -> None:
    mailbox = opened()
    imap.put(folder, *(written(f"old{n}") for n in range(there // 2)), at=NOW - 20 * DAY)
    imap.put(folder, *(written(f"new{n}") for n in range(there // 2)), at=NOW - 2 * DAY)

    pages = [mailbox.read(None, limit=80)]
    while pages[-1].more:
        pages.append(mailbox.read(pages[-1].cursor, limit=80))

    read = [name for page in pages for name in names(page)]
    assert read == [f"new{n}" for n in range(there // 2 - 200, there // 2)]
    assert sum(page.skipped for page in pages) == there - 200


def test_nothing_in_reach_means_that_only_what_comes_is_read(
    imap: ImapServer, folder: str, opened: Open
) -> None:
    mailbox = opened()
    imap.put(folder, written("old"), at=NOW - 15 * DAY)

    first = mailbox.read(None)
    imap.put(folder, written("new"))
    # Found late in the spam folder and moved here: old by date, yet nobody has seen it.
    imap.put(folder, written("late"), at=NOW - 20 * DAY)

    assert (first.items, first.skipped) == ((), 1)
    assert names(mailbox.read(first.cursor)) == ["new", "late"]


def test_a_moved_mailbox_is_not_taken_for_new_mail(imap: ImapServer, folder: str, opened: Open) -> None:
    imap.put(
        folder,
        written("moved", "Date: Mon, 05 Jan 2026 10:00:00 +0000\r\n"),
        written("fresh", "Date: Tue, 03 Mar 2026 13:59:00 +0000\r\n"),
        written("garbled", "Date: the other day\r\n"),
    )

    page = opened().read(None)

    assert names(page) == ["fresh", "garbled"]
    assert page.skipped == 1


def test_after_renumbering_only_what_is_newer_than_the_cursor_comes(
    imap: ImapServer, folder: str, opened: Open
) -> None:
    mailbox = opened()
    imap.put(folder, written("a"), written("b"), at=NOW - 2 * DAY)
    imap.put(folder, written("c"), at=NOW - DAY)
    before = mailbox.read(None)
    assert len(before.items) == 3

    imap.delete(folder)
    imap.create(folder)
    imap.put(folder, written("a"), written("b"), at=NOW - 2 * DAY)
    imap.put(folder, written("d"), at=NOW - timedelta(hours=1))
    after = mailbox.read(before.cursor)

    assert json.loads(after.cursor)["uidvalidity"] != json.loads(before.cursor)["uidvalidity"]
    assert names(after) == ["d"]
    assert after.skipped == 2
    imap.put(folder, written("e"))
    assert names(mailbox.read(after.cursor)) == ["e"]


@pytest.mark.parametrize("cursor", ["", "not json", "[1]", '{"v": 7}', '{"v": 1, "uid": "x"}'])
def test_a_cursor_that_is_none_starts_with_a_first_look(
    imap: ImapServer, folder: str, opened: Open, cursor: str
) -> None:
    imap.put(folder, written("one"))

    assert names(opened().read(cursor)) == ["one"]


def test_a_renamed_folder_is_told_with_the_folders_there_are(
    imap: ImapServer, folder: str, opened: Open
) -> None:
    mailbox = opened()
    cursor = mailbox.read(None).cursor
    imap.rename(folder, f"{folder}-renamed")

    with pytest.raises(MailFolderMissing) as missing:
        mailbox.read(cursor)

    assert missing.value.permanent
    assert f"{folder}-renamed" in missing.value.existing
    assert f"{folder}-renamed" in str(missing.value)
    assert not mailbox.check()[0].ok


def test_a_mail_deleted_while_we_look_is_passed_over(imap: ImapServer, folder: str, opened: Open) -> None:
    mailbox = opened()
    imap.put(folder, written("one"), written("two"), written("three"))
    cursor = mailbox.read(None, limit=1).cursor
    imap.expunge(folder, 2)

    assert names(mailbox.read(cursor)) == ["three"]


def test_of_a_huge_mail_only_the_beginning_is_read(imap: ImapServer, folder: str, opened: Open) -> None:
    imap.put(folder, written("huge", body="x" * 31 * 1024 * 1024), written("small"))

    page = opened().read(None)

    assert names(page) == ["huge", "small"]
    assert [item.truncated for item in page.items] == [True, False]
    assert len(page.items[0].raw) == 1024 * 1024
    assert page.items[0].size > 31 * 1024 * 1024


def test_a_page_ends_before_memory_does(imap: ImapServer, folder: str, opened: Open) -> None:
    mailbox = opened(reach=Reach(page=250_000))
    imap.put(folder, *(written(f"m{n}", body="x" * 100_000) for n in range(5)))

    first = mailbox.read(None)
    second = mailbox.read(first.cursor)

    assert (names(first), first.more) == (["m0", "m1"], True)
    assert (names(second), second.more) == (["m2", "m3"], True)


@pytest.mark.parametrize("instead", [b"CREATE INBOX", b"NONSENSE"])  # the server says NO, or BAD
def test_a_mail_the_server_cannot_hand_out_does_not_stop_the_rest(
    imap: ImapServer, folder: str, opened: Open, instead: bytes
) -> None:
    imap.put(folder, written("one"), written("two"))
    bodies: list[bytes] = []

    def damaged(said: bytes) -> bytes:
        if b"BODY.PEEK[])" not in said:
            return said
        bodies.append(said)
        return said.split(b" ")[0] + b" " + instead + b"\r\n" if len(bodies) == 1 else said

    with relay(imap.port, up=damaged) as wire:
        page = opened(imap.url(wire.port)).read(None)

    assert [item.raw for item in page.items] == [b"", written("two")]
    assert [item.truncated for item in page.items] == [True, False]


def test_doctor_says_what_it_found(opened: Open) -> None:
    fine = opened().check()
    gone = opened(f"imap://u:p@127.0.0.1:{free_port()}?starttls=no").check()

    assert fine[0].ok
    assert "the server calls when mail comes" in fine[0].said
    assert not gone[0].ok
    assert "docs/mail.md" in gone[0].mend


def test_an_unusable_address_is_told_without_its_password(opened: Open) -> None:
    with pytest.raises(SettingError, match="IMAP_URL") as refused:
        opened("smtp://priya:hunter2@host")

    assert "hunter2" not in str(refused.value)
