"""REFUSE: what no approval can buy. First the closed registry, then what each workflow declared it may do."""

from collections.abc import Callable

from bot.model import Check, Proposal
from bot.operations import REGISTRY
from bot.workflow import Workflow


def operation_outside_the_registry_is_refused(proposal: Proposal, _: Workflow | None) -> Check:
    """Only operations of the closed registry can run (C-05); a stored one that we no longer know cannot."""
    strangers = [op for op in proposal.operations if type(op) not in REGISTRY]
    return Check("closed_registry", "every operation is one of the known ones", passed=not strangers)


def workflow_keeps_to_what_it_declared(proposal: Proposal, workflow: Workflow | None) -> Check:
    """A workflow proposes only operations it declared (C-09)."""
    allowed = workflow.may if workflow else ()
    strangers = [op for op in proposal.operations if type(op) not in allowed]
    return Check("declared_operations", "the workflow may do all of this", passed=not strangers)


def operations_stay_on_the_record(proposal: Proposal, _: Workflow | None) -> Check:
    """What the card is about, and what was found beside it, is what changes; no text can move the target (N9)."""
    allowed = {proposal.record, *proposal.touches}
    elsewhere = [op for op in proposal.operations if op.target not in allowed]
    beside = f" and {len(proposal.touches)} more" if proposal.touches else ""
    return Check("stays_on_record", f"only {proposal.record_name}{beside} is changed", passed=not elsewhere)


GUARDRAILS: tuple[Callable[[Proposal, Workflow | None], Check], ...] = (
    operation_outside_the_registry_is_refused,
    workflow_keeps_to_what_it_declared,
    operations_stay_on_the_record,
)
