"""Reading activities: those of a term at the left, one of them at the right with who takes part and what came of it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from libdesk.domain.activities import STAND_NAMES, Stand, kind_name
from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.matching import text_key
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.activities import ActivityRow
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.show import show_day
from libdesk.domain.terms import told_apart
from libdesk.i18n import N_, _
from libdesk.store.queries import activities as queries
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries.aids.boxes import BOX
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, named, view_button, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.semester.activities import words
from libdesk.ui.semester.activities.entrants_view import EntrantsView
from libdesk.ui.semester.activities.facts_view import FactsView
from libdesk.ui.semester.activities.photos_view import PhotosView
from libdesk.ui.semester.activities.ranking_view import RankingView
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box
from libdesk.ui.widgets.stack import Stack

ALL = "all"
DUE = "due"


class ActivitiesPage(Tab):
    NAME = "activities_page"
    TITLE = N_("Activities")
    ICON = icons.ACTIVITY
    OP = Op.SEE_ACTIVITIES
    TOPICS = frozenset({Topic.ACTIVITIES, Topic.READERS, Topic.LOANS, Topic.SETTINGS, Topic.CALENDAR})

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._spans: dict[str, tuple[date, date]] = {}
        self.term = choice("activities_term", ())
        stands = [(ALL, _("every state")), *((one.value, _(text)) for one, text in STAND_NAMES.items())]
        self.stand = choice("activities_stand", stands)
        self.search = SearchEdit("activities_find", _("Find activities"), _("Name or kind"))
        self.new = button("activity_new", _("New activity …"), self.begin, icon=icons.ADD)
        self.list = RowTable(
            self._columns(), name=_("Activities"), empty=self._empty(), key=lambda row: row.id, least=34
        )
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = FactsView(around, self.list.view)
        self.entrants = EntrantsView(around)
        self.ranking = RankingView(around)
        self.photos = PhotosView(around)
        self._buttons = {
            self.facts: self._view("activity_facts_button", _("The activity"), self.facts),
            self.entrants: self._view("activity_entrants_button", _("Taking part, results"), self.entrants),
            self.ranking: self._view("activity_ranking_button", _("Ranking from loans"), self.ranking),
            self.photos: self._view("activity_photos_button", _("Photos"), self.photos),
        }
        self._views = Stack()
        self._scans = unseen_box(self, "activity_scans", self.take)
        self._assemble()
        self._connect()
        self.refresh()

    def _view(self, name: str, text: str, view: QWidget) -> QToolButton:
        return view_button(name, text, lambda: self.show_view(view))

    def _assemble(self) -> None:
        self.term.setAccessibleName(_("Term"))
        self.stand.setAccessibleName(_("State"))
        self.list.keep_in_sight(3)
        for view, made in self._buttons.items():
            self._views.addWidget(view)
            made.setChecked(view is self.facts)
        self.right = named(QFrame(), "activity_panel")
        inside = QVBoxLayout(self.right)
        inside.setContentsMargins(theme.space(3), 0, 0, 0)
        inside.setSpacing(theme.space(1))
        self._choice = wrapped(*self._buttons.values())
        for part in (self.heading, self._choice, self._views):
            inside.addWidget(part, 1 if part is self._views else 0)
        self.splitter = Panes(
            "activities_splitter", self.list, self.right, shares=(40, 60), pc=self.around.pc, needs=(66, 104)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(wrapped(self.new, None, self.term, self.stand, (self.search, 1), gap=2))
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._show())
        self.list.opened.connect(lambda _row: self.show_view(self.entrants))
        self.term.activated.connect(lambda _row: self._show_rows())
        self.stand.activated.connect(lambda _row: self._show_rows())
        self.search.asked.connect(lambda _text: self._show_rows())
        self.search.went_down.connect(self.list.view.setFocus)
        for told in (self.facts.made, self.facts.changed):
            told.connect(self._made)
        self.facts.form.closed.connect(self._mirror)
        for view in (self.facts, self.entrants, self.ranking):
            view.document_asked.connect(self.document_asked)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", N_("Activity"), lambda row: row.name, width=Width.STRETCH),
            Column("kind", N_("Kind"), lambda row: kind_name(row.kind), spare=3),
            Column("first", N_("Dates"), self._days, sort=lambda row: row.first, spare=2),
            Column("stand", N_("State"), self._stand, role=lambda row: words.ROLES[row.stand(self.desk.today)]),
        )

    def _stand(self, row: ActivityRow) -> str:
        return words.stand(row, self.desk.today)

    def _days(self, row: ActivityRow) -> str:
        """With the year where the list goes through several."""
        year = self.term.currentData() == ALL
        first = show_day(row.first, weekday=False, year=year)
        return first if row.first == row.last else f"{first}–{show_day(row.last, weekday=False, year=year)}"

    def _empty(self) -> Empty:
        return Empty(
            _("No activity here"),
            _("Contests, story-telling, lectures: with who takes part, results, prizes, photos and the record sheet."),
            ((_("New activity …"), self.begin),), icons.ACTIVITY,
        )  # fmt: skip

    @property
    def scan_target(self) -> ScanBox:
        """A card scanned here enters its reader into the activity that is shown."""
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def row(self) -> ActivityRow | None:
        row: ActivityRow | None = self.list.current_row()
        return row

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self._show_terms()
            self._show_rows()
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def select(self, activity_id: int) -> bool:
        """Show one activity, whichever term it lies in."""
        if self.list.select(activity_id):
            return True
        row = queries.activity(self.desk.read(Op.SEE_ACTIVITIES), activity_id)
        choose(self.term, self._term_of(row) if row is not None else ALL)
        choose(self.stand, ALL)
        self.search.clear()
        self._show_rows()
        return self.list.select(activity_id)

    def _term_of(self, row: ActivityRow) -> str:
        """The choice of the term that it meets first; every term for one in the holidays."""
        meet = [key for key, (first, last) in self._spans.items() if first <= row.last and last >= row.first]
        return min(meet, key=lambda key: self._spans[key], default=ALL)

    def _show_terms(self) -> None:
        """The terms, the one of today chosen at first; one that is chosen stays chosen."""
        terms = calendar_queries.terms(self.desk.read(Op.SEE_ACTIVITIES))
        spans = {str(term.id): (term.first, term.last) for term in terms}
        options = [(ALL, _("every term")), *((str(term.id), _term(term, terms)) for term in terms)]
        today = self.desk.today
        now = next((key for key, (first, last) in spans.items() if first <= today <= last), ALL)
        kept = self.term.currentData() if self.term.count() else now
        self.term.clear()
        for value, text in options:
            self.term.addItem(text, value)
        choose(self.term, kept if kept in spans else ALL)
        self._spans = spans

    def _show_rows(self) -> None:
        first, last = self._spans.get(self.term.currentData(), (date.min, date.max))
        rows = queries.activities(self.desk.library, first, last)
        stand, today = self.stand.currentData(), self.desk.today
        if stand != ALL:
            rows = [row for row in rows if row.stand(today) is Stand(stand)]
        if text := text_key(self.search.text()):
            rows = [row for row in rows if text in text_key(row.name) or text in text_key(kind_name(row.kind))]
        self.list.show_rows(rows)
        self._show()

    def _show(self) -> None:
        row = self.row
        self.heading.setText(row.name if row else "")
        for view in (self.facts, self.entrants, self.photos):
            view.show_activity(row)
        # Loans are counted only where they are looked at.
        self.ranking.show_activity(row if self._views.currentWidget() is self.ranking else None)
        self._mirror()

    def _mirror(self) -> None:
        """Without an activity there is only the form of a new one."""
        row = self.row
        making = self.facts.form.isVisibleTo(self.facts) and not self.facts.changes
        self.right.setVisible(row is not None or self.facts.form.isVisibleTo(self.facts))
        for part in (self.heading, self._choice):
            part.setVisible(row is not None and not making)

    def show_view(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        for each, made in self._buttons.items():
            made.setChecked(each is view)
        if view is self.ranking:
            self.ranking.show_activity(self.row)
        target = {self.entrants: self.entrants.list.view, self.photos: self.photos.list.view}.get(view)
        if target is not None and target.isVisible():
            target.setFocus()

    def begin(self) -> None:
        """A new activity."""
        self.show_view(self.facts)
        self.right.show()
        self.facts.begin()
        self._mirror()

    def _made(self, activity_id: int) -> None:
        self.refresh()
        self.select(activity_id)

    def take(self, raw: str) -> None:
        """A card: its reader takes part in the activity that is shown."""
        scan = read_scan(raw)
        owner = desk_queries.owner_of(self.desk.read(Op.FIND_READERS), scan.code_key)
        self.entrants.hush()
        if self.row is None:
            self.around.say(_("Choose an activity first; then cards that are scanned enter their readers."))
        elif owner is not None and owner.copy_id is not None:
            copy = desk_queries.copy_in_hand(self.desk.library, owner.copy_id)
            text = _("{code} is a book, “{title}”. Scan the card of whoever takes part.")
            if copy is not None and copy.item_kind == BOX:
                text = _("{code} is the box “{title}”. Scan the card of whoever takes part.")
            self.around.say(text.format(code=scan.text, title=copy.title if copy is not None else ""))
        elif owner is None or owner.reader_id is None:
            self.around.say(_("No reader has the card {code}.").format(code=scan.text))
        else:
            self.show_view(self.entrants)
            self.entrants.back()
            if told := self.entrants.take_reader(owner.reader_id):
                self.around.say(_("{done} F8 takes it back.").format(done=told))


def _term(term: TermRow, terms: Sequence[TermRow]) -> str:
    return told_apart(term, terms) or show_day(term.first, weekday=False, year=True)
