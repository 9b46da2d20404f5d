"""How the local Slack hands things to the app: one payload, one deadline, a warning when it is missed.

Clicks, commands and submissions are handed over once; events are tried again when nobody acknowledges them
(docs.slack.dev, Events API, "Error handling": at once, after one minute, after five).
"""

import asyncio
from dataclasses import dataclass, replace
from typing import Protocol

from integrations.sandbox.slack_state import Workspace
from integrations.sandbox.slack_words import Json

RETRY_DELAYS = (0.0, 60.0, 300.0)


@dataclass(frozen=True)
class Delivery:
    """One payload on its way to the app.

    `kind` is Socket Mode's word: interactive, slash_commands or events_api. `what` is for the warnings.
    """

    kind: str
    payload: Json
    what: str
    answerable: bool = False
    attempt: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Ack:
    """What the app answered; `error` is None exactly when it acknowledged in time."""

    milliseconds: float
    error: str | None = None
    body: Json | str | None = None
    no_retry: bool = False

    @property
    def acked(self) -> bool:
        return self.error is None


class Transport(Protocol):
    """A way to the app: sockets or signed HTTP."""

    name: str

    async def connected(self) -> bool: ...

    async def send(self, delivery: Delivery, deadline: float) -> Ack: ...


class Courier:
    """Delivers by the app's transport and writes down what was not acknowledged in time."""

    def __init__(
        self,
        workspace: Workspace,
        transport: Transport,
        deadline: float,
        retry_delays: tuple[float, ...] = RETRY_DELAYS,
    ) -> None:
        self.transport = transport
        self._workspace = workspace
        self._deadline = deadline
        self._retry_delays = retry_delays
        self._last: Delivery | None = None
        self._running: set[asyncio.Task[None]] = set()

    async def hand_over(self, delivery: Delivery) -> Ack:
        """Deliver once and wait for the acknowledgement, at most the deadline."""
        self._last = delivery
        return await self._try(delivery)

    def announce(self, delivery: Delivery) -> None:
        """Deliver an event in the background, again after each delay until it is acknowledged."""
        self._last = delivery
        task = asyncio.get_running_loop().create_task(self._until_acked(delivery))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def again(self) -> Ack | None:
        """Deliver the last event or press a second time; None when nothing was delivered yet."""
        if self._last is None:
            return None
        if self._last.kind == "events_api":
            return await self._try(replace(self._last, attempt=1, reason="timeout"))
        return await self._try(self._last)

    async def _until_acked(self, delivery: Delivery) -> None:
        ack = await self._try(delivery)
        for attempt, delay in enumerate(self._retry_delays, start=1):
            if ack.acked or ack.no_retry:
                return
            await asyncio.sleep(delay)
            ack = await self._try(replace(delivery, attempt=attempt, reason=_reason(ack)))

    async def _try(self, delivery: Delivery) -> Ack:
        ack = await self.transport.send(delivery, self._deadline)
        if not ack.acked:
            self._workspace.warn(f"{delivery.what}: {_words(ack, self._deadline)}")
        return ack


def _reason(ack: Ack) -> str:
    """Slack's X-Slack-Retry-Reason for what went wrong."""
    if ack.error in ("not_acked", None):
        return "http_timeout"
    return "http_error" if str(ack.error).startswith("http_") else "connection_failed"


def _words(ack: Ack, deadline: float) -> str:
    match ack.error:
        case "not_acked":
            return f"not acked in {deadline:g} s"
        case "not_connected":
            return "the app is not connected"
        case "connection_lost":
            return "the connection broke before the ack"
        case other:
            return f"not acked ({other})"
