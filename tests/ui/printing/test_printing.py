"""What is printed comes out at its true size, dot for dot; what is stopped is neither kept nor taken as printed."""

import errno
import os
import threading
from io import BytesIO
from pathlib import Path

import pypdfium2.raw as pdfium
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from libdesk import paths
from libdesk.documents.fonts import MM
from libdesk.domain.progress import Progress
from libdesk.ui.printing.paper import Choice, Paper, Sides, keep_choice, last_choice
from libdesk.ui.printing.paper_view import PaperView
from libdesk.ui.printing.print_bar import SOME, THIS
from libdesk.ui.printing.print_pages import PrinterSilent
from libdesk.ui.settings.section import choose
from tests.documents.pdf import opened, scanned, sizes
from tests.ui.printing.papers import A4, Counted, FilePrinters
from tests.ui.surroundings import Kept

LABEL = (50 * MM, 30 * MM)


class Stand:
    """A preview with what it told: the papers that came out."""

    def __init__(self, qtbot: QtBot, kept: Kept, printers: FilePrinters) -> None:
        self.qtbot, self.kept, self.printers = qtbot, kept, printers
        self.view = PaperView(kept.around, "labels", printers=printers)
        self.printed: list[Paper] = []
        self.view.printed.connect(self.printed.append)
        qtbot.addWidget(self.view)
        self.view.resize(560, 400)
        with qtbot.waitExposed(self.view):
            self.view.show()

    def look(self, document: Counted, sides: Sides = Sides.ONE) -> None:
        with self.qtbot.waitSignal(self.view.page_shown):
            self.view.show_paper(document.paper(sides))

    def ended(self) -> None:
        self.qtbot.waitUntil(lambda: not self.view.out.running)

    def print(self) -> bytes:
        """Press Print, wait, and give what the printer wrote."""
        self.view.print_bar.print.click()
        self.ended()
        return self.printers.files[-1].read_bytes()


@pytest.fixture
def stand(qtbot: QtBot, kept: Kept, tmp_path: Path) -> Stand:
    return Stand(qtbot, kept, FilePrinters(tmp_path, "roll", "laser"))


def test_every_page_is_printed_and_its_bars_are_read(stand: Stand) -> None:
    document = Counted(3)
    stand.view.choose_printer("roll")
    stand.look(document)
    pdf = stand.print()
    assert scanned(pdf, dpi=300) == ["P00000", "P00001", "P00002"]
    assert len(stand.printed) == 1
    assert "roll" in stand.kept.said[-1]


class Bars(Counted):
    """Bars three dots wide, every eighth dot of the printer, inset by a tenth of a dot; one across a label."""

    def pdf(self, first: int = 0, last: int | None = None, progress: Progress | None = None) -> bytes:
        dot, out = 72 / self.presses[-1].dpi, BytesIO()
        canvas = Canvas(out, pagesize=A4)
        path = canvas.beginPath()
        for bar in BARS:
            path.rect((bar + 0.1) * dot, 400, 2.8 * dot, 60)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.save()
        return out.getvalue()


BARS = range(40, 1600, 8)


@pytest.mark.parametrize("printer", ["roll", "laser"])
def test_bars_are_printed_on_their_dots_from_one_edge_of_the_page_to_the_other(stand: Stand, printer: str) -> None:
    stand.view.choose_printer(printer)
    stand.look(Bars(1))
    pdf = stand.print()
    dpi = stand.printers.printers[-1].resolution()
    times = dpi // stand.view.press.dpi
    with opened(pdf) as document:
        images = list(document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
        for image in images:  # one of its dots is one of the printer's
            wide, high = image.get_px_size()
            assert image.get_matrix().get()[0] == pytest.approx(wide * 72 / dpi, abs=0.01)
            assert image.get_matrix().get()[3] == pytest.approx(high * 72 / dpi, abs=0.01)
            assert image.get_matrix().get()[4] == pytest.approx(0, abs=0.01)
        pages = [image.get_bitmap().to_pil().convert("L") for image in images]
    seen = [picture for picture in pages if picture.getextrema()[0] == 0]
    _left, top, _right, foot = seen[0].point(lambda value: 255 - value).getbbox()
    row = seen[0].crop((0, (top + foot) // 2, seen[0].width, (top + foot) // 2 + 1)).tobytes()
    black = {at for at, value in enumerate(row) if value < 128}
    assert black == {dot for bar in BARS for dot in range(bar * times, (bar + 3) * times)}
    assert set(row) == {0, 255}  # nothing is smoothed


def test_only_grey_is_sent_of_a_grey_page_and_colour_of_a_coloured_one(stand: Stand) -> None:
    stand.look(Counted(1, size=LABEL))
    assert b"/DeviceGray" in stand.print()


def test_a_page_across_is_printed_across(stand: Stand) -> None:
    stand.look(Counted(1, size=(297 * MM, 210 * MM)))
    assert sizes(stand.print())[0] == pytest.approx((297, 210), abs=0.4)


def test_stopped_midway_it_leaves_no_file_and_no_mark(qtbot: QtBot, stand: Stand) -> None:
    gate = threading.Event()
    document = Counted(5, gate=gate)
    stand.look(document)
    bar = stand.view.print_bar
    bar.print.click()
    qtbot.waitUntil(lambda: bar.progress.maximum() == 5)
    assert bar.stop.isVisible()
    assert not bar.print.isVisible()
    bar.stop.click()
    gate.set()
    stand.ended()
    assert stand.printed == []
    assert document.made[-1] < 4
    assert not stand.printers.files[-1].exists()
    assert bar.print.isVisible()


def test_one_page_or_some_are_not_the_document(qtbot: QtBot, stand: Stand) -> None:
    stand.look(Counted(4, size=LABEL))
    bar = stand.view.print_bar
    bar.more.setChecked(True)
    with qtbot.waitSignal(stand.view.page_shown):
        stand.view.turn(2)
    choose(bar.range, THIS)
    assert scanned(stand.print(), dpi=300) == ["P00002"]
    choose(bar.range, SOME)
    bar.first.setValue(2)
    bar.last.setValue(3)
    assert scanned(stand.print(), dpi=300) == ["P00001", "P00002"]
    assert stand.printed == []
    bar.first.setValue(1)
    bar.last.setValue(4)
    stand.print()
    assert len(stand.printed) == 1


def test_both_sides_are_offered_where_the_document_has_backs(stand: Stand) -> None:
    stand.look(Counted(2))
    bar = stand.view.print_bar
    bar.more.setChecked(True)
    assert not bar.sides.isVisible()
    assert bar.chosen().sides is Sides.ONE
    stand.look(Counted(2, title="cards"), Sides.SHORT)
    assert bar.sides.isVisible()
    assert bar.chosen().sides is Sides.SHORT


def test_what_was_chosen_stands_there_the_next_time(qtbot: QtBot, kept: Kept, stand: Stand, tmp_path: Path) -> None:
    stand.look(Counted(2), Sides.LONG)
    bar = stand.view.print_bar
    bar.more.setChecked(True)
    stand.view.choose_printer("roll")
    bar.copies.setValue(3)
    bar.sides.setCurrentIndex(bar.sides.findData(Sides.SHORT))
    bar.sides.activated.emit(bar.sides.currentIndex())
    assert last_choice(kept.around.pc, "labels") == Choice("roll", 3, "short")
    again = Stand(qtbot, kept, FilePrinters(tmp_path, "roll", "laser"))
    again.look(Counted(2), Sides.LONG)
    order = again.view.print_bar.chosen()
    assert (order.printer, order.copies, order.sides) == ("roll", 3, Sides.SHORT)


def test_a_choice_that_cannot_be_read_is_as_at_first(kept: Kept) -> None:
    for nonsense in ("", "no json", "[]", '{"copies": "many"}', "3"):
        kept.around.pc.keep_text("print/labels", nonsense)
        assert last_choice(kept.around.pc, "labels") == Choice()
    keep_choice(kept.around.pc, "labels", Choice("x", 1_000, "sideways"))
    assert last_choice(kept.around.pc, "labels") == Choice("x", 99)


def test_without_a_printer_the_document_is_saved(qtbot: QtBot, kept: Kept, tmp_path: Path) -> None:
    stand = Stand(qtbot, kept, FilePrinters(tmp_path))
    document = Counted(3)
    stand.look(document)
    bar = stand.view.print_bar
    assert not bar.print.isVisible()
    assert bar.save.property("role") == "next"
    assert not bar.printer.isEnabled()
    assert bar.printer.currentText()
    stand.view.print_paper()
    path = tmp_path / "saved.pdf"
    stand.view.save_paper(path)
    stand.ended()
    assert scanned(path.read_bytes(), dpi=300) == ["P00000", "P00001", "P00002"]
    assert len(stand.printed) == 1
    assert not list(tmp_path.glob("*.part"))


def test_a_full_disk_is_told_and_leaves_nothing(stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    stand.look(Counted(1))
    monkeypatch.setattr(Path, "write_bytes", full)
    stand.view.save_paper(tmp_path / "saved.pdf")
    stand.ended()
    assert "saved.pdf" in stand.kept.said[-1]
    assert stand.printed == []
    assert not list(tmp_path.glob("saved*"))


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(stand: Stand, tmp_path: Path) -> None:
    stand.look(Counted(1))
    (tmp_path / "laser-0.pdf").mkdir()
    stand.view.print_bar.print.click()
    stand.ended()
    assert stand.kept.said == [PrinterSilent("laser").text()]
    assert stand.printed == []


def test_a_paper_that_the_printer_does_not_know_is_said_before_printing(
    qtbot: QtBot, kept: Kept, tmp_path: Path
) -> None:
    a4 = QPageSize.PageSizeId.A4
    stand = Stand(qtbot, kept, FilePrinters(tmp_path, "laser", able=(a4,)))
    stand.look(Counted(1))
    assert not stand.view.fault.isVisible()
    stand.look(Counted(1, size=(50 * MM, 30 * MM), title="roll"))
    assert stand.view.fault.isVisible()
    assert "50 × 30 mm" in stand.view.fault.text()


def test_copies_are_left_to_the_printer(stand: Stand) -> None:
    stand.look(Counted(2, size=LABEL))
    stand.view.print_bar.copies.setValue(4)
    pdf = stand.print()
    assert stand.printers.printers[-1].copyCount() == 4
    with opened(pdf) as document:
        assert len(document) == 2


def test_what_is_chosen_in_the_systems_own_dialog_is_printed(qtbot: QtBot, stand: Stand) -> None:
    stand.look(Counted(2, size=LABEL))
    bar = stand.view.print_bar
    bar.more.setChecked(True)
    bar.copies.setValue(2)
    bar.dialog.click()
    dialog = stand.view.findChild(QDialog, "system_print_dialog")
    assert isinstance(dialog, QDialog)
    assert not dialog.isModal()
    bar.dialog.click()
    assert len(stand.view.findChildren(QDialog, "system_print_dialog")) == 1
    with qtbot.waitSignal(stand.view.printed):
        dialog.accept()
    assert scanned(stand.printers.files[-1].read_bytes(), dpi=300) == ["P00000", "P00001"]
    assert stand.printers.printers[-1].copyCount() == 2


def test_the_systems_dialog_that_is_left_prints_nothing(stand: Stand) -> None:
    stand.look(Counted(2, size=LABEL))
    stand.view.print_bar.dialog.click()
    dialog = stand.view.findChild(QDialog, "system_print_dialog")
    assert isinstance(dialog, QDialog)
    dialog.reject()
    assert not stand.view.out.running
    assert stand.printed == []


def test_the_systems_viewer_gets_the_whole_document(
    qtbot: QtBot, stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBDESK_DATA", str(tmp_path / "data"))
    paths.data_dir.cache_clear()
    shown: list[Path] = []
    stand.view.out.opener = lambda path: shown.append(path) is None
    stand.look(Counted(3, size=LABEL))
    stand.view.print_bar.viewer.click()
    qtbot.waitUntil(lambda: bool(shown))
    paths.data_dir.cache_clear()
    assert scanned(shown[0].read_bytes(), dpi=300) == ["P00000", "P00001", "P00002"]
    assert stand.printed == []
