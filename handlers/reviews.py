"""`/dealhand review` and the buttons of a review: who looked says what it is, and the message says what follows."""

from slack_bolt import Ack

from blocks.review import action_of, review_message, reviews_list
from blocks.surface import Drawn
from bot.answering import AnswerKind
from bot.lifecycle import Lifecycle
from bot.queues import QUEUES, Tap
from handlers.clicks import Body, click
from handlers.listening import Listeners
from handlers.replies import Replies


def register(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    taps: dict[str, Tap] = {tap.value: tap for queue in QUEUES.values() for tap in queue.taps}
    for tap in taps.values():
        _on(tap, listeners, lifecycle, replies)


def _on(tap: Tap, listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    @listeners.action(action_of(tap))
    def tapped(ack: Ack, body: Body) -> None:
        """The message that was pressed shows how it stands now; a list goes on to the next ones."""
        ack()
        press = click(body)
        answer = lifecycle.settle_review(press.value, press.person, tap.value)
        looked = lifecycle.review(press.value)
        if press.ephemeral:
            replies.redraw(press, review(lifecycle, press.person, answer.said))
            return
        if looked is not None and looked.review.settled_at is not None:
            replies.redraw(press, review_message(looked))
        if answer.kind is not AnswerKind.DONE:
            replies.whisper(press, answer.said)


def review(lifecycle: Lifecycle, person: str, said: str = "") -> Drawn:
    """What waits for that person's eyes, with what came of the tap before."""
    reader = lifecycle.person(person)
    return reviews_list(lifecycle.reviews(person), reader.id if reader else "", said)
