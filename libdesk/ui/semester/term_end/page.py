"""Term end: the recall of everything that is out, and the classes that leave."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import named, wrapped
from libdesk.ui.semester.term_end.leaving_view import LeavingView
from libdesk.ui.semester.term_end.recall_view import RecallView
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.stack import Stack


class TermEndPage(Tab):
    NAME = "term_end_page"
    TITLE = N_("Term end")
    ICON = icons.FLAG
    OP = Op.READERS_LEAVE
    TOPICS = frozenset(
        {Topic.LOANS, Topic.HOLDS, Topic.BOOKS, Topic.AIDS, Topic.READERS, Topic.CHARGES, Topic.SETTINGS,
         Topic.CALENDAR}
    )  # fmt: skip
    UNDONE_HERE = frozenset({Op.READERS_LEAVE, Op.EDIT_SETTINGS})

    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.recall = RecallView(around)
        self.leaving = LeavingView(around)
        self._heads, self._stack = Stack(), Stack()
        self.recall_button = self._button("term_end_recall", _("Recall"), False)
        self.leaving_button = self._button("term_end_leaving", _("Final classes"), True)
        self._assemble()
        for view in (self.recall, self.leaving):
            view.document_asked.connect(self.document_asked)
        self.refresh()

    def _button(self, name: str, words: str, leaving: bool) -> QToolButton:
        made = named(QToolButton(), name)
        made.setText(words)
        made.setCheckable(True)
        made.clicked.connect(lambda _on: self.show_leaving(leaving))
        return made

    def _assemble(self) -> None:
        self.recall_button.setChecked(True)
        self._heads.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for view in (self.recall, self.leaving):
            self._heads.addWidget(view.head)
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.recall_button, self.leaving_button, (self._heads, 1)))
        column.addWidget(GivingArea(self._stack), 1)

    @property
    def _view(self) -> RecallView | LeavingView:
        return self.leaving if self.leaving_button.isChecked() else self.recall

    @property
    def home(self) -> tuple[QWidget, ...]:
        view = self._view
        return ((view.classes if isinstance(view, RecallView) else view.list).view, view.days)

    def take_focus(self) -> None:
        self.home[0].setFocus()

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        view = self._view
        self._stack.setCurrentWidget(view)
        self._heads.setCurrentWidget(view.head)
        view.refresh()

    def show_leaving(self, leaving: bool) -> None:
        """The classes that leave, or the recall. Each button stays in Tab's way, which a group would not leave it."""
        self.leaving_button.setChecked(leaving)
        self.recall_button.setChecked(not leaving)
        self.refresh()
        self.take_focus()
