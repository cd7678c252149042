"""A timetable brought in from a table: what each row means, and what stands against it, before anything is written.

A row of a lesson that stands already, with another room or teacher, changes it; an empty cell changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from libdesk.actions.desk import Desk
from libdesk.actions.schedule.timetable import class_day, kept_teacher, refuse_clash
from libdesk.actions.school import school_of
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.schedule import LessonRow
from libdesk.domain.timetable import Wanted, read_period, read_weekday, read_weeks
from libdesk.domain.value import Value
from libdesk.exchange.lesson_lists import TypedLesson, read_lessons
from libdesk.i18n import _
from libdesk.store.queries import timetable as queries
from libdesk.store.queries import titles as place_queries


class RowUnread(DeskError):
    """A cell of the row that means nothing here; `what` is the name of its column."""

    what: str
    typed: str

    def text(self) -> str:
        if not self.typed:
            return _("{column} is empty in this row.").format(column=self.what)
        return _("{column} “{text}” is not known here.").format(column=self.what, text=self.typed)


class RowAgainst(DeskError):
    """A row of a lesson that an earlier row of the table gives another room or teacher."""

    line: int

    def text(self) -> str:
        return _("Row {n} has another room or teacher for the same lesson.").format(n=self.line)


class LessonLine(NamedTuple):
    """A row of the table: the lesson it would make, or why not; `known`: it stands here already.

    `was`: the lesson that stands here with another room or teacher and would be changed.
    """

    row: TypedLesson
    wanted: Wanted | None = None
    why: str = ""
    known: bool = False
    was: LessonRow | None = None


class LessonsOutlook(Value):
    """`passed_over` rows (blank, sums, notes) say nothing of a lesson; `strange` sheets have no table of lessons, and
    columns with the heads `left` were not read.

    `besides`: lessons that stand here of classes whose rows could all be read, and that no row holds: they stay.
    """

    name: str
    lines: tuple[LessonLine, ...]
    passed_over: int = 0
    strange: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    besides: tuple[LessonRow, ...] = ()

    @property
    def new(self) -> tuple[Wanted, ...]:
        return tuple(one.wanted for one in self.lines if one.wanted is not None and not one.known and one.was is None)

    @property
    def changed(self) -> Mapping[int, Wanted]:
        """What lessons would be, by their ids."""
        return {one.was.id: one.wanted for one in self.lines if one.was is not None and one.wanted is not None}


def look_at_lessons(desk: Desk, term_id: int, path: Path) -> LessonsOutlook:
    """What bringing in a table would do to a term; nothing is written. Raises a FileError."""
    desk.require(Op.EDIT_TIMETABLE)
    found = read_lessons(path)
    standing = {row.id: row for row in queries.lessons(desk.library, term_id)}
    day = class_day(desk, term_id)
    read = _beside_standing(desk, found.rows, standing.values(), day)
    lines = _clashes_told(desk, term_id, read, standing)
    besides = tuple(_in_no_row(desk, read, standing.values(), day))
    return LessonsOutlook(found.name, tuple(lines), found.passed_over, found.strange, found.left, besides)


def _in_no_row(desk: Desk, lines: Sequence[LessonLine], standing: Iterable[LessonRow], day: date) -> list[LessonRow]:
    """Lessons of the table's classes that none of its rows means: they moved in the table, or were left out.

    Of a class with a row that could not be read nothing is said, as that row may be the one; of none where a row has no
    class that could be read.
    """
    held = {_key(line.wanted) for line in lines if line.wanted is not None}
    classes = {line.wanted.ref for line in lines if line.wanted is not None}
    for line in lines:
        if line.wanted is None:
            meant = school_of(desk).meant(line.row.group, day) if line.row.group else ()
            classes = classes.difference(meant) if meant else set()
    return [row for row in standing if row.ref in classes and _key(row) not in held]


def _beside_standing(
    desk: Desk, rows: Iterable[TypedLesson], standing: Iterable[LessonRow], day: date
) -> list[LessonLine]:
    """Each row with the lesson that it means: one that stands, here or in a row above, or a new one."""
    known = {_key(row): row for row in standing}
    above: dict[object, LessonLine] = {}
    lines: list[LessonLine] = []
    for row in rows:
        try:
            wanted = _meant(desk, row, day)
            key = _key(wanted)
            if (first := above.get(key)) is not None and first.wanted is not None:
                if _filled(wanted, first.wanted) != first.wanted:
                    raise RowAgainst(first.row.line)
                line = LessonLine(row, first.wanted, known=True)
            elif (was := known.get(key)) is not None:
                wanted = _filled(wanted, was)
                same = (wanted.place_id, wanted.teacher) == (was.place_id, was.teacher)
                line = LessonLine(row, wanted, known=same, was=None if same else was)
            else:
                line = LessonLine(row, wanted)
            above.setdefault(key, line)
        except DeskError as error:
            line = LessonLine(row, None, error.text())
        lines.append(line)
    return lines


def _clashes_told(
    desk: Desk, term_id: int, lines: Sequence[LessonLine], standing: Mapping[int, LessonRow]
) -> list[LessonLine]:
    """The lines, with those refused that would meet another lesson: changes beside one another, so that two may swap
    their rooms, then what is new. Of two changes that meet the later one is refused.
    """
    told, week = list(lines), dict(standing)
    rooms = {place.id: place.name for place in place_queries.places(desk.library)}
    changes = [(at, one.was, one.wanted) for at, one in enumerate(told) if one.was and one.wanted]
    week |= {was.id: _row_of(term_id, wanted, rooms, was.id) for _at, was, wanted in changes}
    moved = [change for change in changes if change[1].place_id != change[2].place_id]  # a teacher is in nobody's way
    again = True
    while again:
        again = False
        for change in reversed(moved):
            at, was, wanted = change
            if why := _clash(desk, wanted, [row for row in week.values() if row.id != was.id]):
                told[at], week[was.id], again = LessonLine(told[at].row, None, why), was, True
                moved.remove(change)
                break
    rows = list(week.values())
    for at, one in enumerate(told):
        if one.wanted is not None and one.was is None and not one.known:
            if why := _clash(desk, one.wanted, rows):
                told[at] = LessonLine(one.row, None, why)
            else:
                rows.append(_row_of(term_id, one.wanted, rooms))
    return told


def _clash(desk: Desk, wanted: Wanted, others: Iterable[LessonRow]) -> str:
    """Why a lesson cannot stand beside these, "" where it can."""
    try:
        refuse_clash(desk, wanted, others)
    except DeskError as error:
        return error.text()
    return ""


def _meant(desk: Desk, row: TypedLesson, day: date) -> Wanted:
    if not row.group:
        raise RowUnread(_("Class"), "")
    ref = school_of(desk).one_meant(row.group, day)
    weekday, weeks = read_weekday(row.weekday), read_weeks(row.weeks)
    if row.half == "" and row.period:
        raise RowUnread(_("Morning or afternoon"), "")
    period = read_period(row.when, queries.periods(desk.library))
    places = place_queries.places(desk.library)
    place = next((one for one in places if row.place in (one.name, one.shown())), None) if row.place else None
    if weekday is None:
        raise RowUnread(_("Weekday"), row.weekday)
    if period is None:
        raise RowUnread(_("Lesson period"), row.when)
    if weeks is None:
        raise RowUnread(_("Weeks"), row.weeks)
    if row.place and place is None:
        raise RowUnread(_("Lesson room"), row.place)
    return Wanted(ref, weekday, period.id, weeks, place.id if place else None, kept_teacher(row.teacher))


def _key(one: LessonRow | Wanted) -> tuple[object, ...]:
    return one.ref, one.weekday, one.period_id, one.weeks


def _filled(wanted: Wanted, stands: LessonRow | Wanted) -> Wanted:
    """A lesson with what the row leaves empty as it stands."""
    place_id = wanted.place_id if wanted.place_id is not None else stands.place_id
    return Wanted(
        wanted.ref, wanted.weekday, wanted.period_id, wanted.weeks, place_id, wanted.teacher or stands.teacher
    )


def _row_of(term_id: int, wanted: Wanted, rooms: Mapping[int, str], row_id: int = 0) -> LessonRow:
    """A lesson as the table would have it, which another row may run into."""
    return LessonRow(row_id, term_id, wanted.ref, wanted.weekday, wanted.period_id, wanted.weeks, wanted.place_id,
                     rooms.get(wanted.place_id or 0, ""), wanted.teacher)  # fmt: skip
