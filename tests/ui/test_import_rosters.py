"""The import page and next year's roster: who is missing, classes divided anew, a stage that is asked, rows mended."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.imports.plans import ReaderPlan
from libdesk.actions.lending import lend
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.imports import Fate
from libdesk.exchange.fields import ListKind
from libdesk.store.queries.cards import readers_added
from libdesk.ui.imports import words
from libdesk.ui.imports.foot import Foot
from libdesk.ui.tabs.import_tab import ImportTab
from tests.builders import Clock, add_book, add_reader, set_setting
from tests.ui.import_stand import ROSTER, count, csv, settled, shown

GRADE = [["姓名", "班级"], *([f"王{c}", "四(1)班"] for c in "一二三四五六")]
NAMES_OF_CLASS = [f"李{one}{other}" for one in "一二三四" for other in "明芳敏静杰"]


def left_ones(desk: Desk) -> list[str]:
    rows = desk.library.connection.execute("SELECT name FROM reader WHERE state = 'left' ORDER BY name")
    return [name for (name,) in rows]


def plan_of(page: ImportTab) -> ReaderPlan:
    assert isinstance(page._plan, ReaderPlan)
    return page._plan


def test_those_missing_are_named_and_leave_only_when_ticked(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    for name in ("走了", "也走了"):
        add_reader(desk, name, entry_year=2022, class_no=1)
    holds = add_reader(desk, "有书", entry_year=2022, class_no=1)
    lend(desk, copy_id=add_book(desk, "活着").copy_id, reader_id=holds.id)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    roster = page.page.roster
    assert shown(roster.head.parentWidget())
    names = [roster.list.model.index(row, 2).data() for row in range(3)]
    assert names == ["走了", "也走了", "有书"]
    assert "活着" in roster.list.model.index(2, 3).data()
    assert not roster.left
    roster.all.click()
    assert len(roster.left) == 2, "who holds something is not among all"
    roster.list.select(names.index("走了") + 1)
    roster.list.view.setFocus()
    QTest.keyClick(roster.list.view, Qt.Key.Key_Space)
    assert not roster.all.isChecked()
    settled(qtbot, page, page.foot.start.click)
    assert left_ones(desk) == ["也走了"]
    assert "1" in page.foot.words.text()


def test_who_holds_something_leaves_when_ticked_alone(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    holds = add_reader(desk, "有书", entry_year=2022, class_no=1)
    lend(desk, copy_id=add_book(desk, "活着").copy_id, reader_id=holds.id)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    assert not shown(page.page.roster.all)
    page.page.roster.list.opened.emit(plan_of(page).missing[0])
    settled(qtbot, page, page.foot.start.click)
    assert left_ones(desk) == ["有书"]
    assert count(desk, "loan") == 1


def test_the_list_of_those_missing_is_saved_with_a_row_for_each_book(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    holds = add_reader(desk, "有书", entry_year=2022, class_no=1)
    for title, code in (("活着", "T1"), ("草房子", "T2")):
        lend(desk, copy_id=add_book(desk, title, barcodes=[code]).copy_id, reader_id=holds.id)
    add_reader(desk, "走了", entry_year=2022, class_no=1)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    page.save_missing(tmp_path / "missing.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "missing.xlsx").active.rows]
    assert [row[1:3] for row in rows[1:]] == [["有书", "活着"], ["有书", "草房子"], ["走了", None]]
    assert rows[1][3] is not None


def test_a_grade_divided_anew_is_summed_up_and_shown_by_class(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, GRADE)))
    assert not shown(page.page.roster.moves.parentWidget())
    settled(qtbot, page, page.foot.start.click)
    anew = [GRADE[0], *([name, "四(1)班" if n == 0 else "四(2)班"] for n, (name, _c) in enumerate(GRADE[1:]))]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, anew, "anew.csv")))
    told = page.page.roster.moves.text()
    assert "1 人不变" in told
    assert "5 人换班" in told
    classes = page.page.roster.classes.model
    assert [classes.index(row, 0).data() for row in range(2)] == ["四(1)班", "四(2)班"]
    settled(qtbot, page, page.foot.start.click)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, anew, "again.csv")))
    assert plan_of(page).counts.unchanged == 6


def test_the_stage_of_classes_is_asked_once_for_the_whole_list(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    set_setting(desk, "stages", ["junior", "senior"])
    rows = [["姓名", "班级"], ["张三", "一(1)班"], ["李四", "二(1)班"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows)))
    stage = page.choices.stage
    assert shown(stage.parentWidget())
    assert plan_of(page).counts.faulty == 2
    stage.setCurrentIndex(stage.findData("senior"))
    settled(qtbot, page, lambda: stage.activated.emit(stage.currentIndex()))
    assert plan_of(page).counts.new == 2
    assert stage.currentData() == "senior"
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows, "other.csv")))
    assert plan_of(page).counts.faulty == 2, "what was answered for one list is asked again for another"


def test_a_column_of_sexes_that_is_passed_over_is_told(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    rows = [["姓名", "班级", "性别"], ["张三", "四(1)班", "男"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows)))
    assert "性别" in page.summary.brings.text()
    settled(qtbot, page, page.foot.start.click)
    assert desk.library.connection.execute("SELECT sex FROM reader").fetchall() == [(None,)]


def faulty_book(path: Path) -> Path:
    """Classes named by their sheets alone, with different columns; some rows cannot be taken."""
    book = Workbook()
    book.remove(book.active)
    first = book.create_sheet("四(1)班")
    for row in (["座号", "姓名", "卡号"], [1, "张三", "C1"], [2, "李四", "C1"], [3, 12345, "C3"]):
        first.append(row)
    second = book.create_sheet("四(2)班")
    for row in (["姓名", "卡号"], ["王五", "C1"], ["赵六", "C9"]):
        second.append(row)
    book.save(path)
    return path


def test_rows_not_taken_are_mended_in_their_sheet_and_brought_in_again(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    settled(qtbot, page, lambda: page.open_file(faulty_book(tmp_path / "roster.xlsx")))
    settled(qtbot, page, page.foot.start.click)
    assert count(desk, "reader") == 2
    refused = tmp_path / "refused.xlsx"
    page.save_refused(refused)
    book = load_workbook(refused)
    header = [cell.value for cell in next(book.worksheets[0].rows)]
    assert header[-2:] == ["班级", "原因"], "the sheet's name said the class; now a column does"
    for sheet in book.worksheets:
        for row in list(sheet.rows)[1:]:
            assert row[-1].value, "each row has its reason"
            for cell in row:
                cell.value = {"C1": f"M{row[0].value}", "12345": "孙七"}.get(str(cell.value), cell.value)
    book.save(refused)
    settled(qtbot, page, lambda: page.open_file(refused))
    assert page.file.kind.currentData() == ListKind.READERS
    assert [row.fate for row in plan_of(page).rows] == [Fate.NEW] * 3
    settled(qtbot, page, page.foot.start.click)
    found = desk.library.connection.execute(
        "SELECT r.name, e.class_no FROM reader r JOIN enrolment e ON e.reader_id = r.id ORDER BY r.id"
    ).fetchall()
    assert found == [("张三", 1), ("赵六", 2), ("李四", 1), ("孙七", 1), ("王五", 2)]


@pytest.mark.parametrize("size", [(911, 460), (1366, 700)])
def test_the_keyboard_reaches_those_missing_and_nothing_is_modal(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    add_reader(desk, "走了", entry_year=2022, class_no=1)
    page.resize(*size)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    page.activateWindow()
    page.file.kind.setFocus()
    reached: list[str] = []
    while (focus := QApplication.focusWidget()) is not None and len(reached) < 60:
        reached.append(focus.accessibleName() or focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        if focus.objectName() == "import_start":
            break
    assert page.page.roster.list.view.accessibleName() in reached
    assert "import_save_missing" in " ".join(reached) or page.page.roster.save.text() in reached
    assert QApplication.activeModalWidget() is None


def test_in_august_the_school_year_of_the_classes_is_asked(
    qtbot: QtBot, page: ImportTab, desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    clock.advance(days=(date(2026, 8, 26) - clock.today).days)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    year = page.choices.year
    assert shown(year.parentWidget())
    assert year.currentText() == "2026—2027"
    assert plan_of(page).new[0].class_ref == ClassRef(Stage.PRIMARY, 2023, 1)

    def choose_last_year() -> None:
        year.setCurrentIndex(year.findData(2025))
        year.activated.emit(year.currentIndex())

    settled(qtbot, page, choose_last_year)
    assert plan_of(page).new[0].class_ref == ClassRef(Stage.PRIMARY, 2022, 1)
    assert year.currentText() == "2025—2026"


def workbook(path: Path, rows: list[list[str]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_names_in_a_grid_are_all_brought_in_and_the_page_says_how_they_are_read(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "五.xlsx", [["五(1)班名单"], ["王伟", "李娜", "张敏"], ["刘洋", "陈杰"]])
    settled(qtbot, page, lambda: page.open_file(path))
    assert "3" in page.file.apart.text()
    assert shown(page.file.apart)
    assert not shown(page.file.unread)
    settled(qtbot, page, page.foot.start.click)
    assert count(desk, "reader") == 5
    assert not shown(page.file.apart)


def test_a_column_of_names_that_nobody_reads_is_told_on_the_page(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    rows = [["姓名", "班级", "组长"], ["张三", "四1", "王芳"], ["李四", "四1", "赵敏"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows)))
    assert shown(page.file.unread)
    assert "组长" in page.file.unread.text()
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, [row[:2] for row in rows], "other.csv")))
    assert not shown(page.file.unread)


def test_two_of_one_name_and_class_are_two_readers_once_it_is_ticked(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    rows = [["姓名", "班级"], ["王芳", "四1"], ["王芳", "四1"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows)))
    assert (plan_of(page).counts.new, plan_of(page).counts.double) == (1, 1)
    tick = page.choices.namesakes
    assert shown(tick)
    tick.setFocus()
    settled(qtbot, page, lambda: QTest.keyClick(tick, Qt.Key.Key_Space))
    assert (plan_of(page).counts.new, plan_of(page).counts.double) == (2, 0)
    assert shown(tick), "it can be taken back"
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows, "again.csv")))
    assert plan_of(page).counts.double == 1, "what was said of one list is not said of the next"


def test_the_button_says_all_it_does(qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path) -> None:
    for name in ("李明", "王芳"):
        add_reader(desk, name, entry_year=2022, class_no=1)
    rows = [["姓名", "班级", "学号"], ["李明", "四1", "20220101"], ["张敏", "四1", "20220102"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows)))
    assert page.foot.start.text() == "导入 1 位新读者，更新 1 位"
    page.page.roster.all.click()
    assert page.foot.start.text() == "导入 1 位新读者，更新 1 位，1 位标为离校"
    settled(qtbot, page, page.foot.start.click)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows, "again.csv")))
    assert not shown(page.foot.start)


@pytest.mark.parametrize("size", [(911, 460), (1366, 700)])
def test_a_line_at_the_top_says_what_stands_below_and_leads_there(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    add_reader(desk, "走了", entry_year=2022, class_no=1)
    page.resize(*size)
    assert not shown(page.page.lead)
    rows = [["姓名", "班级"], *([name, "四1"] for name in NAMES_OF_CLASS), ["赵六", "火箭班"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows)))
    lead = page.page.lead
    assert shown(lead)
    assert "1 人不在名册上" in lead.words.text()
    assert "四(1)班\u00a020" in page.summary.classes.text()
    page.activateWindow()
    lead.go.setFocus()
    qtbot.keyClick(lead.go, Qt.Key.Key_Space)
    top = page.summary.mapTo(page.page.viewport(), page.summary.rect().topLeft()).y()
    assert 0 <= top < page.page.viewport().height() - page.summary.counts.height()
    assert QApplication.focusWidget() is page.summary.table.view
    settled(qtbot, page, page.foot.start.click)
    assert not shown(lead)


def test_teachers_are_counted_beside_the_classes(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    rows = [["姓名", "班级", "身份"], ["李明", "四1", ""], ["张敏", "四2", ""], ["王芳", "", "教师"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows)))
    told = page.summary.classes.text()
    for part in ("2 个班", "四(1)班\u00a01", "四(2)班\u00a01", "教职工 1 位"):
        assert part in told


def test_a_grade_carried_down_and_numbers_taken_as_seats_are_told_once(
    qtbot: QtBot, page: ImportTab, tmp_path: Path
) -> None:
    rows = [["年级", "班级", "姓名", "学号"], ["四年级", "1班", "李明", "1"], ["", "1班", "王芳", "2"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, rows)))
    assert "1 行" in page.file.carried.text()
    assert "座号" in page.summary.brings.text()
    assert plan_of(page).counts.new == 2
    assert not any(row.reasons for row in plan_of(page).rows)


@pytest.mark.parametrize("width", [300, 911])
def test_a_button_that_does_much_keeps_within_the_foot(qtbot: QtBot, width: int) -> None:
    foot = Foot()
    qtbot.addWidget(foot)
    foot.resize(width, 60)
    text = words.readers_start(1234, 1234, 1234)
    foot.show_words("", start=text)
    foot.show()
    assert foot.start.text().replace("\n", "") == text
    assert ("\n" in foot.start.text()) == (width == 300)
    foot.resize(1366, 60)
    assert foot.start.text() == text


def test_the_cards_of_those_who_came_are_offered(qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path) -> None:
    known = add_reader(desk, "王一", class_no=1)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, GRADE)))
    settled(qtbot, page, page.foot.start.click)
    assert shown(page.foot.cards)
    assert "5" in page.foot.cards.text()
    entry = desk.library.connection.execute("SELECT max(id) FROM journal WHERE op = 'import_readers'").fetchone()[0]
    assert len(readers_added(desk.library, entry)) == 5
    assert known.id not in readers_added(desk.library, entry)
    settled(qtbot, page, page.foot.undo.click)
    assert not shown(page.foot.cards)
