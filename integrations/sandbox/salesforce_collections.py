"""The sObject collections: up to 200 rows in one call, each with a result of its own."""

from collections.abc import Callable
from dataclasses import replace

from integrations.sandbox.salesforce_call import Answer, Call
from integrations.sandbox.salesforce_errors import ApiError
from integrations.sandbox.salesforce_rows import Rows
from integrations.sandbox.salesforce_store import Store

_MOST_ROWS = 200
_FAILED = 300
_ROLLED_BACK: dict[str, object] = {
    "success": False,
    "errors": [
        ApiError(
            400, "ALL_OR_NONE_OPERATION_ROLLED_BACK", "Record rolled back because not all records were valid"
        ).result()
    ],
}


class Collections:
    """Answers calls under /composite/sobjects."""

    def __init__(self, store: Store, rows: Rows, answer: Callable[[Call], Answer]) -> None:
        self._store = store
        self._rows = rows
        self._answer = answer

    def write(self, call: Call) -> Answer:
        """POST creates, PATCH changes {allOrNone, records}; DELETE takes ?ids=&allOrNone=."""
        call.allow("POST", "PATCH", "DELETE")
        if call.method == "DELETE":
            ids = call.query.get("ids", "").split(",")
            strict = call.query.get("allOrNone", "false").lower() == "true"
            return self._each([self._row_call(call, one, {}) for one in ids], strict=strict)
        return self._each(
            [self._record_call(call, record) for record in _records(call)],
            strict=call.mapping().get("allOrNone") is True,
        )

    def read(self, call: Call, sobject_name: str) -> Answer:
        """GET ?ids=&fields=, or POST {ids, fields}: the rows in the order asked, null for those not there."""
        call.allow("GET", "POST")
        sobject = self._store.schema.sobject(sobject_name)
        if call.method == "POST":
            body = call.mapping()
            ids, fields = body.get("ids"), body.get("fields")
            if not isinstance(ids, list) or not isinstance(fields, list):
                raise ApiError(400, "JSON_PARSER_ERROR", "ids and fields are required")
            wanted = ",".join(str(each) for each in fields)
        else:
            ids, wanted = call.query.get("ids", "").split(","), call.query.get("fields", "")
        _check_size(len(ids))
        records: list[object] = []
        for one in ids:
            try:
                row = self._store.get(sobject, str(one))
            except ApiError:
                records.append(None)
            else:
                records.append(self._rows.shown(call, sobject, row, wanted))
        return Answer(200, records)

    def upsert(self, call: Call, sobject_name: str, key: str) -> Answer:
        """PATCH /composite/sobjects/{object}/{key field}: creates or changes each record by its key."""
        call.allow("PATCH")
        calls = []
        for record in _records(call):
            values = {name: value for name, value in record.items() if name not in ("attributes", key)}
            segments = ("sobjects", sobject_name, key, str(record.get(key) or ""))
            calls.append(replace(call, segments=segments, payload=values, query={}))
        return self._each(calls, strict=call.mapping().get("allOrNone") is True)

    def _record_call(self, call: Call, record: dict[str, object]) -> Call:
        attributes = record.get("attributes")
        kind = attributes.get("type") if isinstance(attributes, dict) else None
        if not isinstance(kind, str):
            raise ApiError(400, "INVALID_INPUT", "each record needs attributes with its type")
        values = {name: value for name, value in record.items() if name.lower() not in ("attributes", "id")}
        if call.method == "POST":
            return replace(call, segments=("sobjects", kind), payload=values, query={})
        given = next((str(value) for name, value in record.items() if name.lower() == "id"), "")
        return replace(call, segments=("sobjects", kind, given), payload=values, query={})

    def _row_call(self, call: Call, given: str, values: dict[str, object]) -> Call:
        prefixes = {each.prefix: each.name for each in self._store.schema.objects.values()}
        kind = prefixes.get(given[:3], "Account")
        return replace(call, segments=("sobjects", kind, given), payload=values, query={})

    def _each(self, calls: list[Call], *, strict: bool) -> Answer:
        _check_size(len(calls))
        with self._store.transaction() as take_back:
            results = [_result(each, self._answer(each)) for each in calls]
            if strict and not all(each["success"] for each in results):
                take_back()
                results = [_ROLLED_BACK if each["success"] else each for each in results]
        return Answer(200, results)


def _records(call: Call) -> list[dict[str, object]]:
    records = call.mapping().get("records")
    if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
        raise ApiError(400, "JSON_PARSER_ERROR", "records is required")
    return records


def _check_size(count: int) -> None:
    if count > _MOST_ROWS:
        raise ApiError(
            400, "EXCEEDED_ID_LIMIT", f"record limit reached. cannot submit more than {_MOST_ROWS} records"
        )


def _result(call: Call, answer: Answer) -> dict[str, object]:
    if answer.status >= _FAILED:
        found = answer.body[0] if isinstance(answer.body, list) and isinstance(answer.body[0], dict) else {}
        code, message = found.get("errorCode", "UNKNOWN_EXCEPTION"), found.get("message", "")
        error = {"statusCode": code, "message": message, "fields": found.get("fields", [])}
        return {"success": False, "errors": [error]}
    if isinstance(answer.body, dict):
        return answer.body
    return {"id": call.segments[2], "success": True, "errors": []}
