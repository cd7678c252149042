"""Fields with a name above and a note below, as many side by side as there is room for."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from libdesk.ui import theme
from libdesk.ui.parts import down, label

WIDE: Final = 38  # steps
MOST: Final = 6


class Blocks(QWidget):
    """`add` fields in their order; `show_only` says which of them stand there."""

    def __init__(self, *, wide: int = WIDE) -> None:
        super().__init__()
        self._wide = wide
        self._parts: dict[QWidget, QWidget] = {}
        self._away: set[QWidget] = set()
        self._placed: tuple[int, tuple[QWidget, ...]] = (0, ())
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setVerticalSpacing(theme.space(2))

    def add(self, words: str, field: QWidget, note: str = "") -> None:
        field.setAccessibleName(words)
        parts: list[QWidget] = [label(words, buddy=field, wrap=True), field]
        if note:
            field.setAccessibleDescription(note)
            parts.append(label(note, role="note", wrap=True))
        self._parts[field] = down(*parts, None)
        self._place()

    def show_only(self, *fields: QWidget) -> None:
        self._away = {part for field, part in self._parts.items() if field not in fields}
        self._place()

    def _place(self) -> None:
        columns = min(MOST, max(1, (self.width() + theme.space(3)) // theme.space(self._wide)))
        shown = tuple(part for part in self._parts.values() if part not in self._away)
        if self._placed == (columns, shown):
            return
        self._placed = (columns, shown)
        for part in self._parts.values():
            self._grid.removeWidget(part)
            part.hide()
        for nth, part in enumerate(shown):
            self._grid.addWidget(part, nth // columns, nth % columns, Qt.AlignmentFlag.AlignTop)
            part.show()
        for column in range(MOST):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def minimumSizeHint(self) -> QSize:
        """One block: where it gets narrow they stand below each other."""
        widest = max((part.minimumSizeHint().width() for part in self._parts.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
