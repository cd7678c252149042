"""Leavers: classes are cleared before they leave; who has left waits here until the data is erased."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import named, wrapped
from libdesk.ui.readers.clearance_view import ClearanceView
from libdesk.ui.readers.left_view import LeftView
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.stack import Stack


class LeaversPage(Tab):
    NAME = "leavers_page"
    TITLE = N_("Leavers")
    ICON = icons.LOG_OUT
    OP = Op.READERS_LEAVE
    TOPICS = frozenset({Topic.LOANS, Topic.READERS, Topic.CHARGES, Topic.SETTINGS})

    document_asked = Signal(str, object)
    """A document to print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.clearance = ClearanceView(around)
        self.left = LeftView(around)
        self._heads, self._stack = Stack(), Stack()
        self.clearance_button = self._button("leavers_clearance", _("Clear a class"))
        self.left_button = self._button("leavers_left", _("Who has left"))
        self._assemble()
        self.clearance_button.clicked.connect(lambda _on: self.show_left(False))
        self.left_button.clicked.connect(lambda _on: self.show_left(True))
        self.left.document_asked.connect(self.document_asked)
        self.refresh()

    def _button(self, name: str, words: str) -> QToolButton:
        made = named(QToolButton(), name)
        made.setText(words)
        made.setCheckable(True)
        return made

    def _assemble(self) -> None:
        self.clearance_button.setChecked(True)
        self._heads.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for view in (self.clearance, self.left):
            self._heads.addWidget(view.head)
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.clearance_button, self.left_button, (self._heads, 1)))
        column.addWidget(self._stack, 1)

    @property
    def home(self) -> tuple[QWidget, ...]:
        left = self.left_button.isChecked()
        return (self.left.list.view, self.left.search) if left else (self.clearance.list.view, self.clearance.choice)

    def take_focus(self) -> None:
        (self.left.search if self.left_button.isChecked() else self.clearance.choice).setFocus()

    def refresh(self) -> None:
        view = self.left if self.left_button.isChecked() else self.clearance
        self._stack.setCurrentWidget(view)
        self._heads.setCurrentWidget(view.head)
        view.refresh()

    def show_left(self, left: bool) -> None:
        """Who has left, or the clearance. Not by a group of buttons: it would take one of the two out of Tab's way."""
        self.left_button.setChecked(left)
        self.clearance_button.setChecked(not left)
        self.refresh()
        self.take_focus()
