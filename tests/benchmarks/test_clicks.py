"""How soon a click is answered: fifty people at once, beside an app that only acknowledges; and until the receipt."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from integrations.demo import CrmName
from integrations.sandbox.stage import Card, Stage
from tests.benchmarks.crowd import ROOT, crowded, slack_user
from tests.benchmarks.machine import percentile, show
from tests.conftest import NewUrl
from tests.engine.chaos.books import settings_for
from tests.engine.chaos.served import served
from tests.engine.until import until

PEOPLE, ROUNDS = 50, 3  # three cards each
SELLERS, CARDS = 7, 3

BUTTON = {
    "type": "button",
    "action_id": "approve.v1",
    "value": "p1",
    "text": {"type": "plain_text", "text": "Approve"},
}


def test_click_to_ack_with_fifty_people_at_once(sqlite_url_factory: NewUrl, tmp_path: Path) -> None:
    ours: list[float] = []
    bare: list[float] = []
    with (
        crowded("salesforce", PEOPLE, PEOPLE * ROUNDS) as one,
        crowded("salesforce", PEOPLE, 1) as other,
        served(settings_for(one, "salesforce", sqlite_url_factory()), tmp_path / "app.log"),
        only_acks(other),
    ):
        product, simple = Stage(one, "salesforce"), Stage(other, "salesforce")
        connected(product)
        connected(simple)
        cards = everybodys_cards(product)
        plain = [posted(simple, slack_user(n)) for n in range(PEOPLE)]
        for number in range(ROUNDS):  # alternating, so that whatever else the machine does falls on both
            bare += at_once(simple, plain)
            ours += at_once(product, [each[number] for each in cards])
        product.close()
        simple.close()
    rows = []
    for share in (0.5, 0.99):
        mine, theirs = percentile(ours, share), percentile(bare, share)
        ratio = f"{mine / theirs:.2f} times the bare app"
        rows.append((f"p{share * 100:.0f}", f"{ratio}   ({mine:.0f} ms; bare {theirs:.0f} ms)"))
    show(f"Click to acknowledgement, {PEOPLE} people at once, {ROUNDS} rounds, SQLite", rows)


@pytest.mark.parametrize("crm", ["salesforce", "hubspot"])
def test_approval_to_receipt_on_the_card(crm: CrmName, sqlite_url_factory: NewUrl, tmp_path: Path) -> None:
    taken: list[float] = []
    with (
        crowded(crm, SELLERS, SELLERS * CARDS) as address,
        served(settings_for(address, crm, sqlite_url_factory()), tmp_path / "app.log"),
    ):
        stage = Stage(address, crm)
        connected(stage)
        for number in range(SELLERS):
            person = slack_user(number)
            for card in shown(stage, person):
                began = time.monotonic()
                stage.press(person, card, "approve")
                until(lambda: stage.card(person, card.ts).receipt, seconds=30)  # noqa: B023  # called at once
                taken.append(time.monotonic() - began)
        stage.close()
    p50, p95 = percentile(taken, 0.5), percentile(taken, 0.95)
    rows = [("p50", f"{p50:.2f} s"), ("p95", f"{p95:.2f} s, {p95 / p50:.1f} times the median")]
    show(f"Approval to receipt on the card, one at a time, {crm}, {len(taken)} approvals, SQLite", rows)


def only_acks(address: str) -> contextlib.AbstractContextManager[None]:
    """The bare app, until the block ends."""
    return _process([sys.executable, "-m", "tests.benchmarks.only_acks", address])


@contextlib.contextmanager
def _process(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        yield
    finally:
        process.kill()
        process.wait(20)


def connected(stage: Stage) -> None:
    """Wait until the app has its socket."""
    until(lambda: stage.ask("/page/slack/status")["connected"], seconds=60)


def shown(stage: Stage, person: str) -> list[Card]:
    """The three cards of that person."""

    def look() -> list[Card]:
        found = [card for card in stage.cards(person) if card.button("approve")]
        return found if len(found) == CARDS else []

    return until(look, seconds=120)


def everybodys_cards(stage: Stage) -> list[list[tuple[str, Card]]]:
    """Person by person, their cards."""
    return [[(slack_user(n), card) for card in shown(stage, slack_user(n))] for n in range(PEOPLE)]


def posted(stage: Stage, person: str) -> tuple[str, Card]:
    """A message with one button before that person."""
    block = {"type": "actions", "block_id": "b", "elements": [BUTTON]}
    return person, stage.copy_to(person, Card("", "", [block]))


def at_once(stage: Stage, presses: list[tuple[str, Card]]) -> list[float]:
    """Everybody presses at the same moment; milliseconds from the sandbox's delivery to the acknowledgement."""
    gate = threading.Barrier(len(presses))

    def press(one: tuple[str, Card]) -> float:
        person, card = one
        body = {"person": person, "channel": card.channel, "ts": card.ts, "action": card.button("approve")}
        gate.wait(timeout=30)
        answer = stage.send("/page/slack/click", {**body, "state": {}})
        assert answer["acked"], answer
        return float(answer["ack_ms"])

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))
