"""notice: one signal through every workflow that answers it, once per (signal, workflow)."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.errors import AuthExpired, CrmError
from bot.house import House
from bot.ledger import Entry
from bot.mailroom import Review, Understood
from bot.model import Decision, Notice, Proposal, Signal, Verdict
from bot.policy import judge
from bot.queues import CLASSIFICATION
from bot.reading_ahead import ReadAhead
from bot.runs import Execution
from bot.standing import Standing, State
from bot.transaction import Tx
from bot.unheard import unheard
from bot.workflow import Said, Workflow

log = logging.getLogger(__name__)

BATCH = 200  # signals taken at a time
TOGETHER = 100  # of them, whose records are read ahead

Ahead = Mapping[str, ReadAhead]


def drain(house: House) -> int:
    """Take waiting signals through the workflows, then show people the best of what came out. Returns how many."""
    with house.memory.begin() as tx:
        stopped = house.stopped(tx)
        signals = house.memory.inbox.waiting(tx, BATCH)
    for signal in signals:
        notice_first(house, signal)
    if stopped:
        return 0
    touched: set[str] = set()
    done = 0
    ahead: Ahead = {}
    for at, signal in enumerate(signals):
        if at % TOGETHER == 0:
            ahead = _read_ahead(house, signals[at : at + TOGETHER])
        try:
            touched |= notice(house, signal, ahead)
        except AuthExpired as error:
            with house.memory.begin() as tx:
                house.stop(tx, str(error))
            break
        except CrmError as error:
            log.warning("signal %s waits: %s", signal.id, error)
            break
        done += 1
    with house.memory.begin() as tx:
        for person in sorted(touched):
            house.fill_desk(tx, person)
    return done


def _read_ahead(house: House, signals: Sequence[Signal]) -> Ahead:
    """By workflow, the CRM with what these signals will ask of it already read. What fails is asked one by one."""
    ahead: dict[str, ReadAhead] = {}
    for workflow in house.workflows.values():
        asked = [signal for signal in signals if signal.kind in workflow.answers]
        if workflow.ahead is None or len(asked) < 2:  # noqa: PLR2004  # one alone is not cheaper
            continue
        crm = ahead[workflow.name] = ReadAhead(house.crm)
        try:
            workflow.ahead(asked, crm)
        except CrmError as error:
            log.info("not all is read ahead for %s: %s", workflow.name, error)
        except Exception:  # a saving must not hold up the others; `propose` meets the defect for itself
            log.exception("workflow %s failed to read ahead", workflow.name)
    return ahead


def notice(house: House, signal: Signal, ahead: Ahead | None = None) -> set[str]:
    """One signal through every workflow that answers it. Returns who may have something new on their desk.

    `ahead` is what was read for many signals together, by workflow.

    Raises: AuthExpired and Temporary from the CRM, with the signal left waiting; any other error of one workflow
    sets that (signal, workflow) aside with its reason and the rest goes on.
    """
    touched: set[str] = set()
    for workflow in _answering(house, signal):
        try:
            said = workflow.propose(signal, house.readers((ahead or {}).get(workflow.name)))
        except CrmError as error:
            if isinstance(error, AuthExpired) or not error.permanent:
                raise
            _set_aside(house, signal, workflow, str(error))
            continue
        except (
            Exception
        ) as error:  # one workflow's defect must not stop the other eleven; it is kept with its reason
            log.exception("workflow %s failed on signal %s", workflow.name, signal.id)
            _set_aside(house, signal, workflow, f"{type(error).__name__}: {error}")
            continue
        with house.memory.begin() as tx:
            if house.memory.inbox.claim(tx, signal.id, workflow.name):
                touched |= _settle_all(house, tx, signal, workflow, said)
    with house.memory.begin() as tx:
        house.memory.inbox.finish(tx, signal.id)
    return touched


def notice_first(house: House, signal: Signal) -> None:
    """What must not wait for the CRM, for other signals or for a person: a recipient who wants no more mail (C-REP-03).

    Once per (signal, workflow); whoever took the signal in calls it at once, and the drain again, in case of a crash
    or a defect. What is not heard for a defect may be an opt-out: see `unheard`.
    """
    for workflow in _answering(house, signal):
        if workflow.first is None:
            continue
        try:
            said = workflow.first(signal, house.readers())
        except (
            Exception
        ) as error:  # a defect in one must not hold up the others; people are told, and mail waits
            log.exception("workflow %s failed first on signal %s", workflow.name, signal.id)
            with house.memory.begin() as tx:
                unheard(house, tx, signal, workflow, f"{type(error).__name__}: {error}")
            continue
        with house.memory.begin() as tx:
            if house.memory.inbox.claim(tx, signal.id, f"{workflow.name}:first"):
                _settle_all(house, tx, signal, workflow, said)


def _answering(house: House, signal: Signal) -> Iterable[Workflow]:
    return (w for w in house.workflows.values() if signal.kind in w.answers)


def _set_aside(house: House, signal: Signal, workflow: Workflow, why: str) -> None:
    with house.memory.begin() as tx:
        house.memory.inbox.quarantine(tx, signal.id, workflow.name, why)


def _settle_all(house: House, tx: Tx, signal: Signal, workflow: Workflow, said: tuple[Said, ...]) -> set[str]:
    """Bring the desk in line with what the workflow says now of the signal's record, and of others it found."""
    touched: set[str] = set()
    proposals = [each for each in said if isinstance(each, Proposal)]
    for each in said:
        match each:
            case Notice():
                if house.memory.desk.tell(tx, each):
                    house.memory.ledger.write(tx, _told(house, signal, workflow, each))
            case Review():
                house.memory.mailroom.reviews.add(tx, each)
            case Understood():
                house.memory.mailroom.mails.understood(
                    tx, each.mail, each.label, each.confidence, each.decision
                )
                house.memory.ledger.write(tx, _understood(house, signal, workflow, each))
    if signal.record is not None and all(p.record != signal.record for p in proposals):
        old = house.memory.proposals.open_on(tx, signal.record, workflow.name)
        if old is not None:
            _withdraw(house, tx, old, "Nothing is left to do: the record was put right meanwhile.")
            touched.add(old.asked)
    for proposal in proposals:
        touched |= _settle(house, tx, signal, workflow, proposal)
    return touched


def _settle(house: House, tx: Tx, signal: Signal, workflow: Workflow, proposal: Proposal) -> set[str]:
    """One open proposal per record and workflow at most."""
    memory, now = house.memory, house.now()
    old = memory.proposals.open_on(tx, proposal.record, workflow.name)
    if proposal.only_records:
        old = None  # what only writes down what happened takes no card's place
    if old is not None and _says_the_same(old.proposal, proposal):
        return {old.asked}
    verdict = judge(proposal, workflow, house.rules(tx))
    if verdict.decision is Decision.ASK and _would_nag(house, tx, old, proposal):
        return set()

    if old is not None:
        _withdraw(house, tx, old, "The record changed; a newer card took this one's place.", redraw=False)
    state = {Decision.ASK: State.OPEN, Decision.ALLOW: State.APPROVED, Decision.REFUSE: State.REFUSED}
    asked = verdict.whom or proposal.owner
    attempt = 1 if verdict.decision is Decision.ALLOW else 0  # the one that is submitted below
    standing = Standing(
        proposal,
        state[verdict.decision],
        0,
        asked,
        verdict,
        attempt,
        said=verdict.reason,
        due_at=proposal.expires_at or proposal.deadline,
    )
    if not memory.proposals.add(tx, standing):
        return set()
    memory.ledger.write(tx, _entry("signal", proposal, now, {"kind": signal.kind, "source": signal.source}))
    memory.ledger.write(tx, _entry("proposal", proposal, now, {"headline": proposal.headline}))
    memory.ledger.write(tx, _entry("verdict", proposal, now, {"rule": verdict.rule, "said": verdict.reason}))
    if verdict.decision is Decision.REFUSE:
        _why_not(house, tx, proposal, verdict)
        return set()
    if old is not None:
        memory.desk.follow(tx, old.proposal.id, proposal.id)
        memory.desk.redraw(tx, proposal.id)
    if verdict.decision is Decision.ASK and asked != proposal.owner and proposal.recipients():
        _shown_to_its_owner(house, tx, proposal)
    if verdict.decision is Decision.ALLOW:
        _stop_mail(house, tx, proposal)
        execution = Execution(f"act:{proposal.id}:1", proposal.id, "do", "policy", now)
        memory.executions.add(tx, execution)
        memory.engine.submit(tx, execution.id)
    return {asked}


def _shown_to_its_owner(house: House, tx: Tx, proposal: Proposal) -> None:
    """Somebody outside waits: the owner hears of it at once too, on a card that says who is asked (C-REP-02)."""
    if house.memory.people.get(tx, proposal.owner) is not None:
        house.memory.desk.show(tx, proposal.id, proposal.owner)


def _stop_mail(house: House, tx: Tx, proposal: Proposal) -> None:
    """What stops mail does so now; the run that follows makes the receipt."""
    for operation in proposal.operations:
        for suppression in operation.suppresses():
            house.keeper.suppress_in(tx, suppression)
        for halt in operation.halts():
            house.keeper.halt_in(tx, halt)


def _would_nag(house: House, tx: Tx, old: Standing | None, proposal: Proposal) -> bool:
    """Somebody has said yes already and it is under way, or exactly this was dismissed or undone before."""
    under_way = house.memory.proposals.under_way(tx, proposal.record, proposal.workflow)
    if any(standing.proposal.signal != proposal.signal for standing in under_way):
        _set_before_a_person(house, tx, proposal)
        return True  # what it changes is a signal of its own
    if not house.memory.proposals.is_quiet(tx, proposal.record, proposal.workflow, proposal.fingerprint):
        return False
    said = "someone dismissed exactly this or undid it, and its evidence has not changed"
    _why_not(house, tx, proposal, Verdict(Decision.REFUSE, "dismissed_stays_quiet", said))
    if old is not None:
        _withdraw(house, tx, old, "The record changed, and what it lacks now was dismissed before.")
    return True


def _set_before_a_person(house: House, tx: Tx, proposal: Proposal) -> None:
    """A mail comes once: what it asks for while a card about its sender is carried out is a person's to look at."""
    source, _, mail = proposal.signal.partition(":")
    if source == "mail":
        said = f"they wrote while a card about them was being carried out; {proposal.headline}"
        review = Review(f"review:{mail}", CLASSIFICATION.name, mail, proposal.owner, said, house.now())
        house.memory.mailroom.reviews.add(tx, review)


def _says_the_same(old: Proposal, new: Proposal) -> bool:
    """The same findings, with the same owner, stage and amount: these decide who is asked (A-30).

    An open proposal whose operations differ all the same holds a person's edit that waits for their manager.
    """
    edited = old.operations != new.operations
    return old.fingerprint == new.fingerprint and (edited or (old.facts, old.owner) == (new.facts, new.owner))


def _withdraw(house: House, tx: Tx, standing: Standing, said: str, *, redraw: bool = True) -> None:
    house.memory.proposals.move(tx, standing, State.WITHDRAWN, at=house.now(), said=said)
    if redraw:
        house.memory.desk.redraw(tx, standing.proposal.id)


def _why_not(house: House, tx: Tx, proposal: Proposal, verdict: Verdict) -> None:
    """The log of what was deliberately not done, and which rule stopped it (N11)."""
    facts = {
        "rule": verdict.rule,
        "said": verdict.reason,
        "headline": proposal.headline,
        "record": str(proposal.record),
    }
    house.memory.ledger.write(tx, _entry("why_not", proposal, house.now(), facts))


def _understood(house: House, signal: Signal, workflow: Workflow, understood: Understood) -> Entry:
    """How a mail was understood, for the audit and for what is measured by it (C-REP-05, C-REP-10)."""
    facts = {
        "mail": understood.mail,
        "label": understood.label,
        "confidence": understood.confidence,
        "suppress": bool(json.loads(understood.decision).get("suppress")),
        "received_at": _since(signal),
    }
    return Entry("understood", house.now(), None, signal.id, None, workflow.name, facts)


def _told(house: House, signal: Signal, workflow: Workflow, notice: Notice) -> Entry:
    """Who was told of what, and since when that was there (H6-04)."""
    facts = {"kind": notice.kind, "about": notice.about, "since": _since(signal)}
    return Entry("notice", house.now(), None, signal.id, notice.person, workflow.name, facts)


def _since(signal: Signal) -> str:
    """When what it is about came in: of a mail that a person has looked at, the mail."""
    return (signal.body or {}).get("received_at", signal.at.isoformat())


def _entry(kind: str, proposal: Proposal, at: datetime, facts: dict[str, str]) -> Entry:
    return Entry(
        kind,
        at,
        proposal=proposal.id,
        signal=proposal.signal,
        person=proposal.owner,
        workflow=proposal.workflow,
        facts=facts,
    )
