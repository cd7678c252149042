"""Days at a glance: a line a week, a cell a day; told by a mark and by words, not by colour alone.

A term has a low line for each week; where the lines have room, what is on a day stands below its number.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
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
DOT, MOST_DOTS = "●", 3  # for what is on a day, where there is no room for its words
NARROW: Final = 4.5  # heights of a letter
DAY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
LINES_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex


class _Weeks(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.weeks: Sequence[tuple[TermDay, ...]] = ()
        self.today = date.min
        self.lines: Mapping[date, Sequence[str]] = {}
        self.heads: Sequence[str] | None = None
        self.room = 0

    def show_weeks(
        self, weeks: Sequence[tuple[TermDay, ...]], today: date, lines: Mapping[date, Sequence[str]],
        heads: Sequence[str] | None, room: int,
    ) -> None:  # fmt: skip
        self.beginResetModel()
        self.weeks, self.today, self.lines, self.heads, self.room = weeks, today, lines, heads, room
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
        if self.heads is not None:
            return self.heads[section]
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
            case _ if role == LINES_ROLE:
                return self.lines.get(cell.day, ())
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
        parts += self.lines.get(cell.day, ())
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
        lines: Sequence[str] = index.data(LINES_ROLE)
        room = model.room if isinstance(model, _Weeks) else 0
        if not room and not lines:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        else:
            _draw_lines(
                painter, rect.adjusted(theme.space(1), 0, -theme.space(1), 0), cell, str(index.data()), lines, room
            )
        if today or option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.focus if chosen or not today else colours.text), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()


def _draw_lines(painter: QPainter, rect: QRect, cell: TermDay, head: str, lines: Sequence[str], room: int) -> None:
    """What is on a day: beside its number in a low line, else below it, with how much there is no room for."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    height = painter.fontMetrics().height()

    def line(at: QRect, text: str) -> None:
        painter.drawText(at, flags, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, at.width()))

    if not room:
        text = f"{head}  {_(', ').join(lines)}"
        narrow = rect.width() < NARROW * height
        line(rect, f"{head} {DOT * min(len(lines), MOST_DOTS)}" if narrow and lines else text)
        return
    at = QRect(rect.left(), rect.top() + theme.space(0.5), rect.width(), height)
    painter.save()
    painter.setFont(theme.font(theme.Step.NOTE, bold=True))
    line(at, f"{head} {cell.name}" if cell.name else head)
    painter.restore()
    painter.setFont(theme.font(theme.Step.NOTE))
    shown = lines if len(lines) <= room else lines[: room - 1]
    for text in shown:
        at.translate(0, height)
        line(at, text)
    if len(shown) < len(lines):
        at.translate(0, height)
        line(at, _("and {n} more").format(n=len(lines) - len(shown)))


class TermGrid(QTableView):
    """Days are chosen as a block of cells; Return goes on with them.

    With `turns` Page Up and Page Down ask for what comes before and after, T for today.
    """

    days_chosen = Signal(date, date)
    """The first and the last of the chosen days."""
    opened = Signal(object)
    turned = Signal(int)
    today_asked = Signal()

    def __init__(self, *, turns: bool = False) -> None:
        super().__init__()
        self._turns = turns
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
        self.show_weeks(term_weeks(calendar, term), today)

    def show_weeks(
        self, weeks: Sequence[tuple[TermDay, ...]], today: date, lines: Mapping[date, Sequence[str]] | None = None,
        *, heads: Sequence[str] | None = None, room: int = 0,
    ) -> None:  # fmt: skip
        """Weeks with what is on their days; `room`: lines below the number of a day."""
        model, shown = self.weeks, (weeks, today, lines or {}, heads, room)
        if shown != (model.weeks, model.today, model.lines, model.heads, model.room):
            day = self.current_day()
            model.show_weeks(*shown)
            self._fit()
            if day is not None:
                self.choose(day)

    def current_day(self) -> date | None:
        """The day under the cursor."""
        index = self.currentIndex()
        return index.data(DAY_ROLE).day if index.isValid() else None

    def choose(self, day: date) -> bool:
        """Put the cursor on a day; False if it is not shown."""
        for row, week in enumerate(self.weeks.weeks):
            if week[0].day <= day <= week[-1].day:
                self.setCurrentIndex(self.weeks.index(row, (day - week[0].day).days))
                return True
        return False

    def selectionChanged(self, chosen: QItemSelection, dropped: QItemSelection) -> None:
        super().selectionChanged(chosen, dropped)
        days = sorted(index.data(DAY_ROLE).day for index in self.selectedIndexes())
        if days:
            self.days_chosen.emit(days[0], days[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(DAY_ROLE).day)
        elif self._turns and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            self.turned.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif self._turns and event.key() == Qt.Key.Key_T and not event.modifiers():
            self.today_asked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """As high as its weeks: the page scrolls, not the list inside it."""
        line = (1 + self.weeks.room) * theme.metrics(theme.Step.NOTE).height() + theme.space(1.5)
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
