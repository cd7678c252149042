"""The function keys at the foot of the window, each with its words; pressing the words is pressing the key."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from libdesk.ui import theme

SHORTEST: Final = 6
"""Characters a button may be elided to before the strip takes a second line."""


class KeyStrip(QFrame):
    """One button for each visible action; when they do not fit the longest gives way first, then a line is added."""

    def __init__(self, actions: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key_strip")
        self._keys: list[_Key] = []
        self.set_actions(actions)

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Show these actions in this order; their text, shortcut, and whether they are enabled and visible is kept."""
        for old in self._keys:
            old.follow(None)
            old.deleteLater()
        self._keys = [_Key(action, self) for action in actions]
        self._place()

    def buttons(self) -> list[QPushButton]:
        """The buttons that are shown, from left to right."""
        return [key for key in self._keys if key.wanted()]

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(60), self.minimumHeight())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_soon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.place_soon()

    def place_soon(self) -> None:
        """An action changed its words or whether it is shown; before the strip is shown there is nothing to place."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        keys = [key for key in self._keys if key.wanted()]
        for key in self._keys:
            key.setVisible(key.wanted())
        room = max(self.width() - theme.space(4), 1)
        rows = _in_rows(keys, room)
        height = max((key.sizeHint().height() for key in keys), default=0)
        self.setMinimumHeight(len(rows) * height + theme.space(2))
        for line, row in enumerate(rows):
            self._place_row(row, room, theme.space(1) + line * height, height)

    def _place_row(self, row: list["_Key"], room: int, top: int, height: int) -> None:
        widths = _squeezed([key.natural() for key in row], room)
        spare = (room - sum(widths)) // len(row)
        left = theme.space(2)
        for key, width in zip(row, widths, strict=True):
            wide = width + min(spare, theme.space(8))
            key.fit(wide)
            key.setGeometry(left, top, wide, height)
            left += wide


class _Key(QPushButton):
    """One key: bold would shout, so the key's name simply comes first."""

    def __init__(self, action: QAction, strip: KeyStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self._action: QAction | None = None
        self.setProperty("role", "key")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        self.follow(action)

    def follow(self, action: QAction | None) -> None:
        if self._action is not None:
            self._action.changed.disconnect(self._changed)
        self._action = action
        if action is not None:
            action.changed.connect(self._changed)
            self._dress()

    def wanted(self) -> bool:
        return self._action is not None and self._action.isVisible()

    def words(self) -> str:
        """The whole text, as "F3 Return"."""
        if self._action is None:
            return ""
        return f"{self._action.shortcut().toString()} {self._action.text().replace('&', '')}".strip()

    def natural(self) -> int:
        return _width_of(self.words())

    def fit(self, width: int) -> None:
        """Write as much as goes into `width` pixels; the whole is in the tooltip and the accessible name."""
        inner = width - theme.space(2) - 4
        self.setText(theme.metrics(theme.Step.NOTE).elidedText(self.words(), Qt.TextElideMode.ElideRight, inner))

    def _changed(self) -> None:
        self._dress()
        self._strip.place_soon()

    def _dress(self) -> None:
        assert self._action is not None
        self.setObjectName(f"key_{self._action.shortcut().toString()}")
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip() if self._action.isEnabled() else self._action.statusTip())
        self.setAccessibleName(self.words())


def _width_of(text: str) -> int:
    return theme.metrics(theme.Step.NOTE).horizontalAdvance(text) + theme.space(2) + 6


def _in_rows(keys: list[_Key], room: int) -> list[list[_Key]]:
    """As few rows as hold every key at its shortest, of about the same number of keys."""
    least = _width_of("M" * SHORTEST)
    shortest = [min(key.natural(), least) for key in keys]
    for count in range(1, len(keys) + 1):
        each = -(-len(keys) // count)
        starts = range(0, len(keys), each)
        if all(sum(shortest[start : start + each]) <= room for start in starts):
            return [keys[start : start + each] for start in starts]
    return [[key] for key in keys]


def _squeezed(widths: list[int], room: int) -> list[int]:
    """Widths that sum to at most `room`, taken from the widest first."""
    left = list(widths)
    while sum(left) > room:
        widest = max(left)
        others = [width for width in left if width < widest]
        at = [place for place, width in enumerate(left) if width == widest]
        floor = max(others, default=1)
        cut = min(widest - floor, -(-(sum(left) - room) // len(at))) or 1
        for place in at:
            left[place] -= cut
    return left
