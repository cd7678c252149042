"""Which days a view of the calendar shows, and how it goes on to the next: by term, month or week."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from libdesk.domain.calendar import ONE_DAY, Calendar, Term, month_end
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.show import show_day, show_month
from libdesk.domain.term_weeks import TermDay, term_weeks, week_number
from libdesk.domain.terms import term_of
from libdesk.i18n import N_, _

TERM, MONTH, WEEK = "term", "month", "week"
VIEWS: Final = {TERM: N_("Term"), MONTH: N_("Month"), WEEK: N_("One week")}
ROOM: Final = {TERM: 0, MONTH: 3, WEEK: 14}


class Shown(NamedTuple):
    """The days on show: their first and last, the weeks they stand in, what each week is called, and a heading."""

    first: date
    last: date
    weeks: Sequence[tuple[TermDay, ...]]
    heads: Sequence[str]
    title: str


def shown(view: str, calendar: Calendar, terms: Sequence[TermRow], day: date) -> Shown:
    """What the view shows around a day; a school without terms is shown its months."""
    term = term_of(terms, day) if view == TERM else None
    if term is not None:
        first, last, title = term.first, term.last, term.name
    elif view == WEEK:
        first = day - ONE_DAY * day.weekday()
        last = first + timedelta(days=6)
        end = show_day(last, weekday=False, year=last.year != first.year)
        title = f"{show_day(first, weekday=False, year=True)} – {end}"
    else:
        first = day.replace(day=1)
        last = month_end(day)
        title = show_month(day)
    weeks = term_weeks(calendar, Term(first, last))
    heads = [_week_name(terms, week) for week in weeks]
    if view == WEEK and heads[0]:
        title = f"{title} · {heads[0]}"
    return Shown(first, last, weeks, heads, title)


def turned(view: str, terms: Sequence[TermRow], day: date, step: int) -> date:
    """A day in what comes next (1) or before (-1); the day itself where nothing does."""
    term = term_of(terms, day) if view == TERM else None
    if term is not None:
        ordered = sorted(terms, key=lambda each: each.first)
        place = ordered.index(term) + step
        return ordered[place].first if 0 <= place < len(ordered) else day
    if view == WEEK:
        return day + timedelta(weeks=step)
    first = day.replace(day=1)
    there = month_end(day) + ONE_DAY if step > 0 else (first - ONE_DAY).replace(day=1)
    return there.replace(day=min(day.day, 28))


def _week_name(terms: Sequence[TermRow], week: Sequence[TermDay]) -> str:
    """Week 5 of the term it lies in; nothing between terms."""
    for term in terms:
        if term.first <= week[-1].day and week[0].day <= term.last:
            return _("week {n}").format(n=week_number(term.first, week[0].day))
    return ""
