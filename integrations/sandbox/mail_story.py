"""Mail that happens: a prospect, a request to be removed, anger, interest, an absence. Each is a real MIME mail."""

from datetime import timedelta
from email.utils import format_datetime

from integrations.sandbox.mail_post import OUTBOX, Letter, PostOffice
from integrations.sandbox.mail_texts import ANGRY, INTERESTED, OUT_OF_OFFICE, PROSPECTS, REMOVED, Answer
from integrations.sandbox.seed import SHARED
from integrations.sandbox.world import Contact, Mailbox, World

_ANSWERS = {
    "interested_reply": INTERESTED,
    "asks_to_be_removed": REMOVED,
    "angry_reply": ANGRY,
    "out_of_office": OUT_OF_OFFICE,
}
MAIL_EVENTS = ("prospect_writes", *_ANSWERS)
_ASKED = timedelta(hours=17)  # when our mail that they answer went out, if none of ours is in the outbox


class MailStory:
    """The mails of one sandbox.

    Args:
        world: who the people are.
        post: where the mails are handed in.
    """

    def __init__(self, world: World, post: PostOffice) -> None:
        self._world, self._post = world, post
        self._counts: dict[str, int] = {}

    def happen(self, what: str) -> str:
        """Let one of MAIL_EVENTS happen; gives the words for the toast. Each time it is the next person's turn.

        Raises:
            ValueError: The mail server is away.
        """
        number = self._counts.get(what, 0)
        said = self._prospect_writes(number) if what == "prospect_writes" else self._answers(what, number)
        self._counts[what] = number + 1
        return said

    def switch(self, *, away: bool) -> None:
        """The mail server goes away, or comes back."""
        self._post.switch(away=away)

    def _prospect_writes(self, number: int) -> str:
        who = PROSPECTS[number % len(PROSPECTS)]
        box = self._mailbox(None)
        self._post.write(who.address, who.name, box.address, who.subject, who.text)
        return f"{who.name} <{who.address}> wrote to {box.address}. Whoever sells there gets a card."

    def _answers(self, what: str, number: int) -> str:
        answers = _ANSWERS[what]
        answer = answers[number % len(answers)]
        contact = next(each for each in self._world.contacts if each.key == answer.contact)
        box = self._mailbox(contact.owner)
        name = f"{contact.first} {contact.last}"
        self._post.write(
            contact.email, name, box.address, f"Re: {answer.subject}", *self._in_thread(answer, contact, box)
        )
        owner = next(each for each in self._world.colleagues if each.key == contact.owner)
        wrote = f"{name} <{contact.email}> wrote to {box.address}."
        if answer.headers:
            return f"{wrote} A machine's answer disturbs nobody: it is logged, and /dealhand mails lists it."
        return f"{wrote} Look at the messages of {owner.name.split()[0]}."

    def _in_thread(
        self, answer: Answer, contact: Contact, box: Mailbox
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text with our mail quoted below, and the headers that point at it."""
        asked_at = self._world.clock.now() - _ASKED
        ours = f"<{asked_at:%Y%m%d%H%M%S}.{contact.key}@dealhand.example>"
        quoted = f"On {format_datetime(asked_at)}, {box.name} <{box.address}> wrote:\n> {answer.subject}\n"
        threading = (("In-Reply-To", ours), ("References", ours))
        return f"{answer.text}\n{quoted}", (*threading, *answer.headers)

    def _mailbox(self, owner: str | None) -> Mailbox:
        """The owner's own mailbox where the app reads it, else the one they share: there the product hears it."""
        boxes = {box.key: box for box in self._post.mailboxes}
        own = boxes.get(owner or "")
        return own if own is not None and self._post.is_read_by_the_app(own.key) else boxes[SHARED]


def answer_as(post: PostOffice, letter: Letter, text: str) -> str:
    """The recipient of a mail of ours answers it, in its thread, with our mail quoted below; gives the Message-ID.

    Raises:
        ValueError: The mail did not go out to somebody, there is nothing to say, or the server is away.
    """
    if letter.box != OUTBOX:
        raise ValueError("only who was written to can answer")
    if not text.strip():
        raise ValueError("write something first")
    words = letter.words
    subject = words.subject if words.subject.casefold().startswith("re:") else f"Re: {words.subject}"
    history = "".join(f"> {line}".rstrip() + "\n" for line in words.text.splitlines())
    body = f"{text.strip()}\n\nOn {format_datetime(letter.at)}, {words.sender} wrote:\n{history}"
    more = [
        ("In-Reply-To", words.message_id),
        ("References", " ".join((*words.references, words.message_id))),
    ]
    threading = tuple(more) if words.message_id else ()
    return post.write(letter.to, _name_of(letter), words.reply_to, subject, body, threading)


def _name_of(letter: Letter) -> str:
    """How our mail named its recipient, if it did."""
    name, _, rest = letter.words.to.partition("<")
    return name.strip(' "') if rest else ""
