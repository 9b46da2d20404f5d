"""The clock port, and the ticker. Business time only; leases and time-outs use machine time."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import requests
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)


class SystemClock:
    """This machine's clock."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)


class HttpClock:
    """A clock served over HTTP as `{"now": "2026-03-03T14:00:00Z"}`; what CLOCK_URL names."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False

    def now(self) -> datetime:
        """Aware, UTC. Raises requests.RequestException when the clock cannot be read."""
        answer = self._session.get(self._url, timeout=5)
        answer.raise_for_status()
        return datetime.fromisoformat(answer.json()["now"]).astimezone(UTC)

    def close(self) -> None:
        """Give the connection back."""
        self._session.close()


def clock_at(url: str | None) -> SystemClock | HttpClock:
    """Business time: that clock's, else this machine's."""
    return HttpClock(url) if url else SystemClock()


@dataclass(frozen=True)
class Tick:
    """A fixed job: it computes what is due from our tables, so a late or double tick does no harm."""

    name: str
    seconds: float
    run: Callable[[], object]


def start_ticker(ticks: Sequence[Tick]) -> BackgroundScheduler:
    """Run each tick at its interval of machine time, in every replica, one at a time, catching up late ones."""
    scheduler = BackgroundScheduler(
        executors={"default": ThreadPoolExecutor(4)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone=UTC,
    )
    for tick in ticks:
        scheduler.add_job(
            _guarded(tick),
            IntervalTrigger(seconds=tick.seconds, timezone=UTC),
            id=tick.name,
            next_run_time=datetime.now(UTC),
        )
    scheduler.start()
    return scheduler


def _guarded(tick: Tick) -> Callable[[], None]:
    def run() -> None:
        try:
            tick.run()
        except Exception:  # a tick that fails is logged and comes again; it must not end the scheduler
            log.exception("tick %s failed; it comes again", tick.name)

    return run
