"""Room for large type on a small screen: the window's parts one below the other, with bars only where they must be."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from libdesk.ui import theme

LOWEST: Final = 36
"""Steps of height in which a part can be scrolled."""
SETTLED: Final = 60
"""Milliseconds after which a page that was asked something has its heights."""


class Column(QVBoxLayout):
    """Without space between; a wrapped label would have the area ask for more height than the parts need."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    def hasHeightForWidth(self) -> bool:
        return False


class Giving(Column):
    """Around one part: as low as it can be at its width with all its words, however much its lists would like."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self._part, self._asked = part, -1
        self.addWidget(part)

    def minimumSize(self) -> QSize:
        return QSize(super().minimumSize().width(), self._least())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent, least = self.parentWidget(), self._least()
        if least != self._asked and parent is not None:
            self._asked = least
            parent.updateGeometry()

    def _least(self) -> int:
        layout, wide = self._part.layout(), self.geometry().width()
        least = super().minimumSize().height()
        if layout is not None and wide > 0 and layout.hasHeightForWidth():
            least = max(least, layout.totalMinimumHeightForWidth(wide))
        return least


class GivingArea(QScrollArea):
    """One part in an area that scrolls up and down only where the part cannot be made any lower."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.part, self._inside = part, QWidget()
        self._inside.setLayout(Giving(part))
        self.setWidget(self._inside)
        for empty in (self.viewport(), self._inside):
            empty.setAutoFillBackground(False)

    @property
    def bar(self) -> int:
        """How wide the bar is, whether or not it is there."""
        return self.verticalScrollBar().sizeHint().width()

    def least(self) -> QSize:
        """What the part needs to stand there whole."""
        return self._inside.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.least()
        return QSize(least.width() + self.bar, min(least.height(), theme.space(LOWEST)))

    def sizeHint(self) -> QSize:
        return self.part.sizeHint().expandedTo(self.minimumSizeHint())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # the area asks for what its part asks for
        return done


class Whole(QFrame):
    """A part of which nothing is cut: it keeps the height that its wrapped words and rows take at its width.

    For parts made of words and buttons; what can be scrolled by itself should give way instead.
    """

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            QTimer.singleShot(0, self, self._keep_height)  # once the style sheet has dressed what is shown
        return done

    def _keep_height(self) -> None:
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        height = layout.minimumSize().height()
        if layout.hasHeightForWidth():
            height = max(height, layout.totalMinimumHeightForWidth(self.width()))
        if height != self.minimumHeight():
            self.setMinimumHeight(height)


class PageArea(QScrollArea):
    """The window's central widget; `column` takes its parts. What gets the focus is brought into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_area")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        self.column = Column()
        inside.setLayout(self.column)
        self.setWidget(inside)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def to_top(self) -> None:
        """Another page is shown: from its beginning, wherever the last one was scrolled to."""
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Not under the mouse: what is pressed must not move away before it is let go."""
        if now is None or not self.isAncestorOf(now) or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        for wait in (0, SETTLED):  # the parts around it may still be given their height
            QTimer.singleShot(wait, now, lambda: self._show(now))

    def _show(self, focused: QWidget) -> None:
        if not focused.hasFocus() or not focused.isVisible() or not self.isAncestorOf(focused):
            return
        around: QWidget | None = focused.parentWidget()
        while around is not None and around is not self:
            if isinstance(around, QScrollArea):
                bring_into_sight(around, focused)
            around = around.parentWidget()
        bring_into_sight(self, focused)


def bring_into_sight(area: QScrollArea, part: QWidget) -> None:
    """Scroll as little as shows `part` whole, with the question it belongs to; one higher than the area stays put."""
    inside, high = area.widget(), area.viewport().height()
    if inside is None:
        return
    seen = part
    panel: QWidget | None = part.parentWidget()
    while panel is not None and panel is not inside:
        if panel.property("role") == "panel" and panel.height() <= high:
            seen = panel
        panel = panel.parentWidget()
    top = seen.mapTo(inside, QPoint(0, 0)).y()
    bar = area.verticalScrollBar()
    if seen.height() > high:
        if not bar.value() - seen.height() < top < bar.value() + high:
            bar.setValue(top)
    else:
        bar.setValue(min(max(bar.value(), top + seen.height() - high), top))
