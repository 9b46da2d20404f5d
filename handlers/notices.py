"""How a notice is drawn: as its text, or with buttons where it is about something that people answer."""

from collections.abc import Callable, Mapping

from blocks.escalation import escalation_notice
from blocks.notices import draw_notice
from blocks.review import review_notice
from blocks.surface import Drawn
from bot.lifecycle import Lifecycle
from bot.model import Notice


def drawer(lifecycle: Lifecycle) -> Callable[[Notice], Drawn]:
    """Draws a notice at the moment of sending, as what it is about stands then."""
    faces: Mapping[str, Callable[[Notice], Drawn]] = {
        "escalation": lambda notice: escalation_notice(notice, lifecycle.escalation(notice.about)),
        "review": lambda notice: review_notice(notice, lifecycle.review(notice.about)),
    }

    def draw(notice: Notice) -> Drawn:
        face = faces.get(notice.kind) if notice.about else None
        return face(notice) if face else draw_notice(notice)

    return draw
