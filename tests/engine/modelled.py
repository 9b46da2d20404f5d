"""A house with a model at a local endpoint, and mails for it that the rules cannot tell."""

import dataclasses
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from bot import noticing
from bot.crm import Crm
from bot.house import House
from bot.mailroom import Review
from bot.model import Proposal
from bot.prompting import ModelCall
from bot.workflows.reply_routing.workflow import WORKFLOW
from integrations.llm.openai_writer import OpenAiWriter
from store.memory import SqlMemory
from tests.contracts.model_server import KEY, MODEL, ModelServer
from tests.engine.mailing import Desk, desk
from tests.engine.test_replies_in import People, arrives, mail, notices, proposals

# What they mean is whatever the endpoint says: no rule has a word for them.
CLUELESS = "The kettle stands by the window."
LEAVE = "Blue door, second shelf."
LATER = "Seven herons over the mill."
THREAT = "That is the tram with the blue door."


@dataclass
class Machine:
    """Machine time, moved by hand."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Modelled:
    """People at work, and the endpoint their house asks."""

    office: Desk
    server: ModelServer
    machine: Machine = field(default_factory=Machine)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def house(self) -> House:
        return self.office.house

    def hears(self, *texts: str, sender: str = "jo@northwind.example", head: str = "") -> None:
        """Mails come in and are answered."""
        numbers = [next(self.numbers) for _ in texts]
        raw = (mail(t, sender=sender, number=n, head=head) for t, n in zip(texts, numbers, strict=True))
        arrives(self.office, *raw)
        noticing.drain(self.house)

    def calls(self) -> tuple[ModelCall, ...]:
        with self.office.memory.begin() as tx:
            return self.office.memory.model_calls.recent(tx, 99)

    def reviews(self) -> tuple[Review, ...]:
        with self.office.memory.begin() as tx:
            return self.office.memory.mailroom.reviews.waiting(tx, limit=999)

    def proposals(self) -> list[Proposal]:
        return proposals(self.office)

    def told(self, kind: str) -> dict[str | None, str]:
        return notices(self.office, kind)


def modelled(
    memory: SqlMemory,
    server: ModelServer,
    *,
    daily_tokens: int = 10_000,
    key: str = KEY,
    seconds: float = 2.0,
) -> Modelled:
    """A house that asks that endpoint; one question may take so many seconds."""
    made, machine = desk(memory, None), Machine()
    with memory.begin() as tx:
        priya = memory.people.get(tx, "priya")
        assert priya is not None
        memory.people.put(tx, [dataclasses.replace(priya, crm_owner="005")])
    house = House(
        memory,
        cast("Crm", People()),
        made.clock,
        {"reply_routing": WORKFLOW},
        writer=OpenAiWriter(server.url, key, MODEL, seconds),
        daily_tokens=daily_tokens,
        machine=machine,
    )
    return Modelled(dataclasses.replace(made, house=house), server, machine)
