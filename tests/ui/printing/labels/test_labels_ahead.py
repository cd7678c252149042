"""Barcodes ahead: kept and printed at the window, registered by a scan, known for what they are at the desk."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.store.queries import code_runs
from libdesk.ui.cataloguing.adding.page import AddingPage
from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.printing.labels_page.page import LabelsPage
from tests.builders import add_reader, count
from tests.documents.pdf import scanned
from tests.ui.printing.labels.hands import catalogue, labels_page, save, see
from tests.windows import Seat


def test_barcodes_are_kept_printed_and_registered_later(
    page: LabelsPage, seat: Seat, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page.kinds.buttons[What.AHEAD].click()
    page.runs.count.setValue(6)
    page.runs.note.setFocus()
    seat.type("一年级书架")
    seat.key(Qt.Key.Key_Return)
    see(page, qtbot, 6)
    kept = scanned(save(page, qtbot, tmp_path / "ahead.pdf"), dpi=300)
    assert sorted(kept) == [f"{n:07d}" for n in range(31, 37)]
    assert count(desk, "SELECT count(*) FROM printed") == 0
    adding = catalogue(seat, "adding_page")
    assert isinstance(adding, AddingPage)
    adding.add_to_title(1)
    adding.scan_target.scanned.emit("0000033", False)
    labels_page(seat)
    run = page.runs.run
    assert run is not None
    assert (run.used, run.note) == (1, "一年级书架")
    assert not page.runs.release.isEnabled()
    page.runs.left_only.click()
    see(page, qtbot, 5)


def test_at_the_desk_a_kept_label_is_told_to_be_on_no_book_yet(seat: Seat, page: LabelsPage, desk: Desk) -> None:
    page.kinds.buttons[What.AHEAD].click()
    page.runs.keep.click()
    reader = add_reader(desk, "李小雨")
    seat.window.show_tab("lending_tab")
    seat.scan(reader.card)
    assert "还不在任何书上" in seat.scan("0000040")
    assert seat.window.lending.session.state.reader_id == reader.id


def test_kept_numbers_are_taken_back_by_f8_or_given_back(page: LabelsPage, seat: Seat, desk: Desk) -> None:
    page.kinds.buttons[What.AHEAD].click()
    page.runs.keep.click()
    page.take_focus()
    seat.key(Qt.Key.Key_F8)
    assert code_runs.runs(desk.library) == []
    page.runs.keep.click()
    page.runs.release.click()
    assert code_runs.runs(desk.library) == []
