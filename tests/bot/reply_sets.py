"""The reply sets beside this file, each row as the mail a person would have sent."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.mail import Mail
from bot.workflows.reply_routing import Decision, route
from handlers.triage import raw_mail
from integrations.mail.mime import read

FOLDER = Path(__file__).with_name("replies")
TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Judged:
    row: dict[str, Any]
    decision: Decision

    @property
    def right(self) -> bool:
        return bool(self.decision.label == self.row["label"])


def rows(name: str) -> Iterator[dict[str, Any]]:
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def judged(name: str) -> tuple[Judged, ...]:
    return tuple(Judged(row, decided(raw_mail(row))) for row in rows(name))


def decided(raw: bytes) -> Decision:
    mail = read(raw)
    assert isinstance(mail, Mail)
    return route(mail, now=TUESDAY)


def said(text: str, subject: str = "Re: a question", **more: Any) -> Decision:
    """The decision on a plain mail of the third of March 2026."""
    return route(Mail(new_text=text, subject=subject, **{"date": TUESDAY, **more}))


def missed(found: Iterable[Judged]) -> list[str]:
    """Rows that ask to be left alone and are not."""
    return [one.row["id"] for one in found if one.row["suppress"] and not one.decision.suppress]


def precision(found: Iterable[Judged], label: str) -> float:
    said_so = [one for one in found if one.decision.label == label]
    return sum(one.right for one in said_so) / max(len(said_so), 1)


def recall(found: Iterable[Judged], label: str) -> float:
    meant = [one for one in found if one.row["label"] == label]
    return sum(one.right for one in meant) / max(len(meant), 1)
