"""Words that are never cut without saying so: wrapped to a few lines, then elided, whole in the tooltip."""

import itertools
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from libdesk.ui import theme

LEADING: Final = 1.25
"""Line height in em: the font's own is made for tall scripts and too loose for a panel."""
BREAK: Final = "\u2028"


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

    def _metrics(self) -> QFontMetrics:
        return theme.metrics(self._step, bold=self._bold)

    def _measure(self) -> None:
        self._cut = "".join(self._laid_out()) != self._text.replace("\n", "")
        self.setToolTip(self._text if self._cut else "")

    def _laid_out(self) -> list[str]:
        """The lines as they are drawn; the last one carries the rest, elided."""
        text = self._text.replace("\n", BREAK)
        layout = QTextLayout(text, theme.font(self._step, bold=self._bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.width(), 1))
            starts.append(line.textStart())
        layout.endLayout()
        if not starts:
            return []
        whole = [text[a:b].replace(BREAK, "") for a, b in itertools.pairwise(starts)]
        rest = text[starts[-1] :].rstrip(BREAK).replace(BREAK, " ")
        return [*whole, self._metrics().elidedText(rest, self._elide, self.width())]
