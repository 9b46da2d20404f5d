"""The sandbox as one server: its clock, its pings, its page and what can be made to happen."""

import contextlib
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

import pytest

from integrations.sandbox.seed import story
from integrations.sandbox.server import build
from integrations.sandbox.story import FIELDS
from tests.sandbox.conftest import Stand


@contextlib.contextmanager
def pings(stand: Stand) -> Iterator[Iterator[str]]:
    """The topics the page hears, from the moment the stream is open."""

    def topics(stream: IO[bytes]) -> Iterator[str]:
        for line in stream:
            if line.startswith(b"data: "):
                yield json.loads(line[6:])["topic"]

    with urllib.request.urlopen(stand.address + "/page/live", timeout=10) as stream:
        assert stream.readline().startswith(b"retry")
        yield topics(stream)


def fields(stand: Stand, kind: str, key: str) -> dict[str, Any]:
    crm = stand.server.crm
    identity = stand.get(f"/page/{crm}/id/{kind}/{key}")["id"]
    record = stand.get(f"/page/{crm}/record/{kind}/{identity}")
    return {each["name"]: each["raw"] for each in record["fields"]}


def test_the_clock_starts_on_tuesday_morning_and_moves_forward(stand: Stand) -> None:
    assert stand.get("/clock") == {"now": "2026-03-03T14:00:00Z"}

    assert stand.post("/clock", advance_seconds=960)["now"] == "2026-03-03T14:16:00Z"
    assert stand.post("/clock", to="2026-03-04T09:00:00-05:00")["now"] == "2026-03-04T14:00:00Z"


def test_a_clock_move_that_makes_no_sense_is_refused_in_words_and_changes_nothing(stand: Stand) -> None:
    for body in (
        b'{"to": "2026-03-01T00:00:00Z"}',
        b'{"to": "2026-03-05T00:00:00"}',
        b'{"to": "soon"}',
        b'{"advance_seconds": 0}',
        b'{"advance_seconds": -5}',
        b'{"advance_seconds": 1e12}',
        b"{}",
        b"[1]",
        b"no json",
    ):
        status, answer = stand.post_status("/clock", body)
        assert (status, bool(answer["error"])) == (400, True), body

    assert stand.get("/clock") == {"now": "2026-03-03T14:00:00Z"}


def test_every_change_pings_the_open_page(stand: Stand) -> None:
    with pings(stand) as heard:
        stand.post("/clock", advance_seconds=60)
        assert next(heard) == "clock"

        stand.post("/page/happen", what="colleague_edits", person="priya")
        assert next(heard) == "crm"

        stand.post("/page/slack/message", person="U0PRIYA", channel="C0GENERAL", text="hello")
        assert next(heard) == "slack"


def test_a_deal_that_goes_stale_was_sound_and_belongs_to_whoever_looks(either_stand: Stand) -> None:
    name = FIELDS[either_stand.server.crm]["next_step"]
    assert fields(either_stand, "deal", "tidewater-yard")[name]

    said = either_stand.post("/page/happen", what="deal_goes_stale", person="priya")["said"]

    assert said.startswith("Tidewater Freight \N{EN DASH} Yard: Priya cleared the next step.")
    assert not fields(either_stand, "deal", "tidewater-yard")[name]


def test_deals_go_stale_one_after_the_other_until_none_is_sound(either_stand: Stand) -> None:
    answers = [either_stand.post("/page/happen", what="deal_goes_stale", person="dana") for _ in range(8)]

    said = [answer["said"] for answer in answers if "said" in answer]
    assert len(said) == len(set(said)) == 5
    assert any("close date" in words for words in said)
    assert answers[-1]["error"] == "every deal of Dana Kowalski already lacks something"


def test_a_colleague_edits_the_record_on_the_page_and_never_is_the_one_who_looks(either_stand: Stand) -> None:
    crm = either_stand.server.crm
    identity = either_stand.get(f"/page/{crm}/id/deal/globex-renewal")["id"]

    said = either_stand.post(
        "/page/happen", what="colleague_edits", person="sam", record={"kind": "deal", "id": identity}
    )["said"]

    record = either_stand.get(f"/page/{crm}/record/deal/{identity}")
    step = next(each for each in record["fields"] if each["name"] == FIELDS[crm]["next_step"])
    assert step["changed_by"] == "Lee Nakamura"
    assert said == f"Lee Nakamura set the next step of {record['title']} to “{step['raw']}”."


def test_the_crm_answers_no_request_of_the_app_until_it_is_brought_back(either_stand: Stand) -> None:
    either_stand.post("/page/happen", what="crm_fails")

    assert either_stand.get("/page/config")["failing"] is True

    either_stand.post("/page/happen", what="crm_recovers")

    assert either_stand.get("/page/config")["failing"] is False


def test_tomorrow_is_nine_in_the_morning_where_the_person_is(stand: Stand) -> None:
    said = stand.post("/page/happen", what="move_clock", by="tomorrow", person="lee")["said"]

    assert said == "It is Wednesday 4 March, 09:00 for Lee."
    assert datetime.fromisoformat(stand.get("/clock")["now"]).hour == 17


def test_what_cannot_happen_is_refused_in_words(stand: Stand) -> None:
    for asked in (
        b'{"what": "rain"}',
        b'{"what": "move_clock", "person": "priya"}',
        b"[]",
        b"no json",
        b"{}",
    ):
        status, answer = stand.post_status("/page/happen", asked)
        assert (status, bool(answer["error"])) == (400, True), asked


def test_the_page_needs_nothing_from_anywhere_else_and_forbids_it(stand: Stand) -> None:
    with urllib.request.urlopen(stand.address + "/", timeout=10) as answer:
        html = answer.read().decode()
        policy = answer.headers["content-security-policy"]

    assert "default-src 'self'" in policy
    assert not re.search(r"(src|href)=\"(https?:)?//", html)


def test_an_unknown_crm_is_refused() -> None:
    with pytest.raises(ValueError, match="hubspot, salesforce"):
        build(story(), crm="pipedrive")


def test_the_command_starts_quietly_and_ctrl_c_ends_it_with_a_page_open() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "integrations.sandbox", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        until_up(port)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/page/live", timeout=10) as stream:
            stream.readline()
            process.send_signal(signal.SIGINT)
            rest, errors = process.communicate(timeout=15)

    assert (process.returncode, rest, errors) == (0, "", "")


def test_a_taken_port_is_one_line_and_no_traceback() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "integrations.sandbox", "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "--port" in ended.stderr


def until_up(port: int) -> None:
    """Wait until something listens there (the address is printed just before)."""
    deadline, tick = time.monotonic() + 10, threading.Event()
    while time.monotonic() < deadline:
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        tick.wait(0.01)
    pytest.fail("the sandbox did not start to listen")
