"""The fixture world is what requirements 1.0 says, and a believable company around it."""

from datetime import UTC, date, datetime

import pytest

from integrations.sandbox.seed import story
from integrations.sandbox.world import STAGES, Deal, World

CLOSED = {key for key, _, closed, _, _ in STAGES if closed}


@pytest.fixture
def world() -> World:
    return story()


def deal(world: World, key: str) -> Deal:
    return next(each for each in world.deals if each.key == key)


def lacks(one: Deal, world: World) -> bool:
    late = one.close_date < world.clock.now().date()
    return not one.next_step or one.amount is None or not one.primary_contact or late


def test_o1_lacks_its_next_step_and_nothing_else(world: World) -> None:
    o1 = deal(world, "o1")

    assert (o1.name, o1.owner, o1.stage) == ("Northwind \N{EN DASH} Platform", "priya", "discovery")
    assert (o1.amount, o1.close_date) == (48_000, date(2026, 4, 30))
    assert (o1.next_step, o1.contacts, o1.primary_contact) == (None, ("jo", "alex"), "jo")


def test_the_security_review_call_is_on_o1_on_thursday_at_ten_new_york(world: World) -> None:
    event = next(each for each in world.events if each.subject == "Security review call")

    assert (event.deal, event.starts) == ("o1", datetime(2026, 3, 5, 15, 0, tzinfo=UTC))


def test_the_suppressed_contact_opted_out_and_fabrikam_is_unknown(world: World) -> None:
    maria = next(each for each in world.contacts if each.key == "maria")

    assert (maria.email, maria.opted_out) == ("maria@initech.com", True)
    assert not any("fabrikam" in company.name.lower() for company in world.companies)


def test_the_company_has_a_believable_size(world: World) -> None:
    assert len(world.companies) == 40
    assert 140 <= len(world.contacts) <= 160
    assert len(world.deals) == 60


@pytest.mark.parametrize("owner", ["priya", "sam", "lee", "dana"])
def test_each_seller_has_four_to_six_unsound_deals_and_more_sound_ones(world: World, owner: str) -> None:
    mine = [each for each in world.deals if each.owner == owner and each.stage not in CLOSED]
    unsound = [each for each in mine if lacks(each, world)]

    assert 4 <= len(unsound) <= 6
    assert len(mine) > len(unsound)


def test_every_reference_leads_somewhere_and_no_key_or_address_is_used_twice(world: World) -> None:
    people = {each.key for each in world.contacts}
    companies = {each.key for each in world.companies}
    deals = {each.key for each in world.deals}

    assert len(people) == len({each.email for each in world.contacts}) == len(world.contacts)
    assert (len(companies), len(deals)) == (len(world.companies), len(world.deals))
    assert {each.company for each in world.contacts} | {each.company for each in world.deals} <= companies
    assert {key for each in world.deals for key in each.contacts} <= people
    assert {key for each in world.events for key in each.contacts} <= people
    assert {each.deal for each in world.todos} | {each.deal for each in world.events} <= deals


def test_two_worlds_are_equal_and_do_not_share_their_clock() -> None:
    first, second = story(), story()

    assert first.deals == second.deals
    assert first.clock is not second.clock
