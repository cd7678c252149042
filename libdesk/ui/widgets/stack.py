"""Pages in one place, of which one is shown: only that one counts for the room that is asked for.

Qt's own stacked widget is as high as the highest page it ever held, so one tall page would lengthen all the others.
"""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget


class ShownOnly(QStackedLayout):
    """A stacked layout that asks for what its page on show needs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._turned)

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return QSize() if shown is None else shown.sizeHint().expandedTo(shown.minimumSize())

    def minimumSize(self) -> QSize:
        shown = self.currentWidget()
        return QSize() if shown is None else shown.minimumSizeHint().expandedTo(shown.minimumSize())

    def hasHeightForWidth(self) -> bool:
        shown = self.currentWidget()
        return shown is not None and shown.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        shown = self.currentWidget()
        return -1 if shown is None else max(shown.heightForWidth(width), shown.minimumHeight())

    def minimumHeightForWidth(self, width: int) -> int:
        shown = self.currentWidget()
        layout = shown.layout() if shown is not None else None
        if shown is None or layout is None:
            return self.heightForWidth(width)
        return max(layout.totalMinimumHeightForWidth(width), shown.minimumHeight())

    def _turned(self, _number: int) -> None:
        self.invalidate()
        parent = self.parentWidget()
        if parent is not None:
            parent.updateGeometry()


class Stack(QFrame):
    """What QStackedWidget is, with the room of the page on show."""

    currentChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets = ShownOnly(self)
        self._sheets.currentChanged.connect(self.currentChanged)

    def addWidget(self, page: QWidget) -> int:
        return self._sheets.addWidget(page)

    def removeWidget(self, page: QWidget) -> None:
        self._sheets.removeWidget(page)

    def count(self) -> int:
        return self._sheets.count()

    def widget(self, number: int) -> QWidget | None:
        return self._sheets.widget(number)

    def indexOf(self, page: QWidget) -> int:
        return self._sheets.indexOf(page)

    def currentIndex(self) -> int:
        return self._sheets.currentIndex()

    def currentWidget(self) -> QWidget | None:
        return self._sheets.currentWidget()

    def setCurrentIndex(self, number: int) -> None:
        self._sheets.setCurrentIndex(number)

    def setCurrentWidget(self, page: QWidget) -> None:
        self._sheets.setCurrentWidget(page)
