"""Room for large type on a small screen: the window's parts one below the other, with bars only where they must be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class Column(QVBoxLayout):
    """Without space between; a wrapped label would have the area ask for more height than the parts need."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    def hasHeightForWidth(self) -> bool:
        return False


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
