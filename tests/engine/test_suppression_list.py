"""A list of suppressions out of a CSV file: every good line is kept, every bad one named."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.suppression import Reason
from bot.suppression_list import read_list, take_list
from store.database import open_database
from store.memory import SqlMemory
from store.suppressions import SqlSuppressions
from tests.engine.mailing import JO, Desk, desk

NOW = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
LIST = f"""address,reason,said
{JO},recipient_asked,"asked us, on the phone"
ANN@x.example,competitor,
bob+news@x.example;,customer,
@rival.example,competitor,all of them
kim@x.example,because,
,recipient_asked,

eve@x.example,Do Not Contact,in a row about prices
"""


@pytest.fixture
def office(memory: SqlMemory) -> Desk:
    return desk(memory, None)


def reasons(office: Desk, address: str) -> list[Reason]:
    with office.memory.begin() as tx:
        return [s.reason for s in office.memory.mailroom.suppressions.matching(tx, [address])]


@pytest.mark.row("C-SUP-06")
def test_good_lines_are_kept_and_bad_ones_are_named_by_their_number(office: Desk) -> None:
    office.put("p1")
    office.approve("p1")

    taken = take_list(office.house.keeper, office.memory, read_list(LIST.encode(), NOW))

    assert (taken.new, taken.known) == (3, 0)
    assert [line.number for line in taken.wrong] == [4, 5, 6, 7]
    assert "@rival.example is a domain" in taken.wrong[1].wrong
    assert "'because' is no reason; give one of recipient_asked" in taken.wrong[2].wrong
    assert reasons(office, JO) == [Reason.RECIPIENT_ASKED]
    assert reasons(office, "ann@x.example") == [Reason.COMPETITOR]
    assert reasons(office, "eve@x.example") == [Reason.DO_NOT_CONTACT]
    assert office.standing("p1").state.value == "cancelled", "what was held for them does not go out"


def test_the_same_list_again_changes_nothing(office: Desk) -> None:
    take_list(office.house.keeper, office.memory, read_list(LIST.encode(), NOW))

    again = take_list(office.house.keeper, office.memory, read_list(LIST.encode(), NOW))

    assert (again.new, again.known, len(again.wrong)) == (0, 3, 4)


@pytest.mark.parametrize(
    "raw",
    [
        "\ufeffAddress;Reason\r\njo@x.example;customer\r\n".encode(),
        b"said\treason\taddress\nwhy\tcustomer\tjo@x.example\n",
        b"address,reason,said,more\njo@x.example,customer,why,x,y,z\n",
        b"address,reason\njo@x.example,customer",
    ],
)
def test_a_list_may_come_from_any_spreadsheet(raw: bytes) -> None:
    (line,) = read_list(raw, NOW)

    assert line.suppression is not None
    assert (line.suppression.address, line.suppression.reason) == ("jo@x.example", Reason.CUSTOMER)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "address is missing"),
        (b"jo@x.example,customer\n", "address is missing"),
        (b"address\njo@x.example\n", "reason is missing"),
        ("address,reason\nj\u00f6@x.example,customer".encode("latin-1"), "not UTF-8"),
        ("address,reason\n".encode("utf-16"), "not UTF-8"),
    ],
)
def test_what_is_no_such_list_is_refused_as_a_whole(raw: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        list(read_list(raw, NOW))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_whatever_stands_in_a_list_every_line_is_good_or_named(text: str) -> None:
    for line in read_list(b"address,reason,said\n" + text.encode("utf-8", "replace"), NOW):
        assert bool(line.suppression) is not bool(line.wrong)


@pytest.mark.row("U-10")
def test_the_command_says_what_it_kept_and_ends_with_one_where_a_line_is_wrong(
    sqlite_url_factory: Callable[[], str], tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    url = sqlite_url_factory()

    kept, absent = typed(url, file), typed(url, tmp_path / "absent.csv")

    assert kept.returncode == 1
    assert "line 5: @rival.example is a domain" in kept.stdout
    assert "Kept 3 new, 0 known before, 4 wrong." in kept.stdout
    assert absent.returncode == 2
    assert "cannot be read" in absent.stderr
    database = open_database(url)
    with database.begin() as tx:
        assert SqlSuppressions().matching(tx, [JO])
    database.close()


def typed(url: str, file: Path) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, str(root / "app.py"), "suppress", str(file)],
        env=os.environ | {"DATABASE_URL": url},
        cwd=file.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
