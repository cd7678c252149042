"""Student librarians of a term: the list with their records, the trainings, the choice of the best."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries.calendar import terms
from libdesk.ui import icons, theme
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import down, view_button, wrapped
from libdesk.ui.semester.helpers.list_view import ListView
from libdesk.ui.semester.term_choice import TermChoice
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.semester.helpers.best_view import BestView
    from libdesk.ui.semester.helpers.training_view import TrainingView

LIST, TRAINING, BEST = "list", "training", "best"
_WORDS = {LIST: N_("Helpers"), TRAINING: N_("Training sessions"), BEST: N_("The best")}


class HelpersPage(Tab):
    NAME = "helpers_page"
    TITLE = N_("Helpers")
    ICON = icons.USERS
    OP = Op.SEE_HELPERS
    TOPICS = frozenset(Topic)  # what was done on duty may be anything

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.term = TermChoice("helpers_term")
        self.buttons = {name: self._button(name) for name in _WORDS}
        self.list = ListView(around)
        self._views = Stack()
        self._assemble()
        self._connect()
        self.refresh()

    def _button(self, name: str) -> QToolButton:
        made = view_button(f"helpers_{name}", _(_WORDS[name]), lambda: self.show_view(name))
        made.setChecked(name == LIST)
        return made

    def _assemble(self) -> None:
        self._views.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        top = wrapped(*self.buttons.values(), None, self.term, gap=2)
        column.addWidget(GivingArea(down(top, (self._views, 1), gap=1)), 1)

    def _connect(self) -> None:
        self.term.activated.connect(lambda _at: self._show())
        self.list.document_asked.connect(self.document_asked)

    @cached_property
    def training(self) -> "TrainingView":
        """Made when it is first shown."""
        from libdesk.ui.semester.helpers.training_view import TrainingView

        made = TrainingView(self.around)
        made.document_asked.connect(self.document_asked)
        self._views.addWidget(made)
        return made

    @cached_property
    def best(self) -> "BestView":
        """Made when it is first shown."""
        from libdesk.ui.semester.helpers.best_view import BestView

        made = BestView(self.around)
        made.document_asked.connect(self.document_asked)
        self._views.addWidget(made)
        return made

    @property
    def view(self) -> str:
        """Which view is shown."""
        return next(name for name, made in self.buttons.items() if made.isChecked())

    @property
    def _shown(self) -> "ListView | TrainingView | BestView":
        if self.view == TRAINING:
            return self.training
        return self.best if self.view == BEST else self.list

    def show_view(self, name: str) -> None:
        """Open one of the views."""
        for other, made in self.buttons.items():
            made.setChecked(other == name)
        self._views.setCurrentWidget(self._shown)
        self.refresh()
        self.take_focus()

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (*self._shown.home, self.buttons[self.view])

    def take_focus(self) -> None:
        self._shown.take_focus()

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self.term.show_terms(terms(self.desk.read(Op.SEE_HELPERS)), self.desk.today)
            self._show()
        except DeskError as error:
            self.list.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _show(self) -> None:
        self._shown.show_term(self.term.term)
