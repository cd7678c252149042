"""What a roster means for whole classes: where the pupils of each come from, and who is missing from the list.

Nobody leaves unasked: each of those missing has a box, unticked at first, and who still holds something is not ticked
by the box for all.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from libdesk.actions.imports.plans import ClassMoves, Missing, ReaderPlan
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, listed, sentences
from libdesk.ui import icons, theme
from libdesk.ui.imports import words
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

ROWS_SHOWN: Final = 7
_TICK: Final = 0  # the column with the box


class RosterPanel(QWidget):
    """`ticked` when other readers are to be marked as left, `save_asked` for the list of those missing as a sheet."""

    ticked = Signal()
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._missing: Sequence[Missing] = ()
        self._left: set[int] = set()
        self.moves = named(label(wrap=True), "import_moves")
        self.classes = RowTable(
            self._class_columns(), name=_("The classes of the list"), empty=Empty(""), cursor_at_top=False
        )
        self.head = named(label(role="heading", wrap=True), "import_missing")
        self.note = label(
            _("Nobody is removed: those who are not on the list stay as they are unless you tick them."),
            role="note", wrap=True,
        )  # fmt: skip
        self.all = named(QCheckBox(_("Mark as left: all who hold nothing")), "import_mark_all")
        self.save = button("import_save_missing", _("Save this list …"), self.save_asked.emit, icon=icons.SAVE)
        self.list = RowTable(
            self._missing_columns(), name=_("Missing from the list"), empty=Empty(""), key=lambda row: row.reader.id
        )
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.classes.setObjectName("import_classes")
        self.list.setObjectName("import_missing_list")
        self._both = (
            down(self.moves, self.classes, gap=2),
            down(self.head, self.note, across(self.all, None, self.save, end=False), self.list, gap=2),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        for part in self._both:
            column.addWidget(part)

    def _connect(self) -> None:
        self.all.clicked.connect(self._tick_all)
        self.list.opened.connect(self._toggle)
        self.list.view.clicked.connect(self._clicked)
        self.list.view.installEventFilter(self)

    @property
    def left(self) -> frozenset[int]:
        """The ids of the readers who are to be marked as left."""
        return frozenset(self._left)

    def begin(self) -> None:
        """A new list: nobody leaves because of what was ticked for another."""
        self._left.clear()

    def show_plan(self, plan: ReaderPlan) -> None:
        told = sentences(words.moves_text(plan.classes), words.emptied_text(plan))
        self.moves.setText(told)
        self._both[0].setVisible(bool(told))
        self.classes.show_rows(plan.classes)
        seldom = [key for key in ("new", "repeat", "unclear") if any(getattr(one, key) for one in plan.classes)]
        self.classes.show_columns({"class", "pupils", "stay", "came", "rest", *seldom})
        self._size(self.classes, len(plan.classes))
        self._missing = plan.missing
        self._left &= {one.reader.id for one in plan.missing}
        count = len(plan.missing)
        self.head.setText(words.missing_text(count))
        self._both[1].setVisible(count > 0)
        self.all.setVisible(any(not one.holds for one in plan.missing))
        self.list.show_rows(plan.missing)
        self._size(self.list, count)
        self._mirror()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the row under the cursor, as in any list of boxes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self._toggle(self.list.current_row())
            return True
        return super().eventFilter(watched, event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == _TICK:
            self._toggle(self.list.current_row())

    def _toggle(self, one: Missing | None) -> None:
        if one is not None:
            self._left ^= {one.reader.id}
            self._mirror()
            announce(self.list, f"{one.reader.name} {self._tip(one)}")
            self.ticked.emit()

    def _tick_all(self, on: bool) -> None:
        free = {one.reader.id for one in self._missing if not one.holds}
        self._left = self._left | free if on else self._left - free
        self._mirror()
        self.ticked.emit()

    def _mirror(self) -> None:
        free = {one.reader.id for one in self._missing if not one.holds}
        self.all.setChecked(bool(free) and free <= self._left)
        self.list.view.viewport().update()

    def _tip(self, one: Missing) -> str:
        return _("will be marked as left") if one.reader.id in self._left else _("stays as it is")

    def _missing_columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "left", N_("Left"), lambda _row: "", tip=self._tip, ticked=lambda one: one.reader.id in self._left,
                sort=lambda one: one.reader.id not in self._left,
            ),
            Column("class", N_("Class"), lambda one: one.place, sort=_place_key),
            Column("name", N_("Name"), lambda one: one.reader.name),
            Column(
                "holds", N_("Still holds"), _holds, width=Width.STRETCH,
                sort=lambda one: -len(one.holds), role=lambda one: "warn" if one.holds else "",
            ),
        )  # fmt: skip

    def _class_columns(self) -> tuple[Column, ...]:
        return (
            Column("class", N_("Class"), lambda row: row.name, sort=lambda row: row.ref.sort_key),
            Column("pupils", N_("Pupils"), lambda row: f"{row.total:,}", sort=lambda row: row.total, right=True),
            Column("stay", N_("Stay"), lambda row: _some(row.stay), sort=lambda row: row.stay, right=True),
            Column(
                "came", N_("From other classes"), lambda row: _some(row.came), sort=lambda row: row.came, right=True
            ),
            Column("new", N_("New"), lambda row: _some(row.new), sort=lambda row: row.new, right=True),
            Column("repeat", N_("Repeat"), lambda row: _some(row.repeat), sort=lambda row: row.repeat, right=True),
            Column(
                "unclear", N_("Unclear"), lambda row: _some(row.unclear), sort=lambda row: row.unclear, right=True,
                role=_unclear_role,
            ),
            Column("rest", "", lambda _row: "", width=Width.STRETCH),
        )  # fmt: skip

    @staticmethod
    def _size(table: RowTable, rows: int) -> None:
        height = theme.metrics(theme.Step.BODY).height() + theme.space(2)
        table.setFixedHeight(round(height * (min(rows, ROWS_SHOWN) + 1.4)))


def _some(count: int) -> str:
    return f"{count:,}" if count else ""


def _unclear_role(row: ClassMoves) -> str:
    return "bad" if row.unclear else ""


def _place_key(one: Missing) -> tuple[bool, tuple[int, int, int], str]:
    ref = one.reader.class_ref
    return (ref is None, ref.sort_key if ref else (0, 0, 0), one.place)


def _holds(one: Missing) -> str:
    """《活着》 3月23日, …: what is out and when it is due."""
    return listed(
        _("“{title}” due {day}").format(title=held.title, day=show_day(held.due, weekday=False)) for held in one.holds
    )
