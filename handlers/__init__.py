"""What people and machines do to us: parse, acknowledge, call the lifecycle or the inbox; nothing else."""

from slack_bolt import App

from bot.lifecycle import Lifecycle
from handlers import approvals, commands, edits, errors, escalations, guardrails, home, reviews, undo
from handlers.listening import Listeners
from handlers.replies import Replies

__all__ = ["Replies", "register_all"]


def register_all(app: App, lifecycle: Lifecycle, replies: Replies) -> home.Homes:
    """Every listener of the Slack app; the one that catches the rest comes last. Gives the Home tabs, to refresh."""
    listeners = Listeners(app, replies)
    for part in (approvals, undo, edits, commands, guardrails, reviews, escalations):
        part.register(listeners, lifecycle, replies)
    homes = home.register(listeners, lifecycle, replies)
    errors.register(listeners, replies)
    errors.register_incidents(app, replies)
    return homes
