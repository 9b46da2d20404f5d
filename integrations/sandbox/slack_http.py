"""Signed HTTP: the same payloads as POSTs to the app's request URL.

Source: docs.slack.dev, "Verifying requests from Slack" (v0 signatures) and "Using the HTTP Request URL".
"""

import hashlib
import hmac
import http.client
import json
import secrets
import time
import urllib.parse

import anyio.to_thread

from integrations.sandbox.slack_delivery import Ack, Delivery
from integrations.sandbox.slack_payloads import VERIFICATION_TOKEN
from integrations.sandbox.slack_words import Json

AT_ONCE = 64


class SignedHttp:
    """Posts to one URL; a Transport. The URL is verified with a challenge before its first delivery."""

    name = "http"

    def __init__(self, url: str, signing_secret: str) -> None:
        self._url = urllib.parse.urlsplit(url)
        self._secret = signing_secret.encode()
        self._verified = False
        self._limiter: anyio.CapacityLimiter | None = None

    async def connected(self) -> bool:
        """Whether the URL answered the challenge; asks it when it has not yet."""
        if not self._verified:
            challenge = secrets.token_hex(16)
            body = {"type": "url_verification", "token": VERIFICATION_TOKEN, "challenge": challenge}
            ack = await self._post(json.dumps(body).encode(), "application/json", {}, 1.0)
            said = ack.body.get("challenge") if isinstance(ack.body, dict) else ack.body
            self._verified = ack.acked and said == challenge
        return self._verified

    async def send(self, delivery: Delivery, deadline: float) -> Ack:
        """One POST; anything but a 2xx within the deadline is no ack."""
        if not await self.connected():
            return Ack(0.0, "not_connected")
        headers: dict[str, str] = {}
        if delivery.attempt:
            headers = {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": delivery.reason}
        body, kind = _encoded(delivery)
        return await self._post(body, kind, headers, deadline)

    async def _post(self, body: bytes, kind: str, headers: dict[str, str], deadline: float) -> Ack:
        stamp = str(int(time.time()))
        signature = hmac.new(self._secret, f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        headers = headers | {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signature}",
        }
        if self._limiter is None:  # belongs to the event loop, so it is made on first use inside one
            self._limiter = anyio.CapacityLimiter(AT_ONCE)
        return await anyio.to_thread.run_sync(self._exchange, body, headers, deadline, limiter=self._limiter)

    def _exchange(self, body: bytes, headers: dict[str, str], deadline: float) -> Ack:
        started = time.monotonic()
        connect = http.client.HTTPSConnection if self._url.scheme == "https" else http.client.HTTPConnection
        connection = connect(self._url.hostname or "", self._url.port, timeout=deadline)
        path = urllib.parse.urlunsplit(("", "", self._url.path or "/", self._url.query, ""))
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            content = response.read()
        except TimeoutError:
            return Ack(_since(started), "not_acked")
        except (OSError, http.client.HTTPException):
            return Ack(_since(started), "not_connected")
        finally:
            connection.close()
        took = _since(started)
        no_retry = response.headers.get("X-Slack-No-Retry") == "1"
        if took > deadline * 1000:
            return Ack(took, "not_acked", no_retry=no_retry)
        error = None if response.status // 100 == 2 else f"http_{response.status}"  # noqa: PLR2004 -- 2xx
        return Ack(took, error, _decoded(response, content), no_retry)


def _encoded(delivery: Delivery) -> tuple[bytes, str]:
    """Body and content type: JSON for events, a form for the rest."""
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload).encode(), "application/json"
    form = delivery.payload
    if delivery.kind == "interactive":
        form = {"payload": json.dumps(delivery.payload)}
    return urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded"


def _decoded(response: http.client.HTTPResponse, content: bytes) -> Json | str | None:
    text = content.decode(errors="replace")
    if "json" in response.headers.get("Content-Type", "") and text.strip():
        try:
            parsed = json.loads(text)
        except ValueError:
            return text
        return parsed if isinstance(parsed, dict) else text
    return text or None


def _since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 1)
