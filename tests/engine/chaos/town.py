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
from integrations.sandbox.hubspot_records import APP, person
from integrations.sandbox.salesforce_store import Actor
from integrations.sandbox.salesforce_writes import update
from integrations.sandbox.seed import story
from integrations.sandbox.server import Sandbox, build
from integrations.sandbox.serving import running
from integrations.sandbox.world import Deal, Todo, World

SUBJECT = "Send the revised quote"
PROPOSED = f"{SUBJECT} 6 Mar"  # what crm_hygiene makes of the open task
OWNERS = ("priya", "sam", "lee", "dana")
CALLS = {"hubspot": "/hubspot/crm/", "salesforce": "/salesforce/services/data/"}
FIELDS = {
    "hubspot": {"next_step": "hs_next_step", "amount": "amount", "close_date": "closedate"},
    "salesforce": {"next_step": "NextStep", "amount": "Amount", "close_date": "CloseDate"},
}

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

    def edit(self, deal: str, field: str, value: str, by: str) -> None:
        """A colleague types a value into the CRM's own pages; `field` is one of FIELDS, and empty clears it."""
        vendor = FIELDS[self.crm][field]
        if self.crm == "hubspot":
            portal = self.sandbox.hubspot
            author = person(portal.seeded.owners[by].user_id)
            with portal.lock:
                portal.store.update(
                    portal.store.records["deals"][deal], {vendor: value}, author, by_person=True
                )
            return
        org = self.sandbox.salesforce
        sobject = org.store.schema.objects["Opportunity"]
        with org._lock:
            row = org.store.get(sobject, deal)
            update(org.store, Actor(org.id_of("user", by)), sobject, row, {vendor: value or None})

    def history(self, deal: str, field: str) -> list[tuple[str, bool]]:
        """The values that field of a deal has had since the seed, oldest first, each with whether the app wrote it."""
        vendor = FIELDS[self.crm][field]
        if self.crm == "hubspot":
            entries = self.sandbox.hubspot.store.records["deals"][deal].history.get(vendor, [])
            return [(entry.value, entry.author == APP) for entry in entries]
        org = self.sandbox.salesforce
        integration = org.id_of("user", "integration")
        rows = [
            row
            for row in org.store.rows("OpportunityFieldHistory")
            if row["OpportunityId"] == deal and row["Field"] == vendor
        ]
        first = [(_text(rows[0]["OldValue"]), False)] if rows else []
        return first + [(_text(row["NewValue"]), row["CreatedById"] == integration) for row in rows]

    def patches(self, deal: str) -> int:
        """How often the app asked to change that deal, whatever came of it."""
        return sum(1 for method, path in self.wire.log if method == "PATCH" and deal in path)

    def written_by_us(self, deal: str) -> list[str]:
        """Each value that the app gave the deal's next step, in order, out of the CRM's history."""
        return [value for value, ours in self.history(deal, "next_step") if ours]

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


def _text(value: object) -> str:
    return "" if value is None else str(value)
