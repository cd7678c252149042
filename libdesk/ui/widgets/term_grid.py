"""A term at a glance: a line a week, a cell a day; told by a mark and by words, not by colour alone."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.outcome import Outcome
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.domain.term_weeks import KIND_LABELS, DayKind, TermDay, term_weeks
from libdesk.i18n import N_, _
from libdesk.ui import theme
from libdesk.ui.widgets.cell_grid import CELL_ROLE, CellGrid, CellModel, Index, paint_cell

MARKS: Final = {DayKind.CLOSED: N_("off"), DayKind.MADE_UP: N_("work")}  # 休 and 班, as wall calendars print them


class _Weeks(CellModel):
    def __init__(self) -> None:
        super().__init__([_(day) for day in WEEKDAYS])
        self.today = date.min

    def show_weeks(self, weeks: Sequence[tuple[TermDay, ...]], today: date) -> None:
        self.beginResetModel()
        self.cells, self.today = weeks, today
        self.endResetModel()

    def head_of(self, row: int, role: int) -> str | None:
        return _("week {n}").format(n=row + 1) if role == Qt.ItemDataRole.DisplayRole else None

    def short(self, cell: TermDay) -> str:
        first = cell.day.day == 1 or cell is self.cells[0][0]
        number = f"{cell.day.month}/{cell.day.day}" if first else str(cell.day.day)
        mark = MARKS.get(cell.kind)
        return f"{number} {_(mark)}" if mark else number

    def whole(self, row: int, cell: TermDay) -> str:
        parts = [show_day(cell.day, year=True), _(KIND_LABELS[cell.kind]), cell.name]
        if cell.day == self.today:
            parts.append(_("today"))
        return _(", ").join(part for part in parts if part)


class _DayPainter(QStyledItemDelegate):
    """The ground says what kind of day it is, a frame which one is today, a second one where the cursor stands."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: TermDay = index.data(CELL_ROLE)
        ground, text = _colours(cell.kind)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = theme.current().colours
        if chosen:
            ground, text = colours.select, colours.on_select
        model = index.model()
        today = isinstance(model, _Weeks) and cell.day == model.today
        frame = ""
        if today or option.state & QStyle.StateFlag.State_HasFocus:
            frame = colours.focus if chosen or not today else colours.text
        font = theme.font(theme.Step.NOTE, bold=today)
        paint_cell(painter, option.rect.adjusted(1, 1, -1, -1), str(index.data()), ground, text, font, frame)


class TermGrid(CellGrid):
    """Days are chosen as a block of cells; Return goes on with them."""

    days_chosen = Signal(date, date)
    """The first and the last of the chosen days."""

    def __init__(self) -> None:
        self.weeks = _Weeks()
        super().__init__("term_grid", _("The term at a glance"), self.weeks, _DayPainter())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit()

    def show_term(self, calendar: Calendar, term: Term, today: date) -> None:
        weeks = term_weeks(calendar, term)
        if weeks != self.weeks.cells or today != self.weeks.today:
            self.weeks.show_weeks(weeks, today)
            self.fit()

    def selectionChanged(self, chosen: QItemSelection, dropped: QItemSelection) -> None:
        super().selectionChanged(chosen, dropped)
        days = sorted(index.data(CELL_ROLE).day for index in self.selectedIndexes())
        if days:
            self.days_chosen.emit(days[0], days[-1])

    def fit(self) -> None:
        """As high as its weeks: the page scrolls, not the list inside it."""
        line = theme.metrics(theme.Step.NOTE).height() + theme.space(1.5)
        self.verticalHeader().setDefaultSectionSize(line)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + line * max(1, self.weeks.rowCount()) + 2 * self.frameWidth() + 2)


def _colours(kind: DayKind) -> tuple[str, str]:
    """Ground and text of a kind of day."""
    theme_now = theme.current()
    colours = theme_now.colours
    match kind:
        case DayKind.OPEN:
            return colours.surface, colours.text
        case DayKind.CLOSED:
            notice = theme_now.outcome(Outcome.NOTICE)
            return notice.ground, notice.text
        case DayKind.MADE_UP:
            done = theme_now.outcome(Outcome.LENT)
            return done.ground, done.text
        case DayKind.OFF:
            return colours.soft, colours.quiet
    return colours.window, colours.disabled
