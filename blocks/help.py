"""The words of `/dealhand help`."""

from blocks import words
from blocks.pieces import header, say, small
from blocks.surface import Drawn, message

Verbs = tuple[tuple[str, str], ...]
VERBS: tuple[tuple[str, Verbs], ...] = (
    (
        "Your day",
        (
            ("/actions", "what waits for you, best first; `/dealhand queue` is the same"),
            ("/dealhand review", "mails I could not tell; you say what they are by one tap"),
            ("/dealhand mails", "today's mail, what came of it, and what I did not send"),
            ("/dealhand receipts", "what was done last"),
        ),
    ),
    (
        "Your mailbox",
        (
            ("/dealhand connect", "connect it, by a link for you alone"),
            ("/dealhand mailboxes", "which of yours are read"),
            ("/dealhand disconnect", "stop reading it, and forget its password"),
        ),
    ),
    (
        "Who gets no mail",
        (
            (
                "/dealhand suppress <address or @domain> <reason> <why>",
                "rule somebody out; a card shows whom",
            ),
            ("/dealhand release <address or @domain> <why>", "administrators: take that back"),
            ("/dealhand halts", "accounts where all mail is stopped, after anger or a threat"),
            ("/dealhand clear <account> <reason>", "let mail to one of them go out again"),
        ),
    ),
    (
        "The house",
        (
            ("/dealhand status", "whether anything stands still, and how much waits"),
            ("/dealhand pause all <reason>", "stop everything; Undo still works"),
            ("/dealhand resume <reason>", "go on with what was approved meanwhile"),
            ("/dealhand guardrails", "what needs a manager's yes"),
            (
                "/dealhand territory <country> <address>",
                "who gets new prospects there; without words, the list",
            ),
            ("/dealhand trust", "what I keep, what leaves, and which model sees it"),
        ),
    ),
)


def help_message() -> Drawn:
    """Every verb with one line, by what it is for."""
    return message(
        "What I can do",
        [
            header("What I can do"),
            *(say("\n".join((f"*{title}*", *map(_line, verbs)))) for title, verbs in VERBS),
            small(
                "I propose one change at a time, on a card. No field is changed and no mail sent until you approve it. "
                "Who asks to be left alone is, at once; known people's mail is logged."
            ),
        ],
    )


def _line(verb: tuple[str, str]) -> str:
    return f"`{words.escape(verb[0])}` {verb[1]}"
