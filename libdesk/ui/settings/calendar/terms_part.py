"""Terms: the list by school year, a form that says while one types what does not fit, the chosen term at a glance.

The form is either of the chosen term or of a new one, and says of which; it has the button of that alone.
"""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from libdesk.actions import calendar as actions
from libdesk.domain import yearplan
from libdesk.domain.calendar import ONE_DAY, Calendar, Term
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
from libdesk.ui.widgets.announce import announce
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
        self._adding = True
        self._came: yearplan.Came | None = None
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
        self.of = named(label(wrap=True), "term_of")
        self.fault = named(label(role="bad", wrap=True), "term_fault")
        self.new = button("term_new", _("New term …"), self.begin_new, icon=icons.ADD)
        self.add = button("term_add", _("Add the term"), self._add)
        self.leave = button("term_leave", _("Do not add it"), self._leave)
        self.change = button("term_change", _("Change the chosen term"), self._change)
        self.remove = button("term_remove", _("Remove the chosen term"), self._remove)
        self.copy = button("term_copy", _("Copy to the next school year"), self._copy, icon=icons.COPY)
        self.copied = named(label(role="good", wrap=True), "term_copied")
        self.grid = TermGrid()
        self.grid_words = label(wrap=True)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.table.setFixedHeight(theme.space(ROWS_HIGH))
        self.name.setAccessibleName(_("Name of the term"))
        self.fault.hide()
        self.copied.hide()
        copied = _(
            "The same terms and the days that the school itself set, a year later on the same weekdays, with the"
            " public holidays as far as they are known. Correct them as the new year's dates come; opening hours stay."
        )
        legend = _("“off” is closed on this very day, “work” open against the week; grey is closed each week.")
        days = ((_("First day"), self.first), (_("Last day"), self.last))
        glance = _("Days chosen here stand in the form below; Enter leads there.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(4))
        column.addWidget(
            down(
                label(_("Terms"), buddy=self.table.view),
                self.table,
                wrapped(self.new, self.remove, gap=2),
                self.of,
                down(label(_("Name of the term"), buddy=self.name), self.name, gap=0.5),
                wrapped(*(down(label(words, buddy=day), day, gap=0.5) for words, day in days), gap=2),
                self.fault,
                wrapped(self.add, self.change, self.leave, gap=2),
                across(self.copy),
                self.copied,
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
        if self._came is not None and not {*self._came.terms} <= {Term(row.first, row.last, row.name) for row in rows}:
            self.copied.hide()  # what came was taken back or changed

    def _chosen(self, row: TermRow | None) -> None:
        """The chosen term stands in the form to be changed there, and below at a glance; what is typed stays."""
        if row != self._filled:
            self._filled, self._adding = row, False
            if row is not None:
                self._fill(row.name, row.first, row.last)
        if row is None:
            self._adding = True
        self._check()
        self.overview.setVisible(row is not None)
        if row is not None:
            self._show_weeks(self._desk.calendar, Term(row.first, row.last, row.name))

    def _fill(self, name: str, first: date, last: date) -> None:
        self.name.setText(name)
        self.first.setDate(qdate(first))
        self.last.setDate(qdate(last))

    def begin_new(self) -> None:
        """The form is of a new term, after the last one; the school corrects its days."""
        self._adding = True
        rows = queries.terms(self._desk.read(Op.SEE_SETTINGS))
        first = max([self._desk.today, *(row.last + ONE_DAY for row in rows)])
        self._fill("", first, first + yearplan.WEEK * TERM_WEEKS)
        self._check()
        self.name.setFocus()

    def _leave(self) -> None:
        """No new term: the chosen one stands in the form again."""
        row = self.table.current_row()
        if row is not None:
            self._adding = False
            self._fill(row.name, row.first, row.last)
            self._check()
            self.table.view.setFocus()

    def _show_weeks(self, calendar: Calendar, term: Term) -> None:
        self.grid.show_term(calendar, term, self._desk.today)
        count = open_days_in(calendar, term)
        text = ngettext("{term}: open on {n} day", "{term}: open on {n} days", count)
        self.grid_words.setText(text.format(term=term.name, n=count))

    def _check(self) -> None:
        """Say what does not fit while one types; a button whose outcome would be refused says why instead."""
        row = self.table.current_row()
        self.name.setPlaceholderText(default_name(day_of(self.first)))
        adding = self._adding or row is None
        why = self._fault(None if row is None or adding else row.id)
        words = _("A new term")
        if row is not None and not adding:
            words = _("Change {term}").format(term=row.name)
        self.of.setText(words)
        for part, shown in ((self.add, adding), (self.change, not adding), (self.leave, adding and row is not None)):
            part.setVisible(shown)
        for part in (self.add, self.change):
            part.setEnabled(not why)
            part.setToolTip(why)
        self.new.setEnabled(row is not None and not self._adding)
        self.remove.setEnabled(row is not None)
        self.copy.setEnabled(row is not None)
        refused = (_("It cannot be added: {why}") if adding else _("It cannot be changed so: {why}")).format(why=why)
        self.fault.setText(refused if why else "")
        self.fault.setVisible(bool(why))

    def _fault(self, term_id: int | None) -> str:
        try:
            self._edit(term_id)(self._section.plan)
        except DeskError as error:
            return error.text()
        return ""

    def _edit(self, term_id: int | None) -> Edit:
        return yearplan.set_term(self.name.text(), day_of(self.first), day_of(self.last), term_id=term_id)

    def _add(self) -> None:
        first = day_of(self.first)
        self._section.propose(lambda: self._edit(None), then=lambda: self._choose(first))

    def _choose(self, first: date) -> None:
        """The term that was just added is the one that is changed or removed next."""
        rows: list[TermRow] = list(self.table.model.rows())
        self._adding = False
        self.table.select(next((row.id for row in rows if row.first == first), None))
        self._check()

    def _change(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._section.propose(lambda: self._edit(row.id), about=row.name)

    def _remove(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._section.propose(lambda: yearplan.remove_term(row.id), about=row.name)

    def _copy(self) -> None:
        before = self._section.plan
        self.copied.hide()
        self._section.propose(lambda: actions.next_year(self._desk.today), then=lambda: self._tell_copied(before))

    def _tell_copied(self, before: yearplan.YearPlan) -> None:
        self._came = actions.came(before, self._section.plan)
        self.copied.setText(copied_words(self._came))
        self.copied.show()
        announce(self.copied, self.copied.text())


def _current(rows: list[TermRow], term: Term | None) -> int:
    """The term of today, else the newest."""
    return next((row.id for row in rows if term is not None and row.first == term.first), rows[0].id)


def copied_words(came: yearplan.Came) -> str:
    """Which terms came with which days, how many days besides, and of which years the holidays are not known."""
    terms = [
        _("{term}: {first} – {last}").format(
            term=term.name, first=show_day(term.first, weekday=False, year=True),
            last=show_day(term.last, weekday=False, year=True),
        )
        for term in came.terms
    ]  # fmt: skip
    own = ngettext("{n} day of the school's own", "{n} days of the school's own", came.own).format(n=came.own)
    public = ngettext("{n} public holiday or make-up day", "{n} public holidays and make-up days", came.holidays)
    parts = ((came.own, own), (came.holidays, public.format(n=came.holidays)))
    besides = _("; ").join(words for count, words in parts if count)
    days = _("Besides them came: {days}.").format(days=besides) if besides else ""
    unknown = ""
    if came.unknown:
        years = _("; ").join(map(str, came.unknown))
        unknown = _("The public holidays of {years} are not known yet: enter them once they are announced.")
        unknown = unknown.format(years=years)
    return "\n".join((*terms, sentences(days, unknown)))


def _first(row: TermRow) -> str:
    return show_day(row.first, weekday=False, year=True)


def _last(row: TermRow) -> str:
    return show_day(row.last, weekday=False, year=True)
