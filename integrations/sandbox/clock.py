"""The world's clock over HTTP: read it, move it forward, never back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from integrations.sandbox.world import WorldClock

_LONGEST_MOVE = timedelta(days=366)


class ClockDesk:
    """GET and POST /clock.

    Args:
        clock: the one clock all local servers share.
        live: called with "clock" after each move by hand.
    """

    def __init__(self, clock: WorldClock, live: Callable[[str], None]) -> None:
        self._clock = clock
        self._live = live

    async def endpoint(self, request: Request) -> Response:
        """GET tells the time; POST `{"advance_seconds": n}` or `{"to": iso time}` moves it, else 400."""
        if request.method == "POST":
            try:
                body = await request.json()
                self.move(_asked(body, self._clock.now()))
            except (ValueError, TypeError, OverflowError) as refused:
                return JSONResponse({"error": str(refused)}, 400)
        return JSONResponse({"now": iso(self._clock.now())})

    def move(self, by: timedelta) -> datetime:
        """Move on by a positive amount and tell the page.

        Raises:
            ValueError: nothing to move, backwards, or more than a year at once.
        """
        if not timedelta(0) < by <= _LONGEST_MOVE:
            raise ValueError("the clock moves forward only, at most a year at once")
        now = self._clock.advance(by)
        self._live("clock")
        return now


def iso(moment: datetime) -> str:
    """In UTC as in 2026-03-03T14:00:00Z, with fractions only where there are some."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _asked(body: object, now: datetime) -> timedelta:
    if isinstance(body, dict) and isinstance(body.get("advance_seconds"), int | float):
        return timedelta(seconds=body["advance_seconds"])
    if isinstance(body, dict) and isinstance(body.get("to"), str):
        to = datetime.fromisoformat(body["to"])
        if to.tzinfo is None:
            raise ValueError("the time needs a zone, as in 2026-03-04T14:00:00Z")
        return to - now
    raise ValueError('say {"advance_seconds": n} or {"to": "2026-03-04T14:00:00Z"}')
