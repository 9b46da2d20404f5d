"""The fault switches both local CRMs share, and the response that cuts the line after a commit.

A switch is a counter (the next n requests suffer), a level (stays until set otherwise) or a set of names.
"""

import threading
from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

COUNTERS = frozenset({"expire_session", "rate_limit", "server_error", "lock", "cut_after_commit"})
LEVELS = frozenset({"slow_seconds", "revoke_token", "dark_after_cut"})
_FOR_GOOD = 1_000_000  # requests
NAMES = frozenset({"hide_field", "forbid_write"})


class Faults:
    """What is wrong with one local CRM at the moment; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counters: dict[str, int] = {}
        self._levels: dict[str, float] = {}
        self._names: dict[str, set[str]] = {}

    def arm(self, switches: Mapping[str, object]) -> None:
        """Set the given switches and leave the others as they are; `{"clear": true}` first clears all.

        `dark_after_cut` makes every request fail once `cut_after_commit` has cut a connection: then nobody can know.

        A counter takes the number of requests (true is one), `slow_seconds` seconds, `revoke_token` a
        boolean; `hide_field` and `forbid_write` take a name or a list of names that is added, and a
        false value clears the set.

        Raises:
            ValueError: a switch nobody knows, or a value it cannot take; nothing is changed then.
        """
        parsed = {name: _parsed(name, value) for name, value in switches.items() if name != "clear"}
        with self._lock:
            if switches.get("clear"):
                self._counters, self._levels, self._names = {}, {}, {}
            for name, value in parsed.items():
                self._set(name, value)

    def _set(self, name: str, value: float | set[str]) -> None:
        if isinstance(value, set):
            self._names[name] = self._names.get(name, set()) | value if value else set()
        elif name in COUNTERS:
            self._counters[name] = int(value)
        else:
            self._levels[name] = value

    def armed(self) -> dict[str, object]:
        """The switches that are on, as JSON values."""
        with self._lock:
            shown: dict[str, object] = {name: left for name, left in self._counters.items() if left}
            if self._levels.get("slow_seconds"):
                shown["slow_seconds"] = self._levels["slow_seconds"]
            if self._levels.get("revoke_token"):
                shown["revoke_token"] = True
            shown.update({name: sorted(names) for name, names in self._names.items() if names})
            return shown

    def take(self, name: str) -> bool:
        """Whether this request suffers the counted fault `name`; uses up one of its count."""
        with self._lock:
            left = self._counters.get(name, 0)
            if left:
                self._counters[name] = left - 1
            if left and name == "cut_after_commit" and self._levels.get("dark_after_cut"):
                self._counters["server_error"] = _FOR_GOOD
            return left > 0

    def on(self, name: str) -> bool:
        """Whether the switch is on, of whichever sort it is; uses nothing up."""
        return name in self.armed()

    def names(self, name: str) -> frozenset[str]:
        """The names a set switch holds: `hide_field` or `forbid_write`."""
        with self._lock:
            return frozenset(self._names.get(name, ()))

    def slow_seconds(self) -> float:
        """How long every answer is to be delayed (machine time)."""
        with self._lock:
            return self._levels.get("slow_seconds", 0.0)


def _parsed(name: str, value: object) -> float | set[str]:
    if name in NAMES:
        if isinstance(value, str) and value:
            return {value}
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return set(value)
        if not value:
            return set()
    elif name in COUNTERS | LEVELS and isinstance(value, bool | int | float) and value >= 0:
        return float(value)
    elif name not in COUNTERS | LEVELS:
        raise ValueError(f"no fault switch is called {name!r}")
    raise ValueError(f"{name} cannot be {value!r}")


class CutConnection(Response):
    """A response that closes the TCP connection without one byte of answer.

    The client sees what it sees when a server or a load balancer dies after the commit: the connection
    closed with no response. Return it from an endpoint like any other; its `status_code` is 0, for logs.

    Raises:
        RuntimeError: the server is not uvicorn, whose `receive` belongs to the object holding the transport.
    """

    def __init__(self) -> None:
        super().__init__(status_code=0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's shape; nothing is sent
        """Close the transport, then wait until the server knows, or it would report a missing response."""
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if transport is None:
            raise RuntimeError("the connection can only be cut under uvicorn")
        transport.close()
        while (await receive())["type"] != "http.disconnect":
            pass
