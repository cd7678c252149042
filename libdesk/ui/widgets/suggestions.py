"""Readers whose name fits what was typed, under the scan box; the focus stays in the box."""

from collections.abc import Hashable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.scan_box import ScanBox

MOST_ROWS: Final = 8


class Suggestion(Value):
    """One reader or title that may be meant; `key` comes back when it is picked."""

    key: Hashable
    name: str
    detail: str = ""


class Suggestions(QFrame):
    """Opens under its box when shown hits and closes when one is picked or the text goes away."""

    picked = Signal(object)

    def __init__(self, box: ScanBox, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("suggestions")
        self._box, self._window = box, window
        self._hits: tuple[Suggestion, ...] = ()
        self._list = QListWidget()
        self._list.setObjectName("suggestion_rows")
        self._list.setAccessibleName(_("Suggestions"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self._list)
        box.moved.connect(self.move_by)
        box.picked.connect(self._pick)
        box.typing.connect(lambda text: None if text else self.close_list())
        box.cancelled.connect(self.close_list)
        box.installEventFilter(self)
        self._list.itemClicked.connect(lambda _item: self._pick())
        self.hide()

    def show_hits(self, hits: Sequence[Suggestion], *, nothing: str = "") -> None:
        """Show what fits, the first row chosen; without hits show the sentence `nothing`, or close if it is ""."""
        self._hits = tuple(hits)
        self._box.choosing = bool(hits)
        self._list.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.name}    {hit.detail}".rstrip())
            item.setToolTip(item.text())
            self._list.addItem(item)
        if not hits and nothing:
            item = QListWidgetItem(nothing)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        if hits:
            self._list.setCurrentRow(0)
        self._place()
        self.setVisible(self._list.count() > 0)
        self.raise_()

    def close_list(self) -> None:
        self.show_hits(())

    def move_by(self, rows: int) -> None:
        """Go up or down from the row that Return would pick."""
        if self._hits:
            self._list.setCurrentRow(max(0, min(len(self._hits) - 1, self._list.currentRow() + rows)))
            announce(self, self._list.currentItem().text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _pick(self) -> None:
        row = self._list.currentRow()
        if not 0 <= row < len(self._hits):
            return
        hit = self._hits[row]
        self._box.empty()
        self.close_list()
        self.picked.emit(hit.key)

    def _place(self) -> None:
        corner = self._box.mapTo(self._window, QPoint(0, self._box.height() + theme.space(1)))
        rows = min(max(self._list.count(), 1), MOST_ROWS)
        row_height = max(self._list.sizeHintForRow(0), theme.space(8))
        room = self._window.height() - corner.y() - theme.space(2)
        self.setGeometry(corner.x(), corner.y(), self._box.width(), min(rows * row_height + theme.space(2), room))
