"""`/dealhand territory`: who sells where."""

from blocks.notices import sentence
from blocks.surface import Drawn
from bot.lifecycle import Lifecycle


def territory(lifecycle: Lifecycle, person: str, rest: str) -> Drawn:
    """`territory` lists who sells where; `territory <country> <address>…` says it."""
    if rest:
        return sentence(lifecycle.assign(person, rest).said)
    lines = [f"{country}: {', '.join(names)}" for country, names in lifecycle.territories()]
    nobody = (
        "Nobody was named for any country, so new prospects go to the account's owner, else to the manager."
    )
    return sentence("\n".join(lines) or nobody)
