"""`app.py serve` in processes of its own, to be killed."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings
from tests.engine.until import until

ROOT = Path(__file__).resolve().parents[3]
READY = "Dealhand is ready"


class Served:
    """One process of the app."""

    def __init__(self, settings: Settings, log: Path) -> None:
        self._log = log
        self._file = log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "app.py", "serve"],
            cwd=ROOT,
            env=environment(settings),
            stdout=self._file,
            stderr=self._file,
        )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def dead(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def said(self) -> str:
        """Its log so far."""
        return self._log.read_text(encoding="utf-8")

    def ready(self) -> "Served":
        """Once people can reach it."""
        until(lambda: READY in self.said() or self.dead, seconds=60)
        assert not self.dead, self.said()
        return self

    def kill(self) -> None:
        """At once, with no chance to tidy up."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def killed(self) -> None:
        """Wait until it is gone."""
        until(lambda: self.dead, seconds=60)

    def end(self) -> None:
        """Ask it to stop, and wait."""
        if not self.dead:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(20)
        if not self.dead:
            self._process.kill()
        self._process.wait()
        self._file.close()


@contextlib.contextmanager
def served(settings: Settings, log: Path) -> Iterator[Served]:
    """A process that is started now and ended with the block."""
    process = Served(settings, log)
    try:
        yield process
    finally:
        process.end()


def environment(settings: Settings) -> dict[str, str]:
    """The settings as `serve` reads them, beside what Python needs."""
    given = {}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if value is not None:
            shown = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
            given[name.upper()] = shown
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, **given, "PYTHONDONTWRITEBYTECODE": "1"}
