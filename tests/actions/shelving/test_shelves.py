"""Shelves hold stretches of call numbers; a range moves to another place in one step and back by one undo."""

import pytest

from libdesk.actions.cataloguing.places import remove_place
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.shelving.errors import (
    NothingInRange,
    PlaceGone,
    SamePlace,
    ShelfGone,
    ShelfNameMissing,
    ShelfNameTaken,
)
from libdesk.actions.shelving.shelves import add_shelf, edit_shelf, move_range, remove_shelf
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.shelf_ranges import RangeWrong, stretch_of
from libdesk.store.queries import books, showcase
from libdesk.store.queries import shelves as queries
from tests.builders import add_book, add_reader, change_copy, count
from tests.invariants import broken, rows_of

STACKS, ROOM, TEACHERS = 1, 2, 3


def stands(desk: Desk, title: str, call_no: str, *, place: int = STACKS, copies: int = 1) -> tuple[int, ...]:
    made = add_book(desk, title, call_no=call_no, copies=copies).copy_ids
    for copy_id in made:
        change_copy(desk, copy_id, place_id=place)
    return made


@pytest.fixture
def shelved(desk: Desk) -> Desk:
    add_shelf(desk, place_id=STACKS, name="1架", from_no="A", to_no="H", room=2)
    add_shelf(desk, place_id=STACKS, name="2架", from_no="I", to_no="I247.5/99")
    for title, call_no in (("甲", "B2/1"), ("乙", "H319/4"), ("丙", "I247.5/12"), ("丁", "I287/1"), ("戊", "K9/3")):
        stands(desk, title, call_no)
    return desk


def test_shelves_stand_in_the_order_of_what_they_hold_with_their_books(shelved: Desk) -> None:
    add_shelf(shelved, place_id=ROOM, name="1架", from_no="Z")
    out = stands(shelved, "己", "B9/1")
    lend(shelved, copy_id=out[0], reader_id=add_reader(shelved, "王一").id)
    rows = queries.counts(shelved.library).of(queries.named(shelved.library))
    assert [(row.name, row.range, row.copies, row.present, row.free) for row in rows] == [
        ("1架", "A – H", 3, 2, -1), ("2架", "I – I247.5/99", 1, 1, None), ("1架", "Z", 0, 0, None),
    ]  # fmt: skip


def test_a_class_is_found_on_its_shelf(shelved: Desk) -> None:
    shelf_of = queries.shelf_map(shelved.library)
    assert shelf_of.name_at(STACKS, shelf_key("H319")) == "1架"
    assert shelf_of.name_at(STACKS, shelf_key("I247.5/12")) == "2架"
    assert shelf_of.name_at(STACKS, shelf_key("K")) == ""


def test_overlaps_and_books_on_no_shelf_are_told(shelved: Desk) -> None:
    assert list(queries.shelf_map(shelved.library).crossings()) == []
    (loose,) = queries.loose(shelved.library)
    assert (loose.copies, loose.first, loose.last, loose.after, loose.before) == (2, "I287/1", "K9/3", "2架", "")
    add_shelf(shelved, place_id=STACKS, name="3架", from_no="K", to_no="Z")
    assert [one.copies for one in queries.loose(shelved.library)] == [1]  # I287/1, between two shelves
    add_shelf(shelved, place_id=STACKS, name="4架", from_no="I2", to_no="K")
    crossing = [(one.name, other.name) for one, other in queries.shelf_map(shelved.library).crossings()]
    assert crossing == [("2架", "4架"), ("4架", "3架")]
    assert queries.loose(shelved.library) == []


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": " "}, ShelfNameMissing),
        ({"name": "1架"}, ShelfNameTaken),
        ({"from_no": "K", "to_no": "B"}, RangeWrong),
        ({"from_no": ""}, RangeWrong),
        ({"place_id": 99}, PlaceGone),
    ],
)
def test_a_shelf_that_cannot_be_is_told_why(shelved: Desk, values: dict[str, object], error: type[DeskError]) -> None:
    before = rows_of(shelved.library.connection)
    with pytest.raises(error) as caught:
        add_shelf(shelved, **{"place_id": STACKS, "name": "9架", "from_no": "X", **values})  # type: ignore[arg-type]
    assert caught.value.text()
    assert rows_of(shelved.library.connection) == before


def test_shelves_are_changed_and_taken_down_and_come_back_by_undo(shelved: Desk) -> None:
    row = queries.named(shelved.library)[0]
    same = {"place_id": row.place_id, "name": row.name, "from_no": row.from_no, "to_no": row.to_no, "room": row.room}
    assert edit_shelf(shelved, row.id, **same) == 0  # type: ignore[arg-type]
    before = rows_of(shelved.library.connection)
    for change in (
        lambda: edit_shelf(shelved, row.id, place_id=ROOM, name="9架", from_no="A", to_no="B", note="低处"),
        lambda: remove_shelf(shelved, row.id),
    ):
        change()
        assert rows_of(shelved.library.connection) != before
        entry = last_undoable(shelved)
        assert entry is not None
        undo(shelved, entry.id)
        assert rows_of(shelved.library.connection) == before
    with pytest.raises(ShelfGone):
        remove_shelf(shelved, 99)


def test_a_range_moves_with_what_is_out_and_its_shelves_and_back_by_one_undo(shelved: Desk) -> None:
    out = stands(shelved, "己", "I1/1")[0]
    lost, gone = stands(shelved, "庚", "I1/2")[0], stands(shelved, "辛", "I1/3")[0]
    change_copy(shelved, lost, status="lost")
    change_copy(shelved, gone, status="withdrawn")
    lend(shelved, copy_id=out, reader_id=add_reader(shelved, "王一").id)
    add_shelf(shelved, place_id=ROOM, name="2架", from_no="Z")
    look = queries.outlook(shelved.library, STACKS, ROOM, stretch_of("I", "I"))
    assert (look.copies, look.out, look.there, look.shelves, look.first, look.last) == (3, 1, 0, 1, "I1/1", "I287/1")
    before = rows_of(shelved.library.connection)
    done = move_range(shelved, place_id=STACKS, to_place=ROOM, from_no="I")
    assert (done.copies, done.shelves) == (3, 1)
    assert count(shelved, "SELECT count(*) FROM copy WHERE place_id = ?", ROOM) == 3
    assert count(shelved, "SELECT place_id FROM copy WHERE id = ?", out) == ROOM
    assert [row.name for row in queries.named(shelved.library) if row.place_id == ROOM] == ["2架 (2)", "2架"]
    assert broken(shelved.library.connection) == []
    undo(shelved, done.journal_id)
    assert rows_of(shelved.library.connection) == before


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"to_place": STACKS}, SamePlace), ({"to_place": 99}, PlaceGone), ({"from_no": "Q"}, NothingInRange),
        ({"from_no": "K", "to_no": "B"}, RangeWrong),
    ],
)  # fmt: skip
def test_a_move_that_cannot_be_is_told_why(shelved: Desk, values: dict[str, object], error: type[DeskError]) -> None:
    before = rows_of(shelved.library.connection)
    with pytest.raises(error):
        move_range(shelved, **{"place_id": STACKS, "to_place": ROOM, "from_no": "I", **values})  # type: ignore[arg-type]
    assert rows_of(shelved.library.connection) == before


def test_a_move_that_is_stopped_leaves_everything_where_it_was(shelved: Desk) -> None:
    before = rows_of(shelved.library.connection)
    with pytest.raises(Cancelled):
        move_range(
            shelved, place_id=STACKS, to_place=ROOM, from_no="A", to_no="Z", progress=Progress(stopped=lambda: True)
        )
    assert rows_of(shelved.library.connection) == before


def test_the_shelves_of_an_empty_place_go_with_it_and_come_back_with_it(shelved: Desk) -> None:
    add_shelf(shelved, place_id=TEACHERS, name="1架", from_no="Z")
    before = rows_of(shelved.library.connection)
    entry = remove_place(shelved, TEACHERS)
    assert all(row.place_id != TEACHERS for row in queries.named(shelved.library))
    undo(shelved, entry)
    assert rows_of(shelved.library.connection) == before


def test_pupils_change_no_shelf(shelved: Desk, helper_desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        add_shelf(helper_desk, place_id=STACKS, name="9架", from_no="Z")
    with pytest.raises(NotAllowed):
        move_range(helper_desk, place_id=STACKS, to_place=ROOM, from_no="I")


def test_searches_name_the_shelf(shelved: Desk) -> None:
    copy_id = count(shelved, "SELECT id FROM copy WHERE call_no = 'I247.5/12'")
    title_id = count(shelved, "SELECT title_id FROM copy WHERE id = ?", copy_id)
    (found,) = books.copies_of(shelved.library, title_id, queries.shelf_map(shelved.library))
    assert found.where == "书库 2架"
    (card,) = showcase.cards(shelved.library, [title_id])
    assert card.where == "书库  2架  I247.5/12"
