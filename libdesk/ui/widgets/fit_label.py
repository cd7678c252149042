"""Words that are never cut without saying so: wrapped to a few lines, then elided, whole in the tooltip."""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from libdesk.ui import theme

LEADING: Final = 1.25
"""Line height in em: the font's own is made for tall scripts and too loose for a panel."""
EM_OF_NOTO: Final = 1.448
"""Noto Sans SC's own line height in em."""
BREAK: Final = "\u2028"


def baseline(height: int, metrics: QFontMetrics) -> int:
    """Where in a line of `height` the letters stand, so that Han glyphs (-0.12 to 0.88 em) are in its middle."""
    return round(height / 2 + 0.38 * metrics.height() / EM_OF_NOTO)


Size = tuple[theme.Step, int]
"""A step of the type scale and the most lines in it."""


class FitLabel(QWidget):
    """Text in one step of the type scale and at most `lines` lines, or else in the first of `smaller` that it fits.

    Where the window is low it may be squeezed to the height of `least`. A `steady` label keeps its height whatever it
    says; another is as high as its text.
    """

    def __init__(
        self,
        step: theme.Step = theme.Step.BODY,
        *,
        lines: int = 1,
        smaller: tuple[Size, ...] = (),
        least: Size | None = None,
        bold: bool = False,
        steady: bool = True,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._sizes: tuple[Size, ...] = ((step, lines), *smaller)
        self._least, self._bold, self._steady, self._elide, self._role = least, bold, steady, elide, role
        self._shown: tuple[theme.Step, list[str]] = (step, [])
        upright = QSizePolicy.Policy.Fixed if least is None else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)

    def text(self) -> str:
        return self._text

    def set_role(self, role: str) -> None:
        """Another colour role of the palette, "" for that of ordinary words."""
        self._role = role
        self.update()

    def setText(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._measure()
        self.updateGeometry()

    def set_sizes(self, *sizes: Size) -> None:
        """From now on other sizes, the most wanted first, for a label whose words change their kind."""
        self._sizes = sizes
        self._measure()
        self.updateGeometry()

    def is_cut(self) -> bool:
        """True if the words do not fit and end in an ellipsis."""
        return "".join(self._shown[1]) != self._text.replace("\n", "")

    def shown_step(self) -> theme.Step:
        """The step of the type scale in which the words now stand."""
        return self._shown[0]

    def sizeHint(self) -> QSize:
        metrics = theme.metrics(self._sizes[0][0], bold=self._bold)
        widest = max((metrics.horizontalAdvance(part) for part in self._text.split("\n")), default=0)
        return QSize(widest + 2, self._height())

    def minimumSizeHint(self) -> QSize:
        height = self._height() if self._least is None else self._line_height(self._least[0]) * self._least[1]
        return QSize(theme.metrics(self._sizes[0][0], bold=self._bold).horizontalAdvance("…") * 2, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure()
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        step, lines = self._shown
        painter = QPainter(self)
        painter.setFont(theme.font(step, bold=self._bold))
        colour = getattr(theme.current().colours, self._role) if self._role else self.palette().windowText().color()
        painter.setPen(colour)
        height = self._line_height(step)
        for number, line in enumerate(lines):
            painter.drawText(0, number * height + baseline(height, painter.fontMetrics()), line)
        painter.end()

    def _height(self) -> int:
        if self._steady:
            return max(self._line_height(step) * count for step, count in self._sizes)
        step, lines = self._shown
        return self._line_height(step) * max(len(lines), 1)

    def _line_height(self, step: theme.Step) -> int:
        return round(theme.size(step) * self.logicalDpiY() / 72 * LEADING)

    def _measure(self) -> None:
        before = self._height()
        for step, most in self._sizes:
            self._shown = (step, self._laid_out(step, self._room(step, most)))
            if not self.is_cut():
                break
        if self._height() != before:
            self.updateGeometry()
        self.setToolTip(self._text if self.is_cut() else "")
        self.update()

    def _room(self, step: theme.Step, most: int) -> int:
        """Lines that there is room for."""
        return most if self._least is None else max(1, min(most, self.height() // self._line_height(step)))

    def _laid_out(self, step: theme.Step, most: int) -> list[str]:
        """The lines as they are drawn; the last one carries the rest, elided."""
        if not self._text:
            return [""]
        text = self._text.replace("\n", BREAK)
        layout = QTextLayout(text, theme.font(step, bold=self._bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < most and (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.width(), 1))
            starts.append(line.textStart())
        layout.endLayout()
        if not starts:
            return []
        whole = [_piece(text, a, b).replace(BREAK, "") for a, b in pairwise(starts)]
        rest = _piece(text, starts[-1]).rstrip(BREAK).replace(BREAK, " ")
        metrics = theme.metrics(step, bold=self._bold)
        return [*whole, metrics.elidedText(rest, self._elide, self.width())]


def _piece(text: str, start: int, end: int | None = None) -> str:
    """A part of the text by Qt's own places: Qt counts a character such as 𠮷 as two (UTF-16)."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : None if end is None else 2 * end].decode("utf-16-le", "surrogatepass")
