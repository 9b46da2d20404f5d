"""Creates and notes: once by their key, also when the connection breaks after the commit."""

import base64

import pytest

from bot.errors import CrmError, Duplicate, Forbidden, InDoubt, Invalid
from bot.values import RecordRef
from integrations.crm.salesforce_composite import made, step
from tests.contracts.crm_sides import Side, salesforce_session

pytestmark = pytest.mark.row("U-03")

KEY = "R-01JNBQ3V8XTZ"
BODY = "Next step: (empty) → Call <Jo> & co\n\nApproved by Priya Raman\nUndo: any time"


def _tasks(side: Side) -> list[str | None]:
    return [each.get("subject") for each in side.crm.related(side.ref("deal", "o1"), "task")]


def test_a_task_is_created_with_its_links(side: Side) -> None:
    deal, jo = side.ref("deal", "o1"), side.ref("contact", "jo")
    values = {"subject": "Send the security pack", "due": "2026-03-06", "owner": side.owner("priya")}

    made = side.crm.create_once("task", KEY, values, [deal, jo])

    task = side.crm.get(made.ref)
    assert not made.existed
    assert made.answer.startswith("201 Created at 2026-03-03T14:")
    assert {name: task.get(name) for name in values} == values
    assert task.get("status") == "open"
    assert (task.get("deal"), task.get("contact")) == (deal.id, jo.id)


def test_a_meeting_and_a_contact_are_created(side: Side) -> None:
    deal, account = side.ref("deal", "o1"), side.ref("account", "northwind")
    times = {"starts": "2026-03-10T15:00:00Z", "ends": "2026-03-10T15:30:00Z"}

    meeting = side.crm.create_once("meeting", KEY, {"subject": "Demo", **times}, [deal]).ref
    contact = side.crm.create_once(
        "contact",
        KEY,
        {"first_name": "Wren", "last_name": "O'Neil", "email": "wren@northwindrobotics.com"},
        [account],
    ).ref

    assert {name: side.crm.get(meeting).get(name) for name in times} == times
    assert side.crm.get(contact).get("name") == "Wren O'Neil"
    assert side.crm.get(contact).show("account") == "Northwind Robotics"


def test_a_create_that_is_done_again_finds_the_first(side: Side) -> None:
    first = side.crm.create_once("task", KEY, {"subject": "Call Jo"}, [side.ref("deal", "o1")])

    second = side.another().create_once(
        "task", KEY, {"subject": "Call Jo"}, [side.ref("deal", "o1")], again=True
    )

    assert second.existed
    assert second.ref == first.ref
    assert _tasks(side) == ["Call Jo"]


def test_with_a_key_field_even_a_blind_repeat_makes_nothing_new(side: Side) -> None:
    for _ in range(2):
        made = side.crm.create_once("task", KEY, {"subject": "Call Jo"}, [side.ref("deal", "o1")])

    assert side.crm.capabilities().keyed_create == side.keyed
    assert len(_tasks(side)) == (1 if side.keyed else 2)
    assert made.existed == side.keyed


def test_a_create_whose_answer_got_lost_is_found(side: Side) -> None:
    side.crm.create_once("task", "R-WARM", {"subject": "Warm"}, [side.ref("deal", "o1")])
    side.arm(cut_after_commit=1)

    made = side.crm.create_once("task", KEY, {"subject": "Call Jo"}, [side.ref("deal", "o1")])

    assert made.existed
    assert sorted(filter(None, _tasks(side))) == ["Call Jo", "Warm"]


def test_a_create_that_cannot_be_looked_for_is_in_doubt_and_never_repeated(side: Side) -> None:
    side.crm.create_once("task", "R-WARM", {"subject": "Warm"}, [side.ref("deal", "o1")])
    side.forget_requests()
    side.arm(cut_after_commit=1)
    side.after_losing_an_answer(lambda: side.arm(server_error=10))

    with pytest.raises(InDoubt) as doubt:
        side.crm.create_once("task", KEY, {"subject": "Call Jo"}, [side.ref("deal", "o1")])

    assert doubt.value.key == KEY
    side.arm(clear=True)
    writes = [
        each
        for each in side.requests()
        if each["method"] in {"POST", "PATCH"} and "batch" not in each["path"]
    ]
    assert len(writes) == 1
    assert sorted(filter(None, _tasks(side))) == ["Call Jo", "Warm"]


def test_a_create_that_vanished_is_in_doubt(side: Side) -> None:
    side.crm.create_once("task", "R-WARM", {"subject": "Warm"}, [side.ref("deal", "o1")])
    side.arm(cut_after_commit=1)

    def vanish() -> None:
        for row in side.crm.related(side.ref("deal", "o1"), "task"):
            side.archive(row.ref)

    side.after_losing_an_answer(vanish)

    with pytest.raises(InDoubt):
        side.crm.create_once("task", KEY, {"subject": "Call Jo"}, [side.ref("deal", "o1")])


def test_a_colleagues_edit_of_what_we_made_survives_a_repeat(side: Side) -> None:
    made = side.crm.create_once("task", KEY, {"subject": "Call Jo"}, [side.ref("deal", "o1")])
    vendor = {"salesforce": "Subject", "hubspot": "hs_task_subject"}[side.name]
    side.page(
        "edit", {"kind": "task", "id": made.ref.id, "field": vendor, "value": "Call Jo, urgent", "by": "sam"}
    )

    side.crm.create_once("task", KEY, {"subject": "Call Jo"}, [side.ref("deal", "o1")], again=True)

    assert _tasks(side) == ["Call Jo, urgent"]


def test_values_are_checked_before_a_create(side: Side) -> None:
    with pytest.raises(Invalid):
        side.crm.create_once("task", KEY, {"subject": "x", "due": "tomorrow"}, [side.ref("deal", "o1")])
    with pytest.raises((Invalid, Forbidden)):
        side.crm.create_once("task", KEY, {"subject": "x", "colour": "red"}, [side.ref("deal", "o1")])
    with pytest.raises(Invalid):
        side.crm.create_once("note", KEY, {}, [])


def test_a_contact_whose_address_exists_is_a_duplicate_with_its_match(hubspot: Side) -> None:
    values = {"first_name": "J", "last_name": "Park", "email": "jo.park@northwindrobotics.com"}

    with pytest.raises(Duplicate) as found:
        hubspot.crm.create_once("contact", KEY, values, [])

    assert found.value.matches == (hubspot.ref("contact", "jo").id,)


@pytest.mark.row("U-06")
def test_a_note_stands_on_every_target_with_its_key_and_its_text(side: Side) -> None:
    deal, jo = side.ref("deal", "o1"), side.ref("contact", "jo")

    made = side.crm.note_once(KEY, [deal, jo], f"Dealhand receipt {KEY}: next step set", BODY)

    assert not made.existed
    for target in (deal, jo):
        (note,) = side.crm.notes(target)
        assert (note.ref, note.key, note.text) == (made.ref, KEY, BODY)


def test_a_notes_title_names_the_key_whatever_it_was_called(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.note_once("R-1", [deal], "Next step set", "a")
    side.crm.note_once("R-2", [deal], "", "b")
    side.crm.note_once("R-3", [deal], "x" * 400, "c")

    assert {note.key: note.text for note in side.crm.notes(deal)} == {"R-1": "a", "R-2": "b", "R-3": "c"}


def test_what_people_read_is_escaped(side: Side) -> None:
    side.crm.note_once(
        KEY, [side.ref("deal", "o1")], "<script>alert(1)</script>", "<img src=x onerror=y> & <b>"
    )

    shown = side.page(f"record/deal/{side.ref('deal', 'o1').id}")["notes"][0]

    assert "<img" not in shown["body_html"]
    assert "&lt;img src=x onerror=y&gt; &amp; &lt;b&gt;" in shown["body_html"]
    assert "<script" not in shown["body_html"]
    assert KEY in (shown["title"] or "") + shown["body_html"]


def test_a_note_that_is_written_again_is_found(side: Side) -> None:
    deal = side.ref("deal", "o1")
    first = side.crm.note_once(KEY, [deal], "Next step set", BODY)

    second = side.another().note_once(KEY, [deal], "Next step set", BODY, again=True)

    assert second.existed
    assert second.ref == first.ref
    assert len(side.crm.notes(deal)) == 1


def test_looking_for_a_note_that_was_never_written_writes_it(side: Side) -> None:
    made = side.crm.note_once(KEY, [side.ref("deal", "o1")], "Next step set", BODY, again=True)

    assert not made.existed
    assert len(side.crm.notes(side.ref("deal", "o1"))) == 1


def test_a_note_whose_answer_got_lost_is_found(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.note_once("R-WARM", [deal], "Warm", "")
    side.arm(cut_after_commit=1)

    made = side.crm.note_once(KEY, [deal], "Next step set", BODY)

    assert made.existed
    assert sorted(note.key for note in side.crm.notes(deal)) == [KEY, "R-WARM"]


def test_a_note_that_cannot_be_looked_for_is_in_doubt(side: Side) -> None:
    deal = side.ref("deal", "o1")
    side.crm.note_once("R-WARM", [deal], "Warm", "")
    side.arm(cut_after_commit=1)
    side.after_losing_an_answer(lambda: side.arm(server_error=10))

    with pytest.raises(InDoubt):
        side.crm.note_once(KEY, [deal], "Next step set", BODY)


def test_a_note_stands_on_all_of_its_targets_or_is_not_written(side: Side) -> None:
    deal, jo = side.ref("deal", "o1"), side.ref("contact", "jo")
    side.archive(jo)

    with pytest.raises(CrmError) as refused:
        side.crm.note_once(KEY, [deal, jo], "Next step set", BODY)

    assert refused.value.permanent
    assert not isinstance(refused.value, InDoubt)
    assert side.crm.notes(deal) == ()
    assert side.page(f"record/deal/{deal.id}")["notes"] == []


def test_other_peoples_notes_are_not_ours(side: Side) -> None:
    deal = side.ref("deal", "o1")
    _their_note(side, deal)
    side.crm.note_once(KEY, [deal], "Next step set", BODY)

    assert [note.key for note in side.crm.notes(deal)] == [KEY]


def _their_note(side: Side, deal: RecordRef) -> None:
    if side.name == "hubspot":
        to = {
            "to": {"id": deal.id},
            "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 214}],
        }
        body = {"hs_note_body": "Spoke to Jo", "hs_timestamp": "2026-03-03T13:00:00Z"}
        side.post("/hubspot/crm/v3/objects/notes", {"properties": body, "associations": [to]})
    else:
        note = {"Title": "Spoke to Jo", "Content": base64.b64encode(b"<p>fine</p>").decode()}
        link = {"ContentDocumentId": "@{note.id}", "LinkedEntityId": deal.id, "ShareType": "V"}
        with salesforce_session(side) as session:
            made(session, [step("note", "ContentNote", note), step("link", "ContentDocumentLink", link)])


def test_a_note_needs_something_to_stand_on(side: Side) -> None:
    with pytest.raises(Invalid):
        side.crm.note_once(KEY, [], "t", "b")
