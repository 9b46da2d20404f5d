"""The real program in a process of its own, on a bare machine: errors at start, the demo, and how it stops."""

import contextlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def environment(home: Path, **more: str) -> dict[str, str]:
    """A bare machine: no token, an empty home, nothing but the path to programs."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(home),
        **more,
    }


def command(*arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "app.py"), *arguments]


@pytest.mark.parametrize(
    ("more", "arguments", "said"),
    [
        ({}, ("serve",), "SLACK_APP_TOKEN is not set"),
        ({"DATABASE_URL": "mysql://x"}, ("migrate",), "DATABASE_URL must start with"),
        ({"PORT": "seventy"}, ("doctor",), "PORT: "),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all.db"}, ("migrate",), "cannot be reached"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_ends_in_one_line_without_a_traceback(
    tmp_path: Path, more: Mapping[str, str], arguments: tuple[str, ...], said: str
) -> None:
    done = subprocess.run(
        command(*arguments),
        cwd=tmp_path,
        env=environment(tmp_path, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def run(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=home,
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_doctor_without_settings_names_each_that_is_missing_and_makes_no_database(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor")

    assert done.returncode == 1, done.stderr
    for said in ("dealhand.db is not there yet", "SLACK_BOT_TOKEN is not set", "HUBSPOT_TOKEN is not set"):
        assert said in done.stdout
    assert not (tmp_path / "dealhand.db").exists()


@pytest.mark.row("N3")
def test_the_chain_can_be_read_and_verified_without_the_crm(tmp_path: Path) -> None:
    run(tmp_path, "migrate")

    listed, verified = run(tmp_path, "receipts", "list"), run(tmp_path, "receipts", "verify", "--chain-only")

    assert (listed.returncode, listed.stdout) == (0, "No receipts yet.\n"), listed.stderr
    assert (verified.returncode, verified.stdout) == (0, "The chain of receipts holds.\n"), verified.stderr


def test_a_database_that_is_newer_than_the_code_is_left_alone_and_said_in_one_line(tmp_path: Path) -> None:
    bare = environment(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}", HUBSPOT_TOKEN="pat-x")
    subprocess.run(command("migrate"), cwd=tmp_path, env=bare, check=True, capture_output=True, timeout=60)
    with contextlib.closing(sqlite3.connect(tmp_path / "new.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")

    done = subprocess.run(
        command("receipts", "list"),
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2, done.stderr
    assert "newer" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def until(what: str, look: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for something to become true; a failure says what did not."""
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        threading.Event().wait(0.05)


def answers(address: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_ctrl_c_stops_the_demo_and_leaves_nothing_running(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with out.open("w", encoding="utf-8") as sink:
        demo = subprocess.Popen(
            command("demo", "--port", "0"), env=environment(tmp_path), stdout=sink, stderr=subprocess.STDOUT
        )
    until("the banner", lambda: "Open  http" in out.read_text(encoding="utf-8") or demo.poll() is not None)
    found = re.search(r"http://127\.0\.0\.1:\d+/", out.read_text(encoding="utf-8"))
    assert found, out.read_text(encoding="utf-8")
    assert answers(found.group())

    demo.send_signal(signal.SIGINT)

    assert demo.wait(45) == 0
    assert out.read_text(encoding="utf-8").endswith("Stopped. Nothing is left running.\n")
    assert not answers(found.group())
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("dealhand-")] == []


@pytest.mark.row("N8")
@pytest.mark.row("A-37")
@pytest.mark.row("A-11")
@pytest.mark.row("A-13")
@pytest.mark.parametrize("crm", ["hubspot", "salesforce"])
def test_the_whole_story_plays_offline_by_one_command(tmp_path: Path, crm: str) -> None:
    wires = tmp_path / "wires"
    arguments = ("demo", "--play", "--port", "0", "--crm", crm, "--wire-log", str(wires))

    done = subprocess.run(
        command(*arguments),
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("✓") == 22
    assert done.stdout.rstrip().endswith("Everything went as it should.")
    assert done.stderr == ""
    for name in ("slack.jsonl", "crm.jsonl"):
        exchange = json.loads((wires / name).read_text(encoding="utf-8").splitlines()[0])
        assert exchange.keys() == {"time", "direction", "method", "url", "request", "status", "response"}
