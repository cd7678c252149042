"""Which copies get no label, or one without bars, and why: nothing of it stops the others."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.value import Value
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

MOST: Final = 1_000  # lines that are listed; more are counted


class LeftOut(Value):
    """One copy (0: a label of no copy) and what it lacks, in words."""

    copy_id: int
    title: str
    number: str
    words: str


COLUMNS: Final = (
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH, tip=lambda row: row.title),
    Column("number", N_("Number of the copy"), lambda row: row.number, spare=1),
    Column("what", N_("What is missing"), lambda row: row.words, width=Width.STRETCH, tip=lambda row: row.words),
)  # fmt: skip


class LeftOutView(QWidget):
    """`copy_asked(id)`: this copy is to be opened in the catalogue, where it can be mended."""

    copy_asked = Signal(int)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = RowTable(
            COLUMNS, name=_("What is missing on labels"), empty=Empty(_("Nothing is missing")),
            key=lambda row: (row.copy_id, row.number, row.words), least=34,
        )  # fmt: skip
        self.list.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.back = button("labels_missing_back", _("Back"), self.back_asked.emit, icon=icons.BACK)
        self.open = button("labels_missing_open", _("Open in the catalogue"), self._open, icon=icons.BOOK)
        self.hint = named(label(role="note", wrap=True), "labels_missing_hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        column.addWidget(wrapped(self.back, self.open, gap=2))
        self.list.opened.connect(lambda _row: self._open())
        self.list.row_changed.connect(self._show_hint)

    def show_rows(self, rows: Sequence[LeftOut], total: int) -> None:
        self.list.show_rows(rows, total=total if total > len(rows) else None)

    def _show_hint(self, row: LeftOut | None) -> None:
        """Which copy and why, whole also where the columns are narrow."""
        self.open.setEnabled(row is not None and bool(row.copy_id))
        why = " · ".join(filter(None, (row.number, row.words))) if row is not None else ""
        self.hint.setText(
            "\n".join(filter(None, (why, _("Give them what they lack, and they come with the next labels."))))
        )

    def _open(self) -> None:
        row = self.list.current_row()
        if isinstance(row, LeftOut) and row.copy_id:
            self.copy_asked.emit(row.copy_id)
