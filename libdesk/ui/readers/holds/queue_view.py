"""The queues: titles that somebody waits for at the left, and at the right who waits for the one under the cursor."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from libdesk.actions.hold_order import move_hold
from libdesk.actions.holds import cancel_hold
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.queues import Move
from libdesk.domain.rows.holds import Place, Queue
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.store.queries import hold_lists as queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.parts import across, button, down, label, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

MOVES: Final = (
    (Move.TOP, N_("To the top"), "Ctrl+Home"),
    (Move.UP, N_("Up"), "Ctrl+Up"),
    (Move.DOWN, N_("Down"), "Ctrl+Down"),
    (Move.BOTTOM, N_("To the end"), "Ctrl+End"),
)


class QueueView(QWidget):
    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("holds_queue_view")
        self._around, self._desk = around, around.desk
        self.titles = RowTable(
            self._title_columns(), name=_("Titles that somebody waits for"), key=lambda row: row.title_id,
            empty=Empty(
                _("Nobody waits for a book"), _("A hold is for a title whose copies are all out."), (), icons.HOLD
            ),
        )  # fmt: skip
        self.queue = RowTable(
            self._place_columns(), name=_("Who waits, in order"), key=lambda row: row.id, empty=Empty(""),
        )  # fmt: skip
        self.heading = FitLabel(bold=True)
        self.fault = label(role="bad", wrap=True)
        self.fault.hide()
        self.moves = {move: self._move_button(move, words, key) for move, words, key in MOVES}
        self.cancel = button("hold_cancel", _("Cancel the hold"), self._cancel)
        self.right = down(self.heading, (self.queue, 1), self.fault, wrapped(*self.moves.values()), across(self.cancel))
        self._assemble()
        self.titles.row_changed.connect(lambda _row: self._show_queue())
        self.titles.opened.connect(lambda _row: self.queue.view.setFocus())
        self.queue.row_changed.connect(lambda _row: self._mirror())

    def _assemble(self) -> None:
        self.queue.view.horizontalHeader().setSectionsClickable(False)  # the order is the queue's own
        self.queue.view.horizontalHeader().setSortIndicatorShown(False)
        self.titles.keep_in_sight()
        self.right.setContentsMargins(theme.space(2), 0, 0, 0)
        self.splitter = Panes("holds_splitter", self.titles, self.right, shares=(50, 45))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _move_button(self, move: Move, words: str, key: str) -> QPushButton:
        made = button(f"hold_{move}", _(words), partial(self._move, move))
        shortcut = QShortcut(QKeySequence(key), self)  # the button's own would press it with a pause
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(made.click)
        made.setToolTip(f"{_(words)} ({key})")
        return made

    def _title_columns(self) -> tuple[Column, ...]:
        return (
            Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
            Column("waiting", N_("Waiting"), lambda row: str(row.waiting), sort=lambda row: -row.waiting, right=True),
            Column("copies", N_("On loan"), _copies, sort=lambda row: row.on_loan, right=True, spare=1),
            Column("due", N_("Next back"), _next_due, sort=lambda row: row.next_due or date.max, role=self._due_role),
        )

    def _place_columns(self) -> tuple[Column, ...]:
        return (
            Column("place", N_("In line"), lambda row: str(row.place), right=True),
            Column("name", N_("Name"), _who, width=Width.STRETCH),
            Column("group", N_("Class"), self._group),
            Column("since", N_("Since"), self._since, role=lambda row: "good" if row.ready else ""),
        )

    def _due_role(self, row: Queue) -> str:
        return "bad" if row.next_due is not None and row.next_due < self._desk.today else ""

    def _group(self, row: Place) -> str:
        return row.reader.group(self._desk.today, SchoolSystem(self._desk.settings.school_system))

    def _since(self, row: Place) -> str:
        if row.ready:
            return _("ready until {day}").format(day=show_day(row.until, weekday=False)) if row.until else _("ready")
        day = datetime.fromtimestamp(row.since / 1000, ZoneInfo(self._desk.settings.zone)).date()
        return show_day(day, weekday=False)

    def refresh(self) -> int:
        """The queues as they are now; gives how many readers wait."""
        rows = queries.queues(self._desk.read(Op.FIND_READERS))
        self.titles.show_rows(rows)
        self.right.setVisible(bool(rows))
        self._show_queue()
        return sum(row.waiting for row in rows)

    def select_title(self, title_id: int) -> bool:
        """Put the cursor on a title that somebody waits for."""
        return self.titles.select(title_id)

    def _show_queue(self) -> None:
        row: Queue | None = self.titles.current_row()
        self.heading.setText(row.title if row else "")
        self.queue.show_rows(queries.queue_of(self._desk.read(Op.FIND_READERS), row.title_id) if row else [])
        self._mirror()

    def _mirror(self) -> None:
        """Only what would change something can be pressed; who has a copy on the shelf is served already."""
        place: Place | None = self.queue.current_row()
        waiting = [row for row in self.queue.model.rows() if not row.ready]
        first = place is not None and bool(waiting) and waiting[0].id == place.id
        last = place is not None and bool(waiting) and waiting[-1].id == place.id
        movable = place is not None and not place.ready
        for move, made in self.moves.items():
            made.setEnabled(movable and not (first if move in (Move.UP, Move.TOP) else last))
        self.cancel.setEnabled(place is not None)

    def _move(self, move: Move) -> None:
        place: Place | None = self.queue.current_row()
        if place is not None:
            told = _("{name} has another place in the queue.").format(name=place.reader.name)
            self._do(partial(move_hold, self._desk, hold_id=place.id, move=move), told)

    def _cancel(self) -> None:
        place: Place | None = self.queue.current_row()
        if place is not None:
            told = _("The hold of {name} is cancelled.").format(name=place.reader.name)
            self._do(partial(cancel_hold, self._desk, hold_id=place.id), told)

    def _do(self, act: Callable[[], object], told: str) -> None:
        """The keyboard stays with the reader who was moved."""
        run(self._around, self.fault, act, lambda: told)
        focus_first((self.queue.view, self.titles.view))


def _who(row: Place) -> str:
    return f"{row.reader.name}  ({row.volume})" if row.volume else row.reader.name


def _copies(row: Queue) -> str:
    return _("{out} of {copies}").format(out=row.on_loan, copies=row.copies)


def _next_due(row: Queue) -> str:
    return show_day(row.next_due, weekday=False) if row.next_due else "–"
