"""What comes while a slow mail server signs us in still stops the mail: the last look is at its door."""

import dataclasses
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.mailroom import Halt, Sending
from bot.standing import State
from bot.suppression import Reason, Suppression
from bot.switching import pause
from integrations.mail.smtp import SmtpMailer
from store.memory import SqlMemory
from tests.engine.made import NOON
from tests.engine.mailing import JO, Desk, desk

ANSWERS = {"EHLO": "250 mx.example", "DATA": "354 go ahead", "QUIT": "221 bye", ".": "250 queued"}
ASKED = Suppression("s1", Reason.RECIPIENT_ASKED, "stop", "mail:1", NOON, "policy", address=JO)


class Door:
    """A mail server that does something of ours before it answers a command, and writes down what it was told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.before: dict[str, Callable[[], object]] = {}

    @contextmanager
    def open(self) -> Iterator[int]:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            listening.settimeout(10)
            thread = threading.Thread(target=self._serve, args=(listening,))
            thread.start()
            yield int(listening.getsockname()[1])
            thread.join(10)

    def _serve(self, listening: socket.socket) -> None:
        line, inside = listening.accept()[0], False
        with line, line.makefile("rwb") as both:
            both.write(b"220 mx.example ESMTP\r\n")
            both.flush()
            for raw in both:
                said = raw.decode().strip()
                if inside and said != ".":
                    continue
                self.heard.append(said)
                verb = said.split(":")[0].split()[0].upper()
                self.before.pop(verb, lambda: None)()
                inside = verb == "DATA"
                both.write(f"{ANSWERS.get(verb, '250 ok')}\r\n".encode())
                both.flush()
                if verb == "QUIT":
                    return

    def told(self, verb: str) -> bool:
        return any(said.upper().startswith(verb) for said in self.heard)


def events(made: Desk) -> dict[str, Callable[[], object]]:
    halt = Halt(f"domain:{JO.rpartition('@')[2]}", "angry", "dana", NOON, "mail:2")
    return {
        "opt-out": lambda: made.house.keeper.suppress(ASKED),
        "halt": lambda: made.house.keeper.halt(halt),
        "pause": lambda: pause(made.house, "U3", "stop all"),
    }


@pytest.mark.row("C-SUP-06")
@pytest.mark.parametrize("event", ["opt-out", "halt", "pause"])
@pytest.mark.parametrize("verb", ["EHLO", "RCPT"])
def test_what_comes_while_the_server_is_slow_still_stops_the_mail(
    memory: SqlMemory, event: str, verb: str
) -> None:
    door, made = Door(), desk(memory, None)
    with door.open() as port:
        mailer = SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=no", clock=made.clock)
        made = dataclasses.replace(made, house=dataclasses.replace(made.house, mailer=mailer))
        made.put()
        door.before[verb] = events(made)[event]
        ended = made.send()
    assert not door.told("DATA")
    assert door.told("RCPT") is (verb == "RCPT")
    assert ended is not State.DONE
    with memory.begin() as tx:
        kept = memory.mailroom.outgoing.get(tx, "<p1@acme.example>")
    assert kept is not None
    assert kept.state is Sending.REFUSED


def test_with_nothing_in_between_the_mail_goes(memory: SqlMemory) -> None:
    door, made = Door(), desk(memory, None)
    with door.open() as port:
        mailer = SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=no", clock=made.clock)
        made = dataclasses.replace(made, house=dataclasses.replace(made.house, mailer=mailer))
        made.put()
        assert made.send() is State.DONE
    assert door.told(".")
