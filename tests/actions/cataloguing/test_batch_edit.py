"""Many books are changed at once: what will be is shown first, and one undo takes all of it back."""

import pytest

from libdesk.actions.cataloguing.batch_edit import edit_books, preview_books
from libdesk.actions.cataloguing.errors import NothingDone
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.undo import undo
from libdesk.domain.rows.books_change import BooksChange
from libdesk.store.queries import titles
from tests.actions.cataloguing.stock import all_rows, change_copy, change_title, value
from tests.builders import add_book, add_reader, status
from tests.invariants import broken


def test_the_preview_counts_from_what_to_what_and_the_action_does_just_that(desk: Desk) -> None:
    books = [add_book(desk, f"书{number}", copies=2) for number in range(3)]
    ids = [book.title_id for book in books]
    change_copy(desk, books[0].copy_id, place_id=2)
    change_copy(desk, books[1].copy_id, place_id=3)
    before = all_rows(desk)
    change = BooksChange("place_id", 2)
    preview = preview_books(desk, ids, change)
    assert (preview.titles, preview.copies, preview.changed) == (3, 6, 5)
    assert preview.froms == ((None, 4), (3, 1))
    assert [name for name, _why in preview.not_done] == [books[0].barcodes[0]]
    done = edit_books(desk, ids, change)
    assert done.done == 5
    assert value(desk, "SELECT count(*) FROM copy WHERE place_id = 2") == 6
    undo(desk, done.journal_id)
    assert all_rows(desk) == before


def test_a_state_is_given_only_to_copies_that_are_in(desk: Desk) -> None:
    out, free = add_book(desk, "一"), add_book(desk, "二")
    lend(desk, copy_id=out.copy_id, reader_id=add_reader(desk, "张三").id)
    done = edit_books(desk, [out.title_id, free.title_id], BooksChange("status", "repair"))
    assert (done.done, len(done.not_done)) == (1, 1)
    assert (status(desk, out.copy_id), status(desk, free.copy_id)) == ("loan", "repair")
    assert broken(desk.library.connection) == []


def test_subjects_are_added_once_and_grades_are_set_as_a_pair(desk: Desk) -> None:
    one, other = add_book(desk, "一"), add_book(desk, "二")
    change_title(desk, one.title_id, subjects="长篇小说；中国")
    ids = [one.title_id, other.title_id]
    edit_books(desk, ids, BooksChange("subjects", "中国；儿童"))
    found = titles.fields_of(desk.library, ids)
    assert [found[title_id].subjects for title_id in ids] == ["长篇小说；中国；儿童", "中国；儿童"]
    edit_books(desk, ids, BooksChange("grades", (3, 6)))
    assert {(one.grade_from, one.grade_to) for one in titles.fields_of(desk.library, ids).values()} == {(3, 6)}


def test_another_kind_takes_the_copies_along(desk: Desk) -> None:
    made = add_book(desk, "挂图", copies=2)
    edit_books(desk, [made.title_id], BooksChange("kind", "chart"))
    assert {copy.item_kind for copy in titles.copies(desk.library, made.title_id)} == {"chart"}


def test_what_is_so_already_writes_nothing(desk: Desk) -> None:
    made = add_book(desk, "一")
    with pytest.raises(NothingDone):
        edit_books(desk, [made.title_id], BooksChange("kind", "book"))
    assert preview_books(desk, [made.title_id], BooksChange("kind", "book")).changed == 0


@pytest.mark.parametrize("typed", ["I287.4", "[i287.4]"])
def test_call_numbers_follow_another_class_as_the_preview_says(desk: Desk, typed: str) -> None:
    numbered, bare, own = (
        add_book(desk, title, call_no=f"I247.5/{nth}") for nth, title in enumerate("甲乙丙", start=1)
    )
    for book, call_no in ((numbered, "I247.5/1"), (bare, None), (own, "I24/3")):
        change_title(desk, book.title_id, class_no="I247.5", call_no=call_no)
    taken = add_book(desk, "丁")
    change_title(desk, taken.title_id, class_no="I287.4", call_no="I287.4/8")
    before = all_rows(desk)
    ids = [numbered.title_id, bare.title_id, own.title_id]
    change = BooksChange("class_no", typed)
    assert preview_books(desk, ids, change).renumbered == (("I247.5/1", "I287.4/9"),)
    done = edit_books(desk, ids, change)
    found = [value(desk, "SELECT call_no FROM title WHERE id = ?", title_id) for title_id in ids]
    assert found == ["I287.4/9", None, "I24/3"]
    assert value(desk, "SELECT call_no FROM copy WHERE id = ?", numbered.copy_id) == "I287.4/9"
    assert value(desk, "SELECT call_no FROM spent_number") == "I247.5/1"
    undo(desk, done.journal_id)
    assert all_rows(desk) == before


def test_what_a_title_cannot_keep_is_not_given_to_many(desk: Desk) -> None:
    made = add_book(desk, "甲", isbn="1234567890123")  # a fault from before is none of this change
    with pytest.raises(NothingDone):
        edit_books(desk, [made.title_id], BooksChange("publisher", "社" * 5000))
    assert edit_books(desk, [made.title_id], BooksChange("publisher", "人民文学出版社")).done == 1
