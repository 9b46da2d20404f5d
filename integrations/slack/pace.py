"""How fast we may talk: about one message a second in a channel with short bursts, and what a 429 asked for.

Source: docs.slack.dev, "Rate limits". Machine time, because it is Slack's patience and not the world's clock. Nothing
here sleeps: who is too fast is told how long to leave it.
"""

import threading
from collections.abc import Callable

BURST = 5.0
PER_SECOND = 1.0


class Pace:
    """A bucket of messages per channel, and a pause per API method after a 429.

    Args:
        machine: seconds that only grow (time.monotonic).
    """

    def __init__(self, machine: Callable[[], float]) -> None:
        self._machine = machine
        self._lock = threading.Lock()
        self._buckets: dict[str, tuple[float, float]] = {}  # channel → (left, at)
        self._until: dict[str, float] = {}  # method → when it may be called again

    def wait(self, channel: str, method: str) -> float:
        """Seconds to leave it; 0 means go, and counts the message."""
        with self._lock:
            now = self._machine()
            paused = self._until.get(method, now) - now
            if paused > 0:
                return paused
            left, at = self._buckets.get(channel, (BURST, now))
            left = min(BURST, left + (now - at) * PER_SECOND)
            if left < 1.0:
                return (1.0 - left) / PER_SECOND
            self._buckets = {c: b for c, b in self._buckets.items() if now - b[1] < BURST / PER_SECOND}
            self._buckets[channel] = (left - 1.0, now)
            return 0.0

    def pause(self, method: str, seconds: float) -> None:
        """Slack asked for patience with this method."""
        with self._lock:
            self._until[method] = max(self._until.get(method, 0.0), self._machine() + seconds)
