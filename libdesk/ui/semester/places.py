"""From a line of the plan or of today to the page where it is worked on."""

from PySide6.QtWidgets import QWidget

from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Surroundings, Tab


def go_to(around: Surroundings, tab: str, page: str = "") -> QWidget | None:
    """Open a tab by its name, and a page of it or a section of the settings; the keyboard goes there too."""
    found = around.show_tab(tab)
    if found is None or not page:
        return found
    if isinstance(found, PagedTab):
        if found.has_page(page):
            found.show_page(page)
    elif hasattr(found, "show_section"):
        found.show_section(page)
    if isinstance(found, Tab):
        found.take_focus()
    return found
