"""What kill -9 does to a card that makes several records: each is made once, and the later ones hang on the first."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.lifecycle import Lifecycle
from bot.standing import State
from integrations.demo import CrmName
from store.engine import DbosEngine
from store.memory import SqlMemory
from tests.bot.street import street
from tests.contracts.mail_servers import Postbox
from tests.engine.many_steps import PROSPECTS, Steppers
from tests.engine.replica import Replica
from tests.engine.until import until

WORKER = Path(__file__).with_name("steps_worker.py")


@pytest.fixture
def replicas() -> Iterator[list[Replica]]:
    started: list[Replica] = []
    yield started
    for replica in started:
        replica.kill()


@pytest.mark.row("N1")
@pytest.mark.row("A-13")
@pytest.mark.parametrize(
    ("database_url", "crm", "made"),
    [
        ("sqlite", "salesforce", "Account"),
        ("postgres", "salesforce", "Contact"),
        ("sqlite", "hubspot", "contacts"),
        ("postgres", "hubspot", "deals"),
    ],
    indirect=["database_url"],
)
def test_a_kill_while_a_record_is_made_never_makes_a_second(
    crm: CrmName, made: str, database_url: str, replicas: list[Replica]
) -> None:
    with street(crm, 1, database_url) as place:
        engine = DbosEngine(place.memory._database)
        memory = SqlMemory(place.memory._database, engine)
        house = dataclasses.replace(place.house, memory=memory, workflows={PROSPECTS.name: PROSPECTS})
        ours = dataclasses.replace(place, house=house, lifecycle=Lifecycle(house), memory=memory)
        desk = Steppers(ours, Postbox())
        ada = desk.prospect()
        card = desk.put(ada, ada.account(), ada.contact(), ada.deal())
        wire = place.town.wire
        killed: list[str] = []

        def kill_before_the_answer(number: int, method: str) -> None:
            path = wire.log[number - 1][1].rstrip("/")
            if method == "POST" and path.endswith(made) and not killed:
                killed.append(path)
                replicas[0].kill()

        wire.carried_out = kill_before_the_answer
        replicas.append(Replica(database_url, crm, place.town.address, script=WORKER))
        desk.approve(card)
        until(lambda: killed and replicas[0].gone())

        replicas.append(Replica(database_url, crm, place.town.address, script=WORKER))
        until(lambda: desk.standing(card).state is State.DONE)

        (account,), (contact,), (deal,) = (desk.named(kind, ada) for kind in ("account", "contact", "deal"))
        there = desk.crm.get(deal)
        assert (there.get("account"), there.get("primary_contact")) == (account.id, contact.id)
        engine.close()
