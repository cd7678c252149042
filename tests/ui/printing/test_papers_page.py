"""The page of paper in the window: sheets are copied and changed as typed, printers measured; the desk goes on."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.outcome import Outcome
from libdesk.domain.press import FRAME, Press, ruler_for
from libdesk.store.queries.sheets import own_sheets
from libdesk.ui.printing.papers_page.page import PapersPage
from libdesk.ui.printing.presses import press_of
from libdesk.ui.settings.section import choose
from libdesk.ui.tabs.print_tab import PrintTab
from tests.builders import add_book, add_reader
from tests.documents.pdf import sizes
from tests.ui.printing.papers import Counted, FilePrinters
from tests.ui.surroundings import Kept, at_work, nameless
from tests.windows import Seat


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, tmp_path: Path) -> PapersPage:
    return at_work(qtbot, kept, PapersPage(kept.around, printers=FilePrinters(tmp_path, "laser", "roll")), height=330)


def test_a_sheet_is_copied_changed_as_typed_and_kept(page: PapersPage, desk: Desk) -> None:
    page.sheets_button.click()
    sheets = page.sheets
    assert sheets.list.select("l7160")
    assert sheets.form.left.isReadOnly()
    assert not sheets.keep.isVisible()
    sheets.copy.click()
    assert sheets.form.name.hasFocus()
    QTest.keyClicks(sheets.form.name, "ours")
    sheets.form.left.setValue(30)
    assert sheets.form.fault.text()
    assert not sheets.keep.isEnabled()
    sheets.form.left.setValue(7)
    assert not sheets.form.fault.text()
    sheets.keep.click()
    (kept,) = own_sheets(desk.library).values()
    assert (kept.name, kept.left, kept.rows) == ("ours", 7, 7)
    assert not sheets.keep.isEnabled()
    sheets.remove.click()
    assert own_sheets(desk.library) == {}


def test_a_name_that_is_taken_is_told_beside_the_form(page: PapersPage, desk: Desk) -> None:
    page.show_view(page.sheets)
    page.sheets.copy_sheet()
    page.sheets.copy_sheet()
    first, second = own_sheets(desk.library).values()
    assert first.name != second.name
    page.sheets.form.name.selectAll()
    QTest.keyClicks(page.sheets.form.name, "x")
    page.sheets.form.name.setText(first.name)
    page.sheets.keep_change()
    assert first.name in page.sheets.form.fault.text()


def test_what_is_being_typed_stays_while_the_library_changes(page: PapersPage, desk: Desk) -> None:
    page.show_view(page.sheets)
    page.sheets.copy_sheet()
    page.sheets.form.top.setValue(12.5)
    page.refresh()
    assert page.sheets.form.top.value() == 12.5


def test_a_printer_is_measured_and_prints_where_it_should(page: PapersPage) -> None:
    printers, pc = page.printers, page.around.pc
    assert printers.list.select("roll")
    assert printers.dots.currentData() == 203  # as its driver says
    printers.across.setValue(99)
    printers.left.setValue(11)
    press = press_of(pc, "roll")
    assert press.dpi == 203
    assert press.moved(FRAME, FRAME)[0] * 0.99 + (11 - 9.9) == pytest.approx(10, abs=0.01)
    assert press_of(pc, "laser") == Press()
    printers.across.setValue(80)
    assert "5" in printers.words.text()
    assert press_of(pc, "roll") == press  # what cannot be is not kept
    printers.reset.click()
    assert press_of(pc, "roll") == Press(203)
    assert printers.across.value() == 100


def test_the_ruler_page_is_looked_at_and_printed_on_that_printer(
    qtbot: QtBot, page: PapersPage, tmp_path: Path
) -> None:
    page.printers.list.select("roll")
    with qtbot.waitSignal(page.paper.page_shown):
        page.printers.ruler.click()
    assert page.paper.print_bar.name == "roll"
    with qtbot.waitSignal(page.paper.printed):
        page.paper.print_bar.print.click()
    assert (tmp_path / "roll-0.pdf").stat().st_size > 1000
    page.back.click()
    assert page.printers.isVisible()


def test_the_test_page_of_a_sheet_is_looked_at(qtbot: QtBot, page: PapersPage) -> None:
    page.show_view(page.sheets)
    page.sheets.list.select("l7651")
    with qtbot.waitSignal(page.paper.page_shown):
        page.sheets.test.click()
    page.back.click()
    assert page.sheets.isVisible()


def test_a_roll_is_measured_on_its_own_paper(qtbot: QtBot, page: PapersPage, tmp_path: Path) -> None:
    printers, pc = page.printers, page.around.pc
    printers.list.select("roll")
    assert printers.page.currentText() == "A4"
    choose(printers.page, (50.0, 30.0))
    printers.page.activated.emit(printers.page.currentIndex())
    wanted = ruler_for(50, 30)
    assert (printers.left.value(), printers.across.value()) == (wanted.frame, wanted.across)
    assert f"{wanted.across:g}" in printers.words.text()
    printers.left.setValue(wanted.frame + 0.5)
    assert press_of(pc, "roll").dx == -0.5
    with qtbot.waitSignal(page.paper.page_shown):
        printers.ruler.click()
    with qtbot.waitSignal(page.paper.printed):
        page.paper.save_paper(tmp_path / "ruler.pdf")
    assert [tuple(map(round, size)) for size in sizes((tmp_path / "ruler.pdf").read_bytes())] == [(50, 30)]
    page.back.click()
    printers.list.select("laser")
    assert printers.page.currentText() == "A4"
    printers.list.select("roll")
    assert tuple(printers.page.currentData()) == (50, 30)


def test_without_a_printer_it_is_said_why_there_is_nothing_to_measure(
    qtbot: QtBot, kept: Kept, page: PapersPage, tmp_path: Path
) -> None:
    none = page.findChild(QLabel, "printers_none")
    assert isinstance(none, QLabel)
    assert not none.isVisible()
    lonely = PapersPage(kept.around, printers=FilePrinters(tmp_path))
    qtbot.addWidget(lonely)
    with qtbot.waitExposed(lonely):
        lonely.show()
    none = lonely.findChild(QLabel, "printers_none")
    assert isinstance(none, QLabel)
    assert none.isVisible()
    assert not lonely.printers.ruler.isVisible()


def test_every_view_is_named(page: PapersPage) -> None:
    for view in (page.printers, page.sheets):
        page.show_view(view)
        assert nameless(page) == []


def test_a_sheet_is_brought_back_by_f8_on_its_page(seat: Seat, desk: Desk) -> None:
    seat.window.role_changed()
    tab = seat.window.show_tab(PrintTab.NAME)
    assert isinstance(tab, PrintTab)
    page = tab.show_page(PapersPage.NAME)
    assert isinstance(page, PapersPage)
    page.show_view(page.sheets)
    page.sheets.copy_sheet()
    page.sheets.remove_sheet()
    assert own_sheets(desk.library) == {}
    seat.key(Qt.Key.Key_F8)
    assert len(own_sheets(desk.library)) == 1
    assert tab.isVisible()


def test_scans_go_on_while_a_document_is_made(seat: Seat, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    reader, book = add_reader(desk, "李小雨"), add_book(desk, "城南旧事")
    seat.window.role_changed()
    tab = seat.window.show_tab(PrintTab.NAME)
    assert isinstance(tab, PrintTab)
    page = tab.show_page(PapersPage.NAME)
    assert isinstance(page, PapersPage)
    page.show_view(page.paper)
    gate = threading.Event()
    with qtbot.waitSignal(page.paper.page_shown):
        page.paper.show_paper(Counted(3, gate=gate).paper())
    page.paper.save_paper(tmp_path / "long.pdf")
    assert page.paper.out.running
    seat.window.show_tab("lending_tab")
    seat.scan(reader.card)
    seat.scan(book.barcodes[0])
    assert seat.outcome is Outcome.LENT
    with qtbot.waitSignal(page.paper.printed):
        gate.set()
