"""`update_if`: what approve and undo both stand on."""

from collections.abc import Callable

import pytest

from bot.errors import Forbidden, InDoubt, Invalid, Locked, Unavailable
from bot.records import Conflict, Written
from integrations.crm.wire import WireExchange
from tests.contracts.crm_sides import OBJECTS, Side

pytestmark = pytest.mark.row("U-03")


def test_a_field_is_written_when_it_still_holds_what_the_card_showed(side: Side) -> None:
    deal = side.ref("deal", "o1")

    written = side.crm.update_if(deal, {"next_step": None}, {"next_step": "Security review 5 Mar"}, key="k")

    assert isinstance(written, Written)
    assert (written.before, written.after) == ({"next_step": None}, {"next_step": "Security review 5 Mar"})
    assert written.atomic == (side.name == "salesforce") == side.crm.capabilities().atomic_update
    assert not written.already
    assert written.overran == ()
    assert "2026-03-03T14:" in written.answer
    assert side.o1().get("next_step") == "Security review 5 Mar"


@pytest.mark.row("A-07")
@pytest.mark.row("N1")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("next_step", 'Say "hi" & <b>bye</b>, O\'Brien\\ 100% {x}'),
        ("amount", "52500.5"),
        ("amount", None),
        ("close_date", "2026-05-29"),
        ("close_date", "2026-12-31"),
        ("name", "Northwind / Platform"),
    ],
)
def test_a_value_goes_in_comes_back_and_undoes(plain: Side, name: str, value: str | None) -> None:
    deal, before = plain.ref("deal", "o1"), plain.o1().get(name)

    done = plain.crm.update_if(deal, {name: before}, {name: value}, key="k")
    after = plain.o1().get(name)
    undone = plain.crm.update_if(deal, {name: value}, {name: before}, key="u")

    assert isinstance(done, Written)
    assert after == value
    assert isinstance(undone, Written)
    assert plain.o1().get(name) == before


def test_stage_and_owner_are_written_by_their_ids(side: Side) -> None:
    deal, now = side.ref("deal", "o1"), side.o1()
    proposal = next(stage.id for stage in side.crm.stages() if stage.label == "Proposal")
    wanted = {"stage": proposal, "owner": side.owner("sam")}

    side.crm.update_if(deal, {name: now.get(name) for name in wanted}, wanted, key="k")

    after = side.o1()
    assert {name: after.get(name) for name in wanted} == wanted
    assert (after.show("stage"), after.show("owner")) == ("Proposal", "Sam Whitfield")


def test_a_colleagues_edit_is_a_conflict_and_nothing_is_written(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.edit(deal, "next_step", "Ask Jo about legal", by="sam")

    answer = side.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")

    assert isinstance(answer, Conflict)
    assert answer.fields == ("next_step",)
    assert answer.current.get("next_step") == "Ask Jo about legal"
    edit = next(each for each in answer.current.edits if each.field == "next_step")
    assert (edit.by, edit.ours) == ("Sam Whitfield", False)
    assert side.o1().get("next_step") == "Ask Jo about legal"


def test_an_edit_of_another_field_does_not_stand_in_the_way(side: Side) -> None:
    side.edit(side.ref("deal", "o1"), "amount", "50000")

    answer = side.crm.update_if(side.ref("deal", "o1"), {"next_step": None}, {"next_step": "Call"}, key="k")

    assert isinstance(answer, Written)
    assert side.o1().get("amount") == "50000"


def test_all_fields_or_none(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.edit(deal, "amount", "50000")

    answer = side.crm.update_if(
        deal, {"next_step": None, "amount": "48000"}, {"next_step": "Call", "amount": "60000"}, key="k"
    )

    assert isinstance(answer, Conflict)
    assert answer.fields == ("amount",)
    assert side.o1().get("next_step") is None


def test_a_field_that_is_only_expected_counts_too(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.edit(deal, "amount", "50000")

    answer = side.crm.update_if(deal, {"next_step": None, "amount": "48000"}, {"next_step": "Call"}, key="k")

    assert isinstance(answer, Conflict)


def test_a_repeat_finds_its_own_work_done_and_writes_nothing(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")
    before = side.clock.now()

    again = side.another().update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")

    assert isinstance(again, Written)
    assert again.already
    assert again.before == {"next_step": None}
    assert side.clock.now() == before


def test_values_are_compared_as_the_crm_would(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.edit(deal, "amount", "48000.00")
    side.edit(deal, "next_step", "Call  ")

    answer = side.crm.update_if(
        deal, {"amount": "48000", "next_step": " Call"}, {"amount": "48,500.50"}, key="k"
    )

    assert isinstance(answer, Written)
    assert side.o1().get("amount") == "48500.5"


def test_clearing_a_field_is_a_value_like_any_other(side: Side) -> None:
    deal = side.ref("deal", "o1")

    answer = side.crm.update_if(deal, {"amount": "48000"}, {"amount": None}, key="k")

    assert isinstance(answer, Written)
    assert side.o1().get("amount") is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"stage": "Signed in blood"}, "stage"),
        ({"amount": "plenty"}, "amount"),
        ({"close_date": "next Friday"}, "close_date"),
        ({"next_step": "x" * 70_000}, "next_step"),
        ({"owner": "12345"}, "owner"),
        ({"primary_contact": "12345"}, "primary_contact"),
    ],
)
def test_a_value_the_crm_would_refuse_is_refused_before_the_call(
    plain: Side, values: dict[str, str], field: str
) -> None:
    before = plain.clock.now()

    with pytest.raises(Invalid) as refused:
        plain.crm.update_if(plain.ref("deal", "o1"), {}, dict(values), key="k")

    assert refused.value.field == field
    assert plain.clock.now() == before
    if field == "stage":
        assert "Discovery" in refused.value.allowed


def test_a_field_that_may_not_be_written_is_refused_before_the_call(side: Side) -> None:
    with pytest.raises(Forbidden):
        side.crm.update_if(side.ref("deal", "o1"), {}, {"is_closed": "true"}, key="k")
    with pytest.raises(Forbidden):
        side.crm.update_if(side.ref("deal", "o1"), {}, {"favourite_colour": "red"}, key="k")
    with pytest.raises(Forbidden):
        side.crm.update_if(side.ref("deal", "o1"), {"favourite_colour": "red"}, {"amount": "1"}, key="k")


def test_an_owner_who_left_is_refused(hubspot: Side) -> None:
    gone = hubspot.owner("lee")
    hubspot.server.archive_owner("lee")

    with pytest.raises(Invalid):
        hubspot.crm.update_if(hubspot.ref("deal", "o1"), {}, {"owner": gone}, key="k")

    assert [owner.name for owner in hubspot.crm.owners() if not owner.active] == ["Lee Nakamura"]


def test_a_right_taken_away_meanwhile_is_said_by_name(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.o1()
    name = f"{OBJECTS[side.name]['deal']}.{side.field_name('next_step')}"
    side.arm(forbid_write=name)

    with pytest.raises(Forbidden):
        side.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")


def test_an_edit_in_the_moment_between_read_and_write_is_never_lost(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.describe("deal")
    side.after_reading(lambda: side.edit(deal, "next_step", "Sam was here", by="sam"))

    answer = side.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")

    if side.name == "salesforce":
        assert isinstance(answer, Conflict)
        assert side.o1().get("next_step") == "Sam was here"
    else:
        assert isinstance(answer, Written)
        assert [(each.value, each.by) for each in answer.overran] == [("Sam was here", "Sam Whitfield")]


def test_an_edit_of_another_field_in_that_moment_is_walked_around(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.describe("deal")
    side.after_reading(lambda: side.edit(deal, "amount", "50000", by="sam"))

    answer = side.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")

    assert isinstance(answer, Written)
    assert answer.overran == ()
    assert side.o1().get("amount") == "50000"
    assert side.o1().get("next_step") == "Call"


def test_a_record_that_never_rests_is_given_up_without_a_write(salesforce: Side) -> None:
    deal = salesforce.ref("deal", "o1")
    salesforce.crm.describe("deal")
    for amount in ("1", "2", "3"):
        salesforce.after_reading(lambda amount=amount: salesforce.edit(deal, "amount", amount))  # type: ignore[misc]
    salesforce.reactions[:] = [_one_by_one(salesforce.reactions)]

    with pytest.raises(Locked):
        salesforce.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")

    assert salesforce.o1().get("next_step") is None


def _one_by_one(reactions: list[Callable[[WireExchange], bool]]) -> Callable[[WireExchange], bool]:
    waiting = list(reactions)

    def react(exchange: WireExchange) -> bool:
        if waiting and waiting[0](exchange):
            waiting.pop(0)
        return not waiting

    return react


def test_an_answer_that_got_lost_after_the_commit_is_read_back(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.describe("deal")
    side.arm(cut_after_commit=1)

    answer = side.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")

    assert isinstance(answer, Written)
    assert not answer.already
    assert side.o1().get("next_step") == "Call"
    writes = [each for each in side.requests() if each["method"] == "PATCH"]
    assert len(writes) == 1


def test_a_lost_answer_with_the_old_value_there_wrote_nothing(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.describe("deal")
    side.arm(cut_after_commit=1)
    side.after_losing_an_answer(lambda: side.edit(deal, "next_step", ""))

    with pytest.raises(Unavailable):
        side.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")


def test_a_lost_answer_with_a_third_value_there_is_a_conflict(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.describe("deal")
    side.arm(cut_after_commit=1)
    side.after_losing_an_answer(lambda: side.edit(deal, "next_step", "Sam's"))

    answer = side.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="k")

    assert isinstance(answer, Conflict)
    assert answer.current.get("next_step") == "Sam's"


def test_a_lost_answer_that_cannot_be_read_back_is_in_doubt(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.describe("deal")
    side.arm(cut_after_commit=1)
    side.after_losing_an_answer(lambda: side.arm(server_error=5))

    with pytest.raises(InDoubt) as doubt:
        side.crm.update_if(deal, {"next_step": None}, {"next_step": "Call"}, key="act:1:1:0")

    assert doubt.value.key == "act:1:1:0"
    assert len([each for each in side.requests() if each["method"] == "PATCH"]) == 1


def test_a_create_of_ours_is_taken_back_unless_somebody_touched_it(side: Side) -> None:
    first = side.crm.create_once("task", "R-1", {"subject": "Call Jo"}, [side.ref("deal", "o1")]).ref
    second = side.crm.create_once("task", "R-2", {"subject": "Call Alex"}, [side.ref("deal", "o1")]).ref
    vendor = {"salesforce": "Subject", "hubspot": "hs_task_subject"}[side.name]
    side.page("edit", {"kind": "task", "id": second.id, "field": vendor, "value": "Mine now", "by": "sam"})

    gone = side.crm.archive(first, expect={"subject": "Call Jo"})
    kept = side.crm.archive(second, expect={"subject": "Call Alex"})

    assert isinstance(gone, Written)
    assert isinstance(kept, Conflict)
    assert [each.ref for each in side.crm.related(side.ref("deal", "o1"), "task")] == [second]


def test_a_lost_answer_while_deleting_is_read_back(side: Side) -> None:
    task = side.crm.create_once("task", "R-1", {"subject": "Call Jo"}, [side.ref("deal", "o1")]).ref
    side.arm(cut_after_commit=1)

    answer = side.crm.archive(task, expect={"subject": "Call Jo"})

    assert isinstance(answer, Written)
    assert side.crm.related(side.ref("deal", "o1"), "task") == ()
