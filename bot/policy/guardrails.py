"""REFUSE: what no approval can buy. First the closed registry, then what each workflow declared it may do."""

from collections.abc import Callable

from bot.model import Check, Proposal
from bot.operations import REGISTRY, SendMail
from bot.operations.placing import placeholders
from bot.workflow import Workflow

ESCALATIONS = "escalations"  # the workflow of what people answer themselves


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
    """What the card is about, what was found beside it and what it made before: no text can move the target (N9)."""
    allowed = {record for record in (proposal.record, *proposal.touches) if not record.is_new}
    stays = True
    for op in proposal.operations:
        new = op.creates()
        named = {*op.concerns(), *placeholders(op)} - {new}
        stays &= named <= allowed and new not in allowed
        if new is not None:
            allowed.add(new)
    beside = f" and {len(proposal.touches)} more" if proposal.touches else ""
    made = " and what it makes" if any(op.creates() for op in proposal.operations) else ""
    return Check("stays_on_record", f"only {proposal.record_name}{beside}{made} is changed", passed=stays)


def mail_goes_where_it_was_read(proposal: Proposal, _: Workflow | None) -> Check:
    """An address comes out of the mail behind the proposal, or out of a record that it stands on (N9)."""
    behind = {proposal.signal, *(evidence.id for evidence in proposal.evidence)}
    records = {proposal.record, *proposal.touches, *(e.record for e in proposal.evidence if e.record)}
    strangers = [
        addressee
        for op in proposal.operations
        for addressee in op.addressees()
        if addressee.mail not in behind and addressee.record not in records
    ]
    said = "mail goes only to who wrote, or to an address in the CRM"
    return Check("known_recipients", said, passed=not strangers)


def only_a_persons_answer_passes_a_halt(proposal: Proposal, _: Workflow | None) -> Check:
    """After an escalation no agent writes to that account; what a person writes in answer to it may go (H6-03)."""
    passing = any(isinstance(op, SendMail) and op.past_halt for op in proposal.operations)
    said = "only a person's own answer reaches a halted account"
    return Check("halt_stands", said, passed=not passing or proposal.workflow == ESCALATIONS)


GUARDRAILS: tuple[Callable[[Proposal, Workflow | None], Check], ...] = (
    operation_outside_the_registry_is_refused,
    workflow_keeps_to_what_it_declared,
    operations_stay_on_the_record,
    mail_goes_where_it_was_read,
    only_a_persons_answer_passes_a_halt,
)
