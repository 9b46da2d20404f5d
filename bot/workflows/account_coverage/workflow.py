"""Agent 12, account coverage. So far: its guard, that nobody who must not be written to is."""

from bot.operations import OptOut, Suppress
from bot.policy.complaints import REPORTED
from bot.policy.one_click import ONE_CLICK
from bot.workflow import Workflow
from bot.workflows.account_coverage import leaving

WORKFLOW = Workflow(
    name=leaving.NAME,
    title="Account coverage",
    answers=frozenset({ONE_CLICK, REPORTED}),
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
    propose=leaving.propose,
    first=leaving.first,
)
