"""The timetable in the library file: clashes are told, copies leave out who has left, each step is undone."""

from datetime import date
from typing import Any

import pytest

from libdesk.actions.calendar import set_days
from libdesk.actions.cataloguing.errors import PlaceNamed
from libdesk.actions.cataloguing.places import remove_place
from libdesk.actions.desk import Desk
from libdesk.actions.schedule import timetable
from libdesk.actions.schedule.special_days import set_special_day
from libdesk.actions.undo import undo
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.schedule import SpecialDay
from libdesk.domain.timetable import (
    ClassTwice,
    LessonGone,
    NoLessonsToCopy,
    Period,
    PeriodHasLessons,
    PeriodsOverlap,
    RoomTwice,
    Wanted,
    usual_periods,
)
from libdesk.store.queries import timetable as queries
from tests.builders import add_term, close_days, count

THREE_ONE, THREE_TWO = ClassRef(Stage.PRIMARY, 2023, 1), ClassRef(Stage.PRIMARY, 2023, 2)
SIX_ONE = ClassRef(Stage.PRIMARY, 2020, 1)
MONDAY, TUESDAY, SUNDAY = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 15)


@pytest.fixture
def term(desk: Desk) -> int:
    """From Monday 2 March; the week of the 9th is its second."""
    timetable.set_periods(desk, [(None, period) for period in usual_periods()])
    return add_term(desk, date(2026, 3, 2), date(2026, 7, 5), "第二学期")


def wanted(ref: ClassRef = THREE_ONE, weekday: int = 0, period: int = 3, **more: Any) -> Wanted:
    return Wanted(ref, weekday, period, **more)


def rows(desk: Desk, table: str) -> list[tuple[object, ...]]:
    return desk.library.fetch(f"SELECT * FROM {table} ORDER BY id")


def test_the_usual_periods_are_edited_as_a_whole(desk: Desk, term: int) -> None:
    known = queries.periods(desk.library)
    assert [row.name for row in known][:3] == ["第一节", "第二节", "第三节"]
    before = rows(desk, "period")
    later = [(row.id, Period(row.name, row.first + 5, row.last + 5)) for row in known[1:]]
    entry = timetable.set_periods(desk, [*later, (None, Period("早读", 450, 470))])
    now = queries.periods(desk.library)
    assert [(row.ordinal, row.name) for row in now[:2]] == [(1, "早读"), (2, "第二节")]
    undo(desk, entry)
    assert rows(desk, "period") == before
    assert timetable.set_periods(desk, [(row.id, Period(row.name, row.first, row.last)) for row in known]) == 0


def test_periods_that_overlap_or_hold_lessons_are_kept(desk: Desk, term: int) -> None:
    known = [(row.id, Period(row.name, row.first, row.last)) for row in queries.periods(desk.library)]
    with pytest.raises(PeriodsOverlap):
        timetable.set_periods(desk, [*known, (None, Period("", 500, 520))])
    timetable.set_lesson(desk, term, wanted(period=known[2][0] or 0))
    with pytest.raises(PeriodHasLessons):
        timetable.set_periods(desk, known[:2])


def test_lessons_are_entered_changed_removed_and_undone(desk: Desk, term: int) -> None:
    lesson_id = timetable.set_lesson(desk, term, wanted(teacher=" 李 老师 ", place_id=2))
    before = rows(desk, "lesson")
    timetable.set_lesson(desk, term, wanted(THREE_TWO, 1, weeks="odd"), lesson_id=lesson_id)
    (row,) = queries.lessons(desk.library, term)
    assert (row.ref, row.weekday, row.weeks, row.place_id) == (THREE_TWO, 1, "odd", None)
    undo(desk, count(desk, "SELECT max(id) FROM journal"))
    assert rows(desk, "lesson") == before
    undo(desk, timetable.remove_lessons(desk, [lesson_id]))
    assert rows(desk, "lesson") == before


def test_a_class_sits_in_one_place_and_a_room_holds_one_class(desk: Desk, term: int) -> None:
    timetable.set_lesson(desk, term, wanted(place_id=2, weeks="odd"))
    with pytest.raises(ClassTwice) as told:
        timetable.set_lesson(desk, term, wanted())
    assert "三(1)班" in told.value.text()
    with pytest.raises(RoomTwice) as full:
        timetable.set_lesson(desk, term, wanted(THREE_TWO, place_id=2))
    assert "三(1)班" in full.value.text()
    timetable.set_lesson(desk, term, wanted(THREE_TWO, place_id=2, weeks="even"))
    timetable.set_lesson(desk, term, wanted(SIX_ONE))
    with pytest.raises(ClassTwice):
        timetable.set_lessons(desk, term, [wanted(weekday=2), wanted(weekday=2)])
    assert len(queries.lessons(desk.library, term)) == 3


def test_the_next_term_has_the_same_lessons_but_for_who_has_left(desk: Desk, term: int) -> None:
    autumn = add_term(desk, date(2026, 9, 1), date(2027, 1, 20), "第一学期")
    timetable.set_lessons(desk, term, [wanted(), wanted(THREE_TWO, 1), wanted(SIX_ONE, 2), wanted(THREE_TWO, 3)])
    timetable.set_lesson(desk, autumn, wanted())
    done = timetable.copy_lessons(desk, term, autumn)
    assert (done.copied, done.left, done.taken) == (2, 1, 0)
    assert [row.ref for row in queries.lessons(desk.library, autumn)] == [THREE_ONE, THREE_TWO, THREE_TWO]
    with pytest.raises(NoLessonsToCopy):
        timetable.copy_lessons(desk, term, autumn)
    undo(desk, done.journal_id)
    assert len(queries.lessons(desk.library, autumn)) == 1


def on(desk: Desk, day: date) -> list[ClassRef]:
    return [one.lesson.ref for one in queries.lessons_on(desk.library, day)]


def test_todays_lessons_know_odd_weeks_closures_and_make_up_days(desk: Desk, term: int) -> None:
    timetable.set_lesson(desk, term, wanted(weeks="even"))
    timetable.set_lesson(desk, term, wanted(THREE_TWO, period=1, weeks="odd"))
    timetable.set_lesson(desk, term, wanted(SIX_ONE, period=2))
    assert on(desk, MONDAY) == [SIX_ONE, THREE_ONE]
    assert on(desk, date(2026, 3, 16)) == [THREE_TWO, SIX_ONE]
    assert on(desk, TUESDAY) == on(desk, date(2026, 8, 10)) == []
    close_days(desk, MONDAY, name="校庆")
    assert on(desk, MONDAY) == []
    set_days(desk, SUNDAY, SUNDAY, open=True, name="调休")
    assert on(desk, SUNDAY) == []
    assert queries.is_unsaid(desk.library, desk.calendar, SUNDAY)
    set_special_day(desk, SpecialDay(SUNDAY, as_weekday=0))
    assert on(desk, SUNDAY) == [SIX_ONE, THREE_ONE]
    assert not queries.is_unsaid(desk.library, desk.calendar, SUNDAY)


def test_a_room_with_lessons_stays(desk: Desk, term: int) -> None:
    timetable.set_lesson(desk, term, wanted(place_id=3))
    with pytest.raises(PlaceNamed):
        remove_place(desk, 3)


def test_a_lesson_that_is_gone_is_told(desk: Desk, term: int) -> None:
    lesson_id = timetable.set_lesson(desk, term, wanted())
    timetable.remove_lessons(desk, [lesson_id])
    with pytest.raises(LessonGone) as caught:
        timetable.set_lesson(desk, term, wanted(), lesson_id=lesson_id)
    assert "这节课已不在课表里" in caught.value.text()
    with pytest.raises(LessonGone):
        timetable.remove_lessons(desk, [lesson_id])
