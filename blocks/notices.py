"""Messages that carry no operation, and short answers in a sentence."""

from blocks import words
from blocks.pieces import say
from blocks.surface import Drawn, message
from bot.model import Notice

_MOST = 2800


def draw_notice(notice: Notice) -> Drawn:
    """Our own words with their `*bold*` kept; names from the CRM in them can neither ping nor link."""
    return sentence(notice.text)


def sentence(said: str) -> Drawn:
    """One short answer."""
    text = words.escape(words.cut(said, _MOST)) or "Done."
    return message(text, [say(text)])


def fallback(drawn: Drawn, pointer: str) -> Drawn:
    """What is posted when Slack refuses the blocks: the words alone, and where to answer instead."""
    text = (
        f"{drawn.text}\nSlack could not show this card ({words.safe(pointer, 200)}). "
        "Nothing is lost: `/actions` lists what waits."
    )
    return message(text, [say(text)])
