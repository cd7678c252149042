"""What the plan of a term aims at, in as many lines as it takes; it stands at the top of the printed plan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from libdesk.actions.planning.plans import set_aims
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.tasks.templates import AIMS
from libdesk.i18n import _
from libdesk.store.queries import plan as queries
from libdesk.ui import theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.scan_router import TAKES_SCANS


class AimsView(QWidget):
    """Ctrl+Return keeps it; `closed` when it is put away."""

    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("aims_view")
        self.setProperty(TAKES_SCANS, True)
        self._around, self._desk = around, around.desk
        self._term: TermRow | None = None
        self.words = named(label(wrap=True), "aims_words")
        self.text = named(QPlainTextEdit(), "aims_text")
        self.fault = named(label(role="bad", wrap=True), "aims_fault")
        self.keep = button("aims_keep", _("Keep the aims"), self._keep, role="next")
        self.usual = button("aims_usual", _("Put in the usual ones"), self._usual)
        self.leave = button("aims_leave", _("Esc Leave it"), self.closed.emit)
        self.fault.hide()
        self.text.setAccessibleName(_("Aims of the plan"))
        self.text.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.words, self.text, self.fault, wrapped(self.keep, self.usual, self.leave, gap=2)):
            column.addWidget(part, 1 if part is self.text else 0)

    def begin(self, term: TermRow) -> None:
        self._term = term
        self.words.setText(_("What the library aims at in {term}, a line each:").format(term=term.name))
        self.text.setPlainText(queries.plan(self._desk.read(Op.SEE_PLAN), term.id).aims)
        self.fault.hide()
        self.text.setFocus()

    def _usual(self) -> None:
        """What was written stays; what many schools write comes below it."""
        written = self.text.toPlainText().rstrip()
        fresh = [line for line in map(_, AIMS) if line not in written.splitlines()]
        self.text.setPlainText("\n".join(part for part in (written, *fresh) if part))
        self.text.setFocus()

    def _keep(self) -> None:
        assert self._term is not None
        try:
            changed = set_aims(self._desk, self._term.id, self.text.toPlainText())
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            announce(self.fault, error.text())
            return
        if changed:
            self._around.say(_("The aims are kept. F8 takes it back."))
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._keep()
        else:
            super().keyPressEvent(event)
