"""The leavers' page: a class is cleared in one step, who still has something stays, and erasing asks first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.undo import undo
from libdesk.store.queries import journal as journal_queries
from libdesk.ui.readers.leavers_page import LeaversPage
from libdesk.ui.readers.take_along import write_list
from libdesk.ui.widgets.row_table import RowTable
from tests.builders import TODAY, Clock, add_book, add_reader, make_desk, make_library, set_setting
from tests.look import dress
from tests.ui.surroundings import Kept, nameless, surroundings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A sixth grade of three, one of whom has a book, and a fourth grade."""
    made = make_desk(make_library(tmp_path), clock=Clock(TODAY))
    add_reader(made, "周四", entry_year=2022, class_no=1)
    readers = [add_reader(made, name, entry_year=2020, class_no=1, seat=n + 1) for n, name in enumerate("甲乙丙")]
    lend(made, copy_id=add_book(made, "城南旧事").copy_id, reader_id=readers[1].id)
    yield made
    made.library.close()


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> LeaversPage:
    made = LeaversPage(kept.around)
    qtbot.addWidget(made)
    dress()
    made.resize(900, 340)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def names(table: RowTable) -> list[str]:
    return [row.name for row in table.model.rows()]


def press(page: LeaversPage, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible()
    assert button.isEnabled()
    QTest.keyClick(button, Qt.Key.Key_Space)


def enabled(page: LeaversPage, name: str) -> bool:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    return button.isEnabled()


def choose(table: RowTable, *wanted: str) -> None:
    """As with Ctrl and the arrows."""
    table.view.clearSelection()
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for number, name in enumerate(names(table)):
        if name in wanted:
            table.view.selectionModel().select(table.model.index(number, 0), rows)


def test_the_class_of_the_last_grade_stands_first_with_who_still_has_something_on_top(page: LeaversPage) -> None:
    view = page.clearance
    assert view.choice.currentText().startswith("六(1)班")
    assert view.choice.count() == 2
    assert names(view.list) == ["乙", "甲", "丙"]
    assert "3" in view.state.text()
    assert "1" in view.state.text()


def test_all_with_nothing_out_leave_in_one_step_that_is_undone_in_one(page: LeaversPage, kept: Kept) -> None:
    assert "2" in page.clearance.clear.text()
    press(page, "leavers_clear")
    assert names(page.clearance.list) == ["乙"]
    assert "2" in kept.said[-1]
    assert not enabled(page, "leavers_clear")
    undo(kept.around.desk, journal_queries.newest(kept.around.desk.library, limit=1)[0].id)
    page.refresh()
    assert names(page.clearance.list) == ["乙", "甲", "丙"]


def test_who_moved_away_with_a_book_leaves_only_when_chosen(page: LeaversPage) -> None:
    choose(page.clearance.list, "甲")
    assert not enabled(page, "leavers_anyway")
    choose(page.clearance.list, "乙")
    press(page, "leavers_anyway")
    assert names(page.clearance.list) == ["甲", "丙"]
    press(page, "leavers_left")
    assert names(page.left.list) == ["乙"]
    row = page.left.list.model.rows()[0]
    assert [column.text(row) for column in page.left.list.model.columns][3].startswith("城南旧事")


def left(page: LeaversPage, kept: Kept) -> None:
    """All three have left, one with a book; the list of them is on show."""
    desk = kept.around.desk
    ids = [row.reader_id for row in page.clearance.list.model.rows()]
    leave_readers(desk, reader_ids=ids, anyway=True)
    press(page, "leavers_left")


def test_who_has_left_is_found_by_pinyin_and_comes_back(page: LeaversPage, kept: Kept) -> None:
    left(page, kept)
    assert sorted(names(page.left.list)) == sorted("甲乙丙")
    page.left.search.look_for("bing")
    assert names(page.left.list) == ["丙"]
    press(page, "left_back")
    assert names(page.left.list) == []
    page.left.search.look_for("")
    assert sorted(names(page.left.list)) == sorted("甲乙")


def test_erasing_asks_first_and_the_safe_answer_has_the_keyboard(page: LeaversPage, kept: Kept, qtbot: QtBot) -> None:
    left(page, kept)
    choose(page.left.list, "甲", "乙")
    press(page, "left_erase")
    question = page.left.question
    assert question.isVisible()
    assert question.keep.hasFocus()
    assert "1 人" in question.words.text()  # the other still has a book
    assert "2027年1月3日" in question.words.text()  # the last backup goes
    QTest.keyClick(question.keep, Qt.Key.Key_Return)
    assert not question.isVisible()
    assert page.left.list.view.hasFocus()
    assert len(names(page.left.list)) == 3
    assert QApplication.activeModalWidget() is None


def test_after_yes_they_are_gone_and_the_one_with_a_book_stays(page: LeaversPage, kept: Kept, qtbot: QtBot) -> None:
    left(page, kept)
    choose(page.left.list, "甲", "乙", "丙")
    press(page, "left_erase")
    press(page, "erase_do")
    qtbot.waitUntil(lambda: not kept.around.jobs.running)
    assert names(page.left.list) == ["乙"]
    assert "2" in kept.said[-1]


def test_escape_is_the_safe_answer(page: LeaversPage, kept: Kept) -> None:
    left(page, kept)
    choose(page.left.list, "甲")
    press(page, "left_erase")
    QTest.keyClick(page.left.question.do, Qt.Key.Key_Escape)
    assert not page.left.question.isVisible()


def test_only_who_has_nothing_out_can_be_erased(page: LeaversPage, kept: Kept) -> None:
    left(page, kept)
    choose(page.left.list, "乙")
    assert not enabled(page, "left_erase")


@pytest.mark.parametrize(("days", "told"), [(365, "2027年3月9日"), (0, "手工")])
def test_the_list_says_when_the_data_goes(page: LeaversPage, kept: Kept, days: int, told: str) -> None:
    set_setting(kept.around.desk, "erase_days", days)
    left(page, kept)
    cells = {row.name: page.left.list.model.columns[-1].text(row) for row in page.left.list.model.rows()}
    assert told in cells["甲"]
    assert cells["乙"] == "还清以后"


def test_the_list_can_be_taken_along(page: LeaversPage, kept: Kept, tmp_path: Path) -> None:
    press(page, "leavers_copy")
    text = QApplication.clipboard().text()
    assert "乙" in text.splitlines()[1]
    assert "城南旧事" in text
    write_list(kept.around, page.clearance.list, tmp_path / "list.csv")
    assert "城南旧事" in (tmp_path / "list.csv").read_text("utf-8-sig")
    write_list(kept.around, page.clearance.list, tmp_path / "nowhere" / "list.csv")
    assert "list.csv" in kept.said[-1]


def test_a_library_without_classes_and_leavers_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    desk = make_desk(make_library(tmp_path / "empty"))
    with surroundings(desk, tmp_path) as kept:
        page = LeaversPage(kept.around)
        qtbot.addWidget(page)
        page.show()
        assert page.clearance.list.face.isVisible()
        page.left_button.click()
        assert page.left.list.face.isVisible()
    desk.close()


def test_everything_that_takes_the_focus_has_a_name(page: LeaversPage, kept: Kept) -> None:
    assert nameless(page) == []
    left(page, kept)
    assert nameless(page) == []
