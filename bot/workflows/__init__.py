"""The roster: one tuple. A 13th workflow is a file beside these and its entry here."""

from bot.workflow import Workflow
from bot.workflows import crm_hygiene
from bot.workflows.account_coverage import workflow as account_coverage
from bot.workflows.reply_routing import workflow as reply_routing

ROSTER: tuple[Workflow, ...] = (crm_hygiene.WORKFLOW, reply_routing.WORKFLOW, account_coverage.WORKFLOW)
