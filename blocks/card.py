"""The one proposal card of all workflows, drawn by where the proposal stands."""

from collections.abc import Callable

from slack_sdk.models.blocks import Block

from blocks import words
from blocks.card_done import done, following, held, undone, working
from blocks.card_open import open_card
from blocks.card_stuck import failed, in_doubt, partial, stale
from blocks.pieces import REOPEN, WHY, button, header, open_button, row, say
from blocks.surface import Drawn, message
from bot.model import DismissReason, Proposal
from bot.showing import CardFacts
from bot.standing import State
from bot.values import Retired


def draw_card(facts: CardFacts) -> Drawn:
    """The message as that person should see it now; every state has a face and a way on."""
    if facts.retired or isinstance(facts.standing.proposal, Retired):
        return _retired(facts)
    return message(_notification(facts), _FACES[facts.standing.state](facts))


def _notification(facts: CardFacts) -> str:
    proposal = facts.standing.proposal
    before = {
        State.OPEN: "",
        State.APPROVED: "In progress: ",
        State.EXECUTING: "In progress: ",
        State.STALE: "Changed meanwhile: ",
        State.FAILED: "Not done: ",
    }
    name = facts.standing.state.value.replace("_", " ")
    prefix = before.get(facts.standing.state, f"{name.capitalize()}: ")
    return f"{prefix}{words.safe(proposal.headline, 200)}"


def _dismissed(facts: CardFacts) -> list[Block]:
    standing = facts.standing
    by = standing.approval
    who = f" by {words.safe(by.by_name, 80)} ({words.when(by.at)})" if by else ""
    why = words.safe(standing.said.removeprefix("dismissed: "), 120)
    never = standing.dismissed is DismissReason.NEVER
    quiet = "I do not ask about this record again." if never else "It stays quiet until its evidence changes."
    text = f"Dismissed{who}{f': {why}' if why else ''}. {quiet}"
    return _quiet(facts, text)


def _expired(facts: CardFacts) -> list[Block]:
    return _quiet(facts, "Expired without an answer. Nothing was changed, and it does not count as a no.")


def _withdrawn(facts: CardFacts) -> list[Block]:
    return _quiet(facts, f"Withdrawn. {words.safe(words.sentence(facts.standing.said), 240)}")


def _refused(facts: CardFacts) -> list[Block]:
    why = facts.standing.said or facts.standing.verdict.reason
    return _quiet(facts, f"Refused, nothing was changed. {words.safe(words.sentence(why), 240)}")


def _cancelled(facts: CardFacts) -> list[Block]:
    said = f"Cancelled before it went out. {words.safe(words.sentence(facts.standing.said), 240)}"
    if not facts.standing.comes_back:
        return _quiet(facts, said)
    back = row(button("Bring it back", REOPEN, facts.standing.proposal.id))
    return [*_why_it_is_over(facts, said), *back, *following(facts)]


def _quiet(facts: CardFacts, said: str) -> list[Block]:
    """One short paragraph: what it was, and why it is over."""
    return [*_why_it_is_over(facts, said), *following(facts)]


def _why_it_is_over(facts: CardFacts, said: str) -> list[Block]:
    proposal = facts.standing.proposal
    return [say(f"~{words.safe(proposal.headline, 150)}~\n{said}", button("Why?", WHY, proposal.id))]


def _retired(facts: CardFacts) -> Drawn:
    """Made by an older version: shown, never carried out."""
    proposal = facts.standing.proposal
    known = isinstance(proposal, Proposal)
    headline = proposal.headline if known else "An older card"
    said = (
        "This card was made by an older version of Dealhand, which this version cannot carry out. "
        "Nothing was changed. If it still matters, a new card will come."
    )
    blocks = [header(headline), say(said)]
    if known:
        blocks += row(open_button(facts.crm_name, proposal.record_link))
    return message(f"Out of date: {words.safe(headline, 200)}", blocks)


_FACES: dict[State, Callable[[CardFacts], list[Block]]] = {
    State.OPEN: open_card,
    State.HELD: held,
    State.APPROVED: working,
    State.EXECUTING: working,
    State.DONE: done,
    State.UNDONE: undone,
    State.DISMISSED: _dismissed,
    State.EXPIRED: _expired,
    State.WITHDRAWN: _withdrawn,
    State.REFUSED: _refused,
    State.CANCELLED: _cancelled,
    State.STALE: stale,
    State.FAILED: failed,
    State.PARTIAL: partial,
    State.IN_DOUBT: in_doubt,
}
