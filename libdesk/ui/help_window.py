"""Help beside the desk, offline: one short page a screen, opened at the screen one is on, searchable."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from libdesk.i18n import _, language
from libdesk.paths import resource
from libdesk.ui import icons, theme
from libdesk.ui.parts import button

# The pages in the order in which a new librarian reads them; the names are those of the tabs where there is one.
PAGES: Final = (
    "lending_tab", "refused", "find_tab", "reader_screen", "reader_list_page", "class_session_page",
    "owed_page", "holds_page", "leavers_page", "titles_page", "adding_page", "arrivals_page", "orders_page",
    "batches_page", "withdrawals_page", "registers_page", "classes_page", "trolley_page", "repairs_page",
    "periodicals_page", "binding_page", "shelf_reading_page", "stocktake_page", "shelves_page",
    "today_page", "calendar_page", "plan_page", "helpers_page", "roster_page", "practice_page", "activities_page",
    "aids_page", "timetable_page", "service_page", "publish_page", "term_end_page", "summary_page", "cards_page",
    "class_sheets_page", "labels_page", "lists_page", "papers_page", "import_tab",
    "suppliers_records", "export", "lending_report_page", "further_reports_page",
    "leaders_report_page", "targets_page", "yearly_sheet_page", "settings_tab", "general_section", "lending_rules",
    "holiday_lending",
    "try_loan", "calendar_section", "hours_section", "cataloguing_section", "places_section", "privacy",
    "helpers_section", "staff_section", "sounds_section", "backup_section", "printing_section", "journal",
    "first_day", "setting_up", "library_place", "keys", "safety",
)  # fmt: skip

LARGE: Final = 1.3  # beyond this size of the text, two pages of the list have to do


@cache
def page_text(name: str, code: str) -> str:
    """The Markdown of one page in a language."""
    path: Path = resource("help", code, f"{name}.md")
    return path.read_text("utf-8")


@cache
def plain_text(name: str, code: str) -> str:
    """What is read on a page, without the marks of Markdown, for looking in it."""
    return re.sub(r"[*|`#_]+", "", page_text(name, code)).casefold()


def pages_with(text: str, code: str) -> list[str]:
    """The pages that hold every word that was typed, all of them for none."""
    words = text.casefold().split()
    return [name for name in PAGES if all(word in plain_text(name, code) for word in words)]


def page_title(name: str, code: str) -> str:
    return page_text(name, code).partition("\n")[0].lstrip("# ").strip()


class HelpPanel(QDockWidget):
    """Stands at the right of the window; scans go on to the desk's own box while it is open."""

    card_asked = Signal()
    """The desk card is to be printed."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(_("Help"), window)
        self.setObjectName("help_panel")
        self._came_from: QWidget | None = None
        self.search = QLineEdit()
        self.search.setObjectName("help_search")
        self.search.setPlaceholderText(_("Look in the help"))
        self.search.setAccessibleName(_("Look in the help"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("help_pages")
        self.list.setAccessibleName(_("Help pages"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # it would hide a page
        self.page = QTextBrowser()
        self.page.setObjectName("help_page")
        self.page.setAccessibleName(_("Help page"))
        self.card = button("help_desk_card", _("Print the desk card"), self.card_asked.emit, icon=icons.PRINT)
        self.card.setToolTip(_("One page to lie at the desk: how to lend and return, the keys, the colours"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.page, 4)
        column.addWidget(self.card)
        self.setWidget(inside)
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
        self.search.textChanged.connect(self._look)
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self._look("")
        rows = 2 if theme.current().factor > LARGE else 5
        self.list.setMinimumHeight(rows * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth())

    def open_at(self, name: str) -> None:
        """Show a page; the keyboard is in the field to look with until the help is closed."""
        inside = self.isAncestorOf(before) if (before := QApplication.focusWidget()) is not None else False
        self._came_from = self._came_from if inside else before
        self.show()
        self.search.setFocus()
        self.search.clear()
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.list.setCurrentRow(row)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The keyboard goes back to where it was."""
        back, self._came_from = self._came_from, None
        super().closeEvent(event)
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _look(self, text: str) -> None:
        """List the pages that hold every word that was typed."""
        self.list.clear()
        for name in pages_with(text, language()):
            item = QListWidgetItem(page_title(name, language()))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self.page.setPlainText(_("No help page holds these words. Try fewer or other words."))

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page.setMarkdown(page_text(str(item.data(Qt.ItemDataRole.UserRole)), language()))


def show_help(window: QMainWindow, name: str, card: Callable[[], object] | None = None) -> None:
    """Open the help at a page; when it stands there already at this page, close it. `card` prints the desk card."""
    panel = window.findChild(HelpPanel)
    if panel is None:
        panel = HelpPanel(window)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)
        panel.card.setVisible(card is not None)
        if card is not None:
            panel.card_asked.connect(card)
    elif panel.isVisible():
        panel.close()
        return
    panel.open_at(name if name in PAGES else PAGES[0])
