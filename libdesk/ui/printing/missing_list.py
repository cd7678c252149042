"""What gets no card or label, or one with a gap, and why: nothing of it stops the others."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.row_model import Column
from libdesk.ui.widgets.row_table import Empty, RowTable


class MissingList(QWidget):
    """`asked(id)`: what a row is about is to be opened, where it can be mended; `id_of` gives 0 for one that cannot."""

    asked = Signal(int)
    back_asked = Signal()

    def __init__(
        self, kind: str, columns: Sequence[Column], *, name: str, key: Callable[[Any], Hashable],
        id_of: Callable[[Any], int], open_words: str, icon: str, least: int,
    ) -> None:  # fmt: skip
        super().__init__()
        self._id_of = id_of
        self.list = RowTable(columns, name=name, empty=Empty(_("Nothing is missing")), key=key, least=least)
        self.list.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.back = button(f"{kind}_missing_back", _("Back"), self.back_asked.emit, icon=icons.BACK)
        self.open = button(f"{kind}_missing_open", open_words, self._open, icon=icon)
        self.hint = named(label(role="note", wrap=True), f"{kind}_missing_hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        column.addWidget(wrapped(self.back, self.open, gap=2))
        self.list.opened.connect(lambda _row: self._open())
        self.list.row_changed.connect(lambda row: self.open.setEnabled(row is not None and bool(id_of(row))))

    def _open(self) -> None:
        row = self.list.current_row()
        if row is not None and self._id_of(row):
            self.asked.emit(self._id_of(row))
