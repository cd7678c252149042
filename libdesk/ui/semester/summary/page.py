"""Summary: the draft of a term's summary, the log of study and research, the list of equipment."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import down, named, wrapped
from libdesk.ui.semester.summary.lists import EquipmentList, StudyList
from libdesk.ui.semester.summary.text_view import TextView
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.stack import Stack


class SummaryPage(Tab):
    NAME = "summary_page"
    TITLE = N_("Term summary")
    ICON = icons.WRITING
    OP = Op.EDIT_SUMMARY
    TOPICS = frozenset({Topic.SUMMARY, Topic.CALENDAR, Topic.BOOKS})
    UNDONE_HERE = frozenset({Op.EDIT_SUMMARY, Op.EDIT_STUDY, Op.EDIT_EQUIPMENT})

    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.text, self.study, self.equipment = TextView(around), StudyList(around), EquipmentList(around)
        self._views = (self.text, self.study, self.equipment)
        self._heads, self._stack = Stack(), Stack()
        words = (("summary_text_view", _("Term summary")), ("summary_study", _("Study and research")),
                 ("summary_equipment", _("Equipment")))  # fmt: skip
        self.buttons = [self._button(name, text, place) for place, (name, text) in enumerate(words)]
        self._assemble()
        for view in self._views:
            view.document_asked.connect(self.document_asked)
        self.refresh()

    def _button(self, name: str, words: str, place: int) -> QToolButton:
        made = named(QToolButton(), name)
        made.setText(words)
        made.setCheckable(True)
        made.setChecked(place == 0)
        made.clicked.connect(lambda _on: self.show_view(place))
        return made

    def _assemble(self) -> None:
        self._heads.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for view in self._views:
            self._heads.addWidget(view.head)
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        top = wrapped(*self.buttons, (self._heads, 1))
        column.addWidget(GivingArea(down(top, (self._stack, 1), gap=1)), 1)

    @property
    def view(self) -> TextView | StudyList | EquipmentList:
        """What is on show."""
        return self._views[next(n for n, made in enumerate(self.buttons) if made.isChecked())]

    @property
    def home(self) -> tuple[QWidget, ...]:
        view = self.view
        if isinstance(view, TextView):
            return (view.list.view, *view.list.face.findChildren(QPushButton), view.term)
        return (view.list.view, view.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        view = self.view
        self._stack.setCurrentWidget(view)
        self._heads.setCurrentWidget(view.head)
        view.refresh()

    def show_view(self, place: int) -> None:
        """The summary, the log or the equipment. Each button stays in Tab's way, which a group would not leave it."""
        for number, made in enumerate(self.buttons):
            made.setChecked(number == place)
        self.refresh()
        self.take_focus()
