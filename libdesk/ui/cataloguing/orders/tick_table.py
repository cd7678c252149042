"""A list with a box before each row: Space or a click ticks it, and what is ticked stays so whatever is shown."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.i18n import _
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.row_model import Column
from libdesk.ui.widgets.row_table import Empty, RowTable

_TICK = 0  # the column with the box


class TickTable(QWidget):
    """`ticked` when other rows are ticked. With several rows chosen, Space ticks all of them."""

    ticked = Signal()

    def __init__(
        self, columns: Sequence[Column], *, name: str, empty: Empty, key: Callable[[Any], Hashable], head: str,
        may: Callable[[Any], bool] = lambda _row: True,
    ) -> None:  # fmt: skip
        super().__init__()
        self._key, self._may = key, may
        self._chosen: set[Hashable] = set()
        box = Column(
            "tick", head, lambda _row: "", tip=self._tip, ticked=lambda row: key(row) in self._chosen,
            sort=lambda row: key(row) not in self._chosen,
        )  # fmt: skip
        self.list = RowTable((box, *columns), name=name, empty=empty, key=key, many=True)
        self.view = self.list.view
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.view.clicked.connect(self._clicked)
        self.list.opened.connect(lambda row: self._toggle([row]))
        self.view.installEventFilter(self)

    @property
    def chosen(self) -> frozenset[Hashable]:
        """The keys of all rows that are ticked, also of those that are not shown."""
        return frozenset(self._chosen)

    def tick(self, keys: Iterable[Hashable]) -> None:
        """These and no others are ticked."""
        self._chosen = set(keys)
        self._tell()

    def tick_shown(self, on: bool) -> None:
        """Tick all rows in the list, or none of them."""
        shown = {self._key(row) for row in self.list.model.rows() if self._may(row)}
        self._chosen = self._chosen | shown if on else self._chosen - shown
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self._toggle(self.list.chosen_rows() or [self.list.current_row()])
            return True
        return super().eventFilter(watched, event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == _TICK:
            self._toggle([self.list.current_row()])

    def _toggle(self, rows: Sequence[Any]) -> None:
        """All of them as the first one turns."""
        free = [row for row in rows if row is not None and self._may(row)]
        if not free:
            return
        keys = {self._key(row) for row in free}
        self._chosen = self._chosen - keys if self._key(free[0]) in self._chosen else self._chosen | keys
        announce(self.list, self._tip(free[0]))
        self._tell()

    def _tell(self) -> None:
        self.view.viewport().update()
        self.ticked.emit()

    def _tip(self, row: Any) -> str:
        return _("ticked") if self._key(row) in self._chosen else _("not ticked")
