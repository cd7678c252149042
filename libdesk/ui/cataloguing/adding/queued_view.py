"""Titles that were lent at the desk before they were catalogued: one after the other they are completed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.rows.adding import QueuedTitle
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.store.queries import adding as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class QueuedView(QFrame):
    """`chosen` the title that is completed now; `left` when the list is put away."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("adding_queued")
        self._desk = desk
        columns = (
            Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
            Column("label", N_("Barcode"), lambda row: row.barcode),
            Column("reader", N_("On loan to"), lambda row: row.reader, spare=1),
            Column("day", N_("Since when"), self._day, sort=lambda row: row.added),
        )
        nothing = Empty(_("Nothing waits to be catalogued"), _("What is lent without a title at the desk stands here."))
        self.list = RowTable(columns, name=_("Titles to be completed"), empty=nothing, key=lambda row: row.id)
        self.complete = button("queued_complete", _("Complete it"), self._choose, role="next", icon=icons.EDIT)
        self.leave = button("queued_leave", _("Esc Back"), self.left.emit)
        words = label(
            _("Lent before they were catalogued. Copy, barcode and loan stay as they are."), role="note", wrap=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(words)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.complete, self.leave, gap=2))
        self.list.keep_in_sight(3)
        self.list.opened.connect(self.chosen)

    def _day(self, row: QueuedTitle) -> str:
        zone = ZoneInfo(self._desk.settings.zone)
        return show_day(datetime.fromtimestamp(row.added / 1000, zone).date(), weekday=False)

    def refresh(self) -> int:
        """How many there are."""
        rows = queries.queued(self._desk.read(Op.SEE_CATALOGUE))
        self.list.show_rows(rows)
        self.complete.setEnabled(bool(rows))
        return len(rows)

    def _choose(self) -> None:
        if self.list.current_row() is not None:
            self.chosen.emit(self.list.current_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
