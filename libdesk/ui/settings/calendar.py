"""Calendar: terms, the days of the week without library, public holidays, and single days of this school's own."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from libdesk.actions import calendar as actions
from libdesk.domain.calendar import Calendar
from libdesk.domain.ops import Op
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import calendar as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.settings.section import Section, choice, choose, day_field, day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

TERM_DAYS: Final = 130  # what the form offers for a new term; the school corrects it
ROWS_HIGH: Final = 40  # steps


class CalendarSection(Section):
    TITLE = N_("Calendar")
    ICON = icons.CALENDAR

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        today = self.desk.today
        self.weekdays = [named(QCheckBox(_(words)), f"set_weekday_{n}") for n, words in enumerate(WEEKDAYS)]
        self.terms = RowTable(
            (
                Column("name", N_("Term"), lambda row: row.name, width=Width.STRETCH),
                Column("first", N_("First day"), _first),
                Column("last", N_("Last day"), _last),
            ),
            name=_("Terms"), empty=Empty(_("No term yet"), _("Due dates then know no end of term."), icon=icons.TERM),
            key=lambda row: row.id,
        )  # fmt: skip
        self.term_name = named(QLineEdit(), "term_name")
        self.term_first = day_field("term_first", _("First day of the term"), today)
        self.term_last = day_field("term_last", _("Last day of the term"), today + timedelta(days=TERM_DAYS))
        self.add_term = button("term_add", _("Add the term"), self._add_term)
        self.change_term = button("term_change", _("Change the chosen term"), self._change_term)
        self.remove_term = button("term_remove", _("Remove the chosen term"), self._remove_term)
        self.year: QComboBox = choice("holiday_year", [(year, str(year)) for year in actions.holiday_years()])
        self.load = button("holidays_load", _("Enter the public holidays"), self._load)
        self.days = RowTable(
            (
                Column("day", N_("Day"), lambda row: show_day(row.day, year=True), sort=lambda row: row.day),
                Column("open", N_("Library"), _open, role=lambda row: "good" if row.open else ""),
                Column("name", N_("Why"), lambda row: row.name, width=Width.STRETCH),
            ),
            name=_("Days that differ from the week"), empty=Empty(_("No such day"), icon=icons.CALENDAR),
            key=lambda row: row.id,
        )  # fmt: skip
        self.first = day_field("day_first", _("First day"), today)
        self.last = day_field("day_last", _("Last day"), today)
        self.open = choice("day_open", ((False, _("closed")), (True, _("open"))))
        self.why = named(QLineEdit(), "day_why")
        self.add_days = button("day_add", _("Enter these days"), self._add_days)
        self.remove_day = button("day_remove", _("Remove the chosen day"), self._remove_day)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        for field, words in ((self.term_name, _("Name of the term")), (self.why, _("Why")), (self.year, _("Year"))):
            field.setAccessibleName(words)
        self.open.setAccessibleName(_("Open or closed"))
        self.term_name.setPlaceholderText(_("Name of the term"))
        self.why.setPlaceholderText(_("Why, for instance sports day"))
        for table in (self.terms, self.days):
            table.setFixedHeight(theme.space(ROWS_HIGH))
        note = _("No book is due on a closed day. Loans that would be due on one move on by themselves.")
        closed = label(_("Closed every week on"))
        self.add_part(down(closed, across(*self.weekdays), label(note, role="note", wrap=True)))
        to = label("–")
        self.add_part(
            down(
                label(_("Terms"), buddy=self.terms.view),
                self.terms,
                across((self.term_name, 1), self.term_first, to, self.term_last, end=False),
                across(self.add_term, self.change_term, self.remove_term),
            )
        )
        own = _("Holidays and make-up days as the State Council announced them; days that you entered yourself stay.")
        self.add_part(down(across(self.year, self.load), label(own, role="note", wrap=True)))
        self.add_part(
            down(
                label(_("Days that differ from the week"), buddy=self.days.view),
                self.days,
                across(self.first, label("–"), self.last, self.open, (self.why, 1), end=False),
                across(self.add_days, self.remove_day),
            )
        )
        self.end()

    def _connect(self) -> None:
        for box in self.weekdays:
            box.toggled.connect(lambda _on: self._set_weekdays())
        self.terms.row_changed.connect(self._fill_term)
        self.days.row_changed.connect(lambda row: self.remove_day.setEnabled(row is not None))
        self.first.dateChanged.connect(lambda day: self.last.setDate(max(day, self.last.date())))

    def show_values(self) -> None:
        for number, box in enumerate(self.weekdays):
            box.setChecked(number in self.desk.settings.closed_weekdays)
        library, today = self.desk.read(Op.SEE_SETTINGS), self.desk.today
        self.terms.show_rows(queries.terms(library))
        self.days.show_rows(queries.days(library, today - timedelta(days=60)))
        if self.year.currentIndex() < 0 or self.year.findData(today.year) >= 0:
            choose(self.year, today.year)
        has_term = self.terms.current_row() is not None
        self.change_term.setEnabled(has_term)
        self.remove_term.setEnabled(has_term)
        self.remove_day.setEnabled(self.days.current_row() is not None)
        self.load.setEnabled(self.year.count() > 0)

    def _set_weekdays(self) -> None:
        if not self.filling:
            self.set(closed_weekdays=tuple(n for n, box in enumerate(self.weekdays) if box.isChecked()))

    def _fill_term(self, row: queries.TermRow | None) -> None:
        """The chosen term stands in the form, so that it can be changed there."""
        if row is not None:
            self.term_name.setText(row.name)
            self.term_first.setDate(qdate(row.first))
            self.term_last.setDate(qdate(row.last))

    def _add_term(self) -> None:
        self._write_term(None)

    def _change_term(self) -> None:
        row = self.terms.current_row()
        if row is not None:
            self._write_term(row.id)

    def _write_term(self, term_id: int | None) -> None:
        name = self.term_name.text().strip() or _default_name(self.desk.calendar, day_of(self.term_first))
        first, last = day_of(self.term_first), day_of(self.term_last)
        self.do(lambda: actions.set_term(self.desk, name=name, first=first, last=last, term_id=term_id))

    def _remove_term(self) -> None:
        row = self.terms.current_row()
        if row is not None:
            self.do(lambda: actions.remove_term(self.desk, term_id=row.id))

    def _load(self) -> None:
        year: int = self.year.currentData()
        self._write_days(lambda: actions.load_holidays(self.desk, year))

    def _add_days(self) -> None:
        first, last, is_open = day_of(self.first), day_of(self.last), bool(self.open.currentData())
        why = self.why.text()
        self._write_days(lambda: actions.set_days(self.desk, first, last, open=is_open, name=why))

    def _write_days(self, act: Callable[[], actions.CalendarReceipt]) -> None:
        receipts: list[actions.CalendarReceipt] = []
        if not self.do(lambda: receipts.append(act())):
            return
        done = receipts[0]
        days = ngettext("{n} day entered.", "{n} days entered.", done.days).format(n=done.days)
        moved = ngettext("{n} due date moved.", "{n} due dates moved.", done.moved).format(n=done.moved)
        self.around.say(" ".join((days, moved if done.moved else "", _("F8 takes it back."))).replace("  ", " "))

    def _remove_day(self) -> None:
        row = self.days.current_row()
        if row is not None:
            self.do(lambda: actions.remove_day(self.desk, row.day))


def _default_name(calendar: Calendar, first: date) -> str:
    """What Chinese schools call a term by its first month, where nobody typed a name."""
    return (
        _("Spring term {year}").format(year=first.year)
        if first.month < 7
        else _("Autumn term {year}").format(year=first.year)
    )


def _first(row: queries.TermRow) -> str:
    return show_day(row.first, year=True)


def _last(row: queries.TermRow) -> str:
    return show_day(row.last, year=True)


def _open(row: queries.DayRow) -> str:
    return _("open") if row.open else _("closed")
