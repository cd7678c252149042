"""Service to readers: visits counted, questions, suggestions, announcements, new books, lists of books.

Pupils on duty count visits; all else is the librarian's.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries.service import records
from libdesk.ui import icons
from libdesk.ui.semester.service.visits_view import VisitsView
from libdesk.ui.tab import Surroundings
from libdesk.ui.views_page import ViewsPage
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box

if TYPE_CHECKING:
    from libdesk.ui.semester.service.lists_view import ListsView

VISITS, QUESTIONS, SUGGESTIONS, ANNOUNCEMENTS, NEW, LISTS = (
    "visits", "questions", "suggestions", "announcements", "new", "lists",
)  # fmt: skip
_WORDS: Final = {
    VISITS: N_("Visits"), QUESTIONS: N_("Questions"), SUGGESTIONS: N_("Readers' suggestions"),
    ANNOUNCEMENTS: N_("Announcements"), NEW: N_("New books"), LISTS: N_("Lists of books"),
}  # fmt: skip


class ServicePage(ViewsPage):
    NAME = "service_page"
    TITLE = N_("Service")
    ICON = icons.USERS
    OP = Op.SEE_SEMESTER  # the views besides the visits ask for more
    TOPICS = frozenset(
        {Topic.SERVICE, Topic.BOOKS, Topic.LOANS, Topic.HOLDS, Topic.SHELVING, Topic.SERIALS, Topic.READERS,
         Topic.SETTINGS, Topic.CALENDAR}
    )  # fmt: skip
    VIEWS = _WORDS
    SCROLLS = True
    UNDONE_HERE = frozenset(
        {
            Op.COUNT_VISITS, Op.EDIT_QUESTIONS, Op.EDIT_SUGGESTIONS, Op.EDIT_ANNOUNCEMENTS, Op.EDIT_BOOK_LISTS,
            Op.RECOMMEND,
        }
    )  # fmt: skip

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._scans = unseen_box(self, "service_scans", self.take)
        self.show_view(VISITS, focus=False)

    @cached_property
    def visits(self) -> VisitsView:
        return cast("VisitsView", self.view_of(VISITS))

    @cached_property
    def lists(self) -> "ListsView":
        return cast("ListsView", self.view_of(LISTS))

    def make_view(self, name: str) -> QWidget:
        return _makers()[name](self.around)

    def connect_view(self, made: QWidget) -> None:
        if hasattr(made, "list_made"):
            made.list_made.connect(self._list_made)

    def _list_made(self, list_id: int) -> None:
        self.show_view(LISTS)
        self.lists.show_list(list_id)

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
            self.shown.refresh()
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
