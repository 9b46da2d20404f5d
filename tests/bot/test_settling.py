"""A person's own values in the place of proposed ones."""

from bot.answering import settled
from bot.workflows.crm_hygiene import _day
from tests.blocks.specimens import needing


def test_another_contact_that_was_chosen_is_shown_by_name_and_not_by_id() -> None:
    asked = needing()
    other = asked.choices[-1]

    wanted = settled(asked, {"primary_contact": other.value})

    assert wanted is not None
    (change,) = [c for c in wanted.changes() if c.field == "primary_contact"]
    assert (change.after, change.shown_after) == (other.value, other.shown)
    assert any(other.shown in operation.summary() for operation in wanted.operations)


def test_what_a_crm_holds_as_a_date_and_is_none_is_left_alone() -> None:
    assert _day("1-01-01T16:56:02Z") is None
    assert _day(None) is None
    assert str(_day("2026-04-30")) == "2026-04-30"
