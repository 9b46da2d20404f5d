"""One input per field, typed by the CRM's schema, and what it carries back."""

from typing import Any

import pytest

from blocks.edit import edit_view, loading_view, sorry_view
from blocks.guardrails import guardrail_view, guardrails_view
from blocks.inputs import VALUE, read
from bot.policy import Guardrail
from bot.records import FieldSchema, Option, Stage
from bot.values import Change, FieldType
from integrations.sandbox.slack_blocks import view_problems
from tests.blocks.specimens import (
    AMOUNT,
    CLOSE_DATE,
    FIELDS,
    NEXT_STEP,
    STAGE,
    facts,
    needing,
    proposal,
    standing,
)
from tests.blocks.specimens import update as updates


def entered(field: str, **value: Any) -> dict[str, Any]:
    return {f"field.{field}": {VALUE: value}}


def test_the_edit_modal_has_one_input_per_field_typed_by_the_schema() -> None:
    of = proposal(updates(NEXT_STEP, CLOSE_DATE, AMOUNT, STAGE), needs=("close_date", "amount"))

    view = edit_view(facts(standing(of=of)))

    assert view_problems(view) == []
    entries = {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}
    assert {name: element["type"] for name, element in entries.items()} == {
        "field.next_step": "plain_text_input",
        "field.close_date": "datepicker",
        "field.amount": "number_input",
        "field.stage": "static_select",
    }
    assert entries["field.next_step"]["initial_value"] == "Security review call 5 Mar"
    assert entries["field.next_step"]["max_length"] == 255
    assert entries["field.stage"]["initial_option"]["value"] == "s2"
    assert view["private_metadata"] == of.id
    assert view["submit"]["text"] == "Approve with edits"


def test_a_contact_is_chosen_from_the_ranked_options_with_their_reasons() -> None:
    view = edit_view(facts(standing(of=needing())))

    block = next(b for b in view["blocks"] if b.get("block_id") == "field.primary_contact")
    assert [o["text"]["text"] for o in block["element"]["options"]] == ["Jo Park", "Alex Reyes"]
    assert "Alex Reyes: 1 mail in February" in block["hint"]["text"]


def test_what_slack_has_no_input_for_is_named_and_stays_as_proposed() -> None:
    long = Change("description", "Description", "long_text", None, "x" * 4000)
    owner = Change("owner", "Owner", "owner", "7", "8", "Priya Nair", "Sam Ortiz")

    view = edit_view(facts(standing(of=proposal(updates(NEXT_STEP, long, owner)))))

    assert view_problems(view) == []
    assert [b["block_id"] for b in view["blocks"] if b["type"] == "input"] == ["field.next_step"]
    assert "Stays as proposed (change it in HubSpot): Description:" in str(view["blocks"])
    assert "Owner: Sam Ortiz" in str(view["blocks"])


def test_a_picklist_longer_than_a_menu_keeps_the_proposed_value() -> None:
    options = tuple(Option(f"v{n}", f"Value {n}") for n in range(300))
    schema = {"stage": FieldSchema("stage", "Stage", "stage", True, options)}
    late = Change("stage", "Stage", "stage", "v1", "v299", "Value 1", "Value 299")

    view = edit_view(facts(standing(of=proposal(updates(late))), fields=schema))

    assert view_problems(view) == []
    element = next(b["element"] for b in view["blocks"] if b["type"] == "input")
    assert element["initial_option"]["value"] == "v299"


@pytest.mark.parametrize(
    ("kind", "value", "canonical"),
    [
        ("money", {"value": "48,000.50"}, "48000.5"),
        ("money", {"value": "$25000"}, "25000"),
        ("number", {"value": "0.50"}, "0.5"),
        ("date", {"selected_date": "2026-04-30"}, "2026-04-30"),
        ("datetime", {"selected_date_time": 1772665200}, "2026-03-04T23:00:00+00:00"),
        ("text", {"value": "  Send the MSA  "}, "Send the MSA"),
        ("stage", {"selected_option": {"value": "s2"}}, "s2"),
        ("flag", {"selected_option": {"value": "true"}}, "true"),
    ],
)
def test_what_a_person_enters_becomes_canonical(
    kind: FieldType, value: dict[str, Any], canonical: str
) -> None:
    of = proposal(updates(Change("f", "F", kind, None, "x")))

    assert read(of, entered("f", **value)) == ({"f": canonical}, {})


@pytest.mark.parametrize(
    ("kind", "value", "complaint"),
    [
        ("money", {"value": "a lot"}, "Please enter a number"),
        ("money", {"value": "-5"}, "cannot be below zero"),
        ("money", {"value": "1e999999"}, "Please enter a number"),
        ("money", {"value": "48.000,50"}, "Please enter a number"),
        ("money", {"value": "9" * 16}, "too large"),
        ("money", {"value": "٣٤"}, "Please enter a number"),
        ("date", {"selected_date": "0001-01-01"}, "The year 1 cannot be right"),
        ("date", {"selected_date": "9999-12-31"}, "The year 9999 cannot be right"),
        ("number", {"value": "NaN"}, "Please enter a number"),
        ("date", {"value": "30.4."}, "Please choose a date"),
        ("text", {"value": "x" * 3001}, "3,001 characters long"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_input(
    kind: FieldType, value: dict[str, Any], complaint: str
) -> None:
    values, wrong = read(proposal(updates(Change("f", "F", kind, None, "x"))), entered("f", **value))

    assert values == {}
    assert complaint in wrong["field.f"]


def test_an_input_left_empty_is_left_out() -> None:
    state = entered("close_date", selected_date=None) | entered("amount", value=None)

    assert read(needing(), state) == ({}, {})


def test_unknown_inputs_are_ignored() -> None:
    assert read(needing(), entered("owner", value="9") | {"odd": {}}) == ({}, {})


def test_the_other_modals_are_accepted_by_slack() -> None:
    stages = (Stage("s1", "Discovery", 1, False, False, 0.1), Stage("w", "Won", 9, True, True, 1.0))
    rule = Guardrail("g1", "deal", "s1", "Discovery", 1, "25000", "USD")

    views = [
        guardrails_view([]),
        guardrails_view([rule] * 60),
        guardrail_view(stages),
        guardrail_view(()),
        loading_view("Edit"),
        sorry_view("Edit", "x" * 5000),
    ]

    assert [view_problems(view) for view in views] == [[]] * len(views)
    assert "Won" not in str(guardrail_view(stages))
    assert FIELDS["amount"].type == "money"
