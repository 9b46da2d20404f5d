"""The demo: a sandbox in another process, a throw-away database, and then exactly what `serve` does."""

import contextlib
import logging
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bot.errors import SettingError
from bot.settings import Settings
from handlers.doctor import is_pending
from handlers.logs import configure_logging
from handlers.running import AppBeside, Run, free_port, why_taken
from handlers.wiring import CrmName, LedgerView, Say, Wiring

DEFAULT_PORT = 8765
_NOTE_SECONDS = 20.0  # notes follow their receipts from an outbox
_MANY = 1000
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ws_proxy", "wss_proxy")
_NAMES: dict[CrmName, str] = {"hubspot": "HubSpot", "salesforce": "Salesforce"}


def run_demo(
    wiring: Wiring, say: Say, *, crm: CrmName, port: int | None, wire_log: Path | None, play: bool
) -> bool:
    """Run until Ctrl-C (KeyboardInterrupt), or until the play is over; whether the play went as it should.

    Raises:
        SettingError: The port that was asked for is taken, or the app did not come up.
    """
    # While playing, faults are provoked on purpose; their warnings would only hide the steps.
    configure_logging(json=False, level=logging.CRITICAL if play else logging.WARNING)
    chosen = _port(port, say)
    _without_proxies()
    with _sandboxed(wiring, chosen, crm) as (address, settings):
        wiring.migrate(settings)
        app = AppBeside(_serving(wiring, settings, wire_log))
        try:
            app.until_ready()
            wiring.prepare(address)
            if play:
                return wiring.play(address, crm, say) and _ledger_holds(wiring, settings, say)
            say(banner(address, crm, wire_log))
            app.until_ended()
            return True
        finally:
            app.stop()


def banner(address: str, crm: CrmName, wire_log: Path | None = None) -> str:
    """What a newcomer reads first."""
    lines = [
        "",
        f"  Dealhand is running, with a local Slack, {_NAMES[crm]} and mail server. Nothing leaves this machine.",
        "",
        f"    Open  {address}/",
        "",
        "  Try this first:",
        "    1. You are Priya. In her DM with Dealhand a card waits for the Northwind Platform deal.",
        f"    2. Press Approve, and watch the field change in {_NAMES[crm]} on the right.",
        "    3. The card is now the receipt. Press Undo: the field is as it was, and a second note says so.",
        "    4. Press “A colleague edits the record”, then Approve: nothing is overwritten, you choose.",
        "    5. Press “The CRM fails”, then Approve; bring it back, and press Try again.",
        "    6. Press “A mail comes in”, “A new prospect writes”: one card with the account, the deal and an answer.",
        "       Approve it, and watch it count down. It leaves for the outbox, in the Mail tab on the right.",
        "    7. Open it there and press Unsubscribe, or answer it: nobody can write to them again.",
        "",
        "  Stop with Ctrl-C. The database is thrown away; nothing stays behind.",
        "",
    ]
    if wire_log is not None:
        lines.insert(-1, f"  Every exchange with Slack and the CRM is written to {wire_log}/.")
    return "\n".join(lines)


def _port(asked: int | None, say: Say) -> int:
    if asked == 0:
        return free_port()
    reason = why_taken("127.0.0.1", DEFAULT_PORT if asked is None else asked)
    if reason is None:
        return DEFAULT_PORT if asked is None else asked
    if asked is not None:
        raise SettingError(f"Port {asked} cannot be used: {reason}. Leave --port out, or choose another one.")
    found = free_port()
    say(f"Port {DEFAULT_PORT} is taken; using {found} instead.")
    return found


def _without_proxies() -> None:
    """Everything is on this machine, where a proxy set for the internet could only get in the way; the sandbox too."""
    for name in [name for name in os.environ if name.lower() in _PROXIES]:
        del os.environ[name]


@contextlib.contextmanager
def _sandboxed(wiring: Wiring, port: int, crm: CrmName) -> Iterator[tuple[str, Settings]]:
    """A sandbox that is up, and settings that point at it and at a database that vanishes with the block."""
    with (
        tempfile.TemporaryDirectory(prefix="dealhand-", ignore_cleanup_errors=True) as directory,
        wiring.start_sandbox(port, crm) as address,
    ):
        yield address.rstrip("/"), wiring.sandbox_settings(address, crm, Path(directory))


def _serving(wiring: Wiring, settings: Settings, wire_log: Path | None) -> Run:
    def run(stop: threading.Event, announce: Say) -> None:
        wiring.serve(settings, http=False, wire_log=wire_log, stop=stop, announce=announce)

    return run


def _ledger_holds(wiring: Wiring, settings: Settings, say: Say) -> bool:
    with wiring.ledger(settings) as ledger:
        broken = ledger.verify()
        said = broken.said if broken else _notes_disagree(ledger)
        count = len(ledger.receipts(_MANY))
    if said:
        say(f"  ✗ the ledger and the CRM agree: {said}")
        return False
    say(f"  ✓ the chain of {count} receipts holds, and each has its note in the CRM")
    say("\nEverything went as it should.")
    return True


def _notes_disagree(ledger: LedgerView) -> str:
    """What is wrong with the notes, after giving those on their way some time; empty when nothing is."""
    deadline = time.monotonic() + _NOTE_SECONDS
    while True:
        found = ledger.verify_notes(_MANY)
        pending = found and all(is_pending(each) for each in found)
        if not pending or time.monotonic() > deadline:
            return "; ".join(f"{each.receipt}: {each.said}" for each in found)
        threading.Event().wait(0.2)
