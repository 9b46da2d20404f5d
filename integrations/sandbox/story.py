"""What "make something happen" does: the small events of a working day, through the page requests of the local CRM.

The story uses the same requests as a person at the page, so a change it makes is a change like any other:
with its author, its history and its place in the CRM's change feed.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message

from integrations.sandbox.clock import ClockDesk
from integrations.sandbox.mail_story import MAIL_EVENTS, MailStory
from integrations.sandbox.world import STAGES, Colleague, Deal, World

Json = dict[str, Any]

FIELDS = {
    "hubspot": {"next_step": "hs_next_step", "close_date": "closedate", "job": "jobtitle"},
    "salesforce": {"next_step": "NextStep", "close_date": "CloseDate", "job": "Title"},
}
_COLLEAGUE_WRITES = (
    "Pricing call with procurement on Friday",
    "Waiting for the signed NDA",
    "Intro to the CFO, then a revised quote",
)
_SEEN = "A card follows within 15 seconds; with three open already, it waits under /actions."
_MANY = 1_000_000_000
_HTTP_ERRORS = 400
_STEPS = {"15m": timedelta(minutes=15), "1h": timedelta(hours=1)}
_CLOSED = frozenset(key for key, _, closed, _, _ in STAGES if closed)


@dataclass
class Story:
    """The events of one sandbox.

    Args:
        world: the seeded deals and the clock.
        crm: "hubspot" or "salesforce": the CRM the page shows, and the one things happen in.
        app: the app that answers the page requests of that CRM.
        clock: moves the world's clock and tells the page.
        mail: the mails that people write.
    """

    world: World
    crm: str
    app: ASGIApp
    clock: ClockDesk
    mail: MailStory
    _edits: int = field(default=0, init=False)

    async def happen(self, asked: Json) -> Json:
        """Let `asked["what"]` happen; answers `{"said": words for the toast}`.

        `person` is the key of whoever looks, `record` `{"kind", "id"}` the record on the page.

        Raises:
            ValueError: an event nobody knows, or one that cannot happen now, in words for the page.
        """
        table: dict[str, Callable[[Json], Awaitable[str]]] = {
            "deal_goes_stale": self._deal_goes_stale,
            "colleague_edits": self._colleague_edits,
            "crm_fails": self._crm_fails,
            "crm_recovers": self._crm_recovers,
            "move_clock": self._move_clock,
            **dict.fromkeys(MAIL_EVENTS, self._mail_comes),
            "mail_goes_away": self._mail_goes_away,
            "mail_comes_back": self._mail_comes_back,
        }
        event = table.get(str(asked.get("what")))
        if event is None:
            raise ValueError(f"nothing called {asked.get('what')!r} can happen here")
        return {"said": await event(asked)}

    async def failing(self) -> bool:
        """Whether the CRM is switched off at the moment."""
        armed = await self._get(f"/page/{self.crm}/faults")
        return bool(armed.get("server_error"))

    async def _deal_goes_stale(self, asked: Json) -> str:
        """Take the next step, or else the close date, from a deal of that person that lacks nothing."""
        owner = self._colleague(asked.get("person"))
        for deal in self._sound_deals(owner.key):
            record = await self._record("deal", await self._id("deal", deal.key))
            if not self._lacks_nothing(record):
                continue
            if any(todo.deal == deal.key for todo in self.world.todos):
                await self._edit(record, "next_step", "", owner.key)
                return f"{record['title']}: {owner.name.split()[0]} cleared the next step. {_SEEN}"
            past = (self.world.clock.now() - timedelta(days=14)).date()
            await self._edit(record, "close_date", past.isoformat(), owner.key)
            return f"{record['title']}: the close date is now {past:%-d %B}, which has passed. {_SEEN}"
        raise ValueError(f"every deal of {owner.name} already lacks something")

    def _sound_deals(self, owner: str) -> list[Deal]:
        """Open deals of that owner as seeded, those with an open task first: a task says what comes next."""
        tasked = {todo.deal for todo in self.world.todos}
        mine = [deal for deal in self.world.deals if deal.owner == owner and deal.stage not in _CLOSED]
        mine = [deal for deal in mine if deal.amount is not None and deal.primary_contact]
        return sorted(mine, key=lambda deal: deal.key not in tasked)

    def _lacks_nothing(self, record: Json) -> bool:
        names = FIELDS[self.crm]
        raw = {each["name"]: each["raw"] for each in record["fields"]}
        today = self.world.clock.now().date().isoformat()
        close = str(raw.get(names["close_date"]) or "")
        return bool(raw.get(names["next_step"])) and close > today and not record["deleted"]

    async def _colleague_edits(self, asked: Json) -> str:
        """Someone else than whoever looks edits the record on the page; O1 when none is open."""
        looking = str(asked.get("person"))
        by = self._colleague("lee" if looking == "sam" else "sam")
        shown = asked.get("record") or {}
        kind, identity = str(shown.get("kind")), str(shown.get("id"))
        if kind not in ("deal", "contact"):
            kind, identity = "deal", await self._id("deal", "o1")
        record = await self._record(kind, identity)
        words = str(asked.get("value") or _COLLEAGUE_WRITES[self._edits % len(_COLLEAGUE_WRITES)])
        self._edits += 1
        if kind == "contact":
            await self._edit(record, "job", words if asked.get("value") else "Head of Procurement", by.key)
            return f"{by.name} changed the job title of {record['title']}."
        await self._edit(record, "next_step", words, by.key)
        return f"{by.name} set the next step of {record['title']} to “{words}”."

    async def _crm_fails(self, _asked: Json) -> str:
        await self._post(f"/page/{self.crm}/faults", {"server_error": _MANY})
        return "The CRM is down: it answers every request of the app with an error until you bring it back."

    async def _crm_recovers(self, _asked: Json) -> str:
        await self._post(f"/page/{self.crm}/faults", {"server_error": 0})
        return "The CRM is back."

    async def _mail_comes(self, asked: Json) -> str:
        return await run_in_threadpool(self.mail.happen, str(asked["what"]))

    async def _mail_goes_away(self, _asked: Json) -> str:
        await run_in_threadpool(self.mail.switch, away=True)
        return "The mail server is away: no mail comes in or goes out until you bring it back."

    async def _mail_comes_back(self, _asked: Json) -> str:
        await run_in_threadpool(self.mail.switch, away=False)
        return "The mail server is back. What waited goes on by itself within a minute."

    async def _move_clock(self, asked: Json) -> str:
        person = self._colleague(asked.get("person"))
        zone = ZoneInfo(person.zone)
        by = asked.get("by")
        now = self.world.clock.now()
        if by == "tomorrow":
            morning = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(9), zone)
            step = morning.astimezone(UTC) - now
        elif by in _STEPS:
            step = _STEPS[str(by)]
        elif isinstance(asked.get("seconds"), int | float):
            step = timedelta(seconds=asked["seconds"])
        else:
            raise ValueError("say by how much: 15m, 1h, tomorrow, or a number of seconds")
        after = self.clock.move(step).astimezone(zone)
        return f"It is {after:%A %-d %B, %H:%M} for {person.name.split()[0]}."

    def _colleague(self, key: object) -> Colleague:
        for colleague in self.world.colleagues:
            if colleague.key == key:
                return colleague
        raise ValueError(f"{key} does not work here")

    async def _id(self, kind: str, key: str) -> str:
        return str((await self._get(f"/page/{self.crm}/id/{kind}/{key}"))["id"])

    async def _record(self, kind: str, identity: str) -> Json:
        return await self._get(f"/page/{self.crm}/record/{kind}/{identity}")

    async def _edit(self, record: Json, name: str, value: str, by: str) -> None:
        body = {"kind": record["kind"], "id": record["id"], "field": FIELDS[self.crm][name], "value": value}
        await self._post(f"/page/{self.crm}/edit", {**body, "by": by})

    async def _get(self, path: str) -> Json:
        return await _ask(self.app, "GET", path, b"")

    async def _post(self, path: str, body: Json) -> Json:
        return await _ask(self.app, "POST", path, json.dumps(body).encode())


async def _ask(app: ASGIApp, method: str, path: str, body: bytes) -> Json:
    """One request to an app in this process, without a socket; raises ValueError with the words of a refusal."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json"), (b"host", b"sandbox")]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": headers}
    await app(scope, receive, send)
    answer: Json = json.loads(b"".join(message.get("body", b"") for message in sent))
    if sent[0]["status"] >= _HTTP_ERRORS:
        raise ValueError(str(answer.get("error", answer)))
    return answer
