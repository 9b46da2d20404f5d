"""Lists out of HubSpot's search index: what meets some conditions, and what changed since a cursor."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.records import ChangePage, Record, Where
from bot.values import RecordKind
from integrations.crm import hubspot_search as search
from integrations.crm.compare import satisfies
from integrations.crm.cursor import Cursor, Place, Stamp
from integrations.crm.hubspot_fields import kind_of
from integrations.crm.hubspot_portal import HubSpotPortal
from integrations.crm.hubspot_reader import HubSpotReader, stamp_of
from integrations.crm.hubspot_schemas import HubSpotSchemas
from integrations.crm.hubspot_session import HubSpotSession

OVERLAP = timedelta(minutes=5)  # the index lags, and its rows come late
_TIE = timedelta(milliseconds=1)


class HubSpotFeed:
    """Everything that searches; nothing here decides whether a record exists."""

    def __init__(
        self, session: HubSpotSession, schemas: HubSpotSchemas, portal: HubSpotPortal, reader: HubSpotReader
    ) -> None:
        self._session = session
        self._schemas = schemas
        self._portal = portal
        self._reader = reader

    def find(
        self, kind: RecordKind, where: Sequence[Where], *, order: str | None = None, limit: int = 200
    ) -> tuple[Record, ...]:
        """Discover records through the search index."""
        if any(each.op == "in" and not each.values for each in where):
            return ()
        asked, sort, schema = (
            search.question(kind, where),
            search.sorting(kind, order),
            self._schemas.schema(kind),
        )
        found: list[Record] = []
        after: str | None = None
        while len(found) < limit:
            size = search.PAGE if asked.rest else min(search.PAGE, limit - len(found))
            rows, after = self._page(kind, asked, sort, size, after)
            found += [
                each
                for each in self._reader.filled(kind_of(kind), rows)
                if all(satisfies(each, schema, one) for one in asked.rest)
            ]
            if after is None or int(after) + search.PAGE > search.MOST:
                break
        return tuple(found[:limit])

    def changes(self, kind: RecordKind, cursor: str | None, *, limit: int = 500) -> ChangePage:
        """What changed since the cursor, by the modified property; a page at a time."""
        if cursor is None:
            return ChangePage((), self._from_now_on(kind).text(), more=False)
        since, size = Cursor.parse(cursor), max(1, min(limit, search.PAGE))
        place = since.start(OVERLAP)
        asked, sort = search.changed_from(kind, place)
        rows, _ = self._page(kind, asked, sort, size, None)
        stamps = [stamp_of(kind_of(kind), row) for row in rows]
        fresh = since.fresh(stamps)
        on = _next(place, stamps, full=len(rows) == size)
        records = self._reader.filled(kind_of(kind), [row for row in rows if str(row.id) in fresh])
        return ChangePage(records, since.after(stamps, on, OVERLAP).text(), more=on is not None)

    def _page(
        self, kind: RecordKind, asked: search.Question, sort: tuple[str, str], size: int, after: str | None
    ) -> tuple[list[Any], str | None]:
        names = [*(field.api for field in self._schemas.visible(kind)), kind_of(kind).modified]
        body, plural = search.request(asked, names, sort, size, after), kind_of(kind).plural
        answer = self._session.call(lambda: self._session.searches.do_search(plural, body))
        following = answer.paging.next.after if answer.paging and answer.paging.next else None
        return list(answer.results), following

    def _from_now_on(self, kind: RecordKind) -> Cursor:
        """A cursor behind everything there is; the overlap's rows count as handed out."""
        ours = kind_of(kind)
        newest, _ = self._page(kind, search.Question((), ()), (ours.modified, "DESCENDING"), 1, None)
        high = stamp_of(ours, newest[0]).at if newest else self._portal.now()
        start = Cursor(high)
        asked, sort = search.changed_from(kind, start.start(OVERLAP))
        rows, _ = self._page(kind, asked, sort, search.PAGE, None)
        return start.after([stamp_of(ours, row) for row in rows], None, OVERLAP)


def _next(place: Place, stamps: Sequence[Stamp], *, full: bool) -> Place | None:
    if not full:
        return Place(place.at + _TIE) if place.id is not None else None
    last = stamps[-1]
    if place.id is not None:
        return Place(place.at, last.id)
    return Place(last.at) if last.at > place.at else Place(place.at, "0")
