"""The holiday's accumulated papers (整理假期报刊): what was to come between two days, ticked off as it is sorted."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.serials.check_in import check_in
from libdesk.domain.ops import Op
from libdesk.domain.rows.serials import CheckedIn, IssueRow
from libdesk.domain.serials.holidays import last_holiday
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.serials import issues
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.settings.section import day_field, day_of, qdate
from libdesk.ui.shelving.periodicals import papers, words
from libdesk.ui.shelving.periodicals.columns import issue_columns
from libdesk.ui.shelving.periodicals.label_reading import asks_labels, one_by_one_words
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.row_model import Column
from libdesk.ui.widgets.row_table import Empty, RowTable


class HolidayView(QWidget):
    document_asked = Signal(str, object)
    labels_asked = Signal(int, int)
    """This issue came, in so many copies, and each needs its label first."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("holiday_papers_view")
        self._around, self._desk = around, around.desk
        first, last = last_holiday(self._desk.calendar, self._desk.today)
        self.first = day_field("holiday_first", _("From"), first)
        self.last = day_field("holiday_last", _("To"), last)
        ticked = Column("ticked", N_("Sorted"), lambda row: "", ticked=lambda row: not row.awaited,
                        tip=lambda row: words.state_text(row, self._desk.today))  # fmt: skip
        self.list = RowTable(
            issue_columns(self._desk, title=True, more=(ticked,)), name=_("Papers of the holidays"), many=True,
            key=lambda row: row.id,
            empty=Empty(_("Nothing was to come"), _("Choose the first and the last day of the holidays."), (),
                        icons.CALENDAR),
        )  # fmt: skip
        self.fault = named(label(role="bad", wrap=True), "holiday_fault")
        self.here = button("holiday_here", _("Enter They are here"), self._here, role="next", icon=icons.CHECK)
        self.all = button("holiday_all", _("All are here"), self._all)
        self.last_holiday = button("holiday_last_one", _("The last holidays"), self._offer, icon=icons.CALENDAR)
        self.print = button("holiday_print", _("Print what was to come"), self._print, icon=icons.PRINT)
        self.state = label(role="note")
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.list.keep_in_sight(4)
        self.fault.hide()
        top = wrapped(
            label(_("From"), buddy=self.first), self.first, label(_("To"), buddy=self.last), self.last,
            self.last_holiday, None, self.state, gap=2,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.fault)
        column.addWidget(wrapped(self.here, self.all, self.print, gap=1))

    def _connect(self) -> None:
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self.refresh())
        self.list.opened.connect(lambda _row: self._here())
        self.list.chosen_changed.connect(self._mirror)
        self.list.row_changed.connect(lambda _row: self._mirror())
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.list.view, context=Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._here)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.first)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def span(self) -> tuple[date, date]:
        return day_of(self.first), day_of(self.last)

    @property
    def rows(self) -> list[IssueRow]:
        found: list[IssueRow] = list(self.list.model.rows())
        return found

    @property
    def _due(self) -> list[IssueRow]:
        today = self._desk.today
        return [row for row in self.rows if row.awaited and row.expected is not None and row.expected <= today]

    def refresh(self) -> None:
        self.list.show_rows(issues.expected_between(self._desk.read(Op.SEE_SERIALS), *self.span))
        self._mirror()

    def _offer(self) -> None:
        first, last = last_holiday(self._desk.calendar, self._desk.today)
        self.first.setDate(qdate(first))
        self.last.setDate(qdate(last))
        focus_first(self.home)

    def _mirror(self) -> None:
        rows = self.rows
        left = [row for row in rows if row.awaited]
        self.here.setEnabled(any(row.awaited for row in self.list.chosen_rows()))
        self.all.setEnabled(bool(self._due))
        self.print.setEnabled(bool(rows))
        count = ngettext("{n} issue", "{n} issues", len(rows)).format(n=len(rows))
        self.state.setText(_("{issues}, {n} not sorted yet").format(issues=count, n=len(left)) if rows else "")

    def _here(self) -> None:
        self._check_in([row for row in self.list.chosen_rows() if row.awaited])

    def _all(self) -> None:
        """What should have come by now; what is still ahead is chosen by itself."""
        self._check_in(self._due)

    def _check_in(self, rows: list[IssueRow]) -> None:
        """What needs labels is done by itself; the others are here together."""
        labelled = [row for row in rows if asks_labels(self._around.pc, row.subscription)]
        ids = [row.id for row in rows if row not in labelled]
        if len(rows) == 1 and labelled:
            self.labels_asked.emit(rows[0].id, rows[0].counts.awaited)
            return
        done: list[CheckedIn] = []
        came = not ids or run(
            self._around, self.fault, lambda: done.append(check_in(self._desk, ids)), lambda: words.came_text(done[0])
        )
        if labelled and came:
            self.fault.setText(one_by_one_words(labelled[0].subscription))
            self.fault.show()
        focus_first(self.home)

    def _print(self) -> None:
        make = papers.holiday_maker(self._desk, *self.span, self.rows)
        self.document_asked.emit(_("Papers of the holidays"), make)
