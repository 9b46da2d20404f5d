"""Both CRMs behind one fixture: the real adapter, through the real client library, on the local server."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import requests
import uvicorn
from starlette.applications import Starlette

from bot.ports import Crm, Record
from bot.values import RecordKind, RecordRef
from integrations.crm.hubspot import HubSpotCrm
from integrations.crm.salesforce import ClientCredentials, SalesforceCrm
from integrations.crm.wire import WireExchange
from integrations.sandbox.hubspot import HubSpotServer
from integrations.sandbox.salesforce import SalesforceServer
from integrations.sandbox.seed import story
from integrations.sandbox.world import World, WorldClock

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

    def page(self, path: str, body: object = None) -> Any:
        method = "GET" if body is None else "POST"
        answer = requests.request(method, f"{self.url}/page/{self.name}/{path}", json=body, timeout=10)
        assert answer.ok, answer.text
        return answer.json()

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
    given = {
        "domain": DOMAIN,
        "url": f"{side.url}/salesforce",
        "clock": side.clock,
        "wire": side.wire.append,
        "wait": side.waits.append,
    }
    credentials = settings.pop("credentials", ClientCredentials("sandbox-client", "sandbox-secret"))
    return SalesforceCrm(credentials, **given | settings)


def _hubspot(side: Side, **settings: Any) -> HubSpotCrm:
    given = {
        "url": f"{side.url}/hubspot",
        "clock": side.clock,
        "wire": side.wire.append,
        "wait": side.waits.append,
    }
    return HubSpotCrm(settings.pop("token", "pat-sandbox"), **given | settings)


@contextlib.contextmanager
def running(name: str, *, keyed: bool, **options: Any) -> Iterator[Side]:
    """One CRM that runs until the block ends."""
    world = story()
    server: Any
    if name == "salesforce":
        server = SalesforceServer(world, lambda _: None, key_fields=keyed, **options)
    else:
        server = HubSpotServer(world, lambda _: None, key_fields=keyed, **({"primary_label": True} | options))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            Starlette(routes=server.routes()),
            log_level="error",
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        running_server = uvicorn.Server(config)
        thread = threading.Thread(target=running_server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline, tick = time.monotonic() + 10, threading.Event()
        while not running_server.started:
            assert time.monotonic() < deadline, f"the local {name} did not start"
            tick.wait(0.005)
        side = Side(
            name,
            keyed,
            server,
            f"http://127.0.0.1:{listening.getsockname()[1]}",
            world,
            _salesforce if name == "salesforce" else _hubspot,
        )
        try:
            yield side
        finally:
            for crm in side.made:
                crm.close()
            running_server.should_exit = True
            thread.join(10)


BOTH = [("salesforce", False), ("salesforce", True), ("hubspot", False), ("hubspot", True)]


@pytest.fixture(params=BOTH, ids=["salesforce", "salesforce-keyed", "hubspot", "hubspot-keyed"])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    """Each CRM, without and with the optional key fields."""
    name, keyed = request.param
    with running(name, keyed=keyed) as found:
        yield found


@pytest.fixture(params=["salesforce", "hubspot"])
def plain(request: pytest.FixtureRequest) -> Iterator[Side]:
    """Each CRM without key fields, for what they cannot change."""
    with running(request.param, keyed=False) as found:
        yield found


@pytest.fixture
def salesforce() -> Iterator[Side]:
    with running("salesforce", keyed=False) as found:
        yield found


@pytest.fixture
def hubspot() -> Iterator[Side]:
    with running("hubspot", keyed=False) as found:
        yield found
