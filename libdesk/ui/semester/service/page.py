"""Service to readers: visits counted, questions, suggestions, announcements, new books, lists of books.

Pupils on duty count visits; all else is the librarian's.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries.service import records
from libdesk.ui import icons, theme
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import label, named, wrapped
from libdesk.ui.semester.service.visits_view import VisitsView
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.semester.service.lists_view import ListsView

VISITS, QUESTIONS, SUGGESTIONS, ANNOUNCEMENTS, NEW, LISTS = (
    "visits", "questions", "suggestions", "announcements", "new", "lists",
)  # fmt: skip
_WORDS: Final = {
    VISITS: N_("Visits"), QUESTIONS: N_("Questions"), SUGGESTIONS: N_("Readers' suggestions"),
    ANNOUNCEMENTS: N_("Announcements"), NEW: N_("New books"), LISTS: N_("Lists of books"),
}  # fmt: skip


class View(Protocol):
    """What each view of this page is."""

    @property
    def home(self) -> tuple[QWidget, ...]: ...
    def refresh(self) -> None: ...
    def take_focus(self) -> None: ...


class ServicePage(Tab):
    NAME = "service_page"
    TITLE = N_("Service")
    ICON = icons.USERS
    OP = Op.SEE_SEMESTER  # the views besides the visits ask for more
    TOPICS = frozenset({Topic.SERVICE, Topic.BOOKS, Topic.LOANS, Topic.SERIALS, Topic.SETTINGS, Topic.CALENDAR})
    UNDONE_HERE = frozenset(
        {
            Op.COUNT_VISITS, Op.EDIT_QUESTIONS, Op.EDIT_SUGGESTIONS, Op.EDIT_ANNOUNCEMENTS, Op.EDIT_BOOK_LISTS,
            Op.RECOMMEND,
        }
    )  # fmt: skip

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.buttons = {name: self._button(name) for name in _WORDS}
        self.fault = named(label(role="bad", wrap=True), "service_fault")
        self._views = Stack()
        self._made: dict[str, QWidget] = {}
        self._scans = unseen_box(self, "service_scans", self.take)
        self._assemble()
        self.show_view(VISITS, focus=False)

    def _button(self, name: str) -> QToolButton:
        """In no group of Qt's, which would take the Tab key from the button that is not chosen."""
        made = named(QToolButton(), f"service_{name}")
        made.setProperty("role", "page")
        made.setCheckable(True)
        made.setText(_(_WORDS[name]))
        made.clicked.connect(lambda _checked=False: self.show_view(name))
        return made

    def _assemble(self) -> None:
        self.fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(*self.buttons.values()))
        column.addWidget(self.fault)
        column.addWidget(GivingArea(self._views), 1)

    @cached_property
    def visits(self) -> VisitsView:
        return cast("VisitsView", self.view_of(VISITS))

    @cached_property
    def lists(self) -> "ListsView":
        return cast("ListsView", self.view_of(LISTS))

    def view_of(self, name: str) -> QWidget:
        """One of the views, made when it is first shown."""
        if name not in self._made:
            made = _makers()[name](self.around)
            self._made[name] = made
            self._views.addWidget(made)
            made.document_asked.connect(self.document_asked)  # type: ignore[attr-defined]  # each view has it
            if hasattr(made, "list_made"):
                made.list_made.connect(self._list_made)
        return self._made[name]

    def _list_made(self, list_id: int) -> None:
        self.show_view(LISTS)
        self.lists.show_list(list_id)

    @property
    def view(self) -> str:
        """Which view is shown."""
        return next(name for name, made in self.buttons.items() if made.isChecked())

    @property
    def _shown(self) -> View:
        return cast("View", self.view_of(self.view))

    def show_view(self, name: str, *, focus: bool = True) -> None:
        """Open one of the views."""
        for other, made in self.buttons.items():
            made.setChecked(other == name)
        self._views.setCurrentWidget(self.view_of(name))
        self.refresh()
        if focus:
            self._shown.take_focus()

    @property
    def scan_target(self) -> ScanBox:
        """A card is a visit; a book goes onto the list that is shown. Nothing is lent or returned here."""
        return self._scans

    def take(self, raw: str) -> None:
        """What was scanned."""
        if self.view == LISTS:
            self.lists.take(raw)
            return
        if self.view != VISITS:
            self.show_view(VISITS)
        self.visits.take_card(raw)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (*self._shown.home, self.buttons[self.view])

    def take_focus(self) -> None:
        self._shown.take_focus()

    def role_changed(self) -> None:
        if self.view != VISITS and not self.desk.allows(Op.SEE_SERVICE):
            self.show_view(VISITS, focus=False)
        self.refresh()

    def refresh(self) -> None:
        """The view on show, and how much waits for an answer."""
        if not self.desk.allows(self.OP):
            return
        librarian = self.desk.allows(Op.SEE_SERVICE)
        for name, made in self.buttons.items():
            made.setVisible(name == VISITS or librarian)
        try:
            waiting = records.waiting(self.desk.read(self.OP)) if librarian else (0, 0)
            for name, count in zip((QUESTIONS, SUGGESTIONS), waiting, strict=True):
                self.buttons[name].setText(f"{_(_WORDS[name])} {count:,}" if count else _(_WORDS[name]))
            self._shown.refresh()
            self.fault.hide()
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()


def _makers() -> dict[str, Callable[[Surroundings], QWidget]]:
    """Each view, imported when the page is first shown."""
    from libdesk.ui.semester.service.announcements_view import AnnouncementsView
    from libdesk.ui.semester.service.lists_view import ListsView
    from libdesk.ui.semester.service.new_view import NewView
    from libdesk.ui.semester.service.questions_view import QuestionsView
    from libdesk.ui.semester.service.suggestions_view import SuggestionsView

    return {
        VISITS: VisitsView, QUESTIONS: QuestionsView, SUGGESTIONS: SuggestionsView,
        ANNOUNCEMENTS: AnnouncementsView, NEW: NewView, LISTS: ListsView,
    }  # fmt: skip
