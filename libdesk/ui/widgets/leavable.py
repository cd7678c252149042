"""What stands in the place of something else until it is done or left: Esc leaves it."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # a class of Qt's has but one base of Qt's: that of the view itself, named after this one


class Leavable(_Widget):
    """Named before the widget that a view is: `class View(Leavable, QFrame)`, with a signal `closed` of its own."""

    closed: ClassVar[Signal]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
