"""`relate_if`: who is a deal's primary contact, through each CRM's own kind of link."""

import pytest

from bot.errors import Invalid
from bot.records import Conflict, Written
from tests.contracts.crm_sides import Side, running

pytestmark = pytest.mark.row("U-03")


def test_a_primary_contact_is_named_and_named_back(side: Side) -> None:
    deal, jo, alex = side.ref("deal", "o1"), side.ref("contact", "jo").id, side.ref("contact", "alex").id

    done = side.crm.relate_if(deal, jo, alex, key="k")
    now = side.o1().show("primary_contact")
    undone = side.crm.relate_if(deal, alex, jo, key="u")

    assert isinstance(done, Written)
    assert (done.before, done.after) == ({"primary_contact": jo}, {"primary_contact": alex})
    assert now == "Alex Chen"
    assert isinstance(undone, Written)
    assert side.o1().show("primary_contact") == "Jo Park"
    assert len(side.crm.related(deal, "contact")) == 2


def test_a_contact_that_was_not_on_the_deal_becomes_primary_and_is_taken_away(side: Side) -> None:
    deal = next(one for one in side.world.deals if one.primary_contact is None and len(one.contacts) == 1)
    ref, ruth = side.ref("deal", deal.key), side.ref("contact", "globex-2").id

    done = side.crm.relate_if(ref, None, ruth, key="k")
    named = side.crm.get(ref).get("primary_contact")
    undone = side.crm.relate_if(ref, ruth, None, key="u")

    assert isinstance(done, Written)
    assert named == ruth
    assert isinstance(undone, Written)
    assert side.crm.get(ref).get("primary_contact") is None
    if side.name == "salesforce":  # our own role row is deleted again
        assert len(side.crm.related(ref, "contact")) == 1


def test_taking_a_persons_primary_contact_away_leaves_the_contact_on_the_deal(side: Side) -> None:
    deal, jo = side.ref("deal", "o1"), side.ref("contact", "jo").id

    answer = side.crm.relate_if(deal, jo, None, key="k")

    assert isinstance(answer, Written)
    assert side.o1().get("primary_contact") is None
    assert len(side.crm.related(deal, "contact")) == 2


def test_another_primary_contact_is_a_conflict_and_the_same_one_no_work(side: Side) -> None:
    deal, jo, alex = side.ref("deal", "o1"), side.ref("contact", "jo").id, side.ref("contact", "alex").id

    clash = side.crm.relate_if(deal, None, alex, key="k")
    already = side.crm.relate_if(deal, None, jo, key="k")

    assert isinstance(clash, Conflict)
    assert clash.fields == ("primary_contact",)
    assert clash.current.get("primary_contact") == jo
    assert isinstance(already, Written)
    assert already.already


def test_a_lost_answer_while_relating_is_read_back(side: Side) -> None:
    deal, jo, alex = side.ref("deal", "o1"), side.ref("contact", "jo").id, side.ref("contact", "alex").id
    side.crm.relate_if(deal, jo, jo, key="warm")
    side.arm(cut_after_commit=1)

    answer = side.crm.relate_if(deal, jo, alex, key="k")

    assert isinstance(answer, Written)
    assert side.o1().get("primary_contact") == alex


def test_without_a_label_only_a_single_contact_can_be_exchanged() -> None:
    with running("hubspot", keyed=False, primary_label=False) as side:
        single = next(one for one in side.world.deals if len(one.contacts) == 1)
        deal, old = side.ref("deal", single.key), side.ref("contact", single.contacts[0]).id
        jo, alex = side.ref("contact", "jo").id, side.ref("contact", "alex").id

        done = side.crm.relate_if(deal, old, jo, key="k")
        named = side.crm.get(deal).get("primary_contact")
        undone = side.crm.relate_if(deal, jo, old, key="u")

        assert isinstance(done, Written)
        assert named == jo
        assert isinstance(undone, Written)
        assert side.crm.get(deal).get("primary_contact") == old
        with pytest.raises(Invalid):
            side.crm.relate_if(side.ref("deal", "o1"), jo, alex, key="k")
        assert len(side.crm.related(side.ref("deal", "o1"), "contact")) == 2
        same = side.crm.relate_if(side.ref("deal", "o1"), jo, jo, key="k")
        assert isinstance(same, Written)
        assert same.already


@pytest.mark.parametrize("label", [True, False])
def test_an_exchange_of_contacts_whose_answers_get_lost_ends_with_one(label: bool) -> None:
    with running("hubspot", keyed=False, primary_label=label) as side:
        single = next(one for one in side.world.deals if len(one.contacts) == 1 and one.primary_contact)
        deal, old = side.ref("deal", single.key), side.ref("contact", single.contacts[0]).id
        jo = side.ref("contact", "jo").id
        side.crm.relate_if(deal, old, old, key="warm")
        side.arm(cut_after_commit=2)

        answer = side.crm.relate_if(deal, old, jo, key="k")

        assert isinstance(answer, Written)
        assert side.crm.get(deal).get("primary_contact") == jo
