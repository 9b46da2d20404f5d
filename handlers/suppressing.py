"""`/dealhand suppress` and `/dealhand release`, and what `suppress FILE.csv` prints: whom nobody here writes to."""

from collections.abc import Iterator

from blocks.notices import sentence
from blocks.surface import Drawn
from bot.lifecycle import Lifecycle
from bot.suppression_list import Taken


def suppress(lifecycle: Lifecycle, person: str, rest: str) -> Drawn:
    """`suppress <address|@domain> <reason> [why]`: a card shows whom it covers."""
    return sentence(lifecycle.suppress(person, rest).said)


def release(lifecycle: Lifecycle, person: str, rest: str) -> Drawn:
    """`release <address|@domain> <why>`: an administrator takes back what was our own view."""
    return sentence(lifecycle.release(person, rest).said)


def told(taken: Taken) -> Iterator[str]:
    """What came of a list, a line each: first what needs mending."""
    for line in taken.wrong:
        yield f"line {line.number}: {line.wrong}"
    yield f"Kept {taken.new} new, {taken.known} known before, {len(taken.wrong)} wrong."
    if taken.wrong:
        yield "Nothing else was left out. Mend those lines and run it again; what is kept stays as it is."
