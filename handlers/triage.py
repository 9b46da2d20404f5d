"""`triage`: what the bot would do with mails out of files. Writes nothing, asks nobody, needs no settings."""

import codecs
import json
import mailbox
import sys
from collections.abc import Callable, Iterator, Sequence
from email import policy
from email.parser import HeaderParser
from pathlib import Path
from typing import Any, TextIO

from bot.mail import Mail, Quarantined
from bot.workflows.reply_routing import Decision, Span, route

Read = Callable[[bytes], Mail | Quarantined]
Line = dict[str, Any]
CANNOT = 2
_LINES = frozenset({".jsonl", ".ndjson", ".json"})
_MAILS = frozenset({".eml", ".mbox", ".mbx", *_LINES})
_NOT_OURS_TO_SET = frozenset({"subject", "content-transfer-encoding", "content-length", "mime-version"})


def triage(paths: Sequence[Path], out: Callable[[str], None], read: Read) -> int:
    """One JSON line for each mail, in order; 0, or 2 after one line on stderr when a path is not there.

    Args:
        paths: `.eml` files, mbox files, JSON lines (`{"id","subject","body","headers"}`), or folders of these.
        out: gets each line, without its line end.
        read: makes a mail out of raw bytes.
    """
    for path in paths:
        if not path.exists():
            _tell(f"There is no file or folder {path}.")
            return CANNOT
    for path in paths:
        empty = True
        for file in _files(path):
            empty = False
            for line in _read_file(file, read):
                out(_printed(line))
        if empty:
            _tell(f"There are no mails in {path}: no .eml, .mbox or .jsonl file, and no maildir.")
    return 0


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from (file for file in sorted(path.rglob("*")) if file.is_file() and _is_mail(file))


def _is_mail(file: Path) -> bool:
    return file.suffix.lower() in _MAILS or file.parent.name in ("cur", "new")  # the folders of a maildir


def _printed(line: Line) -> str:
    """Letters as they are, or escaped where the terminal or UTF-8 itself has no room for them."""
    text = json.dumps(line, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(line)
    return text


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - what a command could not read; its output is for programs


def _read_file(path: Path, read: Read) -> Iterator[Line]:
    try:
        with path.open("rb") as file:
            head = file.read(2048)
        if path.suffix.lower() in _LINES or (path.suffix.lower() != ".eml" and head.lstrip()[:1] == b"{"):
            yield from _json_lines(path, read)
        elif head.startswith(b"From ") and path.suffix.lower() != ".eml":
            yield from _mbox(path, read)
        else:
            yield _decided(path.name, path.read_bytes(), read)
    except OSError as error:
        yield _broken(path.name, f"The file could not be read: {error.strerror}.")


def _mbox(path: Path, read: Read) -> Iterator[Line]:
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), 1):
            yield _decided(f"{path.name}:{number}", box.get_bytes(key), read)
    finally:
        box.close()


def _json_lines(path: Path, read: Read) -> Iterator[Line]:
    with path.open(encoding=_encoding(path), errors="replace", newline="\n") as lines:
        for number, line in enumerate(_rows(lines, path), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield _broken(f"{path.name}:{number}", f"Line {number} is not JSON.")
                continue
            if not isinstance(row, dict):
                yield _broken(f"{path.name}:{number}", f"Line {number} is not a JSON object.")
                continue
            name = row.get("id")
            yield _of_row(row, name if isinstance(name, str | int) else f"{path.name}:{number}", read)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(2)
    return "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


def _rows(lines: TextIO, path: Path) -> Iterator[str]:
    """The lines; of a `.json` file that is one JSON list, its items."""
    if path.suffix.lower() != ".json":
        yield from lines
        return
    whole = lines.read()
    try:
        rows = json.loads(whole)
    except (ValueError, RecursionError):
        yield from whole.split("\n")
        return
    yield from (json.dumps(row) for row in (rows if isinstance(rows, list) else [rows]))


def _of_row(row: Line, name: str | int, read: Read) -> Line:
    body = row.get("body")
    if body is not None and not isinstance(body, str):
        return _broken(name, "The body is not a text.")
    decided = _decided(name, raw_mail(row), read)
    return decided | {"evidence": [_placed(span, body or "") for span in decided["evidence"]]}


def _placed(span: Line, body: str) -> Line:
    """Evidence out of a body given as text is counted in that body, quoted history and all."""
    if span["where"] in ("subject", "header", "file") or not span["text"]:
        return span
    at = body.find(span["text"], span["start"])
    at = body.find(span["text"]) if at < 0 else at
    return span if at < 0 else span | {"start": at, "end": at + len(span["text"])}


def raw_mail(row: Line) -> bytes:
    """A row of JSON lines as the mail it was taken from: headers as given, the body as plain text in UTF-8."""
    headers = list(_headers(row.get("headers")))
    named = next((value for name, value in headers if str(name).lower() == "subject"), None)
    lines = [f"Subject: {_flat(named if row.get('subject') is None else row['subject'])}"]
    kind = ""
    for name, value in headers:
        for one in value if isinstance(value, list) else [value]:
            if str(name).lower() == "content-type":
                kind = _flat(one)
            elif str(name).lower() not in _NOT_OURS_TO_SET and _is_name(str(name)):
                lines.append(f"{name}: {_flat(one)}")
    if not kind.lower().startswith("multipart/"):
        kind = (
            "text/html; charset=utf-8"
            if kind.lower().startswith("text/html")
            else "text/plain; charset=utf-8"
        )
    lines += [f"Content-Type: {kind}", "Content-Transfer-Encoding: 8bit", "MIME-Version: 1.0", ""]
    return "\n".join([*lines, row.get("body") or ""]).encode("utf-8", "replace")


def _headers(given: object) -> Iterator[tuple[object, object]]:
    """Headers as an object, as pairs, as objects with a name and a value (Gmail's API), or as text."""
    if isinstance(given, dict):
        yield from given.items()
    elif isinstance(given, str):
        yield from HeaderParser(policy=policy.compat32).parsestr(given).items()
    for one in given if isinstance(given, list) else []:
        if isinstance(one, list) and len(one) == 2:  # noqa: PLR2004 - a name and a value
            yield one[0], one[1]
        elif isinstance(one, dict) and "name" in one:
            yield one["name"], one.get("value")


def _flat(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _is_name(text: str) -> bool:
    return text.isascii() and bool(text) and not any(c in text for c in ": \t\r\n")


def _decided(name: str | int, raw: bytes, read: Read) -> Line:
    mail = read(raw)
    if isinstance(mail, Quarantined):
        return _broken(name, mail.reason)
    return _line(name, route(mail))


def _line(name: str | int, decision: Decision) -> Line:
    return {
        "id": name,
        "label": decision.label.value,
        "labels": [label.value for label in decision.labels],
        "confidence": decision.confidence,
        "suppress": decision.suppress,
        "pause_until": decision.pause_until.isoformat() if decision.pause_until else None,
        "evidence": [_span(span) for span in decision.evidence],
        "would_propose": list(decision.would_propose),
    }


def _span(span: Span) -> Line:
    return {"start": span.start, "end": span.end, "text": span.text, "rule": span.rule, "where": span.where}


def _broken(name: str | int, why: str) -> Line:
    """A line like any other, which asks for a person; what is wrong is said in it and on stderr."""
    _tell(f"{name}: {why}")
    return {
        "id": name,
        "label": "other",
        "labels": ["other"],
        "confidence": 0.0,
        "suppress": False,
        "pause_until": None,
        "evidence": [{"start": 0, "end": 0, "text": why, "rule": "unreadable", "where": "file"}],
        "would_propose": ["ask_a_person"],
    }
