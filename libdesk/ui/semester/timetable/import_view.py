"""A table of lessons before it is brought in: what each of its rows would do, and what stands against it."""

from typing import Final

from libdesk.actions.schedule import timetable as actions
from libdesk.actions.schedule.lesson_lists import LessonLine, LessonsOutlook
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.semester.file_look import FileLook
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width

ROLES: Final = {"new": "good", "known": "", "unread": "bad"}
STATES: Final = {"new": N_("to be added"), "known": N_("there already"), "unread": N_("not read")}


def state(line: LessonLine) -> str:
    return "unread" if line.wanted is None else "known" if line.known else "new"


class LessonsImportView(FileLook):
    KEY = "lessons"

    def __init__(self, around: Surroundings) -> None:
        self._look: LessonsOutlook | None = None
        self._term_id = 0
        columns = (
            Column("line", N_("Row"), lambda line: str(line.row.line), sort=lambda line: line.row.line, right=True),
            Column("state", N_("State"), lambda line: _(STATES[state(line)]), role=lambda line: ROLES[state(line)]),
            Column("class", N_("Class"), lambda line: line.row.group),
            Column("weekday", N_("Weekday"), lambda line: line.row.weekday),
            Column("period", N_("Lesson period"), lambda line: line.row.period),
            Column("note", N_("Note"), lambda line: line.why, width=Width.STRETCH),
        )
        super().__init__(around, columns, name=_("Rows of the table"))

    def show_look(self, term_id: int, look: LessonsOutlook) -> None:
        self._term_id, self._look = term_id, look
        count = len(look.new)
        known = sum(line.known for line in look.lines)
        heading = _("{name}: {rows} rows, {new} new, {known} known already, {unread} not read").format(
            name=look.name, rows=len(look.lines), new=count, known=known, unread=len(look.lines) - count - known
        )
        verb = ngettext("Bring in {n} lesson", "Bring in {n} lessons", count).format(n=count)
        self.show_lines(heading, look.lines, verb, some=count > 0)

    def bring_in(self) -> str:
        assert self._look is not None
        count = len(self._look.new)
        actions.set_lessons(self.desk, self._term_id, self._look.new)
        text = ngettext("{n} lesson is entered. F8 takes it back.", "{n} lessons are entered. F8 takes it back.", count)
        return text.format(n=count)
