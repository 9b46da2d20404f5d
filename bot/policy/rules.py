"""What the guardrails are judged by: the house's switches as they stand when a proposal is judged."""

from collections.abc import Sequence
from decimal import Decimal

from pydantic.dataclasses import dataclass

from bot.model import Facts
from bot.values import Person, RecordKind, noun


@noun("guardrail")
class Guardrail:
    """Records of `kind` at `stage_order` or later, or with an amount above `amount_over`, need the manager (A-30).

    With neither a stage nor an amount, every record of the kind does. Amounts compare within one currency only;
    an amount in another currency counts as over the limit, because nobody has said what it is worth.
    """

    id: str
    kind: RecordKind
    stage: str | None = None
    stage_label: str | None = None
    stage_order: int | None = None
    amount_over: str | None = None
    currency: str | None = None

    def sentence(self) -> str:
        """The rule as an administrator would say it."""
        conditions = []
        if self.stage_order is not None:
            conditions.append(f"at {self.stage_label} or later")
        if self.amount_over is not None:
            conditions.append(f"over {Decimal(self.amount_over):,} {self.currency or ''}".rstrip())
        when = f" {' or '.join(conditions)}" if conditions else ""
        return f"Every {self.kind}{when} needs the manager's approval"

    def catches(self, facts: Facts) -> str | None:
        """Why this guardrail applies to those facts, or None."""
        if facts.kind != self.kind:
            return None
        if self.stage_order is None and self.amount_over is None:
            return f"it is a {self.kind}"
        if (
            self.stage_order is not None
            and facts.stage_order is not None
            and facts.stage_order >= self.stage_order
        ):
            return f"its stage is {facts.stage_label}"
        if self.amount_over is not None and facts.amount is not None:
            amount = f"{Decimal(facts.amount):,} {facts.currency or ''}".rstrip()
            if self.currency and facts.currency and self.currency != facts.currency:
                return f"its amount is {amount}, in another currency than the limit"
            if Decimal(facts.amount) > Decimal(self.amount_over):
                return f"its amount is {amount}"
        return None


@dataclass(frozen=True)
class HouseRules:
    """The switches that policy reads. `alone` lists (workflow, operation) pairs promoted to run by themselves.

    `log_mail` is the administrator's word that mail may be logged without a click (docs/decisions/0012).
    """

    people: tuple[Person, ...]
    guardrails: tuple[Guardrail, ...] = ()
    alone: frozenset[tuple[str, str]] = frozenset()
    log_mail: bool = True

    def person(self, person_id: str | None) -> Person | None:
        """The colleague with that id."""
        return next((p for p in self.people if p.id == person_id), None)

    def manager_of(self, person_id: str) -> Person | None:
        """Their manager; someone without one is their own last word."""
        person = self.person(person_id)
        return self.person(person.manager) if person else None


def first_in_charge(people: Sequence[Person]) -> Person | None:
    """Who looks after what nobody owns: a manager, else an administrator (A-34)."""
    managers = {p.manager for p in people if p.manager}
    return next((p for p in people if p.id in managers), next((p for p in people if p.admin), None))
