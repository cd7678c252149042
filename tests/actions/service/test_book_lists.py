"""Lists of books: made, filled in any order, and as they were after an undo, a merge, a removal."""

import pytest

from libdesk.actions.cataloguing.errors import TitleUnknown
from libdesk.actions.cataloguing.merging import merge_titles
from libdesk.actions.cataloguing.recommending import GradesReversed, recommend
from libdesk.actions.cataloguing.titles import remove_title
from libdesk.actions.desk import Desk
from libdesk.actions.errors import RecordGone
from libdesk.actions.service import book_lists as actions
from libdesk.actions.service.book_lists import ListForm
from libdesk.actions.service.errors import WordsMissing
from libdesk.domain.ops import Op
from libdesk.store.queries import showcase
from libdesk.store.queries.service import book_lists
from libdesk.store.tables import Batch, Copy, Title
from tests.actions.service.service_hands import rows, undone
from tests.builders import TODAY, add_book

FORM = ListForm("三年级共读", "故事", 3, 4, "一起读", True)


def names(desk: Desk, list_id: int) -> list[str]:
    return [line.card.title for line in book_lists.lines(desk.library, list_id)]


def test_a_list_says_for_whom_it_is_and_holds_each_title_once(desk: Desk) -> None:
    books = [add_book(desk, name).title_id for name in ("草房子", "夏洛的网", "昆虫记")]
    list_id = actions.keep_list(desk, FORM, None, [*books, books[0]])
    [row] = book_lists.lists(desk.library, "故事 共读")
    assert (row.about(), row.titles, row.made) == ("三年级 – 四年级 · 故事", 3, TODAY)
    assert actions.add_titles(desk, list_id, [books[1]]) == 0
    assert names(desk, list_id) == ["草房子", "夏洛的网", "昆虫记"]
    assert book_lists.lists(desk.library, "没有") == []


def test_a_title_goes_up_and_down_and_bears_a_note(desk: Desk) -> None:
    books = [add_book(desk, name).title_id for name in ("甲", "乙", "丙")]
    list_id = actions.keep_list(desk, FORM, None, books)
    lines = [line.id for line in book_lists.lines(desk.library, list_id)]
    assert actions.move_line(desk, list_id, lines[2], -1)
    assert names(desk, list_id) == ["甲", "丙", "乙"]
    assert not actions.move_line(desk, list_id, lines[0], -1)
    actions.note_line(desk, list_id, lines[1], "  先读  这本 ")
    assert [line.note for line in book_lists.lines(desk.library, list_id)] == ["", "", "先读 这本"]


def test_each_step_is_taken_back_to_the_row(desk: Desk) -> None:
    books = [add_book(desk, name).title_id for name in ("甲", "乙", "丙")]
    made: list[int] = []
    undone(desk, lambda: made.append(actions.keep_list(desk, FORM, None, books[:1])))
    [list_id] = made
    undone(desk, lambda: actions.keep_list(desk, ListForm("别的"), list_id))
    undone(desk, lambda: actions.add_titles(desk, list_id, books))
    lines = [line.id for line in book_lists.lines(desk.library, list_id)]
    undone(desk, lambda: actions.move_line(desk, list_id, lines[0], 1))
    undone(desk, lambda: actions.note_line(desk, list_id, lines[0], "好"))
    undone(desk, lambda: actions.take_off(desk, list_id, lines[1:]))
    undone(desk, lambda: actions.remove_list(desk, list_id))


def test_what_is_wrong_is_told_and_nothing_is_written(desk: Desk) -> None:
    before = rows(desk)
    with pytest.raises(WordsMissing):
        actions.keep_list(desk, ListForm(" "))
    with pytest.raises(GradesReversed):
        actions.keep_list(desk, ListForm("x", grade_from=5, grade_to=3))
    with pytest.raises(TitleUnknown):
        actions.keep_list(desk, FORM, None, [99])
    for act in (
        lambda: actions.keep_list(desk, FORM, 9),
        lambda: actions.add_titles(desk, 9, []),
        lambda: actions.remove_list(desk, 9),
        lambda: actions.take_off(desk, 9, [1]),
        lambda: actions.move_line(desk, 9, 1, 1),
        lambda: actions.note_line(desk, 9, 1, "x"),
    ):
        with pytest.raises(RecordGone):
            act()
    assert rows(desk) == before


def test_titles_that_become_one_stand_on_a_list_once(desk: Desk) -> None:
    one, other, third = (add_book(desk, name).title_id for name in ("草房子", "草房子。", "青铜葵花"))
    both = actions.keep_list(desk, FORM, None, [other, third, one])
    only = actions.keep_list(desk, ListForm("另一张"), None, [other])
    undone(desk, lambda: merge_titles(desk, one, [other]))
    assert names(desk, both) == ["青铜葵花", "草房子"]
    assert names(desk, only) == ["草房子"]


def test_a_title_that_is_removed_leaves_its_lists_and_comes_back_with_an_undo(desk: Desk) -> None:
    with desk.action(Op.ADD_BOOKS) as act:
        title_id = act.add(Title, title="空书", added=act.at)
    list_id = actions.keep_list(desk, FORM, None, [title_id])
    undone(desk, lambda: remove_title(desk, title_id))
    assert book_lists.lines(desk.library, list_id) == []


def test_new_books_come_by_themselves_of_days_or_of_a_batch(desk: Desk) -> None:
    first, second = (add_book(desk, name).title_id for name in ("甲", "乙"))
    with desk.action(Op.EDIT_BATCH) as act:
        batch = act.add(Batch, no="1", kind="purchase", day=TODAY.isoformat())
        copy = act.connection.execute("SELECT id FROM copy WHERE title_id = ?", (second,)).fetchone()[0]
        act.change(Copy, copy, batch_id=batch)
    assert book_lists.of_batch(desk.library, batch) == [second]
    assert book_lists.new_since(desk.library, desk.now() - 1000) == [second, first]
    assert book_lists.new_since(desk.library, desk.now() + 1000) == []


def test_a_list_feeds_the_readers_screen_that_there_is_already(desk: Desk) -> None:
    book = add_book(desk, "草房子").title_id
    list_id = actions.keep_list(desk, FORM, None, [book])
    row = book_lists.one(desk.library, list_id)
    assert row is not None
    recommend(desk, [book], grade_from=row.grade_from, grade_to=row.grade_to, note=row.name)
    assert showcase.recommended(desk.library, TODAY, grade=3) == {book: "三年级共读"}
    assert showcase.recommended(desk.library, TODAY, grade=6) == {}
