"""A scan goes to the scan box wherever the focus is: a run of fast keys is held back until it shows what it is."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDoubleValidator, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QFileDialog, QLineEdit, QWidget
from shiboken6 import isValid

from libdesk.ui.widgets.scan_box import ENDS, ScanBox

W = TypeVar("W", bound=QWidget)

HOLD: Final = 0.06
"""Seconds a key may be held back: scanners are faster between two keys, and a person does not feel the delay."""
SHORTEST_CODE: Final = 3
SHORTEST_PIN: Final = 4
LONGEST_PIN: Final = 8
LONGEST_NUMBER: Final = 6
"""Keys of a run that may still be a number; a longer one as fast as this was scanned, also where no end came."""
TAKES_SCANS: Final = "takesScans"
"""Property of a field, or of a form around it, that wants codes to be scanned into it; False is said the same way.

The nearest one that says anything counts. Numbers and days never take a scan, whatever the form around them says: a
barcode is no quantity. A line for an amount says False for itself (`no_scans`).

A field that has `take_scan(text)` besides is given a scan as a whole, which then takes the place of what stood there.
"""

_Type = QEvent.Type
_WATCHED: Final = frozenset({_Type.KeyPress, _Type.KeyRelease, _Type.InputMethod, _Type.MouseButtonPress})
_NOT_TEXT: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_END_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIER_KEYS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)


class ScanRouter(QObject):
    """Watches the keys of one window and its dialogs; `target` names the box of the visible tab, or None.

    Keys with a text wait up to HOLD for the next one. If the run ends in Return or Tab it was a scanner: the box gets
    all of it and the focused widget nothing, but a secret field keeps what may be a PIN. Otherwise the widget gets its
    keys, in order, as if nothing had been. A number or a day gets no scan even where no box waits for one.
    """

    def __init__(
        self,
        window: QWidget,
        target: Callable[[], ScanBox | None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window, self._target, self._clock = window, target, clock
        self._held: list[QKeyEvent] = []
        self._receiver: QWidget | None = None
        self._last = float("-inf")
        self._delivered = float("-inf")
        self._releases: set[int] = set()
        self._replaying = False
        self._timer = QTimer(self, singleShot=True, interval=round(HOLD * 1000))
        self._timer.timeout.connect(self.let_go)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)
        app.focusChanged.connect(self.let_go)
        app.aboutToQuit.connect(self._leave)

    def _leave(self) -> None:
        """The program ends. Of a window that was replaced meanwhile nothing is called: this is a slot of its router."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or event.type() not in _WATCHED or not isinstance(watched, QWidget):
            return False
        if not isinstance(event, QKeyEvent):
            self.let_go()
            return False
        if not self._concerns(watched):
            return False
        if event.type() == _Type.KeyRelease:
            return self._released(event)
        return self._pressed(watched, event)

    def let_go(self) -> None:
        """Give the held keys to the widget they were meant for: no scan after all."""
        held, receiver = self._held, self._receiver
        self._forget()
        if receiver is None or not held or not isValid(receiver):
            return
        if sum(key.type() == _Type.KeyPress for key in held) > _longest(receiver):
            return
        self._replaying = True
        try:
            for key in held:
                if isValid(receiver):
                    QApplication.sendEvent(receiver, key)
        finally:
            self._replaying = False

    def _pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        now = self._clock()
        if event.key() in _MODIFIER_KEYS:
            return False
        if _ends(event):
            return self._ended(event, now)
        self._delivered = float("-inf")
        if not _is_text(event) or not self._may_route(watched):
            self.let_go()
            return False
        if self._held and (now - self._last > HOLD or watched is not self._receiver):
            self.let_go()
        self._receiver, self._last = watched, now
        self._held.append(event.clone())
        self._timer.start()
        return True

    def _ended(self, event: QKeyEvent, now: float) -> bool:
        """A Return or Tab: the end of a scan, the second half of CR LF, or a key of its own."""
        pressed = [key for key in self._held if key.type() == _Type.KeyPress]
        if len(pressed) < SHORTEST_CODE or now - self._last > HOLD:
            self.let_go()
            second_half = now - self._delivered < HOLD
            if second_half:
                self._releases.add(event.key())
            return second_half
        if self._may_be_pin(pressed):
            self.let_go()
            return False
        receiver = self._receiver
        released = {key.key() for key in self._held if key.type() == _Type.KeyRelease}
        self._releases = {key.key() for key in pressed} - released | {event.key()}
        self._forget()
        self._delivered = now
        text = "".join(key.text() for key in pressed)
        take = _whole_scans(receiver)
        box = self._target()
        if take is not None:
            take(text)
        elif box is not None:
            box.receive(text)
        return True

    def _may_be_pin(self, pressed: list[QKeyEvent]) -> bool:
        """A few digits into a secret field are a PIN typed fast; as a scan they would be shown to everybody."""
        text = "".join(key.text() for key in pressed)
        return (
            self._receiver is not None
            and _is_secret(self._receiver)
            and SHORTEST_PIN <= len(text) <= LONGEST_PIN
            and text.isdecimal()
        )

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() in self._releases and not event.isAutoRepeat():
            self._releases.discard(event.key())
            return True
        if any(key.key() == event.key() for key in self._held):
            self._held.append(event.clone())
            return True
        return False

    def _forget(self) -> None:
        self._timer.stop()
        self._held, self._receiver = [], None

    def _concerns(self, watched: QWidget) -> bool:
        """Keys of this window or of a dialog over it, at the widget they come to first and not on their way up.

        Where a file is chosen nothing is scanned: a path typed fast, or pasted by a program, is a path.
        """
        if isinstance(watched.window(), QFileDialog):
            return False
        focus = QApplication.focusWidget()
        if focus is not None and focus is not watched and watched.isAncestorOf(focus):
            return False
        above: QWidget | None = watched.window()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is self._window

    def _may_route(self, watched: QWidget) -> bool:
        if _is_secret(watched) or _is_number(watched) or _whole_scans(watched) is not None:
            return True
        box = self._target()
        return box is not None and watched is not box and not _takes_scans(watched)


def no_scans(field: W) -> W:
    """This field takes no scan, though the form around it does: an amount, a number of pages."""
    field.setProperty(TAKES_SCANS, False)
    return field


def _is_secret(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit) and widget.echoMode() != QLineEdit.EchoMode.Normal


def _is_number(widget: QWidget) -> bool:
    """A number or a day, whose keys would make another number of what stands there."""
    if isinstance(widget, QLineEdit):
        return isinstance(widget.validator(), QIntValidator | QDoubleValidator)
    return isinstance(widget, QAbstractSpinBox)


def _longest(receiver: QWidget) -> float:
    """How many keys of one run a field may get that was no scan."""
    if _is_secret(receiver):
        return LONGEST_PIN
    return LONGEST_NUMBER if _is_number(receiver) else float("inf")


def _whole_scans(widget: QWidget | None) -> Callable[[str], object] | None:
    """What a field does with a whole scan, where it does and has not been told to leave scans to the page."""
    if not isinstance(widget, QLineEdit) or widget.property(TAKES_SCANS) is False:
        return None
    return getattr(widget, "take_scan", None)


def _takes_scans(widget: QWidget) -> bool:
    if _is_number(widget):
        return False
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, ScanBox):
            return True
        if (said := above.property(TAKES_SCANS)) is not None:
            return bool(said)
        above = None if above.isWindow() else above.parentWidget()
    return False


def _is_text(event: QKeyEvent) -> bool:
    return (
        bool(event.text())
        and event.text().isprintable()
        and not event.isAutoRepeat()
        and not (event.modifiers() & _NOT_TEXT)
    )


def _ends(event: QKeyEvent) -> bool:
    if event.isAutoRepeat() or event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return False
    return event.text() in tuple(ENDS) or event.key() in _END_KEYS
