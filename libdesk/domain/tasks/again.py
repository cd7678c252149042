"""The tasks of one term once more in another: months stay months, what is repeated is worked out anew, days move on.

A task of months keeps its months, one of the first or the last weeks of the term those weeks. A repeated one gets its
days from the new term and its open days, by the rule that its old days show. What lay in the holidays before the term
lies as long before the new one. Any other goes on by 52 weeks, and then to an open day of the new term.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from libdesk.domain.calendar import ONE_DAY, YEAR, Calendar
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import TaskRow
from libdesk.domain.tasks.repeats import Repeat, days_of, last_open, open_day
from libdesk.domain.tasks.spans import month_span, same_span

WEEK: Final = timedelta(weeks=1)
_WEEKLY_GAP: Final = timedelta(days=13)  # a week left out for a holiday makes no month of it

Days = tuple[date, date]


def series_of(rows: Sequence[TaskRow]) -> list[list[TaskRow]]:
    """The tasks by series, each in the order of its days; a task by itself is a series of one."""
    found: dict[int, list[TaskRow]] = {}
    for row in sorted(rows, key=lambda row: (row.first, row.last, row.id)):
        found.setdefault(row.series or row.id, []).append(row)
    return list(found.values())


def days_again(
    rows: Sequence[TaskRow], old: TermRow, new: TermRow, calendar: Calendar, *, since: date = date.min
) -> Sequence[Days]:
    """The days in the term `new` of what `rows`, one task or a series of the term `old`, were in that one.

    `since` is the first day that belongs to the plan of the new term (`plan_span`): none of them lies before it.
    """
    first, last = rows[0].first, rows[-1].last
    repeat = _repeat(rows, old, calendar)
    if repeat is Repeat.ONCE and first < old.first:
        return (_before(first, last, old, new, since),)
    if repeat is Repeat.ONCE:
        return (_once(first, last, old, new, calendar),)
    if repeat is Repeat.TERM_END:
        return days_of(repeat, new.first, new.last, calendar=calendar, term_last=new.last)
    if repeat is Repeat.MONTH_END:
        return days_of(repeat, *_months(first, last, old, new), calendar=calendar)
    return days_of(repeat, *_weeks(rows, old, new), calendar=calendar)


def days_after(first: date, last: date, old: tuple[TermRow, Calendar], new: tuple[TermRow, Calendar]) -> Days | None:
    """The days of a task when its term gets other ones: of one of its months, or of its last open day; else None."""
    if first == last == last_open(old[1], old[0].first, old[0].last):
        end = last_open(new[1], new[0].first, new[0].last) or new[0].last
        return end, end
    return same_span(old[0], new[0], first, last)


def _repeat(rows: Sequence[TaskRow], old: TermRow, calendar: Calendar) -> Repeat:
    """By which rule these days came about; how a task is repeated is not written down with it."""
    if len(rows) == 1:
        (row,) = rows
        at_end = row.first == row.last == last_open(calendar, old.first, old.last)
        return Repeat.TERM_END if at_end else Repeat.ONCE
    gaps = sorted(after.first - before.first for before, after in pairwise(rows))
    return Repeat.WEEKLY if gaps[len(gaps) // 2] <= _WEEKLY_GAP else Repeat.MONTH_END


def _once(first: date, last: date, old: TermRow, new: TermRow, calendar: Calendar) -> Days:
    same = same_span(old, new, first, last)
    if same is not None:
        return same
    begin = open_day(calendar, new.first, new.last, first + YEAR)
    return begin, max(begin, open_day(calendar, new.first, new.last, last + YEAR))


def _before(first: date, last: date, old: TermRow, new: TermRow, since: date) -> Days:
    """What began in the holidays, where no day is open; they may be shorter this time, and the term too."""
    on = new.first - old.first
    end = min(max(last + on, since), new.last)
    return min(max(first + on, since), end), end


def _months(first: date, last: date, old: TermRow, new: TermRow) -> Days:
    """From month to month; what was done from the first month, or to the last one of the term, is so again."""
    begin, end = month_span(new, (first.month, last.month))
    same = (first.year, first.month) == (old.first.year, old.first.month)
    until = (last.year, last.month) == (old.last.year, old.last.month)
    return new.first if same else begin, new.last if until else end


def _weeks(rows: Sequence[TaskRow], old: TermRow, new: TermRow) -> Days:
    """From the weekday on which most of them fall; what went from the first week, or to the last, does so again."""
    weekdays = [row.first.weekday() for row in rows]
    weekday = max(weekdays, key=weekdays.count)
    first, last = rows[0].first, rows[-1].last
    begin = new.first if first - old.first < WEEK else max(new.first, first + YEAR)
    begin += ONE_DAY * ((weekday - begin.weekday()) % 7)
    end = new.last if old.last - last < WEEK else min(new.last, last + YEAR)
    return min(begin, new.last), max(end, min(begin, new.last))
