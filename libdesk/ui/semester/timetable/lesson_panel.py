"""One cell of the timetable: its lessons, and the line in which a class is picked or typed (三1).

What was chosen beside the class stays for the next one: a room and a teacher mostly hold for a whole column.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.schedule import timetable as actions
from libdesk.actions.school import school_of
from libdesk.domain.classes import ClassRef, SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.schedule import LessonRow
from libdesk.domain.show import WEEKDAYS
from libdesk.domain.timetable import WEEKS_LABELS, LessonGone, Wanted
from libdesk.i18n import N_, _
from libdesk.store.queries import titles as place_queries
from libdesk.store.queries.lessons import classes_today
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.lessons import hold_lesson
from libdesk.ui.semester.timetable.grid import Cell
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class LessonPanel(QWidget):
    """`left` on Esc; `entered` with the weeks of a class that was entered: the next cell may come, or its partner."""

    left = Signal()
    entered = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.cell: Cell | None = None
        self.term_id = 0
        self._class_day = around.desk.today  # by which classes are called here
        self._changed: LessonRow | None = None
        self._classes: Sequence[ClassRef] = ()
        self.head = named(label(role="heading", wrap=True), "lesson_head")
        self.group = named(QComboBox(), "lesson_group")
        self.weeks = choice("lesson_weeks", [(code, _(words)) for code, words in WEEKS_LABELS.items()])
        self.place = choice("lesson_place", [(None, _("no room"))])
        self.teacher = named(QLineEdit(), "lesson_teacher")
        self.fault = named(label(role="bad", wrap=True), "lesson_fault")
        self.enter = button("lesson_enter", _("Enter the class"), self._save, role="next")
        self.leave = button("lesson_leave", _("Leave it"), self._forget)
        self.list = RowTable(
            (
                Column("class", N_("Class"), self._group_words, width=Width.STRETCH),
                Column("weeks", N_("Weeks"), lambda row: _(WEEKS_LABELS[row.weeks])),
                Column("place", N_("Lesson room"), lambda row: show_place(row.place) if row.place else ""),
                Column("teacher", N_("Teacher"), lambda row: row.teacher),
            ),
            name=_("Lessons at this time"), empty=Empty(_("No lesson at this time"), icon=icons.TERM),
            key=lambda row: row.id, least=24,
        )  # fmt: skip
        self.change = button("lesson_change", _("Change …"), self._take_up)
        self.remove = button("lesson_remove", _("Remove"), self._remove)
        self.begin = button("lesson_begin", _("Begin the lesson"), self._begin)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.group.setEditable(True)
        self.group.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.group.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none: it would finish what is typed
        self.group.setMinimumContentsLength(11)
        words = _("Class, such as {example}").format(example=school_of(self.desk).example(self.desk.today))
        self._field.setObjectName("lesson_group_name")
        self._field.setPlaceholderText(words)
        self.teacher.setMaxLength(actions.LONGEST)
        fields: tuple[tuple[QWidget, str], ...] = (
            (self.group, _("Class")), (self.weeks, _("Weeks")), (self.place, _("Lesson room")),
            (self.teacher, _("Teacher")),
        )  # fmt: skip
        for field, name in fields:
            field.setAccessibleName(name)
        self._field.setAccessibleName(_("Class"))
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.fault.hide()
        self.leave.hide()
        self.list.keep_in_sight(2, fewest=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, 0, 0)
        column.setSpacing(theme.space(1))
        line = wrapped(*(down(label(name, buddy=field), field, gap=0.5) for field, name in fields), gap=2)
        for part in (self.head, line, self.fault, wrapped(self.enter, self.leave, gap=1)):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.change, self.remove, self.begin, gap=1))

    def _connect(self) -> None:
        self._field.returnPressed.connect(self._save)
        self.teacher.returnPressed.connect(self._save)
        self.list.opened.connect(lambda _row: self._begin())
        self.list.row_changed.connect(lambda _row: self._mirror())

    @property
    def _field(self) -> QLineEdit:
        field = self.group.lineEdit()
        assert isinstance(field, QLineEdit)
        return field

    def show_choices(self, class_day: date) -> None:
        """The classes as they are called on a day of the term, and the rooms of now; what is typed stays."""
        system = SchoolSystem(self.desk.settings.school_system)
        library = self.desk.read(Op.SEE_PLAN)
        classes = [one.ref for one in classes_today(library, class_day, system)]
        if (classes, class_day) != (self._classes, self._class_day):
            self._classes, self._class_day, typed = classes, class_day, self.group.currentText()
            school = school_of(self.desk)
            self.group.clear()
            self.group.addItems([school.show(ref, class_day) for ref in classes])
            self.group.setCurrentIndex(-1)
            self.group.setEditText(typed)
        kept = self.place.currentData()
        rooms = [(place.id, place.shown()) for place in place_queries.places(library)]
        self.place.clear()
        for value, words in ((None, _("no room")), *rooms):
            self.place.addItem(words, value)
        choose(self.place, kept if kept in {room for room, _words in rooms} else None)

    def show_cell(self, term_id: int, cell: Cell | None, rows: Sequence[LessonRow]) -> None:
        if cell != self.cell:
            self._forget()
        self.term_id, self.cell = term_id, cell
        if cell is not None:
            self.head.setText(f"{_(WEEKDAYS[cell.weekday])} {cell.period.name} {cell.period.times()}")
        if self._changed is not None and self._changed.id not in {row.id for row in rows}:
            self._changed = None  # taken back meanwhile; what was typed can be entered anew
            self.tell(LessonGone().text())
        self.list.show_rows(rows)
        self._mirror()

    def take_focus(self) -> None:
        self.group.setFocus()
        self._field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._forget()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete and self.list.view.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)

    def _mirror(self) -> None:
        may = self.desk.allows(Op.EDIT_TIMETABLE)
        row = self.list.current_row()
        for part in (self.group, self.weeks, self.place, self.teacher, self.enter):
            part.setEnabled(may and self.cell is not None)
        for part in (self.change, self.remove):
            part.setEnabled(may and row is not None)
        self.begin.setEnabled(row is not None and self.desk.allows(Op.FIND_READERS))
        self.leave.setVisible(self._changed is not None)
        self.enter.setText(_("Change the lesson") if self._changed else _("Enter the class"))

    def _group_words(self, row: LessonRow) -> str:
        return school_of(self.desk).show(row.ref, self._class_day)

    def _wanted(self) -> Wanted:
        """What was typed. Raises ClassUnread, ClassUnclear, ClassAway."""
        assert self.cell is not None
        place: int | None = self.place.currentData()
        return Wanted(
            school_of(self.desk).one_meant(self.group.currentText(), self._class_day), self.cell.weekday,
            self.cell.period.id, self.weeks.currentData(), place, self.teacher.text(),
        )  # fmt: skip

    def _save(self) -> None:
        if self.cell is None:
            return
        old = self._changed
        try:
            wanted = self._wanted()
            actions.set_lesson(self.desk, self.term_id, wanted, lesson_id=old.id if old else None)
        except DeskError as error:
            self.tell(error.text())
            self.take_focus()
            return
        name = school_of(self.desk).show(wanted.ref, self._class_day)
        told = _("{group}: {when}.").format(group=name, when=self.head.text())
        if wanted.ref not in self._classes:
            told = _("{done} No pupil is in {group}: look whether it is the right class.").format(done=told, group=name)
        self.around.say(_("{done} F8 takes it back.").format(done=told))
        self._forget()
        self.entered.emit(wanted.weeks)

    def ask_for(self, weeks: str) -> None:
        """The partner of a class that comes in every other week: the cell stays, the other weeks are chosen."""
        choose(self.weeks, weeks)
        self.take_focus()

    def begin_with(self, weeks: str) -> None:
        """The weeks for the next class."""
        choose(self.weeks, weeks)

    def tell(self, text: str) -> None:
        tell_aloud(self.fault, text)

    def _forget(self) -> None:
        """The line stands ready for another class."""
        self._changed = None
        self.tell("")
        self.group.setCurrentIndex(-1)
        self.group.setEditText("")
        self._mirror()

    def _take_up(self) -> None:
        """The chosen lesson stands in the line to be changed there."""
        row: LessonRow | None = self.list.current_row()
        if row is not None:
            self._changed = row
            self.group.setEditText(self._group_words(row))
            choose(self.weeks, row.weeks)
            choose(self.place, row.place_id)
            self.teacher.setText(row.teacher)
            self._mirror()
            self.take_focus()

    def _remove(self) -> None:
        row: LessonRow | None = self.list.current_row()
        if row is None:
            return
        if self._changed == row:
            self._forget()
        try:
            actions.remove_lessons(self.desk, [row.id])
        except DeskError as error:
            self.tell(error.text())
            return
        self.around.say(_("The lesson of {group} is removed. F8 takes it back.").format(group=self._group_words(row)))

    def _begin(self) -> None:
        row: LessonRow | None = self.list.current_row()
        if row is not None:
            hold_lesson(self.around, row.ref)
