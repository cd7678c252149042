"""Turns a committed change into one Qt signal, so that screens refresh on the UI thread whoever made the change."""

from PySide6.QtCore import QObject, Signal

from libdesk.domain.ops import Change


class Bridge(QObject):
    """`changed(Change)` after each commit of the desk, or of a job once it is done."""

    changed = Signal(object)

    def tell(self, change: Change) -> None:
        """A listener for Desk.listeners."""
        self.changed.emit(change)
