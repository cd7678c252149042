"""What stands beside the catalogue while something is done: a heading, what is done, what stands against it, a foot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.confirm import Confirm
from libdesk.ui.parts import label, named
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.fit_label import FitLabel


class SidePanel(QFrame):
    """Subclasses make their parts and put them together; Esc leaves, and asks first where something was typed."""

    closed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_panel")
        self.setProperty("role", "side")
        self.head = FitLabel(theme.Step.HEAD, bold=True)
        self.fault = named(label(role="bad", wrap=True), f"{name}_fault")
        self.fault.hide()
        self._unsaved = Confirm(f"{name}_unsaved")

    def put_together(self, *parts: QWidget, body: QWidget, foot: QWidget) -> None:
        """`parts` stand over the `body`, which takes the room; faults and the question of leaving below it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        for part in (self.head, *parts, body, self.fault, self._unsaved, foot):
            column.addWidget(part, 1 if part is body else 0)

    @property
    def touched(self) -> bool:
        """Whether something stands here that would be lost."""
        return False

    def leave(self) -> None:
        """Put the panel away; where something was typed it is asked for first."""
        if not self.touched:
            self.close_panel()
            return
        self._unsaved.gives_back_to = self.focusWidget()
        self._unsaved.ask(
            _("What you typed is not saved yet."), keep=_("Go on editing"), do=_("Give it up"), act=self.close_panel
        )

    def close_panel(self) -> None:
        """It is over; subclasses forget what they were about."""
        self._unsaved.put_away()
        self.closed.emit()

    def show_fault(self, text: str) -> None:
        tell_aloud(self.fault, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
