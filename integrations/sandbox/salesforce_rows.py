"""The sObject resources: create, read, change and delete rows, by id or by a key field."""

import base64
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from integrations.sandbox.salesforce_call import Answer, Call
from integrations.sandbox.salesforce_errors import ApiError, not_found, rejected
from integrations.sandbox.salesforce_schema import Field, SObject
from integrations.sandbox.salesforce_store import Store
from integrations.sandbox.salesforce_values import Row, wire
from integrations.sandbox.salesforce_writes import create, delete, update

_WITH_ETAG = "Account"  # the only object whose rows carry one


class Rows:
    """Answers calls under /sobjects/; `before_write` may raise what a locked row answers."""

    def __init__(self, store: Store, before_write: Callable[[], None]) -> None:
        self._store = store
        self._before_write = before_write

    def collection(self, call: Call, sobject: SObject) -> Answer:
        """POST creates a row (201)."""
        call.allow("POST")
        return Answer(201, {"id": self._create(call, sobject), "success": True, "errors": []})

    def row(self, call: Call, sobject: SObject, given: str) -> Answer:
        """GET, PATCH (204) or DELETE (204) one row by its id, under the conditions in the headers."""
        call.allow("GET", "HEAD", "PATCH", "DELETE")
        row = self._store.get(sobject, given)
        if call.method == "DELETE":
            self._before_write()
            delete(self._store, call.actor, sobject, row)
            return Answer(204)
        unmet = _unmet_condition(call, sobject, row)
        if unmet:
            return Answer(unmet)
        if call.method == "PATCH":
            self._before_write()
            update(self._store, call.actor, sobject, row, call.mapping())
            return Answer(204)
        shown = self.shown(call, sobject, row, call.query.get("fields", ""))
        etag = {"ETag": _etag(row)} if sobject.name == _WITH_ETAG else {}
        return Answer(200, shown, etag | {"Last-Modified": _http_date(row)})

    def binary(self, call: Call, sobject: SObject, given: str, name: str) -> Answer:
        """GET the bytes of a binary field, such as a note's Content."""
        call.allow("GET")
        field = sobject.field(name, call.actor.hidden)
        if field is None or field.type != "base64":
            raise not_found()
        return Answer(200, base64.b64decode(str(self._store.get(sobject, given)[field.name] or "")))

    def by_key(self, call: Call, sobject: SObject, name: str, value: str) -> Answer:
        """GET, DELETE or upsert (PATCH: 201 created, 200 updated) by an external id; 300 with many matches."""
        call.allow("GET", "HEAD", "PATCH", "DELETE")
        field = sobject.field(name, call.actor.hidden)
        if field is None or not field.id_lookup:
            raise not_found(f"Provided external ID field does not exist or is not accessible: {name}")
        matches = [
            row
            for row in self._store.rows(sobject.name)
            if str(row[field.name] or "").lower() == value.lower() and value
        ]
        if len(matches) > 1:
            urls = [f"{call.base}/sobjects/{sobject.name}/{row['Id']}" for row in matches]
            return Answer(300, urls)
        if call.method != "PATCH":
            if not matches:
                raise not_found()
            return self.row(call, sobject, str(matches[0]["Id"]))
        return self._upsert(call, sobject, field, value, matches)

    def _upsert(self, call: Call, sobject: SObject, field: Field, value: str, matches: list[Row]) -> Answer:
        values = call.mapping()
        if field.name in values:
            raise rejected(
                "INVALID_FIELD", f"The {field.name} field should not be specified in the sobject data."
            )
        if not matches:
            made = self._create(call, sobject, {field.name: value})
            return Answer(201, {"id": made, "success": True, "errors": [], "created": True})
        unmet = _unmet_condition(call, sobject, matches[0])
        if unmet:
            return Answer(unmet)
        self._before_write()
        update(self._store, call.actor, sobject, matches[0], values)
        return Answer(200, {"id": matches[0]["Id"], "success": True, "errors": [], "created": False})

    def _create(self, call: Call, sobject: SObject, key: dict[str, object] | None = None) -> str:
        self._before_write()
        return create(self._store, call.actor, sobject, call.mapping() | (key or {}))

    def shown(self, call: Call, sobject: SObject, row: Row, wanted: str) -> dict[str, object]:
        """A row as JSON with the comma-separated `wanted` fields, or all the user may see.

        Raises:
            ApiError: 400 INVALID_FIELD.
        """
        fields = sobject.visible(call.actor.hidden)
        if wanted:
            fields = [_visible(call, sobject, name.strip()) for name in wanted.split(",")]
        where = f"{call.base}/sobjects/{sobject.name}/{row['Id']}"
        record: dict[str, object] = {"attributes": {"type": sobject.name, "url": where}}
        for field in fields:
            binary = field.type == "base64"
            record[field.name] = f"{where}/{field.name}" if binary else wire(row.get(field.name))
        return record | ({} if wanted else {"Id": row["Id"]})


def _visible(call: Call, sobject: SObject, name: str) -> Field:
    field = sobject.field(name, call.actor.hidden)
    if field is None:
        raise ApiError(400, "INVALID_FIELD", f"No such column '{name}' on sobject of type {sobject.name}")
    return field


def _etag(row: Row) -> str:
    digest = hashlib.sha1(repr(sorted(row.items())).encode(), usedforsecurity=False).digest()
    return f'"{base64.b64encode(digest).decode()}"'


def _http_date(row: Row) -> str:
    modified = row.get("LastModifiedDate")
    return modified.strftime("%a, %d %b %Y %H:%M:%S GMT") if isinstance(modified, datetime) else ""


def _unmet_condition(call: Call, sobject: SObject, row: Row) -> int:
    """412 or 304 where a conditional header is not met, 0 where all are (REST guide, Conditional Requests).

    Dates are compared at the grain of a second; entity tags count on Account rows only.
    """
    modified, reading = row.get("LastModifiedDate"), call.method in ("GET", "HEAD")
    if sobject.name == _WITH_ETAG:
        if "if-match" in call.headers and _etag(row) not in _tags(call.headers["if-match"]):
            return 412
        if "if-none-match" in call.headers and _etag(row) in _tags(call.headers["if-none-match"]):
            return 304 if reading else 412
    if isinstance(modified, datetime):
        limit = _date_header(call, "if-unmodified-since")
        if limit and modified.replace(microsecond=0) > limit:
            return 412
        since = _date_header(call, "if-modified-since") if reading else None
        if since and modified.replace(microsecond=0) <= since:
            return 304
    return 0


def _tags(header: str) -> list[str]:
    return [tag.strip() for tag in header.split(",")]


def _date_header(call: Call, name: str) -> datetime | None:
    if name not in call.headers:
        return None
    try:
        return parsedate_to_datetime(call.headers[name]).astimezone(UTC)
    except ValueError as error:
        raise ApiError(400, "INVALID_HEADER", f"invalid value for header {name}") from error
