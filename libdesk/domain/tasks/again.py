"""The tasks of one term once more in another: months stay months, what is repeated is worked out anew, days move on.

A task of months keeps its months. A repeated one gets its days from the new term and its open days, by the rule that
its old days show. Any other goes on by 52 weeks, and then to an open day. All of them lie in the new term.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from libdesk.domain.calendar import ONE_DAY, YEAR, Calendar
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import TaskRow
from libdesk.domain.tasks.repeats import Repeat, days_of, last_open, open_day
from libdesk.domain.tasks.spans import month_span, months_in

WEEK: Final = timedelta(weeks=1)
_WEEKLY_GAP: Final = timedelta(days=13)  # a week left out for a holiday makes no month of it

Days = tuple[date, date]


def series_of(rows: Sequence[TaskRow]) -> list[list[TaskRow]]:
    """The tasks by series, each in the order of its days; a task by itself is a series of one."""
    found: dict[int, list[TaskRow]] = {}
    for row in sorted(rows, key=lambda row: (row.first, row.last, row.id)):
        found.setdefault(row.series or row.id, []).append(row)
    return list(found.values())


def days_again(rows: Sequence[TaskRow], old: TermRow, new: TermRow, calendar: Calendar) -> Sequence[Days]:
    """The days in the term `new` of what `rows`, one task or a series of the term `old`, were in that one."""
    first, last = rows[0].first, rows[-1].last
    repeat = _repeat(rows, old, calendar)
    if repeat is Repeat.ONCE:
        return (_once(first, last, old, new, calendar),)
    if repeat is Repeat.TERM_END:
        return days_of(repeat, new.first, new.last, calendar=calendar, term_last=new.last)
    if repeat is Repeat.MONTH_END:
        return days_of(repeat, *month_span(new, (first.month, last.month)), calendar=calendar)
    return days_of(repeat, *_weeks(rows, old, new), calendar=calendar)


def days_after(first: date, last: date, old: tuple[TermRow, Calendar], new: tuple[TermRow, Calendar]) -> Days | None:
    """The days of a task when its term gets other ones: of one of its months, or of its last open day; else None."""
    if first == last == last_open(old[1], old[0].first, old[0].last):
        end = last_open(new[1], new[0].first, new[0].last) or new[0].last
        return end, end
    months = months_in(old[0], first, last)
    return month_span(new[0], months) if months is not None else None


def _repeat(rows: Sequence[TaskRow], old: TermRow, calendar: Calendar) -> Repeat:
    """By which rule these days came about; how a task is repeated is not written down with it."""
    if len(rows) == 1:
        (row,) = rows
        at_end = row.first == row.last == last_open(calendar, old.first, old.last)
        return Repeat.TERM_END if at_end else Repeat.ONCE
    gaps = sorted(after.first - before.first for before, after in pairwise(rows))
    return Repeat.WEEKLY if gaps[len(gaps) // 2] <= _WEEKLY_GAP else Repeat.MONTH_END


def _once(first: date, last: date, old: TermRow, new: TermRow, calendar: Calendar) -> Days:
    months = months_in(old, first, last)
    if months is not None:
        return month_span(new, months)
    begin = open_day(calendar, new.first, new.last, first + YEAR)
    return begin, max(begin, open_day(calendar, new.first, new.last, last + YEAR))


def _weeks(rows: Sequence[TaskRow], old: TermRow, new: TermRow) -> Days:
    """From the weekday on which most of them fall; what went from the first week, or to the last, does so again."""
    weekdays = [row.first.weekday() for row in rows]
    weekday = max(weekdays, key=weekdays.count)
    first, last = rows[0].first, rows[-1].last
    begin = new.first if first - old.first < WEEK else max(new.first, first + YEAR)
    begin += ONE_DAY * ((weekday - begin.weekday()) % 7)
    end = new.last if old.last - last < WEEK else min(new.last, last + YEAR)
    return min(begin, new.last), max(end, min(begin, new.last))
