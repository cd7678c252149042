"""The page of classes: what stands where, the next number, numbers for what has none, a table of the school's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from libdesk.actions.cataloguing.numbers import next_call_no
from libdesk.actions.desk import Desk
from libdesk.actions.undo import undo
from libdesk.domain.ops import Op
from libdesk.exchange.export import write_table
from libdesk.store.queries.classes import has_own_table
from libdesk.store.tables import Copy, Title
from libdesk.ui.cataloguing.classes.page import ClassesPage
from tests.ui.surroundings import Kept, at_work, nameless

BOOKS = (
    ("活着", "I247.5", "I247.5/1"), ("兄弟", "I247.5", None), ("围城", "I246.5", "I246.5/1"),
    ("雪国", "I313.45", "I313.45/1"), ("小人书", "连环画", None),
)  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, kept: Kept) -> Iterator[ClassesPage]:
    with desk.action(Op.ADD_BOOKS) as act:
        for title, class_no, call_no in BOOKS:
            title_id = act.add(Title, title=title, class_no=class_no, call_no=call_no, added=act.at)
            act.add(Copy, title_id=title_id, call_no=call_no)
    yield at_work(qtbot, kept, ClassesPage(kept.around), height=380)
    kept.around.jobs.wait_and_close()


def counts(page: ClassesPage, code: str) -> str:
    model = page.tree.model()
    page.tree.go_to(code)
    return str(model.index(page.tree.currentIndex().row(), 1, page.tree.currentIndex().parent()).data())


def idle(page: ClassesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.around.jobs.running)


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def last_entry(desk: Desk) -> int:
    return int(desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0])


def test_each_class_says_how_many_titles_stand_in_it_and_below(page: ClassesPage) -> None:
    found = {code: counts(page, code) for code in ("I", "I2", "I24", "I247.5", "I3/7", "I25")}
    assert found == {"I": "4", "I2": "3", "I24": "3", "I247.5": "2", "I3/7": "1", "I25": ""}


def test_a_class_shows_its_first_titles_and_its_next_number(page: ClassesPage, desk: Desk) -> None:
    page.show_class("I24")
    assert [row.call_no for row in page.detail.titles.model.rows()] == ["I246.5/1", "I247.5/1"]
    assert page.detail.counts.text() == "本类和下级类共 3 种 · 1 种没有索书号"
    page.show_class("I247.5")
    assert page.detail.next.text() == "下一个号是 I247.5/2。"
    assert next_call_no(desk.library, desk.settings, class_no="I247.5") == "I247.5/2"


def test_a_range_gives_no_number(page: ClassesPage) -> None:
    page.show_class("I3/7")
    assert "/" not in page.detail.next.text()
    assert [row.call_no for row in page.detail.titles.model.rows()] == ["I313.45/1"]


def test_words_leave_the_classes_that_fit_and_return_shows_one_in_the_tree(page: ClassesPage) -> None:
    page.take_focus()
    page.search.look_for("寓言")
    assert [row.code for row in page.hits.model.rows()] == ["I277.4", "I287.7"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert (page.tree.current_code(), page.tree.hasFocus(), page.search.text()) == ("I277.4", True, "")


def test_the_books_of_a_class_are_asked_for(page: ClassesPage, qtbot: QtBot) -> None:
    page.show_class("I247.5")
    with qtbot.waitSignal(page.find_asked) as asked:
        page.detail.books.click()
    assert asked.args == ["I247.5"]


def test_titles_without_a_number_are_shown_what_they_get_and_get_it(
    page: ClassesPage, desk: Desk, qtbot: QtBot, kept: Kept
) -> None:
    page.show_class("I")
    page.detail.give.click()
    idle(page, qtbot)
    assert [(row.title, row.old, row.new) for row in page.numbers.list.model.rows()] == [("兄弟", "", "I247.5/2")]
    assert page.numbers.do.hasFocus()
    page.numbers.do.click()
    idle(page, qtbot)
    assert page.beside.currentWidget() is page.detail
    assert "F8" in kept.said[0]
    assert not page.detail.give.isVisible()
    undo(desk, last_entry(desk))
    assert page.detail.give.isVisible()


def test_numbering_anew_closes_gaps_and_esc_leaves_all_as_it_was(page: ClassesPage, desk: Desk, qtbot: QtBot) -> None:
    before = last_entry(desk)
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, 1, call_no="I247.5/7")
    page.show_class("I247.5")
    page.detail.anew.click()
    idle(page, qtbot)
    assert [(row.old, row.new) for row in page.numbers.list.model.rows()] == [
        ("I247.5/7", "I247.5/1"),
        ("", "I247.5/2"),
    ]
    press(Qt.Key.Key_Escape)
    assert (page.beside.currentWidget() is page.detail, page.tree.hasFocus()) == (True, True)
    assert last_entry(desk) == before + 1


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))


def test_a_table_of_ones_own_is_looked_at_and_then_counts(
    page: ClassesPage, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "类表.xlsx"
    write_table(path, "类", ("分类号", "类名"), [("I", "文学书"), ("I24", "小说书"), ("I25", ""), ("连环画", "小人书")])
    choose(monkeypatch, path)
    page.own.click()
    idle(page, qtbot)
    assert [fault.line for fault in page.table.list.model.rows()] == [4]
    assert not has_own_table(desk.library)
    page.table.do.click()
    assert (page.which.text(), counts(page, "连环画"), counts(page, "I24")) == ("自己的分类表：3 类", "1", "3")
    page.back.click()
    assert (page.which.text(), page.back.isVisible()) == ("中图法简表：570 类", False)
    undo(desk, last_entry(desk))
    assert page.which.text() == "自己的分类表：3 类"


def test_a_file_that_is_no_table_is_told_in_the_page(
    page: ClassesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,班级\n张三,四(1)班\n", "utf-8")
    choose(monkeypatch, path)
    page.own.click()
    idle(page, qtbot)
    assert path.name in page.table.fault.text()
    assert not page.table.do.isEnabled()
    assert not page.table.list.isVisible()
    press(Qt.Key.Key_Escape)
    assert page.beside.currentWidget() is page.detail


def test_after_a_file_that_is_no_table_the_lines_of_the_next_one_are_seen(
    page: ClassesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, right = tmp_path / "名单.csv", tmp_path / "类表.csv"
    wrong.write_text("姓名,班级\n张三,四(1)班\n", "utf-8")
    right.write_text("分类号,类名\nI,文学书\nI25,\n", "utf-8")
    for path in (wrong, right):
        choose(monkeypatch, path)
        page.own.click()
        idle(page, qtbot)
    assert page.table.list.isVisible()
    assert [fault.line for fault in page.table.list.model.rows()] == [3]


def test_the_rules_of_numbering_are_one_button_away(page: ClassesPage, kept: Kept) -> None:
    page.rules.click()
    assert kept.opened == ["settings_tab"]


def test_everything_has_a_name_for_a_screen_reader(page: ClassesPage, qtbot: QtBot) -> None:
    page.show_class("I24")
    assert nameless(page) == []
    page.detail.give.click()
    idle(page, qtbot)
    assert nameless(page) == []
