"""Whom a rule about a domain would cover, counted by each CRM."""

import pytest

from bot.errors import Invalid
from tests.contracts.crm_sides import Side

pytestmark = pytest.mark.row("C-SUP-10")


def test_a_domain_covers_its_contacts_and_some_are_named(side: Side) -> None:
    people = [one for one in side.world.contacts if one.email.endswith("@northwindrobotics.com")]
    assert people

    found = side.crm.audience("northwindrobotics.com")

    assert found.contacts == len(people)
    assert found.of > found.contacts
    assert "Jo Park" in found.names


def test_a_domain_above_covers_those_below_and_a_similar_name_covers_nobody(side: Side) -> None:
    assert side.crm.audience("com").contacts > side.crm.audience("northwindrobotics.com").contacts
    assert side.crm.audience("windrobotics.com").contacts == 0
    assert side.crm.audience("nowhere.example").names == ()


def test_signs_with_a_meaning_in_a_query_mean_nothing(side: Side) -> None:
    assert side.crm.audience("_orthwindrobotics.com").contacts == 0
    for domain in ("%.com", "x' OR Name != '", "*.com", ""):
        with pytest.raises(Invalid, match="is not a domain"):
            side.crm.audience(domain)
