"""Threads that take what waits: woken by an insert, and looking every two seconds in case a wake was lost."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence

log = logging.getLogger(__name__)

LOOK_AGAIN = 2.0  # seconds, unless a drain asks for less
AFTER_AN_ERROR = 1.0  # seconds


class Drains:
    """One thread per drain. `work` returns how many it took; above zero it is asked again at once.

    Args:
        work: (name, take) for each.
        sooner: name → seconds between two looks, for those that put work back for a moment themselves.
    """

    def __init__(
        self, work: Sequence[tuple[str, Callable[[], int]]], sooner: Mapping[str, float] | None = None
    ) -> None:
        self._sooner = sooner or {}
        self._work = tuple(work)
        self._lock = threading.Lock()
        self._running: dict[str, _Drain] = {}

    def start(self) -> None:
        """Start every thread."""
        for name, take in self._work:
            self.begin(name, take, self._sooner.get(name, LOOK_AGAIN))

    def begin(
        self, name: str, take: Callable[[], int], again: float, ended: Callable[[], object] | None = None
    ) -> None:
        """Start one more.

        Args:
            name: no other has it.
            take: as above.
            again: seconds between two looks.
            ended: called by its own thread when it has finished for good.
        """
        drain = _Drain(name, take, again, ended)
        with self._lock:
            self._running[name] = drain
        drain.start()

    def end(self, name: str) -> None:
        """Let one finish what it holds, and start nothing more; returns at once."""
        with self._lock:
            drain = self._running.pop(name, None)
        if drain is not None:
            drain.stop()

    def names(self) -> frozenset[str]:
        """Those that run."""
        with self._lock:
            return frozenset(self._running)

    def wake(self) -> None:
        """Something may wait: look now."""
        with self._lock:
            running = list(self._running.values())
        for drain in running:
            drain.awake.set()

    def stop(self, seconds: float = 5.0) -> None:
        """Let each finish what it holds, within that many seconds for all."""
        with self._lock:
            running, self._running = list(self._running.values()), {}
        for drain in running:
            drain.stop()
        deadline = time.monotonic() + seconds
        for drain in running:
            drain.thread.join(max(0.0, deadline - time.monotonic()))


class _Drain:
    def __init__(
        self, name: str, take: Callable[[], int], again: float, ended: Callable[[], object] | None
    ) -> None:
        self._name, self._take, self._again, self._ended = name, take, again, ended
        self._stopping = threading.Event()
        self.awake = threading.Event()
        self.thread = threading.Thread(target=self._run, name=f"dealhand-{name}", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self.awake.set()

    def _run(self) -> None:
        try:
            self._go_on()
        finally:
            if self._ended is not None:
                self._ended()

    def _go_on(self) -> None:
        while not self._stopping.is_set():
            self.awake.clear()
            try:
                taken = self._take()
            except Exception:  # what waits stays in its table; the drain must live to take it later
                log.exception("drain %s failed; it goes on", self._name)
                self._stopping.wait(AFTER_AN_ERROR)
                continue
            if not taken and not self._stopping.is_set():
                self.awake.wait(self._again)
