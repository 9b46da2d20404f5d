"""`triage`: what the bot would do with mails out of files. Writes nothing, asks nobody, needs no settings."""

import json
import mailbox
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

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
            print(f"There is no file or folder {path}.", file=sys.stderr)  # noqa: T201 - a command's one line of refusal
            return CANNOT
    for path in paths:
        for file in _files(path):
            for line in _read_file(file, read):
                out(json.dumps(line, ensure_ascii=False))
    return 0


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from (file for file in sorted(path.rglob("*")) if file.is_file() and file.suffix.lower() in _MAILS)


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
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8", "replace"))
            except (ValueError, RecursionError):
                yield _broken(f"{path.name}:{number}", f"Line {number} is not JSON.")
                continue
            if not isinstance(row, dict):
                yield _broken(f"{path.name}:{number}", f"Line {number} is not a JSON object.")
                continue
            name = row.get("id")
            yield _of_row(row, name if isinstance(name, str | int) else f"{path.name}:{number}", read)


def _of_row(row: Line, name: str | int, read: Read) -> Line:
    body = row.get("body")
    if body is not None and not isinstance(body, str):
        return _broken(name, "The body is not a text.")
    decided = _decided(name, raw_mail(row), read)
    return decided | {"evidence": [_placed(span, body or "") for span in decided["evidence"]]}


def _placed(span: Line, body: str) -> Line:
    """Evidence out of a body given as text is counted in that body, quoted history and all."""
    if span["where"] in ("subject", "header") or not span["text"]:
        return span
    at = body.find(span["text"], span["start"])
    at = body.find(span["text"]) if at < 0 else at
    return span if at < 0 else span | {"start": at, "end": at + len(span["text"])}


def raw_mail(row: Line) -> bytes:
    """A row of JSON lines as the mail it was taken from: headers as given, the body as plain text in UTF-8."""
    lines = [f"Subject: {_flat(row.get('subject'))}"]
    kind = ""
    headers = row.get("headers")
    for name, value in (headers if isinstance(headers, dict) else {}).items():
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
    return {
        "id": name,
        "label": "other",
        "labels": ["other"],
        "confidence": 0.0,
        "suppress": False,
        "pause_until": None,
        "evidence": [],
        "would_propose": ["ask_a_person"],
        "error": why,
    }
