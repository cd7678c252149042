"""Words that are never cut without saying so: wrapped to a few lines, then elided, whole in the tooltip."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from libdesk.ui import theme

LEADING = 1.25
"""Line height in em: the font's own is made for tall scripts and too loose for a panel."""


class FitLabel(QWidget):
    """Text in one step of the type scale, at most `lines` lines; it keeps its height when the text changes."""

    def __init__(
        self,
        step: theme.Step = theme.Step.BODY,
        *,
        lines: int = 1,
        bold: bool = False,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._step, self._lines, self._bold, self._elide, self._role = step, lines, bold, elide, role
        self._cut = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._measure()
        self.update()

    def is_cut(self) -> bool:
        """True if the words do not fit and end in an ellipsis."""
        return self._cut

    def line_height(self) -> int:
        font = theme.font(self._step, bold=self._bold)
        return round(font.pointSizeF() * self.logicalDpiY() / 72 * LEADING)

    def sizeHint(self) -> QSize:
        advance = self._metrics().horizontalAdvance(self._text) + 2
        return QSize(advance, self.line_height() * self._lines)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._metrics().horizontalAdvance("…") * 2, self.line_height() * self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure()
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(self._step, bold=self._bold))
        colour = getattr(theme.current().colours, self._role) if self._role else self.palette().windowText().color()
        painter.setPen(colour)
        height = self.line_height()
        for number, line in enumerate(self._laid_out()):
            box = QRectF(0, number * height, self.width(), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
        painter.end()

    def _metrics(self):  # type: ignore[no-untyped-def]
        return theme.metrics(self._step, bold=self._bold)

    def _measure(self) -> None:
        lines = self._laid_out()
        self._cut = bool(lines) and "…" in lines[-1] and "…" not in self._text
        self.setToolTip(self._text if self._cut else "")

    def _laid_out(self) -> list[str]:
        """The lines as they are drawn; the last one carries the rest, elided."""
        layout = QTextLayout(self._text, theme.font(self._step, bold=self._bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts = []
        while len(starts) < self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.width(), 1))
            line.setPosition(QPointF(0, 0))
            starts.append(line.textStart())
        layout.endLayout()
        if not starts:
            return []
        whole = [self._text[a:b] for a, b in zip(starts, starts[1:], strict=False)]
        return [*whole, self._metrics().elidedText(self._text[starts[-1] :], self._elide, self.width())]
