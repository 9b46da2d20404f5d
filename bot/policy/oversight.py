"""ASK: whose yes it takes. The owner's, unless a guardrail routes it to their manager (A-30)."""

from collections.abc import Sequence

from bot.model import Check, Proposal
from bot.operations import Suppress
from bot.policy.rules import HouseRules, first_in_charge
from bot.values import Person

MOST_CONTACTS = 50  # a rule that covers more than so many contacts, or more than a hundredth of all, is wide
MOST_SHARE = 0.01


def guardrails_route_to_the_manager(proposal: Proposal, rules: HouseRules) -> tuple[Check, ...]:
    """One check per guardrail of the house; a failed one means the manager decides."""
    checks = []
    for guardrail in rules.guardrails:
        why = guardrail.catches(proposal.facts)
        said = f"{guardrail.sentence()}; {why}" if why else guardrail.sentence()
        checks.append(Check(f"guardrail:{guardrail.id}", said, passed=why is None))
    return tuple(checks)


def is_wide(operation: Suppress) -> bool:
    """Whether it would silence a segment (C-SUP-10). A single address never does; what nobody counted may."""
    if operation.suppression.domain is None:
        return False
    audience = operation.audience
    return (
        audience is None or audience.contacts > MOST_CONTACTS or audience.contacts > audience.of * MOST_SHARE
    )


def takes_two(proposal: Proposal) -> bool:
    """Whether somebody other than its owner, who asked for it, has to agree."""
    return any(isinstance(op, Suppress) and is_wide(op) for op in proposal.operations)


def second_person(people: Sequence[Person], asker: str) -> Person | None:
    """Who is asked to agree: the asker's manager, else another manager, else another administrator."""
    others = [person for person in people if person.id != asker]
    manager = next((person.manager for person in people if person.id == asker), None)
    managers = {person.manager for person in people}
    ranked = [
        *(person for person in others if person.id == manager),
        *(person for person in others if person.id in managers),
        *(person for person in others if person.admin),
    ]
    return ranked[0] if ranked else None


def a_wide_rule_takes_a_second_person(proposal: Proposal) -> Check:
    """A mistake must not silence a segment: two people look at the preview (C-SUP-10)."""
    wide = f"covers more than {MOST_CONTACTS} contacts, or {MOST_SHARE:.0%} of all"
    said = f"a rule that {wide}, takes a second person's yes"
    return Check("guardrail:second_person", said, passed=not takes_two(proposal))


def who_decides(proposal: Proposal, rules: HouseRules, *, over_a_guardrail: bool) -> Person | None:
    """The owner, or above a guardrail their manager; what nobody owns goes to whoever is in charge."""
    owner = rules.person(proposal.owner)
    if owner is None:
        return first_in_charge(rules.people)
    if over_a_guardrail:
        return rules.manager_of(owner.id) or owner
    return owner
