"""A line near the foot of the window for what may be missed, with at most one answer; it lies where nothing is used.

It never covers the scan box, a field, a button, a fault that is told or the outcome of a scan; only where there is no
such place rows of a list lie under it, and a click goes through to them.
"""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)

from libdesk.domain.ops import Change, Op
from libdesk.ui import theme
from libdesk.ui.parts import KEEP_CLEAR
from libdesk.ui.widgets.announce import announce

SHORTEST_SECONDS: Final = 3.0
LOOK_AGAIN_MS: Final = 150  # what is asked meanwhile may need the place
OPERATED: Final = (QAbstractButton, QAbstractSpinBox, QComboBox, QHeaderView, QLineEdit, QTabBar)


class Toast(QFrame):
    """Lies over its parent, as near to the middle of the foot as may be; a new text takes the place of the old one."""

    GAP: Final = 1
    """Steps between it and whatever is near."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("toast")
        self._words = QLabel()
        self._button = QPushButton()
        self._answer: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._look = QTimer(self, interval=LOOK_AGAIN_MS)
        row = QHBoxLayout(self)
        row.addWidget(self._words)
        row.addWidget(self._button)
        self._timer.timeout.connect(self.hide)
        self._look.timeout.connect(self._look_again)
        self._button.clicked.connect(self._answered)
        self._button.setObjectName("toast_choice")
        parent.installEventFilter(self)
        self.hide()

    def changed(self, change: Change) -> None:
        """Something else was done: what it said of F8 may no longer be so. A backup made meanwhile is nobody's step."""
        if change.op is not Op.BACK_UP:
            self.hide()

    def show_text(
        self, text: str, *, choice: tuple[str, Callable[[], object]] | None = None, seconds: float = 5.0
    ) -> None:
        """Show one line for at least three seconds; `choice` is one button, as (Undo, what it does)."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._button.setVisible(choice is not None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, choice is None)
        self._answer = None
        if choice is not None:
            self._button.setText(choice[0])
            self._answer = choice[1]
        self.show()
        self._place()
        self.raise_()
        self._timer.start(round(max(seconds, SHORTEST_SECONDS) * 1000))
        self._look.start()
        announce(self, text)

    def text(self) -> str:
        return self._words.text()

    def seconds_left(self) -> float:
        return self._timer.remainingTime() / 1000 if self._timer.isActive() else 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._around and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _answered(self) -> None:
        answer = self._answer
        self.hide()
        if answer is not None:
            answer()

    def _place(self) -> None:
        around = self._around
        most = around.width() - theme.space(8)
        self._words.setWordWrap(False)
        self.adjustSize()
        if self.width() > most:  # more than a line: rather a second one than half a sentence
            self._words.setWordWrap(True)
            self.resize(most, self.heightForWidth(most))
        self.move(self._free_place())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.stop()

    def _look_again(self) -> None:
        """It moves away from what has come under it; else it stays where it is read."""
        if any(self.geometry().intersects(one) for one in self._operated()):
            self.move(self._free_place())

    def _free_place(self) -> QPoint:
        """The lowest of the lower half that is free of what is operated and of rows; then any free but for rows."""
        places = list(self._places())
        if not places:
            return QPoint(0, 0)
        low = [place for place in places if place.top() >= self._around.height() // 2]
        operated, rows = list(self._operated()), list(self._rows())
        for tried, taken in ((low, [*operated, *rows]), (places, operated)):
            for place in tried:
                if not any(place.intersects(one) for one in taken):
                    return place.topLeft()
        return places[0].topLeft()

    def _places(self) -> Iterator[QRect]:
        """From the foot upwards; from the middle to either side."""
        around, gap = self._around.rect(), theme.space(self.GAP)
        middle = (around.width() - self.width()) // 2
        aside = [0, *(side * far for far in range(8 * gap, middle, 8 * gap) for side in (1, -1))]
        for top in range(around.height() - self.height() - gap, gap, -2 * gap):
            for away in aside:
                yield QRect(middle + away, top, self.width(), self.height())

    def _operated(self) -> Iterator[QRect]:
        for widget in self._around.findChildren(QWidget):
            wanted = isinstance(widget, OPERATED) or widget.property(KEEP_CLEAR) or _is_fault(widget)
            if wanted and widget.isVisible() and not self.isAncestorOf(widget):
                yield self._seen(widget, widget.rect())

    def _rows(self) -> Iterator[QRect]:
        """Of each list the part in which rows stand."""
        for view in self._around.findChildren(QTableView):
            model = view.model()
            if view.isVisible() and model is not None and model.rowCount():
                part = view.viewport().rect()
                last = view.rowViewportPosition(model.rowCount() - 1) + view.rowHeight(model.rowCount() - 1)
                part.setBottom(min(part.bottom(), last))
                yield self._seen(view.viewport(), part)

    def _seen(self, widget: QWidget, part: QRect) -> QRect:
        """Where a part of a widget lies in the window, without what is scrolled out of sight."""
        place, inside = part, widget
        while inside is not self._around and (outer := inside.parentWidget()) is not None:
            place = place.translated(inside.pos()).intersected(outer.rect())
            inside = outer
        return place


def _is_fault(widget: QWidget) -> bool:
    """What is told in red or amber is read."""
    return isinstance(widget, QLabel) and widget.property("role") in ("bad", "warn") and bool(widget.text())
