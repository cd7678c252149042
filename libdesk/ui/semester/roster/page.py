"""The duty roster: each week of a term as it stands, or one week with its dates; changed by dragging or by keyboard."""

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.domain.duties import DutyEntry
from libdesk.domain.errors import DeskError
from libdesk.domain.experience import experience_rule
from libdesk.domain.ops import Op, Topic
from libdesk.domain.roster_words import NewTogether, Unmet
from libdesk.domain.rows.calendar import TermRow
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import roster as queries
from libdesk.store.queries.calendar import terms
from libdesk.ui import icons, theme
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.places import to_the_terms
from libdesk.ui.semester.roster import words
from libdesk.ui.semester.roster.cell_panel import CellPanel
from libdesk.ui.semester.roster.cells import Week
from libdesk.ui.semester.roster.deeds import Deeds
from libdesk.ui.semester.roster.roster import Roster
from libdesk.ui.semester.roster.week_grid import WeekGrid
from libdesk.ui.semester.term_choice import TermChoice
from libdesk.ui.settings.section import choose
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm
from libdesk.ui.widgets.list_face import Choice, ListFace
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.semester.roster.slots_view import SlotsView
    from libdesk.ui.semester.roster.times_view import TimesView

TOLD = 4  # of what could not be met, so many sentences


class RosterPage(Tab):
    NAME = "roster_page"
    TITLE = N_("Duties")
    ICON = icons.CLOCK
    OP = Op.SEE_ROSTER
    TOPICS = frozenset({Topic.HELPERS, Topic.READERS, Topic.SHIFT, Topic.BOOKS, Topic.CALENDAR, Topic.SETTINGS})

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.roster: Roster | None = None
        self.unmet: tuple[Unmet, ...] = ()
        self.filled: frozenset[DutyEntry] = frozenset()  # the roster of which `unmet` tells
        self.term = TermChoice("roster_term")
        self.week = calm(named(QComboBox(), "roster_week"))
        self.grid = WeekGrid()
        self.panel = CellPanel()
        self.form = InlineForm("roster")
        self.deeds = Deeds(self)
        self.fill = button("roster_fill", _("Fill …"), self.deeds.ask_fill, role="next", icon=icons.USERS)
        self.slots = button("roster_slots", _("Slots …"), self.open_slots, icon=icons.CLOCK)
        self.times = button("roster_times", _("Free times …"), self.open_times)
        self.print = button("roster_print", _("Print"), self._print, icon=icons.PRINT)
        self.file = button("roster_file", _("Calendar file …"), self.deeds.ask_file, icon=icons.CALENDAR)
        self.told = named(label(role="warn", wrap=True), "roster_told")
        self.fault = named(label(role="bad", wrap=True), "roster_fault")
        self.face = ListFace()
        self._views = Stack()
        self._sheets = Stack()
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.week.setAccessibleName(_("Week"))
        self.week.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.form.gives_back_to = self.grid
        self.told.hide()
        self.fault.hide()
        self.splitter = Panes(
            "roster_splitter", self.grid, self.panel, shares=(70, 30), pc=self.around.pc, needs=(110, 56)
        )
        self._sheets.addWidget(self.splitter)
        self._sheets.addWidget(self.face)
        self._top = wrapped(self.term, self.week, self.fill, self.slots, self.times, self.print, self.file, gap=2)
        work = GivingArea(down(self._top, self.form, self.fault, self.told, (self._sheets, 1), gap=1))
        self._views.addWidget(work)
        self._work = work
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.term.activated.connect(lambda _at: self._term_chosen())
        self.week.activated.connect(lambda _at: self._week_chosen())
        self.grid.cell_changed.connect(lambda _cell: self._cell_chosen())
        self.deeds.connect_all()

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.grid, self.term)

    def take_focus(self) -> None:
        shown = self._views.currentWidget()
        if shown is self._work:
            focus_first(self.home)
        elif shown is not None:
            shown.setFocus()

    @property
    def may_edit(self) -> bool:
        return self.desk.allows(Op.EDIT_ROSTER)

    @property
    def monday(self) -> date | None:
        """The week on show; None while the roster of every week is."""
        found: date | None = self.week.currentData()
        return found

    # What is shown

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self._fill_terms()
            self._show()
            shown = self._views.currentWidget()
            if shown is not self._work and shown is not None:
                shown.refresh()  # type: ignore[attr-defined]  # slots or free times
        except DeskError as error:
            self._show_face(_("The roster could not be read"), error.text(), ((_("Try again"), self.refresh),))

    def role_changed(self) -> None:
        if not self.may_edit and self._views.currentWidget() is not self._work:
            self._views.setCurrentWidget(self._work)
        self.form.close_form()
        self.refresh()

    def _fill_terms(self) -> None:
        changed = self.term.show_terms(terms(self.desk.read(Op.SEE_ROSTER)), self.desk.today)
        if changed and self.term.term is not None:
            self._fill_weeks(self.term.term)

    def _fill_weeks(self, term: TermRow) -> None:
        self.week.clear()
        self.week.addItem(_("every week"), None)
        for monday, text in words.weeks_of(term):
            self.week.addItem(text, monday)
        today = self.desk.today
        if term.first <= today <= term.last and queries.entries(self.desk.read(Op.SEE_ROSTER), term.id):
            choose(self.week, today - timedelta(days=today.weekday()))

    def _term_chosen(self) -> None:
        term = self.term.term
        if term is not None:
            self._fill_weeks(term)
        self._week_chosen()

    def _week_chosen(self) -> None:
        """A question that was asked of another term or week is no longer one."""
        self.form.close_form()
        self.show_week(self.monday)

    def show_week(self, monday: date | None) -> None:
        """A week with its dates, or the roster of every week."""
        choose(self.week, monday)
        self.tell_fault("")
        self._show()

    def _show(self) -> None:
        term = self.term.term
        edit = self.may_edit
        self.deeds.let_go(term.id if term is not None else None, dated=self.monday is not None)
        for made in (self.fill, self.slots, self.times, self.file):
            made.setVisible(edit)
        if term is None:
            self.roster = None
            text = _("Enter the terms of the school year in the settings, in the calendar.")
            self._show_face(_("No term yet"), text, (to_the_terms(self.around),) if edit else ())
            return
        self.roster = Roster.read(self.desk, term)
        self.fill.setEnabled(bool(self.roster.slots) and term.last >= self.desk.today)
        self.times.setEnabled(bool(self.roster.slots and self.roster.helpers))
        self.print.setEnabled(bool(self.roster.slots))
        self.file.setEnabled(bool(self.roster.rows) and term.last >= self.desk.today)
        if not self.roster.slots and self.monday is None:  # a week that is over may have had some
            text = _("The slots of the week come from the opening hours; then helpers are put in, fairly and at once.")
            if edit:
                self._show_face(_("No slots yet"), text, ((_("Choose the slots"), self.open_slots),))
            else:
                self._show_face(_("No roster yet"), _("The librarian draws it up."), ())
            return
        self._sheets.setCurrentIndex(0)
        self.grid.show_week(self.shown_week(), may_move=edit)
        self.splitter.show_second(edit)
        self._show_cell()
        self._tell_state()

    def shown_week(self, *, wall: bool = False) -> Week:
        """The grid as it stands; `wall`: with names as the school shows them to others."""
        assert self.roster is not None
        persons = self.roster.persons.values()
        name = words.naming(self.desk, wall=True) if wall else words.grid_naming(self.desk, persons)
        if self.monday is None:
            return self.roster.pattern(name)
        return self.roster.week(self.desk, self.monday, name)

    def _show_face(self, title: str, sentence: str, choices: tuple[Choice, ...]) -> None:
        self.told.hide()
        self.face.show_face(icons.CLOCK, title, sentence, choices)
        self._sheets.setCurrentIndex(1)
        for made in (self.fill, self.times, self.print, self.file):
            made.setEnabled(False)

    def _cell_chosen(self) -> None:
        """What could not be done at another place is no longer of interest."""
        self.tell_fault("")
        self._show_cell()

    def _show_cell(self) -> None:
        roster = self.roster
        if roster is None:
            return
        self.panel.show_cell(
            self.grid.cell, name=words.naming(self.desk), held=self.deeds.held_name,
            load=lambda reader_id: words.load_words(words.load_of(roster.entries, reader_id)),
        )  # fmt: skip

    def _tell_state(self) -> None:
        """Who is gone, and what the last filling could not meet."""
        roster = self.roster
        lines = [] if roster is None else self._gone_lines(roster)
        if roster is None or frozenset(roster.entries) != self.filled:  # filled otherwise since, or taken back
            self.unmet = ()
        lines += [one.text() for one in self.unmet[:TOLD]]
        if len(self.unmet) > TOLD:
            more = len(self.unmet) - TOLD
            lines.append(ngettext("And {n} more of this kind.", "And {n} more of this kind.", more).format(n=more))
        if any(isinstance(one, NewTogether) for one in self.unmet):
            lines.append(experience_rule())
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(lines) and self.may_edit)

    def _gone_lines(self, roster: Roster) -> list[str]:
        name = words.naming(self.desk)
        known = {slot.id: slot for slot in roster.slots}
        by_reader: dict[int, list[int]] = {}
        for row in roster.gone:
            by_reader.setdefault(row.entry.reader_id, []).append(row.entry.slot_id)
        return [
            _("{name} is no student librarian any more. Open since then: {slots}.").format(
                name=name(roster.persons[reader_id]), slots=words.slots_named([known[one] for one in slot_ids])
            )
            for reader_id, slot_ids in by_reader.items()
        ]

    def tell_fault(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    # Slots and free times

    @cached_property
    def slots_view(self) -> "SlotsView":
        from libdesk.ui.semester.roster.slots_view import SlotsView

        made = SlotsView(self.around)
        made.closed.connect(self._back)
        self._views.addWidget(made)
        return made

    @cached_property
    def times_view(self) -> "TimesView":
        from libdesk.ui.semester.roster.times_view import TimesView

        made = TimesView(self.around)
        made.closed.connect(self._back)
        made.document_asked.connect(self.document_asked)
        self._views.addWidget(made)
        return made

    def open_slots(self) -> None:
        self._turn_to(self.slots_view)

    def open_times(self) -> None:
        self._turn_to(self.times_view)

    def _turn_to(self, view: "SlotsView | TimesView") -> None:
        term = self.term.term
        if term is not None:
            self.form.close_form()
            self.tell_fault("")
            self._views.setCurrentWidget(view)
            view.begin(term)

    def _back(self) -> None:
        self._views.setCurrentWidget(self._work)
        self.refresh()
        self.take_focus()

    def _print(self) -> None:
        from libdesk.ui.semester.roster.papers import roster_maker

        if self.roster is not None:
            make = roster_maker(self.desk, self.roster, self.shown_week(wall=True), self.monday)
            self.document_asked.emit(_("Duty roster"), make)
