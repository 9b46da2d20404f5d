"""The roster: one tuple. A 13th workflow is a file beside these and its entry here."""

from bot.human_only import escalations
from bot.workflow import Workflow
from bot.workflows import crm_hygiene
from bot.workflows.account_coverage import workflow as account_coverage
from bot.workflows.lead_capture import workflow as lead_capture
from bot.workflows.reply_routing import workflow as reply_routing

ROSTER: tuple[Workflow, ...] = (
    crm_hygiene.WORKFLOW,
    reply_routing.WORKFLOW,  # before lead capture, which takes what this one leaves, as it was understood here
    lead_capture.WORKFLOW,
    account_coverage.WORKFLOW,
    escalations.WORKFLOW,
)
