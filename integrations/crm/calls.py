"""How a call to a CRM is made: a bounded number of tries, a pace, and answers that are kept for an hour."""

import random
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from bot.errors import Locked, RateLimited, Temporary, Unavailable

T = TypeVar("T")
K = TypeVar("K")
Wait = Callable[[float], None]

TRIES = 3
TOTAL_SECONDS = 5.0
KEPT_SECONDS = 3600.0


class LostAnswerError(Exception):
    """A write left and no answer came: it may have happened. Never leaves the adapters (they read, or say InDoubt)."""


class Patience:
    """Try again where nothing was written and a moment later may do: at most three tries, about five seconds.

    Args:
        wait: Called with the seconds to wait; tests hand in one that returns at once.
    """

    def __init__(self, wait: Wait = time.sleep) -> None:
        self._wait = wait

    def keep_trying(self, ask: Callable[[], T], *, reads: bool) -> T:
        """What `ask` answers. Locks and rate limits are tried again; reads also when the CRM did not answer.

        Raises:
            CrmError: The last refusal, when the tries or the seconds are used up.
        """
        again: tuple[type[Temporary], ...] = (
            (Locked, RateLimited, Unavailable) if reads else (Locked, RateLimited)
        )
        started, waited = time.monotonic(), 0.0
        for attempt in range(1, TRIES + 1):
            try:
                return ask()
            except again as refused:
                pause = self._pause(refused, attempt)
                spent = max(waited, time.monotonic() - started)
                if attempt == TRIES or spent + pause > TOTAL_SECONDS:
                    raise
                waited += pause
                self._wait(pause)
        raise AssertionError("the last try returns or raises")

    @staticmethod
    def _pause(refused: Temporary, attempt: int) -> float:
        jitter = random.uniform(0.5, 1.0)  # noqa: S311  # spreads retries; nothing secret hangs on it
        if isinstance(refused, RateLimited):
            return refused.retry_after + jitter * 0.2
        return float(jitter * 0.3 * 2**attempt)


class Bucket:
    """A token bucket: at most `size` calls per `seconds`, evenly refilled (machine time)."""

    def __init__(self, size: int, seconds: float, wait: Wait = time.sleep) -> None:
        self._size = float(size)
        self._rate = size / seconds
        self._wait = wait
        self._lock = threading.Lock()
        self._left = self._size
        self._at = time.monotonic()

    def take(self) -> None:
        """Take one, waiting for it where there is none left."""
        with self._lock:
            now = time.monotonic()
            self._left = min(self._size, self._left + (now - self._at) * self._rate)
            self._at = now
            self._left -= 1
            short = -self._left / self._rate
        if short > 0:
            self._wait(short)


class Kept(Generic[K, T]):
    """Answers kept for an hour of machine time, each fetched by one thread at a time."""

    def __init__(self, fetch: Callable[[K], T], *, seconds: float = KEPT_SECONDS) -> None:
        self._fetch = fetch
        self._seconds = seconds
        self._lock = threading.RLock()
        self._kept: dict[K, tuple[float, T]] = {}

    def get(self, key: K) -> T:
        """The kept answer, or a new one where it is older than its time. Raises what the fetch raises."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and time.monotonic() - kept[0] < self._seconds:
                return kept[1]
            fresh = self._fetch(key)
            self._kept[key] = (time.monotonic(), fresh)
            return fresh

    def forget(self) -> None:
        """Fetch anew next time: the CRM contradicted what was kept."""
        with self._lock:
            self._kept.clear()
