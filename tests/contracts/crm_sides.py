"""Both CRMs for the contract suite: the real adapter, through the real client library, on the local server."""

import contextlib
import functools
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import requests
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.crm import Crm
from bot.records import Record
from bot.values import RecordKind, RecordRef
from integrations.crm.calls import Patience
from integrations.crm.hubspot import HubSpotCrm
from integrations.crm.salesforce import ClientCredentials, SalesforceCrm
from integrations.crm.salesforce_session import SalesforceSession
from integrations.crm.wire import WireExchange
from integrations.sandbox.hubspot import HubSpotServer
from integrations.sandbox.salesforce import SalesforceServer
from integrations.sandbox.seed import story
from integrations.sandbox.world import World, WorldClock

OK = 200
DOMAIN = "dealhand-dev-ed.my.salesforce.com"
VENDOR_NAMES = {  # neutral field of a deal -> what each vendor calls it
    "salesforce": {
        "next_step": "NextStep",
        "amount": "Amount",
        "close_date": "CloseDate",
        "stage": "StageName",
        "name": "Name",
    },
    "hubspot": {
        "next_step": "hs_next_step",
        "amount": "amount",
        "close_date": "closedate",
        "stage": "dealstage",
        "name": "dealname",
    },
}
OBJECTS = {
    "salesforce": {"deal": "Opportunity", "contact": "Contact", "task": "Task"},
    "hubspot": {"deal": "deals", "contact": "contacts", "task": "tasks"},
}


@dataclass
class Side:
    """One CRM with its adapter, and what tests do to it as colleagues and as fate."""

    name: str
    keyed: bool
    server: Any
    url: str
    world: World
    make: Callable[..., Any]
    wire: list[WireExchange] = field(default_factory=list)
    reactions: list[Callable[[WireExchange], bool]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    made: list[Any] = field(default_factory=list)

    @property
    def crm(self) -> Crm:
        """The one adapter that most tests use."""
        if not self.made:
            self.another()
        crm: Crm = self.made[0]
        return crm

    def another(self, **settings: Any) -> Any:
        """A further adapter, as another process would have it."""
        crm = self.make(self, **settings)
        self.made.append(crm)
        return crm

    @property
    def clock(self) -> WorldClock:
        return self.world.clock

    def ref(self, kind: RecordKind, key: str) -> RecordRef:
        return RecordRef(kind, self.server.id_of(kind, key))

    def owner(self, key: str) -> str:
        return str(self.server.id_of("owner" if self.name == "hubspot" else "user", key))

    def seen(self, exchange: WireExchange) -> None:
        """The wire watcher; a reaction that says yes has done its work and is dropped."""
        self.wire.append(exchange)
        for reaction in list(self.reactions):
            if reaction(exchange):
                self.reactions.remove(reaction)

    def after_reading(self, act: Callable[[], object]) -> None:
        """Do something in the moment between the adapter's read of a deal and its write."""

        def react(exchange: WireExchange) -> bool:
            read = "FROM+Opportunity" in exchange.url or "/crm/v3/objects/deals/" in exchange.url
            if exchange.method != "GET" or not read or exchange.status != OK:
                return False
            act()
            return True

        self.reactions.append(react)

    def after_losing_an_answer(self, act: Callable[[], object]) -> None:
        """Do something in the moment after a write's connection broke."""

        def react(exchange: WireExchange) -> bool:
            if exchange.status is not None:
                return False
            act()
            return True

        self.reactions.append(react)

    def page(self, path: str, body: object = None) -> Any:
        method = "GET" if body is None else "POST"
        answer = requests.request(method, f"{self.url}/page/{self.name}/{path}", json=body, timeout=10)
        assert answer.ok, answer.text
        return answer.json()

    def post(self, path: str, body: object) -> None:
        """What another app of the customer's does through HubSpot's API."""
        headers = {"Authorization": "Bearer pat-sandbox"}
        answer = requests.post(f"{self.url}{path}", json=body, headers=headers, timeout=10)
        assert answer.ok, answer.text

    def edit(self, ref: RecordRef, name: str, value: str, by: str = "sam") -> None:
        """A colleague changes a field in the CRM's own pages."""
        vendor = VENDOR_NAMES[self.name][name]
        self.page("edit", {"kind": ref.kind, "id": ref.id, "field": vendor, "value": value, "by": by})

    def archive(self, ref: RecordRef) -> None:
        self.page("archive", {"kind": ref.kind, "id": ref.id})

    def arm(self, **switches: object) -> None:
        self.page("faults", switches)

    def hide(self, kind: str, name: str) -> None:
        self.arm(hide_field=f"{OBJECTS[self.name][kind]}.{VENDOR_NAMES[self.name][name]}")

    def field_name(self, name: str) -> str:
        return VENDOR_NAMES[self.name][name]

    def later(self, seconds: float = 5) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    def requests(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page("requests")
        return found

    def forget_requests(self) -> None:
        self.page("requests/clear", {})

    def o1(self) -> Record:
        return self.crm.get(self.ref("deal", "o1"))


def _salesforce(side: Side, **settings: Any) -> SalesforceCrm:
    given: dict[str, Any] = {
        "domain": DOMAIN,
        "url": f"{side.url}/salesforce",
        "clock": side.clock,
        "wire": side.seen,
        "wait": side.waits.append,
    }
    credentials = settings.pop("credentials", ClientCredentials("sandbox-client", "sandbox-secret"))
    return SalesforceCrm(credentials, **given | settings)


@contextlib.contextmanager
def salesforce_session(side: Side) -> Iterator[SalesforceSession]:
    """The adapter's session by itself, as another app of the customer's would have one."""
    credentials, url = ClientCredentials("sandbox-client", "sandbox-secret"), f"{side.url}/salesforce"
    session = SalesforceSession(
        credentials, domain=DOMAIN, url=url, patience=Patience(side.waits.append), watcher=None
    )
    try:
        yield session
    finally:
        session.close()


def _are_crms(salesforce: SalesforceCrm, hubspot: HubSpotCrm) -> tuple[Crm, Crm]:
    """For the type checker: both adapters have every method of the port."""
    return salesforce, hubspot


def _hubspot(side: Side, **settings: Any) -> HubSpotCrm:
    given: dict[str, Any] = {
        "url": f"{side.url}/hubspot",
        "clock": side.clock,
        "wire": side.seen,
        "wait": side.waits.append,
    }
    return HubSpotCrm(settings.pop("token", "pat-sandbox"), **given | settings)


class Loopback:
    """One uvicorn for the whole session; each test puts its own local CRM behind it."""

    def __init__(self) -> None:
        self._app: ASGIApp = Starlette()
        # With the protocol named, asyncio turns Nagle off; without, each answer waits 40 ms for an acknowledgement.
        self._socket = socket.socket(proto=socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self._answer,
            interface="asgi3",
            log_level="error",
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )
        self._thread.start()
        deadline, tick = time.monotonic() + 10, threading.Event()
        while not self._server.started:
            assert time.monotonic() < deadline, "the local server did not start"
            tick.wait(0.005)

    def serve(self, routes: list[BaseRoute]) -> None:
        self._app = Starlette(routes=routes)

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


@functools.cache
def loopback() -> Loopback:
    return Loopback()


@contextlib.contextmanager
def running(name: str, *, keyed: bool, **options: Any) -> Iterator[Side]:
    """One CRM that runs until the block ends."""
    world = story()
    server: Any
    if name == "salesforce":
        server = SalesforceServer(world, lambda _: None, key_fields=keyed, **options)
    else:
        server = HubSpotServer(world, lambda _: None, key_fields=keyed, **({"primary_label": True} | options))
    loopback().serve(server.routes())
    side = Side(name, keyed, server, loopback().url, world, _salesforce if name == "salesforce" else _hubspot)
    try:
        yield side
    finally:
        for crm in side.made:
            crm.close()
