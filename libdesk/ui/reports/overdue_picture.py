"""The overdue books of a class as a picture to paste into a message: black on white whatever the screen looks like."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from libdesk.domain.errors import DeskError
from libdesk.domain.rows.notices import Notice, NoticeLine
from libdesk.domain.show import show_day
from libdesk.i18n import _, ngettext
from libdesk.ui.theme.palette import SCHEMES

WIDTH: Final = 640  # logical pixels: read on a telephone without turning it
MARGIN: Final = 24
LINE: Final = 34
TOP: Final = 104  # school, heading, moment
GAP: Final = 14
SHARP: Final = 400  # rows; a longer picture has fewer pixels for each, or no program would take it
MOST: Final = 800


class TooLong(DeskError):
    rows: int

    def text(self) -> str:
        return _("{n} books are too many for one picture. Choose a class.").format(n=self.rows)


def draw_notice(notice: Notice) -> QImage:
    """The notice as a table. Raises TooLong."""
    if notice.count > MOST:
        raise TooLong(notice.count)
    height = TOP + sum(LINE * (len(group.lines) + 2) for group in notice.groups) + MARGIN
    ratio = 2 if notice.count <= SHARP else 1
    image = QImage(WIDTH * ratio, height * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    try:
        _Table(painter, notice).draw()
    finally:
        painter.end()
    return image


class _Table:
    def __init__(self, painter: QPainter, notice: Notice) -> None:
        self._painter, self._notice = painter, notice
        self._colours = SCHEMES["light"]
        lines = [line for group in notice.groups for line in group.lines]
        body = QFontMetrics(_font(16))
        self._name = min(WIDTH // 4, max((body.horizontalAdvance(line.reader) for line in lines), default=0))
        self._due = max((body.horizontalAdvance(_due(line)) for line in lines), default=0)
        self._late = max((body.horizontalAdvance(_late(line)) for line in lines), default=0)

    def draw(self) -> None:
        notice, inside = self._notice, WIDTH - 2 * MARGIN
        self._text(MARGIN, 14, inside, notice.school, 13, role="quiet")
        self._text(MARGIN, 34, inside, notice.heading, 22, bold=True)
        self._text(MARGIN, 64, inside, notice.moment, 13, role="quiet")
        y = TOP
        for group in notice.groups:
            count = len(group.lines)
            books = ngettext("{count} book", "{count} books", count).format(count=count)
            self._text(MARGIN, y, inside, group.name, 17, bold=True)
            self._text(MARGIN, y, inside, books, 13, role="quiet", right=True)
            y += LINE
            self._rule(y, "edge")
            for line in group.lines:
                self._row(y, line)
                y += LINE
                self._rule(y, "line")
            y += LINE

    def _row(self, y: int, line: NoticeLine) -> None:
        right = WIDTH - MARGIN
        title = MARGIN + self._name + GAP
        due = right - self._late - GAP - self._due
        self._text(MARGIN, y, self._name, line.reader, 16)
        self._text(title, y, due - GAP - title, line.title, 16)
        self._text(due, y, self._due, _due(line), 16, right=True)
        self._text(right - self._late, y, self._late, _late(line), 16, role="bad", right=True)

    def _text(
        self, x: int, y: int, width: int, text: str, size: int, *, bold: bool = False, role: str = "text",
        right: bool = False,
    ) -> None:  # fmt: skip
        font = _font(size, bold=bold)
        self._painter.setFont(font)
        self._painter.setPen(QColor(getattr(self._colours, role)))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, width + 1)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self._painter.drawText(QRect(x, y, width + 1, LINE), side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _rule(self, y: int, role: str) -> None:
        self._painter.setPen(QColor(getattr(self._colours, role)))
        self._painter.drawLine(MARGIN, y, WIDTH - MARGIN, y)


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    font.setBold(bold)
    return font


def _due(line: NoticeLine) -> str:
    return show_day(line.due, weekday=False)


def _late(line: NoticeLine) -> str:
    return ngettext("{n} day overdue", "{n} days overdue", line.late).format(n=line.late)
