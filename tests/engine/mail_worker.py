"""A process of its own that carries out approved mail, to be killed: `mail_worker.py URL PORT`."""

import signal
import sys
import threading
from typing import cast

from bot.crm import Crm
from bot.house import House
from bot.lifecycle import Lifecycle
from integrations.mail.smtp import SmtpMailer
from store.database import open_database
from store.engine import DbosEngine
from store.leases import LeaseTimes
from store.memory import SqlMemory
from tests.engine.mailing import MAILING, Consents, Hands


def main(url: str, port: int) -> None:
    database = open_database(url, exclusive=True)
    engine = DbosEngine(database, times=LeaseTimes(beat=0.2, span=1.0))
    clock = Hands()
    house = House(
        SqlMemory(database, engine),
        cast("Crm", Consents()),
        clock,
        {"mailing": MAILING},
        mailer=SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=no", clock=clock),
        postal_address="1 Main St, Springfield",
    )
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    engine.launch(Lifecycle(house).execute)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    stopping.wait()
    engine.close()
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
