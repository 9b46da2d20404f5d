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


@contextlib.contextmanager
def running(**options: bool) -> Iterator[Org]:
    topics: list[str] = []
    server = SalesforceServer(small_world(), topics.append, **options)
    app = Starlette(routes=server.routes())
    with socket.socket() as listening, requests.Session() as session:
        listening.bind(("127.0.0.1", 0))
        uvicorn_server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", lifespan="off"))
        thread = threading.Thread(target=uvicorn_server.run, kwargs={"sockets": [listening]})
        thread.start()
        deadline = time.monotonic() + 10
        while not uvicorn_server.started and time.monotonic() < deadline:
            time.sleep(0.005)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        session.adapters.clear()
        session.mount(f"{INSTANCE_URL}/", ToLoopback(f"{url}/salesforce"))
        session.mount("https://login.salesforce.com/", ToLoopback(f"{url}/salesforce"))
        try:
            yield Org(server, url, session, topics)
        finally:
            session.close()
            uvicorn_server.should_exit = True
            thread.join(10)


def code_of(error: SalesforceError) -> str:
    content = error.content
    return str(content[0]["errorCode"]) if isinstance(content, list) else str(content)
