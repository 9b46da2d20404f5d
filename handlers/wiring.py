"""What the command line is handed by app.py: callables, so that nothing here imports an adapter or the store."""

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from bot.findings import Finding
from bot.ledger import Broken
from bot.model import Receipt
from bot.receipts import Discrepancy
from bot.settings import Settings
from bot.suppression_list import Taken

CrmName = Literal["hubspot", "salesforce"]
Say = Callable[[str], None]


class Serve(Protocol):
    """Run the app until `stop` is set. `announce` gets one line when people can reach it."""

    def __call__(
        self,
        settings: Settings,
        *,
        http: bool,
        wire_log: Path | None,
        stop: threading.Event,
        announce: Say,
    ) -> None: ...


class LedgerView(Protocol):
    """The ledger, open for reading."""

    def receipts(self, limit: int) -> tuple[Receipt, ...]:
        """The newest ones, newest first."""

    def note_state(self, receipt: str) -> str:
        """`written`, `pending: why` or `given up: why`."""

    def verify(self) -> Broken | None:
        """None when the chain holds, else the first place where it does not."""

    def verify_notes(self, limit: int) -> tuple[Discrepancy, ...]:
        """What does not agree between the newest receipts and their CRM notes. Asks the CRM."""


class StartSandbox(Protocol):
    """Start the local Slack and CRMs in a process of their own; the block gets their address, its end stops them."""

    def __call__(
        self, port: int, crm: CrmName, events_url: str | None = None
    ) -> AbstractContextManager[str]: ...


@dataclass(frozen=True)
class Wiring:
    """Everything a command may call.

    Args:
        serve: run the app until told to stop.
        migrate: bring the database to this version; says what it did.
        check: one finding per thing that can be right or wrong about the installation.
        ledger: the ledger of that installation, open for reading while the block lasts.
        start_sandbox: the local Slack and CRMs, in another process.
        sandbox_settings: (address, CRM, directory for the database) → settings that point at a sandbox.
        play: (address, CRM, say) → the story played without a browser, each step said; False when one failed,
            which was then said too.
        suppress: keeps the list of a CSV file in the database of those settings; None leaves the command out.
        prepare: (address) → nothing, after the app has connected to that sandbox; what was set up there before.
        triage: (mail files, say) → the exit code, after one line per mail; None leaves the command out.
    """

    serve: Serve
    migrate: Callable[[Settings], str]
    check: Callable[[Settings], Iterable[Finding]]
    ledger: Callable[[Settings], AbstractContextManager[LedgerView]]
    start_sandbox: StartSandbox
    sandbox_settings: Callable[[str, CrmName, Path], Settings]
    play: Callable[[str, CrmName, Say], bool]
    prepare: Callable[[str], None] = lambda _address: None
    suppress: Callable[[Settings, Path], Taken] | None = None
    triage: Callable[[Sequence[Path], Say], int] | None = None
