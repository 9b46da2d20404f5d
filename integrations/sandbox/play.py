"""The play-through: the story without a browser, by real presses through the local Slack, each step said in words."""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

import requests

from integrations.sandbox.morning import Morning
from integrations.sandbox.stage import PRIYA, SAM, Card, Json, PlayFailed, Stage

_NEXT_STEP = "Security review call 5 Mar"
_SAMS_WORDS = "Waiting for the signed NDA"
_LOOK, _PATIENCE = (
    4.0,
    40.0,
)  # seconds for a card that should be there, and for one that has to be found out first
_STALE_TRIES = 3  # a poll may see Sam's edit before the press, and rightly withdraw the card


def play(address: str, crm: str, say: Callable[[str], None]) -> bool:
    """Play the story against a sandbox with the app connected.

    Args:
        address: http://127.0.0.1:PORT of the sandbox.
        crm: "hubspot" or "salesforce", the CRM the app uses.
        say: takes each step as a line.

    Returns:
        Whether every step ended as it should; the one that did not is said, with what was seen instead.
    """
    stage = Stage(address, crm)
    try:
        for name, step in (*Play(stage).steps(), *Morning(stage).steps()):
            try:
                said = step()
            except (PlayFailed, requests.RequestException) as failed:
                say(f"  ✗ {name}: {failed}")
                return False
            say(f"  ✓ {name}{f': {said}' if said else ''}")
    finally:
        stage.close()
    return True


class Play:
    """The steps in order; each returns what to add to its line, or raises PlayFailed."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._deal = ""  # the name of O1
        self._card = Card("", "", [])  # Priya's card of it, as last looked at
        self._first: Card = self._card  # as it was when it came
        self._used: set[str] = set()

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Name and action of each."""
        return [
            ("the sandbox is up", self._is_up),
            ("the app is connected to Slack", self._is_connected),
            ("a card reaches Priya in her direct message", self._arrives),
            ("it shows what, why, evidence, owner, deadline and what takes it back", self._shows),
            ("Sam presses a copy of it and is refused, visibly", self._refuses_sam),
            ("Priya approves with one click, and the CRM changes", self._approves),
            ("the card is now the receipt, with Undo, a link and what comes next", self._is_receipt),
            ("the receipt is a note on the CRM record", self._is_noted),
            ("a second click is told that it is done", self._tells_twice),
            ("Undo puts the field back, with a receipt and a note of its own", self._undoes),
            ("Sam edits first: nothing is written, and Priya sees all three values", self._keeps_theirs),
            ("a card that needs Priya takes her values, and that is the approval", self._takes_input),
            ("a card is dismissed with one tap why", self._dismisses),
            ("Edit opens a form that says what cannot be used, then takes what can", self._edits),
            ("the CRM fails: it is said, nothing is lost, and Try again does it", self._fails_and_recovers),
        ]

    def _is_up(self) -> str:
        config = self._stage.ask("/page/config")
        return f"it is {datetime.fromisoformat(config['start']):%A %-d %B %Y} there"

    def _is_connected(self) -> str:
        status = self._stage.until("the app to connect", self._connection)
        return {"socket": "by Socket Mode", "http": "over HTTP"}[status]

    def _connection(self) -> str:
        status = self._stage.ask("/page/slack/status")
        return str(status["transport"]) if status["connected"] else ""

    def _arrives(self) -> str:
        found = self._stage.ask(f"/page/{self._stage.crm}/id/deal/o1")
        self._deal = self._stage.ask(f"/page/{self._stage.crm}/record/deal/{found['id']}")["title"]
        if self._stage.field(self._deal, "next_step"):
            raise PlayFailed(f"{self._deal} already has a next step")
        self._first = self._card = self._stage.until(f"a card about {self._deal}", self._first_card)
        self._used.add(self._card.ts)
        return self._card.headline

    def _first_card(self) -> Card | None:
        cards = self._stage.cards(PRIYA)
        return next((c for c in cards if self._deal in c.headline and c.button("approve")), None)

    def _shows(self) -> str:
        card = self._card
        if not any(line[1:] == ["(empty)", _NEXT_STEP] for line in card.rows()):
            raise PlayFailed(f"no line from (empty) to {_NEXT_STEP!r} in {card.rows()}")
        for what in ("Evidence", "Owner", "Priya", "answer by", "Undo any time", "Security review call"):
            if what not in card.words:
                raise PlayFailed(f"no {what!r} on the card: {card.words[:600]}")
        for button in ("approve", "edit", "dismiss", "why"):
            if card.button(button) is None:
                raise PlayFailed(f"no {button} on the card")
        return f"Next step (empty) → {_NEXT_STEP}"

    def _refuses_sam(self) -> str:
        copy = self._stage.copy_to(SAM, self._card)
        self._stage.press(SAM, copy, "approve")
        said = self._stage.until("a refusal", lambda: self._stage.whispers(SAM))[-1]
        if "Priya" not in said or self._stage.field(self._deal, "next_step"):
            raise PlayFailed(f"Sam was told: {said}")
        return f"“{said}”"

    def _approves(self) -> str:
        self._stage.press(PRIYA, self._card, "approve")
        self._field_becomes(self._deal, _NEXT_STEP)
        return f"{self._deal} has the next step “{_NEXT_STEP}”"

    def _field_becomes(self, name: str, value: str) -> None:
        self._stage.until(
            f"the next step of {name} to be {value!r}", lambda: self._stage.field(name, "next_step") == value
        )

    def _is_receipt(self) -> str:
        self._card = self._stage.card_when(
            PRIYA, self._card.ts, "the receipt", lambda c: c.receipt and c.button("undo") and c.button("open")
        )
        if self._card.button("approve") or "Next:" not in self._card.words:
            raise PlayFailed(f"the card says: {self._card.words[:400]}")
        return f"receipt {self._card.receipt}"

    def _is_noted(self) -> str:
        receipt = self._card.receipt
        text = self._stage.until("the note", lambda: self._stage.note(self._deal, receipt))
        if not all(part in text for part in (_NEXT_STEP, "(empty)", "Priya", "Why:", "Approved:", "Digest:")):
            raise PlayFailed(f"the note says: {text[:400]}")
        return "what, before and after, why, who, when, its id and digest"

    def _tells_twice(self) -> str:
        before = len(self._stage.whispers(PRIYA))
        self._stage.press(PRIYA, self._first, "approve")
        return f"“{self._next_whisper(before)}”"

    def _next_whisper(self, before: int) -> str:
        return self._stage.until("an answer", lambda: self._stage.whispers(PRIYA)[before:])[-1]

    def _undoes(self) -> str:
        self._stage.press(PRIYA, self._card, "undo")
        self._field_becomes(self._deal, "")
        done = self._card.receipt
        card = self._stage.card_when(
            PRIYA, self._card.ts, "the receipt of the undo", lambda c: c.receipt not in {"", done}
        )
        self._stage.until("the second note", lambda: self._stage.note(self._deal, card.receipt))
        return f"receipt {card.receipt}"

    def _keeps_theirs(self) -> str:
        for _ in range(_STALE_TRIES):
            card = self._pick(with_input=False, field="Next")
            name = card.record_name
            self._stage.edit(name, "next_step", _SAMS_WORDS, by="sam")
            self._stage.press(PRIYA, card, "approve")
            shown = self._stage.card_when(PRIYA, card.ts, "the conflict", lambda c: not c.button("approve"))
            if "Withdrawn" in shown.words:
                continue
            shown = self._stage.card_when(PRIYA, card.ts, "the conflict", lambda c: c.button("keep_theirs"))
            if not any(_SAMS_WORDS in line and len(line) == 4 for line in shown.rows()):  # noqa: PLR2004  # label and three
                raise PlayFailed(f"not all three values: {shown.rows()}")
            self._stage.press(PRIYA, shown, "keep_theirs")
            self._stage.card_when(PRIYA, card.ts, "the end of it", lambda c: not c.button("keep_theirs"))
            self._field_becomes(name, _SAMS_WORDS)
            return f"{name} keeps Sam's “{_SAMS_WORDS}”"
        raise PlayFailed("every card was withdrawn before it could be pressed")

    def _takes_input(self) -> str:
        card = self._pick(with_input=True)
        before = len(self._stage.whispers(PRIYA))
        self._stage.press(PRIYA, card, "approve")
        asked = self._next_whisper(before)
        self._stage.press(PRIYA, card, "approve", state=self._filled(card.inputs()))
        shown = self._stage.card_when(PRIYA, card.ts, "the receipt", lambda c: c.receipt and c.button("undo"))
        if any("(empty)" in line[2:] for line in shown.rows()):
            raise PlayFailed(f"the receipt shows {shown.rows()}")
        return f"first “{asked}”, then {'; '.join(f'{line[0]} {line[2]}' for line in shown.rows())}"

    def _dismisses(self) -> str:
        card = self._pick(with_input=True, field="Close")
        self._stage.press(PRIYA, card, "dismiss", option="Not now")
        self._stage.card_when(PRIYA, card.ts, "the end of it", lambda c: "Dismissed" in c.words)
        return f"{card.headline}, not now"

    def _edits(self) -> str:
        card = self._pick(with_input=True, field="Amount")
        self._stage.press(PRIYA, card, "edit")
        form = self._stage.until("the form", self._form)
        inputs = [b for b in form["view"]["blocks"] if b["type"] == "input"]
        self._submit(form, self._filled(inputs, number="-5"))
        complaints = self._stage.until("a complaint", self._complaints)
        self._submit(form, self._filled(inputs))
        shown = self._stage.card_when(PRIYA, card.ts, "the receipt", lambda c: c.receipt and c.button("undo"))
        self._stage.until("the form to close", lambda: not self._stack())
        return f"first “{' '.join(complaints)}”, then {shown.headline}"

    def _stack(self) -> list[Json]:
        return list(self._stage.ask("/page/slack/views", person=PRIYA)["stack"])

    def _form(self) -> Json | None:
        stack = self._stack()
        return stack[-1] if stack and stack[-1]["view"].get("submit") else None

    def _complaints(self) -> list[str]:
        return [said for each in self._stack() for said in (each["errors"] or {}).values()]

    def _submit(self, form: Json, state: Json) -> None:
        self._stage.send("/page/slack/submit", {"person": PRIYA, "view_id": form["id"], "state": state})

    def _fails_and_recovers(self) -> str:
        card = self._pick(with_input=False)
        self._stage.send("/page/happen", {"what": "crm_fails"})
        self._stage.press(PRIYA, card, "approve")
        failed = self._stage.card_when(PRIYA, card.ts, "the failure", lambda c: c.button("retry"))
        self._stage.send("/page/happen", {"what": "crm_recovers"})
        self._stage.press(PRIYA, failed, "retry")
        shown = self._stage.card_when(PRIYA, card.ts, "the receipt", lambda c: c.receipt and c.button("undo"))
        return shown.headline

    def _pick(self, *, with_input: bool, field: str = "") -> Card:
        """An open card of Priya's that was not played with yet; if need be the next one is asked for, or made."""
        for bring in (self._bring_nothing, self._bring_listed, self._bring_stale_deal):
            bring()
            seconds = _LOOK if bring != self._bring_stale_deal else _PATIENCE
            with contextlib.suppress(PlayFailed):
                card = self._stage.until(
                    "another card", lambda: self._waiting(with_input=with_input, field=field), seconds
                )
                self._used.add(card.ts)
                return card
        raise PlayFailed("no other card came for Priya")

    def _bring_nothing(self) -> None:
        """Look first at what is there."""

    def _bring_listed(self) -> None:
        """Type /actions, and press Show on what is not there yet."""
        listed = self._stage.command(PRIYA, "/actions")
        there = [card.headline for card in self._stage.cards(PRIYA) if card.button("approve")]
        for button, words in listed.buttons("show"):
            if not any(headline in words for headline in there):
                self._stage.press_element(PRIYA, listed, button)

    def _bring_stale_deal(self) -> None:
        self._stage.send("/page/happen", {"what": "deal_goes_stale", "person": "priya"})

    def _waiting(self, *, with_input: bool, field: str) -> Card | None:
        for card in self._stage.cards(PRIYA):
            fits = bool(card.inputs()) == with_input and any(
                line[0].startswith(field) for line in card.rows()
            )
            if (
                card.button("approve")
                and card.ts not in self._used
                and fits
                and self._deal not in card.headline
            ):
                return card
        return None

    def _filled(self, blocks: list[Json], number: str = "18000") -> Json:
        """A value for each input, as a person would choose it: the day in two months, a number, or words."""
        now = datetime.fromisoformat(self._stage.ask("/clock")["now"])
        values = {
            "datepicker": {"selected_date": f"{now + timedelta(days=60):%Y-%m-%d}"},
            "number_input": {"value": number},
            "plain_text_input": {"value": "Call on Friday about the pilot"},
        }
        state: Json = {}
        for block in blocks:
            element = block["element"]
            value = values.get(element["type"]) or {"selected_option": element.get("options", [{}])[0]}
            state[block["block_id"]] = {element["action_id"]: {"type": element["type"], **value}}
        return state
