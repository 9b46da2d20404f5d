"""Which resource of the REST API answers which path behind /services/data/vXX.0/."""

from collections.abc import Callable

from integrations.sandbox.salesforce_call import Answer, Call
from integrations.sandbox.salesforce_collections import Collections
from integrations.sandbox.salesforce_composite import Composite
from integrations.sandbox.salesforce_describe import describe, describe_basic, describe_global
from integrations.sandbox.salesforce_errors import ApiError, not_found
from integrations.sandbox.salesforce_query import Queries
from integrations.sandbox.salesforce_rows import Rows
from integrations.sandbox.salesforce_store import Store

DAILY_CALLS = 100_000
_OLDEST_VERSION = 50


class RestApi:
    """The whole API of one org; `used` tells how many calls were made in the last 24 hours."""

    def __init__(self, store: Store, before_write: Callable[[], None], used: Callable[[], int]) -> None:
        self._store = store
        self._used = used
        self._rows = Rows(store, before_write)
        self._queries = Queries(store)
        self._composite = Composite(store, self.answer)
        self._collections = Collections(store, self._rows, self.answer)

    def answer(self, call: Call) -> Answer:
        """Carry the call out; refusals come back as answers, never as exceptions."""
        try:
            if not supported(call.version):
                raise not_found()
            return self._dispatch(call)
        except ApiError as error:
            return Answer(error.status, error.body())

    def _dispatch(self, call: Call) -> Answer:
        match call.segments:
            case ():
                names = ("sobjects", "query", "queryAll", "limits", "composite")
                return Answer(200, {name: f"{call.base}/{name}" for name in names})
            case ("sobjects", *rest):
                return self._sobjects(call, rest)
            case ("query" | "queryAll",):
                return self._queries.query(call)
            case ("query" | "queryAll", locator):
                return self._queries.more(call, locator)
            case ("limits",):
                left = DAILY_CALLS - self._used()
                return Answer(200, {"DailyApiRequests": {"Max": DAILY_CALLS, "Remaining": left}})
            case ("composite",):
                return self._composite.composite(call)
            case ("composite", "sobjects"):
                return self._collections.write(call)
            case ("composite", "sobjects", name):
                return self._collections.read(call, name)
            case ("composite", "sobjects", name, key):
                return self._collections.upsert(call, name, key)
        raise not_found()

    def _sobjects(self, call: Call, rest: list[str]) -> Answer:
        if not rest:
            return describe_global(call, self._store)
        sobject = self._store.schema.sobject(rest[0])
        match rest[1:]:
            case []:
                if call.method == "GET":
                    return describe_basic(call, sobject)
                return self._rows.collection(call, sobject)
            case ["describe"]:
                return describe(call, sobject)
            case [record_id]:
                return self._rows.row(call, sobject, record_id)
            case [name, value]:
                found = sobject.field(value, call.actor.hidden)
                if found is not None and found.type == "base64":
                    return self._rows.binary(call, sobject, name, value)
                return self._rows.by_key(call, sobject, name, value)
        raise not_found()


def supported(version: str) -> bool:
    """Whether `vXX.0` is a version this org answers."""
    number = version.removeprefix("v").removesuffix(".0")
    return version == f"v{number}.0" and number.isdigit() and int(number) >= _OLDEST_VERSION
