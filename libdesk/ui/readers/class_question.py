"""Which class? Asked in the page, with what was understood below the field; the button waits until it is a class."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.readers.class_field import ClassField


class ClassQuestion(QFrame):
    """`answered(ClassRef)`."""

    answered = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("class_question")
        self.setProperty("role", "panel")
        self.gives_back_to: QWidget | None = None
        self.field = ClassField(desk, "move_to_class", _("Into which class?"))
        self._ok = button("move_ok", _("Move them"), self._answer, role="next")
        self._cancel = button("move_cancel", _("Esc Leave it"), self.close_form)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(label(_("Into which class?"), buddy=self.field.line))
        column.addWidget(self.field)
        column.addWidget(wrapped(self._ok, self._cancel, gap=2))
        self.field.changed.connect(self._look)
        self.field.entered.connect(self._answer)
        self._look()
        self.hide()

    def ask(self) -> None:
        self.field.set_text("")
        self.show()
        self.field.setFocus()

    def close_form(self) -> None:
        if not self.isHidden():
            focus = QApplication.focusWidget()
            if self.gives_back_to is not None and focus is not None and self.isAncestorOf(focus):
                self.gives_back_to.setFocus()
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        try:
            self.field.ref()
        except DeskError:
            self._ok.setEnabled(False)
        else:
            self._ok.setEnabled(True)

    def _answer(self) -> None:
        try:
            ref = self.field.ref()
        except DeskError:
            self.field.setFocus()
            return
        self.answered.emit(ref)  # whoever asked closes it when it is done
