from datetime import timedelta

import sqlalchemy as sa

from bot.model import Notice
from bot.outboxes import Card
from bot.standing import State
from bot.transaction import Tx
from store.database import machine_now, rows
from store.memory import SqlMemory
from store.tables import card_outbox, notices
from tests.engine.made import NOON, standing


def ready(tx: Tx) -> None:
    """As if a minute had passed: claims have run out."""
    rows(tx).execute(sa.update(card_outbox).values(ready_at=machine_now()))
    rows(tx).execute(sa.update(notices).values(ready_at=machine_now()))


def taken(memory: SqlMemory) -> Card | None:
    with memory.begin() as tx:
        return next(iter(memory.desk.waiting(tx, 10)), None)


def shown(memory: SqlMemory, *names: str) -> None:
    with memory.begin() as tx:
        for name in names:
            memory.proposals.add(tx, standing(name, deal=name))
            memory.desk.show(tx, name, "priya")


def test_a_person_gets_one_card_of_a_proposal(memory: SqlMemory, wakes: list[str]) -> None:
    shown(memory, "p1")
    with memory.begin() as tx:
        memory.desk.show(tx, "p1", "priya")
        memory.desk.show(tx, "p1", "sam")
    assert wakes

    with memory.begin() as tx:
        found = memory.desk.waiting(tx, 10)
        assert memory.desk.waiting(tx, 10) == (), "claimed"
    assert sorted((one.person, one.items, one.channel, one.ts) for one in found) == [
        ("priya", ("p1",), None, None),
        ("sam", ("p1",), None, None),
    ]


def test_a_card_that_was_sent_is_found_by_its_message_and_rests(memory: SqlMemory) -> None:
    shown(memory, "p1")
    card = taken(memory)
    assert card is not None
    with memory.begin() as tx:
        memory.desk.sent(tx, card.id, "D1", "1.0")
        ready(tx)

    with memory.begin() as tx:
        assert memory.desk.by_message(tx, "D1", "1.0") == Card(card.id, "priya", "D1", "1.0", ("p1",))
        assert memory.desk.by_message(tx, "D1", "2.0") is None
        assert memory.desk.waiting(tx, 10) == ()


def test_a_redraw_asked_for_while_a_card_is_being_sent_is_not_lost(memory: SqlMemory) -> None:
    shown(memory, "p1")
    card = taken(memory)
    assert card is not None
    with memory.begin() as tx:
        memory.desk.redraw(tx, "p1")
        memory.desk.redraw(tx, "p1")
    assert taken(memory) is None, "one drawer at a time"

    with memory.begin() as tx:
        memory.desk.sent(tx, card.id, "D1", "1.0")
    again = taken(memory)
    assert again is not None
    assert again.ts == "1.0"
    with memory.begin() as tx:
        memory.desk.sent(tx, card.id, "D1", "1.0")
        ready(tx)
    assert taken(memory) is None, "two changes were one update"


def test_a_drawer_that_died_leaves_its_card_to_the_next(memory: SqlMemory) -> None:
    shown(memory, "p1")
    assert taken(memory) is not None
    assert taken(memory) is None

    with memory.begin() as tx:
        ready(tx)
    assert taken(memory) is not None


def test_a_card_put_off_waits_its_time_and_a_redraw_does_not_hurry_it(memory: SqlMemory) -> None:
    shown(memory, "p1")
    card = taken(memory)
    assert card is not None
    with memory.begin() as tx:
        memory.desk.later(tx, card.id, 30, "Slack asked for patience")
        memory.desk.redraw(tx, "p1")
    assert taken(memory) is None

    with memory.begin() as tx:
        memory.desk.later(tx, card.id, 0, "again")
    assert taken(memory) is not None


def test_a_failed_update_keeps_the_card_queued_although_another_drawer_succeeded(memory: SqlMemory) -> None:
    shown(memory, "p1")
    card = taken(memory)
    assert card is not None
    with memory.begin() as tx:
        memory.desk.sent(tx, card.id, "D1", "1.0")
        memory.desk.later(tx, card.id, 0, "no answer")

    assert taken(memory) is not None


def test_a_click_makes_the_message_it_came_from_the_card(memory: SqlMemory) -> None:
    shown(memory, "p1", "p2")
    with memory.begin() as tx:
        memory.desk.adopt(tx, "p1", "priya", "D1", "7.0")
        memory.desk.adopt(tx, "p1", "priya", "D1", "7.0")
        first = memory.desk.by_message(tx, "D1", "7.0")
        memory.desk.adopt(tx, "p1", "nobody", "D9", "9.0")
        assert memory.desk.by_message(tx, "D9", "9.0") is None
        memory.desk.adopt(tx, "p2", "priya", "D1", "7.0")
        second = memory.desk.by_message(tx, "D1", "7.0")
    assert first is not None
    assert second is not None
    assert (first.items, second.items) == (("p1",), ("p2",)), "a message shows one card"


def test_cards_follow_to_the_proposal_that_takes_over(memory: SqlMemory) -> None:
    shown(memory, "p1", "p2")
    with memory.begin() as tx:
        memory.desk.follow(tx, "p1", "p3")
        memory.desk.follow(tx, "p2", "p3")
        memory.desk.show(tx, "p3", "priya")

        assert [one.items for one in memory.desk.waiting(tx, 10)] == [("p3",), ("p3",)]


def test_only_open_proposals_count_as_shown(memory: SqlMemory) -> None:
    shown(memory, "p1", "p2")
    with memory.begin() as tx:
        memory.proposals.move(tx, standing("p2", deal="p2"), State.EXPIRED, at=NOON + timedelta(days=2))

        assert memory.desk.shown(tx, "priya") == {"p1"}
        assert memory.desk.shown(tx, "sam") == frozenset()


def test_a_notice_is_told_once_by_its_key(memory: SqlMemory) -> None:
    notice = Notice("stopped:2026-03-03", "alarm", "The CRM refused our token.", person="priya")
    with memory.begin() as tx:
        assert memory.desk.tell(tx, notice)
        assert not memory.desk.tell(tx, notice)

    with memory.begin() as tx:
        assert memory.desk.notices(tx, 10) == (notice,)
        assert memory.desk.notices(tx, 10) == (), "claimed"
        memory.desk.later(tx, notice.key, 0, "no answer")
        assert memory.desk.notices(tx, 10) == (notice,)
        memory.desk.told(tx, notice.key)
        ready(tx)
        assert memory.desk.notices(tx, 10) == ()
        assert not memory.desk.tell(tx, notice)
