"""One day's mail for a person: how it was understood, what came of it, and what was deliberately not sent (B-10, N11).

Every number is counted from the ledger's lines, so that the rep's cards and the manager's view cannot differ.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from bot.house import House
from bot.ledger import Entry
from bot.model import Proposal
from bot.policy import first_in_charge
from bot.standing import State
from bot.suppression import Reason
from bot.transaction import Tx
from bot.values import Person

KINDS = ("understood", "notice", "proposal", "suppression", "verdict", "why_not")
MOST_LINES = 50_000  # of the ledger, in one day
MOST_SHOWN = 8
_LOGGED = "mail_is_logged"  # the rule by which a mail is only logged, which is nobody's next step


@dataclass
class Heard:
    """One mail of that day: its latest label, and the proposals that came of it."""

    mail: str
    label: str
    at: datetime
    signals: set[str] = field(default_factory=set)
    proposals: list[str] = field(default_factory=list)
    people: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Line:
    """One mail as it is listed: who wrote, how it was understood, what came of it and whose that is."""

    sender: str
    label: str
    at: datetime
    what: str
    whose: str
    state: str


@dataclass(frozen=True)
class MailDay:
    """`everybody`: of the whole house, not of one person. `refused` counts by rule, `held` is what waits just now."""

    since: datetime
    everybody: bool
    labels: Mapping[str, int]
    opt_outs: int
    held: int
    refused: Mapping[str, int]
    reviews: int
    lines: tuple[Line, ...]

    @property
    def mails(self) -> int:
        """How many came in."""
        return sum(self.labels.values())


def mail_day(house: House, by_slack: str) -> MailDay | None:
    """Today's mail: everybody's for a manager or an administrator, else that person's own. None for a stranger."""
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None:
            return None
        people = house.memory.people.all(tx)
        leads = (
            person.admin or person == first_in_charge(people) or any(p.manager == person.id for p in people)
        )
        since = _midnight(person, house.now())
        entries = house.memory.ledger.entries(tx, kinds=KINDS, since=since, limit=MOST_LINES)
        heard = [each for each in heard_in(entries) if leads or person.id in each.people]
        return MailDay(
            since=since,
            everybody=leads,
            labels=Counter(each.label for each in heard),
            opt_outs=opt_outs_in(entries, None if leads else heard),
            held=_held(house, tx, None if leads else person),
            refused=refused_in(entries, None if leads else person.id),
            reviews=_waiting(house, tx, None if leads else person),
            lines=tuple(_line(house, tx, each) for each in reversed(heard[-MOST_SHOWN:])),
        )


def heard_in(entries: Iterable[Entry]) -> list[Heard]:
    """The mails of these lines, in the order in which they were first understood. Pure."""
    mails: dict[str, Heard] = {}
    signals: dict[str, Heard] = {}
    only_logged: set[str] = set()
    for entry in entries:
        facts, signal = entry.facts or {}, entry.signal or ""
        if entry.kind == "understood":
            found = mails.setdefault(facts["mail"], Heard(facts["mail"], "", entry.at))
            found.label = str(facts["label"])
            signals[signal] = found
        elif entry.kind == "verdict" and facts.get("rule") == _LOGGED:
            only_logged.add(entry.proposal or "")
        elif signal in signals and entry.kind in {"proposal", "notice"}:
            heard = signals[signal]
            heard.proposals += [entry.proposal] if entry.proposal else []
            heard.people |= {entry.person} if entry.person else set()
    for heard in mails.values():
        heard.proposals = [name for name in heard.proposals if name not in only_logged]
    return list(mails.values())


def opt_outs_in(entries: Iterable[Entry], of: Sequence[Heard] | None) -> int:
    """How many were suppressed because they wished it; of these mails alone, or all. Pure."""
    wished = {reason.value for reason in Reason if reason.by_recipient}
    sources = None if of is None else {f"mail:{each.mail}" for each in of}
    found = [entry.facts or {} for entry in entries if entry.kind == "suppression"]
    return sum(f.get("reason") in wished and (sources is None or f.get("source") in sources) for f in found)


def refused_in(entries: Iterable[Entry], owner: str | None) -> Mapping[str, int]:
    """What was deliberately not done, by rule; of that owner's, or all. Pure."""
    mine = (e for e in entries if e.kind == "why_not" and (owner is None or e.person == owner))
    return Counter(str((entry.facts or {}).get("rule", "")) for entry in mine)


def _midnight(person: Person, now: datetime) -> datetime:
    local = person.local(now)
    return datetime.combine(local.date(), time(), tzinfo=local.tzinfo)


def _held(house: House, tx: Tx, person: Person | None) -> int:
    held = house.memory.proposals.in_states(tx, (State.HELD,), limit=10_000)
    return sum(person is None or standing.asked == person.id for standing in held)


def _waiting(house: House, tx: Tx, person: Person | None) -> int:
    people = [person.id] if person else None
    return len(house.memory.mailroom.reviews.waiting(tx, people=people, limit=10_000))


def _line(house: House, tx: Tx, heard: Heard) -> Line:
    kept = house.memory.mailroom.mails.get(tx, heard.mail)
    sender = kept.mail.sender.address if kept and kept.mail else ""
    found = [house.memory.proposals.get(tx, name) for name in heard.proposals]
    last = next((s for s in reversed(found) if s and isinstance(s.proposal, Proposal)), None)
    whose = house.memory.people.get(tx, last.asked if last else next(iter(sorted(heard.people)), ""))
    review = house.memory.mailroom.reviews.get(tx, f"review:{heard.mail}")
    waits = review is not None and review.settled_at is None
    return Line(
        sender=sender or "an unknown sender",
        label=heard.label,
        at=kept.received_at if kept else heard.at,
        what=last.proposal.headline if last else "waits for eyes" if waits else "",
        whose=whose.name if whose else "",
        state=last.state.value.replace("_", " ") if last else "",
    )
