"""What Salesforce knows of ourselves and of the people who work there; kept for an hour."""

from typing import Any

from bot.clock import Clock
from bot.errors import CrmError
from bot.records import Owner, Stage
from integrations.crm.calls import Kept
from integrations.crm.salesforce_session import SalesforceSession

_USERS = "SELECT Id, Name, Email, IsActive FROM User ORDER BY Name LIMIT 2000"
_STAGES = (
    "SELECT ApiName, MasterLabel, SortOrder, IsClosed, IsWon, DefaultProbability FROM OpportunityStage "
    "WHERE IsActive = true ORDER BY SortOrder"
)


class Us:
    """The integration user, the org's users and stages, and the time.

    Args:
        session: Where they are asked for.
        clock: The product's clock, used for what Salesforce does not date.
        currency: The org's currency; an org with one currency has no field for it.
    """

    def __init__(self, session: SalesforceSession, clock: Clock, currency: str) -> None:
        self._session = session
        self._clock = clock
        self.currency = currency
        self._user: Kept[str, str | None] = Kept(self._ask_user)
        self._owners: Kept[str, tuple[Owner, ...]] = Kept(lambda _: self._ask_owners())
        self._stages: Kept[str, tuple[Stage, ...]] = Kept(lambda _: self._ask_stages())
        self.now = clock.now

    def user_id(self) -> str | None:
        """The integration user's own id, None where Salesforce does not tell."""
        return self._user.get("")

    def owners(self) -> tuple[Owner, ...]:
        """All users, the inactive ones marked."""
        return self._owners.get("")

    def stages(self) -> tuple[Stage, ...]:
        """The active stages in their order; the id is what StageName stores."""
        return self._stages.get("")

    def stamped(self, said: str) -> str:
        """What the CRM answered, and when, for a receipt."""
        return f"{said} at {self._clock.now():%Y-%m-%dT%H:%M:%SZ}"

    def _ask_user(self, _: str) -> str | None:
        try:
            info: Any = self._session.call(lambda sf: sf.oauth2("userinfo"))
        except CrmError as error:
            if not error.permanent:
                raise
            return None  # the app lacks the scope; who changed what is then told by name only
        return str(info["user_id"]) if info and info.get("user_id") else None

    def _ask_owners(self) -> tuple[Owner, ...]:
        rows = self._session.call(lambda sf: sf.query_all(_USERS))["records"]
        return tuple(
            Owner(row["Id"], row["Name"], str(row.get("Email") or "").lower(), bool(row["IsActive"]))
            for row in rows
        )

    def _ask_stages(self) -> tuple[Stage, ...]:
        rows = self._session.call(lambda sf: sf.query_all(_STAGES))["records"]
        return tuple(
            Stage(
                id=str(row["ApiName"] or row["MasterLabel"]),
                label=str(row["MasterLabel"]),
                order=int(row["SortOrder"]),
                closed=bool(row["IsClosed"]),
                won=bool(row["IsWon"]),
                probability=float(row["DefaultProbability"] or 0) / 100,
            )
            for row in rows
        )
