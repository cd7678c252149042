"""From a line of the plan or of today to the page where it is worked on."""

from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from libdesk.i18n import _
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.list_face import Choice

_SERVICE: Final = {"visits": "visits", "questions": "questions", "suggestions": "suggestions", "book_lists": "lists"}
"""The view of the service page on which a line of today or a sight is worked on."""


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


def to_the_terms(around: Surroundings) -> Choice:
    """What a page without a term offers: the way to where terms are entered."""
    return _("Enter the terms"), lambda: go_to(around, "settings_tab", "CalendarSection")


def show_closure(around: Surroundings, first: date, last: date, why: str = "") -> None:
    """Days stand in the form of the settings in which they are closed or opened."""
    found = go_to(around, "settings_tab", "CalendarSection")
    for section in getattr(found, "sections", ()):
        if section.objectName() == "CalendarSection":
            section.days.propose_days(first, last, why)


def go_to_part(around: Surroundings, tab: str, page: str, key: str) -> Any:
    """As `go_to`, and there to the part in which `key`, a line of today or a sight, is worked on; gives the page."""
    found = go_to(around, tab, page)
    shown: Any = found.page if isinstance(found, PagedTab) else None  # each a class that is imported late
    if page == "service_page" and key in _SERVICE:
        shown.show_view(_SERVICE[key])
    elif page == "term_end_page":
        shown.show_leaving(key == "leavers")
    elif page == "lists_page":
        shown.show_list(key)
    elif page == "aids_page" and key == "aids_back":
        shown.show_view("held")
    return shown
