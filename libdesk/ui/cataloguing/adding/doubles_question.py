"""A title that may be here already is shown before a second one is made: its copies, or another title all the same."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout

from libdesk.domain.rows.doubles import DoubleFound
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.announce import announce


class DoublesQuestion(QFrame):
    """Hidden until `ask`; Enter takes the title that is here, if that is sure; Esc goes back to the form as it is."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("adding_double")
        self.setProperty("role", "panel")
        self._add: Callable[[], object] | None = None
        self._new: Callable[[], object] | None = None
        self.words = named(label(wrap=True), "adding_double_words")
        self.add = button("adding_double_add", _("Add the copy to it"), lambda: self._answer(new=False), role="next")
        self.new = button("adding_double_new", _("Save as another title"), lambda: self._answer(new=True))
        self.back = button("adding_double_back", _("Esc Back to the form"), self.put_away)
        self._first = self.add
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(1))
        column.addWidget(self.words)
        column.addWidget(wrapped(self.add, self.new, self.back, gap=2))
        self.hide()

    def ask(self, found: DoubleFound, isbn: str, *, add: Callable[[], object], new: Callable[[], object]) -> None:
        """`add` is called for the title that is here, `new` for another one; `isbn` is that of the form."""
        self._add, self._new = add, new
        row = found.found
        parts = (row.author, row.publisher, str(row.year or ""), row.call_no)
        about = " · ".join(part for part in parts if part)
        words = _("Perhaps here already: “{title}” {about}").format(title=row.name, about=about)
        self.words.setText(f"{words.strip()}\n{found.reason()}")
        self._first = self.add if found.is_sure(isbn) else self.back
        for made in (self.add, self.back):
            made.setProperty("role", "next" if made is self._first else "")
            made.style().polish(made)
        self.show()
        self._first.setFocus()
        announce(self.words, self.words.text())

    def put_away(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            (focus if isinstance(focus, QPushButton) else self._first).click()
        else:
            super().keyPressEvent(event)

    def _answer(self, *, new: bool) -> None:
        act = self._new if new else self._add
        self.hide()
        if act is not None:
            act()
