"""The stream of pings that tells every open page what changed: server-sent events, one topic each."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

_KEEP_ALIVE_SECONDS = 15.0  # a comment line, so that a vanished browser is noticed


class Live:
    """Call it with a topic ("slack", "crm", "clock") from any thread; every open page hears it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: set[_Listener] = set()

    def __call__(self, topic: str) -> None:
        with self._lock:
            listeners = [*self._listeners]
        for listener in listeners:
            listener.put(topic)

    def close(self) -> None:
        """End all streams: a server that shuts down waits for its open responses."""
        self("")

    async def endpoint(self, request: Request) -> Response:
        """GET /page/live."""
        del request  # every page hears the same
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._events(), media_type="text/event-stream", headers=headers)

    async def _events(self) -> AsyncIterator[str]:
        listener = _Listener()
        with self._lock:
            self._listeners.add(listener)
        try:
            yield "retry: 1000\n\n"
            while topic := await listener.next():
                yield ": still here\n\n" if topic == "-" else f"data: {json.dumps({'topic': topic})}\n\n"
        finally:
            with self._lock:
                self._listeners.discard(listener)


class _Listener:
    """One open page; lives on the event loop, is fed from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._topics: asyncio.Queue[str] = asyncio.Queue()

    def put(self, topic: str) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._topics.put_nowait, topic)

    async def next(self) -> str:
        """The next topic, "-" after a silence, "" at the end."""
        try:
            return await asyncio.wait_for(self._topics.get(), _KEEP_ALIVE_SECONDS)
        except TimeoutError:
            return "-"
