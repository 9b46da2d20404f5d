"""`triage`: files in, one JSON line out for each mail, whatever is in them."""

import json
import mailbox
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from handlers.triage import triage
from integrations.mail.mime import read

ROOT = Path(__file__).parents[2]
KEYS = {"id", "label", "labels", "confidence", "suppress", "pause_until", "evidence", "would_propose"}
EML = b"From: a@x.example\nSubject: Re: hi\nDate: Tue, 03 Mar 2026 09:00:00 +0000\n\nPlease take me off your list.\n"


def run(*paths: Path) -> tuple[int, list[dict[str, Any]]]:
    lines: list[str] = []
    code = triage(paths, lines.append, read)
    return code, [json.loads(line) for line in lines]


def written(folder: Path, *rows: object) -> Path:
    path = folder / "mails.jsonl"
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8"
    )
    return path


def test_an_eml_file_gives_one_line_named_after_the_file(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(EML)
    code, (line,) = run(tmp_path / "one.eml")
    assert code == 0
    assert set(line) == KEYS
    assert (line["id"], line["label"], line["suppress"]) == ("one.eml", "unsubscribe", True)
    assert line["evidence"][0]["text"] == "take me off your list"


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.eml", "a.eml"):
        (tmp_path / name).write_bytes(EML)
    (tmp_path / "notes.txt").write_text("no mail")
    assert [line["id"] for line in run(tmp_path)[1]] == ["a.eml", "b.eml"]


def test_an_mbox_gives_a_line_for_each_mail(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "all.mbox")
    for _ in range(3):
        box.add(EML)
    box.close()
    assert [line["label"] for line in run(tmp_path / "all.mbox")[1]] == ["unsubscribe"] * 3


def test_json_lines_keep_their_ids_and_count_evidence_in_the_body_they_gave(tmp_path: Path) -> None:
    body = "> would you like a demo?\n> reply unsubscribe to opt out\n\nNo, please remove me."
    path = written(tmp_path, {"id": 7, "subject": "Re: hi", "body": body, "headers": None})
    (line,) = run(path)[1]
    assert line["id"] == 7
    assert line["suppress"]
    for span in line["evidence"]:
        assert body[span["start"] : span["end"]] == span["text"]


def test_headers_count_whether_text_list_or_absent(tmp_path: Path) -> None:
    gone = {"body": "Gone fishing until 13 March.", "subject": "hi"}
    path = written(
        tmp_path,
        {
            **gone,
            "id": "a",
            "headers": {"Auto-Submitted": "auto-replied", "Date": "Tue, 03 Mar 2026 09:00:00 +0000"},
        },
        {
            **gone,
            "id": "b",
            "headers": {"auto-submitted": ["auto-replied"], "Received": ["x", "y"], "X": None},
        },
        {"id": "c", "body": "stop"},
    )
    lines = run(path)[1]
    assert [line["label"] for line in lines] == ["auto_reply", "auto_reply", "unsubscribe"]
    assert lines[0]["pause_until"] == "2026-03-14"


@pytest.mark.parametrize(
    "broken",
    ["{not json", "[1, 2]", "null", '{"id": "x", "body": 7}', '{"id": "x", "body": ["a"]}', "[" * 100_000],
)
def test_a_broken_line_says_so_and_the_next_one_is_read(tmp_path: Path, broken: str) -> None:
    code, lines = run(written(tmp_path, broken, {"id": "good", "body": "stop"}))
    assert code == 0
    assert lines[0]["label"] == "other"
    assert lines[0].keys() == lines[1].keys()
    assert lines[0]["evidence"][0]["rule"] == "unreadable"
    assert lines[1]["suppress"]


@pytest.mark.parametrize(
    "headers",
    [
        [["Auto-Submitted", "auto-replied"]],
        [{"name": "AUTO-SUBMITTED", "value": "auto-replied"}, {"value": "x"}, 7],
        "Received: x\n y\nAuto-Submitted: auto-replied\n",
    ],
)
def test_headers_are_read_as_pairs_as_named_values_and_as_text(tmp_path: Path, headers: object) -> None:
    (line,) = run(written(tmp_path, {"id": 1, "body": "I am away.", "headers": headers}))[1]
    assert line["label"] == "auto_reply"


def test_the_subject_may_stand_in_the_headers(tmp_path: Path) -> None:
    path = written(tmp_path, {"id": 1, "body": "", "headers": {"Subject": "unsubscribe"}})
    assert run(path)[1][0]["suppress"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_list_gives_a_line_for_each_item(tmp_path: Path, encoding: str, indent: int | None) -> None:
    path = tmp_path / "mails.json"
    path.write_text(json.dumps([{"id": "a", "body": "stop"}, {"id": "b"}], indent=indent), encoding=encoding)
    assert [line["id"] for line in run(path)[1]] == ["a", "b"]


def test_a_maildir_is_read_and_a_folder_without_mails_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cur").mkdir()
    assert run(tmp_path) == (0, [])
    assert "no mails" in capsys.readouterr().err
    (tmp_path / "cur" / "1700000000.M1.host:2,S").write_bytes(EML)
    assert len(run(tmp_path)[1]) == 1


def test_a_name_that_cannot_be_printed_stops_nothing(tmp_path: Path) -> None:
    printed: list[str] = []
    path = written(tmp_path, '{"id":"\\ud800","body":"stop"}', {"id": "\xfc", "body": "stop"})
    triage([path], printed.append, read)
    assert "\\ud800" in printed[0].encode().decode()
    assert "\xfc" in printed[1]


def test_hostile_values_in_headers_start_no_new_header(tmp_path: Path) -> None:
    path = written(
        tmp_path, {"id": 1, "subject": "hi\r\nAuto-Submitted: auto-replied\r\n\r\nbody", "body": "stop"}
    )
    assert run(path)[1][0]["suppress"]


def test_odd_characters_come_through(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id":"bom","body":"stop \\ud800"}\n{"id":"latin","body":"stop \xe9"}\n\n')
    code, lines = run(path)
    assert (code, [line["id"] for line in lines]) == (0, ["bom", "latin"])


def test_a_path_that_is_not_there_is_one_line_on_stderr_and_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.eml").write_bytes(EML)
    assert run(tmp_path / "one.eml", tmp_path / "nowhere") == (2, [])
    assert capsys.readouterr().err.count("\n") == 1


def test_the_command_needs_no_settings_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(EML)
    done = subprocess.run(
        [sys.executable, ROOT / "app.py", "triage", "one.eml"],
        cwd=tmp_path,
        env={"PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout)["label"] == "unsubscribe"
    assert done.stderr == ""
    assert [path.name for path in tmp_path.iterdir()] == ["one.eml"]
