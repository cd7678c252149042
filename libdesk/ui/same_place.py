"""When the window is built anew, for another language or size, a person stays where they were: tab, page and field."""

from typing import NamedTuple

from PySide6.QtWidgets import QApplication, QWidget

from libdesk.ui.main_window import MainWindow
from libdesk.ui.paged_tab import PagedTab


class Place(NamedTuple):
    """The tab on show, its page if it has several, and the field with the focus, by their names."""

    tab: str
    page: str
    field: str


def place_in(window: QWidget | None) -> Place | None:
    """Where the person is; None in a window without tabs."""
    if not isinstance(window, MainWindow):
        return None
    tab = window.tabs.current
    focus = QApplication.focusWidget()
    return Place(
        tab.NAME,
        tab.page.NAME if isinstance(tab, PagedTab) else "",
        focus.objectName() if focus is not None and tab.isAncestorOf(focus) else "",
    )


def return_to(window: QWidget | None, place: Place | None) -> None:
    """Show the same place of another window; the desk is where everybody begins anyway."""
    if not isinstance(window, MainWindow) or place is None or place.tab == window.tabs.current.NAME:
        return
    tab = window.show_tab(place.tab)
    if isinstance(tab, PagedTab):
        tab.show_page(place.page)
    field = tab.findChild(QWidget, place.field) if tab is not None and place.field else None
    if field is not None:
        field.setFocus()
