"""The page of labels at the real window of a small library, and hands that click it together."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.label_choice import Source
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.printing.labels_page.page import LabelsPage
from libdesk.ui.settings.section import choose
from libdesk.ui.tab import Tab
from tests.documents.pdf import pictures, read_codes
from tests.windows import Seat

COPIES = 30


def labels_page(seat: Seat) -> LabelsPage:
    made = seat.open("print_tab", "labels_page")
    assert isinstance(made, LabelsPage)
    return made


def catalogue(seat: Seat, name: str) -> Tab:
    tab = seat.window.show_tab("catalogue_tab")
    assert isinstance(tab, PagedTab)
    return tab.show_page(name)


def print_tab_page(seat: Seat) -> LabelsPage:
    """The page that a jump has opened."""
    tab = seat.window.tabs.current
    assert isinstance(tab, PagedTab)
    assert isinstance(tab.page, LabelsPage)
    return tab.page


def see(page: LabelsPage, qtbot: QtBot, labels: int) -> None:
    """Wait for the preview of so many labels."""
    qtbot.waitUntil(lambda: page._made is not None and page._made.labels == labels and page.paper.count > 0)
    qtbot.waitUntil(lambda: page.missing.checked is page._made and not page.missing.running)
    qtbot.waitUntil(lambda: not page.around.jobs.running)


def see_nothing(page: LabelsPage, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not page._finding.running and page._made is None and page.paper.face.isVisible())
    return page.paper.face.accessibleName()


def take(page: LabelsPage, what: What, source: Source | None = None, *, unprinted: bool = False) -> None:
    """As a person clicks it together."""
    page.kinds.buttons[what].click()
    if page.copies.unprinted.isChecked() != unprinted:
        page.copies.unprinted.click()
    if source is not None:
        choose(page.copies.source, source)
        page.copies.source.activated.emit(page.copies.source.currentIndex())


def save(page: LabelsPage, qtbot: QtBot, path: Path) -> bytes:
    with qtbot.waitSignal(page.paper.printed):
        page.paper.save_paper(path)
    return path.read_bytes()


def press(widget: object, name: str) -> None:
    from PySide6.QtWidgets import QWidget

    assert isinstance(widget, QWidget)
    button = widget.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    assert not button.isHidden()
    button.click()


def all_codes(desk: Desk) -> list[str]:
    return sorted(row[0] for row in desk.library.fetch("SELECT printed FROM barcode WHERE copy_id IS NOT NULL"))


def scanned_of(pdf: bytes, page: int) -> list[str]:
    from zxingcpp import BarcodeFormat

    return read_codes(pictures(pdf, dpi=300)[page], BarcodeFormat.Code128, BarcodeFormat.EAN13)
