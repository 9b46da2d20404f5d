"""The ordinary deals around the story: most are sound, a few per seller have gaps of every kind.

Gaps are written down one by one (a reader can count them); sound and closed deals are laid out from lists.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from integrations.sandbox.seed_company import COMPANIES
from integrations.sandbox.world import Contact, Deal, Event, Todo


@dataclass(frozen=True)
class _Gap:
    """One unsound deal: what its company's sound deal is missing, and what lies beside it as evidence."""

    company: str
    product: str
    no_next_step: bool = False
    late_close: date | None = None
    no_amount: bool = False
    no_primary: bool = False
    people: int = 2
    task: tuple[str, date] | None = None
    meeting: tuple[str, datetime] | None = None


_GAPS: tuple[_Gap, ...] = (
    # Priya (besides O1)
    _Gap(
        "tidewater", "Dispatch", no_next_step=True, task=("Send the revised quote to Ines", date(2026, 3, 6))
    ),
    _Gap("harborline", "Claims desk", late_close=date(2026, 2, 13)),
    _Gap("obrien", "Cold chain", no_amount=True),
    _Gap("cobalt", "Field crews", no_primary=True, people=1),
    _Gap("maplewood", "Clinics", no_next_step=True, late_close=date(2026, 2, 27), no_amount=True),
    # Sam
    _Gap(
        "mueller",
        "Werk 2",
        no_next_step=True,
        meeting=("Plant tour with Stefan", datetime(2026, 3, 9, 10, 0, tzinfo=UTC)),
    ),
    _Gap("rdlabs", "Sample tracking", no_primary=True, people=3),
    _Gap("pennine", "Depot rollout", late_close=date(2026, 1, 30)),
    _Gap("sondergaard", "Yard planning", no_amount=True, no_primary=True, people=1),
    _Gap(
        "atelier",
        "Workshop",
        no_next_step=True,
        late_close=date(2026, 2, 20),
        task=("Call about the sample order", date(2026, 3, 5)),
    ),
    # Lee
    _Gap(
        "redwood",
        "Newsroom",
        no_next_step=True,
        task=("Share the security questionnaire", date(2026, 3, 11)),
        meeting=("Technical deep dive", datetime(2026, 3, 6, 18, 30, tzinfo=UTC)),
    ),
    _Gap("sierra", "Stores pilot", no_primary=True, people=3),
    _Gap("omori", "Lens line", late_close=date(2026, 2, 6)),
    _Gap("pacifica", "Front desk", no_next_step=True),
    # Dana
    _Gap("crown", "Group contract", no_amount=True),
    _Gap(
        "silverlake",
        "Campus",
        no_next_step=True,
        meeting=("Steering committee", datetime(2026, 3, 12, 14, 0, tzinfo=UTC)),
    ),
    _Gap("ironwood", "Site safety", late_close=date(2026, 2, 28), no_primary=True, people=2),
    _Gap("fairhaven", "Lab systems", no_next_step=True, task=("Book the reference call", date(2026, 3, 4))),
)

# company and product of each deal that lacks nothing; a company may stand twice
_SOUND = """
tidewater Yard|harborline Broker portal|stonebridge Team seats|verity Print floor|larkspur Districts|
quarry Research desk|obrien Bakery|cobalt Substations|
mueller Ersatzteile|kestrel Line maintenance|vallejo Bodegas|brightwell Tenants|nordlys Network ops|
castellan Matter desk|rdlabs Freezer farm|pennine Stations|
juniper Wholesale|cascade Mills|solano Installers|bluefin Kitchens|mesa Branches|arclight Post-production|
redwood Archive|omori Service|
summit Regional rollout|delphine Boutiques|crown Spa & events|silverlake Housing|ironwood Equipment
"""

_CLOSED = """
stonebridge Pilot won|larkspur Pilot lost|quarry Trial won|kestrel Hangar 1 won|brightwell Repairs lost|
vallejo Piloto won|solano Pilot won|mesa ATM desk lost|bluefin Pilot won|summit Pilot won
"""

_NEXT_STEPS = (
    "Send order form to {first}",
    "Walk {first} through the rollout plan on 12 Mar",
    "{first} to confirm budget with finance",
    "Share the reference customer list with {first}",
    "Demo for {first}'s team on 17 Mar",
    "Legal to return the marked-up contract",
)
_OPEN_STAGES = ("qualified", "discovery", "proposal", "negotiation", "proposal")
_OWNER = {company.key: company.owner for company in COMPANIES}
_NAME = {company.key: company.name for company in COMPANIES}
_FIRST_CLOSE = date(2026, 4, 10)
_LAST_TALK = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def bulk_deals(people: tuple[Contact, ...]) -> tuple[tuple[Deal, ...], tuple[Todo, ...], tuple[Event, ...]]:
    """All deals but the story's own, with open tasks and meetings; `people` must hold those of COMPANIES."""
    first_names = {person.key: person.first for person in people}
    gaps = [_gap_deal(gap, number, first_names) for number, gap in enumerate(_GAPS)]
    start = len(gaps)
    sound = [
        _sound_deal(company, product, start + number, first_names)
        for number, (company, product) in enumerate(_pairs(_SOUND))
    ]
    closed = [
        _closed_deal(company, product, number) for number, (company, product) in enumerate(_pairs(_CLOSED))
    ]
    gap_todos, gap_events = _evidence(gaps)
    return (
        (*gaps, *sound, *closed),
        (*gap_todos, *_sound_todos(sound)),
        gap_events,
    )


def _pairs(table: str) -> list[tuple[str, str]]:
    cells = (cell.strip().partition(" ") for cell in table.split("|"))
    return [(company, product) for company, _, product in cells]


def _key(company: str, product: str) -> str:
    return f"{company}-{product.split(maxsplit=1)[0].lower()}"


def _sound_deal(company: str, product: str, number: int, first_names: dict[str, str]) -> Deal:
    contacts = (f"{company}-1", f"{company}-2")
    return Deal(
        _key(company, product),
        f"{_NAME[company]} \N{EN DASH} {product}",
        company,
        _OWNER[company],
        _OPEN_STAGES[number % len(_OPEN_STAGES)],
        6_000 + (number * 7_350) % 91_000,
        _FIRST_CLOSE + timedelta(days=(number * 11) % 160),
        _NEXT_STEPS[number % len(_NEXT_STEPS)].format(first=first_names[contacts[0]]),
        contacts=contacts,
        primary_contact=contacts[0],
        last_activity=_LAST_TALK - timedelta(days=number % 9, hours=number % 5),
    )


def _gap_deal(gap: _Gap, number: int, first_names: dict[str, str]) -> Deal:
    deal = _sound_deal(gap.company, gap.product, number, first_names)
    contacts = tuple(f"{gap.company}-{rank}" for rank in range(1, gap.people + 1))
    return replace(
        deal,
        next_step=None if gap.no_next_step else deal.next_step,
        close_date=gap.late_close or deal.close_date,
        amount=None if gap.no_amount else deal.amount,
        contacts=contacts,
        primary_contact=None if gap.no_primary else contacts[0],
    )


def _closed_deal(company: str, product_and_stage: str, number: int) -> Deal:
    product, _, stage = product_and_stage.rpartition(" ")
    closed_on = date(2025, 7, 8) + timedelta(days=number * 22)
    return Deal(
        _key(company, product),
        f"{_NAME[company]} \N{EN DASH} {product}",
        company,
        _OWNER[company],
        stage,
        5_000 + number * 2_600,
        closed_on,
        "Handed to customer success" if stage == "won" else "No budget this year",
        contacts=(f"{company}-1",),
        primary_contact=f"{company}-1",
        last_activity=datetime(closed_on.year, closed_on.month, closed_on.day, 16, 0, tzinfo=UTC),
    )


def _evidence(deals: list[Deal]) -> tuple[tuple[Todo, ...], tuple[Event, ...]]:
    """The open task and the meeting beside each unsound deal that has one."""
    todos: list[Todo] = []
    events: list[Event] = []
    for gap, deal in zip(_GAPS, deals, strict=True):
        if gap.task:
            subject, due = gap.task
            todos.append(Todo(f"{deal.key}-task", subject, due, deal.key, deal.owner, deal.contacts[0]))
        if gap.meeting:
            subject, starts = gap.meeting
            events.append(
                Event(f"{deal.key}-meeting", subject, starts, 45, deal.key, deal.owner, deal.contacts)
            )
    return tuple(todos), tuple(events)


def _sound_todos(deals: list[Deal]) -> tuple[Todo, ...]:
    """An open task on every third sound deal, with the words of its next step."""
    return tuple(
        Todo(
            f"{deal.key}-task",
            deal.next_step or deal.name,
            date(2026, 3, 6) + timedelta(days=number),
            deal.key,
            deal.owner,
            deal.contacts[0],
        )
        for number, deal in enumerate(deals[::3])
    )
