"""Parts beside each other in as many rows as the width asks for: nothing is cut in a small window or in large type."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from libdesk.ui import theme


class WrapRow(QWidget):
    """Call `lay_out` after a part was shown, hidden or given other words."""

    def __init__(self, *parts: QWidget, gap: float = 1) -> None:
        super().__init__()
        self._parts, self._gap = parts, theme.space(gap)
        self._rows: list[list[QWidget]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self._gap)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # narrower than its rows: it wraps
        for part in parts:
            part.setParent(self)
        self.lay_out()

    def lay_out(self) -> None:
        """Put the parts that are shown into rows."""
        rows = self._wanted(self.width())
        if rows == self._rows:
            return
        self._rows = rows
        while (taken := self._column.takeAt(0)) is not None:
            old = taken.layout()
            while old is not None and old.takeAt(0) is not None:
                pass
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(self._gap)
            for part in row:
                line.addWidget(part)
            line.addStretch(1)
            self._column.addLayout(line)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part, as high as the rows are now."""
        widest = max((part.sizeHint().width() for part in self._shown()), default=0)
        return QSize(widest, self._column.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.lay_out()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _wanted(self, width: int) -> list[list[QWidget]]:
        rows: list[list[QWidget]] = []
        taken = width + 1
        for part in self._shown():
            wide = part.sizeHint().width()
            if not rows or taken + self._gap + wide > width:
                rows.append([])
                taken = -self._gap
            rows[-1].append(part)
            taken += self._gap + wide
        return rows
