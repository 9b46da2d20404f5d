from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from store.memory import SqlMemory
from tests.engine.made import NOON, rolled_back, signal

AtOnce = Callable[[int, Callable[[], Any]], list[Any]]


def test_the_same_signal_twice_is_one_signal(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        first = memory.inbox.put(tx, [signal("s1"), signal("s2")])
    with memory.begin() as tx:
        again = memory.inbox.put(tx, [signal("s2"), signal("s3")])

    with memory.begin() as tx:
        waiting = memory.inbox.waiting(tx, 10)
    assert (first, again) == (2, 1)
    assert [one.id for one in waiting] == ["s1", "s2", "s3"]


def test_a_batch_larger_than_one_statement_goes_in_whole(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        new = memory.inbox.put(tx, [signal(f"s{number:05}") for number in range(2_500)])

    with memory.begin() as tx:
        assert new == 2_500
        assert len(memory.inbox.waiting(tx, 3_000)) == 2_500


def test_a_signal_comes_back_as_it_was_with_a_moment_in_utc(memory: SqlMemory) -> None:
    there = signal("s1", body={"note": "nul \x00 and half \ud83e a pair, März"})
    with memory.begin() as tx:
        memory.inbox.put(tx, [there])

    with memory.begin() as tx:
        (back,) = memory.inbox.waiting(tx, 1)
    assert back == there


def test_signals_and_the_cursor_of_their_source_are_kept_together_or_not_at_all(memory: SqlMemory) -> None:
    with rolled_back(memory) as tx:
        memory.inbox.put(tx, [signal("lost")], source="crm", cursor="c1")

    with memory.begin() as tx:
        assert memory.inbox.cursor(tx, "crm") is None
        assert memory.inbox.waiting(tx, 10) == ()
        memory.inbox.put(tx, [], source="crm", cursor="c1")
        memory.inbox.put(tx, [], source="crm", cursor="c2")
        assert memory.inbox.cursor(tx, "crm") == "c2"


def test_a_finished_signal_waits_no_more(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        memory.inbox.put(tx, [signal("s1"), signal("s2")])
        memory.inbox.finish(tx, "s1")

        assert [one.id for one in memory.inbox.waiting(tx, 10)] == ["s2"]


def test_eight_who_claim_the_same_answer_find_one_winner(memory: SqlMemory, at_once: AtOnce) -> None:
    def claim() -> bool:
        with memory.begin() as tx:
            return memory.inbox.claim(tx, "s1", "crm_hygiene")

    assert sorted(at_once(8, claim)) == [False] * 7 + [True]
    with memory.begin() as tx:
        assert memory.inbox.claim(tx, "s1", "enrichment")


def test_one_failing_pair_is_set_aside_alone_with_its_reason(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        memory.inbox.claim(tx, "s1", "crm_hygiene")
        memory.inbox.quarantine(tx, "s1", "crm_hygiene", "the deal has no stage")
        memory.inbox.quarantine(tx, "s2", "enrichment", "no answer")

    with memory.begin() as tx:
        assert set(memory.inbox.quarantined(tx)) == {
            ("s1", "crm_hygiene", "the deal has no stage"),
            ("s2", "enrichment", "no answer"),
        }
        assert not memory.inbox.claim(tx, "s2", "enrichment")


def test_an_insert_wakes_the_drain_after_the_commit_and_only_then(
    memory: SqlMemory, wakes: list[str]
) -> None:
    with memory.begin() as tx:
        memory.inbox.put(tx, [signal("s1")])
        before_the_commit = list(wakes)
    assert before_the_commit == []
    assert wakes == ["woken"]

    with memory.begin() as tx:
        memory.inbox.put(tx, [signal("s1")])
    assert wakes == ["woken"], "a repeat brings no work"

    with rolled_back(memory) as tx:
        memory.inbox.put(tx, [signal("s2")])
    assert wakes == ["woken"], "nor does what was rolled back"


def test_a_moment_without_a_zone_is_refused(memory: SqlMemory) -> None:
    with pytest.raises(Exception, match="without a zone"), memory.begin() as tx:  # the statement wraps it
        memory.switches.set(tx, "paused", 1, by="priya", at=datetime(2026, 3, 3, 9))  # noqa: DTZ001  # the point
    with memory.begin() as tx:
        memory.switches.set(tx, "paused", 1, by="priya", at=NOON)
