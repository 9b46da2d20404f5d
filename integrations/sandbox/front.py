"""The way from the internet to the app: the host PUBLIC_URL names, TLS already taken off, as any reverse proxy does.

`https://app.dealhand.example/…` reaches the app's own HTTP server; on this machine the same pages are at the sandbox's
own address, so that a browser can open them.
"""

import http.client
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

PATHS = (
    "/unsubscribe/{token}",
    "/connect",
    "/connect/{token}",
)  # what people outside open; everything else stays inside
PUBLIC_HOST = "app.dealhand.example"
PUBLIC_URL = f"https://{PUBLIC_HOST}"
_SECONDS = 10.0
_OK, _REDIRECT, _TOO_HIGH = 200, 300, 400
_PASSED_IN = ("content-type", "cookie", "origin", "referer", "user-agent", "accept", "accept-language")
_PASSED_OUT = (
    "content-type",
    "cache-control",
    "content-security-policy",
    "referrer-policy",
    "set-cookie",
    "x-content-type-options",
    "x-frame-options",
)
Answer = tuple[int, list[tuple[str, str]], bytes]


class Front:
    """The proxy. `port` is the app's on 127.0.0.1; None until it is known."""

    def __init__(self) -> None:
        self.port: int | None = None

    def one_click(self, url: str) -> str:
        """What a mail program does at one press (RFC 8058 3.2): one POST, no cookies, no redirect; says how it went.

        Raises:
            ValueError: The link leads elsewhere, or nobody answers.
        """
        parts = urlsplit(url)
        if parts.hostname != PUBLIC_HOST:
            raise ValueError(f"the link leads to {parts.hostname}, which this sandbox cannot reach")
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status, _, _ = self._asked("POST", path, headers, b"List-Unsubscribe=One-Click")
        if not _OK <= status < _REDIRECT:
            raise ValueError(f"the app answered {status} to the press")
        return f"the app answered {status} to one POST"

    async def endpoint(self, request: Request) -> Response:
        """Pass a request of a browser on to the app, and its answer back."""
        body = await request.body()
        ours = str(request.base_url).rstrip("/")
        headers = {
            name: request.headers[name].replace(ours, PUBLIC_URL)
            for name in _PASSED_IN
            if name in request.headers
        }
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        try:
            status, found, content = await run_in_threadpool(self._asked, request.method, path, headers, body)
        except ValueError as refused:
            return Response(str(refused), 502, media_type="text/plain")
        answer = Response(content, status)
        for name, value in found:
            if name.lower() in _PASSED_OUT:
                answer.headers.append(name, value)
            elif name.lower() == "location":
                answer.headers.append(name, value.replace(PUBLIC_URL, ours))
        return answer

    def _asked(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        if self.port is None:
            raise ValueError("the app is not there yet")
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_SECONDS)
        try:
            passed = {**headers, "Host": PUBLIC_HOST, "X-Forwarded-Proto": "https"}
            line.request(method, path, body, passed)
            answer = line.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise ValueError(f"the app does not answer: {error}") from error
        finally:
            line.close()
