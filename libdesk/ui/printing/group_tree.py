"""Groups of readers to be ticked: a grade ticks its classes; who was chosen one by one stands above them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from libdesk.domain.rows.cards import GroupCount
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.i18n import _
from libdesk.ui import theme

_CHECKED, _OPEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_DATA: Final = Qt.ItemDataRole.UserRole
ROWS_IN_SIGHT: Final = 4


class GroupTree(QTreeWidget):
    """`ticked` when others are ticked than before. A click on a name ticks it, so does Space."""

    ticked = Signal()

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.space(5))
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setMinimumHeight(ROWS_IN_SIGHT * theme.space(8))
        self._shown: list[tuple[GroupCount, str]] = []
        self._persons: dict[int, str] = {}
        self._filling = False
        self._before: tuple[QTreeWidgetItem, Qt.CheckState] | None = None
        self._last: tuple[tuple[ReaderGroup, ...], tuple[int, ...]] = ((), ())
        self._soon = QTimer(self, singleShot=True, interval=0)  # a grade ticks its classes one after the other
        self._soon.timeout.connect(self._tell)
        self.itemChanged.connect(lambda _item, _column: None if self._filling else self._soon.start())
        self.itemClicked.connect(self._clicked)

    def show_groups(self, groups: Sequence[GroupCount], words: Mapping[ReaderGroup, str]) -> None:
        """The groups that are there now, under their names of today; those that were ticked stay ticked."""
        shown = [(one, words[one.group]) for one in groups]
        if shown != self._shown:
            self._shown = shown
            self._fill(self.groups(), self.readers())

    def show_persons(self, persons: Mapping[int, str], *, only: bool = False) -> None:
        """These readers too, ticked; `only`: nobody else is."""
        self._persons = dict(persons) if only else {**self._persons, **persons}
        readers = {*persons} if only else {*self.readers(), *persons}
        self._fill(() if only else self.groups(), readers)
        if self._persons:
            self.scrollToTop()

    def tick(self, groups: Collection[ReaderGroup]) -> None:
        """These groups and no one else."""
        self._fill(groups, ())

    def tick_none(self) -> None:
        self._persons.clear()
        self._fill((), ())

    def groups(self) -> tuple[ReaderGroup, ...]:
        """The ticked groups; of a grade its classes."""
        found = (item.data(0, _DATA) for item in self._leaves() if item.checkState(0) is _CHECKED)
        return tuple(one for one in found if isinstance(one, ReaderGroup))

    def readers(self) -> tuple[int, ...]:
        """The ticked ones of those chosen one by one."""
        found = (item.data(0, _DATA) for item in self._leaves() if item.checkState(0) is _CHECKED)
        return tuple(one for one in found if isinstance(one, int))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        self._before = (item, item.checkState(0)) if item is not None else None
        super().mousePressEvent(event)

    def _clicked(self, item: QTreeWidgetItem) -> None:
        """A click beside the box: Qt has not ticked it."""
        pressed, state = self._before or (None, None)
        if pressed is item and state is item.checkState(0):
            item.setCheckState(0, _OPEN if item.checkState(0) is _CHECKED else _CHECKED)
        self._before = None

    def _leaves(self) -> list[QTreeWidgetItem]:
        """The rows that stand for readers: the classes of a grade, not the grade."""
        return [leaf for item in self._tops() for leaf in (_below(item) or [item])]

    def _fill(self, groups: Collection[ReaderGroup], readers: Collection[int]) -> None:
        """All rows anew, with these ticked; what is open stays open, the cursor on its row."""
        opened = {item.data(0, _DATA) for item in self._tops() if item.isExpanded()}
        at = self.currentItem()
        current = at.data(0, _DATA) if at is not None else None
        wanted, place = set(groups), self.verticalScrollBar().value()
        self._filling = True
        self.clear()
        if self._persons:
            head = self._row(self, _("Chosen one by one"), len(self._persons), "persons")
            for reader_id, words in self._persons.items():
                self._row(head, words, None, reader_id, ticked=reader_id in readers)
            head.setExpanded("persons" in opened or len(self._persons) <= ROWS_IN_SIGHT)
        year: QTreeWidgetItem | QTreeWidget = self
        for one, words in self._shown:
            group = one.group
            if group.which == "class":
                self._row(year, words, one.count, group, ticked=group in wanted)
            else:
                year = self._row(self, words, one.count, group, ticked=group in wanted)
        for item in self._tops():
            states = {below.checkState(0) for below in _below(item)}
            if states and item.data(0, _DATA) != "persons":
                item.setExpanded(item.data(0, _DATA) in opened or len(states) > 1)
        self._filling = False
        for item in (*self._tops(), *self._leaves()):
            if current is not None and item.data(0, _DATA) == current:
                self.setCurrentItem(item)
        if self.currentItem() is None and self._tops():
            self.setCurrentItem(self._tops()[0])
        self.verticalScrollBar().setValue(place)
        self._tell()

    def _tops(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _row(
        self, above: "QTreeWidgetItem | QTreeWidget", words: str, count: int | None, data: object, *,
        ticked: bool = False,
    ) -> QTreeWidgetItem:  # fmt: skip
        made = QTreeWidgetItem(above, [words, "" if count is None else f"{count:,}"])
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        made.setCheckState(0, _CHECKED if ticked else _OPEN)
        made.setData(0, _DATA, data)
        made.setToolTip(0, words)
        made.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return made

    def _tell(self) -> None:
        now = (self.groups(), self.readers())
        if now != self._last:
            self._last = now
            self.ticked.emit()


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(place) for place in range(item.childCount()))
    return [one for one in found if one is not None]
