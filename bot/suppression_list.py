"""A list of people who must not be written to, out of a file: good lines are kept, and bad ones are named.

The columns are `address`, `reason` and `said` (why, in words; may be missing), in any order, with commas, semicolons
or tabs between them. A domain is a rule and not a line here: `/dealhand suppress` shows whom it would cover.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.memory import Memory
from bot.policy.keeping import Keeper
from bot.suppression import Reason, Suppression, typed_address
from bot.values import new_id

BATCH = 500  # lines of one transaction
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Line:
    """One line of the file by its number, as a suppression, or with what is wrong with it."""

    number: int
    suppression: Suppression | None = None
    wrong: str = ""


@dataclass(frozen=True)
class Taken:
    """How many lines were new and known; and those that were wrong."""

    new: int
    known: int
    wrong: tuple[Line, ...]


def read_list(raw: bytes, now: datetime) -> Iterator[Line]:
    """The lines of a CSV file in UTF-8.

    Raises:
        ValueError: It is no such file at all; a sentence that says what is missing.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("The file is not UTF-8; save it as “CSV UTF-8”.") from error
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=head.count))
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    missing = [name for name in ("address", "reason") if name not in rows.fieldnames]
    if missing:
        raise ValueError(
            f"The first line must name the columns address, reason and said; {missing[0]} is missing."
        )
    source = f"list:{hashlib.sha256(raw).hexdigest()[:16]}"
    return _lines(rows, source, now)


def _lines(rows: "csv.DictReader[str]", source: str, now: datetime) -> Iterator[Line]:
    try:
        for row in rows:
            if any((value or "").strip() for value in row.values() if not isinstance(value, list)):
                yield _line(rows.line_num, row, source, now)
    except csv.Error as error:
        yield Line(rows.line_num, wrong=f"from here on the file cannot be read ({error})")


def _line(number: int, row: Mapping[str, str | None], source: str, now: datetime) -> Line:
    address, word = (row.get("address") or "").strip(), (row.get("reason") or "").strip()
    reason = next(
        (each for each in Reason if each.value == word.lower().replace(" ", "_").replace("-", "_")), None
    )
    if address.startswith("@"):
        return Line(number, wrong=f"{address} is a domain: /dealhand suppress {address} shows whom it covers")
    if reason is None:
        known = ", ".join(each.value for each in Reason)
        return Line(number, wrong=f"{word[:80]!r} is no reason; give one of {known}")
    try:
        return Line(
            number,
            Suppression(
                id=f"S-{new_id(now)}",
                reason=reason,
                said=(row.get("said") or "").strip()[:500],
                source=source,
                at=now,
                by="import",
                address=typed_address(address),
            ),
        )
    except ValueError:
        return Line(number, wrong=f"{address[:80]!r} is not a mail address")


def take_list(keeper: Keeper, memory: Memory, lines: Iterator[Line]) -> Taken:
    """Keep every good line; the same list again changes nothing."""
    new = known = 0
    wrong: list[Line] = []
    everything = list(lines)
    for start in range(0, len(everything), BATCH):
        with memory.begin() as tx:
            for line in everything[start : start + BATCH]:
                if line.suppression is None:
                    wrong.append(line)
                elif keeper.suppress_in(tx, line.suppression):
                    new += 1
                else:
                    known += 1
    return Taken(new, known, tuple(wrong))
