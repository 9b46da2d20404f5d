"""The two slash commands: `/actions`, and `/dealhand <verb>`."""

from collections.abc import Callable

from slack_bolt import Ack

from blocks.guardrails import guardrails_view
from blocks.help import help_message
from blocks.mails import mails_message
from blocks.notices import sentence
from blocks.queue import queue, receipts_list
from blocks.surface import Drawn
from bot.lifecycle import Lifecycle
from handlers import connect, suppressing
from handlers.clicks import Body, Click
from handlers.edits import open_view
from handlers.listening import Listeners
from handlers.replies import Replies
from handlers.reviews import review
from handlers.territories import territory
from handlers.trust import trust

COMMAND, STACK = "/dealhand", "/actions"


def register(listeners: Listeners, lifecycle: Lifecycle, replies: Replies) -> None:
    verbs = verbs_of(lifecycle)

    @listeners.command(STACK)
    def stack(ack: Ack, command: Body) -> None:
        answer(ack, queue(lifecycle.queue(command["user_id"])))

    @listeners.command(COMMAND)
    def dealhand(ack: Ack, command: Body) -> None:
        verb, _, rest = str(command.get("text") or "").strip().partition(" ")
        person = command["user_id"]
        if verb.lower() in {"guardrails", "guardrail"}:
            ack()
            open_view(replies, _press(command), guardrails_view(lifecycle.guardrails()))
            return
        does = verbs.get(verb.lower())
        answer(ack, does(person, rest.strip()) if does else unknown(verb))


def verbs_of(lifecycle: Lifecycle) -> dict[str, Callable[[str, str], Drawn]]:
    """What can be typed after `/dealhand`; each takes the Slack user and the rest of the line."""
    return {
        "help": lambda _person, _rest: help_message(),
        "": lambda _person, _rest: help_message(),
        "queue": lambda person, _rest: queue(lifecycle.queue(person)),
        "receipts": lambda _person, _rest: receipts_list(lifecycle.receipts(limit=5)),
        "status": lambda person, _rest: status(lifecycle, person),
        "pause": lambda person, rest: pause(lifecycle, person, rest),
        "resume": lambda person, rest: sentence(lifecycle.resume(person, rest).said),
        "halts": lambda _person, _rest: halts(lifecycle),
        "trust": lambda _person, _rest: trust(lifecycle),
        "connect": lambda person, _rest: connect.invite(lifecycle.connecting, person),
        "disconnect": lambda person, rest: connect.disconnect(lifecycle.connecting, person, rest),
        "mailboxes": lambda person, _rest: connect.mailboxes(lifecycle.connecting, person),
        "mails": lambda person, _rest: mails_message(lifecycle.mail_day(person)),
        "review": lambda person, _rest: review(lifecycle, person),
        "suppress": lambda person, rest: suppressing.suppress(lifecycle, person, rest),
        "release": lambda person, rest: suppressing.release(lifecycle, person, rest),
        "territory": lambda person, rest: territory(lifecycle, person, rest),
        "clear": lambda person, rest: clear(lifecycle, person, rest),
    }


def answer(ack: Ack, drawn: Drawn) -> None:
    """Only the person who typed it sees the answer, and it travels in the acknowledgement, so it cannot be late."""
    ack(response_type="ephemeral", text=drawn.text, blocks=drawn.blocks)


def pause(lifecycle: Lifecycle, person: str, rest: str) -> Drawn:
    """`pause all <reason>`: the word `all` is there so that nobody stops the house by a slip."""
    scope, _, reason = rest.partition(" ")
    if scope.lower() != "all":
        return sentence("Say what to pause and why: /dealhand pause all <reason>")
    return sentence(lifecycle.pause(person, reason.strip()).said)


def halts(lifecycle: Lifecycle) -> Drawn:
    """The accounts that nothing may go to, and why."""
    lines = [f"{halt.account}: {halt.why}" for halt in lifecycle.halts()]
    return sentence("\n".join(lines) or "Mail may go out to every account; nothing is halted.")


def clear(lifecycle: Lifecycle, person: str, rest: str) -> Drawn:
    """`clear <account> <reason>`: mail to a halted account may go out again."""
    account, _, reason = rest.partition(" ")
    return sentence(lifecycle.clear_halt(person, account, reason.strip()).said)


def status(lifecycle: Lifecycle, person: str) -> Drawn:
    """Whether anything stands still, and how much waits."""
    waiting = len(lifecycle.queue(person))
    stands = lifecycle.stands_still() or "Running; nothing is paused."
    rules = len(lifecycle.guardrails())
    return sentence(f"{stands}\nWaiting for you: {waiting}. Guardrails: {rules}.")


def unknown(verb: str) -> Drawn:
    """An unknown verb is named, and the list is offered."""
    return sentence(f"I do not know “{verb[:60]}”. /dealhand help lists what I can do.")


def _press(command: Body) -> Click:
    return Click(
        person=command["user_id"],
        action=COMMAND,
        value="",
        trigger=command.get("trigger_id", ""),
        channel=command.get("channel_id"),
        response_url=command.get("response_url"),
    )
