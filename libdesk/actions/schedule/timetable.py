"""The timetable of reading lessons: its periods, lessons entered, moved, removed, copied to another term."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.school import school_of
from libdesk.domain.hours import show_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.schedule import LessonRow
from libdesk.domain.timetable import (
    ClassTwice,
    LessonGone,
    NoLessonsToCopy,
    Period,
    PeriodHasLessons,
    RoomTwice,
    Wanted,
    check_periods,
    clash,
)
from libdesk.domain.value import Value
from libdesk.store import tables
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import timetable as queries
from libdesk.store.tables import Lesson

LONGEST = 40  # letters of a teacher's name


class CopyReceipt(Value):
    """Lessons that were copied, and those that were not: their class has left, or the place is taken."""

    journal_id: int
    copied: int
    left: int = 0
    taken: int = 0


def set_periods(desk: Desk, periods: Sequence[tuple[int | None, Period]]) -> int:
    """All periods of a day: those with an id are changed, those without are new, and what is not named goes.

    Gives the journal entry, 0 where nothing differs. Raises PeriodBackwards, PeriodsOverlap, PeriodHasLessons.
    """
    desk.require(Op.EDIT_TIMETABLE)
    ids = {(period.first, period.last): row_id for row_id, period in periods}
    wanted = check_periods([period for _id, period in periods])
    known = {row.id: row for row in queries.periods(desk.library)}
    rows = [(ids[period.first, period.last], number, period) for number, period in enumerate(wanted, start=1)]
    kept = {row_id for row_id, _n, _period in rows if row_id is not None}
    used = queries.periods_with_lessons(desk.library)
    for row_id, row in known.items():
        if row_id not in kept and row_id in used:
            raise PeriodHasLessons(row.name)
    as_is = [(row.id, row.ordinal, Period(row.name, row.first, row.last)) for row in known.values()]
    if rows == as_is:
        return 0
    with desk.action(Op.EDIT_TIMETABLE) as act:
        for row_id in known.keys() - kept:
            act.remove(tables.Period, row_id)
        for row_id in kept:  # out of each other's way first: a number stands once
            act.change(tables.Period, row_id, ordinal=-row_id)
        for old_id, number, period in rows:
            values = {
                "ordinal": number, "name": period.name, "from_time": show_time(period.first),
                "to_time": show_time(period.last),
            }  # fmt: skip
            if old_id is None:
                act.add(tables.Period, **values)
            else:
                act.change(tables.Period, old_id, **values)
        act.note(count=len(rows))
    return act.journal_id


def set_lesson(desk: Desk, term_id: int, wanted: Wanted, *, lesson_id: int | None = None) -> int:
    """Enter a lesson, or change the one given; gives its id. Raises LessonGone, ClassTwice, RoomTwice."""
    desk.require(Op.EDIT_TIMETABLE)
    if lesson_id is not None:
        _known(desk, lesson_id)
    others = [row for row in queries.lessons(desk.library, term_id) if row.id != lesson_id]
    refuse_clash(desk, wanted, others)
    with desk.action(Op.EDIT_TIMETABLE) as act:
        if lesson_id is None:
            lesson_id = _add(act, term_id, wanted)
        else:
            act.change(Lesson, lesson_id, **_values(wanted))
        act.note(lesson=lesson_id)
    return lesson_id


def set_lessons(
    desk: Desk, term_id: int, wanted: Sequence[Wanted], changed: Mapping[int, Wanted] = MappingProxyType({})
) -> int:
    """Enter several lessons and change others (`changed`, by their ids), as one step.

    Gives the journal entry, 0 for none. Raises ClassTwice, RoomTwice.
    """
    desk.require(Op.EDIT_TIMETABLE)
    if not (wanted or changed):
        return 0
    with desk.action(Op.EDIT_TIMETABLE) as act:
        for lesson_id, one in changed.items():
            act.change(Lesson, lesson_id, **_values(one))
        rows = queries.lessons(desk.library, term_id)
        for lesson_id, one in changed.items():  # once all are changed: two may have swapped their rooms
            refuse_clash(desk, one, [row for row in rows if row.id != lesson_id])
        for one in wanted:
            refuse_clash(desk, one, queries.lessons(desk.library, term_id))
            _add(act, term_id, one)
        act.note(count=len(wanted) + len(changed))
    return act.journal_id


def remove_lessons(desk: Desk, lesson_ids: Iterable[int]) -> int:
    """Take lessons out; gives the journal entry, or 0 where none was given. Raises LessonGone."""
    ids = list(dict.fromkeys(lesson_ids))
    if not ids:
        return 0
    with desk.action(Op.EDIT_TIMETABLE) as act:
        for lesson_id in ids:
            _known(desk, lesson_id)
            act.remove(Lesson, lesson_id)
        act.note(count=len(ids))
    return act.journal_id


def copy_lessons(desk: Desk, source: int, goal: int) -> CopyReceipt:
    """The lessons of one term in another, but for classes that have left by then and places that are taken.

    Raises NoLessonsToCopy.
    """
    desk.require(Op.EDIT_TIMETABLE)
    school, library = school_of(desk), desk.library
    names = {row.id: row.name for row in calendar_queries.terms(library)}
    standing = list(queries.lessons(library, goal))
    copied: list[Wanted] = []
    left = taken = there = 0
    same = {_key(row) for row in standing}
    for row in queries.lessons(library, source):
        there += 1
        if not school.at_school(row.ref, class_day(desk, goal)):
            left += 1
        elif _key(row) in same:
            continue
        elif clash(wanted := wanted_of(row), standing):
            taken += 1
        else:
            copied.append(wanted)
    if not copied:
        raise NoLessonsToCopy(names[source], there, left, taken)
    with desk.action(Op.EDIT_TIMETABLE) as act:
        for one in copied:
            _add(act, goal, one)
        act.note(count=len(copied))
    return CopyReceipt(act.journal_id, len(copied), left, taken)


def refuse_clash(desk: Desk, wanted: Wanted, others: Iterable[LessonRow]) -> None:
    """Raises ClassTwice, RoomTwice where the lesson meets one of these."""
    found = clash(wanted, others)
    if found is None:
        return
    what, row = found
    group = school_of(desk).show(row.ref, class_day(desk, row.term_id))
    place = show_place(row.place) if row.place else ""
    raise ClassTwice(group, place) if what == "class" else RoomTwice(place, group)


def kept_teacher(typed: str) -> str:
    """A teacher's name as it is kept."""
    return " ".join(typed.split())[:LONGEST]


def _known(desk: Desk, lesson_id: int) -> None:
    if queries.lesson(desk.library, lesson_id) is None:
        raise LessonGone()


def class_day(desk: Desk, term_id: int) -> date:
    """The day by which the classes of a term's lessons are read and called: it lies in the term's own school year."""
    return next((row.last for row in calendar_queries.terms(desk.library) if row.id == term_id), desk.today)


def _key(row: LessonRow) -> tuple[object, ...]:
    return row.ref, row.weekday, row.period_id, row.weeks


def wanted_of(row: LessonRow) -> Wanted:
    """A lesson that stands, as it was entered."""
    return Wanted(row.ref, row.weekday, row.period_id, row.weeks, row.place_id, row.teacher)


def _add(act: Action, term_id: int, wanted: Wanted) -> int:
    return act.add(Lesson, term_id=term_id, **_values(wanted))


def _values(wanted: Wanted) -> dict[str, object]:
    return {
        "stage": wanted.ref.stage.value, "entry_year": wanted.ref.entry_year, "class_no": wanted.ref.class_no,
        "weekday": wanted.weekday, "period_id": wanted.period_id, "weeks": wanted.weeks, "place_id": wanted.place_id,
        "teacher": kept_teacher(wanted.teacher) or None,
    }  # fmt: skip
