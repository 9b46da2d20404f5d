"""`/dealhand trust`: what is kept, what leaves, and which model sees it."""

from blocks.surface import Drawn
from blocks.trust import trust_message
from bot.lifecycle import Lifecycle


def trust(lifecycle: Lifecycle) -> Drawn:
    """The screen, as things stand now."""
    return trust_message(lifecycle.trust())
