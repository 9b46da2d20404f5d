"""Many open cards: what a person's queue costs to list, and how much memory the app takes."""

import dataclasses
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from bot.standing import Standing, State
from bot.values import RecordRef, new_id
from tests.benchmarks.crowd import crowded
from tests.benchmarks.machine import resident, show
from tests.bot.street import PRIYA, Street, street
from tests.conftest import NewUrl
from tests.engine.chaos.books import settings_for
from tests.engine.chaos.served import served

SIZES = (100, 1_000, 10_000)
EACH = 20  # open cards of an ordinary person
LOOKS = 7


def test_listing_one_persons_queue_among_many_cards(sqlite_url_factory: NewUrl, tmp_path: Path) -> None:
    ordinary: list[float] = []
    cards: list[float] = []
    memory: list[float] = []
    for size in SIZES:
        url = sqlite_url_factory()
        with street("salesforce", 1, url) as place:
            fill(place, size - 1)
            assert len(place.lifecycle.queue(PRIYA.id)) == EACH
            ordinary.append(queue_of(place))
            cards.append(card_of(place))
        memory.append(memory_of_the_app(url, tmp_path / f"{size}.log"))
    show(
        f"Open cards, {EACH} a person, SQLite: one person's queue, one card's facts, the app's resident memory",
        [
            (
                f"{size:,} open",
                beside(queue / ordinary[0], card / cards[0], rss / memory[0])
                + f"   ({queue * 1e3:.1f} ms, {card * 1e3:.1f} ms, {rss:.0f} MB)",
            )
            for size, queue, card, rss in zip(SIZES, ordinary, cards, memory, strict=True)
        ],
    )


def test_listing_the_queue_of_one_person_who_has_them_all(sqlite_url_factory: NewUrl) -> None:
    queues: list[float] = []
    cards: list[float] = []
    for size in SIZES:
        with street("salesforce", 1, sqlite_url_factory()) as place:
            fill(place, size - 1, each=size)
            queues.append(queue_of(place))
            cards.append(card_of(place))
    show(
        "Open cards, all of one person, SQLite",
        [
            (
                f"{size:,} open",
                beside(queue / queues[0], card / cards[0])
                + f"   ({queue * 1e3:.0f} ms, {card * 1e3:.0f} ms)",
            )
            for size, queue, card in zip(SIZES, queues, cards, strict=True)
        ],
    )


def beside(*ratios: float) -> str:
    """How many times what the smallest size took, in words."""
    named = zip(("queue", "card", "memory"), ratios, strict=False)
    return ", ".join(f"{name} {ratio:.2f}" for name, ratio in named) + f" times that of {SIZES[0]}"


def fill(place: Street, more: int, *, each: int = EACH) -> None:
    """One real open proposal, and so many like it on other records; the first `each` are Priya's."""
    place.look(next(place.free))
    (first,) = place.of(place.town.ids()[0])
    deadline = first.proposal.deadline + timedelta(days=365)  # or the app would let them expire
    with place.memory.begin() as tx:
        for number in range(more):
            person = PRIYA.id if number < each - 1 else f"U{number // each}"
            assert place.memory.proposals.add(tx, like(first, number, person, deadline))


def like(first: Standing, number: int, person: str, deadline: datetime) -> Standing:
    """The same gap on another record, for that person."""
    proposal = dataclasses.replace(
        first.proposal,
        id=new_id(first.proposal.created_at),
        record=RecordRef("deal", f"other{number}"),
        owner=person,
        deadline=deadline,
    )
    return dataclasses.replace(first, proposal=proposal, asked=person, state=State.OPEN, due_at=deadline)


def queue_of(place: Street) -> float:
    """Seconds to list what waits for Priya."""
    return timed(lambda: place.lifecycle.queue(PRIYA.id))


def card_of(place: Street) -> float:
    """Seconds to gather what her first card shows."""
    first = place.lifecycle.queue(PRIYA.id)[0].proposal.id
    return timed(lambda: place.lifecycle.facts(first, PRIYA.id))


def timed(what: Callable[[], object]) -> float:
    """Seconds that one takes, the median of several."""
    taken = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        what()
        taken.append(time.perf_counter() - began)
    return median(taken)


def memory_of_the_app(url: str, log: Path) -> float:
    """Of `serve` on that database, once it is ready and has looked around, in MB."""
    with crowded("salesforce", 1, 1) as address, served(settings_for(address, "salesforce", url), log) as app:
        app.ready()
        time.sleep(3)  # its first ticks: what a quiet app holds, not what starting takes
        return resident(app.pid)
