"""The one box that scans go to: whatever ends a code submits it once, and the input method never eats a letter."""

import itertools
import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import named

MAX_LENGTH: Final = 200
REPEAT_WINDOW: Final = 1.5
"""Seconds in which the same code read again is taken for one movement of the hand."""
TYPED_GAP: Final = 0.035
"""Seconds between keys above which a person is typing; scanners send a key every 1 to 20 ms."""
LEFTOVER_GAP: Final = 0.3
PAUSE_MS: Final = 120
ENDS: Final = "\r\n"
EDGE: Final = 4
"""Pixels of the red edge while the keyboard is elsewhere."""
_EDIT_KEYS: Final = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class ScanBox(QLineEdit):
    """Takes codes from a scanner and names from a person, and tells the two apart by the rhythm of the keys."""

    scanned = Signal(str, bool)
    """The raw text, and whether a person typed or pasted it."""
    repeated = Signal(str)
    cancelled = Signal()
    typing = Signal(str)
    """A person paused after at least two characters that could be a name; "" when there is nothing to look for."""
    moved = Signal(int)
    picked = Signal()

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self.choosing = False
        """Set by the list under the box while it shows a row that Enter would pick."""
        self.left_over = ""
        """What a person had begun to type here when the last scan came in between."""
        self._clock = clock
        self._stamps: list[float] = []
        self._by_hand = False
        self._busy = False
        self._last = ""
        self._last_time = float("-inf")
        self._offered = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.setObjectName("scan_box")
        self.setAccessibleName(_("Scan or type"))
        self.setAccessibleDescription(_("Reader card, book barcode, or a name by its pinyin initials"))
        self.setPlaceholderText(_("Scan a card or a book"))
        self.setMaxLength(MAX_LENGTH)
        self.setProperty("away", True)
        self._pause.timeout.connect(self._offer_name)
        self.textEdited.connect(lambda _text: self._pause.start())

    def receive(self, raw: str) -> None:
        """Take a whole scan that was caught elsewhere in the window; what a person was typing here is dropped."""
        self.left_over = self.text().strip()
        self.empty()
        self._hand_on(raw, by_hand=False)

    def set_busy(self, busy: bool) -> None:
        """While a scan is being worked on the same code is a repetition, however long that takes."""
        self._busy = busy

    def forget_last(self) -> None:
        """Something else was done since the last scan: the same code again is meant."""
        self._last = ""

    def inputMethodQuery(self, query: Qt.InputMethodQuery, *argument: Any) -> Any:
        """Say that no input method is wanted: the attribute and the hints are ignored by the pinyin keyboards."""
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query, *argument)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Some input methods commit a scan all the same; what they commit counts as keys pressed just now."""
        first, *more = event.commitString().replace("\r", "\n").split("\n")
        self._insert(first)
        for part in more:
            self.submit()
            self._insert(part)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._ends_a_code(event):
            self.submit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.empty()
            self.forget_last()
            self.cancelled.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            if event.text().isprintable() and event.text():
                self._stamps.append(self._clock())
            self._by_hand |= key in _EDIT_KEYS
            super().keyPressEvent(event)

    def submit(self) -> None:
        """Hand on what stands in the box, if anything does, and empty it."""
        raw, by_hand = self._what_was_read()
        self.left_over = self.text().removesuffix(raw).strip()
        if not raw.strip():
            self.empty()
        elif by_hand and self.choosing:
            self.picked.emit()
        else:
            self.empty()
            self._hand_on(raw, by_hand=by_hand)

    def empty(self) -> None:
        """Forget what stands in the box and how it came there."""
        self.clear()
        self._stamps.clear()
        self._by_hand = False
        self._pause.stop()
        if self._offered:
            self._offered = False
            self.typing.emit("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_away(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_away(event.reason() != Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("away"):
            self._paint_away()

    def _hand_on(self, raw: str, *, by_hand: bool) -> None:
        now = self._clock()
        code = raw.strip().casefold()
        again = code == self._last and (self._busy or now - self._last_time < REPEAT_WINDOW)
        self._last, self._last_time = code, now
        if again and not by_hand:
            self.repeated.emit(raw)
        else:
            self.scanned.emit(raw, by_hand)

    def _what_was_read(self) -> tuple[str, bool]:
        """The text and whether it came by hand; a scan that followed a few forgotten letters is cut free of them."""
        text = self.text()
        stamps = self._stamps[-len(text) :]
        gaps = [after - before for before, after in itertools.pairwise(stamps)]
        if self._by_hand or len(stamps) != len(text) or not gaps:
            return text, True
        start = next((i + 1 for i in reversed(range(len(gaps))) if gaps[i] > LEFTOVER_GAP), 0)
        if len(gaps) - start >= 3 and _middle(gaps[start:]) <= TYPED_GAP:
            return text[start:], False
        return text, _middle(gaps) > TYPED_GAP

    def _ends_a_code(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Tab:
            return bool(self.text()) and not event.modifiers()
        return event.text() in tuple(ENDS) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def _insert(self, text: str) -> None:
        if text:
            self._stamps += [self._clock()] * len(text)
            self.insert(text)
            self._pause.start()

    def _offer_name(self) -> None:
        text, by_hand = self._what_was_read()
        wanted = by_hand and len(text.strip()) >= 2 and any(c.isalpha() for c in text)
        if wanted or self._offered:
            self._offered = wanted
            self.typing.emit(text.strip() if wanted else "")

    def _show_away(self, away: bool) -> None:
        if self.property("away") != away:
            self.setProperty("away", away)
            self.update()

    def _paint_away(self) -> None:
        """Painted, since to dress the box anew by the sheet would load Qt's class of styles at start."""
        colours = theme.current().colours
        text = _("Click here, then scan")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.bad), EDGE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(EDGE / 2, EDGE / 2, -EDGE / 2, -EDGE / 2), EDGE, EDGE)
        painter.setFont(theme.font(theme.Step.BODY, bold=True))
        width = painter.fontMetrics().horizontalAdvance(text) + theme.space(4)
        height = min(painter.fontMetrics().height() + theme.space(1), self.height() - theme.space(3))
        pill = QRect(self.width() - width - theme.space(3), (self.height() - height) // 2, width, height)
        self._cut_hint(painter, pill.left() - theme.space(2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.bad))
        painter.drawRoundedRect(pill, theme.space(1), theme.space(1))
        painter.setPen(QColor(colours.surface))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _cut_hint(self, painter: QPainter, end: int) -> None:
        """What is to be scanned does not run on under the words about the keyboard."""
        start, metrics = self.cursorRect().center().x(), self.fontMetrics()
        if self.text() or start + metrics.horizontalAdvance(self.placeholderText()) <= end:
            return
        font = painter.font()
        painter.fillRect(self.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE), QColor(theme.current().colours.surface))
        painter.setFont(self.font())
        painter.setPen(self.palette().placeholderText().color())
        hint = metrics.elidedText(self.placeholderText(), Qt.TextElideMode.ElideRight, max(0, end - start))
        painter.drawText(QRect(start, 0, max(0, end - start), self.height()), Qt.AlignmentFlag.AlignVCenter, hint)
        painter.setFont(font)


def _middle(gaps: list[float]) -> float:
    return sorted(gaps)[len(gaps) // 2]


def unseen_box(page: QWidget, name: str, take: Callable[[str], object]) -> ScanBox:
    """The box of a page that shows none: what is scanned there goes to `take`."""
    made = named(ScanBox(page), name)
    made.hide()
    made.scanned.connect(lambda raw, _typed: take(raw))
    return made
