"""Mails parsed and classified a second without a model; from arrival to suppression; the gate with a long list."""

import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from bot.policy.outbound import OutboundGate
from bot.suppression import Reason, Suppression
from bot.workflows.reply_routing import route
from handlers.triage import raw_mail
from integrations.mail.imap import ImapMailbox
from integrations.mail.mime import read
from integrations.mail.smtp import SmtpMailer
from integrations.sources import poll_mailbox
from store.database import Database, open_database
from store.memory import SqlMemory
from tests.benchmarks.machine import percentile, show
from tests.bot.reply_sets import rows as replies
from tests.conftest import NewUrl
from tests.contracts.mail_servers import ImapServer, smtp_server
from tests.engine.conftest import WrittenDown
from tests.engine.leaving_desk import leaving_desk, suppressed
from tests.engine.made import NOON
from tests.engine.mailing import Desk, mail

ARRIVALS = 30
SUPPRESSED = (100, 100_000)
CHECKS = 400


@pytest.fixture
def database(sqlite_url_factory: NewUrl) -> Iterator[Database]:
    opened = open_database(sqlite_url_factory())
    yield opened
    opened.close()


@pytest.fixture
def office(database: Database) -> Desk:
    return leaving_desk(SqlMemory(database, WrittenDown()), 25)


def per_second(work: Callable[[], object], things: int) -> float:
    began = time.perf_counter()
    work()
    return things / (time.perf_counter() - began)


def test_mails_parsed_and_classified_without_a_model() -> None:
    raw = [raw_mail(row) for row in replies("development")]
    mails = [read(each) for each in raw]
    decisions = [route(each) for each in mails]  # type: ignore[arg-type]  # none of these is unreadable

    parsed = per_second(lambda: [read(each) for each in raw], len(raw))
    classified = per_second(lambda: [route(each) for each in mails], len(mails))  # type: ignore[arg-type]  # same

    assert len(decisions) == len(raw)
    words = statistics.median(len(each.new_text.split()) for each in mails)  # type: ignore[union-attr]  # same
    show(
        "Replies of the development set, one thread, no model",
        [
            ("parsed (bytes to new text)", f"{parsed:.0f} a second"),
            ("classified", f"{classified:.0f} a second"),
            ("both", f"{1 / (1 / parsed + 1 / classified):.0f} a second"),
        ],
        note=f"{len(raw)} mails, {words:.0f} words each at the median.",
    )


def test_from_arrival_to_suppression(office: Desk) -> None:
    """A real IMAP server: the mail is put into the folder, the mailbox waits by IDLE, reads, and the row is there."""
    imap = ImapServer()
    folder = imap.folder()
    mailbox = ImapMailbox(imap.url(), clock=office.clock, folder=folder)
    acted: list[float] = []
    arrived: list[float] = []

    def arrives(number: int, them: str) -> None:
        text = f"From: {them}\r\nMessage-ID: <{number}@x.example>\r\n\r\nPlease take me off your list.\r\n"
        arrived.append(time.monotonic())
        imap.put(folder, text.encode(), at=NOON)

    try:
        poll_mailbox(mailbox, office.house, read, folder)
        for number in range(ARRIVALS):
            them = f"jo{number}@northwind.example"
            later = threading.Timer(0.3, arrives, (number, them))
            later.start()
            while not poll_mailbox(mailbox, office.house, read, folder):
                mailbox.wait(5)
            acted.append(time.monotonic() - arrived[-1])
            later.join()
            assert suppressed(office, them) == [Reason.RECIPIENT_ASKED]
    finally:
        mailbox.close()
        imap.stop()
    show(
        f"From a mail in the mailbox to the row that stops mail ({ARRIVALS} opt-outs, real IMAP server)",
        [
            ("p50", f"{percentile(acted, 0.5) * 1000:.0f} ms"),
            ("p95", f"{percentile(acted, 0.95) * 1000:.0f} ms"),
            ("slowest", f"{max(acted) * 1000:.0f} ms"),
        ],
        note="Delivering, the word of IDLE, fetching, parsing, classifying and committing.",
    )


def test_the_gate_with_a_hundred_thousand_suppressed_addresses(sqlite_url_factory: NewUrl) -> None:
    desks = {many: _with_suppressed(sqlite_url_factory(), many) for many in SUPPRESSED}
    with smtp_server() as (postbox, port):
        taken: dict[int, list[float]] = {many: [] for many in SUPPRESSED}
        sent: dict[int, list[float]] = {many: [] for many in SUPPRESSED}
        for number in range(CHECKS):
            for many, (desk, _) in desks.items():  # in turn, so that a busy machine slows both
                began = time.perf_counter()
                with desk.memory.begin() as tx:
                    found = desk.memory.mailroom.suppressions.matching(tx, [f"new{number}@fine.example"])
                taken[many].append(time.perf_counter() - began)
                assert found == ()
        for number in range(CHECKS // 10):
            for many, (desk, _) in desks.items():
                mailer = SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=no", clock=desk.clock)
                gate = OutboundGate(mailer, desk.house.crm, desk.memory, desk.clock, "1 Main St, Springfield")
                letter = mail(f"{many}-{number}", to=f"new{number}@fine.example").letter
                began = time.perf_counter()
                gate.send(letter, "k", None)
                sent[many].append(time.perf_counter() - began)
        assert len(postbox.mails) == 2 * (CHECKS // 10)
    for desk, opened in desks.values():
        some = random.Random(1).sample(range(SUPPRESSED[0]), 10)
        with desk.memory.begin() as tx:
            matching = desk.memory.mailroom.suppressions.matching
            assert all(matching(tx, [f"P{one}+x@rival{one % 97}.example"]) for one in some)
        opened.close()
    few, all_of_them = SUPPRESSED
    show(
        "The gate, by how many addresses are suppressed (SQLite)",
        [
            (name, _compared(times[few], times[all_of_them]))
            for name, times in (("looking an address up", taken), ("sending one mail", sent))
        ],
        note=f"{all_of_them:,} against {few}; medians, in turn; a mail goes to a real SMTP server on this machine.",
    )


def _compared(few: list[float], many: list[float]) -> str:
    one, other = statistics.median(few), statistics.median(many)
    return f"{other / one:.2f} times   ({one * 1000:.2f} ms, {other * 1000:.2f} ms)"


def _with_suppressed(url: str, many: int) -> tuple[Desk, Database]:
    opened = open_database(url)
    desk = leaving_desk(SqlMemory(opened, WrittenDown()), 25)
    with desk.memory.begin() as tx:
        for number in range(many):
            one = Suppression(
                f"S{number}", Reason.RECIPIENT_ASKED, "asked", "list", NOON, "import",
                address=f"p{number}@rival{number % 97}.example",
            )  # fmt: skip
            desk.memory.mailroom.suppressions.add(tx, one)
    return desk, opened
