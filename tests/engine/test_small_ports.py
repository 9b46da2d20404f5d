from datetime import time, timedelta

import sqlalchemy as sa

from bot.ledger import Entry
from bot.outboxes import PendingNote
from bot.runs import Execution
from bot.values import Person
from store.database import machine_now, rows
from store.memory import SqlMemory
from store.tables import note_outbox
from tests.engine.made import NOON

PRIYA = Person("p1", "Priya Shah", "Priya@acme.example", "America/New_York", slack_user="U1", crm_owner="005")
SAM = Person(
    "p2", "Sam Lee", "sam@acme.example", "Europe/Berlin", manager="p1", admin=True, starts=time(8, 30)
)


def test_people_are_found_by_id_slack_user_and_crm_owner(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        memory.people.put(tx, [PRIYA, SAM])

        priya = memory.people.by_slack(tx, "U1")
        assert priya == memory.people.by_owner(tx, "005") == memory.people.get(tx, "p1")
        assert priya is not None
        assert priya.email == "priya@acme.example"
        assert memory.people.get(tx, "p2") == SAM
        assert memory.people.by_slack(tx, "U9") is None
        assert [one.name for one in memory.people.all(tx)] == ["Priya Shah", "Sam Lee"]


def test_a_colleague_known_by_mail_is_refreshed_and_keeps_the_id(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        memory.people.put(tx, [PRIYA])
        again = Person("new", "Priya S.", "PRIYA@acme.example", "Europe/Berlin", slack_user="U1")
        memory.people.put(tx, [again, Person("p3", "Lee", "lee@acme.example", "UTC", manager="new")])

        priya = memory.people.by_slack(tx, "U1")
        lee = memory.people.get(tx, "p3")
    assert priya is not None
    assert lee is not None
    assert (priya.id, priya.name, priya.crm_owner) == ("p1", "Priya S.", None)
    assert lee.manager == "p1"


def test_a_switch_holds_any_json_and_is_overwritten(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        assert memory.switches.get(tx, "paused") is None
        memory.switches.set(tx, "paused", {"why": ["tests", 1, None]}, by="priya", at=NOON)
        assert memory.switches.get(tx, "paused") == {"why": ["tests", 1, None]}
        memory.switches.set(tx, "paused", None, by="priya", at=NOON)
        assert memory.switches.get(tx, "paused") is None


def test_an_execution_is_added_once_counted_by_prefix_and_ended(memory: SqlMemory) -> None:
    first = Execution("act:p1:1", "p1", "do", "priya", NOON, operations=({"kind": "x", "v": 1, "body": {}},))
    with memory.begin() as tx:
        assert memory.executions.add(tx, first)
        assert not memory.executions.add(tx, first)
        memory.executions.add(tx, Execution("act:p1:2", "p1", "do", "priya", NOON))
        memory.executions.add(tx, Execution("act:p10:1", "p10", "do", "priya", NOON))
        memory.executions.add(tx, Execution("undo:r1:1", "p1", "undo", "priya", NOON, receipt="r1"))

        assert memory.executions.count(tx, "act:p1:") == 2
        assert memory.executions.count(tx, "act:%") == 0
        assert memory.executions.get(tx, "act:p1:1") == first
        memory.executions.end(tx, "undo:r1:1", "done")
        undo = memory.executions.get(tx, "undo:r1:1")
        assert memory.executions.get(tx, "act:p2:1") is None
    assert undo is not None
    assert (undo.purpose, undo.receipt, undo.state) == ("undo", "r1", "done")


def test_the_ledger_gives_its_latest_lines_in_the_order_they_were_written(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        for number in range(5):
            moment = NOON + timedelta(minutes=number)
            memory.ledger.write(tx, Entry("signal", moment, signal=f"s{number}", facts={"n": number}))
        memory.ledger.write(tx, Entry("approval", NOON, "p1", "s1", "priya", "crm_hygiene"))

        assert [one.signal for one in memory.ledger.entries(tx, kinds=["signal"], limit=2)] == ["s3", "s4"]
        assert memory.ledger.entries(tx, proposal="p1") == (
            Entry("approval", NOON, "p1", "s1", "priya", "crm_hygiene"),
        )
        assert memory.ledger.entries(tx, kinds=["signal"], limit=1)[0].facts == {"n": 4}


def test_a_note_waits_is_claimed_and_is_written_once(memory: SqlMemory, wakes: list[str]) -> None:
    with memory.begin() as tx:
        memory.notes.add(tx, "r1")
        memory.notes.add(tx, "r1")
        assert memory.notes.state(tx, "r1") == "pending"
        assert memory.notes.state(tx, "r9") == ""
    assert wakes == ["woken"]

    with memory.begin() as tx:
        assert memory.notes.waiting(tx, 10) == (PendingNote("r1", 0),)
        assert memory.notes.waiting(tx, 10) == (), "claimed"
        rows(tx).execute(sa.update(note_outbox).values(ready_at=machine_now()))
        assert memory.notes.waiting(tx, 10) == (PendingNote("r1", 1),), "a claim that ran out was a try"
        memory.notes.later(tx, "r1", 0, "the CRM is slow")
        assert memory.notes.state(tx, "r1") == "pending: the CRM is slow"
        assert memory.notes.waiting(tx, 10) == (PendingNote("r1", 2, "the CRM is slow"),)
        memory.notes.written(tx, "r1", "note:1")
        memory.notes.give_up(tx, "r1", "too late to say so")
        assert memory.notes.state(tx, "r1") == "written"
        assert memory.notes.waiting(tx, 10) == ()


def test_a_note_given_up_says_why(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        memory.notes.add(tx, "r1")
        memory.notes.give_up(tx, "r1", "the record was deleted")

        assert memory.notes.state(tx, "r1") == "given up: the record was deleted"
        assert memory.notes.waiting(tx, 10) == ()
