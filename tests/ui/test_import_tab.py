"""The import page: a file and its guesses, what would be done, writing it, stopping it, undoing it."""

import threading
from pathlib import Path

from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.exchange.fields import Field, ListKind
from libdesk.ui.jobs import Lane
from libdesk.ui.tabs.import_tab import ImportTab
from tests.builders import add_book
from tests.ui.import_stand import BOOKS, ROSTER, choose, count, csv, settled, shown


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
    library = desk.library.path
    assert not any(b"110105" in part.read_bytes() for part in library.parent.glob(f"{library.name}*"))


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


def test_a_sheet_of_instructions_beside_a_list_of_books_becomes_no_books(
    qtbot: QtBot, page: ImportTab, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.title = "说明"
    for line in ("请勿修改表头", "1. 书名必填", "2. 条码不可重复"):
        book.active.append([line])
    sheet = book.create_sheet("图书")
    for row in BOOKS[:2]:
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    settled(qtbot, page, lambda: page.open_file(tmp_path / "list.xlsx"))
    assert page._plan is not None
    assert page._plan.counts.new == 1
    assert "说明" in page.file.passed_over.text()
    assert shown(page.file.passed_over)
    settled(qtbot, page, lambda: page.file.sheet_changed.emit(0))
    assert page._plan.counts.new == 3, "what a person chooses is read"


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
        "import_kind", "import_file_button", "import_encoding", "import_header_row", "import_lead_go",
        "import_column_0", "import_column_1", "import_column_2", "import_column_3", "import_sample_rows",
        "import_add_copies", "import_fields", "import_barcode_prefix", "import_barcode_digits", "import_give_accession",
        "rows", "import_start", "show_import_view", "show_pool_view",
        "show_export_view",
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
