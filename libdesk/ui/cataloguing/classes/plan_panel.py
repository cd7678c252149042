"""What would be done stands there first, in words and line by line; then one button does it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column
from libdesk.ui.widgets.row_table import Empty, RowTable

SHOWN: Final = 500


class PlanPanel(Leavable, QFrame):
    """`closed` when it is left, `done` when it is done; `name` begins the names of its parts."""

    closed = Signal()
    done = Signal()

    def __init__(
        self, around: Surroundings, name: str, columns: Sequence[Column], *, list_name: str, empty: str, verb: str,
        icon: str,
    ) -> None:  # fmt: skip
        super().__init__()
        self._around, self._desk = around, around.desk
        self.words = named(label(wrap=True), f"{name}_words")
        self.fault = named(label(role="bad", wrap=True), f"{name}_fault")
        self.list = RowTable(columns, name=list_name, empty=Empty(empty))
        self.list.keep_in_sight(3)
        self.do = button(f"{name}_do", verb, self._do, role="next", icon=icon)
        self.leave = button(f"{name}_leave", _("Esc Leave it"), self.closed.emit)

    def _assemble(self, *top: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, 0, 0)
        column.setSpacing(theme.space(2))
        for part in (*top, self.words, self.fault):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.do, self.leave, gap=2))

    def _begin(self) -> None:
        """Nothing is known yet."""
        self.words.setText("")
        self.fault.hide()
        self.do.setEnabled(False)
        self.list.show_loading()
        self.leave.setFocus()

    def _do(self) -> None:
        """What is shown is done."""
        raise NotImplementedError  # every subclass has its own

    def _ready(self) -> None:
        """It can be done now."""
        self.do.setEnabled(True)
        if self.isVisible():
            self.do.setFocus()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.fault.setText(error.text())
            self.fault.show()
            self.list.show_rows(())
