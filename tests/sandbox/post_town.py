"""A sandbox with its mail servers open, and how tests look into them from outside."""

import contextlib
import imaplib
import smtplib
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from integrations.sandbox.seed import story
from integrations.sandbox.server import build
from integrations.sandbox.serving import running
from tests.sandbox.conftest import Stand

T = TypeVar("T")
PASSWORDS = {f"{key}@dealhand.example": f"sandbox-{key}" for key in ("sales", "priya", "sam", "lee")}


@contextlib.contextmanager
def mail_stand(crm: str = "hubspot") -> Iterator[Stand]:
    """A fresh sandbox with mail, running."""
    server = build(story(), crm=crm)
    with server.post.open(), running(server) as address:
        yield Stand(address, server)


def until(what: str, look: Callable[[], T | None], seconds: float = 20.0) -> T:
    """The first thing that `look` finds; fails when it finds nothing in time."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s for {what}"
        threading.Event().wait(0.02)
    return found


def inbox(port: int, address: str) -> list[bytes]:
    """The mails in that mailbox, oldest first, as any mail program fetches them."""
    with imaplib.IMAP4("127.0.0.1", port, timeout=10) as line:
        line.login(address, PASSWORDS[address])
        line.select("INBOX", readonly=True)
        numbers = line.search(None, "ALL")[1][0].split()
        found = [line.fetch(number.decode(), "(RFC822)")[1][0] for number in numbers]
    return [part[1] for part in found if isinstance(part, tuple)]


def send(port: int, sender: str, to: str, raw: bytes, password: str | None = None) -> None:
    """Hand in a mail as any mail program does; signed in with `password`, if one is given."""
    with smtplib.SMTP("127.0.0.1", port, "client.example", 10) as line:
        if password is not None:
            line.login(sender, password)
        line.sendmail(sender, [to], raw)
