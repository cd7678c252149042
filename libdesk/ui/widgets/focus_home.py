"""The keyboard never wanders to the next button: where its widget hides or is disabled, it goes home.

A button that its own work takes away would else hand the keyboard to its neighbour, and whoever presses Space once more
does something that nobody asked for.
"""

from collections.abc import Iterable

from PySide6.QtWidgets import QApplication, QWidget


def focus_first(widgets: Iterable[QWidget]) -> bool:
    """Give the keyboard to the first of these that can take it; False if none can."""
    for widget in widgets:
        if widget.isVisible() and widget.isEnabled():
            widget.setFocus()
            return True
    return False


def has_lost_focus(page: QWidget) -> bool:
    """Whether something on this page has the keyboard and can no longer use it: Qt is about to hand it on."""
    focus = QApplication.focusWidget()
    return focus is not None and page.isAncestorOf(focus) and not (focus.isVisible() and focus.isEnabled())
