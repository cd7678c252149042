"""A person, found by name or pinyin while one types; who is chosen stands in the field.

A teacher or a member of staff, as who answers for a class; or any reader.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.domain.rows.readers import ReaderFound
from libdesk.i18n import _
from libdesk.store.queries import readers
from libdesk.ui import theme
from libdesk.ui.search_edit import SearchEdit

MOST: Final = 20
ROWS: Final = 4


class PersonField(QWidget):
    """`person_id` is None while nobody is chosen; an emptied field chooses nobody."""

    picked = Signal(int)
    """Somebody was chosen from those that fit."""

    def __init__(self, desk: Desk, name: str, words: str, *, anybody: bool = False) -> None:
        super().__init__()
        self._desk, self._anybody = desk, anybody
        self.person_id: int | None = None
        self._chosen = ""
        hint = _("Name, initials, class or card") if anybody else _("Name or pinyin initials of a teacher")
        self.line = SearchEdit(name, words, hint)
        self.hits = _Hits(words)
        self.hits.setObjectName(f"{name}_hits")
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.line)
        column.addWidget(self.hits)
        self.hits.hide()
        self.line.asked.connect(lambda _text: self._look())
        self.line.went_down.connect(self._go_down)
        self.line.returnPressed.connect(self._pick)
        self.hits.itemClicked.connect(lambda _item: self._pick())
        self.hits.itemActivated.connect(lambda _item: self._pick())

    def show_person(self, person_id: int | None, name: str) -> None:
        self.person_id, self._chosen = person_id, name
        self.line.blockSignals(True)
        self.line.setText(name)
        self.line.blockSignals(False)
        self.hits.hide()

    @property
    def settled(self) -> bool:
        """Whether the name in the field is of the person chosen, or nobody is meant."""
        return self.line.text().strip() == self._chosen.strip()

    def _look(self) -> None:
        text = self.line.text().strip()
        if not text:
            self.show_person(None, "")
            return
        if text == self._chosen.strip():
            self.hits.hide()
            return
        self.hits.clear()
        for row in self._found(text):
            item = QListWidgetItem(f"{row.name}    {self._beside(row)}".rstrip())
            item.setData(Qt.ItemDataRole.UserRole, (row.id, row.name))
            self.hits.addItem(item)
        if not self.hits.count():
            item = QListWidgetItem(self._none().format(text=text[:20]))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.hits.addItem(item)
        else:
            self.hits.setCurrentRow(0)
        rows = min(max(self.hits.count(), 1), ROWS)
        self.hits.setFixedHeight(rows * max(self.hits.sizeHintForRow(0), theme.space(6)) + theme.space(2))
        self.hits.show()

    def _none(self) -> str:
        return _("No reader fits “{text}”") if self._anybody else _("No teacher or staff fits “{text}”")

    def _found(self, text: str) -> list[ReaderFound]:
        library, today = self._desk.read(Op.FIND_READERS), self._desk.today
        system = SchoolSystem(self._desk.settings.school_system)
        if self._anybody:
            rows = readers.find_readers(library, text, today, system, limit=MOST).rows
            return [row for row in rows if row.state in ("active", "stopped")]
        found: list[ReaderFound] = []
        for kind in ("teacher", "staff"):
            group = ReaderGroup("kind", kind=kind)
            found += readers.find_readers(library, text, today, system, limit=MOST, group=group).rows
        return found

    def _beside(self, row: ReaderFound) -> str:
        """What tells two of the same name apart."""
        system = SchoolSystem(self._desk.settings.school_system)
        return row.group(self._desk.today, system) if self._anybody else row.department

    def _go_down(self) -> None:
        if self.hits.isVisible():
            self.hits.setFocus()

    def _pick(self) -> None:
        item = self.hits.currentItem()
        if self.hits.isVisible() and item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.show_person(*item.data(Qt.ItemDataRole.UserRole))
            self.line.setFocus()
            self.picked.emit(self.person_id)


class _Hits(QListWidget):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)
