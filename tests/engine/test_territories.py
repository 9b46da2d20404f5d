"""Who sells where is said in words, by those in charge, and kept."""

import dataclasses

import pytest

from bot.assigning import assign, territories
from bot.territories import Territories, country_code, country_name
from store.memory import SqlMemory
from tests.engine.mailing import Desk, desk

pytestmark = pytest.mark.row("A-11")


@pytest.fixture
def office(memory: SqlMemory) -> Desk:
    return desk(memory, None)


def reps(office: Desk, country: str) -> tuple[str, ...]:
    with office.memory.begin() as tx:
        return office.house.territories(tx).reps.get(country, ())


@pytest.mark.parametrize("by", ["U2", "U3"])
def test_a_manager_or_an_administrator_says_who_sells_where(office: Desk, by: str) -> None:
    said = assign(office.house, by, "United Kingdom priya@acme.example, dana@acme.example").said

    assert said == "New prospects in United Kingdom go to Priya and Dana."
    assert reps(office, "GB") == ("priya", "dana")
    assert territories(office.house) == (("United Kingdom", ("Priya", "Dana")),)
    assert office.house.readers().territories.rep_for("GB", "fabrikam.com") in {"priya", "dana"}
    with office.memory.begin() as tx:
        (entry,) = office.memory.ledger.entries(tx, kinds=("switch",))
    assert entry.facts == {"territory": "GB", "reps": ["priya", "dana"]}


def test_a_rep_cannot_give_themselves_a_country(office: Desk) -> None:
    assert "Only a manager" in assign(office.house, "U1", "Germany priya@acme.example").said
    assert reps(office, "DE") == ()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("", "Say it like this"),
        ("Germany", "Say it like this"),
        ("Atlantis priya@acme.example", "I know no country “Atlantis”"),
        ("Germany priya@acme.example nobody@acme.example", "I know no colleague “nobody@acme.example”"),
        ("priya@acme.example", "Say it like this"),
    ],
)
def test_what_cannot_be_meant_is_answered_and_changes_nothing(office: Desk, words: str, answer: str) -> None:
    assert answer in assign(office.house, "U2", words).said
    assert reps(office, "DE") == ()


def test_a_name_that_several_colleagues_share_names_nobody(office: Desk) -> None:
    with office.memory.begin() as tx:
        (priya,) = [p for p in office.memory.people.all(tx) if p.id == "priya"]
        twin = dataclasses.replace(priya, id="priya2", email="priya@other.example", slack_user="U9")
        office.memory.people.put(tx, [twin])

    assert "I know no colleague “@priya”" in assign(office.house, "U2", "Germany @priya").said
    assert "go to Dana" in assign(office.house, "U2", "Germany @dana").said


def test_a_country_can_be_nobodys_again(office: Desk) -> None:
    assign(office.house, "U2", "Germany priya@acme.example")

    assert "nobody in particular" in assign(office.house, "U2", "Deutschland none").said
    assert territories(office.house) == ()


def test_one_company_stays_with_one_of_several_reps() -> None:
    shared = Territories({"DE": ("a", "b", "c")})
    found = {company: shared.rep_for("DE", company) for company in map("company{}.de".format, range(60))}

    assert found == {company: shared.rep_for("DE", company.upper()) for company in found}
    assert set(found.values()) == {"a", "b", "c"}
    assert shared.rep_for("FR", "company1.fr") is None
    assert shared.rep_for(None, "company1.fr") is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("US", "US"), ("usa", "US"), ("United States", "US"), ("Germany", "DE"), ("Deutschland", "DE"),
        ("Allemagne", "DE"), ("Alemania", "DE"), ("UK", "GB"), ("great  britain", "GB"), ("España", "ES"),
        ("", None), (None, None), ("Atlantis", None), ("001", None), ("EU", None), ("ZZ", None),
    ],
)  # fmt: skip
def test_countries_are_known_as_people_write_them(written: str | None, code: str | None) -> None:
    assert country_code(written) == code
    if code:
        assert country_code(country_name(code)) == code
