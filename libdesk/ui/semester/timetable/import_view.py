"""A table of lessons before it is brought in: what each of its rows would do, and what stands against it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.schedule import timetable as actions
from libdesk.actions.schedule.lesson_lists import LessonLine, LessonsOutlook
from libdesk.domain.errors import DeskError
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

ROLES: Final = {"new": "good", "known": "", "unread": "bad"}
STATES: Final = {"new": N_("to be added"), "known": N_("there already"), "unread": N_("not read")}


def state(line: LessonLine) -> str:
    return "unread" if line.wanted is None else "known" if line.known else "new"


class LessonsImportView(Leavable, QWidget):
    """`closed` when it is done or left."""

    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self._look: LessonsOutlook | None = None
        self._term_id = 0
        self.head = named(label(role="heading", wrap=True), "lessons_head")
        self.fault = named(label(role="bad", wrap=True), "lessons_fault")
        self.list = RowTable(
            (
                Column("line", N_("Row"), lambda line: str(line.row.line), sort=lambda line: line.row.line, right=True),
                Column("state", N_("State"), lambda line: _(STATES[state(line)]),
                       role=lambda line: ROLES[state(line)]),
                Column("class", N_("Class"), lambda line: line.row.group),
                Column("weekday", N_("Weekday"), lambda line: line.row.weekday),
                Column("period", N_("Lesson period"), lambda line: line.row.period),
                Column("note", N_("Note"), lambda line: line.why, width=Width.STRETCH),
            ),
            name=_("Rows of the table"), empty=Empty(_("Nothing to bring in"), icon=icons.CHECK_CIRCLE),
        )  # fmt: skip
        self.do = button("lessons_do", "", self._bring_in, role="next", icon=icons.IMPORT)
        self.leave = button("lessons_leave", _("Esc Leave it"), self.closed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.head)
        column.addWidget(self.fault)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.do, self.leave, gap=2))
        self.fault.hide()

    def show_look(self, term_id: int, look: LessonsOutlook) -> None:
        self._term_id, self._look = term_id, look
        self.fault.hide()
        count = len(look.new)
        known = sum(line.known for line in look.lines)
        self.head.setText(
            _("{name}: {rows} rows, {new} new, {known} known already, {unread} not read").format(
                name=look.name, rows=len(look.lines), new=count, known=known, unread=len(look.lines) - count - known
            )
        )
        self.list.show_rows(look.lines)
        self.do.setText(ngettext("Bring in {n} lesson", "Bring in {n} lessons", count).format(n=count))
        self.do.setVisible(count > 0)
        self.take_focus()

    def take_focus(self) -> None:
        (self.leave if self.do.isHidden() else self.do).setFocus()

    def _bring_in(self) -> None:
        if self._look is None:
            return
        new = self._look.new
        try:
            actions.set_lessons(self.desk, self._term_id, new)
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        count = len(new)
        text = ngettext("{n} lesson is entered. F8 takes it back.", "{n} lessons are entered. F8 takes it back.", count)
        self.around.say(text.format(n=count))
        self.closed.emit()
