"""The morning scene in the CRM: a new account, its contact, their deal and a task, made once and taken back in turn."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.errors import Duplicate, Forbidden, InDoubt, Invalid, Temporary
from bot.records import Conflict, Created, Written
from bot.values import RecordKind, RecordRef, Value
from tests.contracts.crm_sides import Side, running

pytestmark = [pytest.mark.row("A-13"), pytest.mark.row("U-03")]

ACCOUNT = {"name": "Umbrella & Sons", "domain": "umbrella.example"}
CONTACT = {"first_name": "Wren", "last_name": "O'Neil", "email": "wren@umbrella.example", "title": "COO"}
KINDS: tuple[RecordKind, ...] = ("account", "contact", "deal", "task")


@dataclass(frozen=True)
class Scene:
    """What was made, and the values it was made of."""

    made: dict[RecordKind, RecordRef]
    values: dict[RecordKind, dict[str, Value]]


def _values(side: Side) -> dict[RecordKind, dict[str, Value]]:
    discovery = next(stage.id for stage in side.crm.stages() if stage.label == "Discovery")
    priya = side.owner("priya")
    return {
        "account": {**ACCOUNT, "owner": priya},
        "contact": {**CONTACT, "owner": priya},
        "deal": {
            "name": "Umbrella pilot",
            "stage": discovery,
            "close_date": "2026-06-30",
            "amount": "12500.5",
            "next_step": "Call Wren",
            "owner": priya,
        },
        "task": {"subject": "Call Wren", "due": "2026-03-06", "owner": priya},
    }


def _scene(side: Side) -> Scene:
    values, made = _values(side), dict[RecordKind, RecordRef]()
    links: dict[RecordKind, tuple[RecordKind, ...]] = {
        "account": (),
        "contact": ("account",),
        "deal": ("account", "contact"),
        "task": ("deal", "contact"),
    }
    for kind in KINDS:
        created = side.crm.create_once(
            kind, f"act:{kind}", values[kind], [made[each] for each in links[kind]]
        )
        assert not created.existed
        made[kind] = created.ref
    return Scene(made, values)


def test_each_record_is_made_with_its_values_owner_and_links(side: Side) -> None:
    scene = _scene(side)

    for kind, ref in scene.made.items():
        record = side.crm.get(ref)
        assert {name: record.get(name) for name in scene.values[kind]} == scene.values[kind]
        assert record.show("owner") == "Priya Raman"
    deal, task = side.crm.get(scene.made["deal"]), side.crm.get(scene.made["task"])
    assert (deal.show("stage"), deal.show("account"), deal.show("primary_contact")) == (
        "Discovery",
        "Umbrella & Sons",
        "Wren O'Neil",
    )
    assert side.crm.get(scene.made["contact"]).get("account") == scene.made["account"].id
    assert (task.get("deal"), task.get("contact")) == (scene.made["deal"].id, scene.made["contact"].id)
    assert [each.ref for each in side.crm.related(scene.made["deal"], "contact")] == [scene.made["contact"]]


def test_a_new_deals_contact_is_primary_without_a_label_too() -> None:
    with running("hubspot", keyed=False, primary_label=False) as side:
        assert side.crm.get(_scene(side).made["deal"]).show("primary_contact") == "Wren O'Neil"


def test_all_is_taken_back_in_the_reverse_order(side: Side) -> None:
    scene = _scene(side)

    for kind in reversed(KINDS):
        answer = side.crm.archive(scene.made[kind], expect=scene.values[kind])
        assert isinstance(answer, Written), kind

    side.later()
    assert scene.made["deal"].id not in [each.ref.id for each in side.crm.find("deal", [])]
    assert scene.made["account"].id not in [each.ref.id for each in side.crm.find("account", [])]


@pytest.mark.parametrize(
    ("kind", "standing"), [("account", ("contacts", "deals")), ("contact", ("deals",)), ("deal", ("tasks",))]
)
def test_what_somebody_hung_something_on_is_not_deleted(
    plain: Side, kind: RecordKind, standing: tuple[str, ...]
) -> None:
    scene = _scene(plain)

    answer = plain.crm.archive(scene.made[kind], expect=scene.values[kind])

    assert isinstance(answer, Conflict)
    assert answer.fields == standing
    assert answer.current.ref == scene.made[kind]
    assert plain.crm.get(scene.made["task"]).get("deal") == scene.made["deal"].id


def test_a_task_that_is_done_does_not_keep_a_deal(plain: Side) -> None:
    scene = _scene(plain)
    plain.crm.update_if(scene.made["task"], {"status": "open"}, {"status": "done"}, key="k")

    assert isinstance(plain.crm.archive(scene.made["deal"], expect=scene.values["deal"]), Written)


@pytest.mark.row("A-07")
@pytest.mark.parametrize(
    ("kind", "field"), [("contact", ("Title", "jobtitle")), ("deal", ("NextStep", "hs_next_step"))]
)
def test_what_a_colleague_edited_is_not_taken_back(
    plain: Side, kind: RecordKind, field: tuple[str, str]
) -> None:
    scene = _scene(plain)
    for later in reversed(KINDS[KINDS.index(kind) + 1 :]):
        plain.crm.archive(scene.made[later], expect={})
    name = field[plain.name == "hubspot"]
    plain.page(
        "edit", {"kind": kind, "id": scene.made[kind].id, "field": name, "value": "Mine now", "by": "sam"}
    )

    answer = plain.crm.archive(scene.made[kind], expect=scene.values[kind])

    assert isinstance(answer, Conflict)
    assert plain.crm.get(scene.made[kind]).ref == scene.made[kind]


def _creates(side: Side) -> dict[RecordKind, Callable[[bool], Created]]:
    """Each create of the scene on records that are there, as a try that may be one of several."""
    values = _values(side)
    account, jo, deal = side.ref("account", "northwind"), side.ref("contact", "jo"), side.ref("deal", "o1")
    links: dict[RecordKind, list[RecordRef]] = {
        "account": [],
        "contact": [account],
        "deal": [account, jo],
        "task": [deal, jo],
    }

    def one(kind: RecordKind) -> Callable[[bool], Created]:
        return lambda again: side.crm.create_once(kind, f"act:{kind}", values[kind], links[kind], again=again)

    return {kind: one(kind) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_create_that_is_tried_again_finds_the_first(side: Side, kind: RecordKind) -> None:
    create = _creates(side)[kind]
    first = create(False)
    side.later()

    again = create(True)

    assert (again.ref, again.existed) == (first.ref, True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_create_whose_answer_got_lost_is_found_or_in_doubt(side: Side, kind: RecordKind) -> None:
    create = _creates(side)[kind]
    side.crm.describe(kind)
    side.crm.capabilities()
    side.arm(cut_after_commit=1)
    side.forget_requests()

    if kind == "account" and side.name == "hubspot" and not side.keyed:
        with pytest.raises(InDoubt):  # only search could find it, and search lags
            create(False)
        side.later()
        assert create(True).existed
    else:
        assert create(False).existed
    posts = [one for one in side.requests() if one["method"] in {"POST", "PATCH"} and one["status"] == 0]
    assert len(posts) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_trying_again_after_a_try_that_made_nothing_makes_it(side: Side, kind: RecordKind) -> None:
    create = _creates(side)[kind]
    side.crm.describe(kind)
    side.crm.stages()
    side.arm(rate_limit=20)
    with pytest.raises(Temporary):
        create(False)
    side.arm(clear=True)

    if kind == "account" and side.name == "hubspot" and not side.keyed:
        with pytest.raises(InDoubt):
            create(True)
    else:
        assert not create(True).existed


def test_a_blind_repeat_of_a_keyed_deal_finds_it(side: Side) -> None:
    create = _creates(side)["deal"]
    first = create(False)

    second = create(False)

    assert (second.ref == first.ref, second.existed) == (side.keyed, side.keyed)


def test_a_colleagues_contact_with_that_address_is_a_duplicate_and_never_ours(hubspot: Side) -> None:
    values = {"first_name": "Jo", "last_name": "Park", "email": "jo.park@northwindrobotics.com"}

    for again in (False, True):
        with pytest.raises(Duplicate) as found:
            hubspot.crm.create_once("contact", "act:1", values, [], again=again)
        assert found.value.matches == (hubspot.ref("contact", "jo").id,)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("deal", "name"),
        ("deal", "stage"),
        ("deal", "close_date"),
        ("contact", "last_name"),
        ("account", "name"),
        ("task", "subject"),
    ],
)
def test_what_a_crm_of_ours_needs_is_asked_for_before_the_call(
    plain: Side, kind: RecordKind, field: str
) -> None:
    values = _values(plain)[kind]
    plain.forget_requests()

    for empty in ({**values, field: None}, {**values, field: "  "}):
        with pytest.raises(Invalid) as refused:
            plain.crm.create_once(kind, "k", empty, [])
        assert refused.value.field == field
    assert plain.requests() == []


def test_what_a_record_hangs_on_is_a_link_and_never_a_value(plain: Side) -> None:
    values, account = _values(plain), plain.ref("account", "northwind")
    jo, alex = plain.ref("contact", "jo"), plain.ref("contact", "alex")

    with pytest.raises(Invalid):
        plain.crm.create_once("contact", "k", {**values["contact"], "account": account.id}, [])
    with pytest.raises(Invalid):
        plain.crm.create_once("deal", "k", {**values["deal"], "primary_contact": jo.id}, [])
    with pytest.raises(Invalid):
        plain.crm.create_once("deal", "k", values["deal"], [account, jo, alex])


def test_an_owner_who_is_not_there_is_refused_before_the_call(plain: Side) -> None:
    values = {**_values(plain)["deal"], "owner": "99999999"}

    with pytest.raises(Invalid) as refused:
        plain.crm.create_once("deal", "k", values, [])

    assert refused.value.field == "owner"


def test_a_contact_who_may_not_be_named_is_said(salesforce: Side) -> None:
    salesforce.arm(forbid_write="Opportunity.ContactId")

    with pytest.raises(Forbidden):
        _creates(salesforce)["deal"](False)


def test_a_create_costs_one_call(side: Side) -> None:
    creates = _creates(side)
    for kind in KINDS:
        side.crm.describe(kind)
    creates["task"](False)
    creates["deal"](False)
    side.forget_requests()

    side.crm.create_once(
        "deal", "act:2", _values(side)["deal"], [side.ref("account", "globex"), side.ref("contact", "jo")]
    )

    assert len(side.requests()) == 1


def test_taking_back_a_deal_costs_four_calls(side: Side) -> None:
    values = _values(side)["deal"]
    warm, made = (side.crm.create_once("deal", f"act:{number}", values, []).ref for number in (1, 2))
    side.crm.archive(warm, expect=values)
    side.forget_requests()

    side.crm.archive(made, expect=values)

    assert len(side.requests()) == 4  # two looks at what hangs on it, its fields, and the deletion
