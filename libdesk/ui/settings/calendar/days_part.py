"""Public holidays of a year, from the program or from a file, and the days that the school itself opens or closes."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions import calendar as actions
from libdesk.domain import yearplan
from libdesk.domain.classes import FIRST_MONTH, school_year_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import DayRange, day_ranges
from libdesk.domain.show import show_day
from libdesk.domain.yearplan import Edit
from libdesk.i18n import N_, _, sentences
from libdesk.store.queries import calendar as queries
from libdesk.ui import icons, theme
from libdesk.ui.open_file import ask_file
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

if TYPE_CHECKING:
    from libdesk.ui.settings.calendar.section import CalendarSection

ROWS_HIGH: Final = 53  # steps
FOLDER: Final = "holiday_folder"


class DaysPart(QWidget):
    """A part of the calendar's section."""

    def __init__(self, section: "CalendarSection") -> None:
        super().__init__()
        self._section = section
        self._desk = section.desk
        self._filled: DayRange | None = None
        today = self._desk.today
        self.year: QComboBox = choice("holiday_year", [(year, str(year)) for year in actions.holiday_years()])
        choose(self.year, today.year if self.year.findData(today.year) >= 0 else self.year.itemData(0))
        self.load = button("holidays_load", _("Enter the public holidays"), self._load)
        self.pick = button("holidays_file", _("Read a later year from a file …"), self._pick, icon=icons.FOLDER)
        self.table = RowTable(
            (
                Column("day", N_("Day"), _days, sort=lambda row: row.first),
                Column("count", N_("Number"), lambda row: str(len(row.days)), sort=lambda row: len(row.days),
                       right=True),
                Column("open", N_("Library"), _open, role=lambda row: "good" if row.open else ""),
                Column("name", N_("Why"), lambda row: row.name, width=Width.STRETCH),
            ),
            name=_("Days that differ from the week"), empty=Empty(_("No such day"), icon=icons.CALENDAR),
            key=lambda row: row.first, many=True, cursor_at_top=False,
        )  # fmt: skip
        self.first = day_field("day_first", _("First day"), today)
        self.last = day_field("day_last", _("Last day"), today)
        self.open = choice("day_open", ((False, _("closed")), (True, _("open"))))
        self.why = named(QLineEdit(), "day_why")
        self.add = button("day_add", _("Enter these days"), self._add)
        self.change = button("day_change", _("Change to these days"), self._change)
        self.remove = button("day_remove", _("Remove the chosen days"), self._remove)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        for field, words in ((self.why, _("Why")), (self.year, _("Year")), (self.open, _("Open or closed"))):
            field.setAccessibleName(words)
        self.why.setPlaceholderText(_("Why, for instance sports day"))
        self.table.setFixedHeight(theme.space(ROWS_HIGH))
        own = _("Holidays and make-up days as the State Council announced them; days that you entered yourself stay.")
        later = _("When a closure is moved or removed, loans that had moved to a later day stay there.")
        sunday = _("A Sunday can be a school day: enter it as open. Several lines can be chosen with Shift or Ctrl.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(4))
        holidays = label(_("Public holidays"), buddy=self.year)
        column.addWidget(
            down(holidays, wrapped(self.year, self.load, gap=2), across(self.pick), label(own, role="note", wrap=True))
        )
        column.addWidget(
            down(
                label(_("Days that differ from the week"), buddy=self.table.view),
                self.table,
                wrapped(self.first, label("–"), self.last, self.open, gap=2),
                self.why,
                wrapped(self.add, self.change, self.remove, gap=2),
                label(sentences(sunday, later), role="note", wrap=True),
            )
        )

    def _connect(self) -> None:
        self.table.view.selectionModel().selectionChanged.connect(lambda *_both: self._chosen())
        self.first.dateChanged.connect(lambda day: self.last.setDate(max(day, self.last.date())))

    def show_values(self) -> None:
        library, today = self._desk.read(Op.SEE_SETTINGS), self._desk.today
        fresh, chosen = not self.table.model.rows(), bool(self.chosen())
        rows = day_ranges(queries.days(library, date(school_year_of(today), FIRST_MONTH, 1)))
        self.table.show_rows(rows)
        if not chosen:  # where the keyboard happens to be, nobody has chosen anything
            self.table.view.clearSelection()
        if fresh:
            ahead = next((number for number, row in enumerate(rows) if row.last >= today), 0)
            self.table.view.scrollTo(self.table.model.index(ahead, 0))
        self.load.setEnabled(self.year.count() > 0)
        self._mirror()

    def fill_days(self, first: date, last: date) -> None:
        """Days that were chosen elsewhere stand in the form."""
        self.first.setDate(qdate(first))
        self.last.setDate(qdate(last))

    def propose_days(self, first: date, last: date, why: str = "") -> None:
        """Days that are likely to be closed stand in the form, with the reason if it is known; the keyboard too."""
        self.fill_days(first, last)
        if why:
            choose(self.open, False)
            self.why.setText(why)
        self.take_focus()

    def take_focus(self) -> None:
        self.why.setFocus()
        self._section.bring_into_view(self.add)

    def chosen(self) -> list[DayRange]:
        """The lines that are selected."""
        rows = self.table.model.rows()
        return [rows[index.row()] for index in self.table.view.selectionModel().selectedRows()]

    def _chosen(self) -> None:
        """A line that a person chose stands in the form, unless it did already and somebody types."""
        chosen = self.chosen()
        row = chosen[0] if len(chosen) == 1 else None
        if row is not None and row != self._filled and not self._section.filling:
            self.fill_days(row.first, row.last)
            choose(self.open, row.open)
            self.why.setText(row.name)
        self._filled = row
        self._mirror()

    def _mirror(self) -> None:
        chosen = self.chosen()
        self.change.setEnabled(len(chosen) == 1)
        self.change.setToolTip(_instead_of(chosen[0]) if len(chosen) == 1 else "")
        self.remove.setEnabled(bool(chosen))

    def _add(self) -> None:
        first = day_of(self.first)
        self._section.propose(self._edit, then=lambda: self._choose(first), about=self._about(), closing=self._closes())

    def _change(self) -> None:
        (line,) = self.chosen()
        first = day_of(self.first)
        self._section.propose(
            lambda: self._edit(list(line.days)), told=_instead_of(line), then=lambda: self._choose(first),
            about=self._about(), closing=self._closes(),
        )  # fmt: skip

    def _about(self) -> str:
        """12月9日 周三 – 12月11日 周五 校运会, as the question about loans names it."""
        first, last = day_of(self.first), day_of(self.last)
        days = show_day(first) if first == last else f"{show_day(first)} – {show_day(last)}"
        return f"{days} {self.why.text().strip()}".strip()

    def _closes(self) -> bool:
        return not self.open.currentData()

    def _choose(self, day: date) -> None:
        """The line that was just entered is the one that is changed or removed next."""
        self.table.select(next((row.first for row in self.table.model.rows() if row.first <= day <= row.last), None))

    def _remove(self) -> None:
        days = [day for line in self.chosen() for day in line.days]
        if days:
            about = _(", ").join(_days(line) for line in self.chosen())
            self._section.propose(lambda: yearplan.remove_days(days), about=about)

    def _edit(self, instead_of: list[date] | None = None) -> Edit:
        return yearplan.set_days(
            day_of(self.first), day_of(self.last), open=bool(self.open.currentData()), name=self.why.text(),
            instead_of=instead_of or (),
        )  # fmt: skip

    def _load(self) -> None:
        year: int = self.year.currentData()
        self._section.propose(
            lambda: actions.holidays_of(year), about=_("Public holidays {year}").format(year=year), closing=True
        )

    def _pick(self) -> None:
        kinds = _("Lists of holidays") + " (*.json)"
        found = ask_file(self, self._section.around.pc, _("Choose a file"), kinds, folder=FOLDER)
        if found is not None:
            self.read_file(found)

    def read_file(self, path: Path) -> None:
        """A year's list from a file, entered as those that the program brings."""
        self._section.propose(lambda: actions.holidays_in(path)[1])


def _days(row: DayRange) -> str:
    first = show_day(row.first, year=True)
    return first if row.first == row.last else f"{first} – {show_day(row.last)}"


def _instead_of(row: DayRange) -> str:
    return _("In place of {days}.").format(days=f"{_days(row)} {row.name}".strip())


def _open(row: DayRange) -> str:
    return _("open") if row.open else _("closed")
