"""Processes that tests start, kill and start again. Any script that prints "ready" once it works will do."""

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("worker.py")


class Replica:
    """One process. It is ready when this returns; `kill` is kill -9, `stop` is a clean stop."""

    def __init__(self, *arguments: object, script: Path = WORKER, wait: bool = True) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(script), *map(str, arguments)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid
        if wait:
            self.ready()

    def ready(self) -> None:
        """Wait until it says so; fail with what it said instead."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if line != "ready\n":
            raise AssertionError(f"the process did not start: {line}{self._process.communicate()[1]}")

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self, sort: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Ask it to end. Returns its exit code and what it wrote to the console besides "ready"."""
        return self._end(sort)

    def gone(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def _end(self, sort: signal.Signals) -> tuple[int, str]:
        if self._process.poll() is None:
            self._process.send_signal(sort)
        said, complained = self._process.communicate(timeout=60)
        return self._process.returncode, said + complained
