"""When each helper is free: a line a helper, a box for each slot; ticked is free, and everything is to begin with."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from libdesk.actions.helpers import duties as actions
from libdesk.domain.duties import Slot, show_slot
from libdesk.domain.errors import DeskError
from libdesk.domain.hours import show_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.show import WEEKDAYS
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, label, named
from libdesk.ui.semester.roster import words
from libdesk.ui.semester.roster.roster import Roster
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.leavable import Leavable

LEAST_WIDE: Final = 15  # steps of a column
_CHECKS: Final = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.slots: list[Slot] = []
        self.people: list[tuple[int, str]] = []  # reader and words
        self.busy: dict[int, frozenset[int]] = {}

    def show_times(self, slots: list[Slot], people: list[tuple[int, str]], busy: dict[int, frozenset[int]]) -> None:
        self.beginResetModel()
        self.slots, self.people, self.busy = slots, people, busy
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.slots)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return show_slot(self.slots[section], place=True)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.people[section][1]
        slot = self.slots[section]
        return f"{_(WEEKDAYS[slot.weekday])}\n{slot.name or show_time(slot.first)}\n{show_time(slot.first)}"

    def free(self, index: _Index) -> bool:
        return self.slots[index.column()].id not in self.busy[self.people[index.row()][0]]

    def words(self, index: _Index) -> str:
        said = _("free") if self.free(index) else _("not free")
        return _(", ").join((self.people[index.row()][1], show_slot(self.slots[index.column()]), said))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return _CHECKS[self.free(index)]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(index)
        return None


class TimesView(Leavable, QWidget):
    closed = Signal()
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("times_view")
        self._around, self._desk = around, around.desk
        self.term: TermRow | None = None
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.fault = named(label(role="bad", wrap=True), "times_fault")
        self.back = button("times_back", _("Esc Back to the roster"), self.closed.emit, icon=icons.BACK)
        self.print = button("times_print", _("Print to fill in"), self._print, icon=icons.PRINT)
        self.model = _Model()
        self.table = named(QTableView(), "times_table")
        self._assemble()
        self.table.clicked.connect(lambda index: self._toggle([index]))

    def _assemble(self) -> None:
        self.fault.hide()
        self.table.setAccessibleName(_("Free times of the helpers"))
        self.table.setModel(self.model)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(theme.space(40))
        self.table.installEventFilter(self)
        note = _("Ticked is free. Space or a click turns one; with several chosen, Space turns them all.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(across(self.back, (self.heading, 1), self.print, end=False))
        column.addWidget(self.fault)
        column.addWidget(label(note, role="note", wrap=True, buddy=self.table))
        column.addWidget(self.table, 1)
        self._fit()

    def _fit(self) -> None:
        self.table.horizontalHeader().setMinimumSectionSize(theme.space(LEAST_WIDE))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def begin(self, term: TermRow) -> None:
        self.term = term
        self.fault.hide()
        self.heading.setText(_("Free times in {term}").format(term=term.name))
        self.refresh()
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def setFocus(self) -> None:  # type: ignore[override]  # Qt's other form is not used here
        self.table.setFocus()

    def refresh(self) -> None:
        if self.term is None or not self._desk.allows(Op.EDIT_ROSTER):
            return
        index = self.table.currentIndex()
        roster = Roster.read(self._desk, self.term)
        name = words.naming(self._desk)
        people = [(one.reader_id, name(roster.persons[one.reader_id])) for one in roster.helpers]
        self.model.show_times(roster.slots, people, {one.reader_id: one.busy for one in roster.helpers})
        if index.isValid() and index.row() < len(people) and index.column() < len(roster.slots):
            self.table.setCurrentIndex(self.model.index(index.row(), index.column()))

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self._toggle(self.table.selectedIndexes() or [self.table.currentIndex()])
            return True
        return super().eventFilter(watched, event)

    def _toggle(self, indexes: list[QModelIndex]) -> None:
        """All of them as the first one turns; written at once, as one entry."""
        wanted = [index for index in indexes if index.isValid()]
        if not wanted or self.term is None:
            return
        free = not self.model.free(wanted[0])
        busy: dict[int, set[int]] = {}
        for index in wanted:
            reader_id, slot_id = self.model.people[index.row()][0], self.model.slots[index.column()].id
            own = busy.setdefault(reader_id, set(self.model.busy[reader_id]))
            (own.discard if free else own.add)(slot_id)
        spot = (wanted[0].row(), wanted[0].column())
        try:
            actions.set_busy(self._desk, self.term, busy)
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        self.fault.hide()
        self.refresh()
        here = self.model.index(*spot)
        if here.isValid():
            self.table.setCurrentIndex(here)
            announce(self.table, self.model.words(here))

    def _print(self) -> None:
        from libdesk.ui.printing.document_makers import list_maker
        from libdesk.ui.semester.roster.papers import times_papers

        if self.term is not None:
            papers = times_papers(self._desk, self.term, self.model.slots, self.model.people)
            self.document_asked.emit(papers[0].heading, list_maker(*papers))
