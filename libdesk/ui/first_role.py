"""Whoever has just set the library up goes on as its librarian, and is told how to become one later."""

from PySide6.QtWidgets import QWidget

from libdesk.actions import staff
from libdesk.i18n import _
from libdesk.ui.main_window import MainWindow

SECONDS = 20.0  # the first line that a new librarian reads here


def begin_as_librarian(window: QWidget | None) -> None:
    """Without a PIN at once; where one was set it is asked for by F9, as always."""
    if not isinstance(window, MainWindow):
        return
    if staff.open_to_all(window.desk):
        window.switch_role()
    else:
        text = _("Press F9 and type your PIN: readers, lists and settings are the librarian's.")
        window.toast.show_text(text, seconds=SECONDS)
