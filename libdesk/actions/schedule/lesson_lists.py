"""A timetable brought in from a table: what each row means, and what stands against it, before anything is written."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from libdesk.actions.desk import Desk
from libdesk.actions.schedule.timetable import class_day, refuse_clash
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
        return _("{column} “{text}” is not known here.").format(column=self.what, text=self.typed)


class LessonLine(NamedTuple):
    """A row of the table: the lesson it would make, or why not; `known`: it stands here already."""

    row: TypedLesson
    wanted: Wanted | None = None
    why: str = ""
    known: bool = False


class LessonsOutlook(Value):
    name: str
    lines: tuple[LessonLine, ...]

    @property
    def new(self) -> tuple[Wanted, ...]:
        return tuple(line.wanted for line in self.lines if line.wanted is not None and not line.known)


def look_at_lessons(desk: Desk, term_id: int, path: Path) -> LessonsOutlook:
    """What bringing in a table would do to a term; nothing is written. Raises a FileError."""
    desk.require(Op.EDIT_TIMETABLE)
    found = read_lessons(path)
    standing, day = list(queries.lessons(desk.library, term_id)), class_day(desk, term_id)
    lines: list[LessonLine] = []
    for row in found.rows:
        try:
            wanted = _meant(desk, row, day)
            known = any(_same(one, wanted) for one in standing)
            if not known:
                refuse_clash(desk, term_id, wanted, standing)
                standing.append(_row_of(term_id, wanted))
        except DeskError as error:
            lines.append(LessonLine(row, None, error.text()))
        else:
            lines.append(LessonLine(row, wanted, known=known))
    return LessonsOutlook(found.name, tuple(lines))


def _meant(desk: Desk, row: TypedLesson, day: date) -> Wanted:
    ref = school_of(desk).one_meant(row.group, day)
    weekday, weeks = read_weekday(row.weekday), read_weeks(row.weeks)
    period = read_period(row.period, queries.periods(desk.library))
    places = place_queries.places(desk.library)
    place = next((one for one in places if row.place in (one.name, one.shown())), None) if row.place else None
    if weekday is None:
        raise RowUnread(_("Weekday"), row.weekday)
    if period is None:
        raise RowUnread(_("Period"), row.period)
    if weeks is None:
        raise RowUnread(_("Weeks"), row.weeks)
    if row.place and place is None:
        raise RowUnread(_("Room"), row.place)
    return Wanted(ref, weekday, period.id, weeks, place.id if place else None, row.teacher)


def _same(one: LessonRow, wanted: Wanted) -> bool:
    return (one.ref, one.weekday, one.period_id, one.weeks) == (
        wanted.ref, wanted.weekday, wanted.period_id, wanted.weeks,
    )  # fmt: skip


def _row_of(term_id: int, wanted: Wanted) -> LessonRow:
    """A lesson of an earlier row of the table, which a later one may run into."""
    return LessonRow(0, term_id, wanted.ref, wanted.weekday, wanted.period_id, wanted.weeks, wanted.place_id, "",
                     wanted.teacher)  # fmt: skip
