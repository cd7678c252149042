"""The class of a book as one types it: by its code, or looked for by words, pinyin initials or in the tree below."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.callnumbers import clean_class
from libdesk.domain.classification import ClassRow, ClassTree
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.store.queries import classes
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.classes.class_tree import ClassTreeView
from libdesk.ui.cataloguing.classes.class_words import is_code, told
from libdesk.ui.parts import across, button, label, named

MOST: Final = 30
ROWS: Final = 4
TREE_ROWS: Final = 8
LONGEST: Final = 60


class ClassField(QWidget):
    """`changed(str)` with each new class number; `entered` on Return once it stands there. No number is refused."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, desk: Desk, name: str, words: str = "") -> None:
        super().__init__()
        self._desk = desk
        words = words or _("Class number")
        self.line = _Line(self)
        self.line.setObjectName(name)
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(_("Class number, words or pinyin initials"))
        self.line.setMaxLength(LONGEST)
        self.open = button(f"{name}_tree_button", _("Tree"), self.open_tree, icon=icons.LIST)
        self.open.setToolTip(_("Choose from the class tree (↓)"))
        self.known = named(label(role="note", wrap=True), f"{name}_known")
        self.hits = _Hits(words)
        self.hits.setObjectName(f"{name}_hits")
        self.tree = ClassTreeView(f"{name}_tree", _("Class tree"))
        self.setFocusProxy(self.line)
        self._assemble()
        self._connect()
        self._show("")

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(across((self.line, 1), self.open, gap=1, end=False))
        column.addWidget(self.known)
        column.addWidget(self.hits)
        column.addWidget(self.tree)
        self.hits.hide()
        self.tree.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._show)
        self.line.textEdited.connect(lambda _text: self._look())
        self.line.returnPressed.connect(self._return)
        self.line.went_down.connect(self._go_down)
        self.hits.itemClicked.connect(lambda _item: self._pick())
        self.hits.itemActivated.connect(lambda _item: self._pick())
        self.hits.left.connect(self.close_lists)
        self.tree.chosen.connect(self._choose)
        self.tree.left.connect(self.close_lists)

    @property
    def class_no(self) -> str:
        """The class number as it is kept: narrow, in capitals, without the brackets of the table."""
        return clean_class(self.line.text())

    @class_no.setter
    def class_no(self, class_no: str) -> None:
        self.line.setText(class_no)
        self._put_lists_away()

    @property
    def is_open(self) -> bool:
        """Whether the list or the tree stands below the field, and Esc closes it first."""
        return not self.hits.isHidden() or not self.tree.isHidden()

    def open_tree(self) -> None:
        """Show the tree at the class that stands in the field; pressed again, it closes."""
        if not self.tree.isHidden():
            self.close_lists()
            return
        self._put_lists_away()
        tree = self._tree()
        self.tree.show_tree(tree)
        place = tree.place_of(self.line.text())
        self.tree.go_to(place.code if place is not None else "")
        self.tree.setFixedHeight(_height(TREE_ROWS))
        self.tree.show()
        self.tree.setFocus()

    def close_lists(self) -> None:
        """Put list and tree away; the keyboard is in the line again."""
        if self.is_open:
            self._put_lists_away()
            self.line.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and not self.tree.isHidden():
            self.tree.setFixedHeight(_height(TREE_ROWS))

    def _put_lists_away(self) -> None:
        self.hits.hide()
        self.tree.hide()

    def _tree(self) -> ClassTree:
        return classes.class_tree(self._desk.read(Op.FIND_BOOKS))

    def _show(self, text: str) -> None:
        """Say what the number is called; words that are still looked for are none."""
        tree = self._tree() if text.strip() else None
        words = "" if tree is None else told(tree, text) if is_code(tree, text) or not self._found(tree, text) else ""
        self.known.setText(words)
        self.known.setVisible(bool(words))
        self.changed.emit(self.class_no)

    def _found(self, tree: ClassTree, text: str) -> list[ClassRow]:
        return [row for row in tree.search(text, limit=MOST) if row.given]

    def _look(self) -> None:
        """The classes that may be meant, below the line; not those that stand there already."""
        self.tree.hide()
        text = self.line.text().strip()
        tree = self._tree()
        rows = [row for row in self._found(tree, text) if clean_class(row.code) != self.class_no]
        self.hits.clear()
        for row in rows:
            above = tree.path(row.code)[-2:-1]
            item = QListWidgetItem(f"{row.code}  {row.name}" + (f"（{above[0].name}）" if above else ""))
            item.setData(Qt.ItemDataRole.UserRole, row.code)
            item.setToolTip(item.text())
            self.hits.addItem(item)
        self.hits.setVisible(bool(rows))
        if rows:
            self.hits.setCurrentRow(-1 if is_code(tree, text) else 0)
            self.hits.setFixedHeight(_height(min(len(rows), ROWS)))

    def _go_down(self) -> None:
        if self.hits.isHidden():
            self.open_tree()
            return
        self.hits.setCurrentRow(max(self.hits.currentRow(), 0))
        self.hits.setFocus()

    def take_offer(self) -> bool:
        """Words take the class that the list offers first; False where a number is entered as it stands."""
        if self.hits.isHidden() or self.hits.currentItem() is None:
            return False
        self._pick()
        return True

    def _return(self) -> None:
        self._put_lists_away()
        self.entered.emit()

    def _pick(self) -> None:
        item = self.hits.currentItem()
        if item is not None:
            self._choose(str(item.data(Qt.ItemDataRole.UserRole)))

    def _choose(self, code: str) -> None:
        """Take a class; one that is not given only opens, and the line says why."""
        row = self._tree().row(code)
        if row is not None and not row.given:
            self.known.setText(told(self._tree(), row.code))
            self.known.show()
            index = self.tree.currentIndex()
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
            return
        self._put_lists_away()
        self.line.setText(clean_class(code))
        self.line.setFocus()


def _height(rows: int) -> int:
    return rows * (theme.metrics(theme.Step.BODY).height() + theme.space(3)) + theme.space(1)


class _Line(QLineEdit):
    """↓ goes into what is offered, Esc closes it before the form hears of it."""

    went_down = Signal()

    def __init__(self, field: ClassField) -> None:
        super().__init__()
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._field.open_tree()
            else:
                self.went_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self._field.is_open:
            self._field.close_lists()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._field.take_offer():
            event.accept()  # the form is not to be sent by it
        else:
            super().keyPressEvent(event)


class _Hits(QListWidget):
    left = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
