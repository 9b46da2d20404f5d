"""What kill -9 does to a mail on its way: it is never sent a second time (N2)."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot import sweeps
from bot.standing import State
from store.database import Database
from store.engine import DbosEngine
from store.memory import SqlMemory
from tests.contracts.mail_servers import free_port
from tests.engine.mailing import JO, Desk, desk
from tests.engine.replica import Replica
from tests.engine.until import until

WORKER = Path(__file__).with_name("mail_worker.py")


@dataclass
class Slow:
    """A mail server that takes the mail and thinks about its answer until it is allowed to give one."""

    taken: list[str] = field(default_factory=list)
    answers: threading.Event = field(default_factory=threading.Event)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # the library's name
        self.taken.extend(envelope.rcpt_tos)
        await asyncio.to_thread(self.answers.wait)
        return "250 2.0.0 Ok"


@pytest.fixture
def slow() -> Iterator[tuple[Slow, int]]:
    handler, port = Slow(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    handler.answers.set()
    controller.stop()


@pytest.fixture
def priya(database: Database) -> Iterator[Desk]:
    engine = DbosEngine(database)
    yield desk(SqlMemory(database, engine), None)
    engine.close()


@pytest.fixture
def replicas() -> Iterator[list[Replica]]:
    started: list[Replica] = []
    yield started
    for replica in started:
        replica.kill()


@pytest.mark.row("N2")
def test_a_kill_between_sending_and_sent_never_sends_a_second_mail(
    priya: Desk, slow: tuple[Slow, int], database_url: str, replicas: list[Replica]
) -> None:
    server, port = slow
    priya.put()
    priya.approve()
    priya.clock.later(90)
    replicas.append(Replica(database_url, port, script=WORKER))
    assert sweeps.release_held(priya.house) == 1
    until(lambda: server.taken)
    replicas[0].kill()
    server.answers.set()

    replicas.append(Replica(database_url, port, script=WORKER))
    until(lambda: priya.standing().state is State.IN_DOUBT)

    assert server.taken == [JO]
    assert "<p1@acme.example>" in priya.standing().said


@pytest.mark.row("N2")
def test_a_kill_before_anything_was_written_down_sends_it_once_afterwards(
    priya: Desk, slow: tuple[Slow, int], database_url: str, replicas: list[Replica]
) -> None:
    server, port = slow
    server.answers.set()
    priya.put()
    priya.approve()
    priya.clock.later(90)
    replicas.append(Replica(database_url, port, script=WORKER))
    replicas[0].kill()
    assert sweeps.release_held(priya.house) == 1

    replicas.append(Replica(database_url, port, script=WORKER))
    until(lambda: priya.standing().state is State.DONE)

    assert server.taken == [JO]
