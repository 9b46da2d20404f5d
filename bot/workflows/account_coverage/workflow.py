"""Agent 12, account coverage. So far: its guard, that nobody who must not be written to is."""

from bot.model import Signal
from bot.operations import OptOut, Suppress
from bot.policy.complaints import REPORTED
from bot.policy.one_click import ONE_CLICK
from bot.readers import Readers
from bot.suppression import ASKED
from bot.workflow import Said, Workflow
from bot.workflows.account_coverage import asked, leaving
from bot.workflows.account_coverage.leaving import NAME


def propose(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """A colleague's request becomes a card; who left is told to the CRM."""
    return asked.propose(signal, readers) if signal.kind == ASKED else leaving.propose(signal, readers)


def first(signal: Signal, readers: Readers) -> tuple[Said, ...]:
    """Who left is not written to again; a colleague's request waits for a yes."""
    return () if signal.kind == ASKED else leaving.first(signal, readers)


WORKFLOW = Workflow(
    name=NAME,
    title="Account coverage",
    answers=frozenset({ONE_CLICK, REPORTED, ASKED}),
    may=(Suppress, OptOut),
    kpi="unsubscribe_compliance",
    guardrails={
        "suppression_first": "Who leaves is suppressed at once and without a click",
        "two_people": "A rule that covers more than a few contacts takes a second person's yes, with a preview",
        "ours_alone": "Only a complaint about a mail that we sent counts towards the kill switch",
    },
    failure_modes={
        "silenced_segment": "A rule by mistake: the card shows whom it covers, and a second person decides",
        "forged_report": "Anybody can write a complaint report: it can silence one address, and stop nothing else",
    },
    propose=propose,
    first=first,
)
