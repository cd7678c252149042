"""Whatever a librarian does to titles and copies, in whatever order: the library stays sound, and undo is exact."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.actions.cataloguing.barcodes import replace_barcode
from libdesk.actions.cataloguing.batch_edit import edit_books
from libdesk.actions.cataloguing.copies import edit_copies, move_copies, remove_copies
from libdesk.actions.cataloguing.merging import merge_titles
from libdesk.actions.cataloguing.titles import edit_title, find_title, remove_title
from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_lost
from libdesk.actions.undo import undo
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.books_change import BooksChange
from libdesk.domain.volumes import VolumeFields
from libdesk.store.queries import titles
from tests.actions.cataloguing.stock import all_rows, value
from tests.builders import add_book, add_reader, make_desk, make_library, set_rule
from tests.invariants import broken

NUMBER = st.integers(0, 5)
STEPS = st.lists(st.tuples(st.integers(0, 12), NUMBER, NUMBER), max_size=14)


def some(desk: Desk, table: str, number: int) -> int:
    rows = desk.library.connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()
    return int(rows[number % len(rows)][0]) if rows else 0


def edit(desk: Desk, title_id: int, number: int) -> None:
    now = find_title(desk, title_id)
    volumes = [*now.volumes, VolumeFields(f"{number + 1}")] if number % 2 else list(now.volumes)[1:]
    edit_title(desk, title_id, replace(now.fields, call_no=f"I{number}/{number}", year=2000 + number), volumes)


def do(desk: Desk, step: int, one: int, other: int) -> None:
    """One step; what is refused leaves nothing behind."""
    title, second = some(desk, "title", one), some(desk, "title", other)
    copy, reader = some(desk, "copy", one), some(desk, "reader", other)
    states = ("shelf", "missing", "lost", "repair")
    steps: tuple[Callable[[], Any], ...] = (
        lambda: merge_titles(desk, title, [second]),
        lambda: move_copies(desk, [copy], second, ("", "上", "2")[other % 3]),
        lambda: edit_copies(desk, [copy], {"status": states[other % 4], "price_fen": other}),
        lambda: remove_copies(desk, [copy]),
        lambda: remove_title(desk, title),
        lambda: edit(desk, title, other),
        lambda: replace_barcode(desk, copy, f"N{other}"),
        lambda: edit_books(desk, [title, second], BooksChange("kind", ("set", "periodical", "book")[other % 3])),
        lambda: edit_books(desk, [title, second], BooksChange("status", states[other % 4])),
        lambda: lend(desk, copy_id=copy, reader_id=reader),
        lambda: give_back(desk, copy_id=copy),
        lambda: place_hold(desk, title_id=title, reader_id=reader),
        lambda: mark_lost(desk, copy_id=copy),
    )
    before = all_rows(desk)
    try:
        steps[step]()
    except DeskError:
        assert all_rows(desk) == before


@settings(max_examples=25)
@given(STEPS)
def test_the_library_stays_sound_and_every_step_is_taken_back_exactly(steps: list[tuple[int, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        desk = make_desk(make_library(Path(folder)))
        try:
            set_rule(desk, max_holds=5, max_loans=9)
            for number in range(3):
                add_book(desk, "西游记", copies=2, volume="上" if number else None, call_no=f"I2/{number}")
            for name in ("张三", "李四"):
                add_reader(desk, name)
            begun = value(desk, "SELECT max(id) FROM journal")
            before = all_rows(desk)
            for step in steps:
                do(desk, *step)
                assert broken(desk.library.connection) == []
            for entry in range(value(desk, "SELECT max(id) FROM journal"), begun, -1):
                if value(desk, "SELECT 1 FROM journal_image WHERE journal_id = ?", entry):  # else it changed no row
                    undo(desk, entry)
            assert all_rows(desk) == before
            assert broken(desk.library.connection) == []
            assert titles.volumes(desk.library, 1) == []
        finally:
            desk.library.close()
