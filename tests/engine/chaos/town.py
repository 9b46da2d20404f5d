"""A sandbox with as many unsound deals as a test wants, run in the test's own process, whose wire can be tampered with.

The app runs in processes of its own; here are the CRM's own books, which say what really happened to a record.
"""

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from integrations.demo import CrmName
from integrations.sandbox.hubspot_records import APP
from integrations.sandbox.seed import story
from integrations.sandbox.server import Sandbox, build
from integrations.sandbox.serving import running
from integrations.sandbox.world import Deal, Todo, World

SUBJECT = "Send the revised quote"
PROPOSED = f"{SUBJECT} 6 Mar"  # what crm_hygiene makes of the open task
OWNERS = ("priya", "sam", "lee", "dana")
CALLS = {"hubspot": "/hubspot/crm/", "salesforce": "/salesforce/services/data/"}
NEXT_STEP = {"hubspot": "hs_next_step", "salesforce": "NextStep"}

OnRequest = Callable[[int, str], None]  # (number of the request, its method)
WRITES = ("PATCH", "POST", "PUT", "DELETE")


def unsound_world(deals: int) -> World:
    """The story's company with these deals only: each lacks a next step, and an open task says what it is."""
    world = story()
    company, contact = "northwind", "jo"
    many = tuple(
        Deal(
            key=f"d{number:05}",
            name=f"Deal {number:05}",
            company=company,
            owner=OWNERS[number % len(OWNERS)],
            stage="discovery",
            amount=1_000 + number,
            close_date=date(2026, 6, 30),
            contacts=(contact,),
            primary_contact=contact,
        )
        for number in range(deals)
    )
    todos = tuple(Todo(f"t{d.key}", SUBJECT, date(2026, 3, 6), d.key, d.owner) for d in many)
    return dataclasses.replace(world, deals=many, todos=todos, events=())


class Tampered:
    """The sandbox's app, which tells of every call to the CRM: when it arrives, once it was carried out and is about
    to be answered, and when it was carried out but the connection was cut.

    `log` holds method and path of each.
    """

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix
        self.log: list[tuple[str, str]] = []
        self.arrived: OnRequest = lambda _number, _method: None
        self.carried_out: OnRequest = lambda _number, _method: None
        self.cut: OnRequest = lambda _number, _method: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        self.log.append((method, scope["path"]))
        number = len(self.log)
        answered = False
        self.arrived(number, method)

        async def answer(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                self.carried_out(number, method)
            await send(message)

        await self._app(scope, receive, answer)
        if not answered:
            self.cut(number, method)


@dataclass(frozen=True)
class Town:
    """A running sandbox and the CRM's own books."""

    address: str
    crm: CrmName
    sandbox: Sandbox
    wire: Tampered
    deals: int

    def ids(self) -> list[str]:
        """The CRM's ids of the unsound deals."""
        server = self.sandbox.hubspot if self.crm == "hubspot" else self.sandbox.salesforce
        return [server.id_of("deal", f"d{number:05}") for number in range(self.deals)]

    def patches(self, deal: str) -> int:
        """How often the app asked to change that deal, whatever came of it."""
        return sum(1 for method, path in self.wire.log if method == "PATCH" and deal in path)

    def written_by_us(self, deal: str) -> list[str]:
        """Each value that the app gave the deal's next step, in order, out of the CRM's history."""
        if self.crm == "hubspot":
            record = self.sandbox.hubspot.store.records["deals"][deal]
            return [entry.value for entry in record.history.get("hs_next_step", ()) if entry.author == APP]
        integration = self.sandbox.salesforce.id_of("user", "integration")
        rows = self.sandbox.salesforce.store.rows("OpportunityFieldHistory")
        mine = [r for r in rows if r["OpportunityId"] == deal and r["Field"] == "NextStep"]
        return [str(r["NewValue"]) for r in mine if r["CreatedById"] == integration]

    def notes(self) -> int:
        """How many notes there are in the whole CRM; the seed has none."""
        if self.crm == "hubspot":
            return sum(
                1 for note in self.sandbox.hubspot.store.records["notes"].values() if not note.archived_at
            )
        return len(self.sandbox.salesforce.store.rows("ContentNote"))

    def arm(self, **switches: object) -> None:
        """Turn fault switches of the CRM on or off."""
        server = self.sandbox.hubspot if self.crm == "hubspot" else self.sandbox.salesforce
        server.faults.arm(switches)


@contextlib.contextmanager
def town(crm: CrmName, deals: int) -> Iterator[Town]:
    """A sandbox that runs in a thread until the block ends."""
    sandbox = build(unsound_world(deals), crm=crm)
    sandbox.app = wire = Tampered(sandbox.app, CALLS[crm])  # type: ignore[assignment]  # any ASGI app serves
    with running(sandbox) as address:
        yield Town(address, crm, sandbox, wire, deals)
