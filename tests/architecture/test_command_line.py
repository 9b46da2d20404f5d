"""The command line as a newcomer meets it: help, errors in one line, lists; with callables that answer at once."""

import contextlib
import io
import json
import logging
import re
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from typer.testing import CliRunner

from bot.errors import StoreError
from bot.findings import Finding
from bot.ledger import Broken
from bot.model import Receipt
from bot.receipts import Discrepancy
from bot.runs import Run
from bot.settings import Settings
from bot.values import RecordRef, UndoKind
from handlers.demo import DEFAULT_PORT
from handlers.logs import about, configure_logging, told_apart
from handlers.terminal import CrmName, Say, Wiring, build
from integrations.doctor import before_mail

NOON = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
RECEIPT = Receipt(
    id="R-1",
    proposal="p",
    execution="act:p:1",
    signal="s",
    workflow="crm_hygiene",
    record=RecordRef("deal", "1"),
    record_name="Northwind",
    record_link="https://crm.example/1",
    verb="updated",
    lines=(),
    approver="priya",
    approver_name="Priya",
    approver_slack="U1",
    approver_crm="7",
    approved_at=NOON,
    executed_at=NOON,
    reason="it was empty",
    evidence=("e",),
    undo=UndoKind.EXACT,
)


class FakeLedger:
    """A ledger that holds one receipt and says what it is told to say."""

    def __init__(self, broken: Broken | None = None, notes: tuple[Discrepancy, ...] = ()) -> None:
        self._broken = broken
        self._notes = notes

    def receipts(self, limit: int) -> tuple[Receipt, ...]:
        return (RECEIPT,)[:limit]

    def note_state(self, receipt: str) -> str:
        return f"pending: {receipt} is young"

    def verify(self) -> Broken | None:
        return self._broken

    def verify_notes(self, limit: int) -> tuple[Discrepancy, ...]:
        return self._notes[:limit]


def wiring(*findings: Finding, ledger: FakeLedger | None = None) -> Wiring:
    """Callables that answer at once; nothing is started."""

    def serve(
        settings: Settings, *, http: bool, wire_log: Path | None, stop: threading.Event, announce: Say
    ) -> None:
        announce(f"{settings.crm} and then")
        raise StoreError(f"Another Dealhand is running.\nhttp={http} {wire_log} {stop.is_set()}")

    @contextlib.contextmanager
    def start(port: int, crm: CrmName, events_url: str | None = None) -> Iterator[str]:
        yield f"http://127.0.0.1:{port}?{crm}&{events_url}"

    return Wiring(
        serve=serve,
        migrate=lambda settings: f"{settings.database_url} is at this version.",
        check=lambda _: findings,
        ledger=lambda _: contextlib.nullcontext(ledger or FakeLedger()),
        start_sandbox=start,
        sandbox_settings=lambda _address, _crm, _directory: Settings(_env_file=None),
        play=lambda _address, _crm, _say: True,
        triage=None,
    )


def run(wires: Wiring, *arguments: str) -> tuple[int, str]:
    """Exit code and everything printed."""
    done = CliRunner().invoke(build(wires), list(arguments))
    return done.exit_code, done.output


@pytest.fixture(autouse=True)
def quiet_logging() -> Iterator[None]:
    """The root logger as it was before, whatever a command made of it."""
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((), ("demo", "serve", "migrate", "doctor", "receipts")),
        (("demo",), ("--crm", "--play", "--port", "--wire-log", "No account, no key")),
        (("serve",), ("--http", "--wire-log", "until Ctrl-C")),
        (("migrate",), ("before the first `serve`",)),
        (("doctor",), ("how to mend it",)),
        (("receipts",), ("list", "verify")),
        (("receipts", "verify"), ("--chain-only", "note in the CRM")),
    ],
)
def test_help_tells_a_newcomer_what_each_command_does(
    command: tuple[str, ...], words: tuple[str, ...]
) -> None:
    code, said = run(wiring(), *command, "--help")

    assert code == 0
    assert [word for word in words if word not in " ".join(said.split())] == []


def test_doctor_says_in_one_line_each_what_is_wrong_and_how_to_mend_it() -> None:
    wrong = Finding(
        ok=False, subject="HubSpot", said="the token lacks crm.objects.deals.write", mend="add the scope"
    )

    code, said = run(wiring(Finding(ok=True, subject="clock", said="0.2 s off"), wrong), "doctor")

    assert code == 1
    assert said.splitlines() == [
        "ok     clock: 0.2 s off",
        "WRONG  HubSpot: the token lacks crm.objects.deals.write → add the scope",
        "1 thing needs mending.",
    ]


def test_doctor_ends_well_when_nothing_is_wrong() -> None:
    assert run(wiring(Finding(ok=True, subject="clock", said="fine")), "doctor")[0] == 0


@pytest.mark.row("A-28")
def test_receipts_are_listed_with_who_what_when_and_the_state_of_their_note() -> None:
    code, said = run(wiring(), "receipts", "list")

    assert code == 0
    for part in (
        "2026-03-03 17:00:00Z",
        "R-1",
        "updated Northwind",
        "approved by Priya",
        "pending: R-1 is young",
    ):
        assert part in said


def test_a_broken_chain_is_named_by_its_row_and_fails() -> None:
    code, said = run(
        wiring(ledger=FakeLedger(Broken(3, "R-3", "its text was changed"))), "receipts", "verify"
    )

    assert (code, said) == (1, "The chain is broken at row 3 (R-3): its text was changed.\n")


def test_a_note_that_was_edited_fails_and_one_that_is_on_its_way_does_not() -> None:
    edited = FakeLedger(notes=(Discrepancy("R-1", "its note was edited"),))
    pending = FakeLedger(notes=(Discrepancy("R-1", "note pending: the CRM is down"),))

    assert run(wiring(ledger=edited), "receipts", "verify")[0] == 1
    assert run(wiring(ledger=pending), "receipts", "verify")[0] == 0
    assert run(wiring(ledger=edited), "receipts", "verify", "--chain-only")[0] == 0


def test_our_own_errors_are_one_line_and_exit_code_two() -> None:
    code, said = run(wiring(), "demo", "--port", "0")

    assert code == 2
    assert said.splitlines() == ["Another Dealhand is running. http=False None False"]


def test_a_port_that_was_asked_for_and_is_taken_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code, said = run(wiring(), "demo", "--port", str(port))

    assert code == 2
    assert re.fullmatch(rf"Port {port} cannot be used: .+\n", said)


def test_the_usual_port_being_taken_is_no_reason_not_to_start() -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):  # someone else has it, which is as good
            taken.bind(("127.0.0.1", DEFAULT_PORT))
            taken.listen()

        code, said = run(wiring(), "demo")

        assert re.match(rf"Port {DEFAULT_PORT} is taken; using \d+ instead\.\n", said)
        assert code == 2  # of the fake app, which comes after


def test_logs_are_json_lines_that_carry_the_proposal(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    configure_logging(json=True)

    with about("P1"):
        logging.getLogger("store").info("kept")
    told_apart(lambda _run, _execution: logging.getLogger("bot").info("done"))(cast("Run", None), "act:P3:1")
    logging.getLogger("bot").warning("late", extra={"proposal": "P2"})
    logging.getLogger("bot").warning("nobody's")

    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [(line["message"], line["proposal"]) for line in lines] == [
        ("kept", "P1"),
        ("done", "P3"),
        ("late", "P2"),
        ("nobody's", None),
    ]
    assert {"time", "level", "name"} <= lines[0].keys()


def test_the_demo_speaks_plainly_and_only_of_what_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    configure_logging(json=False, level=logging.WARNING)

    logging.getLogger("bot.receipts").warning("the note waits")
    logging.getLogger("bot.receipts").info("detail")
    logging.getLogger("slack_bolt.App").warning("chatter")

    assert written.getvalue() == "  note: the note waits\n"


@pytest.mark.row("N8")
def test_a_step_that_fails_is_named_and_the_play_exits_with_one() -> None:
    failing = replace(wiring(), play=_failing_play, serve=_serve_until_stopped)

    code, said = run(failing, "demo", "--play", "--port", "0")

    assert (code, said) == (1, "  ✗ the app is connected: nobody came\n")


def _failing_play(_address: str, _crm: CrmName, say: Say) -> bool:
    say("  ✗ the app is connected: nobody came")
    return False


def _serve_until_stopped(
    settings: Settings, *, http: bool, wire_log: Path | None, stop: threading.Event, announce: Say
) -> None:
    announce(f"ready {settings.crm} {http} {wire_log}")
    stop.wait()


def test_what_only_mail_needs_is_nothing_wrong_before_mail_is_connected() -> None:
    hidden = Finding(False, "consent", "Email Opt Out is hidden on Lead", "show it")
    broken = Finding(False, "connection", "no answer", "look")

    assert before_mail(hidden).ok
    assert "once mail is connected" in before_mail(hidden).said
    assert before_mail(broken) == broken
