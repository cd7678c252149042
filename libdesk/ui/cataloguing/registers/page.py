"""Registers: every copy by its number, and what came and went, year by year; whether both agree; closing a year."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QComboBox, QToolButton, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.registers.closing import close_year
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.progress import Progress
from libdesk.domain.registers.summary import YearSummary
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.registers import tables
from libdesk.ui.cataloguing.registers.reading import Registers, ids_of, lines_of, read_registers
from libdesk.ui.confirm import Confirm
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, label, named, view_button, wrapped
from libdesk.ui.printing.in_viewer import Opener, open_by_system, show_document
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.paged_rows import PagedRows
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.cataloguing.registers.opening_panel import OpeningPanel

OPENING: Final = 0  # in the choice of years: the copies of the opening balance


class RegistersPage(Tab):
    NAME = "registers_page"
    TITLE = N_("Registers")
    ICON = icons.LIST
    OP = Op.SEE_REGISTERS
    TOPICS = frozenset({Topic.BOOKS, Topic.SETTINGS})
    UNDONE_HERE = frozenset({Op.CLOSE_YEAR, Op.EDIT_OPENING})

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.found = Registers((), ())
        self.summary_button = self._view("register_summary", _("Summary register"))
        self.copies_button = self._view("register_copies", _("Accession register"))
        self.year = named(QComboBox(), "register_year")
        self.agreement = named(label(wrap=True), "register_agreement")
        self.summary = tables.summary_table()
        self.copies = tables.copies_table()
        self.classes = named(label(wrap=True), "register_classes")
        self.print = button("register_print", _("Print"), self.print_register, icon=icons.PRINT)
        self.save = button("register_save", _("Save as a table …"), self._ask_where, icon=icons.EXPORT)
        self.corrections = button("register_corrections", _("Corrections …"), self._show_corrections)
        self.close_button = button("register_close", "", self._ask_close, icon=icons.LOCK)
        self.opening_button = button("register_opening", _("Opening balance …"), self._open_opening)
        for made in (self.close_button, self.corrections):
            made.hide()  # until the registers are read and say whether there is anything for it
        self.question = Confirm("close_year", gives_back_to=self.close_button)
        self._reading, self._closing = OneJob(around.jobs, self), OneJob(around.jobs, self)
        self._stack = Stack()
        self._assemble()
        self._connect()
        self.refresh()

    def _view(self, name: str, words: str) -> QToolButton:
        made = view_button(name, words, lambda: self._choose(made))
        return made

    def _assemble(self) -> None:
        self.summary_button.setChecked(True)
        self.year.setAccessibleName(_("Year of the register"))
        for table in (self.summary, self.copies):
            table.keep_in_sight()
            self._stack.addWidget(table)
        self._main = QWidget()
        inner = QVBoxLayout(self._main)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.space(2))
        inner.addWidget(wrapped(self.summary_button, self.copies_button, self.year, None, self.opening_button, gap=2))
        inner.addWidget(self.agreement)
        inner.addWidget(self._stack, 1)
        inner.addWidget(self.classes)
        inner.addWidget(self.question)
        inner.addWidget(wrapped(self.print, self.save, self.corrections, self.close_button, gap=2))
        self._pages = Stack()
        self._pages.addWidget(self._main)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(2))
        column.addWidget(self._pages)

    def _connect(self) -> None:
        self.year.activated.connect(lambda _row: self._show_year())
        self.summary.row_changed.connect(lambda _row: self._tell_classes())
        self.summary.view.resized.connect(self._tell_classes)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self._table.view, self.year)

    @property
    def _table(self) -> Any:
        return self.copies if self.copies_button.isChecked() else self.summary

    def take_focus(self) -> None:
        self.year.setFocus()

    # Reading

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        if not self.found.years:
            self.summary.show_loading()
        self._reading.start(Lane.DOCUMENTS, _("Reading the registers"), read_registers, self._read, self._failed)

    def _read(self, found: Registers) -> None:
        self.found = found
        self._fill_years()
        good = not found.differs
        words = (
            _("The registers agree: {copies} copies.").format(copies=f"{found.years[-1].after.copies:,}")
            if good
            else _("The registers differ. {what}.").format(what=_("; ").join(found.differs))
        )
        self.agreement.setText(words)
        self.agreement.setProperty("role", "good" if good else "bad")
        self.agreement.style().polish(self.agreement)
        self._show_year()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._table.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _fill_years(self) -> None:
        chosen = self.year.currentData()
        self.year.clear()
        for one in reversed(self.found.years):
            words = _("{year}, closed") if one.closed_day else "{year}"
            self.year.addItem(words.format(year=one.year), one.year)
        if self.copies_button.isChecked():
            self.year.addItem(_("Opening balance"), OPENING)
        self.year.setCurrentIndex(max(self.year.findData(chosen), 0))

    @property
    def chosen_year(self) -> YearSummary | None:
        """The year on show; None for the opening balance."""
        return next((one for one in self.found.years if one.year == self.year.currentData()), None)

    @property
    def _shown(self) -> tuple[int | None, bool]:
        """(year, whether its printed lines are shown) of the copies; the year is None for the opening balance."""
        year = self.chosen_year
        return (year.year, bool(year.closed_day)) if year is not None else (None, False)

    def _choose(self, made: QToolButton) -> None:
        self.summary_button.setChecked(made is self.summary_button)
        self.copies_button.setChecked(made is self.copies_button)
        self._fill_years()
        self._show_year()

    def _show_year(self) -> None:
        if not self.found.years:
            return
        self._stack.setCurrentWidget(self._table)
        year, closed = self._shown
        try:
            if self.copies_button.isChecked():
                self.copies.show_rows(PagedRows(
                    ids_of(self.desk, year, closed=closed),
                    lambda ids: lines_of(self.desk, ids, closed=closed), tables.GONE,
                ))  # fmt: skip
            elif self.chosen_year is not None:
                self.summary.show_rows(tables.summary_rows(self.chosen_year))
        except DeskError as error:
            self._failed(error)
        self._mirror()

    def _tell_classes(self) -> None:
        """Where the table has no room for its classes, those of the line under the cursor stand below it."""
        told = self.copies_button.isChecked() or tables.classes_in_sight(self.summary)
        row = None if told else self.summary.current_row()
        self.classes.setText(_("By class: {classes}").format(classes=row.classes) if row and row.classes else "")
        self.classes.setVisible(bool(self.classes.text()))

    def _mirror(self) -> None:
        self._tell_classes()
        last_closed = max((one.year for one in self.found.years if one.closed_day), default=0)
        year = self.chosen_year
        can = year is not None and not year.closed_day and year.year < self.desk.today.year
        self.close_button.setVisible(can)
        if year is not None:
            self.close_button.setText(_("Close {year} …").format(year=year.year))
        self.corrections.setVisible(last_closed > 0)
        for made in (self.print, self.save):
            made.setEnabled(bool(self._table.model.rows()))

    # Closing

    def _ask_close(self) -> None:
        year = self.chosen_year
        if year is None:
            return
        earlier = [one.year for one in self.found.years if one.year < year.year and not one.closed_day]
        words = (
            _("The lines of {first} to {year} then stay as they are, and later changes appear as corrections. It can be"
              " undone.").format(first=earlier[0], year=year.year)
            if earlier
            else _(
                "The lines of {year} then stay as they are, and later changes appear as corrections. It can be undone."
            ).format(year=year.year)
        )  # fmt: skip
        self.question.ask(
            words, keep=_("Leave it open"), do=_("Close {year}").format(year=year.year),
            act=lambda: self.close_year(year.year),
        )  # fmt: skip

    def close_year(self, year: int) -> None:
        """Close it in the background; scans at the desk wait meanwhile."""

        def work(desk: Desk, progress: Progress) -> int:
            return close_year(desk, year, progress)

        self.around.say(_("Closing {year} … Scans are kept until it is done.").format(year=year))
        self._closing.start(
            Lane.LIBRARY, _("Closing the year"), work,
            lambda _entry: self.around.say(_("{year} is closed.").format(year=year)), self._told,
        )  # fmt: skip

    # The opening balance, corrections

    @cached_property
    def opening_panel(self) -> "OpeningPanel":
        """The form of the opening balance, made when it is first asked for."""
        from libdesk.ui.cataloguing.registers.opening_panel import OpeningPanel

        made = OpeningPanel(self.around)
        made.closed.connect(self._opening_done)
        self._pages.addWidget(made)
        return made

    def _open_opening(self) -> None:
        self._pages.setCurrentWidget(self.opening_panel)
        self.opening_panel.begin()

    def _opening_done(self) -> None:
        self._pages.setCurrentWidget(self._main)
        self.opening_button.setFocus()

    def _show_corrections(self) -> None:
        from libdesk.ui.cataloguing.registers.papers import corrections_paper

        name = _("Corrections to closed years")
        show_document(self.around, name, corrections_paper, name)

    # On paper and as a table

    def print_register(self, opener: Opener = open_by_system) -> None:
        """The year on show, as a document."""
        from libdesk.ui.cataloguing.registers import papers

        year, closed = self._shown
        if self.copies_button.isChecked():
            name, make = papers.copies_maker(year, closed=closed)
        else:
            assert self.chosen_year is not None
            name, make = papers.summary_maker(self.chosen_year)
        show_document(self.around, name, make, name, opener=opener)

    def _ask_where(self) -> None:
        from libdesk.ui.table_file import ask_where

        path = ask_where(self, self.around, self._file_name())
        if path is not None:
            self.export_to(path)

    def _file_name(self) -> str:
        words = self.copies_button.text() if self.copies_button.isChecked() else self.summary_button.text()
        return f"{self.desk.settings.school}{words} {self.year.currentText()}".strip()

    def export_to(self, path: Path) -> None:
        """Write the register that is shown beside the desk; xlsx or CSV by the name."""
        from libdesk.exchange.export import write_table
        from libdesk.ui.cataloguing.registers.reading import all_lines

        by_copy, year_shown, name = self.copies_button.isChecked(), self.chosen_year, self._file_name()
        year, closed = self._shown

        def work(desk: Desk, progress: Progress) -> str:
            if by_copy:
                head, rows = tables.copies_sheet(all_lines(desk, year, closed=closed, progress=progress))
            else:
                assert year_shown is not None
                head, rows = tables.summary_sheet(year_shown)
            try:
                write_table(path, name, head, rows)
            except OSError:
                text = _("{name} could not be written. Close it in other programs, or choose another folder.")
                return text.format(name=path.name)
            return _("Saved: {name}").format(name=path.name)

        self.around.jobs.start(Lane.DOCUMENTS, name, work, self.around.say, self._told)

    def _told(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.around.say(error.text())
