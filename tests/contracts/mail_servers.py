"""A real IMAP server and a real SMTP server on this machine, and a wire between that can be cut or rewritten."""

import base64
import contextlib
import imaplib
import socket
import struct
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.post import MailPage
from integrations.mail.imap import ImapMailbox

NOW = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
Open = Callable[..., ImapMailbox]
USER, PASSWORD = "priya@northwind.example", "open sesame/ü"


class StoppedClock:
    def now(self) -> datetime:
        return NOW


def until(condition: Callable[[], Any], seconds: float = 10.0) -> None:
    """Poll until the condition holds; fail when it never does."""
    deadline, tick = time.monotonic() + seconds, threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        tick.wait(0.01)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


class ImapServer:
    """pymap in a process of its own, and what other mail programs do to its mailbox."""

    user, password = "demouser", "demopass"

    def __init__(self) -> None:
        self.port = free_port()
        options = [
            "--no-service",
            "admin",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--no-tls",
            "dict",
        ]
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from pymap.main import main; main()", *options, "--demo-data"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: _listens(self.port))
        self._client = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        self._client.login(self.user, self.password)
        self._folders = 0

    def url(self, port: int | None = None, password: str | None = None) -> str:
        secret = password or self.password
        return f"imap://{self.user}:{secret}@127.0.0.1:{port or self.port}?starttls=no"

    def folder(self) -> str:
        """A new, empty folder."""
        self._folders += 1
        name = f"Box{self._folders}"
        self.create(name)
        return name

    def create(self, name: str) -> None:
        assert self._client.create(name)[0] == "OK"

    def delete(self, name: str) -> None:
        assert self._client.delete(name)[0] == "OK"

    def rename(self, name: str, other: str) -> None:
        assert self._client.rename(name, other)[0] == "OK"

    def put(self, folder: str, *mails: bytes, at: datetime = NOW) -> None:
        """Deliver mails in one command (RFC 3502), because each literal of its own waits for the server."""
        written = at.astimezone(UTC).strftime('"%d-%b-%Y %H:%M:%S +0000"').encode()
        tag = self._client._new_tag()
        parts = b"".join(b" %s {%d+}\r\n%s" % (written, len(mail), mail) for mail in mails)
        self._client.send(b"%s APPEND %s%s\r\n" % (tag, folder.encode(), parts))
        self._client.tagged_commands[tag] = None
        status, answer = self._client._command_complete("APPEND", tag)
        assert status == "OK", answer

    def flags(self, folder: str) -> str:
        self._client.select(folder, readonly=True)
        answer = self._client.fetch("1:*", "(FLAGS)")[1]
        self._client.close()
        return str(answer)

    def expunge(self, folder: str, number: int) -> None:
        self._client.select(folder)
        self._client.store(str(number), "+FLAGS", r"(\Deleted)")
        self._client.close()

    def stop(self) -> None:
        self._client.shutdown()
        self._process.terminate()
        self._process.wait(10)


@dataclass
class Postbox:
    """What the SMTP server has received, and how it is told to behave."""

    mails: list[Envelope] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # address -> reply at RCPT
    at_dot: str = "250 2.0.0 Ok: queued as 4XyZ"
    cut_at_dot: bool = False
    tokens: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  # the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # same
        if self.cut_at_dot:
            assert server.transport is not None
            server.transport.abort()  # type: ignore[attr-defined]  # asyncio's transports have it
        if self.at_dot.startswith("250"):
            self.mails.append(envelope)
        return self.at_dot

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802  # same

        said = base64.b64decode(args[1]).decode()
        self.tokens.append(said)
        if "Bearer good" in said:
            return AuthResult(success=True)
        await server.challenge_auth(b'{"status":"401"}')
        return AuthResult(success=False, handled=False)


def _knows(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@contextlib.contextmanager
def smtp_server(**options: Any) -> Iterator[tuple[Postbox, int]]:
    """aiosmtpd on a free port."""
    postbox, port = Postbox(), free_port()
    given: dict[str, Any] = {
        "hostname": "127.0.0.1",
        "port": port,
        "authenticator": _knows,
        "auth_require_tls": False,
    }
    controller = Controller(postbox, **(given | options))
    with warnings.catch_warnings():
        # Said at each connection; passwords without TLS are the point here.
        warnings.filterwarnings("ignore", message="Requiring AUTH while not requiring TLS")
        controller.start()
        try:
            yield postbox, port
        finally:
            controller.stop()


class Relay:
    """A wire to a server: what the server says can be rewritten, and the connection cut.

    Args:
        port: The real server's.
        down: Rewrites what the server says.
        up: Rewrites what the client says.
        cut_after: Bytes from the client after which the wire is cut.
    """

    def __init__(
        self,
        port: int,
        *,
        down: Callable[[bytes], bytes] = bytes,
        up: Callable[[bytes], bytes] = bytes,
        cut_after: int | None = None,
    ) -> None:
        self._server, self._down, self._up, self.cut_after = port, down, up, cut_after
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.connections = 0
        self.said = b""
        self.hangs_up = False
        self._ends: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def cut(self) -> None:
        """Break every connection, at once and without a goodbye."""
        ends, self._ends = self._ends, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                end.shutdown(socket.SHUT_RD)
            end.close()

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.hangs_up:
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self._server))
            self.connections += 1
            self._ends += [client, server]
            for source, target, up in ((client, server, True), (server, client, False)):
                thread = threading.Thread(target=self._pump, args=(source, target, up), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _pump(self, source: socket.socket, target: socket.socket, up: bool) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while chunk := source.recv(65536):
                passed += len(chunk)
                if up:
                    self.said += chunk
                    if self.cut_after is not None and passed > self.cut_after:
                        break
                target.sendall(self._up(chunk) if up else self._down(chunk))
        if up and self.cut_after is not None and passed > self.cut_after:
            self.cut()
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def relay(port: int, **options: Any) -> Iterator[Relay]:
    wire = Relay(port, **options)
    try:
        yield wire
    finally:
        wire.stop()


def written(name: str, extra: str = "", body: str = "hello") -> bytes:
    return f"Subject: {name}\r\nMessage-ID: <{name}@acme.example>\r\n{extra}\r\n{body}\r\n".encode()


def names(page: MailPage) -> list[str]:
    return [item.raw.split(b"\r\n", 1)[0].decode().removeprefix("Subject: ") for item in page.items]
