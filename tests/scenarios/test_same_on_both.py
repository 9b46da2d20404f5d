"""The same story on both CRMs leaves the same receipts, but for ids, links and the vendors' own words."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.model import Receipt
from bot.standing import State
from integrations.demo import CrmName
from tests.scenarios.living import home
from tests.scenarios.street import Seller, street
from tests.scenarios.test_editing import entered


def played(crm: CrmName, database_url: str) -> list[dict[str, Any]]:
    """One story: approve, undo, two operations at once, and a card that needs its person."""
    with home(crm, street(2), database_url) as house:
        one, two = house.seller(), house.seller()
        done = house.approve(one.slack, house.card(one.slack, house.deal(one, "meeting")))
        house.press(one.slack, done, "undo")
        house.becomes(house.deal(one, "meeting"), State.UNDONE)
        house.approve(two.slack, house.card(two.slack, house.deal(two, "two")))
        needed = entered(amount="12000", close_date="2026-05-04", next_step="Send the offer")
        house.approve(two.slack, house.card(two.slack, house.deal(two, "empty")), state=needed)
        receipts = house.dealhand.lifecycle.receipts(limit=20)
    return [without_ids(receipt, (one, two)) for receipt in reversed(receipts)]


def without_ids(receipt: Receipt, sellers: tuple[Seller, ...]) -> dict[str, Any]:
    return {
        "record": receipt.record_name,
        "verb": receipt.verb,
        "approver": receipt.approver_name,
        "slack": receipt.approver_slack in {seller.slack for seller in sellers},
        "reason": "undo" if receipt.undoes else receipt.reason.casefold(),
        "undo": receipt.undo,
        "edited": receipt.edited,
        "evidence": len(receipt.evidence),
        "lines": [
            (
                line.state,
                type(line.operation).__name__,
                [(c.field, c.type, *_values(c.type, c.before, c.after), c.shown_after) for c in line.changes],
            )
            for line in receipt.lines
        ],
    }


def _values(kind: str, *values: str | None) -> tuple[str | None, ...]:
    return tuple(value and "a contact" if kind == "contact" else value for value in values)


@pytest.fixture(scope="module")
def usual(sqlite_url_factory: Callable[[], str]) -> list[dict[str, Any]]:
    """What the story leaves on HubSpot and SQLite."""
    return played("hubspot", sqlite_url_factory())


@pytest.mark.row("U-03")
def test_salesforce_leaves_the_same_receipts_as_hubspot(
    usual: list[dict[str, Any]], sqlite_url_factory: Callable[[], str]
) -> None:
    assert len(usual) == 4
    assert played("salesforce", sqlite_url_factory()) == usual


def test_postgresql_keeps_the_same_receipts_as_sqlite(
    usual: list[dict[str, Any]], postgres_url_factory: Callable[[], str]
) -> None:
    assert played("hubspot", postgres_url_factory()) == usual
