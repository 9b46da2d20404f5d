"""The roster: one tuple. A 13th workflow is a file beside these and its entry here."""

from bot.workflow import Workflow
from bot.workflows import crm_hygiene

ROSTER: tuple[Workflow, ...] = (crm_hygiene.WORKFLOW,)
