"""What waits to be sent: cards and notices to people, notes to the CRM. Ids only; the text is made when it goes."""

from typing import Protocol

from pydantic.dataclasses import dataclass

from bot.model import Notice
from bot.transaction import Tx


@dataclass(frozen=True)
class Card:
    """A message of ours in Slack and the proposals it shows. `ts` is None until it has been posted."""

    id: str
    person: str
    channel: str | None
    ts: str | None
    items: tuple[str, ...]


class Desk(Protocol):
    """Where people meet the bot: cards and notices, through an outbox that holds ids only."""

    def show(self, tx: Tx, proposal: str, person: str) -> None:
        """Make a card for that person (once) and queue its post."""

    def redraw(self, tx: Tx, proposal: str) -> None:
        """Queue every card that shows this proposal; drawn from the tables at the moment of sending."""

    def follow(self, tx: Tx, old: str, new: str) -> None:
        """Cards that showed `old` show `new` from now on."""

    def shown(self, tx: Tx, person: str) -> frozenset[str]:
        """The open proposals that this person has a card of."""

    def tell(self, tx: Tx, notice: Notice) -> bool:
        """Queue a notice, once by its key."""

    def was_told(self, tx: Tx, notice: str) -> bool:
        """Whether there is, or was, a notice of that key."""

    def waiting(self, tx: Tx, limit: int) -> tuple[Card, ...]:
        """Cards to post or update, claimed for 12 s of machine time."""

    def notices(self, tx: Tx, limit: int) -> tuple[Notice, ...]: ...

    def sent(self, tx: Tx, card: str, channel: str, ts: str) -> None:
        """The card was posted or updated, and nothing newer was queued meanwhile (else it stays queued)."""

    def told(self, tx: Tx, notice: str) -> None: ...

    def later(self, tx: Tx, card: str, seconds: float, why: str) -> None:
        """Not now: try this card (or notice key) again after so many seconds of machine time."""

    def adopt(self, tx: Tx, proposal: str, person: str, channel: str, ts: str) -> None:
        """A click came from (channel, ts): the card that shows this proposal is that message from now on."""

    def by_message(self, tx: Tx, channel: str, ts: str) -> Card | None: ...


@dataclass(frozen=True)
class PendingNote:
    """A receipt whose CRM note is not there yet. `tries` above 0: look before writing."""

    receipt: str
    tries: int
    said: str = ""


class Notes(Protocol):
    """The outbox of CRM notes: the receipt commits first, its note follows once by key."""

    def add(self, tx: Tx, receipt: str) -> None: ...

    def waiting(self, tx: Tx, limit: int) -> tuple[PendingNote, ...]:
        """Claimed for 60 s of machine time; a claim counts as a try."""

    def written(self, tx: Tx, receipt: str, note: str) -> None: ...

    def later(self, tx: Tx, receipt: str, seconds: float, why: str) -> None: ...

    def give_up(self, tx: Tx, receipt: str, why: str) -> None: ...

    def state(self, tx: Tx, receipt: str) -> str:
        """`pending: why`, `written` or `given up: why`; empty for an unknown receipt."""
