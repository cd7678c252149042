"""A shelf is scanned from left to right: each book is told at once, and the lists say what puts the shelf right."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_lost
from libdesk.actions.shelving.shelves import add_shelf
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.outcome import Outcome
from libdesk.ui.shelving.reading.lists import View
from libdesk.ui.shelving.reading.page import ShelfReadingPage
from tests.builders import add_book, add_reader, change_copy, count, status
from tests.documents.pdf import texts
from tests.ui.shelving.shelf_hands import PUPILS_ROOM, STACKS, press, scan, settle, shelved, shown
from tests.ui.surroundings import Kept, nameless

BOOKS = (
    ("甲", "I247.5/2", "T1"), ("乙", "I247.5/12", "T2"), ("丙", "I287/3", "T3"), ("丁", "K9/1", "T4"),
    ("戊", "I287.45/1", "T5"),
)  # fmt: skip


@pytest.fixture
def copies(kept: Kept) -> dict[str, int]:
    return {code: shelved(kept.around.desk, title, call_no, code) for title, call_no, code in BOOKS}


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, copies: dict[str, int]) -> ShelfReadingPage:
    made = ShelfReadingPage(kept.around)
    shown(made, qtbot, kept)
    return made


def read(page: ShelfReadingPage, *codes: str) -> str:
    said = ""
    for code in codes:
        said = scan(page.line, code)
    return said


def rows(page: ShelfReadingPage) -> list[tuple[str, str]]:
    """(title, what is said) of the list on show."""
    state = next(column.text for column in page.lists.scanned.model.columns if column.key == "state")
    return [(row.item.title, state(row)) for row in page.lists.scanned.model.rows()]


def test_books_in_order_are_told_so(page: ShelfReadingPage) -> None:
    heard: list[Outcome] = []
    page.heard.connect(heard.append)
    assert "位置对" in read(page, "T1", "T2", "T3")
    assert heard == [Outcome.DONE] * 3
    assert page.place.currentData() == STACKS  # the place of the first book
    assert [title for title, _state in rows(page)] == ["甲", "乙", "丙"]
    assert not page.done.isEnabled()


def test_a_book_out_of_order_is_told_between_which_two_it_belongs(page: ShelfReadingPage) -> None:
    said = read(page, "T1", "T3", "T4", "T5")
    assert "戊" in said
    assert "丙" in said
    assert "丁" in said


def test_the_moves_are_told_in_words_and_put_the_list_right(page: ShelfReadingPage) -> None:
    read(page, "T4", "T1", "T2", "T3")
    press(page, "reading_moves")
    moves = [column.text(page.lists.moves.model.rows()[0]) for column in page.lists.moves.model.columns]
    assert moves == ["1", "K9/1", "丁", "放到第 4 本 I287/3 后面"]
    press(page, "reading_done")
    assert page.lists.moves.model.rowCount() == 0
    press(page, "reading_scanned")
    assert [title for title, _state in rows(page)] == ["甲", "乙", "丙", "丁"]
    QTest.keyClick(page.line.box, Qt.Key.Key_F12)  # as it was before
    assert [title for title, _state in rows(page)] == ["丁", "甲", "乙", "丙"]


def test_a_book_scanned_twice_is_told_with_its_number(page: ShelfReadingPage) -> None:
    assert "第 1 本" in read(page, "T1", "T2", "T1")
    assert len(rows(page)) == 2


def test_a_book_whose_return_was_missed_is_given_back_on_its_shelf(
    page: ShelfReadingPage, copies: dict[str, int]
) -> None:
    lend(page.desk, copy_id=copies["T2"], reader_id=add_reader(page.desk, "王一").id)
    assert "借出" in read(page, "T1", "T2")
    QTest.keyClick(page.line.box, Qt.Key.Key_F12)
    assert status(page.desk, copies["T2"]) == "shelf"
    assert count(page.desk, "SELECT count(*) FROM copy WHERE trolley IS NOT NULL") == 0
    assert "F8" in page.line.told.text()
    assert [state for _title, state in rows(page)] == ["位置对", "位置对"]


def test_a_book_that_was_believed_lost_is_found_again(page: ShelfReadingPage, copies: dict[str, int]) -> None:
    mark_lost(page.desk, copy_id=copies["T1"])
    assert "遗失" in read(page, "T1")
    QTest.keyClick(page.line.box, Qt.Key.Key_F12)
    assert status(page.desk, copies["T1"]) == "shelf"
    entry = last_undoable(page.desk)
    assert entry is not None
    undo(page.desk, entry.id)
    assert [state for _title, state in rows(page)] == ["登记为遗失"]


def test_a_book_that_somebody_waits_for_goes_to_the_hold_shelf(page: ShelfReadingPage, copies: dict[str, int]) -> None:
    lend(page.desk, copy_id=copies["T1"], reader_id=add_reader(page.desk, "王一").id)
    title_id = count(page.desk, "SELECT title_id FROM copy WHERE id = ?", copies["T1"])
    place_hold(page.desk, title_id=title_id, reader_id=add_reader(page.desk, "李二").id)
    read(page, "T1")
    QTest.keyClick(page.line.box, Qt.Key.Key_F12)
    assert "李二" in page.line.told.text()
    assert [state for _title, state in rows(page)] == ["放预约架"]


@pytest.mark.parametrize(
    ("values", "says"),
    [({"status": "withdrawn"}, "注销"), ({"status": "repair"}, "修补"), ({"place_id": PUPILS_ROOM}, "学生阅览室"),
     ({"call_no": None}, "没有索书号")],
)  # fmt: skip
def test_what_does_not_belong_here_is_told_and_listed_to_be_taken_off(
    page: ShelfReadingPage, copies: dict[str, int], values: dict[str, object], says: str
) -> None:
    change_copy(page.desk, copies["T2"], **values)
    assert says in read(page, "T1", "T2")
    assert "位置对" in read(page, "T3")
    assert "取下 1" in page.state.text()
    assert page.reading.moves() == []


def test_a_book_of_another_shelf_is_told_with_that_shelf(page: ShelfReadingPage) -> None:
    first = add_shelf(page.desk, place_id=STACKS, name="1架", from_no="I", to_no="I")
    add_shelf(page.desk, place_id=STACKS, name="2架", from_no="K", to_no="K")
    read(page, "T1")
    page.shelf.setCurrentIndex(page.shelf.findData(first))
    page.shelf.activated.emit(page.shelf.currentIndex())
    assert "2架" in read(page, "T4")


def test_what_should_stand_here_and_was_not_scanned_is_told_on_demand(
    page: ShelfReadingPage, copies: dict[str, int], qtbot: QtBot
) -> None:
    change_copy(page.desk, copies["T5"], status="missing")
    read(page, "T1", "T4")
    press(page, "reading_missed")
    settle(page, qtbot)
    assert [row.title for row in page.lists.missed.model.rows()] == ["乙", "丙"]
    assert page.lists.buttons[View.MISSED].text().endswith("(2)")
    change_copy(page.desk, copies["T2"], status="missing")
    page.refresh()
    settle(page, qtbot)
    assert [row.title for row in page.lists.missed.model.rows()] == ["丙"]
    read(page, "T3")
    assert page.lists.view is View.SCANNED
    press(page, "reading_missed")
    settle(page, qtbot)
    assert page.lists.missed.model.rowCount() == 0


def test_however_much_was_not_found_all_of_it_is_listed_and_printed(
    page: ShelfReadingPage, copies: dict[str, int], qtbot: QtBot
) -> None:
    add_book(page.desk, "海底两万里", copies=2_100, call_no="I287.45/2")
    for copy_id in (copies["T1"], copies["T4"]):
        change_copy(page.desk, copy_id, place_id=None)
    read(page, "T1", "T4")
    press(page, "reading_missed")
    settle(page, qtbot)
    assert len(page.lists.missed.model.rows()) == 2_100 + 3
    assert "2,103" in page.lists.buttons[View.MISSED].text()
    assert page.lists.missed.model.rows()[-1].title == "海底两万里"
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "reading_print")
    assert "\n".join(texts(asked.args[1]())).count("海底两万里") == 2_100


@pytest.mark.parametrize("code", ["NOBODY1", "R000001", "9787302257646"])
def test_what_is_no_copy_is_told_and_not_listed(page: ShelfReadingPage, code: str) -> None:
    add_reader(page.desk, "王一")
    heard: list[Outcome] = []
    page.heard.connect(heard.append)
    assert read(page, code)
    assert heard == [Outcome.NOT_FOUND]
    assert rows(page) == []


def test_what_is_on_the_trolley_and_stands_on_its_shelf_leaves_the_trolley(
    page: ShelfReadingPage, copies: dict[str, int]
) -> None:
    lend(page.desk, copy_id=copies["T1"], reader_id=add_reader(page.desk, "王一").id)
    give_back(page.desk, copy_id=copies["T1"])
    assert "位置对" in read(page, "T1")
    assert count(page.desk, "SELECT count(*) FROM copy WHERE trolley IS NOT NULL") == 0


def test_it_is_kept_over_a_restart_and_cleared_by_one_key(page: ShelfReadingPage, kept: Kept, qtbot: QtBot) -> None:
    read(page, "T1", "T4", "T2")
    again = ShelfReadingPage(kept.around)
    shown(again, qtbot, kept)
    assert [title for title, _state in rows(again)] == ["甲", "丁", "乙"]
    assert again.place.currentData() == STACKS
    page.hide()
    qtbot.waitUntil(again.isActiveWindow)
    QTest.keyClick(again.line.box, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert rows(again) == []
    QTest.keyClick(again.line.box, Qt.Key.Key_F12)
    assert len(rows(again)) == 3


def test_a_mistaken_scan_is_taken_out_of_the_list(page: ShelfReadingPage) -> None:
    read(page, "T1", "T4", "T2")
    page.lists.scanned.view.selectRow(1)
    page.lists.scanned.view.setFocus()
    QTest.keyClick(page.lists.scanned.view, Qt.Key.Key_Delete)
    assert [title for title, _state in rows(page)] == ["甲", "乙"]


def test_what_is_to_be_done_is_printed(page: ShelfReadingPage, copies: dict[str, int], qtbot: QtBot) -> None:
    change_copy(page.desk, copies["T5"], status="withdrawn")
    read(page, "T4", "T1", "T5", "T3")
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "reading_print")
    text = "\n".join(texts(asked.args[1]()))
    assert "依次挪动" in text
    assert "放到第 4 本" in text
    assert "从架上取下" in text
    assert "乙" in text.partition("架上没找到")[2]


def test_everything_that_takes_the_focus_has_a_name_in_every_list(page: ShelfReadingPage, tmp_path: Path) -> None:
    read(page, "T4", "T1")
    for view in View:
        page.lists.choose(view)
        assert nameless(page) == []
