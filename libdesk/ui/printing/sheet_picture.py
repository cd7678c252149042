"""The sheet as a picture, to scale: a click or the arrow keys say at which label the printing starts."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from libdesk.domain.sheets import Sheet
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.widgets.announce import announce

_KEYS: Final = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip
ROOM_LEFT: Final = 6  # pixels around the page


class SheetPicture(QWidget):
    """`start`: the first label that is printed on, from 0; those before it are used up. `count`: labels to print."""

    start_changed = Signal(int)

    def __init__(self, *, choosable: bool = True) -> None:
        super().__init__()
        self.setObjectName("sheet_picture")
        self._sheet: Sheet | None = None
        self._start, self._count = 0, 0
        self._choosable = choosable
        if choosable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Where the printing starts on the sheet"))

    @property
    def start(self) -> int:
        return self._start

    def show_sheet(self, sheet: Sheet, count: int = 0) -> None:
        """The sheet, and how many labels are to be printed; a start that it does not have is its first label."""
        self._sheet, self._count = sheet, count
        if self._start >= sheet.per_page:
            self._start = 0
            self.start_changed.emit(0)
        self._say()
        self.updateGeometry()
        self.update()

    def set_start(self, start: int) -> None:
        """Start at this label, from 0."""
        if self._sheet is None:
            return
        start = min(max(start, 0), self._sheet.per_page - 1)
        if start != self._start:
            self._start = start
            self._say()
            self.update()
            self.start_changed.emit(start)

    def sizeHint(self) -> QSize:
        wide, high = (self._sheet.page_width, self._sheet.page_height) if self._sheet else (210.0, 297.0)
        step = theme.space(1)
        room = 45 if high > wide else 22
        return QSize(min(round(room * step * wide / high), 55 * step), room * step)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(20), min(theme.space(24), self.sizeHint().height()))

    def words(self) -> str:
        """Where the start is, as it is said aloud."""
        if self._sheet is None:
            return ""
        row, column = divmod(self._start, self._sheet.columns)
        return _("row {row}, column {column}").format(row=row + 1, column=column + 1)

    def place_at(self, point: QPointF) -> int | None:
        """The label under a point of this widget; in a gap the nearest one's."""
        if self._sheet is None:
            return None
        scale, left, top = self._scale()
        return self._sheet.place_at((point.x() - left) / scale, (point.y() - top) / scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position()) if self._choosable else None
        if place is None:
            super().mousePressEvent(event)
        else:
            self.set_start(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if (
            self._sheet is None
            or not self._choosable
            or key not in _KEYS
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            super().keyPressEvent(event)
            return
        wide, most = self._sheet.columns, self._sheet.per_page
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -wide, Qt.Key.Key_Down: wide,
            Qt.Key.Key_Home: -self._start, Qt.Key.Key_End: most - 1 - self._start,
        }  # fmt: skip
        start = self._start + steps[key]
        if 0 <= start < most:
            self.set_start(start)

    def paintEvent(self, event: QPaintEvent) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        colours = theme.current().colours
        scale, left, top = self._scale()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = QRectF(left, top, sheet.page_width * scale, sheet.page_height * scale)
        painter.setPen(QColor(colours.edge))
        painter.setBrush(QColor(colours.surface))
        painter.drawRect(page)
        last = self._start + self._count if self._count else sheet.per_page
        for place in range(sheet.per_page):
            x, y = sheet.corner(place)
            box = QRectF(
                left + x * scale, top + y * scale, sheet.label_width * scale, sheet.label_height * scale
            ).adjusted(0.5, 0.5, -0.5, -0.5)
            used = place < self._start
            filled = not used and place < last
            painter.setBrush(QColor(colours.select if filled else colours.surface))
            painter.setPen(QColor(colours.line if used else colours.edge))
            painter.drawRoundedRect(box, 1.5, 1.5)
            if used:
                painter.setPen(QColor(colours.faint))
                painter.drawLine(box.topLeft(), box.bottomRight())
            if place == self._start and self._choosable:
                pen = painter.pen()
                pen.setColor(QColor(colours.accent))
                pen.setWidthF(2.5)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 1.5, 1.5)
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(QColor(colours.focus))
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _scale(self) -> tuple[float, float, float]:
        """Pixels for a millimetre, and where the page's corner is."""
        assert self._sheet is not None
        wide, high = self.width() - 2 * ROOM_LEFT, self.height() - 2 * ROOM_LEFT
        scale = max(min(wide / self._sheet.page_width, high / self._sheet.page_height), 0.01)
        left = (self.width() - self._sheet.page_width * scale) / 2
        return scale, left, (self.height() - self._sheet.page_height * scale) / 2

    def _say(self) -> None:
        words = self.words()
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        if self.hasFocus():
            announce(self, words)
