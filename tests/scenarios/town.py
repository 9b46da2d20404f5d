"""The town around the house, seen and touched through its own pages: Slack's windows and the CRM's records."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.values import RecordRef
from integrations.sandbox.stage import Card, Json, Stage

T = TypeVar("T")
PRIYA, SAM, DANA, OMAR = "U0PRIYA", "U0SAM", "U0DANA", "U0OMAR"
PATIENCE = 20.0  # seconds of machine time for anything to happen
VENDOR = {
    "hubspot": {
        "next_step": "hs_next_step",
        "close_date": "closedate",
        "amount": "amount",
        "name": "dealname",
        "stage": "dealstage",
    },
    "salesforce": {
        "next_step": "NextStep",
        "close_date": "CloseDate",
        "amount": "Amount",
        "name": "Name",
        "stage": "StageName",
    },
}


SET_BY_THE_CRM = {
    *("hs_lastmodifieddate", "notes_last_updated", "num_notes", "hs_lastactivitydate"),
    *("LastModifiedDate", "LastModifiedById", "LastActivityDate"),
}


@dataclass(frozen=True)
class Deal:
    """A deal in the CRM that is played with."""

    key: str
    id: str
    name: str

    @property
    def ref(self) -> RecordRef:
        return RecordRef("deal", self.id)


class Window(Stage):
    """The page, which remembers whose direct message is which."""

    def __init__(self, address: str, crm: str) -> None:
        super().__init__(address, crm)
        self._desks: dict[str, str] = {}

    def desk(self, person: str) -> str:
        if person not in self._desks:
            self._desks[person] = super().desk(person)
        return self._desks[person]


@dataclass
class Town:
    """The sandbox's page, as people and colleagues use it.

    Args:
        crm: which CRM the team uses.
        stage: the page.
    """

    crm: str
    stage: Stage

    def until(self, what: str, look: Callable[[], T | None], seconds: float = PATIENCE) -> T:
        """The first thing that `look` finds; the test fails when it finds nothing in time."""
        deadline = time.monotonic() + seconds
        tick = threading.Event()
        while not (found := look()):
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {seconds:.0f} seconds for {what}")
            tick.wait(0.03)
        return found

    def deal_called(self, key: str) -> Deal:
        """The deal that a key of the world became."""
        found = self.stage.ask(f"/page/{self.crm}/id/deal/{key}")["id"]
        return Deal(key, found, self.record("deal", found)["title"])

    def record(self, kind: str, identity: str) -> Json:
        return dict(self.stage.ask(f"/page/{self.crm}/record/{kind}/{identity}"))

    def field(self, deal: Deal, name: str) -> str:
        """What the CRM stores, in its own form; empty where it is empty."""
        vendor = VENDOR[self.crm][name]
        fields = self.record("deal", deal.id)["fields"]
        return str(next(f["raw"] if f["raw"] is not None else "" for f in fields if f["name"] == vendor))

    def all_fields(self, deal: Deal) -> Json:
        """Every field, but for those that the CRM sets by itself at each write."""
        fields = self.record("deal", deal.id)["fields"]
        return {f["name"]: f["raw"] for f in fields if f["name"] not in SET_BY_THE_CRM}

    def notes(self, deal: Deal) -> list[str]:
        """Title and text of the notes on the record, newest first."""
        return self.notes_on("deal", deal.id)

    def notes_on(self, kind: str, identity: str) -> list[str]:
        return [f"{n['title']}\n{n['body_html']}" for n in self.record(kind, identity)["notes"]]

    def edit(self, deal: Deal, name: str, value: str, by: str = "sam") -> None:
        """A colleague types a value into the record by hand."""
        body = {"kind": "deal", "id": deal.id, "field": VENDOR[self.crm][name], "value": value, "by": by}
        self.stage.send(f"/page/{self.crm}/edit", body)

    def arm(self, **switches: Any) -> None:
        """Something goes wrong with the CRM."""
        self.stage.send(f"/page/{self.crm}/faults", switches)

    def slack_faults(self, **switches: Any) -> Any:
        return self.stage.send("/page/slack/faults", switches)

    def move_clock(self, seconds: float) -> None:
        """Business time goes on."""
        self.stage.send("/clock", {"advance_seconds": seconds})

    def seen_card(self, person: str, deal: Deal) -> Card | None:
        mine = [c for c in self.stage.cards(person) if deal.name in c.words and c.button("approve")]
        return mine[-1] if mine else None

    def card_about(self, person: str, deal: Deal) -> Card:
        """The newest open card about the deal before that person."""
        return self.until(f"a card about {deal.name}", lambda: self.seen_card(person, deal))

    def cards(self, person: str) -> list[Card]:
        """Everything in that person's direct message with the app that stays there."""
        return [card for card in self.stage.cards(person) if not card.ephemeral]

    def press(
        self, person: str, card: Card, action: str, *, state: Json | None = None, option: str = ""
    ) -> None:
        self.stage.press(person, card, action, state=state, option=option)

    def shows(self, person: str, card: Card, what: str, test: Callable[[Card], object]) -> Card:
        """That message, as soon as it passes the test."""
        try:
            return self.until(what, lambda: c if test(c := self.stage.card(person, card.ts)) else None)
        except AssertionError as failed:
            raise AssertionError(f"{failed}; it says: {self.stage.card(person, card.ts).words}") from failed

    def told(self, person: str, press: Callable[[], object]) -> str:
        """What that person alone is told in answer to the press."""
        before = len(self.stage.whispers(person))
        press()
        return str(self.until("an answer", lambda: self.stage.whispers(person)[before:])[-1])

    def hears(self, person: str, text: str) -> Card:
        """A message to that person that says so."""
        return self.until(
            f"{text!r}", lambda: next((c for c in self.stage.cards(person) if text in c.words), None)
        )

    def command(self, person: str, name: str, text: str = "") -> Card:
        """A slash command in the direct message, and its answer."""
        before = len([c for c in self.stage.cards(person) if c.ephemeral])
        self.command_opens(person, name, text)
        return self.until(
            "the answer", lambda: [c for c in self.stage.cards(person) if c.ephemeral][before:]
        )[-1]

    def command_opens(self, person: str, name: str, text: str = "") -> None:
        """A slash command that opens a modal."""
        channel = self.stage.desk(person)
        body = {"person": person, "channel": channel, "command": name, "text": text}
        answer = self.stage.send("/page/slack/command", body)
        assert answer["acked"], answer

    def copy(self, person: str, card: Card) -> Card:
        """The same message before someone else, as if its payload had been copied."""
        return self.stage.copy_to(person, card)

    def views(self, person: str) -> list[Json]:
        """The modals on that person's screen, the topmost last."""
        return list(self.stage.ask("/page/slack/views", person=person)["stack"])

    def modal(self, person: str, test: Callable[[Json], object] = bool) -> Json:
        """The topmost modal, as soon as it passes the test."""
        return self.until("the modal", lambda: v[-1] if (v := self.views(person)) and test(v[-1]) else None)

    def submit(self, person: str, modal: Json, state: Json) -> None:
        body = {"person": person, "view_id": modal["id"], "state": state}
        self.stage.send("/page/slack/submit", body)

    def click_modal(self, person: str, modal: Json, action: str) -> None:
        """A press on a button in a modal."""
        for block in modal["view"]["blocks"]:
            for element in (*block.get("elements", ()), block.get("accessory") or {}):
                if str(element.get("action_id", "")).startswith(f"{action}."):
                    pressed = {**element, "block_id": block["block_id"]}
                    body = {"person": person, "view_id": modal["id"], "action": pressed}
                    assert self.stage.send("/page/slack/click", body)["acked"]
                    return
        raise AssertionError(f"no {action} in {json.dumps(modal['view'])[:600]}")
