"""The change feed: everything once, nothing missed, never an endless loop."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import Invalid
from integrations.crm.cursor import SEEN_LIMIT, Cursor, Place, Stamp
from tests.contracts.crm_sides import Side

pytestmark = pytest.mark.row("U-03")


def _read(side: Side, cursor: str, limit: int = 500) -> tuple[list[str], str]:
    """All pages from a cursor on: the ids in order, and the cursor behind them."""
    found: list[str] = []
    for _ in range(200):
        page = side.crm.changes("deal", cursor, limit=limit)
        found += [record.ref.id for record in page.records]
        cursor = page.cursor
        if not page.more:
            return found, cursor
    raise AssertionError("the feed never ended")


def test_a_first_look_yields_nothing_and_starts_now(side: Side) -> None:
    page = side.crm.changes("deal", None)

    assert page.records == ()
    assert not page.more
    assert _read(side, page.cursor)[0] == []


def test_every_change_comes_once_oldest_first(side: Side) -> None:
    cursor = side.crm.changes("deal", None).cursor
    side.edit(side.ref("deal", "globex-renewal"), "amount", "1000")
    side.edit(side.ref("deal", "o1"), "next_step", "Ask Jo")
    side.later()

    found, cursor = _read(side, cursor)
    again, cursor = _read(side, cursor)

    assert found == [side.ref("deal", "globex-renewal").id, side.ref("deal", "o1").id]
    assert again == []


def test_a_changed_record_comes_as_it_is(side: Side) -> None:
    cursor = side.crm.changes("deal", None).cursor
    side.edit(side.ref("deal", "o1"), "next_step", "Ask Jo")
    side.later()

    (record,) = side.crm.changes("deal", cursor).records

    assert record.get("next_step") == "Ask Jo"
    assert record.show("primary_contact") == "Jo Park"


def test_a_second_change_inside_the_overlap_comes_again(side: Side) -> None:
    cursor = side.crm.changes("deal", None).cursor
    side.edit(side.ref("deal", "o1"), "next_step", "Ask Jo")
    side.later()
    _, cursor = _read(side, cursor)
    side.edit(side.ref("deal", "o1"), "next_step", "Ask Alex")
    side.later()

    found, _ = _read(side, cursor)

    assert found == [side.ref("deal", "o1").id]


def test_a_row_committed_late_with_an_earlier_stamp_is_not_missed(salesforce: Side) -> None:
    cursor = salesforce.crm.changes("deal", None).cursor
    salesforce.edit(salesforce.ref("deal", "o1"), "next_step", "Ask Jo")
    _, cursor = _read(salesforce, cursor)
    late = salesforce.ref("deal", "globex-renewal")
    row = salesforce.server.store.peek("Opportunity", late.id)
    row["SystemModstamp"] = salesforce.clock.now() - timedelta(seconds=1)

    found, _ = _read(salesforce, cursor)

    assert found == [late.id]


def test_what_the_index_shows_late_is_not_missed(hubspot: Side) -> None:
    cursor = hubspot.crm.changes("deal", None).cursor
    hubspot.edit(hubspot.ref("deal", "o1"), "next_step", "Ask Jo")
    early, cursor = _read(hubspot, cursor)
    hubspot.later(10)

    found, _ = _read(hubspot, cursor)

    assert (early, found) == ([], [hubspot.ref("deal", "o1").id])


@pytest.mark.parametrize("limit", [1, 3, 7, 200])
def test_many_rows_of_one_stamp_neither_loop_nor_get_lost(plain: Side, limit: int) -> None:
    before = plain.clock.now() - timedelta(days=1000)
    start = Cursor(before, Place(before)).text()

    found, cursor = _read(plain, start, limit)
    again, _ = _read(plain, cursor, limit)

    assert sorted(found) == sorted(plain.ref("deal", one.key).id for one in plain.world.deals)
    assert again == []


def test_deleted_records_are_passed_over(side: Side) -> None:
    cursor = side.crm.changes("deal", None).cursor
    side.edit(side.ref("deal", "o1"), "next_step", "Ask Jo")
    side.archive(side.ref("deal", "o1"))
    side.later()

    assert _read(side, cursor)[0] == []


def test_contacts_and_tasks_change_too(side: Side) -> None:
    contacts, tasks = side.crm.changes("contact", None).cursor, side.crm.changes("task", None).cursor
    made = side.crm.create_once("task", "R-1", {"subject": "Call"}, [side.ref("deal", "o1")]).ref
    side.later()

    assert [each.ref for each in side.crm.changes("task", tasks).records] == [made]
    assert side.crm.changes("contact", contacts).records == ()


def test_a_cursor_that_is_none_of_ours_is_refused() -> None:
    for text in ('{"other": 1}', "yesterday", "[]", ""):
        with pytest.raises(Invalid):
            Cursor.parse(text)


def test_a_cursor_stays_small_however_much_it_has_seen() -> None:
    at = datetime(2026, 3, 3, 14, tzinfo=UTC)
    rows = [Stamp(str(number), at) for number in range(SEEN_LIMIT * 2)]

    cursor = Cursor(at).after(rows, None, timedelta(minutes=5))

    assert len(cursor.seen) == SEEN_LIMIT
    assert Cursor.parse(cursor.text()) == cursor


def test_a_cursor_forgets_what_lies_behind_the_overlap() -> None:
    at = datetime(2026, 3, 3, 14, tzinfo=UTC)
    old, new = Stamp("1", at), Stamp("2", at + timedelta(hours=1))

    cursor = Cursor(at).after([old], None, timedelta(minutes=5)).after([new], None, timedelta(minutes=5))

    assert set(cursor.seen) == {"2"}
