"""What is remembered about mail, on both databases."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.mail import Address, Mail
from bot.mailroom import Halt, KeptMail, Outgoing, Reminder, Review, Sending, WayOut
from bot.suppression import Reason, Suppression
from store.database import Database, rows
from store.mail_tables import outgoing, suppressions
from store.memory import SqlMemory
from tests.engine.made import DEAL, NOON, rolled_back


def suppression(name: str = "s1", **rest: Any) -> Suppression:
    given: dict[str, Any] = {
        "id": name,
        "reason": Reason.RECIPIENT_ASKED,
        "said": "“take me off”\0",
        "source": "mail:1",
        "at": NOON,
        "by": "policy",
        "address": "jo@northwind.example",
    }
    return Suppression(**(given | rest))


@pytest.mark.row("C-SUP-06")
def test_a_suppression_is_found_by_every_spelling_and_by_every_domain_above(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        assert memory.mailroom.suppressions.add(tx, suppression())
        assert memory.mailroom.suppressions.add(tx, suppression("s2", address=None, domain="rival.example"))
        assert not memory.mailroom.suppressions.add(tx, suppression("s3")), "once per address and reason"
        found = memory.mailroom.suppressions.matching(tx, ["Jo+x@Northwind.example", "a@eu.rival.example"])
        assert {s.id for s in found} == {"s1", "s2"}
        assert found[0].covers("jo@northwind.example")
        assert memory.mailroom.suppressions.matching(tx, ["sam@northwind.example"]) == ()
        with pytest.raises(ValueError, match="not a mail address"):
            memory.mailroom.suppressions.matching(tx, ["nonsense"])


@pytest.mark.row("C-SUP-08")
def test_no_statement_deletes_a_suppression(memory: SqlMemory, database: Database) -> None:
    with memory.begin() as tx:
        memory.mailroom.suppressions.add(tx, suppression())
    forbidden = [
        "DELETE FROM suppressions",
        "UPDATE suppressions SET key = 'x'",
        "UPDATE suppressions SET reason = 'customer'",
        "UPDATE suppressions SET clear = 'other@northwind.example'",
        "UPDATE suppressions SET said = 'never mind'",
    ]
    if not database.is_sqlite:
        forbidden.append("TRUNCATE suppressions")

    for statement in forbidden:
        with pytest.raises(sa.exc.DBAPIError, match="kept for good"), memory.begin() as tx:
            rows(tx).execute(sa.text(statement))

    with memory.begin() as tx:
        assert memory.mailroom.suppressions.matching(tx, ["jo@northwind.example"])


@pytest.mark.row("C-SUP-08")
def test_a_forgotten_person_stays_suppressed_with_digest_and_reason_only(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        memory.mailroom.suppressions.add(tx, suppression())
        assert memory.mailroom.suppressions.forget(tx, "JO@northwind.example") == 1

    with memory.begin() as tx:
        (left,) = memory.mailroom.suppressions.matching(tx, ["jo+again@northwind.example"])
        assert (left.address, left.said, left.reason, left.at) == (None, "", Reason.RECIPIENT_ASKED, NOON)
        assert left.covers("jo@northwind.example")
        kept = str(rows(tx).execute(sa.select(suppressions)).one())
    assert "northwind" not in kept
    assert "jo" not in kept


@pytest.mark.row("G-04")
def test_a_complaint_belongs_to_a_mail_that_left_and_each_person_counts_once(memory: SqlMemory) -> None:
    log = memory.mailroom.outgoing
    with memory.begin() as tx:
        for number, to in enumerate(("ann", "ann", "bob", "cid")):
            log.begin(tx, Outgoing(f"<{number}@x.example>", "k", to, NOON))
        log.end(tx, "<3@x.example>", Sending.REFUSED, "550 no")

        assert log.complained(tx, "<0@x.example>", NOON)
        assert not log.complained(tx, "<0@x.example>", NOON), "reported before"
        assert not log.complained(tx, "<3@x.example>", NOON), "it never left"
        assert not log.complained(tx, "<other@x.example>", NOON)
        assert log.complained(tx, "<1@x.example>", NOON + timedelta(days=1))
        assert log.complained(tx, "<2@x.example>", NOON + timedelta(days=1))
        assert log.complaints(tx, NOON) == 2
        assert log.complaints(tx, NOON + timedelta(days=1)) == 2
        assert log.complaints(tx, NOON + timedelta(days=2)) == 0


def test_the_way_out_of_a_mail_is_found_by_its_digest_and_by_its_message(memory: SqlMemory) -> None:
    ways = memory.mailroom.ways_out
    first = WayOut("d1", "<1@x.example>", ("jo@x.example", "sam@x.example"), NOON)
    again = WayOut("d2", "<1@x.example>", ("jo@x.example",), NOON + timedelta(hours=1))
    with memory.begin() as tx:
        ways.add(tx, first)
        ways.add(tx, again)
        assert (ways.get(tx, "d1"), ways.get(tx, "d3")) == (first, None)
        assert (ways.of(tx, "<1@x.example>"), ways.of(tx, "")) == (again, None)


@pytest.mark.row("C-SUP-10")
@pytest.mark.parametrize("reason", list(Reason))
def test_only_our_own_view_of_a_company_is_lifted_and_it_can_be_taken_up_again(
    memory: SqlMemory, reason: Reason
) -> None:
    table = memory.mailroom.suppressions
    rival = suppression(reason=reason, address=None, domain="rival.example")
    with memory.begin() as tx:
        table.add(tx, rival)
        if not reason.ours_to_lift:
            with pytest.raises(ValueError, match="never lifted"):
                table.lift(tx, rival, by="omar", at=NOON, said="a friend now")
            assert table.matching(tx, ["jo@rival.example"])
            return
        assert table.lift(tx, rival, by="omar", at=NOON, said="a friend now")
        assert not table.lift(tx, rival, by="omar", at=NOON, said="again")
        assert table.matching(tx, ["jo@rival.example"]) == () == table.on(tx, "@Rival.example")
        assert table.add(tx, dataclasses.replace(rival, id="s2")), "in force again"
        assert table.matching(tx, ["jo@rival.example"]) == table.on(tx, "@rival.example")
        assert len(table.on(tx, "@rival.example")) == 1
        assert not table.add(tx, dataclasses.replace(rival, id="s3"))
        assert table.lift(tx, rival, by="omar", at=NOON, said="no rival after all")
        assert table.matching(tx, ["jo@rival.example"]) == ()


@pytest.mark.row("C-SUP-08")
def test_no_statement_deletes_or_forges_what_became_of_a_suppression(
    memory: SqlMemory, database: Database
) -> None:
    rival = suppression(reason=Reason.COMPETITOR)
    with memory.begin() as tx:
        memory.mailroom.suppressions.add(tx, rival)
        memory.mailroom.suppressions.lift(tx, rival, by="omar", at=NOON, said="a friend now")
    values = "(key, reason, mark, said, by, at) VALUES ('k', 'recipient_asked', 'released', '', '', CURRENT_TIMESTAMP)"
    forbidden = [
        "DELETE FROM suppression_marks",
        "UPDATE suppression_marks SET by = 'x'",
        f"INSERT INTO suppression_marks {values}",
    ]
    if not database.is_sqlite:
        forbidden.append("TRUNCATE suppression_marks")

    for statement in forbidden:
        with pytest.raises(sa.exc.DBAPIError, match=r"kept for good|ours_to_lift"), memory.begin() as tx:
            rows(tx).execute(sa.text(statement))


@pytest.mark.row("N2")
def test_a_mail_is_begun_once_and_again_only_after_nothing_was_sent(memory: SqlMemory) -> None:
    mail = Outgoing("<1@x.example>", "act:p1:1:0", "digest", NOON)
    log = memory.mailroom.outgoing
    with memory.begin() as tx:
        assert log.begin(tx, mail) is None
        found = log.begin(tx, mail)
        assert found is not None
        assert found.state is Sending.SENDING
        log.end(tx, mail.message_id, Sending.REFUSED, "550 no")
        assert log.begin(tx, dataclasses.replace(mail, key="act:p1:2:0")) is None
        log.end(tx, mail.message_id, Sending.SENT, "250 ok")
        again = log.begin(tx, mail)
        assert again is not None
        assert (again.state, again.said, again.key) == (Sending.SENT, "250 ok", "act:p1:2:0")
        assert log.count(tx, NOON) == 1
        assert log.count(tx, NOON + timedelta(seconds=1)) == 0


def test_a_person_settles_the_doubtful_mails_of_that_proposal_only(memory: SqlMemory) -> None:
    log = memory.mailroom.outgoing
    with memory.begin() as tx:
        for number, key in enumerate(("act:p1:1:0", "act:p11:1:0")):
            log.begin(tx, Outgoing(f"<{number}@x.example>", key, "digest", NOON))
            log.end(tx, f"<{number}@x.example>", Sending.IN_DOUBT, "?")
        log.settle(tx, "p1", Sending.REFUSED)
        states = {row.message_id: row.state for row in rows(tx).execute(sa.select(outgoing))}
    assert states == {"<0@x.example>": "refused", "<1@x.example>": "in_doubt"}


@pytest.mark.row("H6-03")
def test_an_account_is_halted_once_until_a_person_clears_it_and_may_be_halted_again(
    memory: SqlMemory,
) -> None:
    halts, halt = memory.mailroom.halts, Halt("account:a1", "a threat", "policy", NOON, "mail:1", "Northwind")
    with memory.begin() as tx:
        assert halts.add(tx, halt)
        assert not halts.add(tx, halt)
        assert halts.standing(tx) == (halt,) == halts.standing(tx, ["account:a1", "domain:x.example"])
        assert halts.standing(tx, ["account:a2"]) == () == halts.standing(tx, [])
        assert halts.clear(tx, "account:a1", by="dana", at=NOON, said="we talked")
        assert not halts.clear(tx, "account:a1", by="dana", at=NOON, said="we talked")
        assert halts.standing(tx) == ()
        assert halts.add(tx, halt)


@pytest.mark.row("A-13")
def test_a_reminder_waits_until_it_is_due_or_the_watched_person_writes(memory: SqlMemory) -> None:
    reminders = memory.mailroom.reminders
    due = NOON + timedelta(days=3)
    reminder = Reminder(
        "r1", due, DEAL, "Acme", "https://crm.example/O1", "priya", "No reply", ("Jo@x.example",)
    )
    with memory.begin() as tx:
        assert reminders.add(tx, reminder)
        assert not reminders.add(tx, reminder)
        assert reminders.due(tx, NOON) == ()
        assert reminders.due(tx, due) == (reminder,) == reminders.watching(tx, "jo+a@x.example")
        assert reminders.watching(tx, "sam@x.example") == ()
        assert reminders.end(tx, "r1", "answered", NOON)
        assert not reminders.end(tx, "r1", "answered", NOON)
        assert reminders.due(tx, due) == () == reminders.watching(tx, "jo@x.example")


@pytest.mark.row("C-REP-05")
def test_a_mail_is_kept_once_with_how_it_was_understood(memory: SqlMemory) -> None:
    mail = Mail(new_text="Take me off\0 your list 🙏", sender=Address("jo@x.example", "Jo"))
    with memory.begin() as tx:
        assert memory.mailroom.mails.add(tx, KeptMail("m1", "imap:INBOX", NOON, mail))
        assert not memory.mailroom.mails.add(tx, KeptMail("m1", "imap:INBOX", NOON, mail))
        memory.mailroom.mails.understood(tx, "m1", "unsubscribe", 0.97, "{}")
        kept = memory.mailroom.mails.get(tx, "m1")
        assert kept == KeptMail("m1", "imap:INBOX", NOON, mail, "unsubscribe", 0.97, "{}")
        assert memory.mailroom.mails.get(tx, "m2") is None


def test_bytes_that_nobody_can_read_are_kept_whole_with_the_reason(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        kept = KeptMail("m1", "imap:INBOX", NOON, None, unreadable="no headers")
        memory.mailroom.mails.add(tx, kept, b"\x00\xff garbage")
        assert memory.mailroom.mails.quarantined(tx) == ((kept, b"\x00\xff garbage"),)


@pytest.mark.row("G-05")
def test_a_review_waits_for_a_person_and_never_expires(memory: SqlMemory) -> None:
    review = Review("v1", "classification", "m1", "priya", "no rule was sure", NOON)
    reviews = memory.mailroom.reviews
    with memory.begin() as tx:
        assert reviews.add(tx, review)
        assert not reviews.add(tx, review)
        assert reviews.waiting(tx) == (review,) == reviews.waiting(tx, people=("priya",))
        assert reviews.waiting(tx, people=("sam",)) == ()
        assert reviews.settle(tx, "v1", by="priya", at=NOON, said="a question")
        assert not reviews.settle(tx, "v1", by="priya", at=NOON, said="a question")
        assert reviews.waiting(tx) == ()


def test_what_is_rolled_back_was_never_suppressed(memory: SqlMemory) -> None:
    with rolled_back(memory) as tx:
        memory.mailroom.suppressions.add(tx, suppression())

    with memory.begin() as tx:
        assert memory.mailroom.suppressions.matching(tx, ["jo@northwind.example"]) == ()
