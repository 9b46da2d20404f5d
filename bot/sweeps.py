"""Sweeps: scheduled looks that yield signals, and the moves that are due; each with a deterministic id."""

import logging
from collections.abc import Callable
from datetime import timedelta

from bot.answering import submit
from bot.choosing import not_done_yet
from bot.errors import AuthExpired, CrmError
from bot.house import House
from bot.ledger import Entry
from bot.mailroom import Review
from bot.metrics import unsubscribe_compliance
from bot.model import Notice, Signal
from bot.policy import first_in_charge
from bot.policy.keeping import barred, why_not
from bot.queues import CLASSIFICATION, MAIL_REVIEWED
from bot.records import Where
from bot.standing import Standing, State
from bot.transaction import Tx

log = logging.getLogger(__name__)

LOST_AFTER = timedelta(minutes=5)  # approved or executing for this long with no live run is an alarm
MORNING = timedelta(hours=7)
WATCHED = timedelta(days=2)  # of opt-outs; the tick looks every few minutes
MOST_RECEIPTS = 5_000
ATTEMPTS = 5  # of one proposal, before a person has to look


def asking(house: House, look: Callable[[], int]) -> int:
    """A look that asks the CRM, which may be down (it comes again) or refuse our token (the queue stops)."""
    with house.memory.begin() as tx:
        if house.stopped(tx):
            return 0
    try:
        return look()
    except AuthExpired as error:
        with house.memory.begin() as tx:
            house.stop(tx, str(error))
    except CrmError as error:
        log.warning("the CRM could not be asked, it will be again: %s", error)
    return 0


def look_once_a_day(house: House) -> int:
    """The look at every open deal, at 07:00 where the house's first manager is, and at once on the first day."""
    with house.memory.begin() as tx:
        leader = first_in_charge(house.memory.people.all(tx))
        last = house.memory.switches.get(tx, "last_look")
    if leader is None:
        return 0
    day = f"{leader.local(house.now()) - MORNING:%Y-%m-%d}"
    if last == day:
        return 0
    found = look_at_open_deals(house)
    with house.memory.begin() as tx:
        house.memory.switches.set(tx, "last_look", day, by="dealhand", at=house.now())
    return found


def look_at_open_deals(house: House) -> int:
    """The daily hygiene look: one signal per open deal and day. Returns how many were new (C-HYG-03)."""
    now = house.now()
    deals = house.crm.find("deal", (Where("is_closed", "is", ("false",)),), order="close_date", limit=10_000)
    signals = tuple(
        Signal(
            id=f"hygiene_due:{deal.ref.id}:{now:%Y-%m-%d}",
            kind="hygiene_due",
            source="daily look at open deals",
            at=now,
            record=deal.ref,
        )
        for deal in deals
    )
    with house.memory.begin() as tx:
        return house.memory.inbox.put(tx, signals)


def expire(house: House) -> int:
    """Open cards whose deadline has passed: expired, never counted as a no. Returns how many."""
    now = house.now()
    with house.memory.begin() as tx:
        due = house.memory.proposals.due(tx, (State.OPEN,), before=now)
        for standing in due:
            said = "nobody answered before the deadline; it will come back if it still matters"
            if house.memory.proposals.move(tx, standing, State.EXPIRED, at=now, said=said):
                house.memory.desk.redraw(tx, standing.proposal.id)
                _set_before_a_person(house, tx, standing)
        return len(due)


def _set_before_a_person(house: House, tx: Tx, standing: Standing) -> None:
    """A mail comes once, so that its card will not come back: the manager of who did not answer has a look (G-05)."""
    source, _, rest = standing.proposal.signal.partition(":")
    if source not in {"mail", MAIL_REVIEWED}:
        return
    mail = rest if source == "mail" else rest.split(":")[1]
    name = f"review:{mail}" if source == "mail" else f"{rest}:again"  # the first one was settled
    asked = house.memory.people.get(tx, standing.asked)
    person = (asked.manager if asked else None) or standing.asked
    said = f"nobody answered the card “{standing.proposal.headline}”"
    review = Review(name, CLASSIFICATION.name, mail, person, said, house.now())
    house.memory.mailroom.reviews.add(tx, review)


def release_held(house: House) -> int:
    """Held mail whose time has come: on its way, or cancelled where our own books bar it by now.

    Nothing while everything is paused: it stays frozen until a person resumes (G-03). Returns how many were released.
    """
    now, released = house.now(), 0
    with house.memory.begin() as tx:
        if house.paused(tx) or house.stopped(tx):
            return 0
        for standing in house.memory.proposals.due(tx, (State.HELD,), before=now):
            proposal = standing.proposal
            if bar := barred(house.memory, tx, proposal):
                house.memory.proposals.move(tx, standing, standing.if_cancelled, at=now, said=bar[1])
                house.memory.ledger.write(tx, why_not(proposal, *bar, now))
            elif house.memory.proposals.move(tx, standing, State.APPROVED, at=now, said="released"):
                by = standing.approval.by if standing.approval else "policy"
                done = house.memory.ledger.receipt(tx, standing.receipt) if standing.receipt else None
                rest = not_done_yet(proposal, done) if done else ()
                submit(house, tx, proposal.id, standing.attempt, by, rest)
                released += 1
            house.memory.desk.redraw(tx, proposal.id)
    return released


def remind(house: House) -> int:
    """Reminders that are due, each told once. Returns how many."""
    now = house.now()
    with house.memory.begin() as tx:
        due = house.memory.mailroom.reminders.due(tx, now)
        for reminder in due:
            text = f"⏰ *{reminder.record_name}*: {reminder.text}\n{reminder.record_link}"
            house.memory.desk.tell(tx, Notice(reminder.id, "reminder", text, person=reminder.person))
            house.memory.mailroom.reminders.end(tx, reminder.id, "told", now)
        return len(due)


def watch_opt_outs(house: House) -> int:
    """The alarm where somebody asked for no more mail and is not suppressed, or was written to since (C-REP-10).

    Looked at are the mails of the last days whose receipts are all at hand; a run may still be under way for minutes.
    Returns how many are broken, each told to the administrators once.
    """
    now = house.now()
    with house.memory.begin() as tx:
        receipts = house.memory.ledger.receipts(tx, limit=MOST_RECEIPTS)
        began = receipts[-1].executed_at if len(receipts) == MOST_RECEIPTS else now - WATCHED
        entries = house.memory.ledger.entries(
            tx, kinds=("understood",), since=max(began, now - WATCHED), limit=MOST_RECEIPTS
        )
        found = unsubscribe_compliance([e for e in entries if e.at < now - LOST_AFTER], receipts)
        for signal in found.broken:
            _tell_of_broken_opt_out(house, tx, signal, f"{found.rate:.1%}")
    return len(found.broken)


def _tell_of_broken_opt_out(house: House, tx: Tx, signal: str, rate: str) -> None:
    new = False
    for admin in house.administrators(tx):
        text = (
            f"🚨 Somebody asked for no more mail, and I cannot show that they get none ({signal}). Of the latest "
            f"opt-outs {rate} are kept; it must be 100%. Please look at once; `/dealhand pause all <reason>` stops "
            "all mail until you have."
        )
        notice = Notice(f"opt_out_broken:{signal}:{admin.id}", "opt_out_broken", text, person=admin.id)
        new |= house.memory.desk.tell(tx, notice)
    if new:
        log.error("an opt-out is not kept: %s", signal)
        facts = {"alarm": "an opt-out is not kept"}
        house.memory.ledger.write(tx, Entry("alarm", house.now(), signal=signal, facts=facts))


def mend_lost_work(house: House) -> int:
    """The invariant: what is approved or executing has a live run, or the queue is stopped on purpose.

    Anything else for five minutes is submitted again (compare-and-set makes the repeat harmless); after several
    tries it is put in doubt and shown. Returns how many were found.
    """
    now = house.now()
    with house.memory.begin() as tx:
        if house.stopped(tx) or house.paused(tx):
            return 0
        stuck = house.memory.proposals.in_states(
            tx, (State.APPROVED, State.EXECUTING), before=now - LOST_AFTER
        )
        names = {f"act:{s.proposal.id}:{s.attempt}": s for s in stuck}
        live = house.memory.engine.live(names)
    lost = [proposal for name, proposal in names.items() if name not in live]
    for standing in lost:
        log.error("no live run for an approved proposal", extra={"proposal": standing.proposal.id})
        with house.memory.begin() as tx:
            facts = {"alarm": "approved without a live run", "attempt": standing.attempt}
            house.memory.ledger.write(tx, Entry("alarm", now, standing.proposal.id, facts=facts))
            resubmit(house, tx, standing.proposal.id)
    return len(lost)


def resubmit(house: House, tx: Tx, proposal: str) -> None:
    """Give an approved proposal a new run; too many of them put it in doubt and before a person."""
    standing = house.memory.proposals.get(tx, proposal)
    if standing is None:
        return
    now = house.now()
    if standing.state is State.EXECUTING:
        if standing.attempt >= ATTEMPTS:
            said = "it was started several times and never finished"
            house.memory.proposals.move(tx, standing, State.IN_DOUBT, at=now, said=said)
            house.memory.desk.redraw(tx, proposal)
            key = f"in_doubt:{proposal}:{standing.attempt}"
            text = (
                f"*{standing.proposal.headline}* was started several times and never finished. Please look."
            )
            house.memory.desk.tell(tx, Notice(key, "in_doubt", text, person=standing.asked))
            return
        house.memory.proposals.move(tx, standing, State.APPROVED, at=now, said="started again")
        standing = house.memory.proposals.get(tx, proposal) or standing
    attempt = standing.attempt + 1
    if house.memory.proposals.move(
        tx, standing, State.APPROVED, at=now, said="started again", attempt=attempt
    ):
        receipt = house.memory.ledger.receipt(tx, standing.receipt) if standing.receipt else None
        by = standing.approval.by if standing.approval else "policy"
        submit(house, tx, proposal, attempt, by, not_done_yet(standing.proposal, receipt))


def revive(house: House) -> bool:
    """When the queue stopped by itself: ask the CRM whether our token works again, and go on if it does."""
    with house.memory.begin() as tx:
        if house.stopped(tx) is None:
            return False
    try:
        house.crm.changes("deal", None, limit=1)
    except AuthExpired:
        return False
    except CrmError as error:
        log.info("the CRM answers, but not well: %s", error)
        return False
    now = house.now()
    with house.memory.begin() as tx:
        house.memory.switches.set(tx, "stopped", None, by="dealhand", at=now)
        house.memory.ledger.write(tx, Entry("switch", now, facts={"stopped": None}))
        for admin in house.administrators(tx):
            text = "The connection works again. I went on with what was approved meanwhile."
            house.memory.desk.tell(
                tx, Notice(f"revived:{now.isoformat()}:{admin.id}", "revived", text, admin.id)
            )
    go_on(house)
    return True


def go_on(house: House) -> int:
    """Start what was approved while nothing could be carried out (after a pause or a stopped queue)."""
    with house.memory.begin() as tx:
        waiting = house.memory.proposals.in_states(tx, (State.APPROVED,))
        live = house.memory.engine.live([f"act:{s.proposal.id}:{s.attempt}" for s in waiting])
        lost = [s for s in waiting if f"act:{s.proposal.id}:{s.attempt}" not in live]
        for standing in lost:
            resubmit(house, tx, standing.proposal.id)
        return len(lost)
