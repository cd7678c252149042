"""A title that nobody has described yet is written down; the scan of its label saves both in one step.

A title that may be here already is shown before a second one is made.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.actions.desk import Desk
from libdesk.domain.titles import TitleFields
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.adding.doubles_question import DoublesQuestion
from libdesk.ui.cataloguing.title_form import TitleForm
from libdesk.ui.confirm import Confirm
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.readers.scrolled import scrolled
from libdesk.ui.widgets.announce import announce


class FormView(QFrame):
    """`save_asked` by Return or the button; `left` when it is put away; `touched` with the first key."""

    save_asked = Signal()
    left = Signal()
    touched = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("adding_form")
        self._loading = False
        self.note = named(label(role="note", wrap=True), "adding_form_note")
        self.fault = named(label(role="bad", wrap=True), "adding_form_fault")
        self.form = TitleForm(desk, new=True)
        self.doubles = DoublesQuestion()
        self.save = button("adding_save", _("Save (Ctrl+S)"), self.save_asked.emit, role="next", icon=icons.SAVE)
        self.leave = button("adding_leave", _("Esc Leave it"), self.left.emit)
        self.question = Confirm("adding_drop", gives_back_to=self.form)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.fault)
        column.addWidget(self.doubles)
        column.addWidget(self.question)
        area = scrolled(self.form)
        area.setMinimumHeight(theme.space(36))
        column.addWidget(area, 1)
        column.addWidget(wrapped(self.save, self.leave, (self.note, 1), gap=2))

    def _connect(self) -> None:
        self.form.changed.connect(self._typed)
        self.form.entered.connect(self.save_asked)
        self.doubles.closed.connect(self.form.take_focus)
        short = QShortcut(QKeySequence("Ctrl+S"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        short.activated.connect(self.save_asked)

    def begin(self, fields: TitleFields, note: str) -> None:
        """Another title: what is known of it stands there."""
        self.note.setText(note)
        self.tell("")
        self.doubles.put_away()
        self.question.put_away()
        self._loading = True
        self.form.load(fields)
        self._loading = False

    def _typed(self) -> None:
        if not self._loading:
            self.touched.emit()

    def take_focus(self) -> None:
        if self.question.isVisible() or self.doubles.isVisible():
            return
        self.form.take_focus()

    def tell(self, text: str) -> None:
        """Why it was not saved; what was written stays."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        if text:
            announce(self.fault, text)

    @property
    def asks(self) -> bool:
        return self.doubles.isVisible() or self.question.isVisible()

    def ask_drop(self, drop: Callable[[], object]) -> None:
        self.question.ask(
            _("What you wrote is not saved yet."), keep=_("Go on writing"), do=_("Leave without saving"), act=drop
        )
