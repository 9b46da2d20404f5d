"""Starts the IMAP and the SMTP server in processes of their own, and sees that they never outlive this one."""

import json
import logging
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Self

log = logging.getLogger(__name__)

Json = dict[str, Any]

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 20.0
_STOP_SECONDS = 5.0


class MailServers:
    """Both servers, from entering to leaving the block.

    Their standard input is a pipe whose other end only this process holds: when it ends, in whatever way, the
    system closes the pipe, and they stop.

    Args:
        settings: the first line they are told; see mail_imap.py and mail_smtp.py.
        heard: called with each thing they say, on a thread of that server's own.
    """

    def __init__(self, settings: Json, heard: Callable[[Json], None]) -> None:
        self._settings, self._heard = settings, heard
        self._children: dict[str, _Child] = {}
        self.away = False

    def __enter__(self) -> Self:
        """Start both at once.

        Raises:
            OSError: One of them did not come up; says what it complained of.
        """
        try:
            for name in ("imap", "smtp"):
                self._children[name] = _Child(name, self._settings, self._heard)
            for child in self._children.values():
                child.wait_until_up()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop both."""
        self.close()

    @property
    def imap_port(self) -> int:
        """On 127.0.0.1."""
        return self._children["imap"].port

    @property
    def smtp_port(self) -> int:
        """On 127.0.0.1."""
        return self._children["smtp"].port

    @property
    def processes(self) -> tuple[int, ...]:
        """Their process ids."""
        return tuple(child.pid for child in self._children.values())

    def go_away(self) -> None:
        """Nobody listens any more, and whoever was connected is hung up on."""
        self._order("away")

    def come_back(self) -> None:
        """At the same ports, with every mail that was there."""
        self._order("back")

    def close(self) -> None:
        """End both; harmless when they have ended."""
        for child in self._children.values():
            child.close()

    def _order(self, order: str) -> None:
        for child in self._children.values():
            child.order(order)
        self.away = order == "away"


class _Child:
    def __init__(self, name: str, settings: Json, heard: Callable[[Json], None]) -> None:
        self._name, self._heard = name, heard
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
        self._answers: SimpleQueue[Json] = SimpleQueue()
        self._process = subprocess.Popen(  # noqa: S603  # our own module, without arguments
            [sys.executable, "-m", f"integrations.sandbox.mail_{name}"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
        )
        self.pid, self.port = self._process.pid, 0
        self._thread = threading.Thread(target=self._listen, name=f"mail {name}", daemon=True)
        self._tell(settings)
        self._thread.start()

    def wait_until_up(self) -> None:
        self.port = int(self._answer(_START_SECONDS)["port"])

    def order(self, order: str) -> None:
        """Give an order and wait until it is carried out.

        Raises:
            OSError: The server has ended.
        """
        self._tell(order)
        self._answer(_STOP_SECONDS)

    def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._thread.join(_STOP_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._complaints.close()

    def _tell(self, said: object) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(json.dumps(said).encode() + b"\n")
            self._process.stdin.flush()

    def _answer(self, seconds: float) -> Json:
        """What it answers to what it was told, as soon as it does."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                return self._answers.get(timeout=0.05)
            except Empty:
                if self._process.poll() is not None:
                    break
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        said = lines[-1] if lines else "it gave no reason"
        raise OSError(f"the local {self._name.upper()} server does not answer: {said}")

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            said = json.loads(line)
            if said.keys() & {"port", "standing"}:
                self._answers.put(said)
            else:
                self._pass_on(said)

    def _pass_on(self, said: Json) -> None:
        try:
            self._heard(said)
        except Exception:  # one mail that cannot be handled must not make us deaf to the next
            log.exception("what the local %s server said was lost", self._name.upper())
