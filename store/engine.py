"""The durable engine behind the port of bot/runs.py, and the only file that knows it is DBOS.

What we rely on, and what we do not: a step is at least once, its recorded result exactly once, and a run survives the
process. Everything else is ours: who may start a run (a conditional statement in the same transaction), what happens
to the work of a dead replica (store/leases.py), and the alarm for a run that vanished (`live`).

The version is pinned, because a deploy with another one would strand what is queued. Steps of a run are therefore only
ever added behind `DBOS.patch`, or under a new name (`act_v2`) with the old one kept for a release.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeVar, cast

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, SQLAlchemyDatasource
from dbos import error as dbos_error

from bot.errors import StoreError
from bot.runs import Run
from bot.transaction import Tx
from store import leases
from store.connections import dispose
from store.database import Database, SqlTx, rows
from store.leases import LeaseTimes
from store.nouns import pack, unpack

log = logging.getLogger(__name__)
T = TypeVar("T")
Isolation = Literal["SERIALIZABLE", "READ COMMITTED"]

_NAME = "dealhand"
_RUN = "act_v1"
_QUEUE = "act"
_POLL = 0.2  # seconds until an approval starts; each poll is one cheap query
_AT_ONCE = 10
_ATTEMPTS = 5  # a run that takes its process down so often is left for a person
_SWEEP = 3600.0  # seconds between two looks for runs that may be forgotten
_PAGE = 200
_LIVE = ["ENQUEUED", "PENDING", "DELAYED"]
_OVER = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
_DRAIN = 5  # seconds that runs in flight get at a clean stop


def stop_this_process() -> None:
    """What a replica does that can no longer prove it is alive: stop cleanly, and be started anew."""
    os.kill(os.getpid(), signal.SIGTERM)


class DbosEngine:
    """Durable runs on the same database. One may be launched per process.

    Args:
        database: Where our rows are; the engine keeps its own beside them.
        version: The pinned version; raise it only with a plan for what is still queued.
        times: When a replica counts as dead (PostgreSQL only).
        on_lost: Called once, from a thread of ours, when this replica lost its lease.
        keep: How long a finished run can still be looked at; our own ledger keeps the facts for good.
    """

    def __init__(
        self,
        database: Database,
        *,
        version: str = "actions-v1",
        times: LeaseTimes | None = None,
        on_lost: Callable[[], None] = stop_this_process,
        keep: timedelta = timedelta(days=7),
    ) -> None:
        self._database = database
        self._version = version
        self._times = times or LeaseTimes()
        self._on_lost = on_lost
        self._kept = keep
        self.executor = _NAME if database.is_sqlite else leases.new_executor()
        self._own = _engine(database)
        self._client = DBOSClient(
            system_database_engine=self._own,
            serializer=DBOSPortableJSONSerializer(),
            application_name=_NAME,
            lazy=True,
        )
        self._launched = False
        self._stopping = threading.Event()
        self._running: set[str] = set()
        self._keeper: threading.Thread | None = None

    def launch(self, execute: Callable[[Run, str], None]) -> None:
        """Start to carry out what is queued, with what an earlier process left behind first.

        Args:
            execute: `lifecycle.execute`: a run and the id of an execution. It must be deterministic outside its steps.

        Raises:
            StoreError: The engine's tables are missing or older than this version.
        """
        be_quiet()
        DBOS(config=self._config())
        try:
            self._register(execute)
            if not self._database.is_sqlite:
                leases.begin(self._database, self.executor)
            self._client.register_queue(
                _QUEUE, worker_concurrency=_AT_ONCE, polling_interval_sec=_POLL, application_name=_NAME
            )
            DBOS.launch()
        except (dbos_error.DBOSInitializationError, sa.exc.DatabaseError) as error:
            DBOS.destroy(destroy_registry=True)
            raise StoreError(
                "The engine's tables are not at this version. Run: python app.py migrate"
            ) from error
        self._launched = True
        self._keeper = threading.Thread(target=self._keep, name="dealhand-keeper", daemon=True)
        self._keeper.start()

    def submit(self, tx: Tx, execution: str) -> None:
        """Queue a run of that execution in this transaction; a second submit of the same id changes nothing."""
        self._client.enqueue_in_transaction(
            rows(tx),
            {
                "workflow_name": _RUN,
                "queue_name": _QUEUE,
                "workflow_id": execution,
                "app_version": self._version,
            },
            execution,
        )

    def live(self, executions: Collection[str]) -> frozenset[str]:
        """Which of these are queued or running."""
        wanted = list(executions)
        found: set[str] = set()
        for start in range(0, len(wanted), _PAGE):
            some = self._client.list_workflows(
                workflow_ids=wanted[start : start + _PAGE], status=_LIVE, load_input=False, load_output=False
            )
            found |= {run.workflow_id for run in some}
        return frozenset(found)

    def close(self) -> None:
        """Stop claiming, give runs in flight a few seconds, and leave the rest for the next start."""
        self._stopping.set()
        if self._keeper is not None:
            self._keeper.join(timeout=10)
        if self._launched:
            self._launched = False
            DBOS.destroy(
                destroy_registry=True, workflow_completion_timeout_sec=_DRAIN if self._running else 0
            )
            if not self._database.is_sqlite:
                with self._database.begin() as tx:
                    leases.end(tx, [self.executor])
        self._client.destroy()
        if self._own is not self._database.engine:
            dispose(self._own)

    def _config(self) -> DBOSConfig:
        return {
            "name": _NAME,
            "application_version": self._version,
            "executor_id": self.executor,
            "system_database_url": self._database.url,
            "system_database_engine": self._own,
            "serializer": DBOSPortableJSONSerializer(),
            "run_migrations": False,
            "use_listen_notify": False,
            "notification_listener_polling_interval_sec": 0.1,  # it has nothing to look at; a stop waits for it
            "log_level": "WARNING",
        }

    def _register(self, execute: Callable[[Run, str], None]) -> None:
        source = SQLAlchemyDatasource.create(
            self._database.url,
            engine=self._database.engine,
            serializer=DBOSPortableJSONSerializer(),
            run_migrations=False,
        )

        def act(execution: str) -> None:
            self._running.add(execution)
            try:
                execute(_DbosRun(self._database, source), execution)
            except Exception:  # said here and raised again: the alarm for lost work finds the run
                if self._stopping.is_set():
                    log.info("execution %s goes on at the next start", execution)
                else:
                    log.exception("execution %s failed outside its steps", execution)
                raise
            finally:
                self._running.discard(execution)

        DBOS.workflow(name=_RUN, max_recovery_attempts=_ATTEMPTS)(act)

    def _keep(self) -> None:
        """Renew the lease, look after the dead, and forget what is long over, until the engine is closed."""
        renewed = time.monotonic()
        swept = renewed - _SWEEP
        while not self._stopping.wait(self._times.beat):
            try:
                if not self._database.is_sqlite:
                    if not leases.renew(self._database, self.executor):
                        return self._lost("others took it for dead")
                    renewed = time.monotonic()
                    self._reap()
                if time.monotonic() - swept >= _SWEEP:
                    self._forget()
                    swept = time.monotonic()
            except (StoreError, sa.exc.SQLAlchemyError) as error:
                # The database is away for a moment: try again at the next beat, and give up only after a while.
                log.warning("the keeper of replica %s could not work: %s", self.executor, error)
            if not self._database.is_sqlite and time.monotonic() - renewed > self._times.give_up:
                return self._lost(f"it could not renew its lease for {self._times.give_up:.0f} s")
        return None

    def _lost(self, why: str) -> None:
        log.critical("replica %s stops: %s", self.executor, why)
        self._on_lost()

    def _reap(self) -> None:
        """Hand on what runs under executors without a fresh lease. Repeats until nothing is left: a look may fail."""
        with self._database.begin() as tx:
            if not leases.may_reap(tx):
                return
            living = leases.alive(tx, self._times.span)
            owners = {run.executor_id for run in self._pending()}
            dead = sorted(owner for owner in owners if owner and owner not in living)
            if not dead:
                return
            log.warning("handing on the work of %s", ", ".join(dead))
            DBOS._recover_pending_workflows(dead)  # noqa: SLF001  # no public way keeps queue and attempts; contract-tested
            left = {run.executor_id for run in self._pending()}
            leases.end(tx, [owner for owner in dead if owner not in left])

    def _pending(self) -> list[Any]:
        return list(
            self._client.list_workflows(status="PENDING", name=_RUN, load_input=False, load_output=False)
        )

    def _forget(self) -> None:
        """Drop runs that ended long ago."""
        before = (datetime.now(tz=UTC) - self._kept).isoformat()
        while not self._stopping.is_set():
            over = self._client.list_workflows(
                status=_OVER, completed_before=before, limit=_PAGE, load_input=False, load_output=False
            )
            if not over:
                return
            self._client.delete_workflows([run.workflow_id for run in over])


class _DbosRun:
    """One durable run. Results go through text, so that a replay sees exactly what the first run saw."""

    def __init__(self, database: Database, source: SQLAlchemyDatasource) -> None:
        self._database = database
        self._source = source
        # On PostgreSQL our conditional statements need no more; SQLite knows only this one.
        self._isolation: Isolation = "SERIALIZABLE" if database.is_sqlite else "READ COMMITTED"

    def step(self, name: str, f: Callable[[], T]) -> T:
        return cast("T", unpack(DBOS.run_step({"name": name}, lambda: pack(f()))))

    def step_tx(self, name: str, f: Callable[[Tx], T]) -> T:
        opened: list[SqlTx] = []

        def body() -> str:
            opened.append(SqlTx(self._source.sql_session().connection()))
            return pack(f(opened[-1]))

        text = self._source.run_tx_step({"name": name, "isolation_level": self._isolation}, body)
        if opened:
            self._database.committed(opened[-1])
        return cast("T", unpack(text))

    def pause(self, seconds: float) -> None:
        DBOS.sleep(seconds)


def migrate_engine(database: Database) -> None:
    """Create or upgrade the engine's own tables; ours are alembic's business."""
    be_quiet()
    DBOS.migrate(database.url)
    SQLAlchemyDatasource.migrate(database.url)


def be_quiet() -> None:
    """No banner and no advice on the console: what the engine has to say goes through our own logging."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())  # else it adds a console handler of its own
    logger.setLevel(logging.WARNING)


def _engine(database: Database) -> sa.Engine:
    """The engine DBOS works on: ours on PostgreSQL; on SQLite a second one, as it begins transactions itself."""
    if not database.is_sqlite:
        return database.engine
    engine = sa.create_engine(database.engine.url, pool_size=20, max_overflow=20)

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:  # noqa: ANN401  # a DB-API connection
        connection.isolation_level = "IMMEDIATE"
        connection.execute("PRAGMA busy_timeout=30000")
        connection.execute("PRAGMA foreign_keys=ON")

    return engine
