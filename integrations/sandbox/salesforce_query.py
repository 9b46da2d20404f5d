"""The query resources: GET /query?q=, /queryAll?q= and the pages behind nextRecordsUrl."""

from integrations.sandbox.salesforce_call import Answer, Call
from integrations.sandbox.salesforce_errors import ApiError, malformed
from integrations.sandbox.salesforce_store import Store
from integrations.sandbox.soql import parse
from integrations.sandbox.soql_eval import Evaluation, Record

_PAGE = 2000
_SMALLEST_PAGE = 200
_CURSORS_KEPT = 10  # per user at Salesforce; the oldest is closed when one more is opened


class Queries:
    """Answers queries and keeps the cursors of those that have more than one page."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cursors: dict[str, tuple[list[Record], int]] = {}
        self._opened = 0

    def query(self, call: Call) -> Answer:
        """The first page, or the count."""
        call.allow("GET")
        text = call.query.get("q")
        if not text:
            raise malformed("the parameter q is missing")
        evaluation = Evaluation(
            self._store, call.actor, call.version, deleted=call.segments[0].lower() == "queryall"
        )
        result = evaluation.run(parse(text))
        size = _page_size(call)
        if len(result.records) <= size:
            return Answer(200, {"totalSize": result.total, "done": True, "records": result.records})
        self._opened += 1
        locator = f"01g5g{self._opened:010d}AAA"
        if len(self._cursors) >= _CURSORS_KEPT:
            self._cursors.pop(next(iter(self._cursors)))
        self._cursors[locator] = (result.records, size)
        return self._page(call, locator, 0)

    def more(self, call: Call, given: str) -> Answer:
        """A later page.

        Raises:
            ApiError: 400 INVALID_QUERY_LOCATOR.
        """
        call.allow("GET")
        locator, _, start = given.partition("-")
        if locator not in self._cursors or not start.isdigit():
            raise ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator")
        return self._page(call, locator, int(start))

    def _page(self, call: Call, locator: str, start: int) -> Answer:
        records, size = self._cursors[locator]
        body: dict[str, object] = {
            "totalSize": len(records),
            "done": start + size >= len(records),
            "records": records[start : start + size],
        }
        if not body["done"]:
            body["nextRecordsUrl"] = f"{call.base}/{call.segments[0]}/{locator}-{start + size}"
        return Answer(200, body)


def _page_size(call: Call) -> int:
    """2000, or what `Sforce-Query-Options: batchSize=n` asks for (200 to 2000)."""
    name, _, value = call.headers.get("sforce-query-options", "").partition("=")
    if name.strip().lower() != "batchsize" or not value.strip().isdigit():
        return _PAGE
    return min(_PAGE, max(_SMALLEST_PAGE, int(value)))
