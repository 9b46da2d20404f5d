"""What the sandbox's page asks of the local HubSpot: see records, edit as a colleague, arm faults, count calls.

It is the portal's own screen: nothing here passes the token, the faults or the search index.
"""

import json
from collections.abc import Callable
from html import unescape
from re import sub

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from integrations.sandbox.hubspot_errors import PORTAL_ID, ApiError, Json, invalid_input
from integrations.sandbox.hubspot_kinds import COMPANIES, CONTACTS, DEALS, MEETINGS, NOTES, TASKS, Kind
from integrations.sandbox.hubspot_records import Author, Record, person
from integrations.sandbox.hubspot_schema import Property
from integrations.sandbox.hubspot_seed import Seeded
from integrations.sandbox.hubspot_store import Store
from integrations.sandbox.hubspot_values import stamp
from integrations.sandbox.hubspot_wire import Wire

NEUTRAL = {"account": COMPANIES, "contact": CONTACTS, "deal": DEALS, "task": TASKS, "meeting": MEETINGS}
SEARCH_SWITCH = "search_rate_limit"  # HubSpot's own, beside the switches both CRMs share
_WORDS = {kind.plural: word for word, kind in NEUTRAL.items()}
_UNSEEN = {"hs_object_id", "hs_merged_object_ids"}
_SUBTITLES = {
    "companies": ("domain", "industry"),
    "contacts": ("jobtitle", "company"),
    "deals": ("dealstage", "amount"),
    "tasks": ("hs_task_status", "hs_timestamp"),
    "meetings": ("hs_meeting_start_time", "hs_meeting_outcome"),
}
_TITLES = {
    "companies": ("name",),
    "contacts": ("firstname", "lastname"),
    "deals": ("dealname",),
    "tasks": ("hs_task_subject",),
    "meetings": ("hs_meeting_title",),
}


class Page:
    """The handlers behind /page/hubspot; each takes path, query and body as one object."""

    def __init__(self, store: Store, seeded: Seeded, wire: Wire, id_of: Callable[[str, str], str]) -> None:
        self.store = store
        self.seeded = seeded
        self.wire = wire
        self.id_of = id_of
        self._people = {one.user_id: one.colleague.name for one in seeded.owners.values()}
        self._owners = {one.id: one.colleague.name for one in seeded.owners.values()}

    def routes(self) -> list[BaseRoute]:
        """Every route of this part."""
        return [
            self._route("/records", "GET", self.records),
            self._route("/record/{kind}/{id}", "GET", self.record),
            self._route("/edit", "POST", self.edit, changes=True),
            self._route("/archive", "POST", self.archive, changes=True),
            self._route("/faults", "GET", self.faults),
            self._route("/faults", "POST", self.arm),
            self._route("/id/{kind}/{key}", "GET", self.id),
            self._route("/requests", "GET", lambda _asked: list(self.wire.log)),
            self._route("/requests/clear", "POST", self.forget_requests),
        ]

    def records(self, asked: Json) -> object:
        """Live records of one neutral kind whose title or subtitle contains `q`."""
        words = str(asked.get("q") or "").lower()
        rows = [self._row(one) for one in self.store.live(_kind(asked))]
        return [row for row in rows if words in f"{row['title']} {row['subtitle']}".lower()]

    def record(self, asked: Json) -> object:
        """One record with its fields, notes and related records; an archived one is shown as deleted."""
        record = self._find(asked)
        kind = record.kind
        fields = [
            self._field(record, one)
            for one in self.store.schema.by_kind[kind.plural].values()
            if one.name not in _UNSEEN
        ]
        related = [
            self._row(other)
            for plural, identity in self.store.links.all_of(record.end)
            if plural in _WORDS and (other := self.store.records[plural].get(identity)) is not None
        ]
        return {
            **self._row(record),
            "url": f"https://app.hubspot.com/contacts/{PORTAL_ID}/record/{kind.type_id}/{record.id}",
            "fields": fields,
            "notes": self._notes(record),
            "related": related,
            "deleted": record.archived_at is not None,
        }

    def edit(self, asked: Json) -> object:
        """A colleague types a value; a choice may be given by its label. Answers with the record."""
        record, by = self._find(asked), self.seeded.owners.get(str(asked.get("by")))
        if by is None:
            raise invalid_input(f"{asked.get('by')} does not work here")
        name = str(asked.get("field"))
        definition = self.store.schema.by_kind[record.kind.plural].get(name)
        value = asked.get("value")
        if definition is not None:
            value = next((raw for raw, label in definition.options if label == value), value)
        self.store.update(record, {name: "" if value is None else value}, person(by.user_id), by_person=True)
        return self.record(asked)

    def archive(self, asked: Json) -> object:
        """A colleague moves a record to the recycling bin."""
        record = self._find(asked)
        if record.archived_at is None:
            self.store.archive(record)
        return self.record(asked)

    def faults(self, _asked: Json) -> object:
        """The switches that are on."""
        refusals = self.wire.search_refusals
        return {**self.wire.faults.armed(), **({SEARCH_SWITCH: refusals} if refusals else {})}

    def arm(self, asked: Json) -> object:
        """Turn switches on or off; answers with those that are on."""
        switches = {name: value for name, value in asked.items() if name != SEARCH_SWITCH}
        try:
            self.wire.faults.arm(switches)
        except ValueError as error:
            raise invalid_input(str(error)) from error
        if asked.get("clear") or SEARCH_SWITCH in asked:
            self.wire.search_refusals = int(asked.get(SEARCH_SWITCH) or 0)
        return self.faults({})

    def id(self, asked: Json) -> object:
        """The record id of a key of the seeded world."""
        try:
            return {"id": self.id_of(asked["kind"], asked["key"])}
        except KeyError as error:
            raise ApiError(404, f"the world has no {asked['kind']} {asked['key']}") from error

    def forget_requests(self, _asked: Json) -> object:
        """Empty the log of requests."""
        self.wire.log.clear()
        return []

    def _route(
        self, path: str, method: str, act: Callable[[Json], object], *, changes: bool = False
    ) -> Route:
        async def endpoint(request: Request) -> Response:
            body = await request.body()
            try:
                given = json.loads(body) if body else {}
                with self.wire.lock:
                    answer = act({**given, **request.query_params, **request.path_params})
            except ApiError as refused:
                return JSONResponse({"error": _in_words(refused)}, refused.status)
            except (ValueError, TypeError) as error:
                return JSONResponse({"error": f"not a JSON object: {error}"}, 400)
            if changes:
                self.wire.changed()
            return JSONResponse(answer)

        return Route(f"/page/hubspot{path}", endpoint, methods=[method])

    def _find(self, asked: Json) -> Record:
        record = self.store.find(_kind(asked), str(asked.get("id")))
        if record is None:
            raise ApiError(404, f"there is no {asked.get('kind')} {asked.get('id')}")
        return record

    def _row(self, record: Record) -> Json:
        plural = record.kind.plural
        title = " ".join(filter(None, map(record.value, _TITLES[plural])))
        parts = [self._shown(record, name) for name in _SUBTITLES[plural]]
        return {
            "kind": _WORDS[plural],
            "id": record.id,
            "title": title,
            "subtitle": " · ".join(filter(None, parts)),
        }

    def _field(self, record: Record, one: Property) -> Json:
        entries = record.history.get(one.name)
        last = entries[-1] if entries else None
        return {
            "name": one.name,
            "label": one.label,
            "value": self._shown(record, one.name),
            "raw": record.value(one.name) or "",
            "changed_at": stamp(last.at) if last else None,
            "changed_by": self._who(last.author) if last else None,
        }

    def _shown(self, record: Record, name: str) -> str:
        value = record.value(name) or ""
        definition = self.store.schema.by_kind[record.kind.plural][name]
        if definition.refers_to == "OWNER":
            return self._owners.get(value, value)
        if definition.type == "datetime":
            return (
                value[:10] if value.endswith("T00:00:00Z") else value.replace("T", " ").replace("Z", " UTC")
            )
        if name == "amount" and value:
            return f"{float(value):,.0f} {record.value('deal_currency_code') or 'USD'}"
        return next((label for raw, label in definition.options if raw == value), value)

    def _notes(self, record: Record) -> list[Json]:
        ends = self.store.links.others(record.end, NOTES.plural)
        notes = [self.store.records[NOTES.plural][identity] for _plural, identity in ends]
        notes.sort(key=lambda one: (one.value("hs_timestamp") or "", int(one.id)), reverse=True)
        return [self._note(one) for one in notes]

    def _note(self, note: Record) -> Json:
        body = note.value("hs_note_body") or ""
        lines = sub(r"<br\s*/?>|</(?:p|div|li|h\d)>", "\n", body)
        text = unescape(sub(r"<[^>]+>", "", lines)).strip()
        entries = note.history.get("hs_note_body") or note.history["hs_timestamp"]
        return {
            "id": note.id,
            "title": text.split("\n", 1)[0][:120] or "Note",
            "body_html": body,
            "at": note.value("hs_timestamp"),
            "by": self._who(entries[-1].author),
        }

    def _who(self, author: Author) -> str:
        if author.user_id is not None:
            return self._people.get(author.user_id, str(author.user_id))
        return "Dealhand" if author.source_type == "INTEGRATION" else "HubSpot"


def _kind(asked: Json) -> Kind:
    found = NEUTRAL.get(str(asked.get("kind")))
    if found is None:
        raise invalid_input(f"kind must be one of {', '.join(NEUTRAL)}")
    return found


def _in_words(refused: ApiError) -> str:
    """A refusal for a person: what is wrong with each value, where the API would list them as JSON."""
    details = refused.more.get("errors")
    found = [str(each["message"]) for each in details] if isinstance(details, list) else []
    return " ".join(text if text.endswith(".") else f"{text}." for text in found) or refused.message
