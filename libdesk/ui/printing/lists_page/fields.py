"""What is asked for a list: a few fields, from which the document follows; an empty one says why in a sentence."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.rows.notices import GroupKey
from libdesk.domain.rows.reports import OfGroup
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import down, label, named
from libdesk.ui.printing.paper import Paper
from libdesk.ui.settings.section import choice, choose, spin
from libdesk.ui.tab import Surroundings


class ListFields(QWidget):
    """One kind of list. `changed`: another document follows from what is chosen now."""

    changed = Signal()
    NAME: ClassVar[str]  # of the list; kept on this PC as the one that was looked at last
    TITLE: ClassVar[str]  # marked with N_()
    ICON: ClassVar[str]
    EMPTY: ClassVar[str]  # marked with N_(): what is said when there is nothing to print
    OP: ClassVar[Op] = Op.SEE_PRINTING  # the list is offered to those who may do this too
    STARTS_EMPTY: ClassVar[str] = ""  # marked with N_(): what is to be chosen first

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))

    def add(self, words: str, field: QWidget, note: str = "") -> None:
        """A field below its name."""
        if not field.accessibleName():
            field.setAccessibleName(words)
        parts: list[QWidget] = [label(words, buddy=field), field]
        if note:
            parts.append(label(note, role="note", wrap=True))
        self._column.addWidget(down(*parts, gap=0.5))

    def refresh(self) -> None:
        """The choices as the library has them now."""

    def paper(self) -> Paper | None:
        """The document as it is chosen; None while something has to be chosen first."""
        raise NotImplementedError  # each list has its own

    def one_of(self, name: str, words: str, options: Sequence[tuple[Any, str]] = (), note: str = "") -> QComboBox:
        """A choice; where what there is to choose changes with the library, `refresh` fills it."""
        made = choice(name, options)
        self.add(words, made, note)
        made.activated.connect(lambda _row: self.changed.emit())
        return made

    def number(self, name: str, words: str, least: int, most: int, value: int) -> QSpinBox:
        """A number that counts with every key."""
        made = spin(name, least, most)
        made.setKeyboardTracking(True)
        made.setValue(value)
        self.add(words, made)
        made.valueChanged.connect(lambda _value: self.changed.emit())
        return made

    def tick(self, name: str, words: str, *, on: bool = True) -> QCheckBox:
        """A switch of the list, remembered on this PC."""
        made = named(QCheckBox(words), name)
        key = f"lists/{name}"
        made.setChecked(self.around.pc.text(key, "1" if on else "0") == "1")

        def toggled(ticked: bool) -> None:
            self.around.pc.keep_text(key, "1" if ticked else "0")
            self.changed.emit()

        made.toggled.connect(toggled)
        self._column.addWidget(made)
        return made


class CardFields(ListFields):
    """A document with nothing to choose, only with `NOTE` on what it is for."""

    NOTE: ClassVar[str]  # marked with N_()
    EMPTY = ""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._column.addWidget(label(_(self.NOTE), role="note", wrap=True))


def fill(combo: QComboBox, options: Sequence[tuple[Any, str]]) -> None:
    """Other options; what was chosen stays chosen while it is among them, else the first is."""
    kept = combo.currentData()
    combo.clear()
    for value, words in options:
        combo.addItem(words, value)
    choose(combo, kept)
    if combo.currentIndex() < 0 and combo.count():
        combo.setCurrentIndex(0)


def group_options(around: Surroundings, groups: Sequence[OfGroup], everybody: str) -> list[tuple[GroupKey | None, str]]:
    """Classes and kinds of reader to choose from, after all of them."""
    system = SchoolSystem(around.desk.settings.school_system)
    found = {group.group_key: group.group(around.desk.today, system) for group in groups}
    return [(None, everybody), *found.items()]
