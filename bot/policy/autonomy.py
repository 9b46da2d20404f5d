"""ALLOW: what may run without a click. By default (A-06) that is what a recipient asked for, and logging mail.

Both must hold, confidence high and risk low (G-02), for every operation of the proposal, and the pair of workflow
and operation must have been promoted by a manager.
"""

from bot.model import Check, Proposal
from bot.policy.rules import HouseRules
from bot.values import Risk

HIGH_CONFIDENCE = 0.95  # product/rules.md 5.2: the bound a promotion is measured by


def confident_and_harmless(confidence: float, risk: Risk) -> bool:
    """The one cell of the truth table in which anything runs by itself (G-02)."""
    return confidence >= HIGH_CONFIDENCE and risk is Risk.LOW


def suppression_acts_first(proposal: Proposal) -> Check:
    """The one exception: what a recipient asked for happens at once, without a click (C-SUP-02, C-REP-03)."""
    said = "the recipient asked for it, so it waits for nobody"
    return Check("suppression_acts_first", said, passed=proposal.acts_first)


def mail_is_logged(proposal: Proposal, rules: HouseRules) -> Check:
    """Mail of people whom the CRM knows is logged there; the consent screen and LOG_MAIL are the yes."""
    sure = proposal.only_records and proposal.confidence >= HIGH_CONFIDENCE
    said = (
        "mail may be logged without a click: yes was said when the mailbox was connected, and LOG_MAIL is on"
    )
    if not rules.log_mail:
        said = "mail may be logged without a click, but LOG_MAIL is off"
    return Check("mail_is_logged", said, passed=rules.log_mail and sure)


def may_run_alone(proposal: Proposal, rules: HouseRules) -> Check:
    """Passed only when every operation is promoted, low in risk, and the proposal is sure of itself."""
    kinds = [(proposal.workflow, type(op).noun_kind) for op in proposal.operations]  # type: ignore[attr-defined]
    promoted = all(kind in rules.alone for kind in kinds)
    safe = all(confident_and_harmless(proposal.confidence, op.risk) for op in proposal.operations)
    complete = not proposal.needs
    said = "may run without a click" if promoted and safe and complete else "waits for a person's yes"
    return Check("autonomy", said, passed=promoted and safe and complete)
