"""The reports' page: figures of a period, lists that are true now, names for librarians only, a file to take along."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.rows.notices import Notice, NoticeGroup, NoticeLine
from libdesk.i18n import set_language
from libdesk.store.queries import catalogue
from libdesk.ui.reports.lending_page import LendingReportPage
from libdesk.ui.reports.overdue_picture import TooLong, draw_notice
from libdesk.ui.widgets.row_table import RowTable
from tests.actions.cataloguing.stock import change_title
from tests.builders import Clock, add_book, add_reader, add_term, change_copy
from tests.documents.pdf import texts
from tests.look import dress
from tests.ui.surroundings import Kept, nameless


def shown(qtbot: QtBot, kept: Kept, role: Role = Role.LIBRARIAN) -> LendingReportPage:
    kept.around.desk.actor = Actor(role)
    tab = LendingReportPage(kept.around)
    qtbot.addWidget(tab)
    dress()
    tab.resize(911, 400)
    tab.show()
    return tab


def cells(table: RowTable) -> list[list[str]]:
    model = table.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def overdue_library(desk: Desk, clock: Clock) -> None:
    for name, number in (("张三", 10), ("李四", 7)):
        lend(desk, copy_id=add_book(desk, f"{name}的书").copy_id, reader_id=add_reader(desk, name, class_no=number).id)
    clock.advance(days=15)


def test_each_class_has_its_loans_and_the_formula_stands_beside(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    assert [row[0] for row in cells(tab.classes)] == ["四(7)班", "四(10)班"]
    assert cells(tab.classes)[0][1:] == ["1", "1", "1", "1.00"]
    assert "÷" in tab.foot.text()


def test_the_chart_beside_the_list_says_the_same_figures(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    for button, table in ((tab.classes_button, tab.classes), (tab.time_button, tab.time)):
        button.click()
        assert tab.chart.isVisible()
        readings = tab.chart.accessibleDescription().splitlines()
        assert len(readings) == len(cells(table))
        for row, reading in zip(cells(table), readings, strict=True):
            assert reading.startswith(row[0])
            assert row[1] in reading
    tab.overdue_button.click()
    assert not tab.chart.isVisible()  # a list of names is no chart


def test_the_figures_under_the_cursor_stand_over_the_chart(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    tab.chart.setFocus()
    QTest.keyClick(tab.chart, Qt.Key.Key_Down)
    assert tab.reading.text() == tab.chart.reading == "四(7)班：借书册数 1"


def test_a_time_without_loans_has_no_empty_chart(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_reader(desk, "张三")
    tab = shown(qtbot, kept)
    assert not tab.chart.isVisible()
    tab.time_button.click()
    assert not tab.chart.isVisible()


def test_the_printed_report_has_the_figures_of_the_screen(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    asked: list[tuple[str, Callable[[], bytes]]] = []
    tab.document_asked.connect(lambda name, make: asked.append((name, make)))
    tab.print.click()
    ((name, make),) = asked
    assert tab.period.itemData(0).name in name
    whole = "\n".join(texts(make()))
    for figure in tab._figures.values():
        assert figure.accessibleName().split()[0] in whole
    for table in (tab.classes, tab.time):
        for row in cells(table):
            assert row[0] in whole
    assert "10:00" in whole
    assert "÷" in whole


def test_another_period_counts_other_days(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    today = next(n for n in range(tab.period.count()) if tab.period.itemData(n).first == kept.around.desk.today)
    tab.period.setCurrentIndex(today)
    assert cells(tab.classes)[0][1] == "0"


def test_loans_of_last_year_stand_under_the_names_that_the_classes_had_then(
    qtbot: QtBot, kept: Kept, clock: Clock
) -> None:
    desk = kept.around.desk
    add_term(desk, date(2026, 2, 23), date(2026, 7, 3))
    overdue_library(desk, clock)
    clock.advance(days=(date(2026, 9, 2) - clock.today).days)
    tab = shown(qtbot, kept)
    assert [row[0] for row in cells(tab.classes)] == ["五(7)班", "五(10)班"]
    tab.period.setCurrentIndex(next(n for n in range(tab.period.count()) if tab.period.itemData(n).name == "上学年"))
    assert [row[:2] for row in cells(tab.classes)] == [["四(7)班", "1"], ["四(10)班", "1"]]
    tab.overdue_button.click()
    assert cells(tab.overdue)[0][0] == "五(7)班", "who is reminded is in the class of today"


def test_every_month_and_all_time_can_be_had_over_time_and_by_class(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    clock.advance(days=40)
    tab = shown(qtbot, kept)
    names = [tab.period.itemData(n).name for n in range(tab.period.count())]
    tab.period.setCurrentIndex(names.index("2026年3月"))
    assert [row[:2] for row in cells(tab.classes)] == [["四(7)班", "1"], ["四(10)班", "1"]]
    tab.time_button.click()
    assert len(cells(tab.time)) == 31
    tab.period.setCurrentIndex(names.index("开馆以来"))
    assert cells(tab.time)[0][:2] == ["3月9日", "2"], "not from the year 1900"
    assert "2026年3月9日" in tab.foot.text()


def test_a_long_report_is_stopped_by_its_button(
    qtbot: QtBot, kept: Kept, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    monkeypatch.setattr(catalogue, "MOMENT", 0)
    tab.time_button.click()
    assert tab.running.isVisible()
    tab.running.stop.click()
    assert not tab.running.isVisible()
    assert "已停止" in tab.shown.face.accessibleName()
    assert not tab.export.isEnabled()


def test_class_names_are_read_whole_where_the_heads_are_long(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    set_language("en")
    try:
        tab = shown(qtbot, kept)
        view = tab.classes.view
        assert view.columnWidth(0) >= view.sizeHintForColumn(0)
    finally:
        set_language("zh_CN")


def test_a_librarian_sees_who_has_what_overdue(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    tab.overdue_button.click()
    assert [row[1] for row in cells(tab.overdue)] == ["李四", "张三"]
    assert not tab.overdue_groups.isVisible()


def test_a_viewer_sees_counts_and_nobodys_name(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept, Role.VIEWER)
    tab.overdue_button.click()
    assert [row[:3] for row in cells(tab.overdue_groups)] == [["四(7)班", "1", "1"], ["四(10)班", "1", "1"]]
    assert cells(tab.overdue) == []
    assert not tab.overdue.isVisible()


def test_the_list_on_the_page_is_saved_with_figures_as_figures(
    qtbot: QtBot, kept: Kept, clock: Clock, tmp_path: Path
) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    tab.overdue_button.click()
    tab.export_to(tmp_path / "list.xlsx")
    sheet = load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    row = [cell.value for cell in sheet[2]]
    assert row[1:4] == ["李四", "李四的书", "0000002"]
    assert str(row[4])[:10] == "2026-03-23"
    assert row[5] == 1


def test_a_file_that_cannot_be_written_is_told_at_the_foot(
    qtbot: QtBot, kept: Kept, clock: Clock, tmp_path: Path
) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    tab.export_to(tmp_path / "missing" / "list.csv")
    assert "list.csv" in kept.said[-1]
    tab.export_to(tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_message_to_a_teacher_is_true_when_it_is_copied(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    desk = kept.around.desk
    overdue_library(desk, clock)
    tab = shown(qtbot, kept)
    tab.overdue_button.click()
    assert [tab.bar.group.itemText(n) for n in range(1, tab.bar.group.count())] == ["四(7)班", "四(10)班"]
    give_back(desk, copy_id=2)  # 李四's, at another place, and nobody has told the page
    tab.bar.as_text.click()
    text = QGuiApplication.clipboard().text()
    assert "张三" in text
    assert "李四" not in text
    first = text.splitlines()[0]
    assert "2026年3月24日" in first
    assert "10:00" in first
    assert "《张三的书》" in text
    assert "1" in kept.said[-1]


def test_one_class_is_copied_as_text_and_picture_and_printed(
    qtbot: QtBot, kept: Kept, clock: Clock, tmp_path: Path
) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    tab.overdue_button.click()
    tab.bar.group.setCurrentIndex(2)
    tab.bar.group.activated.emit(2)
    assert [row[1] for row in cells(tab.overdue)] == ["张三"]
    tab.bar.as_text.click()
    assert QGuiApplication.clipboard().text().splitlines()[2].startswith("四(10)班")
    tab.bar.as_picture.click()
    image = QGuiApplication.clipboard().image()
    assert not image.isNull()
    assert image.pixelColor(0, 0).name() == "#ffffff"
    tab.bar.save_to(tmp_path / "四10.png")
    assert (tmp_path / "四10.png").read_bytes().startswith(b"\x89PNG")
    tab.bar.save_to(tmp_path / "missing" / "四10.png")
    assert "四10.png" in kept.said[-1]
    made: list[Callable[[], bytes]] = []
    tab.document_asked.connect(lambda _name, make: made.append(make))
    tab.bar.print.click()
    (page,) = texts(made[0]())
    assert "四(10)班" in page
    assert "张三" in page


def test_where_all_came_back_meanwhile_nothing_is_copied(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    desk = kept.around.desk
    overdue_library(desk, clock)
    tab = shown(qtbot, kept)
    tab.overdue_button.click()
    QGuiApplication.clipboard().setText("before")
    for copy_id in (1, 2):
        give_back(desk, copy_id=copy_id)
    tab.bar.as_text.click()
    assert QGuiApplication.clipboard().text() == "before"
    assert kept.said


def test_a_viewer_copies_no_names(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept, Role.VIEWER)
    tab.overdue_button.click()
    assert not tab.bar.isVisible()
    with pytest.raises(NotAllowed):
        tab.bar.notice()


def test_a_list_too_long_for_a_picture_is_told(qtbot: QtBot, kept: Kept) -> None:
    lines = (NoticeLine("张三", "草房子", "1", date(2026, 3, 9), 3),)
    at = datetime(2026, 3, 12, 10, 0)
    with pytest.raises(TooLong):
        draw_notice(Notice("", at, (NoticeGroup("四(1)班", lines * 801),)))
    assert draw_notice(Notice("", at, (NoticeGroup("四(1)班", lines * 800),))).height() < 32_768


def test_an_empty_library_has_its_faces_and_nothing_to_save(qtbot: QtBot, kept: Kept) -> None:
    tab = shown(qtbot, kept)
    assert tab.classes.face.isVisible()
    assert not tab.export.isEnabled()
    tab.overdue_button.click()
    assert tab.overdue.face.isVisible()
    assert nameless(tab) == []


def test_what_was_withdrawn_in_the_period_is_listed_with_its_price(
    qtbot: QtBot, kept: Kept, clock: Clock, tmp_path: Path
) -> None:
    desk = kept.around.desk
    book = add_book(desk, "草房子", copies=2)
    change_title(desk, book.title_id, class_no="I287.4", price_fen=2250)
    for copy_id in book.copy_ids:
        change_copy(desk, copy_id, status="withdrawn", withdrawn_day=clock.today.isoformat())
    tab = shown(qtbot, kept, Role.VIEWER)
    tab.withdrawn_button.click()
    assert cells(tab.withdrawn) == [["3月9日", "没有清单", "", "I", "1", "2", "45.00"]]
    assert "2 册" in tab.foot.text()
    assert "¥45.00" in tab.foot.text()
    tab.export_to(tmp_path / "left.xlsx")
    rows = list(load_workbook(tmp_path / "left.xlsx").active.iter_rows(values_only=True))
    assert rows[1][4:] == (1, 2, 45)
    assert rows[-1][0] == tab.foot.text()
    clock.advance(days=1)
    tab.refresh()
    tab.period.setCurrentIndex(
        next(n for n in range(tab.period.count()) if tab.period.itemData(n).first == clock.today)
    )
    assert cells(tab.withdrawn) == []


def test_a_report_that_takes_long_is_read_beside_the_window(
    qtbot: QtBot, kept: Kept, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    at_once = cells(tab.classes), tab.foot.text()
    monkeypatch.setattr(catalogue, "MOMENT", 0)
    for chosen, table in ((tab.overdue_button, tab.overdue), (tab.classes_button, tab.classes)):
        chosen.click()
        assert not tab.export.isEnabled()
        qtbot.waitUntil(tab.export.isEnabled)
        assert len(cells(table)) == 2
    assert (cells(tab.classes), tab.foot.text()) == at_once
