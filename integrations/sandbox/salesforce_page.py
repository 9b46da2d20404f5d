"""What the browser page asks the local Salesforce: records as a person sees them, edits by a colleague, faults."""

import threading
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from integrations.sandbox.faults import Faults
from integrations.sandbox.salesforce_auth import INSTANCE_URL
from integrations.sandbox.salesforce_errors import ApiError, not_found
from integrations.sandbox.salesforce_notes import body_html
from integrations.sandbox.salesforce_schema import Field, SObject
from integrations.sandbox.salesforce_store import Actor, Store
from integrations.sandbox.salesforce_values import Row, Value, wire
from integrations.sandbox.salesforce_writes import delete, update

KINDS = {
    "account": "Account",
    "contact": "Contact",
    "lead": "Lead",
    "deal": "Opportunity",
    "task": "Task",
    "meeting": "Event",
}
_KIND_OF = {name: kind for kind, name in KINDS.items()}
_NOT_SHOWN = frozenset({"Id", "IsDeleted", "SystemModstamp", "MasterRecordId", "ActivityDateTime"})
_SUBTITLES = {
    "Account": "Industry",
    "Contact": "Title",
    "Lead": "Company",
    "Opportunity": "StageName",
    "Task": "Status",
    "Event": "StartDateTime",
}
_MOST_LISTED = 200


class Org(Protocol):
    """What the page needs of the server."""

    store: Store
    faults: Faults
    requests: deque[dict[str, object]]

    def id_of(self, kind: str, key: str) -> str: ...


Reply = Callable[[Request], Awaitable[object]]


class Page:
    """The end points under /page/salesforce/."""

    def __init__(self, org: Org, lock: threading.RLock, live: Callable[[str], None]) -> None:
        self._org = org
        self._lock = lock
        self._live = live

    def routes(self) -> list[BaseRoute]:
        """All end points, with their prefix."""
        table: list[tuple[str, Reply, str]] = [
            ("records", self._records, "GET"),
            ("record/{kind}/{id}", self._record, "GET"),
            ("id/{kind}/{key}", self._id, "GET"),
            ("edit", self._edit, "POST"),
            ("archive", self._archive, "POST"),
            ("faults", self._faults, "GET"),
            ("faults", self._arm, "POST"),
            ("requests", self._requests, "GET"),
            ("requests/clear", self._clear, "POST"),
        ]
        return [
            Route(f"/page/salesforce/{path}", self._guarded(reply), methods=[method])
            for path, reply, method in table
        ]

    def _guarded(self, reply: Reply) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                return JSONResponse(await reply(request))
            except ApiError as error:
                return JSONResponse({"error": error.message}, error.status)
            except KeyError as error:
                return JSONResponse({"error": f"there is no {error.args[0]!r}"}, 404)
            except ValueError as error:
                return JSONResponse({"error": str(error)}, 400)

        return endpoint

    async def _records(self, request: Request) -> object:
        sobject = self._sobject(request.query_params.get("kind", "deal"))
        wanted = request.query_params.get("q", "").lower()
        with self._lock:
            found = [row for row in self._org.store.rows(sobject.name) if wanted in _title(row).lower()]
            return [self._short(sobject, row) for row in found[:_MOST_LISTED]]

    async def _record(self, request: Request) -> object:
        with self._lock:
            return self._shown(*self._found(request.path_params["kind"], request.path_params["id"]))

    async def _id(self, request: Request) -> object:
        return {"id": self._org.id_of(request.path_params["kind"], request.path_params["key"])}

    async def _edit(self, request: Request) -> object:
        body = await request.json()
        with self._lock:
            sobject, row = self._found(body["kind"], body["id"])
            by = Actor(self._org.id_of("user", body["by"]))
            update(self._org.store, by, sobject, row, {body["field"]: body["value"]})
            shown = self._shown(*self._found(body["kind"], body["id"]))
        self._live("crm")
        return shown

    async def _archive(self, request: Request) -> object:
        body = await request.json()
        with self._lock:
            sobject, row = self._found(body["kind"], body["id"])
            by = self._org.id_of("user", body["by"]) if body.get("by") else str(row["OwnerId"])
            delete(self._org.store, Actor(by), sobject, row)
            shown = self._shown(*self._found(body["kind"], body["id"]))
        self._live("crm")
        return shown

    async def _faults(self, request: Request) -> object:  # noqa: ARG002 - Starlette's shape
        return self._org.faults.armed()

    async def _arm(self, request: Request) -> object:
        self._org.faults.arm(await request.json())
        return self._org.faults.armed()

    async def _requests(self, request: Request) -> object:  # noqa: ARG002 - Starlette's shape
        return list(self._org.requests)

    async def _clear(self, request: Request) -> object:  # noqa: ARG002 - Starlette's shape
        self._org.requests.clear()
        return []

    def _sobject(self, kind: str) -> SObject:
        return self._org.store.schema.objects[KINDS[kind]]

    def _found(self, kind: str, record_id: str) -> tuple[SObject, Row]:
        sobject = self._sobject(kind)
        row = self._org.store.peek(sobject.name, record_id)
        if row is None:
            raise not_found()
        return sobject, row

    def _short(self, sobject: SObject, row: Row, subtitle: str | None = None) -> dict[str, object]:
        field = sobject.fields[_SUBTITLES[sobject.name]]
        return {
            "kind": _KIND_OF[sobject.name],
            "id": row["Id"],
            "title": _title(row),
            "subtitle": self._display(field, row[field.name]) if subtitle is None else subtitle,
        }

    def _shown(self, sobject: SObject, row: Row) -> dict[str, object]:
        shown = [field for field in sobject.fields.values() if field.name not in _NOT_SHOWN]
        return {
            "kind": _KIND_OF[sobject.name],
            "id": row["Id"],
            "title": _title(row),
            "url": f"{INSTANCE_URL}/lightning/r/{sobject.name}/{row['Id']}/view",
            "fields": [self._field(row, field) for field in shown],
            "notes": self._notes(str(row["Id"])),
            "related": self._related(sobject, row),
            "deleted": row["IsDeleted"],
        }

    def _field(self, row: Row, field: Field) -> dict[str, object]:
        at, by = self._org.store.touched(str(row["Id"]), field.name) or (None, None)
        return {
            "name": field.name,
            "label": field.label,
            "value": self._display(field, row.get(field.name)),
            "raw": wire(row.get(field.name)),
            "changed_at": _iso(at),
            "changed_by": self._name_of(by),
        }

    def _name_of(self, record_id: Value) -> str:
        found = self._org.store.owner_object(str(record_id)) if record_id else None
        row = self._org.store.peek(found.name, str(record_id)) if found else None
        return _title(row) if row else ""

    def _display(self, field: Field, value: Value) -> str:
        if value is None:
            return ""
        if field.references:
            return self._name_of(value) or str(value)
        return _text(value, field.type)

    def _notes(self, record_id: str) -> list[dict[str, object]]:
        store = self._org.store
        linked = [
            store.peek("ContentNote", str(link["ContentDocumentId"]))
            for link in store.rows("ContentDocumentLink")
            if link["LinkedEntityId"] == record_id
        ]
        return [
            {
                "id": note["Id"],
                "title": note["Title"],
                "body_html": body_html(note["Content"]),
                "at": _iso(note["CreatedDate"]),
                "by": self._name_of(note["CreatedById"]),
            }
            for note in linked
            if note and not note["IsDeleted"]
        ]

    def _related(self, sobject: SObject, row: Row) -> list[dict[str, object]]:
        """Parents through its references, then children through its relationships."""
        store = self._org.store
        related: list[dict[str, object]] = []
        for name in ("AccountId", "WhatId", "WhoId"):
            parent = store.owner_object(str(row[name])) if row.get(name) else None
            found = store.peek(parent.name, str(row[name])) if parent else None
            if parent and found:
                related.append(self._short(parent, found))
        for child, key in sobject.children.values():
            for each in store.rows(child):
                if each[key] == row["Id"]:
                    related += self._child(child, each, sobject)
        return related

    def _child(self, child: str, row: Row, parent: SObject) -> list[dict[str, object]]:
        if child in _KIND_OF:
            return [self._short(self._org.store.schema.objects[child], row)]
        if child != "OpportunityContactRole":
            return []
        kind, key = ("deal", "OpportunityId") if parent.name == "Contact" else ("contact", "ContactId")
        role = ", ".join(
            part for part in ("Primary" if row["IsPrimary"] else "", str(row["Role"] or "")) if part
        )
        return [self._short(*self._found(kind, str(row[key])), role)]


def _text(value: Value, kind: str) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return f"{value:%d %b %Y %H:%M} UTC"
        case date():
            return f"{value:%d %b %Y}"
        case int() | float():
            return f"{value:,.0f}%" if kind == "percent" else f"{value:,.2f}".removesuffix(".00")
    return str(value)


def _iso(at: Value) -> str | None:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if isinstance(at, datetime) else None


def _title(row: Row) -> str:
    return str(row.get("Name") or row.get("Subject") or row.get("Title") or row["Id"])
