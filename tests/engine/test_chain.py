import pytest
import sqlalchemy as sa

from bot.errors import StoreError
from store.database import rows
from store.memory import SqlMemory
from store.tables import chain_head, receipt_bodies, receipts
from tests.engine.made import NOON, receipt, rolled_back

pytestmark = pytest.mark.row("N3")


@pytest.fixture
def five(memory: SqlMemory) -> SqlMemory:
    with memory.begin() as tx:
        for number in range(1, 6):
            memory.ledger.append(tx, receipt(f"r{number}", f"p{number}"))
    return memory


def broken(memory: SqlMemory) -> tuple[int, str | None, str]:
    with memory.begin() as tx:
        found = memory.ledger.verify(tx)
    assert found is not None
    return found.seq, found.receipt, found.said


def test_receipts_come_back_as_they_were_and_the_chain_holds(five: SqlMemory) -> None:
    with five.begin() as tx:
        assert five.ledger.verify(tx) is None
        assert five.ledger.receipt(tx, "r3") == receipt("r3", "p3")
        assert [one.id for one in five.ledger.receipts(tx, limit=2)] == ["r5", "r4"]
        assert [one.id for one in five.ledger.receipts(tx, limit=2, newest_first=False)] == ["r1", "r2"]
        assert len(five.ledger.digest(tx, "r3") or "") == 64
        assert five.ledger.receipt(tx, "r9") is None
        assert five.ledger.digest(tx, "r9") is None


def test_an_empty_chain_holds(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        assert memory.ledger.verify(tx) is None


def test_a_receipt_that_is_rolled_back_leaves_no_gap(five: SqlMemory) -> None:
    with rolled_back(five) as tx:
        five.ledger.append(tx, receipt("lost"))

    with five.begin() as tx:
        five.ledger.append(tx, receipt("r6"))
        assert five.ledger.verify(tx) is None


def test_one_changed_letter_in_the_text_is_found(five: SqlMemory) -> None:
    with five.begin() as tx:
        text = rows(tx).scalar(sa.select(receipt_bodies.c.body).where(receipt_bodies.c.receipt == "r2")) or ""
        changed = text.replace("Priya Shah", "Priya Shaw")
        rows(tx).execute(
            sa.update(receipt_bodies).where(receipt_bodies.c.receipt == "r2").values(body=changed)
        )
    assert text != changed

    assert broken(five) == (2, "r2", "the text of receipt 2 was changed")


@pytest.mark.parametrize("column", ["id", "proposal", "execution", "body_digest", "at"])
def test_every_changed_column_is_found(five: SqlMemory, column: str) -> None:
    value = NOON if column == "at" else "someone else's"
    with five.begin() as tx:
        rows(tx).execute(sa.delete(receipt_bodies).where(receipt_bodies.c.receipt == "r4"))
        rows(tx).execute(sa.update(receipts).where(receipts.c.seq == 4).values({column: value}))

    seq, _, said = broken(five)
    assert (seq, said) == (4, "receipt 4 was changed: its digest does not match")


def test_a_row_rewritten_with_a_fitting_digest_is_found_at_the_next_one(five: SqlMemory) -> None:
    with five.begin() as tx:
        rows(tx).execute(sa.update(receipts).where(receipts.c.seq == 3).values(prev="0" * 64))
    assert broken(five)[0] == 3

    with five.begin() as tx:
        rows(tx).execute(sa.update(receipts).where(receipts.c.seq == 2).values(digest="f" * 64))
    assert broken(five)[0] == 2


@pytest.mark.parametrize("seq", [1, 3])
def test_a_deleted_row_is_named(five: SqlMemory, seq: int) -> None:
    delete(five, seq)

    assert broken(five)[0] == seq
    assert f"receipt {seq} was deleted" in broken(five)[2]


def test_rows_cut_off_at_the_end_are_missed(five: SqlMemory) -> None:
    delete(five, 5)
    delete(five, 4)

    assert broken(five) == (4, None, "receipt 4 was deleted: the chain has 5 rows")


def test_an_inserted_row_is_named_wherever_it_stands(five: SqlMemory) -> None:
    insert(five, 6)
    assert broken(five)[:2] == (6, "forged")

    delete(five, 6)
    insert(five, 0)
    assert broken(five)[:2] == (0, "forged")


def test_two_rows_that_changed_places_are_found(five: SqlMemory) -> None:
    with five.begin() as tx:
        for before, after in ((2, 99), (3, 2), (99, 3)):
            rows(tx).execute(sa.update(receipts).where(receipts.c.seq == before).values(seq=after))

    assert broken(five)[:2] == (2, "r3")


def test_a_head_that_was_changed_or_deleted_is_found(five: SqlMemory) -> None:
    with five.begin() as tx:
        rows(tx).execute(sa.update(chain_head).values(digest="f" * 64))
    assert broken(five) == (5, None, "the head of the chain was changed")

    with five.begin() as tx:
        rows(tx).execute(sa.delete(chain_head))
    assert broken(five) == (5, None, "the head of the chain was deleted")
    with pytest.raises(StoreError, match="receipts verify"), five.begin() as tx:
        five.ledger.append(tx, receipt("r6"))


def test_erased_text_does_not_break_the_chain_but_vanished_text_does(five: SqlMemory) -> None:
    with five.begin() as tx:
        assert five.ledger.erase(tx, "r2", NOON)
        assert not five.ledger.erase(tx, "r2", NOON)
        assert five.ledger.receipt(tx, "r2") is None
        assert five.ledger.verify(tx) is None
        assert [one.id for one in five.ledger.receipts(tx)] == ["r5", "r4", "r3", "r1"]
        five.ledger.append(tx, receipt("r6"))
        assert five.ledger.verify(tx) is None

    with five.begin() as tx:
        rows(tx).execute(sa.update(receipt_bodies).where(receipt_bodies.c.receipt == "r3").values(body=None))
    assert broken(five) == (3, "r3", "the text of receipt 3 was emptied without being erased")

    with five.begin() as tx:
        rows(tx).execute(sa.delete(receipt_bodies).where(receipt_bodies.c.receipt == "r3"))
    assert broken(five) == (3, "r3", "the text of receipt 3 was deleted without being erased")


def test_the_first_of_several_breaks_is_the_one_named(five: SqlMemory) -> None:
    delete(five, 5)
    with five.begin() as tx:
        rows(tx).execute(sa.update(receipts).where(receipts.c.seq == 2).values(execution="another"))

    assert broken(five)[0] == 2


def test_a_chain_longer_than_one_page_is_read_to_its_end(memory: SqlMemory) -> None:
    with memory.begin() as tx:
        for number in range(1, 504):
            memory.ledger.append(tx, receipt(f"r{number}"))
        assert memory.ledger.verify(tx) is None
    delete(memory, 502)

    assert broken(memory)[0] == 502


def test_eight_receipts_at_once_make_one_chain(memory: SqlMemory, at_once: object) -> None:
    names = iter([f"r{number}" for number in range(8)])

    def append() -> None:
        with memory.begin() as tx:
            memory.ledger.append(tx, receipt(next(names)))

    at_once(8, append)  # type: ignore[operator]  # a fixture
    with memory.begin() as tx:
        assert memory.ledger.verify(tx) is None
        assert len(memory.ledger.receipts(tx)) == 8


def delete(memory: SqlMemory, seq: int) -> None:
    with memory.begin() as tx:
        name = sa.select(receipts.c.id).where(receipts.c.seq == seq).scalar_subquery()
        rows(tx).execute(sa.delete(receipt_bodies).where(receipt_bodies.c.receipt == name))
        rows(tx).execute(sa.delete(receipts).where(receipts.c.seq == seq))


def insert(memory: SqlMemory, seq: int) -> None:
    row = {"seq": seq, "id": "forged", "proposal": "p", "execution": "act:p:1", "at": NOON, "prev": "0" * 64}
    with memory.begin() as tx:
        rows(tx).execute(sa.insert(receipts).values(**row, body_digest="0" * 64, digest="0" * 64))
