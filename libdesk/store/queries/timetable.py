"""The timetable of reading lessons: periods, the lessons of a term, and those of one day."""

from collections.abc import Sequence
from datetime import date

from libdesk.domain.calendar import Calendar
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.hours import read_time
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.schedule import LessonOn, LessonRow, PeriodRow
from libdesk.domain.special_days import weekday_of
from libdesk.domain.term_weeks import is_in_week, week_number
from libdesk.store.database import Library
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import day_hours
from libdesk.store.queries import settings as settings_queries


def periods(library: Library) -> Sequence[PeriodRow]:
    """The periods in the order of the day."""
    return [
        PeriodRow(row_id, ordinal, name, read_time(first), read_time(last))
        for row_id, ordinal, name, first, last in library.fetch(
            "SELECT id, ordinal, name, from_time, to_time FROM period ORDER BY ordinal"
        )
    ]


def lessons(library: Library, term_id: int) -> Sequence[LessonRow]:
    """The lessons of a term in the order of the week."""
    rows = library.fetch(
        "SELECT l.id, l.term_id, l.stage, l.entry_year, l.class_no, l.weekday, l.period_id, l.weeks, l.place_id,"
        " coalesce(f.name, ''), coalesce(l.teacher, '')"
        " FROM lesson l JOIN period p ON p.id = l.period_id LEFT JOIN place f ON f.id = l.place_id"
        " WHERE l.term_id = ? ORDER BY l.weekday, p.ordinal, l.entry_year DESC, l.class_no, l.id",
        term_id,
    )
    return [
        LessonRow(row_id, term, ClassRef(Stage(stage), year, number), weekday, period, weeks, place_id, place, teacher)
        for row_id, term, stage, year, number, weekday, period, weeks, place_id, place, teacher in rows
    ]


def lesson(library: Library, lesson_id: int) -> LessonRow | None:
    term = library.fetch("SELECT term_id FROM lesson WHERE id = ?", lesson_id)
    return next((row for row in lessons(library, term[0][0]) if row.id == lesson_id), None) if term else None


def periods_with_lessons(library: Library) -> frozenset[int]:
    return frozenset(row[0] for row in library.fetch("SELECT DISTINCT period_id FROM lesson"))


def term_at(library: Library, day: date) -> TermRow | None:
    """The term that a day lies in."""
    return next((row for row in calendar_queries.terms(library) if row.first <= day <= row.last), None)


def lessons_on(library: Library, day: date, calendar: Calendar | None = None) -> Sequence[LessonOn]:
    """The lessons of one day in their order; none on a closed day, on a make-up day those of the weekday it is like.

    A make-up day at a weekend of which nobody said which weekday it is like has none: `is_unsaid` tells.
    """
    term = term_at(library, day)
    if term is None:
        return ()
    calendar = calendar or settings_queries.calendar(library, settings_queries.library_settings(library))
    if not calendar.is_open(day):
        return ()
    return lessons_of(
        lessons(library, term.id), periods(library), term, day, weekday_of(day, day_hours.special_day(library, day))
    )


def lessons_of(
    rows: Sequence[LessonRow], known: Sequence[PeriodRow], term: TermRow, day: date, weekday: int
) -> Sequence[LessonOn]:
    """Of a term's lessons those of a day that goes like `weekday`."""
    by_id = {period.id: period for period in known}
    week = week_number(term.first, day)
    found = [
        LessonOn(row, by_id[row.period_id]) for row in rows if row.weekday == weekday and is_in_week(row.weeks, week)
    ]
    return sorted(found, key=lambda one: (one.period.ordinal, one.lesson.ref.sort_key))


def is_unsaid(library: Library, calendar: Calendar, day: date) -> bool:
    """Whether a day is a make-up day (open against its week) of which nobody said which weekday it is like."""
    made_up = calendar.is_open(day) and day.weekday() in calendar.closed_weekdays
    special = day_hours.special_day(library, day) if made_up else None
    return made_up and (special is None or special.as_weekday is None)
