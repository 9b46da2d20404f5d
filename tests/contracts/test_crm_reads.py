from collections.abc import Callable

import pytest

from bot.errors import Forbidden, Gone, Invalid
from bot.records import Where, Written
from bot.values import RecordRef
from tests.contracts.crm_sides import Side, running

DASH = "\N{EN DASH}"

pytestmark = pytest.mark.row("U-03")


def test_a_deal_reads_the_same_on_both(side: Side) -> None:
    deal = side.o1()

    stages = {stage.id: stage.label for stage in side.crm.stages()}
    assert deal.values["name"] == f"Northwind {DASH} Platform"
    assert stages[deal.values["stage"] or ""] == "Discovery"
    assert deal.values["amount"] == "48000"
    assert deal.values["currency"] == "USD"
    assert deal.values["close_date"] == "2026-04-30"
    assert deal.values["next_step"] is None
    assert deal.values["is_closed"] == "false"
    assert deal.values["owner"] == side.owner("priya")
    assert (deal.values["last_activity"] or "")[:10] == "2026-02-26"
    assert deal.values["account"] == side.ref("account", "northwind").id
    assert deal.values["primary_contact"] == side.ref("contact", "jo").id
    assert deal.show("account") == "Northwind Robotics"
    assert deal.show("owner") == "Priya Raman"
    assert deal.show("primary_contact") == "Jo Park"
    assert deal.show("stage") == "Discovery"
    assert deal.modified_at.tzinfo is not None
    assert deal.link == side.crm.link(deal.ref)
    assert deal.ref.id in deal.link
    assert deal.link.startswith("https://")


def test_contacts_accounts_tasks_and_meetings_read_in_neutral_words(side: Side) -> None:
    jo = side.crm.get(side.ref("contact", "jo"))
    northwind = side.crm.get(side.ref("account", "northwind"))
    maria = side.crm.get(side.ref("contact", "maria"))
    meeting = side.crm.get(side.ref("meeting", "o1-security-review"))

    assert (jo.get("first_name"), jo.get("last_name"), jo.get("name")) == ("Jo", "Park", "Jo Park")
    assert jo.get("email") == "jo.park@northwindrobotics.com"
    assert jo.get("title") == "VP Engineering"
    assert jo.show("account") == "Northwind Robotics"
    assert (jo.get("opted_out"), maria.get("opted_out")) == ("false", "true")
    assert northwind.get("domain") == "northwindrobotics.com"
    assert northwind.get("employees") == "420"
    assert meeting.get("subject") == "Security review call"
    assert meeting.get("starts") == "2026-03-05T15:00:00Z"
    assert meeting.get("ends") == "2026-03-05T15:45:00Z"
    assert meeting.get("deal") == side.ref("deal", "o1").id


def test_what_hangs_on_a_deal_is_found(side: Side) -> None:
    todo = next(one for one in side.world.todos if one.contact)

    contacts = side.crm.related(side.ref("deal", "o1"), "contact")
    meetings = side.crm.related(side.ref("deal", "o1"), "meeting")
    tasks = side.crm.related(side.ref("deal", todo.deal), "task")

    assert {each.get("name") for each in contacts} == {"Jo Park", "Alex Chen"}
    assert [each.get("subject") for each in meetings] == ["Security review call"]
    assert [each.get("subject") for each in tasks] == [todo.subject]
    assert tasks[0].get("due") == todo.due.isoformat()
    assert tasks[0].get("status") == "open"
    assert side.crm.related(side.ref("deal", "o1"), "task") == ()


def test_an_accounts_deals_are_found(side: Side) -> None:
    deals = side.crm.related(side.ref("account", "globex"), "deal")

    assert {each.get("name") for each in deals} == {f"Globex {DASH} Team plan", f"Globex {DASH} Renewal 2026"}


def test_labels_choices_and_lengths_come_from_the_crm(side: Side) -> None:
    schema = side.crm.describe("deal")

    by_name = {field.name: field for field in schema.fields}
    assert by_name["next_step"].label.lower() == "next step"
    assert by_name["next_step"].writable
    assert not by_name["is_closed"].writable
    assert not by_name["created_at"].writable
    assert [each.label for each in by_name["stage"].options][:2] == ["Qualified", "Discovery"]
    assert by_name["primary_contact"].writable
    assert side.crm.describe("task").field("status") is not None
    assert (by_name["next_step"].max_length or 0) >= 255


def test_a_hidden_field_is_absent_everywhere(side: Side) -> None:
    side.hide("deal", "next_step")

    assert side.crm.describe("deal").field("next_step") is None
    assert "next_step" not in side.o1().values
    with pytest.raises(Forbidden):
        side.crm.update_if(side.ref("deal", "o1"), {"next_step": None}, {"next_step": "Call"}, key="k")


def test_owners_say_who_is_active(side: Side) -> None:
    owners = {owner.email: owner for owner in side.crm.owners()}

    assert owners["priya@dealhand.example"].name == "Priya Raman"
    assert owners["priya@dealhand.example"].id == side.owner("priya")
    assert owners["priya@dealhand.example"].active


def test_stages_stand_in_order_with_their_ends(side: Side) -> None:
    stages = side.crm.stages()

    assert stages[0].label == "Qualified"
    assert [stage.order for stage in stages] == sorted(stage.order for stage in stages)
    assert [stage.label for stage in stages if stage.won] == ["Closed Won"]
    assert [stage.label for stage in stages if stage.closed] == ["Closed Won", "Closed Lost"]
    assert {stage.probability for stage in stages if stage.label == "Discovery"} == {0.25}


@pytest.mark.parametrize(
    "where",
    [
        Where("name", "is", (f"O'Brien & Sons Foods {DASH} Cold chain",)),
        Where("amount", "is", ("48000",)),
        Where("amount", "after", ("90000",)),
        Where("amount", "empty"),
        Where("next_step", "empty"),
        Where("next_step", "filled"),
        Where("close_date", "before", ("2026-03-03",)),
        Where("close_date", "is", ("2026-04-30",)),
        Where("close_date", "after", ("2026-08-01",)),
        Where("is_closed", "is", ("true",)),
        Where("is_closed", "is_not", ("true",)),
        Where("primary_contact", "empty"),
        Where("primary_contact", "filled"),
    ],
    ids=lambda where: f"{where.field}-{where.op}",
)
def test_a_condition_finds_what_the_world_holds(plain: Side, where: Where) -> None:
    everything = plain.crm.find("deal", [], limit=500)

    found = plain.crm.find("deal", [where], limit=500)

    assert len(everything) == len(plain.world.deals)
    assert {each.ref.id for each in found} == {
        each.ref.id for each in everything if _holds(each.values.get(where.field), where)
    }
    assert 0 < len(found) < len(everything)


def _holds(value: str | None, where: Where) -> bool:
    wanted = where.values[0] if where.values else ""
    match where.op:
        case "empty":
            return value is None
        case "filled":
            return value is not None
        case "is":
            return value == wanted
        case "is_not":
            return value != wanted
        case "before":
            return value is not None and value < wanted
        case _:
            number = where.field == "amount"
            return value is not None and (float(value) > float(wanted) if number else value > wanted)


def test_conditions_join_by_and_and_ids_and_stages_are_asked_for(side: Side) -> None:
    discovery = next(stage.id for stage in side.crm.stages() if stage.label == "Discovery")
    mine = [
        Where("owner", "is", (side.owner("priya"),)),
        Where("stage", "in", (discovery,)),
        Where("next_step", "empty"),
    ]

    found = side.crm.find("deal", mine)
    by_account = side.crm.find("deal", [Where("account", "is", (side.ref("account", "northwind").id,))])
    by_contact = side.crm.find("deal", [Where("primary_contact", "is", (side.ref("contact", "jo").id,))])

    assert side.ref("deal", "o1") in {each.ref for each in found}
    assert all(each.get("next_step") is None and each.get("stage") == discovery for each in found)
    assert [each.ref for each in by_account] == [side.ref("deal", "o1")]
    assert [each.ref for each in by_contact] == [side.ref("deal", "o1")]
    assert side.crm.find("deal", [Where("stage", "in", ())]) == ()


def test_contacts_and_tasks_are_found_by_their_own_fields(side: Side) -> None:
    people = side.crm.find("contact", [Where("email", "is", ("jo.park@northwindrobotics.com",))])
    opted = side.crm.find("contact", [Where("opted_out", "is", ("true",))])
    accounts = side.crm.find("account", [Where("domain", "is", ("globex.com",))])
    open_tasks = side.crm.find("task", [Where("status", "is", ("open",))])

    assert [each.ref for each in people] == [side.ref("contact", "jo")]
    assert [each.ref for each in opted] == [side.ref("contact", "maria")]
    assert [each.ref for each in accounts] == [side.ref("account", "globex")]
    assert len(open_tasks) == sum(not one.done for one in side.world.todos)


def test_lists_come_in_the_order_and_number_asked_for(side: Side) -> None:
    found = side.crm.find("deal", [Where("amount", "filled")], order="-amount", limit=5)

    amounts = [float(each.get("amount") or 0) for each in found]
    assert len(amounts) == 5
    assert amounts == sorted(amounts, reverse=True)


@pytest.mark.parametrize(
    "where",
    [
        Where("nonsense", "is", ("1",)),
        Where("amount", "is", ("many",)),
        Where("close_date", "before", ("soon",)),
        Where("account", "is", ("' OR Name != '",)),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_before_it_is_asked(plain: Side, where: Where) -> None:
    plain.o1()
    plain.forget_requests()

    with pytest.raises(Invalid):
        plain.crm.find("deal", [where])

    assert plain.requests() == []


@pytest.mark.parametrize(
    "evil",
    ["http://evil.example/", "../User/005000000000001", "1 OR 1=1", "'", "", "123?x=1", "0065g0000000001%2f"],
)
def test_an_id_from_outside_never_reaches_an_address_or_a_query(plain: Side, evil: str) -> None:
    plain.o1()
    plain.forget_requests()
    deal, jo = RecordRef("deal", evil), plain.ref("contact", "jo").id

    calls: list[Callable[[], object]] = [
        lambda: plain.crm.get(deal),
        lambda: plain.crm.link(deal),
        lambda: plain.crm.related(deal, "task"),
        lambda: plain.crm.update_if(deal, {}, {"next_step": "x"}, key="k"),
        lambda: plain.crm.relate_if(deal, None, jo, key="k"),
        lambda: plain.crm.archive(deal, expect={}),
        lambda: plain.crm.notes(deal),
        lambda: plain.crm.note_once("R-1", [deal], "t", "b", again=True),
        lambda: plain.crm.create_once("task", "R-1", {"subject": "x"}, [deal]),
    ]

    for call in calls:
        with pytest.raises(Invalid):
            call()
    asked = [each["path"] for each in plain.requests() if not _preparation(each["path"])]
    assert asked == []


def _preparation(path: str) -> bool:
    return any(
        word in path for word in ("describe", "properties", "labels", "/owners", "pipelines", "details")
    )


def test_a_deleted_record_is_gone(side: Side) -> None:
    side.archive(side.ref("deal", "o1"))

    with pytest.raises(Gone):
        side.o1()
    with pytest.raises(Gone):
        side.crm.update_if(side.ref("deal", "o1"), {"next_step": None}, {"next_step": "Call"}, key="k")


def test_edits_name_the_colleague_and_the_time(side: Side) -> None:
    side.edit(side.ref("deal", "o1"), "next_step", "Ask Jo", by="sam")

    record = side.crm.get(side.ref("deal", "o1"), edits=True)

    edit = next(each for each in record.edits if each.field == "next_step")
    assert (edit.by, edit.value, edit.ours) == ("Sam Whitfield", "Ask Jo", False)
    assert edit.at == side.clock.now()


def test_our_own_edits_are_known_as_ours(side: Side) -> None:
    side.crm.update_if(side.ref("deal", "o1"), {"next_step": None}, {"next_step": "Call Jo"}, key="k")

    record = side.another().get(side.ref("deal", "o1"), edits=True)

    assert [each.ours for each in record.edits if each.field == "next_step"] == [True]


def test_a_merged_record_answers_with_its_survivor(hubspot: Side) -> None:
    winner, loser = hubspot.ref("deal", "o1"), hubspot.ref("deal", "globex-renewal")
    merged = {"primaryObjectId": winner.id, "objectIdToMerge": loser.id}
    hubspot.post("/hubspot/crm/v3/objects/deals/merge", merged)

    record = hubspot.crm.get(winner)
    written = hubspot.crm.update_if(
        winner, {"next_step": record.get("next_step")}, {"next_step": "Go"}, key="k"
    )

    assert record.ref.id not in {winner.id, loser.id}
    assert hubspot.crm.get(loser).ref == record.ref
    assert isinstance(written, Written)
    assert written.ref == record.ref


def test_without_the_label_the_first_contact_counts_as_primary() -> None:
    with running("hubspot", keyed=False, primary_label=False) as side:
        assert side.crm.capabilities().primary_contact == "association"
        assert side.o1().show("primary_contact") == "Jo Park"


def test_an_org_with_several_currencies_shows_each_deals_own() -> None:
    with running("salesforce", keyed=False, multi_currency=True) as side:
        assert side.o1().get("currency") == "USD"
        assert side.crm.describe("deal").field("currency") is not None
