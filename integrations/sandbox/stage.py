"""What the play-through sees and touches: the page's requests, cards as a person reads them, and patient waiting."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import requests

from integrations.sandbox.story import FIELDS

Json = dict[str, Any]
T = TypeVar("T")

PRIYA, SAM = "U0PRIYA", "U0SAM"
_PATIENCE = 30.0  # seconds of machine time for anything to happen
_EVERY = 0.1
_BOT_TOKEN = "xoxb-sandbox"  # noqa: S105  # the sandbox's own, printed in its documentation
_RECEIPT = re.compile(r"Receipt (R-[0-9A-Z]{26})")
_LINK = re.compile(r"<([^|>]+)\|([^>]+)>")


class PlayFailed(Exception):
    """A step did not end as it should; the message says what was seen instead."""


@dataclass(frozen=True)
class Card:
    """A message as one person sees it."""

    channel: str
    ts: str
    blocks: list[Json]
    ephemeral: bool = False

    @property
    def words(self) -> str:
        """Everything it says, in order."""
        return " ".join(_texts(self.blocks))

    @property
    def headline(self) -> str:
        """Its header, empty where it has none."""
        return next((b["text"]["text"] for b in self.blocks if b["type"] == "header"), "")

    @property
    def receipt(self) -> str:
        """The id of the receipt on it, or nothing."""
        found = _RECEIPT.search(self.words)
        return found.group(1) if found else ""

    @property
    def record_name(self) -> str:
        """The name of the record it is about, out of its link."""
        fields = [f["text"] for b in self.blocks for f in b.get("fields", ())]
        found = _LINK.search(" ".join(fields))
        return found.group(2) if found else ""

    def rows(self) -> list[list[str]]:
        """The lines of its table, without the heading."""
        tables = [b for b in self.blocks if b["type"] == "table"]
        return [[" ".join(_texts(cell)) for cell in line] for t in tables for line in t["rows"][1:]]

    def inputs(self) -> list[Json]:
        """The blocks with something to fill in."""
        return [b for b in self.blocks if b["type"] == "input"]

    def button(self, action: str) -> Json | None:
        """A press on that element as the page would send it (`approve`, `undo` …), or None."""
        return next((element for element, _ in self.buttons(action)), None)

    def buttons(self, action: str) -> list[tuple[Json, str]]:
        """Every such element, with the words of the block it stands in."""
        return [
            ({**element, "block_id": block["block_id"]}, " ".join(_texts(block)))
            for block in self.blocks
            for element in (*block.get("elements", ()), block.get("accessory") or {})
            if str(element.get("action_id", "")).startswith(f"{action}.")
        ]


class Stage:
    """The sandbox as a person at its page has it; `said` failures are PlayFailed.

    Args:
        address: http://127.0.0.1:PORT of the sandbox.
        crm: "hubspot" or "salesforce".
    """

    def __init__(self, address: str, crm: str) -> None:
        self.crm = crm
        self._address = address.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy for the internet has no business on loopback
        self._wait = threading.Event()

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()

    def ask(self, path: str, **query: str) -> Any:  # noqa: ANN401  # JSON
        """GET; raises PlayFailed with the words of a refusal."""
        return self._answer(self._session.get(f"{self._address}{path}", params=query, timeout=30))

    def send(self, path: str, body: Json) -> Any:  # noqa: ANN401  # JSON
        """POST; raises PlayFailed with the words of a refusal."""
        return self._answer(self._session.post(f"{self._address}{path}", json=body, timeout=30))

    @staticmethod
    def _answer(answer: requests.Response) -> Any:  # noqa: ANN401  # JSON
        if not answer.ok:
            raise PlayFailed(
                f"{answer.request.method} {answer.url} answered {answer.status_code}: {answer.text[:200]}"
            )
        return answer.json()

    def until(self, what: str, look: Callable[[], T | None], seconds: float = _PATIENCE) -> T:
        """The first thing that `look` finds; raises PlayFailed when it finds nothing in time."""
        deadline = time.monotonic() + seconds
        while not (found := look()):
            if time.monotonic() > deadline:
                raise PlayFailed(f"waited {seconds:.0f} seconds for {what}")
            self._wait.wait(_EVERY)
        return found

    # Slack

    def desk(self, person: str) -> str:
        """The direct message of that person with the app."""
        found = self.ask("/page/slack/conversations", person=person)
        return str(next(c["id"] for c in found if c["kind"] == "dm"))

    def cards(self, person: str) -> list[Card]:
        """Their direct message, oldest first."""
        channel = self.desk(person)
        found = self.ask("/page/slack/messages", person=person, channel=channel)["messages"]
        return [Card(channel, m["ts"], m["blocks"], bool(m["ephemeral"])) for m in found]

    def card(self, person: str, ts: str) -> Card:
        """That message as it is now."""
        return next(card for card in self.cards(person) if card.ts == ts)

    def card_when(self, person: str, ts: str, what: str, test: Callable[[Card], object]) -> Card:
        """That message, as soon as it passes the test; the failure tells what it said instead."""
        try:
            return self.until(what, lambda: card if test(card := self.card(person, ts)) else None)
        except PlayFailed as failed:
            raise PlayFailed(f"{failed}; the card says: {self.card(person, ts).words[:900]}") from failed

    def press(
        self, person: str, card: Card, action: str, state: Json | None = None, option: str = ""
    ) -> None:
        """Press a button of a card, or choose the option of its menu whose text is `option`."""
        element = card.button(action)
        if element is None:
            raise PlayFailed(f"there is no {action!r} on the card that says: {card.words[:300]}")
        if option:
            offered = [o for o in element["options"] if o["text"]["text"] == option]
            element = {**element, "selected_option": offered[0]}
        self.press_element(person, card, element, state)

    def press_element(self, person: str, card: Card, element: Json, state: Json | None = None) -> None:
        """Press exactly this element of a card."""
        pressed = {"person": person, "channel": card.channel, "ts": card.ts, "action": element}
        answer = self.send("/page/slack/click", {**pressed, "state": state or {}})
        if not answer["acked"]:
            raise PlayFailed(f"the app did not acknowledge the press: {answer['error']}")

    def command(self, person: str, name: str, text: str = "") -> Card:
        """Type a slash command in the direct message with the app; what the person is shown."""
        before = len(self._whispered(person))
        body = {"person": person, "channel": self.desk(person), "command": name, "text": text}
        answer = self.send("/page/slack/command", body)
        if not answer["acked"]:
            raise PlayFailed(f"the app did not acknowledge {name}: {answer['error']}")
        return self.until(f"an answer to {name}", lambda: self._whispered(person)[before:])[-1]

    def whispers(self, person: str) -> list[str]:
        """What only that person was told in their direct message."""
        return [card.words for card in self._whispered(person)]

    def _whispered(self, person: str) -> list[Card]:
        return [card for card in self.cards(person) if card.ephemeral]

    def copy_to(self, person: str, card: Card) -> Card:
        """The same message before someone else, as if its payload had been copied."""
        body = {"channel": person, "text": "a copy", "blocks": card.blocks}
        headers = {"Authorization": f"Bearer {_BOT_TOKEN}"}
        address = f"{self._address}/api/chat.postMessage"
        answer = self._answer(self._session.post(address, json=body, headers=headers, timeout=30))
        return self.card(person, answer["ts"])

    # the CRM

    def deal(self, name: str) -> Json:
        """The deal of that name, fresh from the CRM's own page."""
        found = self.ask(f"/page/{self.crm}/records", kind="deal", q=name)
        if not found:
            raise PlayFailed(f"the CRM has no deal called {name}")
        return dict(self.ask(f"/page/{self.crm}/record/deal/{found[0]['id']}"))

    def field(self, name: str, field: str) -> str:
        """A field of the deal of that name, as the CRM stores it; empty where it is empty."""
        vendor = FIELDS[self.crm][field]
        return str(next(f["raw"] or "" for f in self.deal(name)["fields"] if f["name"] == vendor))

    def note(self, name: str, receipt: str) -> str:
        """The text of the note that carries that receipt, or nothing."""
        notes = [f"{note['title']} {note['body_html']}" for note in self.deal(name)["notes"]]
        return next((text for text in notes if receipt in text), "")

    def edit(self, name: str, field: str, value: str, by: str) -> None:
        """A colleague edits the deal of that name by hand."""
        body = {"kind": "deal", "id": self.deal(name)["id"], "field": FIELDS[self.crm][field]}
        self.send(f"/page/{self.crm}/edit", {**body, "value": value, "by": by})


def _texts(part: object) -> Iterator[str]:
    """Every text inside a piece of Block Kit."""
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, dict):
        text = part.get("text")
        if isinstance(text, str):
            yield text
        for name, value in part.items():
            if name not in {"text", "options"} or isinstance(value, dict):
                yield from _texts(value)
