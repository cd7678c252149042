"""Room for large type on a small screen: the window's parts one below the other, with bars only where they must be."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Column(QVBoxLayout):
    """Without space between; a wrapped label would have the area ask for more height than the parts need."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    def hasHeightForWidth(self) -> bool:
        return False


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
    """The window's central widget; `column` takes its parts."""

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

    def to_top(self) -> None:
        """Another page is shown: from its beginning, wherever the last one was scrolled to."""
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
