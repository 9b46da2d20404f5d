"""A process of its own that carries out cards of many steps, to be killed: `steps_worker.py URL CRM ADDRESS`."""

import signal
import sys
import threading
from typing import cast

from bot.house import House
from bot.lifecycle import Lifecycle
from integrations.demo import CrmName
from store.database import open_database
from store.engine import DbosEngine
from store.leases import LeaseTimes
from store.memory import SqlMemory
from tests.bot.street import adapter_at
from tests.engine.mailing import Hands
from tests.engine.many_steps import PROSPECTS


def main(url: str, crm: CrmName, address: str) -> None:
    database = open_database(url, exclusive=True)
    engine = DbosEngine(database, times=LeaseTimes(beat=0.2, span=1.0))
    clock = Hands()
    adapter = adapter_at(crm, address, clock)
    house = House(SqlMemory(database, engine), adapter, clock, {PROSPECTS.name: PROSPECTS})
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    engine.launch(Lifecycle(house).execute)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    stopping.wait()
    engine.close()
    adapter.close()
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], cast("CrmName", sys.argv[2]), sys.argv[3])
