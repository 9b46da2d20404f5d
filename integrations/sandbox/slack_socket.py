"""Socket Mode: the app dials in, each payload goes to one connection, its ack comes back by envelope id.

Source: docs.slack.dev, "Using Socket Mode" (hello, envelopes, disconnect frames, at most ten connections).
"""

import asyncio
import json
import secrets
import time
import uuid
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from integrations.sandbox.slack_delivery import Ack, Delivery
from integrations.sandbox.slack_state import Workspace
from integrations.sandbox.slack_words import APP, Json

MOST_CONNECTIONS = 10
OVERDUE_KEPT = 100


@dataclass(eq=False)
class Connection:
    """One open socket and the envelopes it still owes an ack for."""

    socket: WebSocket
    pending: dict[str, asyncio.Future[Json]] = field(default_factory=dict)


class Sockets:
    """All connections of the app; a Transport."""

    name = "socket"

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._connections: list[Connection] = []
        self._tickets: set[str] = set()
        self._overdue: dict[str, tuple[str, float]] = {}

    def ticket(self) -> str:
        """A single-use right to connect, handed out by apps.connections.open."""
        ticket = secrets.token_hex(12)
        self._tickets.add(ticket)
        return ticket

    async def connected(self) -> bool:
        """Whether at least one socket is open."""
        return bool(self._connections)

    async def endpoint(self, socket: WebSocket) -> None:
        """Serve /link/{ticket} until either side hangs up."""
        ticket = socket.path_params["ticket"]
        if ticket not in self._tickets:
            await socket.close()  # before accepting: the client sees HTTP 403
            return
        self._tickets.discard(ticket)
        await socket.accept()
        if len(self._connections) >= MOST_CONNECTIONS:
            await socket.send_text(self._disconnect("too_many_websockets"))
            await socket.close()
            return
        connection = Connection(socket)
        self._connections.append(connection)
        try:
            await socket.send_text(self._hello())
            self._workspace.changed()
            while True:
                self._receive(connection, await socket.receive_text())
        except WebSocketDisconnect:
            pass  # hanging up is how every connection ends
        finally:
            self._forget(connection)

    async def send(self, delivery: Delivery, deadline: float) -> Ack:
        """Put the payload on one random connection and wait for its ack."""
        started = time.monotonic()
        envelope_id = str(uuid.uuid4())
        frame = json.dumps(_envelope(envelope_id, delivery))
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        connection = await self._put(envelope_id, frame, answer)
        if connection is None:
            return Ack(0.0, "not_connected")
        try:
            reply = await asyncio.wait_for(answer, deadline)
        except TimeoutError:
            connection.pending.pop(envelope_id, None)
            self._overdue[envelope_id] = (delivery.what, started)
            while len(self._overdue) > OVERDUE_KEPT:
                del self._overdue[next(iter(self._overdue))]
            return Ack(_since(started), "not_acked")
        except ConnectionError:
            return Ack(_since(started), "connection_lost")
        return Ack(_since(started), body=reply.get("payload"))

    async def drop(self, *, politely: bool = True, at_once: bool = True) -> None:
        """Close every connection, after a `refresh_requested` frame when done politely.

        Not `at_once`: the app is told and the closing left to it, as Slack itself gives it some seconds.
        """
        for connection in [*self._connections]:
            if politely:
                await connection.socket.send_text(self._disconnect("refresh_requested"))
            self._forget(connection)
            if not at_once:
                continue
            await connection.socket.close(1000 if politely else 1011)

    async def _put(self, envelope_id: str, frame: str, answer: "asyncio.Future[Json]") -> Connection | None:
        while self._connections:
            connection = secrets.choice(self._connections)
            connection.pending[envelope_id] = answer
            try:
                await connection.socket.send_text(frame)
            except (RuntimeError, WebSocketDisconnect):  # closed between the choice and the write
                connection.pending.pop(envelope_id, None)
                self._forget(connection)
            else:
                return connection
        return None

    def _receive(self, connection: Connection, text: str) -> None:
        try:
            reply = json.loads(text)
        except ValueError:
            return  # Slack ignores what is no JSON, such as a text ping
        envelope_id = reply.get("envelope_id", "") if isinstance(reply, dict) else ""
        answer = connection.pending.pop(envelope_id, None)
        if envelope_id in self._overdue:
            what, started = self._overdue.pop(envelope_id)
            self._workspace.warn(f"{what}: acked too late, after {_since(started) / 1000:.1f} s")
        elif answer is not None and not answer.done():
            answer.set_result(reply)

    def _forget(self, connection: Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        for answer in connection.pending.values():
            if not answer.done():
                answer.set_exception(ConnectionError())
        connection.pending.clear()
        if connection.socket.application_state is WebSocketState.CONNECTED:
            self._workspace.changed()

    def _hello(self) -> str:
        hello = {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP},
        }
        return json.dumps(hello)

    @staticmethod
    def _disconnect(reason: str) -> str:
        return json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})


def _envelope(envelope_id: str, delivery: Delivery) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": delivery.kind,
        "accepts_response_payload": delivery.answerable,
        "payload": delivery.payload,
    }
    if delivery.kind == "events_api":
        envelope |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
    return envelope


def _since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 1)
