"""Replies: read, understood by rules with the words they rest on, and sorted (C-REP-01, -03, -07, -08, -09)."""

from bot.workflows.reply_routing.decision import Decision, Label, Span
from bot.workflows.reply_routing.routing import route
from bot.workflows.reply_routing.steps import Step

__all__ = ["Decision", "Label", "Span", "Step", "route"]
