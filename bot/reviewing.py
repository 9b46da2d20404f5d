"""The review queue: what waits for a person's eyes, their answer, and who hears of what waits too long (G-05)."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.answering import Answer, AnswerKind
from bot.house import House
from bot.ledger import Entry
from bot.mailroom import KeptMail, Review
from bot.model import Lesson, Notice, Signal
from bot.noticing import notice_first
from bot.queues import QUEUES, Looked, Tap
from bot.transaction import Tx
from bot.values import Person, dump
from bot.workdays import after_workdays, country_of_zone

MOST = 200  # reviews looked up at once
_NAMED = 5  # in a reminder; the rest is counted
_WORDS = 300
_AT_LEAST = timedelta(days=1)  # a business day is never shorter
_STRANGER = Answer(AnswerKind.NOT_YOURS, "I could not match you to a colleague by e-mail.")
_UNKNOWN = Answer(AnswerKind.UNKNOWN, "I no longer know this review. Nothing was changed.")


def waiting(house: House, by_slack: str) -> tuple[Looked, ...]:
    """What waits for that person and for those they manage, the oldest first; for an administrator all."""
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if person is None:
            return ()
        team = {person.id, *(p.id for p in house.memory.people.all(tx) if p.manager == person.id)}
        found = house.memory.mailroom.reviews.waiting(tx, people=None if person.admin else team, limit=MOST)
        return tuple(_looked(house, tx, review) for review in found)


def one(house: House, review: str) -> Looked | None:
    """That review as it stands, settled or not."""
    with house.memory.begin() as tx:
        found = house.memory.mailroom.reviews.get(tx, review)
        return _looked(house, tx, found) if found else None


def answer(house: House, name: str, by_slack: str, value: str) -> Answer:
    """A person says what it is. Settled once, kept as a lesson, and carried on by a signal like everything else."""
    signal = None
    with house.memory.begin() as tx:
        person, review = (
            house.memory.people.by_slack(tx, by_slack),
            house.memory.mailroom.reviews.get(tx, name),
        )
        queue = QUEUES.get(review.queue) if review else None
        tap = queue.tap(value) if queue else None
        if person is None:
            return _STRANGER
        if review is None or queue is None or tap is None:
            return _UNKNOWN
        if not _may(house, tx, person, review):
            return _not_yours(house, tx, review)
        now = house.now()
        if not house.memory.mailroom.reviews.settle(tx, review.id, by=person.id, at=now, said=tap.value):
            return _late(house, tx, review)
        _learn(house, tx, review, person, tap)
        if queue.signal:
            body = {"review": review.id, "mail": review.subject, "answer": tap.value}
            body |= {"by": person.id, "by_name": person.name, "received_at": _came_in(house, tx, review)}
            signal = Signal(f"{queue.signal}:{review.id}", queue.signal, "the review queue", now, body=body)
            house.memory.inbox.put(tx, (signal,))
    if signal is not None:
        notice_first(house, signal)  # an opt-out waits for nothing else
    return Answer(AnswerKind.DONE, f"Noted: {tap.label.lower()}. {tap.follows}", by=person)


def bring_up(house: House) -> int:
    """Say again what waits for more than a business day, and a day later tell the manager. Returns how many.

    Nothing ends here by itself: it stays in the queue until somebody looked.
    """
    now = house.now()
    with house.memory.begin() as tx:
        found = house.memory.mailroom.reviews.overdue(tx, before=now - _AT_LEAST, told=2)
        late = [review for review in found if _is_late(house, tx, review, now)]
        for person in dict.fromkeys(review.person for review in late):
            theirs = [review for review in late if review.person == person]
            _say_again(house, tx, person, [r for r in theirs if r.told == 0])
            _name_to_manager(house, tx, person, [r for r in theirs if r.told == 1])
        return len(late)


def _is_late(house: House, tx: Tx, review: Review, now: datetime) -> bool:
    """One business day after it came up, or two where it was brought up again: by their calendar and clock."""
    person = house.memory.people.get(tx, review.person)
    if person is None:
        return True
    began = person.local(review.at)
    day = after_workdays(began.date(), review.told + 1, country_of_zone(person.zone))
    return person.local(now) > datetime.combine(day, began.time(), tzinfo=began.tzinfo)


def _say_again(house: House, tx: Tx, person: str, reviews: Sequence[Review]) -> None:
    if not reviews:
        return
    text = f"👀 Waiting for your eyes since more than a business day: {_named(house, tx, reviews)}"
    if house.memory.people.get(tx, person):
        _tell(house, tx, [person], text, reviews, 1)
    else:  # whose it was is gone, so nobody else would come next
        _tell(house, tx, [p.id for p in house.administrators(tx)], text, reviews, 2)


def _name_to_manager(house: House, tx: Tx, person: str, reviews: Sequence[Review]) -> None:
    if not reviews:
        return
    asked = house.memory.people.get(tx, person)
    manager = house.memory.people.get(tx, asked.manager) if asked and asked.manager else None
    told = [manager.id] if manager else [p.id for p in house.administrators(tx) if p.id != person]
    name = f"*{asked.name}*" if asked else "a colleague who is gone"
    text = f"👀 Waiting for the eyes of {name}, who did not get to it: {_named(house, tx, reviews)}"
    _tell(house, tx, told, text, reviews, 2)


def _tell(
    house: House, tx: Tx, people: Collection[str], text: str, reviews: Sequence[Review], told: int
) -> None:
    """One message for all of them, and for a single one with its buttons."""
    about = reviews[0].id if len(reviews) == 1 else ""
    for person in people:
        key = f"review-again:{told}:{reviews[0].id}:{person}"
        house.memory.desk.tell(tx, Notice(key, "review", text, person=person, about=about))
    house.memory.mailroom.reviews.bring_up(tx, [review.id for review in reviews], told)


def _named(house: House, tx: Tx, reviews: Sequence[Review]) -> str:
    senders = [_looked(house, tx, review).sender for review in reviews[:_NAMED]]
    more = f" and {len(reviews) - _NAMED} more" if len(reviews) > _NAMED else ""
    mails = "a mail" if len(reviews) == 1 else f"{len(reviews)} mails"
    return f"{mails} from {', '.join(senders)}{more}. `/dealhand review` shows them."


def _may(house: House, tx: Tx, person: Person, review: Review) -> bool:
    asked = house.memory.people.get(tx, review.person)
    return person.admin or person.id == review.person or (asked is not None and asked.manager == person.id)


def _not_yours(house: House, tx: Tx, review: Review) -> Answer:
    asked = house.memory.people.get(tx, review.person)
    name = asked.name if asked else "an administrator"
    said = f"This is {name}'s to look at, so nothing was changed. Ask {name}, or their manager."
    return Answer(AnswerKind.NOT_YOURS, said, by=asked)


def _late(house: House, tx: Tx, review: Review) -> Answer:
    found = house.memory.mailroom.reviews.get(tx, review.id) or review
    by = house.memory.people.get(tx, found.settled_by)
    tap = QUEUES[found.queue].tap(found.settled)
    what = f": “{tap.label}”" if tap else ""
    said = f"{by.name if by else 'Somebody'} answered first{what}. Your click changed nothing."
    return Answer(AnswerKind.LATE, said, by=by)


def _learn(house: House, tx: Tx, review: Review, person: Person, tap: Tap) -> None:
    """What the bot made of it, and what it is: the correction that rules can be held against later."""
    kept = house.memory.mailroom.mails.get(tx, review.subject)
    took = kept.label if kept and kept.label else "nothing"
    lesson = Lesson(
        "", review.queue, person.id, "review", f"taken for {took}, is {tap.value}", about=review.id
    )
    entry = Entry("lesson", house.now(), None, review.id, person.id, review.queue, dump(lesson))
    house.memory.ledger.write(tx, entry)


def _came_in(house: House, tx: Tx, review: Review) -> str:
    kept = house.memory.mailroom.mails.get(tx, review.subject)
    return (kept.received_at if kept else review.at).isoformat()


def _looked(house: House, tx: Tx, review: Review) -> Looked:
    people = house.memory.people
    kept = house.memory.mailroom.mails.get(tx, review.subject)
    mail = kept.mail if kept else None
    return Looked(
        review=review,
        sender=mail.sender.address if mail and mail.sender.address else "an unknown sender",
        subject=mail.subject if mail else "",
        words=_words(kept),
        asked=people.get(tx, review.person),
        by=people.get(tx, review.settled_by) if review.settled_by else None,
    )


def _words(kept: KeptMail | None) -> str:
    """The words in doubt: those that a rule rests on and what stands around them, else how the mail begins."""
    if kept is None or kept.mail is None:
        return ""
    text = kept.mail.new_text or kept.mail.subject
    at = _in_doubt(kept)
    start = max(0, min(at, len(text)) - _WORDS // 3) if len(text) > _WORDS else 0
    cut = " ".join(text[start : start + _WORDS].split())
    return f"{'…' if start else ''}{cut}{'…' if start + _WORDS < len(text) else ''}"


def _in_doubt(kept: KeptMail) -> int:
    """Where in the new text the surest of the words in doubt stand."""
    spans = json.loads(kept.decision).get("evidence", []) if kept.decision else []
    return next((int(span["start"]) for span in spans if span.get("where") == "new_text"), 0)
