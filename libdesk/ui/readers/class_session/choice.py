"""Which class: chosen from those that are at school today, or typed as 四1."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from libdesk.actions.school import school_of
from libdesk.domain.classes import ClassRef, SchoolSystem, show_class
from libdesk.domain.rows.lessons import ClassNow
from libdesk.i18n import _
from libdesk.ui.readers.class_session.lesson import LessonSession

SHORTEST: Final = 6  # letters of the name of a class that are seen on the smallest screen


class ClassChoice(QComboBox):
    """`chosen` with the class; `unknown` with what was typed when no class of today is called so."""

    chosen = Signal(object)
    unknown = Signal(str)

    def __init__(self, session: LessonSession) -> None:
        super().__init__()
        self._session = session
        self._classes: tuple[ClassNow, ...] = ()
        self.setObjectName("lesson_class")
        self.setAccessibleName(_("Class"))
        self.setEditable(True)
        self.setMinimumContentsLength(SHORTEST)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none: it would finish what is typed
        field = self.lineEdit()
        assert isinstance(field, QLineEdit)
        field.setObjectName("lesson_class_name")
        field.setAccessibleName(_("Class"))
        self.activated.connect(lambda row: self.chosen.emit(self._classes[row].ref))
        field.returnPressed.connect(self._typed)

    def show_classes(self, classes: Sequence[ClassNow], ref: ClassRef | None) -> None:
        """The classes of today, with this one chosen; what is being typed is left alone."""
        desk = self._session.desk
        words = _("Class, such as {example}").format(example=school_of(desk).example(desk.today))
        self._field.setPlaceholderText(words)
        if tuple(classes) != self._classes:
            self._classes = tuple(classes)
            system = SchoolSystem(desk.settings.school_system)
            self.clear()
            self.addItems([show_class(one.ref, desk.today, system) for one in classes])
            self.setCurrentIndex(-1)
        places = [place for place, one in enumerate(self._classes) if one.ref == ref]
        place = places[0] if places else -1
        if place != self.currentIndex() or not self._field.hasFocus():
            self.setCurrentIndex(place)
            self.setEditText(self.itemText(place))

    def account_of(self, ref: ClassRef | None) -> int | None:
        """The reader that stands for a class."""
        return next((one.account for one in self._classes if one.ref == ref), None)

    @property
    def _field(self) -> QLineEdit:
        field = self.lineEdit()
        assert isinstance(field, QLineEdit)
        return field

    def _typed(self) -> None:
        """Return in the field: the name in the list, or another way to write it."""
        text = self.currentText().strip()
        ref = self._session.class_called(text)
        if ref is not None:
            self.chosen.emit(ref)
        elif text:
            self.unknown.emit(text)
            self._field.selectAll()
