import dataclasses

import pytest

from bot.model import Decision, Facts, Verdict
from bot.operations import REGISTRY, Operation, Suppress, UpdateFields
from bot.policy import Guardrail, HouseRules, judge
from bot.policy.autonomy import confident_and_harmless
from bot.suppression import Reason, Suppression
from bot.values import Change, RecordRef, Risk
from bot.workflow import Workflow
from bot.workflows import ROSTER
from bot.workflows.crm_hygiene import WORKFLOW
from tests.bot.nouns import DEAL, NOW, RULES, contact, evidence, proposal, update

LIMIT = Guardrail("g1", "deal", "negotiation", "Negotiation", 3, "25000", "USD")
WITH_LIMIT = dataclasses.replace(RULES, guardrails=(LIMIT,))


def facts(*, order: int = 1, amount: str | None = "48000", currency: str = "USD") -> Facts:
    return Facts("deal", "s", "Stage", order, amount, currency)


@pytest.mark.row("A-06")
def test_by_default_the_owner_is_asked_and_nothing_runs_alone() -> None:
    verdict = judge(proposal(), WORKFLOW, RULES)

    assert (verdict.decision, verdict.whom, verdict.rule) == (Decision.ASK, "priya", "owner_decides")


@pytest.mark.row("A-30")
@pytest.mark.parametrize(
    ("order", "amount", "currency", "asked"),
    [
        (1, "48000", "USD", "dana"),
        (1, "20000", "USD", "priya"),
        (1, "25000", "USD", "priya"),
        (3, "20000", "USD", "dana"),
        (4, None, "USD", "dana"),
        (1, None, "USD", "priya"),
        (1, "100", "EUR", "dana"),
    ],
)
def test_a_guardrail_by_stage_or_amount_routes_to_the_manager(
    order: int, amount: str | None, currency: str, asked: str
) -> None:
    judged = judge(proposal(facts=facts(order=order, amount=amount, currency=currency)), WORKFLOW, WITH_LIMIT)

    assert judged.decision is Decision.ASK
    assert judged.whom == asked
    assert any(check.rule == "guardrail:g1" for check in judged.checks)


@pytest.mark.row("A-30")
def test_a_guardrail_of_another_record_type_says_nothing() -> None:
    rules = dataclasses.replace(RULES, guardrails=(dataclasses.replace(LIMIT, kind="lead"),))

    assert judge(proposal(), WORKFLOW, rules).whom == "priya"


@pytest.mark.row("A-30")
def test_someone_without_a_manager_is_their_own_last_word() -> None:
    assert judge(proposal(owner="dana"), WORKFLOW, WITH_LIMIT).whom == "dana"


@pytest.mark.row("A-34")
def test_what_nobody_owns_goes_to_whoever_is_in_charge() -> None:
    assert judge(proposal(owner="somebody who left"), WORKFLOW, RULES).whom == "dana"


def test_with_nobody_to_ask_it_is_refused() -> None:
    verdict = judge(proposal(), WORKFLOW, HouseRules(people=()))

    assert (verdict.decision, verdict.rule) == (Decision.REFUSE, "no_one_to_ask")


@pytest.mark.row("G-02")
@pytest.mark.parametrize(
    ("confidence", "risk", "alone"),
    [(0.99, Risk.LOW, True), (0.99, Risk.HIGH, False), (0.5, Risk.LOW, False), (0.5, Risk.HIGH, False)],
)
def test_only_high_confidence_and_low_risk_together_run_alone(
    confidence: float, risk: Risk, alone: bool
) -> None:
    assert confident_and_harmless(confidence, risk) is alone


@pytest.mark.row("G-02")
def test_promotion_confidence_and_completeness_are_all_needed() -> None:
    promoted = dataclasses.replace(RULES, alone=frozenset({("crm_hygiene", "update_fields")}))

    assert judge(proposal(), WORKFLOW, promoted).decision is Decision.ALLOW
    assert judge(proposal(confidence=0.9), WORKFLOW, promoted).decision is Decision.ASK
    assert judge(proposal(needs=("next_step",)), WORKFLOW, promoted).decision is Decision.ASK
    assert judge(proposal(operations=(update(), contact())), WORKFLOW, promoted).decision is Decision.ASK


@pytest.mark.row("A-30")
def test_a_guardrail_stands_above_a_promotion() -> None:
    rules = dataclasses.replace(WITH_LIMIT, alone=frozenset({("crm_hygiene", "update_fields")}))

    verdict = judge(proposal(), WORKFLOW, rules)

    assert (verdict.decision, verdict.whom) == (Decision.ASK, "dana")


@pytest.mark.row("C-09")
def test_an_operation_that_the_workflow_did_not_declare_is_refused() -> None:
    narrow = dataclasses.replace(WORKFLOW, may=(type(contact()),))

    verdict = judge(proposal(), narrow, RULES)

    assert (verdict.decision, verdict.rule) == (Decision.REFUSE, "declared_operations")


def test_a_workflow_that_is_no_longer_here_may_do_nothing() -> None:
    assert judge(proposal(), None, RULES).decision is Decision.REFUSE


@pytest.mark.row("N9")
def test_an_operation_on_another_record_than_the_cards_is_refused() -> None:
    elsewhere = dataclasses.replace(update(), record=RecordRef("deal", "o2"))

    verdict = judge(proposal(operations=(elsewhere,)), WORKFLOW, RULES)

    assert (verdict.decision, verdict.rule) == (Decision.REFUSE, "stays_on_record")


@pytest.mark.row("N9")
def test_a_record_that_the_proposal_names_beside_its_own_may_be_changed_too() -> None:
    beside = RecordRef("deal", "o2")
    operations = (update(), dataclasses.replace(update(), record=beside))

    verdict = judge(proposal(operations=operations, touches=(beside,)), WORKFLOW, RULES)

    assert verdict.decision is Decision.ASK


@pytest.mark.row("C-09")
@pytest.mark.parametrize("workflow", ROSTER, ids=lambda w: w.name)
def test_each_workflow_declares_guardrails_failure_modes_and_one_kpi(workflow: Workflow) -> None:
    assert workflow.guardrails
    assert workflow.failure_modes
    assert workflow.kpi
    assert set(workflow.may) <= set(REGISTRY)


@pytest.mark.row("C-05")
@pytest.mark.row("G-07")
@pytest.mark.row("N10")
@pytest.mark.parametrize("operation", REGISTRY, ids=lambda o: o.__name__)
def test_each_operation_declares_family_risk_undo_blast_radius_and_kpi(operation: type) -> None:
    for what in ("family", "risk", "undo", "blast", "kpi"):
        assert getattr(operation, what)


@pytest.mark.row("C-09")
def test_a_workflow_without_failure_modes_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="failure_modes"):
        dataclasses.replace(WORKFLOW, failure_modes={})


@pytest.mark.row("A-33")
@pytest.mark.parametrize("name", ["headline", "reason", "rule", "outcome", "if_ignored"])
def test_a_proposal_without_words_cannot_be_built(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        proposal(**{name: " "})


@pytest.mark.row("A-33")
def test_a_proposal_without_evidence_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="evidence"):
        proposal(evidence=())


@pytest.mark.row("A-34")
def test_a_proposal_without_an_owner_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="owner"):
        proposal(owner="")


@pytest.mark.row("A-34")
def test_a_deadline_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="deadline"):
        proposal(deadline=proposal().deadline.replace(tzinfo=None))


def test_a_proposal_without_an_operation_is_only_a_reminder() -> None:
    with pytest.raises(ValueError, match="reminder"):
        proposal(operations=())


def test_confidence_lies_between_nothing_and_certainty() -> None:
    with pytest.raises(ValueError, match="confidence"):
        proposal(confidence=1.2)


def test_the_weakest_undo_is_what_the_card_promises() -> None:
    assert proposal(operations=(update(), contact())).undo == "exact"


def test_evidence_says_when_from_where_and_how_sure() -> None:
    found = evidence()

    assert (found.source, found.at.tzinfo is not None, 0 < found.confidence <= 1) == (
        "meeting in the CRM",
        True,
        True,
    )


def test_a_money_change_keeps_its_currency_when_turned() -> None:
    change = Change("amount", "Amount", "money", "1", "2", unit="EUR")

    assert change.turned() == Change("amount", "Amount", "money", "2", "1", unit="EUR")


def asked_for(reason: Reason = Reason.RECIPIENT_ASKED, **who: str) -> Suppress:
    given = who or {"address": "jo@northwind.example"}
    return Suppress(Suppression("s1", reason, "“take me off”", "mail:1", NOW, "policy", **given))


def suppressing(*operations: Operation) -> Verdict:
    workflow = dataclasses.replace(WORKFLOW, may=(Suppress, UpdateFields))
    made = proposal(operations=operations, record=operations[0].target, touches=(DEAL,))
    return judge(made, workflow, WITH_LIMIT)


@pytest.mark.row("C-SUP-02")
@pytest.mark.row("C-REP-03")
@pytest.mark.parametrize("reason", [Reason.RECIPIENT_ASKED, Reason.SPAM_COMPLAINT, Reason.THREAT])
def test_what_a_recipient_asked_for_is_the_one_thing_that_waits_for_nobody(reason: Reason) -> None:
    verdict = suppressing(asked_for(reason))

    assert (verdict.decision, verdict.rule) == (Decision.ALLOW, "suppression_acts_first")


@pytest.mark.row("A-06")
@pytest.mark.parametrize("reason", [Reason.CUSTOMER, Reason.COMPETITOR, Reason.DO_NOT_CONTACT])
def test_a_suppression_that_nobody_outside_asked_for_waits_for_a_click(reason: Reason) -> None:
    assert suppressing(asked_for(reason)).decision is Decision.ASK


@pytest.mark.row("C-SUP-10")
def test_a_whole_domain_is_never_suppressed_without_a_click() -> None:
    assert suppressing(asked_for(domain="northwind.example")).decision is Decision.ASK


@pytest.mark.row("A-06")
def test_nothing_rides_along_with_what_a_recipient_asked_for() -> None:
    assert suppressing(asked_for(), update()).decision is Decision.ASK
