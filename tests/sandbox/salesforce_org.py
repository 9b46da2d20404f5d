"""A small org on a loopback port, and the real client pointed at it."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
import uvicorn
from requests.adapters import HTTPAdapter
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceError
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from integrations.sandbox.salesforce import SalesforceServer
from integrations.sandbox.salesforce_auth import INSTANCE_URL
from integrations.sandbox.world import Colleague, Company, Contact, Deal, Event, Todo, World

JO_SEEN = datetime(2026, 2, 26, 15, 30, tzinfo=UTC)


def small_world() -> World:
    return World(
        colleagues=(
            Colleague("priya", "Priya Raman", "priya@dealhand.example", "America/New_York", "AE", "dana"),
            Colleague("sam", "Sam Whitfield", "sam@dealhand.example", "Europe/London", "AE", "dana"),
            Colleague("dana", "Dana Kowalski", "dana@dealhand.example", "America/New_York", "Manager"),
        ),
        companies=(
            Company("northwind", "Northwind Robotics", "northwind.example", "Software", 420, "US", "priya"),
            Company("obrien", "O'Brien & Sons", "obrien.example", "Food", 180, "US", "sam"),
        ),
        contacts=(
            Contact("jo", "Jo", "Park", "jo@northwind.example", "VP", "northwind", "priya", JO_SEEN),
            Contact("alex", "Alex", "Chen", "alex@northwind.example", "Ops", "northwind", "priya"),
            Contact("ruth", "Ruth", "Adeyemi", "ruth@obrien.example", "CFO", "obrien", "sam", None, True),
        ),
        deals=(
            Deal(
                "o1",
                "Northwind - Platform",
                "northwind",
                "priya",
                "discovery",
                48_000,
                date(2026, 4, 30),
                contacts=("jo", "alex"),
                primary_contact="jo",
                last_activity=JO_SEEN,
            ),
            Deal(
                "o2",
                "O'Brien - Cold chain",
                "obrien",
                "sam",
                "proposal",
                None,
                date(2026, 3, 10),
                "Call Ruth",
            ),
            Deal("o3", "O'Brien - Pilot", "obrien", "sam", "won", 9_000, date(2025, 11, 3)),
        ),
        todos=(Todo("t1", "Send the quote", date(2026, 3, 6), "o2", "sam", "ruth"),),
        events=(
            Event(
                "e1",
                "Security review call",
                datetime(2026, 3, 5, 15, tzinfo=UTC),
                45,
                "o1",
                "priya",
                ("jo", "alex"),
            ),
        ),
    )


class ToLoopback(HTTPAdapter):
    def __init__(self, target: str) -> None:
        self.target = urlsplit(target)
        super().__init__()

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        asked = urlsplit(str(request.url))
        path = self.target.path + asked.path
        request.url = urlunsplit((self.target.scheme, self.target.netloc, path, asked.query, ""))
        return super().send(request, *args, **options | {"timeout": options.get("timeout") or (3, 10)})


@dataclass
class Org:
    server: SalesforceServer
    url: str
    session: requests.Session
    topics: list[str]

    def log_in(self) -> Any:  # its attributes are made up on the fly, which a type checker cannot follow
        return Salesforce(
            consumer_key="sandbox-client",
            consumer_secret="sandbox-secret",
            domain="dealhand-dev-ed.my",
            session=self.session,
            version="60.0",
        )

    def page(self, method: str, path: str, body: object = None) -> Any:
        return requests.request(method, f"{self.url}/page/salesforce/{path}", json=body, timeout=10).json()

    def arm(self, **switches: object) -> None:
        self.page("POST", "faults", switches)


class Loopback:
    """One web server for a module's tests; each test puts its own org behind it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.app: ASGIApp = Starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@contextlib.contextmanager
def loopback() -> Iterator[Loopback]:
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:  # asyncio sets TCP_NODELAY on these only
        listening.bind(("127.0.0.1", 0))
        made = Loopback(f"http://127.0.0.1:{listening.getsockname()[1]}")
        server = uvicorn.Server(uvicorn.Config(made, log_level="warning", ws="none", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.005)
        try:
            yield made
        finally:
            server.should_exit = True
            thread.join(10)


@contextlib.contextmanager
def running(behind: Loopback, **options: bool) -> Iterator[Org]:
    topics: list[str] = []
    server = SalesforceServer(small_world(), topics.append, **options)
    behind.app = Starlette(routes=server.routes())
    with requests.Session() as session:
        session.adapters.clear()
        session.mount(f"{INSTANCE_URL}/", ToLoopback(f"{behind.url}/salesforce"))
        session.mount("https://login.salesforce.com/", ToLoopback(f"{behind.url}/salesforce"))
        yield Org(server, behind.url, session, topics)


def code_of(error: SalesforceError) -> Any:
    content: Any = error.content
    return content[0]["errorCode"]


def fields_of(error: SalesforceError) -> Any:
    content: Any = error.content
    return content[0].get("fields")
