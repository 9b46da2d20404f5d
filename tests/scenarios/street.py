"""A world for scenarios: the colleagues of the story, and many sellers of whom each test takes one for itself.

Every seller has the same deals, each with another gap; nothing about them is proposed until a test asks for it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from integrations.sandbox.seed import story
from integrations.sandbox.world import Colleague, Company, Contact, Deal, Event, Todo, World

SELLERS = 24  # more than any module needs
MEETING = "Pilot review"
NEXT_STEP = "Pilot review 6 Mar"  # what the meeting of 6 March becomes
ZONE = "America/New_York"
_AHEAD = date(2026, 5, 29)
_PASSED = date(2026, 2, 13)


@dataclass(frozen=True)
class Seller:
    """One colleague who sells, with deals of their own."""

    key: str
    name: str

    @property
    def slack(self) -> str:
        """The id of the Slack user."""
        return f"U0{self.key.upper()}"


def sellers(many: int = SELLERS) -> list[Seller]:
    """So many of them; they report to Dana."""
    return [Seller(f"r{number:02}", f"Robin {_WORDS[number]}") for number in range(many)]


def street(many: int = SELLERS) -> World:
    """The colleagues of the story with its deal O1, and so many sellers with deals of their own."""
    world = story()
    everyone = sellers(many)
    companies = tuple(_company(seller) for seller in everyone)
    contacts = tuple(_contact(seller) for seller in everyone)
    o1 = tuple(deal for deal in world.deals if deal.key == "o1")
    deals = tuple(deal for seller in everyone for deal in _deals(seller))
    return replace(
        world,
        colleagues=(*world.colleagues, *(_colleague(seller) for seller in everyone)),
        companies=(*world.companies, *companies),
        contacts=(*world.contacts, *contacts),
        deals=(*o1, *deals),
        todos=tuple(_todo(seller) for seller in everyone),
        events=(
            *(event for event in world.events if event.deal == "o1"),
            *(event for seller in everyone for event in _events(seller)),
        ),
    )


def _colleague(seller: Seller) -> Colleague:
    return Colleague(
        seller.key, seller.name, f"{seller.key}@dealhand.example", ZONE, "Account Executive", "dana"
    )


def _company(seller: Seller) -> Company:
    name = f"{seller.name.split()[1]} & Sons"
    return Company(seller.key, name, f"{seller.key}.example", "Logistics", 80, "US", seller.key)


def _contact(seller: Seller) -> Contact:
    talked = datetime(2026, 2, 24, 15, 0, tzinfo=UTC)
    return Contact(
        seller.key, "Kim", seller.name.split()[1], f"kim@{seller.key}.example", "COO", seller.key,
        seller.key, talked,
    )  # fmt: skip


def _deals(seller: Seller) -> tuple[Deal, ...]:
    sound = Deal(
        f"{seller.key}-sound",
        f"{seller.name.split()[1]} \N{EN DASH} Sound",
        seller.key,
        seller.key,
        "discovery",
        18_000,
        _AHEAD,
        "Send the order form to Kim",
        contacts=(seller.key,),
        primary_contact=seller.key,
    )

    def gap(key: str, name: str) -> Deal:
        return replace(sound, key=f"{seller.key}-{key}", name=f"{seller.name.split()[1]} \N{EN DASH} {name}")

    return (
        replace(gap("meeting", "Pilot"), next_step=None),
        replace(gap("second", "Rollout"), next_step=None),
        replace(gap("third", "Renewal"), next_step=None),
        replace(gap("fourth", "Training"), next_step=None),
        replace(gap("empty", "Upgrade"), next_step=None, close_date=_PASSED, amount=None),
        replace(gap("mixed", "Extension"), next_step=None, close_date=_PASSED),
        replace(gap("two", "Depot"), next_step=None, contacts=(), primary_contact=None),
    )


def _todo(seller: Seller) -> Todo:
    return Todo(f"{seller.key}-task", "Call Kim", date(2026, 3, 9), f"{seller.key}-two", seller.key)


def _events(seller: Seller) -> tuple[Event, ...]:
    starts = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)
    return tuple(
        Event(f"{seller.key}-{deal}-event", MEETING, starts, 45, f"{seller.key}-{deal}", seller.key)
        for deal in ("meeting", "second", "third", "fourth", "mixed")
    )


_WORDS = (
    "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kauri", "Larch",
    "Maple", "Nutmeg", "Oak", "Pine", "Quince", "Rowan", "Spruce", "Teak", "Umber", "Vine", "Willow", "Yew",
)  # fmt: skip
