"""What is printed, as a choice of small pictures; the picture says what the word means.

In a narrow column the words stand alone, so that the kinds take two lines and leave the room to what is chosen.
"""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from libdesk.domain.rows.prints import LabelKind
from libdesk.i18n import N_, _
from libdesk.ui import theme
from libdesk.ui.parts import named, wrapped


class What(StrEnum):
    """The value is kept in this PC's settings and never changes."""

    SPINE = "spine"
    BARCODE = "barcode"
    STRIP = "strip"
    ISBN = "isbn"
    CORNER = "corner"
    AHEAD = "ahead"  # barcodes for books to come
    COMMANDS = "commands"

    @property
    def kind(self) -> LabelKind:
        """The kind of label that is drawn."""
        return LabelKind.BARCODE if self in (What.AHEAD, What.COMMANDS) else LabelKind(self.value)

    @property
    def of_copies(self) -> bool:
        return self in (What.SPINE, What.BARCODE, What.STRIP, What.ISBN)


NAMES: Final = {
    What.SPINE: N_("Spine"),
    What.BARCODE: N_("Barcode"),
    What.STRIP: N_("Both"),
    What.ISBN: N_("ISBN"),
    What.CORNER: N_("Corners"),
    What.AHEAD: N_("Ahead"),
    What.COMMANDS: N_("Commands"),
}
TIPS: Final = {
    What.SPINE: N_("The call number, line by line, for the spine"),
    What.BARCODE: N_("School, title, bars and number"),
    What.STRIP: N_("Call number and bars on one label"),
    What.ISBN: N_("Title and ISBN as bars, for a book whose own barcode is torn or missing"),
    What.CORNER: N_("Large names of classes or places for the shelves"),
    What.AHEAD: N_("Barcodes to stick on first; the books are registered later"),
    What.COMMANDS: N_("Cards that the desk obeys: lend, return, undo …"),
}
LINES: Final = 2
_BARS: Final = (1, 2, 1, 1, 3, 1, 2, 1, 1, 2, 3, 1)


class KindChoice(QWidget):
    """`changed` follows a choice by hand; the arrow keys go from one to the next."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("label_kinds")
        self.buttons = {what: self._button(what) for what in What}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._lines = wrapped(*self.buttons.values())
        column.addWidget(self._lines)
        self.choose(What.SPINE)

    @property
    def what(self) -> What:
        return next(what for what, made in self.buttons.items() if made.isChecked())

    def choose(self, what: What) -> None:
        for one, made in self.buttons.items():
            made.setChecked(one is what)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        """With pictures where these find room in two lines."""
        for style in (Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonTextOnly):
            for made in self.buttons.values():
                made.setToolButtonStyle(style)
            if self._lines.heightForWidth(width) < (LINES + 0.5) * self.buttons[What.SPINE].sizeHint().height():
                return

    def _button(self, what: What) -> QToolButton:
        made = named(QToolButton(), f"labels_{what}")
        made.setProperty("role", "page")
        made.setText(_(NAMES[what]))
        made.setToolTip(_(TIPS[what]))
        made.setAccessibleDescription(_(TIPS[what]))
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIconSize(_size())
        made.setIcon(QIcon(_picture(what)))
        made.clicked.connect(lambda _checked=False: self._clicked(what))
        return made

    def _clicked(self, what: What) -> None:
        """No group of Qt's: it would leave Tab but one of them to come to."""
        self.choose(what)
        self.changed.emit()


def _size() -> QSize:
    return QSize(theme.space(7), theme.space(5))


def _picture(what: What) -> QPixmap:
    """A label with what stands on it, in the ink of a printer on white, whatever the scheme."""
    size, ratio = _size(), 2
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.current().colours.edge))
    painter.setBrush(Qt.GlobalColor.white)
    box = QRectF(0.5, 0.5, size.width() - 1, size.height() - 1)
    narrow = what is What.SPINE
    if narrow:
        box.setLeft(size.width() * 0.18)
        box.setRight(size.width() * 0.82)
    painter.drawRoundedRect(box, 2, 2)
    ink = QColor(Qt.GlobalColor.black)
    if what is What.STRIP:
        _lines(painter, box.adjusted(2, 3, -box.width() * 0.62, -3), ink)
        _bars(painter, box.adjusted(box.width() * 0.44, 4, -2, -4), ink)
    elif narrow:
        _lines(painter, box.adjusted(4, 3, -4, -3), ink)
    elif what is What.CORNER:
        _word(painter, box, "K", ink)
    elif what is What.COMMANDS:
        _word(painter, box, "↶", ink)
    else:
        _bars(painter, box.adjusted(3, 3, -3, -5), ink)
        if what is What.AHEAD:
            _word(painter, box.adjusted(box.width() * 0.5, -1, 0, 0), "+", QColor(theme.current().colours.accent))
    painter.end()
    return made


def _bars(painter: QPainter, box: QRectF, ink: QColor) -> None:
    unit, x = box.width() / (sum(_BARS)), box.left()
    for place, width in enumerate(_BARS):
        if place % 2 == 0:
            painter.fillRect(QRectF(x, box.top(), width * unit, box.height()), ink)
        x += width * unit


def _lines(painter: QPainter, box: QRectF, ink: QColor) -> None:
    step = box.height() / 3
    for line, share in enumerate((1.0, 0.7, 0.4)):
        painter.fillRect(QRectF(box.left(), box.top() + line * step + 1, box.width() * share, 2), ink)


def _word(painter: QPainter, box: QRectF, word: str, ink: QColor) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(round(box.height() * 0.72), 6))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
