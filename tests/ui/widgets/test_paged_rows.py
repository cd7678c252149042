"""A long list is read where it is looked at, and no page twice while it is in use."""

from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from libdesk.ui.widgets.paged_rows import KEPT, PAGE, PagedRows
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class Reader:
    def __init__(self, missing: int = -1) -> None:
        self.asked: list[int] = []
        self.missing = missing

    def __call__(self, ids: Sequence[int]) -> dict[int, str]:
        self.asked.append(ids[0])
        return {n: f"row {n}" for n in ids if n != self.missing}


def test_only_what_is_looked_at_is_read() -> None:
    read = Reader()
    rows = PagedRows(range(1_000_000), read, "gone")
    assert (len(rows), read.asked) == (1_000_000, [])
    assert (rows[999_999], rows[-1], rows[3], rows[5]) == ("row 999999", "row 999999", "row 3", "row 5")
    assert len(read.asked) == 2


def test_the_page_that_was_not_used_for_longest_goes_first() -> None:
    read = Reader()
    rows = PagedRows(range(PAGE * (KEPT + 1)), read, "gone")
    for page in range(KEPT):
        assert rows[page * PAGE]
    assert rows[0]
    assert rows[KEPT * PAGE]
    before = len(read.asked)
    assert rows[1]
    assert len(read.asked) == before
    assert rows[PAGE]
    assert len(read.asked) == before + 1


def test_a_row_that_went_meanwhile_leaves_its_place() -> None:
    assert PagedRows([7, 8, 9], Reader(missing=8), "gone")[:] == ["row 7", "gone", "row 9"]


def test_there_is_nothing_beyond_the_end() -> None:
    rows = PagedRows([7], Reader(), "gone")
    with pytest.raises(IndexError):
        rows[1]
    with pytest.raises(IndexError):
        rows[-2]


def test_a_key_and_its_place_are_told_without_reading() -> None:
    read = Reader()
    rows = PagedRows(range(1_000_000), read, "gone", page=50)
    assert (rows.key_at(999_999), rows.place_of(999_999), rows.place_of(-5), rows.place_of("nothing")) == (
        999_999, 999_999, None, None,
    )  # fmt: skip
    assert read.asked == []


def test_rows_that_changed_are_read_anew_when_they_are_forgotten() -> None:
    read = Reader()
    rows = PagedRows(range(100), read, "gone")
    assert rows[0] == "row 0"
    read.missing = 0
    assert rows[0] == "row 0"
    rows.forget()
    assert rows[0] == "gone"


def test_a_long_list_that_is_scrolled_down_reads_what_is_in_sight_and_not_what_is_above_it(qtbot: QtBot) -> None:
    read = Reader()
    columns = (Column("a", "A", str, width=Width.STRETCH), Column("b", "B", str), Column("c", "C", lambda row: row[-1]))
    table = RowTable(columns, name="Rows", empty=Empty("Nothing"))
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    rows = PagedRows(range(50_000), read, "gone", page=25)
    table.show_rows(rows)
    table.view.scrollToBottom()
    read.asked.clear()
    rows.forget()
    table.show_rows(rows)
    assert len(read.asked) < 8
