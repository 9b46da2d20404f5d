"""Where reading a folder stands: UIDs only grow, and mean something only with their UIDVALIDITY (RFC 9051 2.3.1.1)."""

import dataclasses
import json
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

_UNDERWAY = timedelta(days=2)  # how long a mail may have been on its way and still be new


@dataclass(frozen=True)
class Place:
    """Everything up to `uid` is read.

    `newest` is when the latest mail read so far was received. Up to the UID `backlog_to` mail received before
    `since` is passed over: it lay there before the first look, or before the server renumbered the folder.
    """

    folder: str
    uidvalidity: int
    uid: int
    newest: datetime
    since: datetime
    backlog_to: int

    def dump(self) -> str:
        """As text, for the database."""
        return json.dumps({"v": 1, **_ADAPTER.dump_python(self, mode="json")})

    def read_to(self, uid: int, received_at: datetime | None = None) -> "Place":
        """The place after that mail."""
        newest = max(self.newest, received_at) if received_at else self.newest
        return dataclasses.replace(self, uid=max(self.uid, uid), newest=newest)

    def is_old(self, uid: int, received_at: datetime, date_header: str) -> bool:
        """Whether a mail lay in the folder before we looked.

        The Date header counts too: a moved mailbox gives all its mail the date of the move.
        """
        if uid > self.backlog_to:
            return False
        written = _moment(date_header)
        return received_at < self.since or (written is not None and written < self.since - _UNDERWAY)


_ADAPTER = TypeAdapter(Place)


def load_place(cursor: str | None) -> Place | None:
    """The place that a cursor names; None for a first look, or for a text that is no cursor of ours."""
    try:
        stored = json.loads(cursor) if cursor else None
        if not isinstance(stored, dict) or stored.pop("v", None) != 1:
            return None
        return _ADAPTER.validate_python(stored)
    except (ValueError, ValidationError):
        return None


def _moment(date_header: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date_header)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None
