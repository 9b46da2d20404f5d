"""One record of the local HubSpot: its values, each with who wrote it and when."""

from dataclasses import dataclass, field
from datetime import datetime

from integrations.sandbox.hubspot_kinds import Kind
from integrations.sandbox.hubspot_links import End
from integrations.sandbox.hubspot_values import stamp

APP_ID = 3_141_592


@dataclass(frozen=True)
class Author:
    """Who wrote a value, as the history tells it."""

    source_type: str
    source_id: str | None = None
    user_id: int | None = None


APP = Author("INTEGRATION", str(APP_ID))
CALCULATED = Author("CALCULATED")


def person(user_id: int) -> Author:
    """A colleague who typed the value into HubSpot's pages."""
    return Author("CRM_UI", f"userId:{user_id}", user_id)


@dataclass(frozen=True)
class Entry:
    """One value a property had, from when, by whom."""

    value: str
    at: datetime
    author: Author


@dataclass
class Record:
    """One CRM record; `history` holds each property's entries, oldest first."""

    kind: Kind
    id: str
    created: datetime
    history: dict[str, list[Entry]] = field(default_factory=dict)
    archived_at: datetime | None = None

    @property
    def end(self) -> End:
        """The record as one end of an association."""
        return self.kind.plural, self.id

    def value(self, name: str) -> str | None:
        """The current value, or None where there is none or it was cleared."""
        entries = self.history.get(name)
        return entries[-1].value or None if entries else None

    def value_at(self, name: str, when: datetime) -> str | None:
        """The value the property had at a time."""
        for entry in reversed(self.history.get(name, ())):
            if entry.at <= when:
                return entry.value or None
        return None

    def put(self, name: str, value: str, at: datetime, author: Author) -> bool:
        """Write one value; the same value again leaves no trace. Says whether it changed."""
        if (self.value(name) or "") == value:
            return False
        self.history.setdefault(name, []).append(Entry(value, at, author))
        return True

    def modified(self) -> str:
        """The time of the last change, as the property holds it."""
        return self.value(self.kind.modified) or stamp(self.created)
