"""The world's people, companies and deals as rows of the local org."""

from datetime import datetime, timedelta

from integrations.sandbox.salesforce_choices import FORECASTS
from integrations.sandbox.salesforce_rules import settle, with_defaults
from integrations.sandbox.salesforce_store import Actor, Store
from integrations.sandbox.salesforce_values import Row, Value
from integrations.sandbox.world import STAGES, Colleague, Deal, World

INTEGRATION_USER = "integration@dealhand.example"
_ORG_AGE = timedelta(days=400)
_LABELS = {key: label for key, label, *_ in STAGES}


class Seeder:
    """Fills an empty store; `ids` then maps (kind, key of the world) to the record id.

    Kinds: user, account, contact, deal, task, meeting; and ("organization", "") and ("user", "integration").
    """

    def __init__(self, store: Store, world: World) -> None:
        self._store = store
        self._world = world
        self._start = (world.clock.now() - _ORG_AGE).replace(microsecond=0)
        self.ids: dict[tuple[str, str], str] = {}

    def seed(self) -> None:
        """Make every row; the clock does not move."""
        self._organization()
        self._users()
        self._companies_and_people()
        for deal in self._world.deals:
            self._deal(deal)
        self._activities()

    def _make(self, sobject: str, values: Row, by: str, at: datetime | None = None) -> str:
        """Keep a row made at the org's start and last touched at `at`; returns its id."""
        kind = self._store.schema.objects[sobject]
        record_id = self._store.new_id(kind)
        row = with_defaults(kind, values, Actor(by or record_id))
        row |= {"Id": record_id, "CreatedDate": self._start, "CreatedById": by or record_id}
        settle(self._store, kind, row, set(values), self._start)
        self._store.put(kind, row, self._start, by or record_id)
        if at is not None:
            moment = at.replace(microsecond=0)
            self._store.derive(sobject, record_id, {"LastModifiedDate": moment, "SystemModstamp": moment})
        return record_id

    def _user(self, key: str) -> str:
        return self.ids["user", key]

    def _organization(self) -> None:
        integration: Row = {
            "FirstName": "Dealhand",
            "LastName": "Integration",
            "Username": INTEGRATION_USER,
            "Email": INTEGRATION_USER,
            "UserType": "Standard",
        }
        self.ids["user", "integration"] = user = self._make("User", integration, "")
        self.ids["organization", ""] = self._make(
            "Organization",
            {
                "Name": "Dealhand (developer edition)",
                "OrganizationType": "Developer Edition",
                "InstanceName": "USA1S",
                "TimeZoneSidKey": "America/New_York",
            },
            user,
        )
        for order, (key, label, closed, won, percent) in enumerate(STAGES, start=1):
            stage: Row = {"MasterLabel": label, "ApiName": label, "SortOrder": order, "IsActive": True}
            stage |= {"IsClosed": closed, "IsWon": won, "DefaultProbability": float(percent)}
            stage["ForecastCategoryName"] = FORECASTS.get(key, "Pipeline")
            self._make("OpportunityStage", stage, user)

    def _users(self) -> None:
        for colleague in self._world.colleagues:
            self.ids["user", colleague.key] = self._make(
                "User", _user_row(colleague), self._user("integration")
            )
        for colleague in self._world.colleagues:
            if colleague.manager:
                manager: Row = {"ManagerId": self._user(colleague.manager)}
                self._store.derive("User", self._user(colleague.key), manager)

    def _companies_and_people(self) -> None:
        for company in self._world.companies:
            owner = self._user(company.owner)
            account: Row = {
                "Name": company.name,
                "Website": f"https://www.{company.domain}",
                "Industry": company.industry,
                "NumberOfEmployees": company.employees,
                "BillingCountry": company.country,
                "OwnerId": owner,
                "Description": f"Uses {', '.join(company.tech)}" if company.tech else None,
            }
            self.ids["account", company.key] = self._make("Account", account, owner)
        for person in self._world.contacts:
            owner = self._user(person.owner)
            contact: Row = {
                "FirstName": person.first,
                "LastName": person.last,
                "Email": person.email,
                "Title": person.title,
                "AccountId": self.ids["account", person.company],
                "OwnerId": owner,
                "HasOptedOutOfEmail": person.opted_out,
                "LastActivityDate": person.last_activity.date() if person.last_activity else None,
            }
            self.ids["contact", person.key] = self._make("Contact", contact, owner, person.last_activity)

    def _deal(self, deal: Deal) -> None:
        owner = self._user(deal.owner)
        row: Row = {
            "Name": deal.name,
            "AccountId": self.ids["account", deal.company],
            "StageName": _LABELS[deal.stage],
            "Amount": None if deal.amount is None else float(deal.amount),
            "CloseDate": deal.close_date,
            "NextStep": deal.next_step,
            "OwnerId": owner,
            "LastActivityDate": deal.last_activity.date() if deal.last_activity else None,
        }
        if "CurrencyIsoCode" in self._store.schema.objects["Opportunity"].fields:
            row["CurrencyIsoCode"] = deal.currency
        self.ids["deal", deal.key] = self._make("Opportunity", row, owner, deal.last_activity)
        for key in deal.contacts:
            role: Row = {
                "OpportunityId": self.ids["deal", deal.key],
                "ContactId": self.ids["contact", key],
                "IsPrimary": key == deal.primary_contact,
            }
            self._make("OpportunityContactRole", role, owner)

    def _activities(self) -> None:
        for todo in self._world.todos:
            task: Row = {
                "Subject": todo.subject,
                "ActivityDate": todo.due,
                "Status": "Completed" if todo.done else "Not Started",
                "WhatId": self.ids["deal", todo.deal],
                "WhoId": self._who((todo.contact,) if todo.contact else ()),
                "OwnerId": self._user(todo.owner),
            }
            self.ids["task", todo.key] = self._make("Task", task, self._user(todo.owner))
        for event in self._world.events:
            meeting: Row = {
                "Subject": event.subject,
                "StartDateTime": event.starts,
                "DurationInMinutes": event.minutes,
                "WhatId": self.ids["deal", event.deal],
                "WhoId": self._who(event.contacts),
                "OwnerId": self._user(event.owner),
            }
            self.ids["meeting", event.key] = made = self._make("Event", meeting, self._user(event.owner))
            for key in event.contacts:
                invited: Row = {"EventId": made, "RelationId": self.ids["contact", key], "Status": "New"}
                self._make("EventRelation", invited, self._user(event.owner))

    def _who(self, keys: tuple[str, ...]) -> Value:
        return self.ids["contact", keys[0]] if keys else None


def _user_row(colleague: Colleague) -> Row:
    first, _, last = colleague.name.partition(" ")
    return {
        "FirstName": first,
        "LastName": last,
        "Username": colleague.email,
        "Email": colleague.email,
        "Title": colleague.title,
        "TimeZoneSidKey": colleague.zone,
        "UserType": "Standard",
    }
