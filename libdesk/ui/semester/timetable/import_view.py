"""A table of lessons before it is brought in: what each of its rows would do, and what stands against it."""

from collections import Counter
from typing import Final

from libdesk.actions.schedule import timetable as actions
from libdesk.actions.schedule.lesson_lists import LessonLine, LessonsOutlook
from libdesk.domain.ops import Op
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.titles import places
from libdesk.ui.parts import label, named
from libdesk.ui.semester.file_look import FileLook
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width

ROLES: Final = {"new": "good", "changed": "warn", "known": "", "unread": "bad"}
STATES: Final = {
    "new": N_("to be added"), "changed": N_("changed"), "known": N_("there already"), "unread": N_("not read"),
}  # fmt: skip


def state(line: LessonLine) -> str:
    if line.wanted is None:
        return "unread"
    return "known" if line.known else "new" if line.was is None else "changed"


def where(line: LessonLine) -> str:
    """The row, with its sheet where there are several."""
    return f"{line.row.sheet} {line.row.line}".strip()


class LessonsImportView(FileLook):
    KEY = "lessons"

    def __init__(self, around: Surroundings) -> None:
        self._look: LessonsOutlook | None = None
        self._term_id = 0
        self.strange = named(label(role="warn", wrap=True), "lessons_strange")
        columns = (
            Column("line", N_("Row"), where, sort=lambda line: (line.row.sheet, line.row.line), right=True),
            Column("state", N_("State"), lambda line: _(STATES[state(line)]), role=lambda line: ROLES[state(line)]),
            Column("class", N_("Class"), lambda line: line.row.group),
            Column("weekday", N_("Weekday"), lambda line: line.row.weekday),
            Column("period", N_("Lesson period"), lambda line: line.row.period),
            Column("note", N_("Note"), self._note, width=Width.STRETCH),
        )
        super().__init__(around, columns, self.strange, name=_("Rows of the table"))

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
        text = _("Without a table of lessons and not read: {sheets}").format(sheets=_(", ").join(look.strange))
        self.strange.setText(text if look.strange else "")
        self.strange.setVisible(bool(look.strange))
        count = counts["new"] + counts["changed"]
        verb = ngettext("Bring in {n} lesson", "Bring in {n} lessons", count).format(n=count)
        self.show_lines(heading, look.lines, verb, some=count > 0)

    def _note(self, line: LessonLine) -> str:
        """What stands against it, or what would be otherwise than it is."""
        was, wanted = line.was, line.wanted
        if was is None or wanted is None:
            return line.why
        rooms = {one.id: one.shown() for one in places(self.desk.read(Op.SEE_PLAN))}
        parts = []
        if was.place_id != wanted.place_id:
            old, new = (rooms.get(one, "") if one else "" for one in (was.place_id, wanted.place_id))
            parts.append(_change(_("Room"), old, new))
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
