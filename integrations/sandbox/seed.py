"""The fixture world (requirements 1.0): the people, companies and deals every test and the demo speak about.

The named ones stand here, one by one; `seed_company` and `seed_deals` surround them with an ordinary small
company, so that a queue, a search and a sweep have something to choose from. Nothing here is random.
"""

from datetime import UTC, date, datetime

from integrations.sandbox.seed_company import COMPANIES, people_of
from integrations.sandbox.seed_deals import bulk_deals
from integrations.sandbox.world import Colleague, Company, Contact, Deal, Event, Mailbox, World

COLLEAGUES: tuple[Colleague, ...] = (
    Colleague(
        "priya", "Priya Raman", "priya@dealhand.example", "America/New_York", "Account Executive", "dana"
    ),
    Colleague("sam", "Sam Whitfield", "sam@dealhand.example", "Europe/London", "Account Executive", "dana"),
    Colleague(
        "lee", "Lee Nakamura", "lee@dealhand.example", "America/Los_Angeles", "Sales Development Rep", "dana"
    ),
    Colleague("dana", "Dana Kowalski", "dana@dealhand.example", "America/New_York", "Sales Manager"),
    Colleague(
        "omar", "Omar Haddad", "omar@dealhand.example", "America/New_York", "RevOps", "dana", admin=True
    ),
)

_NAMED_COMPANIES: tuple[Company, ...] = (
    Company(
        "northwind",
        "Northwind Robotics",
        "northwindrobotics.com",
        "Manufacturing",
        420,
        "US",
        "priya",
        ("RivalCo", "Kafka"),
    ),
    Company(
        "northwind-uk",
        "Northwind Robotics Ltd",
        "northwind-robotics.co.uk",
        "Manufacturing",
        60,
        "GB",
        "sam",
    ),
    Company("globex", "Globex", "globex.com", "Business services", 210, "US", "sam", ("Snowflake",)),
    Company("initech", "Initech", "initech.com", "Software", 95, "US", "lee"),
    Company("rivalco", "RivalCo", "rivalco.com", "Software", 800, "US", "dana"),
)

_NAMED_PEOPLE: tuple[Contact, ...] = (
    Contact(
        "jo",
        "Jo",
        "Park",
        "jo.park@northwindrobotics.com",
        "VP Engineering",
        "northwind",
        "priya",
        datetime(2026, 2, 26, 15, 30, tzinfo=UTC),
    ),
    Contact(
        "alex",
        "Alex",
        "Chen",
        "alex.chen@northwindrobotics.com",
        "Operations Lead",
        "northwind",
        "priya",
        datetime(2026, 2, 19, 18, 5, tzinfo=UTC),
    ),
    Contact(
        "alex-globex",
        "Alex",
        "Chen",
        "alex.chen@globex.com",
        "Finance Director",
        "globex",
        "sam",
        datetime(2026, 2, 11, 10, 0, tzinfo=UTC),
    ),
    Contact(
        "maria",
        "Maria",
        "Lopez",
        "maria@initech.com",
        "IT Manager",
        "initech",
        "lee",
        datetime(2024, 11, 2, 9, 12, tzinfo=UTC),
        opted_out=True,
    ),
    Contact(
        "globex-2",
        "Ruth",
        "Adeyemi",
        "ruth.adeyemi@globex.com",
        "Head of Operations",
        "globex",
        "sam",
        datetime(2026, 2, 25, 16, 40, tzinfo=UTC),
    ),
    Contact(
        "northwind-uk-1",
        "Harriet",
        "Lowe",
        "harriet.lowe@northwind-robotics.co.uk",
        "Office Manager",
        "northwind-uk",
        "sam",
        datetime(2026, 1, 22, 11, 0, tzinfo=UTC),
    ),
)

_NAMED_DEALS: tuple[Deal, ...] = (
    Deal(
        "o1",
        "Northwind \N{EN DASH} Platform",
        "northwind",
        "priya",
        "discovery",
        48_000,
        date(2026, 4, 30),
        contacts=("jo", "alex"),
        primary_contact="jo",
        last_activity=datetime(2026, 2, 26, 15, 30, tzinfo=UTC),
    ),
    Deal(
        "globex-team",
        "Globex \N{EN DASH} Team plan",
        "globex",
        "sam",
        "won",
        24_000,
        date(2025, 6, 30),
        "Handed to customer success",
        contacts=("alex-globex",),
        primary_contact="alex-globex",
        last_activity=datetime(2025, 6, 30, 14, 0, tzinfo=UTC),
    ),
    Deal(
        "globex-renewal",
        "Globex \N{EN DASH} Renewal 2026",
        "globex",
        "sam",
        "negotiation",
        24_000,
        date(2026, 6, 30),
        "Renewal call with Ruth on 18 Mar",
        contacts=("alex-globex", "globex-2"),
        primary_contact="globex-2",
        last_activity=datetime(2026, 2, 25, 16, 40, tzinfo=UTC),
    ),
)

_NAMED_EVENTS: tuple[Event, ...] = (
    Event(
        "o1-security-review",
        "Security review call",
        datetime(2026, 3, 5, 15, 0, tzinfo=UTC),
        45,
        "o1",
        "priya",
        ("jo", "alex"),
    ),
)


SHARED = "sales"  # the key of the mailbox that the whole team reads, and the house's own
_MAILBOXES: tuple[Mailbox, ...] = (
    Mailbox(SHARED, "Sales, shared", "sales@dealhand.example", "sandbox-sales"),
    *(
        Mailbox(person.key, person.name, person.email, f"sandbox-{person.key}", person.key)
        for person in COLLEAGUES
        if person.key in {"priya", "sam", "lee"}
    ),
)


def story() -> World:
    """A new world at its start (Tue 2026-03-03 09:00 New York); every call returns an equal, independent one.

    About 40 companies, 150 people and 60 deals. Every open deal is sound but for a handful per seller,
    each with another kind of gap; O1's only gap is its empty next step.
    """
    people = _NAMED_PEOPLE + tuple(person for company in COMPANIES for person in people_of(company))
    deals, todos, events = bulk_deals(people)
    return World(
        colleagues=COLLEAGUES,
        companies=_NAMED_COMPANIES + COMPANIES,
        contacts=people,
        deals=_NAMED_DEALS + deals,
        todos=todos,
        events=_NAMED_EVENTS + events,
        mailboxes=_MAILBOXES,
    )
