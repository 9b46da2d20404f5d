"""The words of `/dealhand help`, and of its status."""

from blocks.pieces import header, say, small
from blocks.surface import Drawn, message

VERBS: tuple[tuple[str, str], ...] = (
    ("/actions", "what waits for you, best first"),
    ("/dealhand queue", "the same list"),
    ("/dealhand receipts", "what was done last"),
    ("/dealhand status", "whether anything is paused, and how much waits"),
    ("/dealhand guardrails", "which records need a manager; managers can add and remove rules"),
    ("/dealhand connect", "connect your mailbox, by a link for you alone"),
    ("/dealhand mailboxes", "which mailboxes of yours are read"),
    ("/dealhand disconnect", "stop reading your mailbox, and forget its password"),
    ("/dealhand pause all <reason>", "stop carrying anything out; Undo still works"),
    ("/dealhand resume <reason>", "go on; what was approved meanwhile is carried out"),
    (
        "/dealhand suppress <address or @domain> <reason> <why>",
        "rule somebody out; a card shows whom it covers",
    ),
    ("/dealhand release <address or @domain> <why>", "administrators: take back `competitor` or `customer`"),
    ("/dealhand halts", "accounts that no mail may go to, after a threat or an angry reply"),
    ("/dealhand clear <account> <reason>", "let mail to a halted account go out again"),
    ("/dealhand territory <country> <address>", "who gets new prospects there; without words, the list"),
    ("/dealhand trust", "what I keep, what leaves the workspace, and which model sees it"),
    ("/dealhand help", "this list"),
)


def help_message() -> Drawn:
    """Every verb with one line."""
    lines = [f"`{verb.replace('<', '&lt;').replace('>', '&gt;')}` {what}" for verb, what in VERBS]
    return message(
        "What I can do",
        [
            header("What I can do"),
            say("\n".join(lines)),
            small("I propose one change at a time, on a card. Nothing is written until you approve it."),
        ],
    )
