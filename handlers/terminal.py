"""The command line: `python app.py demo | serve | migrate | doctor | receipts | suppress | triage`."""

import functools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

import typer

from bot.errors import DealhandError, SettingError
from bot.settings import Settings, read_settings
from bot.suppression_list import Taken
from handlers import doctor as words
from handlers.demo import DEFAULT_PORT, run_demo
from handlers.logs import configure_logging
from handlers.running import AppBeside, stoppable, why_taken
from handlers.suppressing import told
from handlers.wiring import CrmName, LedgerView, Say, StartSandbox, Wiring

__all__ = ["CrmName", "LedgerView", "Say", "StartSandbox", "Wiring", "build"]

WRONG = 1  # what was asked was done, and the answer is "not in order"
CANNOT = 2  # it could not be done: a setting, a port or the database

P = ParamSpec("P")
T = TypeVar("T")

WireLog = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        file_okay=False,
        help="Write every exchange with Slack and the CRM to DIR/slack.jsonl and DIR/crm.jsonl, without secrets.",
    ),
]
Limit = Annotated[int, typer.Option(min=1, help="How many of the newest receipts.")]


def build(wiring: Wiring) -> typer.Typer:
    """All commands, ready to be called. Errors of ours end in one line on stderr and exit code 2."""
    app = typer.Typer(
        help="Proposes the next step on a deal in Slack, does it when a person says yes, and shows the receipt.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,  # a pretty traceback prints local variables, and those hold secrets
    )
    _add_demo(app, wiring)
    _add_serve(app, wiring)
    _add_care(app, wiring)
    app.add_typer(_receipts(wiring), name="receipts")
    if wiring.suppress is not None:
        _add_suppress(app, wiring.suppress)
    if wiring.triage is not None:
        _add_triage(app, wiring.triage)
    return app


def one_line(command: Callable[P, T]) -> Callable[P, T]:
    """Our own errors as one line on stderr and exit code 2, never a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except DealhandError as error:
            typer.echo(" ".join(str(error).split()), err=True)
            raise typer.Exit(CANNOT) from error

    return run


def _add_demo(app: typer.Typer, wiring: Wiring) -> None:
    @app.command()
    @one_line
    def demo(
        crm: Annotated[CrmName, typer.Option(help="Which CRM the team of the demo uses.")] = "hubspot",
        play: Annotated[
            bool, typer.Option("--play", help="Play the story here, without a browser, and say each step.")
        ] = False,
        port: Annotated[
            int | None,
            typer.Option(
                min=0, max=65535, help=f"Port of the page.  [default: {DEFAULT_PORT}, or a free one]"
            ),
        ] = None,
        wire_log: WireLog = None,
    ) -> None:
        """Try it: a local Slack and CRM with a seeded company, in your browser. No account, no key."""
        went_well = True
        try:
            with stoppable():
                went_well = run_demo(wiring, typer.echo, crm=crm, port=port, wire_log=wire_log, play=play)
        except KeyboardInterrupt:
            typer.echo("\nStopped. Nothing is left running.")
        if not went_well:
            raise typer.Exit(WRONG)


def _add_serve(app: typer.Typer, wiring: Wiring) -> None:
    @app.command()
    @one_line
    def serve(
        http: Annotated[
            bool, typer.Option("--http", help="Receive Slack's requests over HTTP instead of Socket Mode.")
        ] = False,
        wire_log: WireLog = None,
    ) -> None:
        """Run the app with the settings of the environment or of .env, until Ctrl-C. Logs are JSON lines."""
        configure_logging(json=True)
        settings = read_settings()
        if settings.port and (reason := why_taken(settings.host, settings.port)):
            raise SettingError(f"PORT: {settings.host}:{settings.port} cannot be used: {reason}.")
        log = logging.getLogger(__name__)
        beside = AppBeside(
            lambda stop, announce: wiring.serve(
                settings, http=http, wire_log=wire_log, stop=stop, announce=announce
            )
        )
        try:
            with stoppable():
                for line in beside.until_ready():
                    log.info(line)
                beside.until_ended()
        except KeyboardInterrupt:
            log.info("stopping")
        finally:
            beside.stop()


def _add_care(app: typer.Typer, wiring: Wiring) -> None:
    @app.command()
    @one_line
    def migrate() -> None:
        """Bring the database to this version; safe to repeat. Run it once before the first `serve`."""
        typer.echo(wiring.migrate(read_settings()))

    @app.command()
    @one_line
    def doctor() -> None:
        """Look at settings, database, clock, Slack and the CRM; say in a line each what is wrong and how to mend it."""
        findings = []
        for finding in wiring.check(read_settings()):
            findings.append(finding)
            typer.echo(words.line(finding))
        typer.echo(words.summary(findings))
        if not all(finding.ok for finding in findings):
            raise typer.Exit(WRONG)


def _receipts(wiring: Wiring) -> typer.Typer:
    receipts = typer.Typer(
        help="What was done, who approved it, and the proof that nothing of it was altered.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )

    @receipts.command("list")
    @one_line
    def show(limit: Limit = 20) -> None:
        """The newest receipts, a line each; times in UTC."""
        with wiring.ledger(read_settings()) as ledger:
            shown = ledger.receipts(limit)
            for receipt in shown:
                typer.echo(words.receipt_line(receipt, ledger.note_state(receipt.id)))
        if not shown:
            typer.echo("No receipts yet.")

    @receipts.command()
    @one_line
    def verify(
        limit: Limit = 1000,
        chain_only: Annotated[
            bool, typer.Option("--chain-only", help="Only the chain; do not ask the CRM for its notes.")
        ] = False,
    ) -> None:
        """Check the chain of receipts, and hold each receipt against its note in the CRM."""
        with wiring.ledger(read_settings()) as ledger:
            if not (_chain_holds(ledger) and (chain_only or _notes_agree(ledger, limit))):
                raise typer.Exit(WRONG)

    return receipts


def _chain_holds(ledger: LedgerView) -> bool:
    broken = ledger.verify()
    if broken is None:
        typer.echo("The chain of receipts holds.")
        return True
    receipt = f" ({broken.receipt})" if broken.receipt else ""
    typer.echo(f"The chain is broken at row {broken.seq}{receipt}: {broken.said}.")
    return False


def _notes_agree(ledger: LedgerView, limit: int) -> bool:
    found = ledger.verify_notes(limit)
    for each in found:
        typer.echo(f"{each.receipt}: {each.said}")
    wrong = [each for each in found if not words.is_pending(each)]
    if not found:
        typer.echo("Every receipt has its note in the CRM.")
    elif not wrong:
        typer.echo("The other notes agree; those above are still on their way.")
    return not wrong


def _add_suppress(app: typer.Typer, keep: Callable[[Settings, Path], Taken]) -> None:
    @app.command()
    @one_line
    def suppress(
        file: Annotated[
            Path,
            typer.Argument(
                metavar="FILE.csv", help="Columns address, reason and said, named in its first line."
            ),
        ],
    ) -> None:
        """Keep a list of people who must not be written to, for good. Bad lines are named; twice is as good as once."""
        taken = keep(read_settings(), file)
        for line in told(taken):
            typer.echo(line)
        if taken.wrong:
            raise typer.Exit(WRONG)


def _add_triage(app: typer.Typer, read: Callable[[list[Path], Say], int]) -> None:
    @app.command()
    @one_line
    def triage(
        paths: Annotated[
            list[Path],
            typer.Argument(metavar="PATH…", help="Mail files (.eml, mbox, JSON lines), or folders of them."),
        ],
    ) -> None:
        """Read mails from files and say how each would be sorted, and why. Nothing is sent or written."""
        if code := read(paths, typer.echo):
            raise typer.Exit(code)
