"""Terms: the list by school year, a form that says while one types what does not fit, the chosen term at a glance."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from libdesk.actions import calendar as actions
from libdesk.domain import yearplan
from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.show import show_day
from libdesk.domain.term_weeks import open_days_in
from libdesk.domain.terms import default_name, show_school_year
from libdesk.domain.yearplan import Edit
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import calendar as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.settings.section import day_field, day_of, qdate
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.term_grid import TermGrid

if TYPE_CHECKING:
    from libdesk.ui.settings.calendar.section import CalendarSection

TERM_WEEKS: Final = 19  # what the form offers for a new term; the school corrects it
ROWS_HIGH: Final = 39  # steps


class TermsPart(QWidget):
    """A part of the calendar's section."""

    def __init__(self, section: "CalendarSection") -> None:
        super().__init__()
        self._section = section
        self._desk = section.desk
        self._filled: TermRow | None = None
        today = self._desk.today
        self.table = RowTable(
            (
                Column("name", N_("Term"), lambda row: row.name, width=Width.STRETCH),
                Column("year", N_("School year"), lambda row: show_school_year(row.first), sort=lambda row: row.first),
                Column("first", N_("First day"), _first, sort=lambda row: row.first),
                Column("last", N_("Last day"), _last, sort=lambda row: row.last),
            ),
            name=_("Terms"), empty=Empty(_("No term yet"), _("Due dates then know no end of term."), icon=icons.TERM),
            key=lambda row: row.id,
        )  # fmt: skip
        self.name = named(QLineEdit(), "term_name")
        self.first = day_field("term_first", _("First day of the term"), today)
        self.last = day_field("term_last", _("Last day of the term"), today + yearplan.WEEK * TERM_WEEKS)
        self.fault = named(label(role="bad", wrap=True), "term_fault")
        self.add = button("term_add", _("Add the term"), lambda: self._propose(None))
        self.change = button("term_change", _("Change the chosen term"), self._change)
        self.remove = button("term_remove", _("Remove the chosen term"), self._remove)
        self.copy = button("term_copy", _("Copy to the next school year"), self._copy, icon=icons.COPIES)
        self.grid = TermGrid()
        self.grid_words = label(wrap=True)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.table.setFixedHeight(theme.space(ROWS_HIGH))
        self.name.setAccessibleName(_("Name of the term"))
        self.fault.hide()
        copied = _(
            "The same terms and the days that the school itself set, a year later on the same weekdays, with the"
            " public holidays as far as they are known. Correct them as the new year's dates come; opening hours stay."
        )
        legend = _("“off” is closed on this very day, “work” open against the week; grey is closed each week.")
        glance = _("Days chosen here stand in the form below; Enter leads there.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(4))
        column.addWidget(
            down(
                label(_("Terms"), buddy=self.table.view),
                self.table,
                self.name,
                wrapped(self.first, label("–"), self.last, gap=2),
                self.fault,
                wrapped(self.add, self.change, self.remove, gap=2),
                across(self.copy),
                label(copied, role="note", wrap=True),
            )
        )
        self.overview = down(self.grid_words, self.grid, label(sentences(legend, glance), role="note", wrap=True))
        column.addWidget(self.overview)

    def _connect(self) -> None:
        self.table.row_changed.connect(self._chosen)
        self.first.dateChanged.connect(lambda _day: self._check())
        self.last.dateChanged.connect(lambda _day: self._check())
        self.name.textChanged.connect(lambda _text: self._check())

    def show_values(self) -> None:
        rows = queries.terms(self._desk.read(Op.SEE_SETTINGS))
        fresh = not self.table.model.rows()
        self.table.show_rows(rows)
        if fresh and rows:
            self.table.select(_current(rows, self._desk.calendar.term_of(self._desk.today)))
        self._chosen(self.table.current_row())

    def _chosen(self, row: TermRow | None) -> None:
        """The chosen term stands in the form to be changed there, and below at a glance; what is typed stays."""
        if row != self._filled:
            self._filled = row
            if row is not None:
                self.name.setText(row.name)
                self.first.setDate(qdate(row.first))
                self.last.setDate(qdate(row.last))
        self._check()
        self.overview.setVisible(row is not None)
        if row is not None:
            self._show_weeks(self._desk.calendar, Term(row.first, row.last, row.name))

    def _show_weeks(self, calendar: Calendar, term: Term) -> None:
        self.grid.show_term(calendar, term, self._desk.today)
        count = open_days_in(calendar, term)
        text = ngettext("{term}: open on {n} day", "{term}: open on {n} days", count)
        self.grid_words.setText(text.format(term=term.name, n=count))

    def _check(self) -> None:
        """Say what does not fit while one types; a button whose outcome would be refused says why instead."""
        row = self.table.current_row()
        self.name.setPlaceholderText(default_name(day_of(self.first)))
        against_add = self._fault(None)
        against_change = self._fault(row.id) if row is not None else ""
        for part, why in ((self.add, against_add), (self.change, against_change)):
            part.setEnabled(not why)
            part.setToolTip(why)
        if row is None:
            self.change.setEnabled(False)
        self.remove.setEnabled(row is not None)
        self.copy.setEnabled(row is not None)
        shown = against_add if row is None else against_change
        self.fault.setText(shown)
        self.fault.setVisible(bool(shown))

    def _fault(self, term_id: int | None) -> str:
        try:
            self._edit(term_id)(self._section.plan)
        except DeskError as error:
            return error.text()
        return ""

    def _edit(self, term_id: int | None) -> Edit:
        return yearplan.set_term(self.name.text(), day_of(self.first), day_of(self.last), term_id=term_id)

    def _propose(self, term_id: int | None) -> None:
        self._section.propose(lambda: self._edit(term_id))

    def _change(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._propose(row.id)

    def _remove(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._section.propose(lambda: yearplan.remove_term(row.id))

    def _copy(self) -> None:
        self._section.propose(actions.next_year)


def _current(rows: list[TermRow], term: Term | None) -> int:
    """The term of today, else the newest."""
    return next((row.id for row in rows if term is not None and row.first == term.first), rows[0].id)


def _first(row: TermRow) -> str:
    return show_day(row.first, weekday=False, year=True)


def _last(row: TermRow) -> str:
    return show_day(row.last, weekday=False, year=True)
