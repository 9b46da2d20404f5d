"""A small HubSpot portal on a free loopback port, and the real client library pointed at it."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import requests
import uvicorn
from hubspot import HubSpot
from starlette.applications import Starlette

from integrations.sandbox.hubspot import HubSpotServer
from integrations.sandbox.world import Colleague, Company, Contact, Deal, Event, Todo, World

TIMEOUT = (3, 10)


def small_world() -> World:
    zone = "America/New_York"
    return World(
        colleagues=(
            Colleague("priya", "Priya Raman", "priya@dealhand.example", zone, "Account Executive", "dana"),
            Colleague(
                "sam", "Sam Whitfield", "sam@dealhand.example", "Europe/London", "Account Executive", "dana"
            ),
            Colleague("dana", "Dana Kowalski", "dana@dealhand.example", zone, "Sales Manager", admin=True),
        ),
        companies=(
            Company(
                "northwind", "Northwind Robotics", "northwind.example", "Manufacturing", 420, "US", "priya"
            ),
            Company("globex", "Globex", "globex.example", "Services", 210, "US", "sam"),
        ),
        contacts=(
            Contact("jo", "Jo", "Park", "jo@northwind.example", "VP Engineering", "northwind", "priya"),
            Contact(
                "alex",
                "Alex",
                "Chen",
                "alex@globex.example",
                "Finance Director",
                "globex",
                "sam",
                opted_out=True,
            ),
        ),
        deals=(
            Deal(
                "o1",
                "Northwind renewal",
                "northwind",
                "priya",
                "proposal",
                48_000,
                date(2026, 3, 20),
                contacts=("jo",),
                primary_contact="jo",
                last_activity=datetime(2026, 2, 26, 15, 30, tzinfo=UTC),
            ),
            Deal("o2", "Globex pilot", "globex", "sam", "won", 9_000, date(2026, 2, 20), "Kick-off"),
            Deal("o3", "Northwind spares", "northwind", "priya", "discovery", None, date(2026, 4, 1)),
        ),
        todos=(Todo("t1", "Send the quote", date(2026, 3, 5), "o1", "priya", "jo"),),
        events=(
            Event("e1", "Demo with Jo", datetime(2026, 3, 6, 15, tzinfo=UTC), 30, "o1", "priya", ("jo",)),
        ),
    )


@dataclass
class Portal:
    """The running server, its address, and what tests ask of it."""

    server: HubSpotServer
    address: str
    topics: list[str]

    def client(self, token: str = "pat-sandbox", **settings: Any) -> HubSpot:
        return HubSpot(access_token=token, host=f"{self.address}/hubspot", **settings)

    def send(
        self, method: str, path: str, body: object = None, token: str = "pat-sandbox"
    ) -> requests.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return requests.request(
            method, f"{self.address}/hubspot{path}", json=body, headers=headers, timeout=TIMEOUT
        )

    def page(self, path: str, body: object = None) -> Any:
        method = "GET" if body is None else "POST"
        answer = requests.request(method, f"{self.address}/page/hubspot{path}", json=body, timeout=TIMEOUT)
        return answer.json()

    def id(self, kind: str, key: str) -> str:
        return self.server.id_of(kind, key)

    def pass_time(self, seconds: float) -> None:
        self.server.store.clock.advance(timedelta(seconds=seconds))


@contextlib.contextmanager
def portal(world: World | None = None, **settings: Any) -> Iterator[Portal]:
    """A portal that runs until the block ends."""
    topics: list[str] = []
    server = HubSpotServer(world or small_world(), topics.append, **settings)
    config = uvicorn.Config(
        Starlette(routes=server.routes()),
        host="127.0.0.1",
        port=0,
        log_level="error",
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    deadline, tick = time.monotonic() + 10, threading.Event()
    while not running.started:
        assert time.monotonic() < deadline, "the portal did not start"
        tick.wait(0.01)
    port = running.servers[0].sockets[0].getsockname()[1]
    try:
        yield Portal(server, f"http://127.0.0.1:{port}", topics)
    finally:
        running.should_exit = True
        thread.join(timeout=10)


def body_of(refused: Any) -> dict[str, Any]:
    """The error body inside one of the client library's sixty ApiException classes."""
    parsed = json.loads(refused.body)
    assert isinstance(parsed, dict)
    return parsed
