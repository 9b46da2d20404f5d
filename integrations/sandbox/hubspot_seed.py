"""The world as HubSpot records: owners first, then companies, contacts, deals, tasks and meetings."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from integrations.sandbox.hubspot_kinds import COMPANIES, CONTACTS, DEALS, MEETINGS, TASKS, Kind
from integrations.sandbox.hubspot_properties import STAGE_IDS
from integrations.sandbox.hubspot_records import CALCULATED, Record, person
from integrations.sandbox.hubspot_store import Store
from integrations.sandbox.hubspot_values import midnight, stamp
from integrations.sandbox.world import Colleague, Company, Contact, Deal, Event, Todo, World

ACCOUNT_ZONE = "America/New_York"
AGE = timedelta(days=30)  # how long before the story starts the records were made
_DUE = time(8)  # HubSpot's own time of day for a task's due date, in the account's zone
_FIRST_OWNER, _FIRST_USER = 90_210_001, 55_100_001


@dataclass
class Owner:
    """A colleague as HubSpot knows them; the owner's id is not the user's id."""

    id: str
    user_id: int
    colleague: Colleague
    archived: bool = False


@dataclass
class Seeded:
    """Who owns what, and which record a key of the world became."""

    owners: dict[str, Owner] = field(default_factory=dict)  # by colleague key
    ids: dict[tuple[str, str], str] = field(default_factory=dict)  # (plural, world key) -> id
    opted_out: set[str] = field(default_factory=set)  # addresses


class Seeding:
    """Fills a store once. The clock stands still: the records are older than the story."""

    def __init__(self, store: Store, world: World) -> None:
        self.store = store
        self.world = world
        self.seeded = Seeded()
        self._at = store.clock.now() - AGE

    def run(self) -> Seeded:
        """Put everything in and say what became what."""
        for number, colleague in enumerate(self.world.colleagues):
            owner = Owner(str(_FIRST_OWNER + number), _FIRST_USER + 7 * number, colleague)
            self.seeded.owners[colleague.key] = owner
            self.store.schema.owner_ids.add(owner.id)
        for company in self.world.companies:
            self._company(company)
        for contact in self.world.contacts:
            self._contact(contact)
        for deal in self.world.deals:
            self._deal(deal)
        for todo in self.world.todos:
            self._todo(todo)
        for event in self.world.events:
            self._event(event)
        return self.seeded

    def _company(self, one: Company) -> None:
        self._put(
            COMPANIES,
            one.key,
            one.owner,
            {
                "name": one.name,
                "domain": one.domain,
                "industry": one.industry,
                "numberofemployees": str(one.employees),
                "country": one.country,
                "description": f"Uses {', '.join(one.tech)}" if one.tech else "",
            },
        )

    def _contact(self, one: Contact) -> None:
        company = next((each.name for each in self.world.companies if each.key == one.company), "")
        record = self._put(
            CONTACTS,
            one.key,
            one.owner,
            {
                "firstname": one.first,
                "lastname": one.last,
                "email": one.email.lower(),
                "jobtitle": one.title,
                "company": company,
                "lifecyclestage": "opportunity",
            },
        )
        self._activity(record, one.last_activity)
        if one.last_activity is not None:
            record.put("hs_last_sales_activity_timestamp", stamp(one.last_activity), self._at, CALCULATED)
        if one.opted_out:
            record.put("hs_email_optout", "true", self._at, CALCULATED)
            self.seeded.opted_out.add(one.email.lower())
        self._join(record, COMPANIES, one.company)

    def _deal(self, one: Deal) -> None:
        record = self._put(
            DEALS,
            one.key,
            one.owner,
            {
                "dealname": one.name,
                "pipeline": "default",
                "dealstage": STAGE_IDS[one.stage],
                "amount": "" if one.amount is None else str(one.amount),
                "deal_currency_code": one.currency,
                "closedate": stamp(midnight(one.close_date)),
                "hs_next_step": one.next_step or "",
            },
        )
        self._activity(record, one.last_activity)
        self._join(record, COMPANIES, one.company)
        labels = [each for each in self.store.links.types(DEALS, CONTACTS) if each.category == "USER_DEFINED"]
        if one.primary_contact is not None or labels:
            # Without a label of its own, a HubSpot deal "has a primary contact" by having a contact at all.
            for key in one.contacts:
                self._join(record, CONTACTS, key)
        self.store.recount(record.end, self._at)
        if one.primary_contact is not None and labels:
            end = (CONTACTS.plural, self.seeded.ids[CONTACTS.plural, one.primary_contact])
            self.store.links.join(record.end, end, labels[0])

    def _todo(self, one: Todo) -> None:
        due = datetime.combine(one.due, _DUE, ZoneInfo(ACCOUNT_ZONE)).astimezone(UTC)
        record = self._put(
            TASKS,
            one.key,
            one.owner,
            {
                "hs_task_subject": one.subject,
                "hs_task_status": "COMPLETED" if one.done else "NOT_STARTED",
                "hs_task_priority": "MEDIUM",
                "hs_task_type": "TODO",
                "hs_timestamp": stamp(due),
            },
        )
        self._join(record, DEALS, one.deal)
        if one.contact is not None:
            self._join(record, CONTACTS, one.contact)

    def _event(self, one: Event) -> None:
        record = self._put(
            MEETINGS,
            one.key,
            one.owner,
            {
                "hs_meeting_title": one.subject,
                "hs_timestamp": stamp(one.starts),
                "hs_meeting_start_time": stamp(one.starts),
                "hs_meeting_end_time": stamp(one.starts + timedelta(minutes=one.minutes)),
                "hs_meeting_outcome": "SCHEDULED",
            },
        )
        self._join(record, DEALS, one.deal)
        for key in one.contacts:
            self._join(record, CONTACTS, key)

    def _put(self, kind: Kind, key: str, owner_key: str, values: dict[str, str]) -> Record:
        owner = self.seeded.owners[owner_key]
        held = {"hubspot_owner_id": owner.id, **{name: value for name, value in values.items() if value}}
        record = self.store.insert(kind, held, person(owner.user_id), self._at)
        self.seeded.ids[kind.plural, key] = record.id
        return record

    def _activity(self, record: Record, last: datetime | None) -> None:
        if last is not None:
            for name in ("notes_last_contacted", "notes_last_updated"):
                record.put(name, stamp(last), self._at, CALCULATED)

    def _join(self, record: Record, target: Kind, key: str) -> None:
        end = (target.plural, self.seeded.ids[target.plural, key])
        self.store.links.join(record.end, end, self.store.links.unlabelled(record.kind, target))
