"""What the next scan will do, in large words on a shape of its own: out to the right, back to the left."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from libdesk.ui import theme
from libdesk.ui.widgets.fit_label import FitLabel, baseline

ROOM_FOR_COUNTS: Final = 76  # steps of width


class ModeShape(StrEnum):
    """The outline behind the words of a mode, so that two modes differ without colour."""

    AUTO = "auto"
    LEND = "lend"
    GIVE_BACK = "give_back"
    RENEW = "renew"
    FIND = "find"


class ModeLine(QWidget):
    """The mode, what it waits for, and today's counts at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mode_line")
        self.badge = _Badge()
        self.waiting = FitLabel(theme.Step.HEAD, smaller=((theme.Step.BODY, 1), (theme.Step.NOTE, 1)), role="quiet")
        self.counts = FitLabel(theme.Step.BODY, role="quiet")
        self.counts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self.badge)
        row.addWidget(self.waiting, 1)
        row.addWidget(self.counts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.counts.setVisible(self.width() >= theme.space(ROOM_FOR_COUNTS))

    def set_mode(self, shape: ModeShape, words: str, waiting: str = "") -> None:
        """`words` names the mode (Lending), `waiting` what is expected next (waiting for a book)."""
        self.badge.set_mode(shape, words)
        self.waiting.setText(waiting)
        self.setAccessibleName(f"{words}, {waiting}" if waiting else words)

    def set_counts(self, text: str) -> None:
        """Today's work in one short line, as "today lent 42, returned 38"."""
        self.counts.setText(text)
        self.counts.updateGeometry()


class _Badge(QWidget):
    """The painted shape with the mode's words."""

    POINT: Final = 3
    """Steps by which a pointed side stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._shape, self._words = ModeShape.AUTO, ""
        self.setObjectName("mode_badge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_mode(self, shape: ModeShape, words: str) -> None:
        self._shape, self._words = shape, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = theme.metrics(theme.Step.MODE, bold=True)
        width = metrics.horizontalAdvance(self._words) + theme.space(2 * self.POINT + 4)
        return QSize(width, round(metrics.height() * 0.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.current().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.strong))
        if self._shape in (ModeShape.LEND, ModeShape.GIVE_BACK):
            painter.drawPolygon(self._arrow(to_right=self._shape is ModeShape.LEND))
        else:
            radius = self.height() / 2 if self._shape is ModeShape.RENEW else theme.space(1)
            painter.drawRoundedRect(self.rect(), radius, radius)
        painter.setPen(QColor(colours.on_strong))
        painter.setFont(theme.font(theme.Step.MODE, bold=True))
        metrics = painter.fontMetrics()
        left = (self.width() - metrics.horizontalAdvance(self._words)) // 2
        painter.drawText(left, baseline(self.height(), metrics), self._words)
        painter.end()

    def _arrow(self, *, to_right: bool) -> QPolygon:
        width, height, point = self.width(), self.height(), theme.space(self.POINT)
        outline = [(0, 0), (width - point, 0), (width, height // 2), (width - point, height), (0, height)]
        return QPolygon([QPoint(x if to_right else width - x, y) for x, y in outline])
