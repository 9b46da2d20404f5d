"""What can be measured about replies, from the ledger alone (C-REP-10, N15). Pure.

An answer counts when a mail of ours really left after a click; what people answer from their own mail programs is not
seen here, so that such a reply counts as not answered yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.ledger import Entry
from bot.model import Receipt, ReceiptLine
from bot.operations import Operation

RESPOND_WITHIN = timedelta(minutes=15)  # to a yes (C-REP-02); calendar minutes


@dataclass(frozen=True)
class FirstResponses:
    """To replies that were a yes: how many there were, were answered, and in time; and the median time."""

    positives: int
    answered: int
    in_time: int
    median: timedelta | None


@dataclass(frozen=True)
class Compliance:
    """Of those who asked for no more mail, how many were suppressed and had none since.

    `broken` are the signals of the others; below 1.0 somebody has to look.
    """

    asked: int
    broken: tuple[str, ...]

    @property
    def rate(self) -> float:
        """1.0 where nobody asked."""
        return 1.0 if not self.asked else 1 - len(self.broken) / self.asked


def first_responses(entries: Iterable[Entry], receipts: Sequence[Receipt]) -> FirstResponses:
    """From when the mail came in to the first mail of ours that a card about it sent."""
    heard = {signal: at for signal, label, at, _ in _understood(entries) if label == "positive"}
    sent: dict[str, datetime] = {}
    for receipt in receipts:
        if receipt.signal in heard and any(line.operation.recipients() for line in _done(receipt)):
            earlier = sent.get(receipt.signal)
            sent[receipt.signal] = min(earlier, receipt.executed_at) if earlier else receipt.executed_at
    times = [at - heard[signal] for signal, at in sent.items()]
    in_time = sum(time <= RESPOND_WITHIN for time in times)
    return FirstResponses(len(heard), len(times), in_time, _median(times))


def unsubscribe_compliance(entries: Iterable[Entry], receipts: Sequence[Receipt]) -> Compliance:
    """Every opt-out must have a receipt of its suppression, and no mail may have gone to that address afterwards."""
    asked = {signal for signal, _, _, suppress in _understood(entries) if suppress}
    kept = {
        receipt.signal: (suppression, suppression.at)
        for receipt in receipts
        for line in _done(receipt)
        for suppression in line.operation.suppresses()
    }
    mails = [
        (address, receipt.executed_at)
        for receipt in receipts
        for line in _done(receipt)
        for address in line.operation.recipients()
    ]
    broken = []
    for signal in sorted(asked):
        if signal not in kept:
            broken.append(signal)
            continue
        suppression, since = kept[signal]
        if any(at > since and suppression.covers(address) for address, at in mails):
            broken.append(signal)
    return Compliance(len(asked), tuple(broken))


def _median(times: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(time.total_seconds() for time in times)) if times else None


def _understood(entries: Iterable[Entry]) -> Iterator[tuple[str, str, datetime, bool]]:
    """Signal, label, when it came in and whether it asks for silence; what was understood last counts."""
    latest = {entry.signal: entry.facts for entry in entries if entry.kind == "understood"}
    for signal, facts in latest.items():
        if signal and facts:
            at = datetime.fromisoformat(facts["received_at"])
            yield signal, str(facts["label"]), at, bool(facts["suppress"])


def _done(receipt: Receipt) -> Iterator[ReceiptLine]:
    """The lines that were carried out, of operations that this version knows."""
    return (line for line in receipt.lines if line.state == "done" and isinstance(line.operation, Operation))


@dataclass(frozen=True)
class HumanResponses:
    """To escalations: how many there were, how many a person answered, and the median time (H6-04)."""

    escalated: int
    answered: int
    median: timedelta | None


def human_responses(entries: Iterable[Entry], receipts: Sequence[Receipt]) -> HumanResponses:
    """From when the angry mail came in to a person's answer: one sent through us, or one they say they gave outside."""
    since: dict[str, datetime] = {}
    answered: dict[str, datetime] = {}
    for entry in entries:
        facts = entry.facts or {}
        if entry.kind == "notice" and facts.get("kind") == "escalation":
            since.setdefault(facts["about"], datetime.fromisoformat(facts["since"]))
        elif entry.kind == "escalation" and "answered" in facts:
            _earliest(answered, facts["answered"], entry.at)
    for receipt in receipts:
        kind, _, rest = receipt.signal.partition(":")
        if kind == "answer" and any(line.operation.recipients() for line in _done(receipt)):
            _earliest(answered, rest.partition(":")[0], receipt.executed_at)
    times = [at - since[mail] for mail, at in answered.items() if mail in since]
    return HumanResponses(len(since), len(times), _median(times))


def _earliest(found: dict[str, datetime], name: str, at: datetime) -> None:
    found[name] = min(at, found.get(name, at))
