"""Mails that a server lists and does not hand out: each is remembered, and people are told to look."""

import dataclasses
from datetime import timedelta

import pytest

from bot.intake import take_in
from bot.mailboxes import SharedMail
from bot.post import MailPage, RawMail
from integrations.mail.mime import read
from store.memory import SqlMemory
from tests.engine.made import NOON
from tests.engine.mailing import desk


@pytest.mark.row("A-01")
def test_each_mail_that_cannot_be_fetched_is_kept_by_name_and_told_once(memory: SqlMemory) -> None:
    made = desk(memory, None)
    house = dataclasses.replace(made.house, shared=SharedMail(sends_as="sales@acme.example"))
    lost = [
        RawMail(uid, b"", NOON + timedelta(minutes=uid), "INBOX", size=50_000, truncated=True)
        for uid in (17, 18)
    ]
    page = MailPage(tuple(lost), cursor="c1", more=False)

    assert take_in(house, page, "imap:INBOX", read) == 0
    assert take_in(house, page, "imap:INBOX", read) == 0

    with memory.begin() as tx:
        kept = [mail.unreadable for mail, _ in memory.mailroom.mails.quarantined(tx)]
        told = [n.text for n in memory.desk.notices(tx, 99) if n.person == "omar"]
    assert sorted(kept) == [
        "its server does not hand it out (UID 17 in INBOX, 50000 bytes).",
        "its server does not hand it out (UID 18 in INBOX, 50000 bytes).",
    ]
    assert len(told) == 1
    assert "2 mail(s) that came into sales@acme.example cannot be read" in told[0]
    assert "UID 17" in told[0]
    assert "opt-out" in told[0]
