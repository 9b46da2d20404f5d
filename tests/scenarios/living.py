"""The house as people live in it: the town, and the product that runs in it."""

import contextlib
import dataclasses
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from app import Dealhand, assemble, started
from bot.ledger import Entry
from bot.model import Proposal, Receipt, Signal
from bot.operations import Operation, UpdateFields
from bot.policy import judge
from bot.standing import Standing, State
from bot.values import Change
from integrations.demo import CrmName, sandbox_settings
from integrations.sandbox.server import Sandbox, build
from integrations.sandbox.serving import running
from integrations.sandbox.stage import Card, Json
from integrations.sandbox.world import World
from tests.scenarios.street import Seller, sellers
from tests.scenarios.town import Deal, Town, Window

HASTE = 50.0  # how much faster than Slack's own pace messages may follow each other here


@dataclass
class Home(Town):
    """A house with people in it.

    Args:
        sandbox: the local servers, for what no page shows.
        dealhand: the product, running.
        own_address: where the product's own HTTP server is.
    """

    sandbox: Sandbox
    dealhand: Dealhand
    own_address: str
    _free: Iterator[Seller] = field(default_factory=lambda: iter(sellers()))
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    # who and what

    def seller(self) -> Seller:
        """A colleague whom no other test has met."""
        return next(self._free)

    def deal(self, seller: Seller, key: str) -> Deal:
        """One of that seller's deals: meeting, second, third, fourth, empty, mixed, two."""
        return self.deal_called(f"{seller.key}-{key}")

    # the CRM, as its own page shows it

    def primary_contact(self, deal: Deal) -> str:
        """Their name, as the adapter reads it; empty where there is none."""
        return self.dealhand.house.crm.get(deal.ref).get("primary_contact") or ""

    def stage_of(self, deal: Deal) -> str | None:
        """The CRM's id of its stage."""
        return self.dealhand.house.crm.get(deal.ref).get("stage")

    # signals and the desk

    def look(self, deal: Deal) -> None:
        """The look at one deal, as the daily one does it for each."""
        house = self.dealhand.house
        name = f"hygiene_due:{deal.id}:{next(self._numbers)}"
        signal = Signal(name, "hygiene_due", "daily look at open deals", house.now(), deal.ref)
        with house.memory.begin() as tx:
            house.memory.inbox.put(tx, (signal,))
        self.until("the look", lambda: not self._waiting())

    def _waiting(self) -> bool:
        with self.dealhand.house.memory.begin() as tx:
            return bool(self.dealhand.house.memory.inbox.waiting(tx, 1))

    def tick(self, name: str) -> None:
        """That tick's work, now."""
        next(tick for tick in self.dealhand.ticks if tick.name == name).run()

    def poll(self) -> None:
        """Ask the CRM what changed, and wait until it is answered; its search may see a change a little later."""
        self.move_clock(5)
        self.tick("changes")
        self.until("the signals", lambda: not self._waiting())

    def card(self, person: str, deal: Deal) -> Card:
        """Look at the deal, and wait for the card about it."""
        self.look(deal)
        return self.card_about(person, deal)

    def propose(self, seller: Seller, deal: Deal, *operations: Operation) -> Card:
        """A card with operations of the test's choice, where no workflow proposes such a thing of its own."""
        house = self.dealhand.house
        workflow = house.workflows["crm_hygiene"]
        signal = Signal(f"by hand:{deal.id}", "hygiene_due", "a test", house.now(), deal.ref)
        (found,) = workflow.propose(signal, house.readers())
        assert isinstance(found, Proposal)
        proposal = dataclasses.replace(found, operations=operations, needs=(), choices=())
        with house.memory.begin() as tx:
            verdict = judge(proposal, workflow, house.rules(tx))
            house.memory.proposals.add(tx, Standing(proposal, State.OPEN, 0, verdict.whom or "", verdict))
            house.memory.desk.show(tx, proposal.id, proposal.owner)
        return self.card_about(seller.slack, deal)

    # presses

    def receipt_on(self, person: str, card: Card, *, other_than: str = "") -> Card:
        """The card once it is a receipt (another one than that), with its note on the record."""
        return self.shows(
            person,
            card,
            "the receipt",
            lambda c: c.receipt not in {"", other_than} and "note is on the record" in c.words,
        )

    def approve(self, person: str, card: Card, **more: Any) -> Card:
        """One click, and the receipt that comes of it."""
        self.press(person, card, "approve", **more)
        return self.receipt_on(person, card)

    def health(self) -> Json:
        """What /healthz says."""
        with requests.get(f"{self.own_address}/healthz", timeout=10) as answer:
            return dict(answer.json())

    # what is remembered

    def standing(self, deal: Deal) -> Standing:
        """The newest proposal about the deal."""
        with self.dealhand.house.memory.begin() as tx:
            recent = self.dealhand.house.memory.proposals.recent(tx, limit=500)
        return next(s for s in recent if s.proposal.record == deal.ref)

    def becomes(self, deal: Deal, state: State) -> Standing:
        """The newest proposal about the deal, once it stands there."""
        return self.until(
            f"{deal.name} to be {state}", lambda: s if (s := self.standing(deal)).state is state else None
        )

    def receipt(self, card: Card) -> Receipt:
        """The receipt on a card."""
        found = self.dealhand.lifecycle.receipt(card.receipt)
        assert found is not None
        return found

    def entries(self, proposal: str, *kinds: str) -> tuple[Entry, ...]:
        """The ledger's lines about a proposal."""
        with self.dealhand.house.memory.begin() as tx:
            return self.dealhand.house.memory.ledger.entries(tx, proposal=proposal, kinds=kinds)

    def digest(self, receipt: str) -> str:
        with self.dealhand.house.memory.begin() as tx:
            return self.dealhand.house.memory.ledger.digest(tx, receipt) or ""


def update(deal: Deal, **fields: tuple[str | None, str]) -> UpdateFields:
    """An operation on that deal: field → (what the card shows, what it would write)."""
    changes = tuple(
        Change(
            name, name.replace("_", " ").capitalize(), "stage" if name == "stage" else "text", was, becomes
        )
        for name, (was, becomes) in fields.items()
    )
    return UpdateFields(deal.ref, deal.name, changes)


@contextlib.contextmanager
def home(
    crm: CrmName,
    world: World,
    database_url: str,
    *,
    daily_look: bool = False,
    http_port: int | None = None,
    more: dict[str, Any] | None = None,
) -> Iterator[Home]:
    """The sandbox and the product on it, running until the block ends.

    Without `daily_look` nothing is proposed yet; with `http_port` Slack posts there instead of using a socket.
    `more` are further settings.
    """
    events_url = f"http://127.0.0.1:{http_port}/slack/events" if http_port else None
    sandbox = build(world, crm=crm, events_url=events_url)
    with running(sandbox) as address, contextlib.closing(Window(address, crm)) as stage:
        settings = sandbox_settings(address, crm, Path("unused")).model_copy(
            update={
                "database_url": database_url,
                "poll_seconds": 3600.0,
                "port": http_port or 0,
                **(more or {}),
            }
        )
        machine = lambda: time.monotonic() * HASTE  # noqa: E731  # nothing to name
        with contextlib.closing(assemble(settings, machine=machine)) as dealhand:
            if not daily_look:
                _looked_today(dealhand)
            with started(dealhand, http=http_port is not None) as own_address:
                inside = Home(crm, stage, sandbox, dealhand, own_address)
                inside.until("the connection", lambda: stage.ask("/page/slack/status")["connected"])
                yield inside


def _looked_today(dealhand: Dealhand) -> None:
    """As if the daily look had been at work already: tests ask for the deals that they want looked at."""
    house = dealhand.house
    with house.memory.begin() as tx:
        house.memory.switches.set(tx, "last_look", "2026-03-03", by="test", at=house.now())
