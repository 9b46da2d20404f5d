"""Whoever stops the machine stops it for everybody, so those in charge hear who did and why (G-03)."""

from datetime import timedelta

import pytest

from bot.switching import pause, resume
from store.memory import SqlMemory
from tests.engine.mailing import desk
from tests.engine.test_replies_in import notices


@pytest.mark.row("G-03")
def test_managers_and_administrators_are_told_of_a_pause_and_of_its_end_with_the_reason(
    memory: SqlMemory,
) -> None:
    made = desk(memory, None)
    made.put()
    made.approve()

    pause(made.house, "U1", "quarter end")
    told = notices(made, "switch")
    assert told == dict.fromkeys(
        ("dana", "omar"), "⏸️ *Priya* paused everything: quarter end. 1 held mail is frozen."
    )

    made.clock.at += timedelta(minutes=5)
    resume(made.house, "U2", "it is over")
    again = notices(made, "switch")
    assert again == {"omar": "▶️ *Dana* resumed: it is over."}, "who did it has the answer"
