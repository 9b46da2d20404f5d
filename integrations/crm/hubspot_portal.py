"""What HubSpot knows of the portal, of us and of the people who work there; kept for an hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.errors import CrmError
from bot.records import Owner, Stage
from integrations.crm.calls import Kept
from integrations.crm.hubspot_session import HubSpotSession

_PAGE = 500


@dataclass(frozen=True)
class Account:
    """The portal: where its pages are, and what its dates and amounts mean."""

    portal_id: str
    zone: ZoneInfo
    currency: str
    pages: str  # host of its pages; EU portals have another


@dataclass(frozen=True)
class _People:
    owners: tuple[Owner, ...]
    by_user: Mapping[int, str]  # a user's id is not the owner's id


@dataclass(frozen=True)
class _Pipelines:
    stages: tuple[Stage, ...]
    by_stage: Mapping[str, str]  # stage id -> pipeline id


class HubSpotPortal:
    """The account, its owners and its stages, and the time."""

    def __init__(self, session: HubSpotSession, clock: Clock) -> None:
        self._session = session
        self._account: Kept[str, Account] = Kept(self._ask_account)
        self._app: Kept[str, str | None] = Kept(self._ask_app)
        self._people: Kept[str, _People] = Kept(self._ask_people)
        self._pipelines: Kept[str, _Pipelines] = Kept(self._ask_pipelines)
        self.now = clock.now

    def account(self) -> Account:
        """The portal's own data. Raises CrmError."""
        return self._account.get("")

    def app_id(self) -> str | None:
        """Our app's id as history names it, None where HubSpot does not tell."""
        return self._app.get("")

    def owners(self) -> tuple[Owner, ...]:
        """All owners, those who left marked as inactive."""
        return self._people.get("").owners

    def user_name(self, user_id: int) -> str | None:
        """The name behind a user id of the history."""
        return self._people.get("").by_user.get(user_id)

    def stages(self) -> tuple[Stage, ...]:
        """The stages of every deal pipeline, in order."""
        return self._pipelines.get("").stages

    def pipeline_of(self, stage: str) -> str | None:
        """The pipeline that a stage belongs to: a new deal is put into it, or HubSpot takes its default one."""
        return self._pipelines.get("").by_stage.get(stage)

    def _ask_account(self, _: str) -> Account:
        details = self._session.details()
        return Account(
            portal_id=str(details["portalId"]),
            zone=ZoneInfo(str(details.get("timeZone") or "UTC")),
            currency=str(details.get("companyCurrency") or "USD"),
            pages=str(details.get("uiDomain") or "app.hubspot.com"),
        )

    def _ask_app(self, _: str) -> str | None:
        try:
            found = self._session.token_info().get("appId")
        except CrmError as error:
            if not error.permanent:
                raise
            return None  # an OAuth token cannot be asked about this way; every integration then counts as us
        return str(found) if found else None

    def _ask_people(self, _: str) -> _People:
        owners: list[Owner] = []
        by_user: dict[int, str] = {}
        for archived in (False, True):
            for each in self._owner_pages(archived=archived):
                name = " ".join(filter(None, (each.first_name, each.last_name))) or str(each.email or each.id)
                owners.append(Owner(str(each.id), name, str(each.email or "").lower(), not archived))
                user = each.user_id or each.user_id_including_inactive
                if user:
                    by_user[int(user)] = name
        return _People(tuple(owners), by_user)

    def _owner_pages(self, *, archived: bool) -> list[Any]:
        found: list[Any] = []
        after: str | None = None
        while True:
            asked = {"limit": _PAGE, "archived": archived} | ({"after": after} if after else {})
            page = self._session.call(lambda asked=asked: self._session.owners.get_page(**asked))  # type: ignore[misc]
            found += page.results
            after = page.paging.next.after if page.paging and page.paging.next else None
            if not after:
                return found

    def _ask_pipelines(self, _: str) -> _Pipelines:
        pipelines = self._session.call(lambda: self._session.pipelines.get_all("deals")).results
        found: list[Stage] = []
        by_stage: dict[str, str] = {}
        for pipeline in sorted(pipelines, key=lambda each: int(each.display_order)):
            for stage in sorted(pipeline.stages, key=lambda each: int(each.display_order)):
                probability = float(stage.metadata.get("probability") or 0)
                closed = str(stage.metadata.get("isClosed", "")).lower() == "true"
                won = closed and probability >= 1
                found.append(Stage(str(stage.id), str(stage.label), len(found), closed, won, probability))
                by_stage[str(stage.id)] = str(pipeline.id)
        return _Pipelines(tuple(found), by_stage)
