"""`python -m integrations.sandbox.mail_smtp`: a real SMTP server (aiosmtpd) for the story's domain.

Settings: `{"mailboxes": [[address, password], …], "domain": "…"}`. Who is signed in may write to everybody, anybody
else only to the mailboxes here, as on the internet. Says `{"mail": base64, "sender": …, "to": […]}` for each mail.
"""

import asyncio
import base64
import itertools
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from integrations.sandbox.mail_child import Json, Say, serve

_HOST, _NAME = "127.0.0.1", "mail.dealhand.example"


class Counter:
    """Takes mail or refuses it; aiosmtpd calls it by these names."""

    def __init__(self, mailboxes: dict[str, str], domain: str, say: Say) -> None:
        self._mailboxes, self._domain, self._say = mailboxes, domain, say
        self._numbers = itertools.count(1)

    async def handle_RCPT(  # noqa: N802  # the library's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Mailboxes here are open to everybody, the rest of the world to who signed in."""
        ours = address.casefold().rpartition("@")[2] == self._domain
        if ours and address.casefold() not in self._mailboxes:
            return "550 5.1.1 There is no such mailbox here"
        if not ours and not session.authenticated:
            return "550 5.7.1 Sign in before you write to others"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # same
        """Pass it on."""
        raw = envelope.original_content or b""
        told = {"mail": base64.b64encode(raw).decode("ascii"), "sender": envelope.mail_from or ""}
        self._say({**told, "to": [*envelope.rcpt_tos]})
        return f"250 2.0.0 Ok: queued as {next(self._numbers):06X}"

    def knows(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object
    ) -> AuthResult:
        """Whether that user has that password."""
        right = isinstance(given, LoginPassword) and (
            self._mailboxes.get(given.login.decode().casefold()) == given.password.decode()
        )
        return AuthResult(success=right, handled=False)


class Line(SMTP):
    """One connection that can be found again and broken."""

    def __init__(self, open_lines: set[asyncio.BaseTransport], counter: Counter) -> None:
        super().__init__(
            counter,
            hostname=_NAME,
            ident="sandbox mail",
            enable_SMTPUTF8=True,
            auth_require_tls=False,  # it never leaves this machine
            authenticator=counter.knows,
            loop=asyncio.get_running_loop(),
        )
        self._open_lines = open_lines

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note it."""
        self._open_lines.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Forget it."""
        if self.transport is not None:
            self._open_lines.discard(self.transport)
        super().connection_lost(error)


class SmtpDoor:
    """aiosmtpd behind a port that can be shut."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._lines: set[asyncio.BaseTransport] = set()
        self._listening: asyncio.Server | None = None

    async def open(self, port: int) -> int:
        """Listen."""
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_server(lambda: Line(self._lines, self._counter), _HOST, port)
        return int(self._listening.sockets[0].getsockname()[1])

    def shut(self) -> None:
        """Hang up on everybody."""
        if self._listening is not None:
            self._listening.close()
        for line in [*self._lines]:
            _abort(line)


def _abort(line: Any) -> None:  # noqa: ANN401  # a transport of sockets has it, its base class does not say so
    line.abort()


async def build(settings: Json, say: Say) -> SmtpDoor:
    """The server for those mailboxes."""
    mailboxes = {address.casefold(): password for address, password in settings["mailboxes"]}
    return SmtpDoor(Counter(mailboxes, settings["domain"], say))


if __name__ == "__main__":
    serve(build)
