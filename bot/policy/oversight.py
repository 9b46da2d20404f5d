"""ASK: whose yes it takes. The owner's, unless a guardrail routes it to their manager (A-30)."""

from bot.model import Check, Proposal
from bot.policy.rules import HouseRules, first_in_charge
from bot.values import Person


def guardrails_route_to_the_manager(proposal: Proposal, rules: HouseRules) -> tuple[Check, ...]:
    """One check per guardrail of the house; a failed one means the manager decides."""
    checks = []
    for guardrail in rules.guardrails:
        why = guardrail.catches(proposal.facts)
        said = f"{guardrail.sentence()}; {why}" if why else guardrail.sentence()
        checks.append(Check(f"guardrail:{guardrail.id}", said, passed=why is None))
    return tuple(checks)


def who_decides(proposal: Proposal, rules: HouseRules, *, over_a_guardrail: bool) -> Person | None:
    """The owner, or above a guardrail their manager; what nobody owns goes to whoever is in charge."""
    owner = rules.person(proposal.owner)
    if owner is None:
        return first_in_charge(rules.people)
    if over_a_guardrail:
        return rules.manager_of(owner.id) or owner
    return owner
