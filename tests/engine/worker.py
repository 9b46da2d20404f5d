"""A process of its own that carries out executions, to be killed: `worker.py URL GATE [BEAT SPAN]`.

Every step leaves a line in the ledger: plain steps in a transaction of their own (as a call to the outside would leave
its trace), the others in the transaction of their checkpoint. The step "write" waits until the file GATE is there.
An execution whose id starts with `poison` takes the process down.
"""

import os
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from bot.ledger import Entry
from bot.runs import Run
from bot.transaction import Tx
from store.database import open_database
from store.engine import DbosEngine
from store.leases import LeaseTimes
from store.memory import SqlMemory
from tests.engine.until import until


def main(url: str, gate: Path, beat: float = 0.2, span: float = 1.0) -> None:
    database = open_database(url, exclusive=True)
    engine = DbosEngine(database, times=LeaseTimes(beat=beat, span=span))
    memory = SqlMemory(database, engine)
    stopping = threading.Event()
    for sort in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sort, lambda *_: stopping.set())

    def leave(tx: Tx, step: str, execution: str) -> None:
        entry = Entry(step, datetime.now(UTC), execution, facts={"pid": os.getpid()})
        memory.ledger.write(tx, entry)

    def outside(step: str, execution: str) -> int:
        with memory.begin() as tx:
            leave(tx, step, execution)
        return os.getpid()

    def write(execution: str) -> None:
        if execution.startswith("poison"):
            os._exit(1)
        outside("write", execution)
        until(lambda: gate.exists() or stopping.is_set(), seconds=60)

    def execute(run: Run, execution: str) -> None:
        run.step("look", lambda: outside("look", execution))
        run.step_tx("begin", lambda tx: leave(tx, "begin", execution))
        run.step("write", lambda: write(execution))
        run.step_tx("finish", lambda tx: leave(tx, "finish", execution))

    engine.launch(execute)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    stopping.wait()
    engine.close()
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *(float(given) for given in sys.argv[3:]))
