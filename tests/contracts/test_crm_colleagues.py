"""No edit of a person is ever lost: random edits around an approval and its undo, on both CRMs."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.records import Conflict, Written
from tests.contracts.crm_sides import Side, running

pytestmark = [pytest.mark.row("N1"), pytest.mark.row("A-07")]

FIELDS = ("next_step", "amount", "close_date")
VALUES = {
    "next_step": st.sampled_from(["Call", "Call ", "Ask Jo", "Ünïcode & <b>", "O'Brien"]),
    "amount": st.sampled_from(["48000", "48000.0", "1", "52500.5"]),
    "close_date": st.sampled_from(["2026-04-30", "2026-05-29"]),
}
OURS = {"next_step": "Call", "amount": "52500.5", "close_date": "2026-05-29"}


@dataclass(frozen=True)
class Moment:
    """A colleague's edit: before the write, between its read and its write, or after it."""

    when: str
    field: str
    value: str


EDITS = st.sampled_from(FIELDS).flatmap(
    lambda name: st.builds(
        Moment,
        st.sampled_from(["before", "during", "between", "during undo"]),
        st.just(name),
        VALUES[name],
    )
)


@pytest.mark.parametrize("name", ["salesforce", "hubspot"])
def test_whatever_colleagues_edit_around_approve_and_undo_is_kept_or_seen(name: str) -> None:
    @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(EDITS, max_size=4), st.sets(st.sampled_from(FIELDS), min_size=1))
    def nothing_is_lost(edits: list[Moment], fields: set[str]) -> None:
        with running(name, keyed=False) as side:
            _play(side, edits, {field: OURS[field] for field in fields})

    nothing_is_lost()


def _play(side: Side, edits: list[Moment], values: dict[str, str]) -> None:
    deal = side.ref("deal", "o1")
    card = {field: side.o1().get(field) for field in values}

    _edit(side, edits, "before")
    done = _step(side, edits, "during", card, dict(values))
    if isinstance(done, Written):
        _edit(side, edits, "between")
        _step(side, edits, "during undo", dict(values), card)

    assert side.crm.get(deal).ref == deal


def _step(
    side: Side,
    edits: list[Moment],
    during: str,
    expect: dict[str, str | None],
    values: dict[str, str | None],
) -> Written | Conflict:
    """One conditional write with edits in the middle of it; what colleagues wrote must survive or be told."""
    deal, before = side.ref("deal", "o1"), side.o1()
    slipped = [each for each in edits if each.when == during and each.field in FIELDS]
    if slipped:
        side.after_reading(lambda: _edit(side, edits, during))

    answer = side.crm.update_if(deal, expect, values, key="k")

    happened = not side.reactions
    side.reactions.clear()
    now = side.o1()
    theirs = {each.field: each for each in slipped} if happened else {}
    for field in FIELDS:
        if field not in values:
            kept = _canonical(theirs[field].value) if field in theirs else before.get(field)
            assert now.get(field) == kept
    if isinstance(answer, Conflict):
        for field in FIELDS:
            kept = _canonical(theirs[field].value) if field in theirs else before.get(field)
            assert now.get(field) == kept, "a conflict writes nothing"
        return answer
    for field, value in values.items():
        stood_in_the_way = before.get(field) not in {expect[field], value}
        assert not stood_in_the_way, "an edit made before the write was overwritten"
        if (
            now.get(field) == value
            and field in theirs
            and _canonical(theirs[field].value)
            not in {
                value,
                before.get(field),
            }
        ):
            seen = {(edit.field, edit.value) for edit in answer.overran}
            assert (field, _canonical(theirs[field].value)) in seen, "an edit in the middle was lost unseen"
    return answer


def _edit(side: Side, edits: list[Moment], when: str) -> None:
    for each in edits:
        if each.when == when:
            side.edit(side.ref("deal", "o1"), each.field, each.value)


def _canonical(value: str) -> str:
    text = value.strip()
    return text.removesuffix(".0")
