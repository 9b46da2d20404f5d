"""The HTTP server: Slack's signed requests, health for whoever watches over the process, and pages of others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_MOST_BYTES = 2_000_000  # of one request; Slack's largest payloads are views of 250 KB


@dataclass(frozen=True)
class Health:
    """Whether work can be done now, and the state of each part in words or numbers."""

    ready: bool
    parts: Mapping[str, str | int | bool]


async def body_of(request: Request, most: int) -> bytes | None:
    """The whole body, read piece by piece; None when it is longer than `most` bytes, or who sent it hung up."""
    if int(request.headers.get("content-length") or 0) > most:
        return None
    pieces = bytearray()
    try:
        async for piece in request.stream():
            pieces += piece
            if len(pieces) > most:
                return None
    except ClientDisconnect:  # nobody is left to answer; without this each one is a traceback in the log
        return None
    return bytes(pieces)


def web(bolt: App | None, health: Callable[[], Health], routes: Sequence[Route] = ()) -> Starlette:
    """The app to serve.

    Args:
        bolt: takes POST /slack/events with signature check; None in Socket Mode, where nothing is taken by HTTP.
        health: read at each GET /healthz, in a thread; 200 when ready, else 503.
        routes: further pages, such as those for leaving by one click.
    """

    async def events(request: Request) -> Response:
        """Bolt's own Starlette adapter would run the listener on the event loop; here it runs in a thread."""
        body = await body_of(request, _MOST_BYTES)
        if body is None:
            return JSONResponse({"error": "too large"}, 413)
        try:
            asked = to_bolt_request(request, body)
        except ValueError:
            return JSONResponse({"error": "not readable"}, 400)
        if bolt is None:  # the route is not there without an app
            return JSONResponse({"error": "not served"}, 404)
        return to_starlette_response(await run_in_threadpool(bolt.dispatch, asked))

    async def healthz(_request: Request) -> Response:
        found = await run_in_threadpool(health)
        body = {"alive": True, "ready": found.ready, **found.parts}
        return JSONResponse(body, 200 if found.ready else 503)

    served = [Route("/healthz", healthz, methods=["GET"]), *routes]
    if bolt is not None:
        served.append(Route("/slack/events", events, methods=["POST"]))
    return Starlette(routes=served)
