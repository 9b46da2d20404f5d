"""Policy: ALLOW, ASK whom, or REFUSE, with the rule and the reason. First rule with an opinion wins."""

from bot.model import Decision, Proposal, Verdict
from bot.policy.autonomy import mail_is_logged, may_run_alone, suppression_acts_first
from bot.policy.guardrails import GUARDRAILS
from bot.policy.oversight import (
    a_wide_rule_takes_a_second_person,
    guardrails_route_to_the_manager,
    second_person,
    who_decides,
)
from bot.policy.rules import Guardrail, HouseRules, first_in_charge
from bot.workflow import Workflow

__all__ = ["Guardrail", "HouseRules", "first_in_charge", "judge"]


def judge(proposal: Proposal, workflow: Workflow | None, rules: HouseRules) -> Verdict:
    """What may happen with this proposal under these rules; every guardrail looked at is listed in `checks`."""
    checks = tuple(guardrail(proposal, workflow) for guardrail in GUARDRAILS)
    broken = next((check for check in checks if not check.passed), None)
    if broken is not None:
        return Verdict(
            Decision.REFUSE, broken.rule, f"not allowed: {broken.said} does not hold", None, checks
        )

    first = suppression_acts_first(proposal)
    if first.passed:
        whom = who_decides(proposal, rules, over_a_guardrail=False)
        return Verdict(Decision.ALLOW, first.rule, first.said, whom.id if whom else None, (*checks, first))

    logged = mail_is_logged(proposal, rules)
    if logged.passed:
        whom = who_decides(proposal, rules, over_a_guardrail=False)
        return Verdict(Decision.ALLOW, logged.rule, logged.said, whom.id if whom else None, (*checks, logged))

    wide = a_wide_rule_takes_a_second_person(proposal)
    if not wide.passed:
        second = second_person(rules.people, proposal.owner)
        decision = Decision.ASK if second else Decision.REFUSE
        return Verdict(decision, wide.rule, wide.said, second.id if second else None, (*checks, wide))

    routing = guardrails_route_to_the_manager(proposal, rules)
    caught = next((check for check in routing if not check.passed), None)
    alone = may_run_alone(proposal, rules)
    checks = (*checks, *routing, alone)
    whom = who_decides(proposal, rules, over_a_guardrail=caught is not None)
    if whom is None:
        return Verdict(Decision.REFUSE, "no_one_to_ask", "nobody is there to decide this", None, checks)
    if caught is not None:
        return Verdict(Decision.ASK, caught.rule, caught.said, whom.id, checks)
    if alone.passed:
        return Verdict(Decision.ALLOW, alone.rule, alone.said, whom.id, checks)
    return Verdict(Decision.ASK, "owner_decides", f"{whom.name} owns this", whom.id, checks)
