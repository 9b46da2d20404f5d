"""Where a prospect is and whose they are: country → reps, else the account's owner, else who is in charge (A-11)."""

from dataclasses import dataclass

from bot.domains import country_of_domain
from bot.policy import first_in_charge
from bot.readers import Readers
from bot.records import Record
from bot.territories import country_code, country_name
from bot.values import Person
from bot.workflows.lead_capture.signature import Writer


@dataclass(frozen=True)
class Country:
    """An ISO code, what says so, and how sure that is (0 to 1)."""

    code: str
    said: str
    confidence: float

    @property
    def name(self) -> str:
        """As people read it."""
        return country_name(self.code)


@dataclass(frozen=True)
class Owner:
    """Whose the prospect is, why, and who else could be meant with the reason."""

    person: Person
    said: str
    others: tuple[tuple[Person, str], ...] = ()


def country_of(account: Record | None, writer: Writer | None, domain: str | None) -> Country | None:
    """The account's own field, else the prefix of the phone number, else the ending of the domain."""
    held = account.get("country") if account else None
    if code := country_code(held):
        return Country(code, f"the account says {held}", 0.99)
    if writer and writer.phone and writer.phone_country:
        return Country(writer.phone_country, f"the phone number {writer.phone.words}", 0.9)
    if domain and (code := country_of_domain(domain)) and country_name(code) != code:
        return Country(code, f"the domain ends in .{domain.rpartition('.')[2]}", 0.7)
    return None


def owner_of(account: Record | None, country: Country | None, company: str, readers: Readers) -> Owner | None:
    """Whose it is; None where the house has nobody in charge. `company` keeps one company with one rep."""
    candidates: list[tuple[Person, str]] = []
    people = {person.id: person for person in readers.people}
    if country and (rep := people.get(readers.territories.rep_for(country.code, company) or "")):
        candidates.append((rep, f"is the rep for {country.name} ({country.said})"))
    if account and (holder := readers.person(account.get("owner"))):
        candidates.append((holder, "owns the account"))
    if leader := first_in_charge(readers.people):
        where = (
            f"nobody was named for {country.name}" if country else "nothing says in which country they are"
        )
        candidates.append((leader, "is in charge" if candidates else f"is in charge, because {where}"))
    if not candidates:
        return None
    (person, said), rest = candidates[0], candidates[1:]
    others = {each.id: (each, why) for each, why in reversed(rest) if each.id != person.id and each.crm_owner}
    return Owner(person, said, tuple(others.values()))
