"""A term at a glance: a line a week, a cell a day; told by a mark and by words, not by colour alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.outcome import Outcome
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.domain.term_weeks import KIND_LABELS, DayKind, TermDay, term_weeks
from libdesk.i18n import N_, _
from libdesk.ui import theme

MARKS: Final = {DayKind.CLOSED: N_("off"), DayKind.MADE_UP: N_("work")}  # 休 and 班, as wall calendars print them
DAY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class _Weeks(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.weeks: Sequence[tuple[TermDay, ...]] = ()
        self.today = date.min

    def show_weeks(self, weeks: Sequence[tuple[TermDay, ...]], today: date) -> None:
        self.beginResetModel()
        self.weeks, self.today = weeks, today
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.weeks)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(WEEKDAYS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return _(WEEKDAYS[section])
        return _("week {n}").format(n=section + 1)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.weeks[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._short(cell)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._whole(cell)
            case _ if role == DAY_ROLE:
                return cell
        return None

    def _short(self, cell: TermDay) -> str:
        first = cell.day.day == 1 or cell is self.weeks[0][0]
        number = f"{cell.day.month}/{cell.day.day}" if first else str(cell.day.day)
        mark = MARKS.get(cell.kind)
        return f"{number} {_(mark)}" if mark else number

    def _whole(self, cell: TermDay) -> str:
        parts = [show_day(cell.day, year=True), _(KIND_LABELS[cell.kind]), cell.name]
        if cell.day == self.today:
            parts.append(_("today"))
        return _(", ").join(part for part in parts if part)


class _DayPainter(QStyledItemDelegate):
    """The ground says what kind of day it is, a frame which one is today, a second one where the cursor stands."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell: TermDay = index.data(DAY_ROLE)
        ground, text = _colours(cell.kind)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = theme.current().colours
        if chosen:
            ground, text = colours.select, colours.on_select
        rect = option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.fillRect(rect, QColor(ground))
        model = index.model()
        today = isinstance(model, _Weeks) and cell.day == model.today
        painter.setFont(theme.font(theme.Step.NOTE, bold=today))
        painter.setPen(QColor(text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if today or option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.focus if chosen or not today else colours.text), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()


class TermGrid(QTableView):
    """Days are chosen as a block of cells; Return goes on with them."""

    days_chosen = Signal(date, date)
    """The first and the last of the chosen days."""
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("term_grid")
        self.setAccessibleName(_("The term at a glance"))
        self.weeks = _Weeks()
        self.setModel(self.weeks)
        self.setItemDelegate(_DayPainter(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit()

    def show_term(self, calendar: Calendar, term: Term, today: date) -> None:
        weeks = term_weeks(calendar, term)
        if weeks != self.weeks.weeks or today != self.weeks.today:
            self.weeks.show_weeks(weeks, today)
            self._fit()

    def selectionChanged(self, chosen: QItemSelection, dropped: QItemSelection) -> None:
        super().selectionChanged(chosen, dropped)
        days = sorted(index.data(DAY_ROLE).day for index in self.selectedIndexes())
        if days:
            self.days_chosen.emit(days[0], days[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(DAY_ROLE).day)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
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
