"""The cursor of the change feeds: how far we read, what lies in the overlap and was handed out already.

Both CRMs commit rows late with an earlier time stamp, and give many rows one stamp; so every scan starts a little
before the newest stamp seen, and rows are told apart by (id, stamp).
"""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.errors import Invalid

SEEN_LIMIT = 2000  # more than either CRM's page; what falls out is dropped by the inbox instead


@dataclass(frozen=True)
class Stamp:
    """A record and when it last changed (aware, UTC)."""

    id: str
    at: datetime


@dataclass(frozen=True)
class Place:
    """Where a scan goes on: from `at` on, or, with `id`, after that record among those of `at`."""

    at: datetime
    id: str | None = None


@dataclass(frozen=True)
class Cursor:
    """`high` is the newest stamp seen, `place` set while a scan is under way."""

    high: datetime
    place: Place | None = None
    seen: dict[str, int] = field(default_factory=dict)  # record id -> stamp in epoch milliseconds

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read what `text` wrote.

        Raises:
            Invalid: It is no cursor of ours.
        """
        try:
            raw = json.loads(text)
            place = Place(_moment(raw["at"]), raw["id"]) if raw["at"] is not None else None
            return cls(_moment(raw["high"]), place, raw["seen"])
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid(f"This is no cursor of a change feed: {text[:80]!r}.") from error

    def text(self) -> str:
        """The cursor as it is stored: JSON."""
        place = self.place
        return json.dumps(
            {
                "high": _epoch(self.high),
                "at": _epoch(place.at) if place else None,
                "id": place.id if place else None,
                "seen": self.seen,
            },
            separators=(",", ":"),
        )

    def start(self, overlap: timedelta) -> Place:
        """Where to read on: in the scan under way, or a new one that starts before the newest stamp."""
        return self.place or Place(self.high - overlap)

    def fresh(self, rows: Sequence[Stamp]) -> frozenset[str]:
        """The ids of those rows that were not handed out with this stamp yet."""
        return frozenset(row.id for row in rows if self.seen.get(row.id) != _epoch(row.at))

    def after(self, rows: Sequence[Stamp], place: Place | None, overlap: timedelta) -> "Cursor":
        """The cursor behind those rows; `place` where the scan goes on, None when it is at its end."""
        high = max([self.high, *(row.at for row in rows)])
        seen = {**self.seen, **{row.id: _epoch(row.at) for row in rows}}
        oldest = _epoch(high - overlap)
        kept = sorted((at, id_) for id_, at in seen.items() if at >= oldest)[-SEEN_LIMIT:]
        return dataclasses.replace(self, high=high, place=place, seen={id_: at for at, id_ in kept})


def _epoch(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _moment(epoch: int) -> datetime:
    return datetime.fromtimestamp(epoch / 1000, UTC)
