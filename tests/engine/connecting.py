"""An office whose people connect mailboxes on real servers: its fixtures, and the mails that come."""

import contextlib
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa

from bot.connecting import Connecting, Link
from bot.house import House
from bot.mailboxes import ConnectedMailbox, Typed
from integrations.drains import Drains
from integrations.mail.imap import ImapMailbox
from integrations.mail.mime import read
from integrations.mail.rounds import Rounds
from store.mail_tables import mails
from store.memory import SqlMemory
from store.tables import notices as notice_rows
from store.tables import signals
from tests.engine.mailing import Desk

PRIYAS, DANAS = "priya@acme.example", "dana@acme.example"
MACHINE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Office:
    """A house whose people connect mailboxes on their own servers."""

    desk: Desk
    house: House
    memory: SqlMemory
    smtp_port: int
    machine: datetime = MACHINE
    address: str = "http://127.0.0.1:1"
    stack: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __post_init__(self) -> None:
        self.connecting = Connecting(self.house, lambda: self.machine)

    def token(self, by_slack: str = "U1") -> str:
        link = self.connecting.invite(by_slack)
        assert isinstance(link, Link), link
        return link.url.rpartition("/")[2]

    def typed(self, address: str, imap_port: int) -> Typed:
        smtp = f"127.0.0.1:{self.smtp_port}"
        return Typed(address, "other", "demouser", f"127.0.0.1:{imap_port}", smtp)

    def connect(
        self, imap_port: int, address: str = PRIYAS, by_slack: str = "U1", password: str = "demopass"
    ) -> object:
        return self.connecting.connect(self.token(by_slack), self.typed(address, imap_port), password)

    def standing(self) -> tuple[ConnectedMailbox, ...]:
        with self.memory.begin() as tx:
            return self.memory.mailroom.mailboxes.standing(tx)

    def told(self, person: str) -> list[str]:
        with self.memory.begin() as tx:
            query = sa.select(notice_rows.c.body).order_by(notice_rows.c.created_at)
            bodies = [row["body"] for row in tx.connection.scalars(query)]
        return [b["text"] for b in bodies if b["person"] == person and b["kind"] == "mailbox"]

    def subjects(self) -> dict[str, str]:
        """What was read: subject → source; fails where the same came twice."""
        with self.memory.begin() as tx:
            found = tx.connection.execute(sa.select(mails.c.body, mails.c.source)).all()
        assert len({row.body["subject"] for row in found}) == len(found)
        return {row.body["subject"]: row.source for row in found}

    def signals(self) -> int:
        with self.memory.begin() as tx:
            return int(tx.connection.scalar(sa.select(sa.func.count()).select_from(signals)) or 0)

    def rounds(self, name: str = "one") -> tuple[Rounds, Drains]:
        drains = Drains(())
        self.stack.callback(drains.stop)
        rounds = Rounds(
            self.house,
            self.house.accounts,  # type: ignore[arg-type]  # there in these tests
            drains,
            read,
            lambda url: ImapMailbox(url, clock=self.desk.clock, poll_seconds=0.05, seconds=5.0),
            name,
            time.monotonic,
            wait=0.3,
        )
        return rounds, drains


def mail(name: str, *, hops: str = "", sender: str = "jo@northwind.example") -> bytes:
    return (
        f"{hops}From: Jo <{sender}>\r\nTo: priya@acme.example, dana@acme.example\r\nSubject: {name}\r\n"
        f"Date: Tue, 03 Mar 2026 11:00:00 +0000\r\nMessage-ID: <{name}@northwind.example>\r\n\r\nHello {name}\r\n"
    ).encode()
