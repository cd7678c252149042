"""The import page: a file and its guesses, what would be done, writing it, stopping it, undoing it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.exchange.fields import Field, ListKind
from libdesk.ui import theme
from libdesk.ui.bridge import Bridge
from libdesk.ui.jobs import Jobs, Lane
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.tab import Surroundings
from libdesk.ui.tabs.import_tab import ImportTab
from tests.builders import add_book, add_reader

BOOKS = [
    ["书名", "作者", "ISBN", "条码"],
    ["活着", "余华", "9787506365437", "T1"],
    ["草房子", "曹文轩", "9.79E+12", "T2"],
]
ROSTER = [
    ["阳光小学名册"], ["姓名", "班级", "学号", "身份证件号", "校园卡号"],
    ["张三", "四(1)班", "1", "110105201601011234", "0000001"],
    ["李四", "四(1)班", "2", "110105201602021234", "0000002"],
]  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[ImportTab]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, scheme="light")
    bridge, jobs, said = Bridge(), Jobs(desk), list[str]()
    desk.listeners.append(bridge.tell)
    tab = ImportTab(Surroundings(desk, bridge, jobs, PcSettings(tmp_path / "pc.ini"), said.append, lambda _name: None))
    bridge.changed.connect(lambda change: tab.refresh() if change.topics & tab.TOPICS else None)
    qtbot.addWidget(tab)
    tab.resize(911, 360)
    tab.show()
    yield tab
    jobs.wait_and_close()


def csv(folder: Path, rows: list[list[str]], name: str = "list.csv", encoding: str = "gb18030") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode(encoding))
    return path


def settled(qtbot: QtBot, page: ImportTab, what: Callable[[], object]) -> None:
    """Do something and wait until no job of the page runs any more."""
    what()
    qtbot.waitUntil(lambda: not page.around.jobs.running, timeout=20_000)


def shown(widget: QWidget) -> bool:
    return not widget.isHidden()


def count(desk: Desk, table: str) -> int:
    return int(desk.library.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def choose(page: ImportTab, at: int, field: Field | None) -> None:
    combo = page.sample.combos[at]
    combo.setCurrentIndex(combo.findData(field))
    combo.activated.emit(combo.currentIndex())


def test_guesses_and_counts_stand_there_before_anything_is_written(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    assert shown(page.page.face)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert page.file.encoding.currentData() == "gb18030"
    assert page.file.header.value() == 1
    assert [combo.currentData() for combo in page.sample.combos] == [
        Field.TITLE, Field.AUTHOR, Field.ISBN, Field.BARCODES,
    ]  # fmt: skip
    assert page.summary.counts.accessibleName()
    assert [row.line for row in page.summary.table.model.rows()] == [3]  # the ISBN that the spreadsheet has ruined
    assert shown(page.foot.start)
    assert count(desk, "title") == 0


def test_a_list_is_written_in_one_step_and_undone_in_one(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    settled(qtbot, page, page.foot.start.click)
    assert count(desk, "copy") == 2
    assert shown(page.foot.undo)
    assert not shown(page.foot.start)
    settled(qtbot, page, page.foot.undo.click)
    assert count(desk, "copy") == 0
    assert shown(page.foot.start)


def test_the_last_import_can_be_undone_after_another_file_and_after_a_restart(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert not shown(page.page.last)
    settled(qtbot, page, page.foot.start.click)
    settled(qtbot, page, page.refresh)
    assert not shown(page.page.last), "its own button stands at the foot"
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER, "roster.csv")))
    settled(qtbot, page, page.refresh)
    assert shown(page.page.last)
    again = ImportTab(page.around)
    qtbot.addWidget(again)
    settled(qtbot, page, again.show)
    assert shown(again.page.last)
    assert "2" in again.page.last.words.text()
    settled(qtbot, page, again.page.last.undo.click)
    settled(qtbot, page, again.refresh)
    assert count(desk, "copy") == 0
    assert not shown(again.page.last)


def test_an_import_that_something_later_stands_on_is_not_offered_for_undo(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    reader = add_reader(desk, "张三")
    book = add_book(desk, "活着")
    settled(qtbot, page, page.refresh)
    assert shown(page.page.last)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    settled(qtbot, page, page.page.last.undo.click)
    assert page.foot.words.text(), "the line was old: the undo itself says why not"
    assert count(desk, "title") == 1
    settled(qtbot, page, page.refresh)
    assert not shown(page.page.last)


def test_a_kind_chosen_by_hand_holds_only_for_files_that_have_its_columns(
    qtbot: QtBot, page: ImportTab, tmp_path: Path
) -> None:
    page.file.kind.setCurrentIndex(page.file.kind.findData(ListKind.READERS))
    page.file.kind.activated.emit(1)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert page.file.kind.currentData() == ListKind.BOOKS
    assert page.file.header.value() == 1
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    assert page.file.kind.currentData() == ListKind.READERS


def test_refused_rows_of_open_loans_are_saved_without_personal_numbers(
    qtbot: QtBot, page: ImportTab, tmp_path: Path
) -> None:
    listed = [["图书条码", "书名", "读者证号", "姓名", "借出日期"]]
    listed += [[f"T{n}", f"书{n}", f"C{n}", "张三", "2026-03-02"] for n in range(1, 9)]
    listed[3][1] = "110105201601011234"
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, listed)))
    assert page.file.kind.currentData() == ListKind.LOANS
    page.save_refused(tmp_path / "refused.xlsx")
    cells = [cell.value for row in load_workbook(tmp_path / "refused.xlsx").active.rows for cell in row]
    assert "T3" in cells
    assert not any("110105" in str(cell) for cell in cells)


def test_a_publishers_number_is_left_out_and_can_be_taken_as_accession_number(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    listed = [["编号", "书名", "著者", "ISBN"], ["643335", "活着", "余华", "7-80679-915-X"]]
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, listed)))
    assert page.sample.combos[0].currentData() is None
    settled(qtbot, page, lambda: choose(page, 0, Field.ACCESSION_NOS))
    settled(qtbot, page, page.foot.start.click)
    assert desk.library.connection.execute("SELECT accession_no FROM copy").fetchall() == [("643335",)]


def test_every_guess_can_be_changed(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    settled(qtbot, page, lambda: choose(page, 1, Field.TITLE))
    assert [combo.currentData() for combo in page.sample.combos][:2] == [None, Field.TITLE]
    settled(qtbot, page, lambda: choose(page, 1, None))
    assert not shown(page.foot.start)
    assert page.foot.words.text()
    settled(qtbot, page, lambda: page.file.header.setValue(2))
    assert page.sample.view.model().index(0, 0).data() == "活着"
    page.file.encoding.setCurrentIndex(page.file.encoding.findData("utf-8"))
    settled(qtbot, page, lambda: page.file.encoding.activated.emit(0))
    assert page.file.encoding.currentData() == "utf-8"
    page.file.kind.setCurrentIndex(page.file.kind.findData(ListKind.READERS))
    settled(qtbot, page, lambda: page.file.kind.activated.emit(1))
    assert page.sample.combos[0].findData(Field.NAME) >= 0


def test_what_is_personal_is_named_hidden_and_never_written(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    assert page.file.kind.currentData() == ListKind.READERS
    assert "身份证件号" in page.file.dropped.text()
    assert not page.sample.combos[3].isEnabled()
    assert "110105" not in str(page.sample.view.model().index(1, 3).data())
    settled(qtbot, page, page.foot.start.click)
    assert count(desk, "reader") == 2
    assert not any("110105" in line for line in desk.library.connection.iterdump())


def test_sheets_are_read_together_or_one_by_one(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    for number in (1, 2, 3):
        sheet = book.create_sheet(f"四({number})班")
        sheet.append(["座号", "姓名"])
        sheet.append([1, f"王{'一二三'[number - 1]}"])
    book.save(tmp_path / "roster.xlsx")
    settled(qtbot, page, lambda: page.open_file(tmp_path / "roster.xlsx"))
    assert page.file.sheet.count() == 4
    assert page._plan is not None
    assert page._plan.counts.new == 3
    page.file.sheet.setCurrentIndex(2)
    settled(qtbot, page, lambda: page.file.sheet.activated.emit(2))
    assert page._plan is not None
    assert page._plan.counts.new == 1


def test_a_file_that_cannot_be_used_is_told_in_the_page(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"%PDF-1.4 no list")
    settled(qtbot, page, lambda: page.open_file(path))
    assert "list.xlsx" in page.file.fault.text()
    assert shown(page.file.fault)
    assert not shown(page.foot.start)
    assert QApplication.activeModalWidget() is None
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert not shown(page.file.fault)


def test_rows_not_taken_are_saved_with_their_reasons(qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path) -> None:
    add_book(desk, "别的书", barcodes=["T1"])
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, [*BOOKS, ["", "无名氏", "", "T9"]])))
    assert shown(page.summary.save)
    assert page.summary.table.model.rows()[0].name == "活着"
    page.save_refused(tmp_path / "refused.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "refused.xlsx").active.rows]
    assert [row[3] for row in rows] == ["条码", "T1", "T9"]
    assert "别的书" in str(rows[1][-1])


def test_a_clash_of_cards_and_barcodes_is_settled_on_the_page(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    add_book(desk, "活着", barcodes=["0000001"])
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    assert shown(page.choices.clash_button.parentWidget())
    settled(qtbot, page, page.choices.clash_button.click)
    assert page._plan is not None
    assert page._plan.counts.faulty == 0
    assert shown(page.choices.prefix_done)
    page.choices.clash_prefix.setText("12")
    settled(qtbot, page, page.choices.clash_button.click)
    assert "12" in page.foot.words.text()


def test_the_page_says_which_cards_left_their_number_to_a_book(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    add_reader(desk, "张三", card="T1")
    add_reader(desk, "李四", card="X9")
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    assert "T1" in page.choices.clash.text()
    assert "X9" not in page.choices.clash.text()
    settled(qtbot, page, page.choices.clash_button.click)
    assert "RT1" in page.choices.prefix_done.text()
    settled(qtbot, page, page.foot.start.click)
    codes = {code for (code,) in desk.library.connection.execute("SELECT code_key FROM barcode WHERE reader_id > 0")}
    assert codes == {"RT1", "X9", "RX9"}


def test_the_same_list_again_adds_no_copies_unless_it_is_said(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    plain = csv(tmp_path, [row[:3] for row in BOOKS])
    settled(qtbot, page, lambda: page.open_file(plain))
    settled(qtbot, page, page.foot.start.click)
    settled(qtbot, page, lambda: page.open_file(plain))
    assert not shown(page.foot.start)
    assert shown(page.choices.again)
    settled(qtbot, page, page.choices.add_copies.click)
    settled(qtbot, page, page.foot.start.click)
    assert count(desk, "copy") == 4


def test_those_missing_are_marked_as_left_only_when_ticked(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    add_reader(desk, "走了", entry_year=2022, class_no=1)
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, ROSTER)))
    assert shown(page.choices.mark_left)
    assert not page.choices.mark_left.isChecked()
    settled(qtbot, page, page.choices.mark_left.click)
    settled(qtbot, page, page.foot.start.click)
    assert desk.library.connection.execute("SELECT name FROM reader WHERE state = 'left'").fetchall() == [("走了",)]


def test_a_numbering_that_cannot_be_printed_stops_the_import_and_says_so(
    qtbot: QtBot, page: ImportTab, tmp_path: Path
) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    page.choices.prefix.setText("书")
    settled(qtbot, page, page.choices.changed.emit)
    assert shown(page.choices.numbering_fault)
    assert not shown(page.foot.start)


def test_a_stopped_import_leaves_the_library_and_the_page_as_they_were(
    qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path
) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    hold = threading.Event()
    page.around.jobs.start(Lane.LIBRARY, "before", lambda _d, _p: hold.wait(10), lambda _r: None, lambda _e: None)
    page.foot.start.click()
    assert not page.file.isEnabled()
    page.foot.stop.click()
    settled(qtbot, page, hold.set)
    assert count(desk, "title") == 0
    assert page.file.isEnabled()
    assert shown(page.foot.start)


def test_a_change_of_the_library_plans_anew(qtbot: QtBot, page: ImportTab, desk: Desk, tmp_path: Path) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    add_book(desk, "别的书", barcodes=["T1"])
    settled(qtbot, page, page.refresh)
    assert page._plan is not None
    assert page._plan.counts.faulty == 1


def test_a_file_can_be_dropped_on_the_page(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(csv(tmp_path, BOOKS)))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    settled(qtbot, page, lambda: page.dropEvent(drop))
    assert page.file.file_name.text() == "list.csv"


def test_the_keyboard_reaches_everything_from_top_to_bottom(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    settled(qtbot, page, lambda: page.open_file(csv(tmp_path, BOOKS)))
    page.activateWindow()
    page.file.kind.setFocus()
    reached: list[str] = []
    while (focus := QApplication.focusWidget()) is not None and focus.objectName() not in reached:
        reached.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert reached == [
        "import_kind", "import_file_button", "import_encoding", "import_header_row", "import_column_0",
        "import_column_1", "import_column_2", "import_column_3", "import_sample_rows", "import_add_copies",
        "import_barcode_prefix", "import_barcode_digits", "import_give_accession", "rows", "import_start",
    ]  # fmt: skip


def test_every_field_has_a_name_and_the_page_fits_a_small_screen(qtbot: QtBot, page: ImportTab, tmp_path: Path) -> None:
    for rows in (BOOKS, ROSTER):
        settled(qtbot, page, lambda rows=rows: page.open_file(csv(tmp_path, rows)))
        assert page.minimumSizeHint().width() <= 900
        assert page.minimumSizeHint().height() <= 300
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                face = QAccessible.queryAccessibleInterface(widget)
                inside = widget.objectName().startswith("qt_")  # parts of Qt's own compound fields
                assert inside or face.text(QAccessible.Text.Name), widget.objectName() or type(widget)
