"""What the librarian of the two years does at the real window: opens pages, presses buttons, types, scans."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from libdesk.exchange.fields import ListKind
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.readers.list_page import ReaderListPage
from libdesk.ui.reports.lending_page import LendingReportPage
from libdesk.ui.settings.section import Section
from libdesk.ui.tab import Tab
from libdesk.ui.tabs.import_tab import ImportTab
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.ui.readers import hands
from tests.windows import Seat

PIN: Final = "2468"
TabT = TypeVar("TabT", bound=Tab)


def sign_in(seat: Seat) -> None:
    """F9 and the PIN, typed by hand: a fast run would be taken for a scan."""
    seat.window.activateWindow()
    seat.qtbot.waitUntil(seat.window.isActiveWindow)  # a busy machine may not have come to it yet
    seat.key(Qt.Key.Key_F9)
    seat.qtbot.waitUntil(lambda: seat.child("pin_box").hasFocus())
    for count, digit in enumerate(PIN, 1):
        seat.type(digit)
        seat.qtbot.waitUntil(lambda count=count: len(seat.child("pin_box").text()) == count)
    seat.key(Qt.Key.Key_Return)


def press(seat: Seat, name: str) -> None:
    hands.press(seat.window, name)


def write(seat: Seat, name: str, text: str) -> None:
    """Fill a line and end it with Return."""
    hands.write(seat.window, name, text)
    QTest.keyClick(seat.child(name), Qt.Key.Key_Return)


def words(seat: Seat, name: str) -> str:
    label = seat.child(name)
    assert isinstance(label, QLabel)
    return label.text()


def settled(seat: Seat, work: Callable[[], object]) -> None:
    """Do it and wait until nothing runs beside the desk any more."""
    work()
    seat.qtbot.waitUntil(lambda: not seat.window.jobs.running, timeout=60_000)


def readers_page(seat: Seat, kind: type[TabT]) -> TabT:
    """A page of the readers' tab."""
    tab = seat.window.show_tab("readers_tab")
    assert isinstance(tab, PagedTab)
    page = tab.show_page(kind.NAME)
    assert isinstance(page, kind)
    tab.take_focus()
    return page


def report_page(seat: Seat) -> LendingReportPage:
    """The report on lending."""
    tab = seat.window.show_tab("reports_tab")
    assert isinstance(tab, PagedTab)
    page = tab.show_page(LendingReportPage.NAME)
    assert isinstance(page, LendingReportPage)
    return page


def find(seat: Seat, *names: str) -> ReaderListPage:
    """The readers' list with these readers found and chosen."""
    page = readers_page(seat, ReaderListPage)
    page.look_for(names[0])
    assert any(row.name == names[0] for row in page.list.model.rows()), names
    hands.choose(page, names)
    return page


def section(seat: Seat, name: str) -> Section:
    tab = seat.window.show_tab("settings_tab")
    assert isinstance(tab, SettingsTab)
    tab.show_section(name)
    return tab.sections[tab.section_names().index(name)]


def choose(combo: QComboBox, data: object) -> None:
    """An entry is activated."""
    combo.setCurrentIndex(next(row for row in range(combo.count()) if combo.itemData(row) == data))
    combo.activated.emit(combo.currentIndex())


def read_list(seat: Seat, kind: ListKind, path: Path) -> ImportTab:
    """A file on the import page, read and compared with the library."""
    page = seat.window.show_tab("import_tab")
    assert isinstance(page, ImportTab)
    choose(page.file.kind, kind)
    settled(seat, lambda: page.open_file(path))
    return page


def open_desk(seat: Seat) -> None:
    """The desk, with nobody open."""
    seat.window.show_tab("lending_tab")
    seat.key(Qt.Key.Key_Escape)
