"""Days at a glance: a line a week, a cell a day; told by a mark and by words, not by colour alone.

A term has a low line for each week; where the lines have room, what is on a day stands below its number.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QItemSelection, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.outcome import Outcome
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.domain.term_weeks import KIND_LABELS, DayKind, TermDay, term_weeks
from libdesk.i18n import N_, _
from libdesk.ui import theme
from libdesk.ui.widgets.cell_grid import CELL_ROLE, CellGrid, CellModel, Index, paint_cell

MARKS: Final = {DayKind.CLOSED: N_("off"), DayKind.MADE_UP: N_("work")}  # 休 and 班, as wall calendars print them
MOST_DOTS = 3  # for what is on a day, where there is no room for its words
NARROW: Final = 4.5  # heights of a letter
LINES_ROLE: Final = CELL_ROLE + 1


class _Weeks(CellModel):
    def __init__(self) -> None:
        super().__init__([_(day) for day in WEEKDAYS])
        self.today = date.min
        self.lines: Mapping[date, Sequence[str]] = {}
        self.weeks_called: Sequence[str] | None = None
        self.room = 0

    @property
    def shown(self) -> tuple[object, ...]:
        return (self.cells, self.today, self.lines, self.weeks_called, self.room)

    def show_weeks(
        self, weeks: Sequence[tuple[TermDay, ...]], today: date, lines: Mapping[date, Sequence[str]],
        heads: Sequence[str] | None, room: int,
    ) -> None:  # fmt: skip
        self.beginResetModel()
        self.cells, self.today, self.lines, self.weeks_called, self.room = weeks, today, lines, heads, room
        self.endResetModel()

    def head_of(self, row: int, role: int) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.weeks_called[row] if self.weeks_called is not None else _("week {n}").format(n=row + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == LINES_ROLE and index.isValid():
            return self.lines.get(self.cells[index.row()][index.column()].day, ())
        return super().data(index, role)

    def short(self, cell: TermDay) -> str:
        first = cell.day.day == 1 or cell is self.cells[0][0]
        number = f"{cell.day.month}/{cell.day.day}" if first else str(cell.day.day)
        mark = MARKS.get(cell.kind)
        return f"{number} {_(mark)}" if mark else number

    def whole(self, row: int, cell: TermDay) -> str:
        parts = [show_day(cell.day, year=True), _(KIND_LABELS[cell.kind]), cell.name]
        if cell.day == self.today:
            parts.append(_("today"))
        parts += self.lines.get(cell.day, ())
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
        room = model.room if isinstance(model, _Weeks) else 0
        frame = ""
        if today or option.state & QStyle.StateFlag.State_HasFocus:
            frame = colours.focus if chosen or not today else colours.text
        rect, font = option.rect.adjusted(1, 1, -1, -1), theme.font(theme.Step.NOTE, bold=today)
        lines: Sequence[str] = index.data(LINES_ROLE)
        alone = not room and not lines
        paint_cell(painter, rect, str(index.data()) if alone else "", ground, text, font, frame)
        if not alone:
            painter.save()
            painter.setFont(font)
            painter.setPen(QColor(text))
            inner = rect.adjusted(theme.space(1), 0, -theme.space(1), 0)
            _draw_lines(painter, inner, cell, str(index.data()), lines, room)
            painter.restore()


def _draw_lines(painter: QPainter, rect: QRect, cell: TermDay, head: str, lines: Sequence[str], room: int) -> None:
    """What is on a day: beside its number in a low line, else below it, with how much there is no room for."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    height = painter.fontMetrics().height()

    def line(at: QRect, text: str) -> None:
        painter.drawText(at, flags, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, at.width()))

    if not room:
        if rect.width() >= NARROW * height or not lines:
            _draw_in_line(painter, rect, head, lines)
            return
        line(rect, head)
        _draw_dots(painter, rect.adjusted(painter.fontMetrics().horizontalAdvance(f"{head} "), 0, 0, 0), len(lines))
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
        line(at, _("{n} further").format(n=len(lines) - len(shown)))


def _draw_in_line(painter: QPainter, rect: QRect, head: str, lines: Sequence[str]) -> None:
    """All of it beside the number, or the first, with how much there is no room for at the end."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    width = painter.fontMetrics().horizontalAdvance
    text = f"{head}  {_(', ').join(lines)}" if lines else head
    more = f" +{len(lines) - 1}" if len(lines) > 1 and width(text) > rect.width() else ""
    if more:
        text = f"{head}  {lines[0]}"
    inner = rect.adjusted(0, 0, -width(more), 0)
    painter.drawText(inner, flags, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width()))
    if more:
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, more)


def _draw_dots(painter: QPainter, rect: QRect, count: int) -> None:
    """A dot for each thing on a day; painted, since the dots of Chinese fonts are as wide as a character."""
    size = theme.space(1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    for n in range(min(count, MOST_DOTS)):
        painter.drawEllipse(rect.left() + n * round(1.5 * size), rect.center().y() - size // 2, size, size)


class TermGrid(CellGrid):
    """Days are chosen as a block of cells; Return goes on with them.

    With `turns` Page Up and Page Down ask for what comes before and after, T for today.
    """

    days_chosen = Signal(date, date)
    """The first and the last of the chosen days."""
    turned = Signal(int)
    today_asked = Signal()

    def __init__(self, *, turns: bool = False) -> None:
        self._turns = turns
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
        self.show_weeks(term_weeks(calendar, term), today)

    def show_weeks(
        self, weeks: Sequence[tuple[TermDay, ...]], today: date, lines: Mapping[date, Sequence[str]] | None = None,
        *, heads: Sequence[str] | None = None, room: int = 0,
    ) -> None:  # fmt: skip
        """Weeks with what is on their days; `room`: lines below the number of a day."""
        shown = (weeks, today, lines or {}, heads, room)
        if shown != self.weeks.shown:
            day = self.current_day()
            self.weeks.show_weeks(*shown)
            self.fit()
            if day is not None:
                self.choose(day)

    def current_day(self) -> date | None:
        """The day under the cursor."""
        index = self.currentIndex()
        return index.data(CELL_ROLE).day if index.isValid() else None

    def choose(self, day: date) -> bool:
        """Put the cursor on a day; False if it is not shown."""
        for row, week in enumerate(self.weeks.cells):
            if week[0].day <= day <= week[-1].day:
                self.setCurrentIndex(self.weeks.index(row, (day - week[0].day).days))
                return True
        return False

    def selectionChanged(self, chosen: QItemSelection, dropped: QItemSelection) -> None:
        super().selectionChanged(chosen, dropped)
        days = sorted(index.data(CELL_ROLE).day for index in self.selectedIndexes())
        if days:
            self.days_chosen.emit(days[0], days[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._turns and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            self.turned.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif self._turns and event.key() == Qt.Key.Key_T and not event.modifiers():
            self.today_asked.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        self.opened.emit(index.data(CELL_ROLE).day)

    def fit(self) -> None:
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
