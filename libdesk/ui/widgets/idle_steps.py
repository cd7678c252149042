"""The three steps a new helper needs, as numbered pictures with a few words each."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from libdesk.i18n import N_, _
from libdesk.ui import icons, theme

Steps = tuple[tuple[str, str], ...]
STEPS: Final[Steps] = (
    (icons.CARD, N_("Scan the card")),
    (icons.BOOK, N_("Scan the book")),
    (icons.CHECK_CIRCLE, N_("Look for green")),
)
PICTURE_SIDE: Final = 12
NUMBER_SIDE: Final = 6


class IdleSteps(QWidget):
    """Stands where the outcome will be: 1 card, 2 book, 3 green light, or other steps of an icon and words each."""

    def __init__(self, parent: QWidget | None = None, *, steps: Steps = STEPS) -> None:
        super().__init__(parent)
        self._steps = steps
        self.setObjectName("idle_steps")
        self.setAccessibleName(" ".join(f"{n}. {_(text)}" for n, (_icon, text) in enumerate(steps, 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(PICTURE_SIDE * 4), theme.space(PICTURE_SIDE + 9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() // len(self._steps)
        for number, (name, text) in enumerate(self._steps, 1):
            column = QRect((number - 1) * width, 0, width, self.height())
            self._step(painter, column.adjusted(theme.space(0.5), 0, -theme.space(0.5), 0), number, name, _(text))
            if number < len(self._steps):
                self._arrow(painter, column.right())
        painter.end()

    def _side(self) -> int:
        """The side of a picture: what the height leaves once the words below it are seen whole."""
        words = theme.metrics(theme.Step.HEAD, bold=True).height()
        return max(theme.space(NUMBER_SIDE), min(theme.space(PICTURE_SIDE), self.height() - words - theme.space(4)))

    def _top(self) -> int:
        words = theme.metrics(theme.Step.HEAD, bold=True).height()
        return max(theme.space(1), (self.height() - self._side() - theme.space(2) - words) // 2)

    def _step(self, painter: QPainter, column: QRect, number: int, name: str, text: str) -> None:
        colours = theme.current().colours
        badge, gap = theme.space(NUMBER_SIDE), theme.space(2)
        side = min(self._side(), column.width() - badge - gap - theme.space(5))
        left, top = column.center().x() - (side + badge + gap) // 2, self._top()
        circle = QRect(left, top + (side - badge) // 2, badge, badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.strong))
        painter.drawEllipse(circle)
        painter.setPen(QColor(colours.on_strong))
        painter.setFont(theme.font(theme.Step.HEAD, bold=True))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))
        colour = colours.good if number == len(self._steps) else colours.accent_text
        picture = icons.pixmap(name, colour, side, self.devicePixelRatioF())
        painter.drawPixmap(left + badge + gap, top, picture)
        painter.setPen(QColor(colours.text))
        painter.setFont(theme.font(self._words_step(column.width()), bold=True))
        below = QRect(column.left(), top + side + gap, column.width(), self.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, text)

    def _words_step(self, width: int) -> theme.Step:
        """Smaller words where the larger ones would need a second line."""
        metrics = theme.metrics(theme.Step.HEAD, bold=True)
        fit = all(metrics.horizontalAdvance(_(text)) <= width for _icon, text in self._steps)
        return theme.Step.HEAD if fit else theme.Step.BODY

    def _arrow(self, painter: QPainter, x: int) -> None:
        side = theme.space(5)
        y = self._top() + (self._side() - side) // 2
        colour = theme.current().colours.faint
        painter.drawPixmap(x - side // 2, y, icons.pixmap(icons.NEXT, colour, side, self.devicePixelRatioF()))
