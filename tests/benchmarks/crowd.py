"""A company as large as a benchmark wants: `python -m tests.benchmarks.crowd PORT CRM PEOPLE DEALS` serves it.

It runs in a process of its own, so that what it costs is not counted with the app.
"""

import contextlib
import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import requests

from handlers.running import free_port
from integrations.demo import CrmName
from integrations.sandbox.seed import story
from integrations.sandbox.server import build
from integrations.sandbox.serving import SandboxServer
from integrations.sandbox.world import Colleague, Deal, Todo, World
from tests.engine.until import until

ROOT = Path(__file__).resolve().parents[2]


def people(many: int) -> tuple[Colleague, ...]:
    """Sellers who all report to Dana."""
    zone = "America/New_York"
    return tuple(
        Colleague(f"p{n:04}", f"Seller {n}", f"p{n:04}@dealhand.example", zone, "Seller", "dana")
        for n in range(many)
    )


def slack_user(number: int) -> str:
    """The Slack id of the seller with that number."""
    return f"U0P{number:04}"


def crowd(sellers: int, deals: int) -> World:
    """Every deal lacks its next step, which an open task says; they are dealt out among the sellers in turn."""
    world = story()
    hired = people(sellers)
    many = tuple(
        Deal(
            key=f"d{number:05}",
            name=f"Deal {number:05}",
            company="northwind",
            owner=hired[number % sellers].key,
            stage="discovery",
            amount=1_000 + number,
            close_date=date(2026, 6, 30),
            contacts=("jo",),
            primary_contact="jo",
        )
        for number in range(deals)
    )
    todos = tuple(Todo(f"t{d.key}", "Send the revised quote", date(2026, 3, 6), d.key, d.owner) for d in many)
    everybody = (*world.colleagues, *hired)
    return dataclasses.replace(world, colleagues=everybody, deals=many, todos=todos, events=())


@contextlib.contextmanager
def crowded(crm: CrmName, sellers: int, deals: int) -> Iterator[str]:
    """The address of such a sandbox, which runs until the block ends."""
    port = free_port()
    asked = [str(each) for each in (port, crm, sellers, deals)]
    process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.crowd", *asked], cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: _up(address) or process.poll() is not None, seconds=60)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _up(address: str) -> bool:
    try:
        return requests.get(f"{address}/clock", timeout=1).ok
    except requests.RequestException:
        return False


if __name__ == "__main__":
    port, crm, sellers, deals = sys.argv[1:]
    SandboxServer(build(crowd(int(sellers), int(deals)), crm=crm), int(port)).run()
