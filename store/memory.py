"""Everything we remember, behind the ports of bot/memory.py."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from bot.runs import Engine
from store.database import Database, SqlTx
from store.desk import SqlDesk
from store.executions import SqlExecutions
from store.inbox import SqlInbox
from store.ledger import SqlLedger
from store.mailroom import SqlMailroom
from store.model_calls import SqlModelCalls
from store.notes import SqlNotes
from store.people import SqlPeople
from store.proposals import SqlProposals
from store.switches import SqlSwitches


class SqlMemory:
    """The memory on a database. `wake` is called after every commit that queued work for a drain."""

    def __init__(self, database: Database, engine: Engine, wake: Callable[[], None] | None = None) -> None:
        self.engine = engine
        self.inbox = SqlInbox()
        self.proposals = SqlProposals()
        self.executions = SqlExecutions()
        self.ledger = SqlLedger()
        self.desk = SqlDesk()
        self.notes = SqlNotes()
        self.people = SqlPeople()
        self.switches = SqlSwitches()
        self.mailroom = SqlMailroom()
        self.model_calls = SqlModelCalls()
        self._database = database
        if wake is not None:
            database.on_wake(wake)

    def begin(self) -> AbstractContextManager[SqlTx]:
        return self._database.begin()
