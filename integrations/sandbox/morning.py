"""The morning of the play-through: a mail comes in, a mail goes out, and somebody asks to be left alone."""

import time
from collections.abc import Callable
from datetime import timedelta

from integrations.sandbox.stage import PRIYA, Card, Json, PlayFailed, Stage

OMAR = "U0OMAR"  # the administrator
TERRITORIES = {"United States": "@priya", "Germany": "@sam", "United Kingdom": "@sam"}
PROSPECT = "cto@fabrikam.com"
_YES = "Thursday works, yes. Please send an invitation for 10:00 Pacific, and bring a quote for 40 seats.\n\nElena"
_HOLD = timedelta(seconds=60)  # more than any hold in a demo


def prepare(address: str) -> None:
    """What the administrator said the day before: who sells where. Raises PlayFailed when the app does not answer."""
    stage = Stage(address, "hubspot")
    try:
        stage.until("the app to connect", lambda: stage.ask("/page/slack/status")["connected"])
        for country, rep in TERRITORIES.items():
            stage.command(OMAR, "/dealhand", f"territory {country} {rep}")
    finally:
        stage.close()


class Morning:
    """The steps in order; each returns what to add to its line, or raises PlayFailed."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._card = Card("", "", [])

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Name and action of each."""
        return [
            ("a new prospect writes, and Priya gets one card with all of it", self._writes),
            ("she approves with one click: the mail is held, and counts down", self._holds),
            ("the hold is over: the answer leaves in its thread, and the CRM is current", self._leaves),
            ("the prospect says yes; Priya approves the next mail, which is held", self._says_yes),
            ("the prospect presses Unsubscribe: nobody can write to them any more", self._unsubscribes),
            ("the mail that was held is not sent", self._is_stopped),
        ]

    def _writes(self) -> str:
        self._happen("prospect_writes")
        self._card = self._new_card("New prospect", "approve")
        for what in (
            "account",
            "contact",
            "deal",
            "$36,000",
            "next step",
            "send",
            "remind",
            "priya raman is the rep",
        ):
            if what not in self._card.words.casefold():
                raise PlayFailed(f"no {what!r} on the card: {self._card.words[:900]}")
        return f"{self._card.headline}, $36,000, first next step with its day, and an answer"

    def _holds(self) -> str:
        self._stage.press(PRIYA, self._card, "approve")
        held = self._stage.card_when(PRIYA, self._card.ts, "the hold", lambda c: c.button("cancel"))
        if "not sent yet" not in held.words or self._outbox():
            raise PlayFailed(f"the card says: {held.words[:300]}; sent: {self._outbox()}")
        return "nothing has left yet, and Cancel is there"

    def _leaves(self) -> str:
        asked = self._mail(self._letters("sales")[0])
        self._stage.send("/clock", {"advance_seconds": _HOLD.total_seconds()})
        letter = self._mail(self._stage.until("the mail to leave", self._outbox)[0])
        headers = {name.casefold(): value for name, value in letter["headers"]}
        if headers.get("in-reply-to") != dict(_folded(asked))["message-id"]:
            raise PlayFailed(f"it does not answer the prospect's mail: {letter['headers']}")
        if not (letter["unsubscribe"] or {}).get("one_click"):
            raise PlayFailed(f"it has no way out by one click: {letter['headers']}")
        done = self._stage.card_when(
            PRIYA, self._card.ts, "the receipt", lambda c: c.receipt and c.button("undo")
        )
        deal = self._stage.ask(f"/page/{self._stage.crm}/records", kind="deal", q="Fabrikam")[0]
        return f"to {letter['to']}; {deal['title']} is in the CRM; receipt {done.receipt}"

    def _says_yes(self) -> str:
        before = [card.ts for card in self._stage.cards(PRIYA)]
        self._stage.send("/page/mail/answer", {"id": self._outbox()[0]["id"], "text": _YES})
        self._card = self._new_card("", "approve", before)
        self._stage.press(PRIYA, self._card, "approve")
        self._stage.card_when(PRIYA, self._card.ts, "the hold", lambda c: c.button("cancel"))
        return self._card.headline

    def _unsubscribes(self) -> str:
        letter = self._outbox()[-1]
        started = time.monotonic()
        said = self._stage.send("/page/mail/unsubscribe", {"id": letter["id"]})["said"]
        return f"{said}, {time.monotonic() - started:.2f} seconds later"

    def _is_stopped(self) -> str:
        shown = self._stage.card_when(
            PRIYA, self._card.ts, "the mail to be cancelled", lambda c: not c.button("cancel")
        )
        self._stage.send("/clock", {"advance_seconds": _HOLD.total_seconds()})
        if "must not be written to" not in shown.words or len(self._outbox()) != 1:
            raise PlayFailed(f"the card says: {shown.words[:300]}; sent: {self._outbox()}")
        return "the card says why, and the outbox holds one mail still"

    def _happen(self, what: str) -> None:
        self._stage.send("/page/happen", {"what": what, "person": "priya"})

    def _new_card(self, headline: str, button: str, but: list[str] | None = None) -> Card:
        def look() -> Card | None:
            found = [c for c in self._stage.cards(PRIYA) if headline in c.headline and c.button(button)]
            return next((c for c in found if c.ts not in (but or ())), None)

        return self._stage.until(f"a card for Priya about {headline or 'the answer'}", look)

    def _letters(self, box: str) -> list[Json]:
        return list(self._stage.ask("/page/mail/list", box=box))

    def _outbox(self) -> list[Json]:
        return self._letters("outbox")

    def _mail(self, letter: Json) -> Json:
        return dict(self._stage.ask("/page/mail/mail", id=letter["id"]))


def _folded(letter: Json) -> list[tuple[str, str]]:
    return [(name.casefold(), value) for name, value in letter["headers"]]
