"""The recall: a class in each line with what it still has, how far it is, and who has what of the chosen class."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from libdesk.actions import settings as settings_actions
from libdesk.actions.settings import LIMITS
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.reports import OverdueLoan
from libdesk.domain.show import show_day
from libdesk.domain.term_end import (
    CALLED_BEFORE,
    RecallGroup,
    group_of,
    progress,
    recall_day,
    recall_groups,
    term_for,
)
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import reports as queries
from libdesk.store.queries.reporting.people import readers_by_group
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.semester.term_end.papers import lists_maker, slips_maker
from libdesk.ui.settings.section import spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

NEEDS: Final = (80, 80)  # steps of width: the classes, who has what
LOANS: Final = (
    Column("reader", N_("Name"), lambda row: row.reader, sort=lambda row: (row.sort_name, row.list_key)),
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
    Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=1),
    Column("due", N_("Due"), lambda row: show_day(row.due, weekday=False), sort=lambda row: row.due),
)


class RecallView(QWidget):
    """`head` stands above, beside the choice of views."""

    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.loans: list[OverdueLoan] = []
        self.groups: list[RecallGroup] = []
        self.state = named(label(wrap=True), "recall_state")
        self.days = spin("recall_days", *LIMITS["recall_days"], suffix=_(" days"))
        self.bar = named(QProgressBar(), "recall_progress")
        self.classes = RowTable(
            self._columns(), name=_("Classes with what they still have"), key=group_of, many=True,
            empty=Empty(_("Everything is back"), icon=icons.CHECK_CIRCLE),
        )  # fmt: skip
        self.list = RowTable(
            LOANS, name=_("Who still has what"), key=lambda row: row.loan_id,
            empty=Empty(_("This class has returned everything"), icon=icons.CHECK_CIRCLE),
        )  # fmt: skip
        self.slips = button("recall_slips", _("Print slips"), self._slips, icon=icons.PRINT)
        self.lists = button("recall_lists", _("Print a list for each class"), self._lists, icon=icons.LIST)
        self.export = button("recall_export", _("Save as a table …"), self._ask_where, icon=icons.EXPORT)
        self._assemble()
        self.days.valueChanged.connect(self._set_days)
        self.classes.row_changed.connect(lambda _row: self._show_class())
        self.classes.chosen_changed.connect(self._show_class)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), self._name, sort=lambda row: row.group_key, width=Width.STRETCH),
            Column("readers", N_("With books"), lambda row: f"{row.with_books}/{row.readers}" if row.readers else
                   str(row.with_books), sort=lambda row: row.with_books, right=True, spare=1),
            Column("copies", N_("Still out"), lambda row: str(row.copies), sort=lambda row: row.copies, right=True,
                   role=lambda row: "" if row.copies else "good"),
            Column("overdue", N_("Overdue"), lambda row: str(row.overdue or ""), sort=lambda row: row.overdue,
                   right=True, role=lambda _row: "bad", spare=2),
            Column("back", N_("Back so far"), lambda row: str(row.back), sort=lambda row: row.back, right=True,
                   spare=3),
            Column("done", N_("Done"), lambda row: f"{row.done:.0%}", sort=lambda row: row.done, right=True),
        )  # fmt: skip

    def _assemble(self) -> None:
        self.bar.setAccessibleName(_("How much has come back"))
        self.bar.setFormat(_("%v of %m back"))
        self.days.setAccessibleName(_("Days before the end of the term"))
        self.classes.keep_in_sight(3)
        self.list.keep_in_sight(3)
        self.head = wrapped(label(_("Asked back before the end of the term"), buddy=self.days), self.days, gap=2)
        self.panes = Panes("recall_panes", self.classes, self.list, shares=(50, 50), needs=NEEDS, pc=self.around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.state)
        column.addWidget(self.bar)
        column.addWidget(self.panes, 1)
        column.addWidget(wrapped(self.slips, self.lists, None, self.export))

    @property
    def until(self) -> date:
        """The day by which everything is asked back; today where no term is entered."""
        term = term_for(self.desk.calendar.terms, self.desk.today)
        return recall_day(term, self.desk.settings.recall_days, self.desk.calendar) if term else self.desk.today

    def refresh(self) -> None:
        self.days.blockSignals(True)
        self.days.setValue(self.desk.settings.recall_days)
        self.days.blockSignals(False)
        try:
            library = self.desk.read(Op.FIND_READERS)
            term = term_for(self.desk.calendar.terms, self.desk.today)
            ends = term.last if term else date.max
            self.loans = queries.asked_back(library, self.desk.today, ends)
            beyond = queries.lent_beyond(library, self.desk.today, ends)
            began = self.until - timedelta(days=CALLED_BEFORE)
            back = queries.returned_by_group(library, began, self.desk.today)
            readers = readers_by_group(library)
        except DeskError as error:
            self.classes.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self.groups = recall_groups(self.loans, readers, back, self.desk.today)
        self.state.setText(self._state(began, beyond))
        came, whole = progress(self.groups)
        self.bar.setRange(0, max(1, whole))
        self.bar.setValue(came if whole else 1)
        self.bar.setVisible(whole > 0)
        # Who still has something is what the librarian runs after.
        self.classes.show_rows([*(row for row in self.groups if row.copies), *(r for r in self.groups if not r.copies)])
        self._show_class()

    def _state(self, began: date, beyond: int) -> str:
        term = term_for(self.desk.calendar.terms, self.desk.today)
        if term is None:
            return _("No term is entered yet. Enter the terms in the calendar first.")
        text = _("{term} ends on {last}. Everything is asked back by {day}; what came back counts from {began}.")
        told = text.format(
            term=term.name or _("The term"), last=show_day(term.last, year=True), day=show_day(self.until),
            began=show_day(began, weekday=False),
        )  # fmt: skip
        if not beyond:
            return told
        more = ngettext(
            "{n} copy is lent beyond the end of the term and not asked back.",
            "{n} copies are lent beyond the end of the term and not asked back.", beyond,
        )  # fmt: skip
        return sentences(told, more.format(n=beyond))

    def _show_class(self) -> None:
        chosen = self._chosen()
        self.list.show_rows(chosen)
        for part in (self.slips, self.lists, self.export):
            part.setEnabled(bool(self.loans))

    def _chosen(self) -> list[OverdueLoan]:
        """The loans of the chosen classes."""
        keys = set(self.classes.chosen_keys())
        return [loan for loan in self.loans if group_of(loan) in keys]

    def _meant(self) -> list[OverdueLoan]:
        """Of several chosen classes theirs; of one or none all."""
        return self._chosen() if self.classes.count_chosen() > 1 else self.loans

    def _name(self, row: RecallGroup) -> str:
        return row.group(self.desk.today, SchoolSystem(self.desk.settings.school_system))

    def _set_days(self, days: int) -> None:
        try:
            settings_actions.change_settings(self.desk, recall_days=days)
        except DeskError as error:
            self.around.say(error.text())
        self.refresh()

    def _slips(self) -> None:
        term = term_for(self.desk.calendar.terms, self.desk.today)
        make = slips_maker(self.desk, self._meant(), self.until, term.last if term else None)
        self.document_asked.emit(_("Recall slips"), make)

    def _lists(self) -> None:
        self.document_asked.emit(_("Recall lists"), lists_maker(self.desk, self._meant(), self.until))

    def _ask_where(self) -> None:
        path = ask_where(self, self.around, _("Books still out"))
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Every loan that is out, with its class."""
        system, today = SchoolSystem(self.desk.settings.school_system), self.desk.today
        head = [_("Class"), *(_(column.title) for column in LOANS)]
        rows: list[list[Cell]] = [
            [loan.group(today, system), loan.reader, loan.title, loan.barcode, loan.due] for loan in self._meant()
        ]
        save_table(self.around, path, _("Books still out"), head, rows)
