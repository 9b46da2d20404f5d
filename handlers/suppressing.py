"""`/dealhand suppress` and `/dealhand release`: whom nobody here writes to."""

from blocks.notices import sentence
from blocks.surface import Drawn
from bot.lifecycle import Lifecycle


def suppress(lifecycle: Lifecycle, person: str, rest: str) -> Drawn:
    """`suppress <address|@domain> <reason> [why]`: a card shows whom it covers."""
    return sentence(lifecycle.suppress(person, rest).said)


def release(lifecycle: Lifecycle, person: str, rest: str) -> Drawn:
    """`release <address|@domain> <why>`: an administrator takes back what was our own view."""
    return sentence(lifecycle.release(person, rest).said)
