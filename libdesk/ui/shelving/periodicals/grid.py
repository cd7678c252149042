"""The year at a glance: a line a title, a column a month or an issue; each cell says how its issues stand."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.serials import IssueRow, SubscriptionRow
from libdesk.domain.serials.issues import IssueState
from libdesk.domain.show import show_month
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.shelving.periodicals import words
from libdesk.ui.widgets.cell_grid import CELL_ROLE, CellGrid, CellModel, Index, paint_cell

FEW: Final = 3  # issues of a cell that are named one by one
MOST_COLUMNS: Final = 60  # of issues; beyond, months have to do
UNKNOWN_DAY: Final = 13  # the column of what has no day
WORST: Final = (
    IssueState.LATE, IssueState.CLAIMED, IssueState.LOST, IssueState.PARTLY, IssueState.DUE, IssueState.EXPECTED,
    IssueState.HERE, IssueState.BOUND, IssueState.SKIPPED,
)  # fmt: skip
GROUNDS: Final = {
    IssueState.LATE: Outcome.REFUSED, IssueState.CLAIMED: Outcome.NOTICE, IssueState.LOST: Outcome.NOT_FOUND,
    IssueState.PARTLY: Outcome.NOTICE, IssueState.HERE: Outcome.DONE,
}  # fmt: skip
Cell = tuple[IssueRow, ...]


class GridModel(CellModel):
    def __init__(self) -> None:
        super().__init__()
        self.owners: Sequence[SubscriptionRow] = ()
        self._today = date.min

    def show(self, owners: Sequence[SubscriptionRow], issues: Sequence[IssueRow], today: date, *, months: bool) -> None:
        self.beginResetModel()
        self.owners, self._today = owners, today
        places = {owner.id: place for place, owner in enumerate(owners)}
        found: dict[tuple[int, int], Cell] = {}
        counted: dict[int, int] = {}
        for issue in issues:
            row = places.get(issue.subscription.id)
            if row is None:
                continue
            column = counted.get(row, 0)
            counted[row] = column + 1
            if months:
                column = _month(issue) - 1
            found[row, column] = (*found.get((row, column), ()), issue)
        used = max((column for _row, column in found), default=0)
        if months:
            self.heads = [show_month(date(today.year, month, 1), year=False) for month in range(1, 13)]
            if used >= UNKNOWN_DAY - 1:
                self.heads.append(_("no day"))
        else:
            self.heads = [str(column + 1) for column in range(used + 1)]
        self.cells = [[found.get((row, column), ()) for column in range(len(self.heads))] for row in range(len(owners))]
        self.endResetModel()

    def head_of(self, row: int, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            metrics = theme.metrics(theme.Step.BODY)
            return metrics.elidedText(self.owners[row].title, Qt.TextElideMode.ElideMiddle, theme.space(34))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.owners[row].title}\n{words.facts(self.owners[row])}"
        return None

    def short(self, cell: Cell) -> str:
        if len(cell) <= FEW:
            return " ".join(f"{one.name.number}{words.MARKS[one.state(self._today)]}" for one in cell)
        came = sum(one.state(self._today) in (IssueState.HERE, IssueState.BOUND) for one in cell)
        counted = sum(one.state(self._today) is not IssueState.SKIPPED for one in cell)
        return f"{came}/{counted}"

    def whole(self, row: int, cell: Cell) -> str:
        return "\n".join((self.owners[row].title, *(self._told(one) for one in cell)))

    def _told(self, one: IssueRow) -> str:
        return _(", ").join(
            (one.name.text, words.day_text(one.expected, self._today), words.state_text(one, self._today))
        )

    def state(self, cell: Cell) -> IssueState | None:
        """That of the issue that wants a look most."""
        found = {issue.state(self._today) for issue in cell}
        return next((state for state in WORST if state in found), None)


def _month(issue: IssueRow) -> int:
    """The month of the subscription in which an issue appears; what has no day stands at the end."""
    if issue.expected is None:
        return UNKNOWN_DAY
    return issue.expected.month


class _CellPainter(QStyledItemDelegate):
    """The ground says how the issues of a cell stand, as its words do; a frame where the cursor is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, cell = index.model(), index.data(CELL_ROLE)
        now, colours = theme.current(), theme.current().colours
        ground, text = colours.surface, colours.text
        state = model.state(cell) if isinstance(model, GridModel) else None
        if state in GROUNDS:
            found = now.outcome(GROUNDS[state])
            ground, text = found.ground, found.text
        elif state in (IssueState.BOUND, IssueState.SKIPPED):
            ground, text = colours.soft, colours.quiet
        elif state is IssueState.EXPECTED:
            text = colours.quiet
        chosen = option.state & QStyle.StateFlag.State_Selected
        rect = option.rect.adjusted(1, 1, -1, -1)
        frame = colours.focus if chosen else ""
        paint_cell(painter, rect, str(index.data() or ""), ground, text, theme.font(theme.Step.NOTE), frame)


class Grid(CellGrid):
    """The issues of the cell that is opened; none of an empty one."""

    def __init__(self) -> None:
        self.grid = GridModel()
        super().__init__("serials_grid", _("The year at a glance"), self.grid, _CellPainter())
        self.fit()

    def show_year(
        self, owners: Sequence[SubscriptionRow], issues: Sequence[IssueRow], today: date, *, months: bool
    ) -> None:
        """Stay on the cell that the cursor was on."""
        kept = self.currentIndex()
        row, column = (kept.row(), kept.column()) if kept.isValid() else (0, today.month - 1 if months else 0)
        self.grid.show(owners, issues, today, months=months)
        self.fit()
        if owners:
            self.setCurrentIndex(
                self.grid.index(min(row, len(owners) - 1), max(0, min(column, len(self.grid.heads) - 1)))
            )

    @property
    def cell(self) -> Cell:
        """The issues under the cursor."""
        index = self.currentIndex()
        return index.data(CELL_ROLE) if index.isValid() else ()

    @property
    def owner(self) -> SubscriptionRow | None:
        index = self.currentIndex()
        return self.grid.owners[index.row()] if index.isValid() else None

    def fit(self) -> None:
        metrics = theme.metrics(theme.Step.NOTE)
        self.verticalHeader().setDefaultSectionSize(theme.metrics(theme.Step.BODY).height() + theme.space(2))
        self.horizontalHeader().setDefaultSectionSize(metrics.horizontalAdvance("00✓ 00·") + theme.space(4))
        self.horizontalHeader().setMinimumSectionSize(metrics.horizontalAdvance("00/00") + theme.space(2))
        for column in range(self.grid.columnCount()):
            texts = [str(self.grid.index(row, column).data() or "") for row in range(self.grid.rowCount())]
            widest = max((metrics.horizontalAdvance(text) for text in [*texts, self.grid.heads[column]]), default=0)
            self.setColumnWidth(column, widest + theme.space(4))
        line = self.verticalHeader().defaultSectionSize()
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + 3 * line)
