"""A barcode on the screen, that a scanner reads from there; what it stands on and its letters are below it."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from libdesk.ui import theme

MODULE: Final = 2
"""Pixels of the narrowest bar: whole ones, so that no bar is blurred."""
QUIET: Final = 10  # modules left white on either side
BARS_HIGH: Final = 9  # steps
LINE: Final = 1.5  # of the size of the letters


class BarsView(QWidget):
    """`code` as bars in black on white, whatever the colours of the program; `words` says what it stands on."""

    def __init__(self, code: str, words: str, name: str) -> None:
        super().__init__()
        self.code, self.words, self.name = code, words, name
        self.setObjectName(f"practice_code_{code}")
        self.setAccessibleName(f"{words}: {name}, {code}")
        self.setToolTip(f"{name}\n{code}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._widths = _widths(code)

    def sizeHint(self) -> QSize:
        lines = 3 * self._line()
        return QSize(max(self._bars_wide(), self._words_wide()), theme.space(BARS_HIGH) + lines + theme.space(1))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _bars_wide(self) -> int:
        return (sum(self._widths) + 2 * QUIET) * MODULE

    def _words_wide(self) -> int:
        plain, bold = theme.metrics(theme.Step.NOTE), theme.metrics(theme.Step.BODY, bold=True)
        return max(plain.horizontalAdvance(self.words), bold.horizontalAdvance(self.name)) + theme.space(2)

    def _line(self) -> int:
        return round(theme.size(theme.Step.BODY) * LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(Qt.GlobalColor.black)
        line, high = self._line(), theme.space(BARS_HIGH)
        x = (self.width() - sum(self._widths) * MODULE) // 2
        for place, width in enumerate(self._widths):
            if place % 2 == 0:
                painter.fillRect(QRect(x, line, width * MODULE, high), Qt.GlobalColor.black)
            x += width * MODULE
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setFont(theme.font(theme.Step.NOTE))
        painter.drawText(QRect(0, 0, self.width(), line), middle, self.words)
        painter.drawText(QRect(0, line + high, self.width(), line), middle, self.code)
        painter.setFont(theme.font(theme.Step.BODY, bold=True))
        painter.drawText(QRect(0, 2 * line + high, self.width(), line), middle, self.name)
        painter.end()


def _widths(code: str) -> tuple[int, ...]:
    """Bars and gaps in modules: an ISBN as a publisher prints it, all else as labels are."""
    if len(code) == 13 and code.isdecimal():
        from libdesk.documents.codes.ean13 import ean13_widths

        return ean13_widths(code)
    from libdesk.documents.codes.code128 import code128_widths

    return code128_widths(code)
