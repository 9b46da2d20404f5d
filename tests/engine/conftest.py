"""A memory on each sort of database. The engine in it only writes down what it is asked to run."""

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest

from bot.transaction import Tx
from store.database import Database, open_database
from store.memory import SqlMemory

T = TypeVar("T")


class WrittenDown:
    """An engine that runs nothing."""

    def __init__(self) -> None:
        self.submitted: list[str] = []

    def submit(self, tx: Tx, execution: str) -> None:  # noqa: ARG002  # the port's signature
        self.submitted.append(execution)

    def live(self, executions: Collection[str]) -> frozenset[str]:
        return frozenset(executions) & frozenset(self.submitted)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def wakes() -> list[str]:
    return []


@pytest.fixture
def memory(database: Database, wakes: list[str]) -> SqlMemory:
    return SqlMemory(database, WrittenDown(), lambda: wakes.append("woken"))


@pytest.fixture
def at_once() -> Callable[[int, Callable[[], T]], list[T]]:
    """Runs the same thing in several threads that start together; returns their answers."""

    def run(how_many: int, what: Callable[[], T]) -> list[T]:
        gate = Barrier(how_many)

        def go(_: int) -> T:
            gate.wait(timeout=20)
            return what()

        with ThreadPoolExecutor(how_many) as pool:
            return list(pool.map(go, range(how_many)))

    return run
