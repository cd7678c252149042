"""A file before it is brought in: what each line would do, and what stands against it; then all of it, or none."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.deed import attempt
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column
from libdesk.ui.widgets.row_table import Empty, RowTable


class FileLook(Leavable, QWidget):
    """`closed` when it is done or left. Subclasses say what their lines are, and bring them in."""

    KEY: ClassVar[str]  # begins the object names

    closed = Signal()

    def __init__(self, around: Surroundings, columns: Sequence[Column], *besides: QWidget, name: str) -> None:
        """`besides` stand below the heading; `name` is that of the list."""
        super().__init__()
        self.around, self.desk = around, around.desk
        self.head = named(label(role="heading", wrap=True), f"{self.KEY}_head")
        self.fault = named(label(role="bad", wrap=True), f"{self.KEY}_fault")
        empty = Empty(_("Nothing to bring in"), icon=icons.CHECK_CIRCLE)
        self.list = RowTable(tuple(columns), name=name, empty=empty)
        self.do = button(f"{self.KEY}_do", "", self._bring_in, role="next", icon=icons.IMPORT)
        self.leave = button(f"{self.KEY}_leave", _("Esc Leave it"), self.closed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.head, *besides, self.fault):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.do, self.leave, gap=2))
        self.fault.hide()

    def bring_in(self) -> str:
        """Write what was looked at; gives the sentence that tells it. Raises DeskError."""
        raise NotImplementedError  # every subclass has its own

    def show_lines(self, heading: str, lines: Sequence[Any], verb: str, *, some: bool) -> None:
        """`verb`: words of the button that brings them in, which is there where there are `some` to be brought in."""
        self.fault.hide()
        self.head.setText(heading)
        self.list.show_rows(lines)
        self.do.setText(verb)
        self.do.setVisible(some)
        self.take_focus()

    def take_focus(self) -> None:
        (self.leave if self.do.isHidden() else self.do).setFocus()

    def _bring_in(self) -> None:
        told: list[str] = []
        if attempt(self.fault, lambda: told.append(self.bring_in())):
            self.around.say(told[0])
            self.closed.emit()
