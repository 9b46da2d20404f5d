"""Wiring only: builds everything once, top to bottom, and hands it to the command line. Decides nothing."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from slack_bolt import App
from slack_sdk import WebClient

from blocks.card import draw_card
from blocks.surface import Drawn
from bot import noticing, receipts, reviewing, sweeps
from bot.connecting import Connecting
from bot.findings import Finding
from bot.house import House
from bot.lifecycle import Lifecycle
from bot.outboxes import Card
from bot.settings import Settings, plain
from bot.workflows import ROSTER
from handlers import Replies, notices, register_all
from handlers.connect import connect_routes
from handlers.home import refreshed
from handlers.logs import told_apart
from handlers.terminal import Say, Wiring, build
from handlers.triage import triage
from handlers.unsubscribe import unsubscribe_routes
from handlers.web import Health, web
from integrations.clock import Tick, clock_at, start_ticker
from integrations.crm.connect import connect_crm
from integrations.demo import prepare_sandbox, sandbox_settings, start_sandbox
from integrations.doctor import check_installation
from integrations.drains import Drains
from integrations.llm.connect import connect_model
from integrations.mail.accounts import Accounts
from integrations.mail.by_sender import MailerBySender
from integrations.mail.connect import shared_mail, shared_mailbox, shared_mailer
from integrations.mail.imap import ImapMailbox
from integrations.mail.mime import read
from integrations.mail.rounds import Rounds
from integrations.mail.sealing import Seal
from integrations.sandbox.play import play
from integrations.serving import Doorplate, Listening
from integrations.slack.client import SlackLine, bolt_app, hook, web_client
from integrations.slack.desk import SlackDesk
from integrations.slack.doctor import working_token
from integrations.sources import keep_people, poll_changes
from integrations.wirelog import WireLog
from store.database import Database, open_database
from store.doctor import check_mailboxes, check_store
from store.engine import DbosEngine
from store.leases import new_executor
from store.listing import take_file
from store.memory import SqlMemory
from store.migrate import migrate as migrate_database
from store.reading import OpenLedger, open_ledger


@dataclass(frozen=True)
class Dealhand:
    """One process of the product, built and not yet started."""

    settings: Settings
    database: Database
    engine: DbosEngine
    house: House
    lifecycle: Lifecycle
    slack: App
    client: WebClient
    desk: SlackDesk
    drains: Drains
    ticks: tuple[Tick, ...]
    pages: Doorplate

    def close(self) -> None:
        """Give back what it holds."""
        self.slack.listener_runner.listener_executor.shutdown(wait=False)
        self.engine.close()
        self.database.close()


def assemble(
    settings: Settings,
    client: WebClient | None = None,
    *,
    wire: WireLog | None = None,
    lock: bool = True,
    machine: Callable[[], float] = time.monotonic,
) -> Dealhand:
    """Build everything from the settings; nothing runs yet.

    `machine` gives seconds that only grow, by which Slack's messages and a failing model are paced.

    Raises:
        SettingError: A setting is missing or unusable, or Slack does not take the token.
        StoreError: The database cannot be used as it is.
    """
    settings.needed("slack_bot_token")
    log = wire or WireLog(None)
    clock = clock_at(settings.clock_url)
    crm = connect_crm(settings, clock, log.crm)
    client = client or web_client(plain(settings.slack_bot_token), settings.slack_api_url, watch=log.slack)
    working_token(client)

    accounts = Accounts(Seal(plain(settings.secret_key)), clock)
    shared, pages = shared_mail(settings), Doorplate(settings.public_url)
    mailbox, mailer = shared_mailbox(settings, clock), shared_mailer(settings, clock)

    database = open_database(settings.database_url, exclusive=lock)
    engine = DbosEngine(database)
    memory = SqlMemory(database, engine)
    house = House(
        memory,
        crm,
        clock,
        {w.name: w for w in ROSTER},
        settings.crm_name,
        mailer=MailerBySender(memory, accounts, clock, shared=mailer, shared_address=shared.sends_as),
        shared=shared,
        accounts=accounts,
        pages=pages,
        postal_address=settings.postal_address,
        public_url=settings.public_url or "",
        hold=timedelta(seconds=settings.hold_seconds),
        writer=connect_model(settings),
        daily_tokens=settings.model_daily_tokens,
        machine=machine,
        log_mail=settings.log_mail,
    )
    lifecycle = Lifecycle(house, Connecting(house, lambda: datetime.now(UTC)))

    slack = bolt_app(client, plain(settings.slack_signing_secret), watch=log.slack)
    homes = register_all(slack, lifecycle, Replies(client, hook(log.slack)))
    desk = SlackDesk(client, memory, _drawer(lifecycle), machine, notices.drawer(lifecycle))
    drains = Drains(
        (
            ("inbox", lambda: noticing.drain(house)),
            ("cards", desk.drain),
            ("notes", lambda: receipts.deliver_notes(house)),
        ),
        sooner={"cards": 0.5},  # pacing puts cards back for fractions of a second
    )
    rounds = Rounds(
        house,
        accounts,
        drains,
        read,
        lambda url: ImapMailbox(url, clock=clock),
        new_executor(),
        time.monotonic,
        shared=(f"imap:{settings.imap_folder}", mailbox) if mailbox else None,
    )
    database.on_wake(drains.wake)
    ticks = (
        Tick("people", 300.0, lambda: sweeps.asking(house, lambda: keep_people(house, client, settings))),
        Tick(
            "changes", settings.poll_seconds, lambda: sweeps.asking(house, lambda: poll_changes(crm, memory))
        ),
        Tick(
            "open deals",
            settings.poll_seconds,
            lambda: sweeps.asking(house, lambda: sweeps.look_once_a_day(house)),
        ),
        Tick("due", 1.0, lambda: sweeps.expire(house)),
        Tick("held", 1.0, lambda: sweeps.release_held(house)),
        Tick("mailboxes", 1.0, rounds.look),
        Tick("reminders", 5.0, lambda: sweeps.remind(house)),
        Tick("opt-outs", 300.0, lambda: sweeps.watch_opt_outs(house)),
        Tick("reviews", 60.0, lambda: reviewing.bring_up(house)),
        Tick("lost work", 60.0, lambda: sweeps.mend_lost_work(house)),
        Tick("revive", 15.0, lambda: sweeps.revive(house)),
        Tick("home tabs", 2.0, lambda: refreshed(homes)),
    )
    return Dealhand(settings, database, engine, house, lifecycle, slack, client, desk, drains, ticks, pages)


def create_app(settings: Settings, client: WebClient | None = None) -> App:
    """The Slack app alone, with every listener, on a client of yours or on one built from the settings."""
    return assemble(settings, client).slack


@contextlib.contextmanager
def started(house: Dealhand, *, http: bool) -> Iterator[str]:
    """Run what was assembled until the block ends: engine, drains, ticks, Slack by socket or HTTP. Gives its address.

    Raises:
        SettingError: The port is taken.
        StoreError: The engine's tables are not at this version.
    """
    settings = house.settings
    with contextlib.ExitStack() as stack:
        sweeps.asking(house.house, lambda: keep_people(house.house, house.client, settings))
        house.engine.launch(told_apart(house.lifecycle.execute))
        socket = None if http else SlackLine(house.slack, plain(settings.slack_app_token))
        pages = (
            *unsubscribe_routes(house.lifecycle.way_out, house.lifecycle.leave),
            *connect_routes(house.lifecycle.connecting),
        )
        app = web(house.slack if http else None, lambda: _health(house, socket), pages)
        address = stack.enter_context(Listening(app, settings.host, settings.port))
        house.pages.served_at(address)
        if socket is not None:
            socket.connect()
            stack.callback(socket.close)
        house.drains.start()
        stack.callback(house.drains.stop)
        ticker = start_ticker(house.ticks)
        stack.callback(ticker.shutdown)
        yield address


def _health(house: Dealhand, socket: SlackLine | None) -> Health:
    connected = socket is None or bool(socket.client.is_connected())
    stands = house.lifecycle.stands_still()
    parts: dict[str, str | int | bool] = {
        "slack": house.desk.refused or ("connected" if connected else "not connected"),
        "crm": stands or "working",
    }
    return Health(ready=connected and stands is None and house.desk.refused is None, parts=parts)


def serve(
    settings: Settings, *, http: bool, wire_log: Path | None, stop: threading.Event, announce: Say
) -> None:
    """Run until `stop` is set."""
    settings.needed("slack_signing_secret" if http else "slack_app_token")
    with (
        contextlib.closing(assemble(settings, wire=WireLog(wire_log))) as house,
        started(house, http=http) as address,
    ):
        announce(f"Dealhand is ready; health at {address}/healthz")
        stop.wait()


def migrate(settings: Settings) -> str:
    """Bring the database to this version; says what it did."""
    changed = migrate_database(settings.database_url)
    return "The database is now at this version." if changed else "The database is at this version already."


def check(settings: Settings) -> Iterator[Finding]:
    """Everything `doctor` looks at, one finding each; what is not set is found missing, and the rest is looked at."""
    yield from check_store(settings.database_url)
    yield from check_installation(settings, Path(__file__).with_name("manifest.yml"))
    clock = clock_at(settings.clock_url)
    yield from check_mailboxes(
        settings.database_url, lambda sealed: Accounts(Seal(plain(settings.secret_key)), clock).open(sealed)
    )


def ledger(settings: Settings) -> contextlib.AbstractContextManager[OpenLedger]:
    """Open the ledger beside a running process."""

    def house(memory: SqlMemory) -> House:
        clock = clock_at(settings.clock_url)
        return House(memory, connect_crm(settings, clock), clock, {}, settings.crm_name)

    return open_ledger(settings.database_url, house)


def _drawer(lifecycle: Lifecycle) -> Callable[[Card], Drawn | None]:
    def draw(card: Card) -> Drawn | None:
        facts = lifecycle.facts(card.items[-1], card.person) if card.items else None
        return draw_card(facts) if facts else None

    return draw


def main() -> None:
    """`python app.py …`."""
    build(
        Wiring(
            serve=serve,
            migrate=migrate,
            check=check,
            ledger=ledger,
            start_sandbox=start_sandbox,
            sandbox_settings=sandbox_settings,
            play=play,
            prepare=prepare_sandbox,
            suppress=lambda settings, file: take_file(
                settings.database_url, clock_at(settings.clock_url), file
            ),
            triage=lambda paths, say: triage(paths, say, read),
        )
    )()


if __name__ == "__main__":
    main()
