"""A question in the page before what cannot be undone: the safe answer comes first and has the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from libdesk.ui import theme
from libdesk.ui.parts import button, label, named, wrapped


class Confirm(QFrame):
    """Hidden until `ask`; Esc is the safe answer. `gives_back_to` gets the focus afterwards."""

    def __init__(self, name: str, *, gives_back_to: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(f"{name}_question")
        self.setProperty("role", "panel")
        self.gives_back_to = gives_back_to
        self._act: Callable[[], object] | None = None
        self.words = named(label(wrap=True), f"{name}_words")
        self.keep = button(f"{name}_keep", "", self.put_away, role="next")
        self.do = button(f"{name}_do", "", self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(self.words)
        column.addWidget(wrapped(self.keep, self.do, gap=2))
        self.hide()

    def ask(self, words: str, *, keep: str, do: str, act: Callable[[], object]) -> None:
        """`keep` and `do` are the words of the two buttons; `act` is called only for `do`."""
        self._act = act
        self.words.setText(words)
        self.keep.setText(keep)
        self.do.setText(do)
        self.show()
        self.keep.setFocus()

    def put_away(self) -> None:
        self._act = None
        focus = QApplication.focusWidget()
        if self.gives_back_to is not None and focus is not None and self.isAncestorOf(focus):
            self.gives_back_to.setFocus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.do if self.do.hasFocus() else self.keep).click()
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        act = self._act
        self.put_away()
        if act is not None:
            act()
