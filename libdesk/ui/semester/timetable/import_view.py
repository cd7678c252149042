"""A table of lessons before it is brought in: what each of its rows would do, and what stands against it."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QLabel

from libdesk.actions.schedule import timetable as actions
from libdesk.actions.schedule.lesson_lists import LessonLine, LessonsOutlook
from libdesk.actions.schedule.timetable import class_day
from libdesk.actions.school import school_of
from libdesk.domain.ops import Op
from libdesk.domain.show import WEEKDAYS
from libdesk.domain.timetable import WEEKS_LABELS
from libdesk.exchange.lesson_lists import TypedLesson
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.timetable import periods
from libdesk.store.queries.titles import places
from libdesk.ui.parts import label, named
from libdesk.ui.semester.file_look import FileLook
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width

ROLES: Final = {"new": "good", "changed": "warn", "known": "", "besides": "warn", "unread": "bad"}
STATES: Final = {
    "new": N_("to be added"), "changed": N_("changed"), "known": N_("there already"), "besides": N_("not in the table"),
    "unread": N_("not read"),
}  # fmt: skip


def state(line: LessonLine) -> str:
    if line.wanted is None:
        return "unread" if line.was is None else "besides"
    return "known" if line.known else "new" if line.was is None else "changed"


def where(line: LessonLine) -> str:
    """The row, with its sheet where there are several; nothing of a lesson that stands in no row."""
    return f"{line.row.sheet} {line.row.line}".strip() if line.row.line else ""


class LessonsImportView(FileLook):
    KEY = "lessons"

    def __init__(self, around: Surroundings) -> None:
        self._look: LessonsOutlook | None = None
        self._term_id = 0
        self.strange = named(label(role="warn", wrap=True), "lessons_strange")
        self.left = named(label(role="warn", wrap=True), "lessons_left")
        columns = (
            Column("line", N_("Row"), where, sort=lambda line: (line.row.sheet, line.row.line), right=True),
            Column("state", N_("State"), lambda line: _(STATES[state(line)]), role=lambda line: ROLES[state(line)]),
            Column("class", N_("Class"), lambda line: line.row.group),
            Column("weekday", N_("Weekday"), lambda line: line.row.weekday),
            Column("period", N_("Lesson period"), lambda line: line.row.when),
            Column("weeks", N_("Weeks"), _weeks),
            Column("note", N_("Note"), self._note, width=Width.STRETCH),
        )
        super().__init__(around, columns, self.strange, self.left, name=_("Rows of the table"))

    def show_look(self, term_id: int, look: LessonsOutlook) -> None:
        self._term_id, self._look = term_id, look
        counts = Counter(map(state, look.lines))
        heading = _("{name}: {rows} rows, {new} new, {known} known already, {unread} not read").format(
            name=look.name, rows=len(look.lines), new=counts["new"], known=counts["known"], unread=counts["unread"]
        )
        if counts["changed"]:
            heading = _("{told}, {n} changed").format(told=heading, n=counts["changed"])
        if look.passed_over:
            heading = _("{told}; besides blank, headings, sums {n}").format(told=heading, n=look.passed_over)
        if look.besides:
            heading = _("{told}; standing here and not in the table {n}").format(told=heading, n=len(look.besides))
        _tell(self.strange, _("Without a table of lessons and not read: {sheets}"), sheets=look.strange)
        _tell(self.left, _("Columns that are not read: {columns}"), columns=look.left)
        count = counts["new"] + counts["changed"]
        verb = ngettext("Bring in {n} lesson", "Bring in {n} lessons", count).format(n=count)
        self.show_lines(heading, [*look.lines, *self._besides(look)], verb, some=count > 0)

    def _besides(self, look: LessonsOutlook) -> list[LessonLine]:
        """The lessons that stand in no row, as lines."""
        desk = self.desk
        day, school = class_day(desk, self._term_id), school_of(desk)
        names = {one.id: one.name for one in periods(desk.read(Op.SEE_PLAN))}
        why = _("Stands here. If it has moved or no longer takes place, remove it in the timetable.")
        return [
            LessonLine(
                TypedLesson(0, school.show(row.ref, day), _(WEEKDAYS[row.weekday]), names[row.period_id], row.weeks),
                why=why, was=row,
            )
            for row in look.besides
        ]  # fmt: skip

    def _note(self, line: LessonLine) -> str:
        """What stands against it, or what would be otherwise than it is."""
        was, wanted = line.was, line.wanted
        if was is None or wanted is None:
            return line.why
        rooms = {one.id: one.shown() for one in places(self.desk.read(Op.SEE_PLAN))}
        parts = []
        if was.place_id != wanted.place_id:
            old, new = (rooms.get(one, "") if one else "" for one in (was.place_id, wanted.place_id))
            parts.append(_change(_("Lesson room"), old, new))
        if was.teacher != wanted.teacher:
            parts.append(_change(_("Teacher"), was.teacher, wanted.teacher))
        return _("; ").join(parts)

    def bring_in(self) -> str:
        assert self._look is not None
        count = len(self._look.new) + len(self._look.changed)
        actions.set_lessons(self.desk, self._term_id, self._look.new, self._look.changed)
        text = ngettext("{n} lesson is entered. F8 takes it back.", "{n} lessons are entered. F8 takes it back.", count)
        return text.format(n=count)


def _change(what: str, old: str, new: str) -> str:
    """Room: Reading room → Stacks."""
    return _("{what}: {old} → {new}").format(what=what, old=old or "—", new=new)


def _weeks(line: LessonLine) -> str:
    weeks = line.row.weeks if line.wanted is None else line.wanted.weeks
    return _(WEEKS_LABELS[weeks]) if weeks in WEEKS_LABELS else weeks


def _tell(part: QLabel, text: str, **lists: Sequence[str]) -> None:
    """The sentence with its list; the part is there where the list names something."""
    part.setText(text.format(**{name: _(", ").join(words) for name, words in lists.items()}))
    part.setVisible(any(lists.values()))
