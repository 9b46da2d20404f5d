"""Threads that take what waits: woken by an insert, and looking every two seconds in case a wake was lost."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence

log = logging.getLogger(__name__)

LOOK_AGAIN = 2.0  # seconds, unless a drain asks for less
AFTER_AN_ERROR = 1.0  # seconds


class Drains:
    """One thread per drain. `work` returns how many it took; above zero it is asked again at once.

    Args:
        work: (name, take) for each; `sooner` holds the seconds of those that put work back for a moment themselves.
        sooner: name → seconds between two looks.
    """

    def __init__(
        self, work: Sequence[tuple[str, Callable[[], int]]], sooner: Mapping[str, float] | None = None
    ) -> None:
        self._sooner = sooner or {}
        self._wakes = {name: threading.Event() for name, _ in work}
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(name, take), name=f"dealhand-{name}", daemon=True)
            for name, take in work
        ]

    def start(self) -> None:
        """Start every thread."""
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Something may wait: look now."""
        for event in self._wakes.values():
            event.set()

    def stop(self, seconds: float = 5.0) -> None:
        """Let each finish what it holds, within that many seconds."""
        self._stopping.set()
        self.wake()
        for thread in self._threads:
            thread.join(seconds)

    def _run(self, name: str, take: Callable[[], int]) -> None:
        wake = self._wakes[name]
        while not self._stopping.is_set():
            wake.clear()
            try:
                taken = take()
            except Exception:  # what waits stays in its table; the drain must live to take it later
                log.exception("drain %s failed; it goes on", name)
                self._stopping.wait(AFTER_AN_ERROR)
                continue
            if not taken:
                wake.wait(self._sooner.get(name, LOOK_AGAIN))
