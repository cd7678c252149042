"""What stands beside the list may be higher than the window: it scrolls by itself, and the list stays where it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from libdesk.ui import theme


def scrolled(*parts: QWidget, gap: float = 2, name: str = "scrolled_inside") -> QScrollArea:
    """Parts below each other in an area that scrolls up and down; the focus brings its field into sight.

    By its usual `name` the inside has the ground of a panel; by another one that of the window.
    """
    inside = QWidget()
    inside.setObjectName(name)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, theme.space(2), 0)
    column.setSpacing(theme.space(gap))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumWidth(inside.minimumSizeHint().width() + theme.space(4))
    area.setWidget(inside)
    return area


def scroll_to(*parts: QWidget) -> None:
    """Scroll whatever they stand in until they are seen, the last one in any case; the layout must know of them."""
    for part in parts:
        above = part.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(part)
            above = above.parentWidget()
