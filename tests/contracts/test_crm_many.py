"""Several records in few calls are what each is by itself; and so are the cards that come of them."""

from dataclasses import replace

import pytest

from bot.errors import Invalid
from bot.model import Proposal, Signal
from bot.reading_ahead import ReadAhead
from bot.records import Where
from bot.values import RecordKind, RecordRef
from bot.workflows import crm_hygiene
from tests.contracts.crm_sides import Side, running
from tests.contracts.mail_matching import readers

OPEN = (Where("is_closed", "is", ("false",)),)


def refs_of(side: Side, kind: RecordKind, many: int) -> list[RecordRef]:
    return [each.ref for each in side.crm.find(kind, (), limit=many)]


@pytest.mark.parametrize("kind", ["deal", "contact", "account", "task", "meeting"])
def test_many_records_read_as_each_of_them_by_itself(plain: Side, kind: RecordKind) -> None:
    refs = refs_of(plain, kind, 12)

    assert plain.crm.get_many(refs) == {ref: plain.crm.get(ref) for ref in refs}
    assert refs


@pytest.mark.parametrize(
    ("own", "kind"),
    [("deal", "contact"), ("deal", "task"), ("deal", "meeting"), ("account", "contact"), ("contact", "deal")],
)
def test_what_hangs_on_many_is_what_hangs_on_each(plain: Side, own: RecordKind, kind: RecordKind) -> None:
    refs = refs_of(plain, own, 20)

    found = plain.crm.related_many(refs, kind)

    assert found == {ref: plain.crm.related(ref, kind) for ref in refs}
    assert any(found.values())


def test_what_is_gone_is_left_out_and_nothing_asked_is_nothing_found(plain: Side) -> None:
    gone, there = plain.ref("deal", "globex-team"), plain.ref("deal", "o1")
    plain.archive(gone)
    plain.forget_requests()

    assert plain.crm.get_many(()) == {}
    assert plain.crm.related_many((), "contact") == {}
    assert plain.requests() == []
    assert set(plain.crm.get_many((gone, there))) == {there}


def test_an_id_that_is_none_goes_nowhere(plain: Side) -> None:
    with pytest.raises(Invalid):
        plain.crm.get_many((RecordRef("deal", "../evil"),))
    with pytest.raises(Invalid):
        plain.crm.related_many((RecordRef("deal", "' OR Id != '"),), "contact")


@pytest.mark.row("C-HYG-03")
@pytest.mark.parametrize("label", [True, False])
@pytest.mark.parametrize("name", ["salesforce", "hubspot"])
def test_cards_of_deals_read_ahead_say_what_they_say_of_each(name: str, label: bool) -> None:
    with running(name, keyed=False, **({"primary_label": label} if name == "hubspot" else {})) as side:
        looking = readers(side)
        deals = side.crm.find("deal", OPEN, limit=10_000)
        signals = [
            Signal(f"s{n}", "hygiene_due", "test", side.clock.now(), d.ref) for n, d in enumerate(deals)
        ]
        ahead = ReadAhead(side.crm)
        side.forget_requests()

        crm_hygiene.read_ahead(signals, ahead)
        cards = [
            card for each in signals for card in of(crm_hygiene.propose(each, replace(looking, crm=ahead)))
        ]

        assert len(side.requests()) < len(deals) / 2
        assert cards == [card for each in signals for card in of(crm_hygiene.propose(each, looking))]
        assert {change.field for card in cards for op in card.operations for change in op.changes()} == {
            "next_step",
            "close_date",
            "amount",
            "primary_contact",
        }


def of(proposals: tuple[Proposal, ...]) -> list[Proposal]:
    """Without what is new each time."""
    return [replace(each, id="") for each in proposals]
