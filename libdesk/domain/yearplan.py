"""The school's own calendar as it is edited: an edit is a function from one plan to the next, and nothing is written.

So one and the same edit can be shown with all that it moves before it is carried out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from libdesk.domain.calendar import YEAR, Calendar, DayException, Term
from libdesk.domain.errors import DeskError
from libdesk.domain.terms import check_terms, make_term, newest_year, next_year_terms, show_school_year
from libdesk.domain.value import Value
from libdesk.i18n import _

LONGEST_CLOSURE: Final = 120  # days; more is a slip of the keyboard
WEEK: Final = timedelta(weeks=1)


class BadDays(DeskError):
    def text(self) -> str:
        return _("The last day comes before the first, or lies too far away. Choose the days again.")


class NoOpenWeekday(DeskError):
    def text(self) -> str:
        return _("The library must be open on at least one day of the week. Leave one day without a tick.")


class NoTermsToCopy(DeskError):
    def text(self) -> str:
        return _("There are no terms to copy, or next year's stand here already. Enter the first term by hand.")


class NextYearThere(DeskError):
    """The newest school year begins on `first`, which is still to come."""

    first: date

    def text(self) -> str:
        text = _("The terms of the school year {year} stand in the calendar already. Change them there.")
        return text.format(year=show_school_year(self.first))


class YearPlan(Value):
    """Weekdays, days and terms of the library; a term stands under the number of its row, a new one below 0."""

    closed_weekdays: frozenset[int]
    days: Mapping[date, DayException]
    terms: Mapping[int, Term]
    closed_between_terms: bool = False

    @property
    def calendar(self) -> Calendar:
        return Calendar(
            closed_weekdays=self.closed_weekdays,
            exceptions=self.days,
            terms=tuple(self.terms.values()),
            closed_between_terms=self.closed_between_terms,
        )


Edit = Callable[[YearPlan], YearPlan]


def days_of(first: date, last: date) -> tuple[date, ...]:
    """Every day from first to last, both included. Raises BadDays."""
    count = (last - first).days + 1
    if not 1 <= count <= LONGEST_CLOSURE:
        raise BadDays()
    return tuple(first + timedelta(days=n) for n in range(count))


def set_days(first: date, last: date, *, open: bool, name: str = "", instead_of: Iterable[date] = ()) -> Edit:
    """Every day from first to last is open or closed; `instead_of`: days entered before that follow the week again."""
    set_now = {day: DayException(open, name.strip()) for day in days_of(first, last)}
    gone = frozenset(instead_of)

    def edit(plan: YearPlan) -> YearPlan:
        kept = {day: known for day, known in plan.days.items() if day not in gone}
        return replace(plan, days={**kept, **set_now})

    return edit


def remove_days(days: Iterable[date]) -> Edit:
    """These days follow the week again."""
    gone = frozenset(days)
    return lambda plan: replace(plan, days={day: known for day, known in plan.days.items() if day not in gone})


def add_holidays(days: Mapping[date, DayException]) -> Edit:
    """Public holidays and make-up days; a day that the school has set itself stays as it is."""
    return lambda plan: replace(plan, days={**days, **plan.days})


def remove_holidays(days: Mapping[date, DayException]) -> Edit:
    """Public holidays and make-up days that stand as they were announced; what the school has edited stays."""
    return lambda plan: replace(plan, days={day: known for day, known in plan.days.items() if days.get(day) != known})


def set_term(name: str, first: date, last: date | None, *, term_id: int | None = None) -> Edit:
    """Add a term, or change the one given. Raises a BadTerms, also when the edit is carried out."""
    term = make_term(name, first, last)

    def edit(plan: YearPlan) -> YearPlan:
        return _with_terms(plan, {**plan.terms, _new_id(plan) if term_id is None else term_id: term})

    return edit


def remove_term(term_id: int) -> Edit:
    return lambda plan: replace(plan, terms={key: term for key, term in plan.terms.items() if key != term_id})


def copy_terms() -> Edit:
    """The newest school year's terms again for the year after it. Raises NoTermsToCopy when carried out."""

    def edit(plan: YearPlan) -> YearPlan:
        copied = next_year_terms(plan.terms.values())
        if not copied:
            raise NoTermsToCopy()
        first = _new_id(plan)
        return _with_terms(plan, {**plan.terms, **{first - n: term for n, term in enumerate(copied)}})

    return edit


class Came(Value):
    """What copying a year brought: its terms, days of the school's `own`, public holidays and make-up days.

    `unknown`: the years in it of which no public holiday stands in the calendar.
    """

    terms: tuple[Term, ...]
    own: int
    holidays: int
    unknown: tuple[int, ...]


def came(before: YearPlan, after: YearPlan, announced: Mapping[date, DayException]) -> Came:
    """What of a plan is new in the next; `announced`: the public holidays that are known."""
    terms = tuple(sorted(term for key, term in after.terms.items() if key not in before.terms))
    days = after.days.keys() - before.days.keys()
    public = sum(day in announced for day in days)
    years = range(terms[0].first.year, terms[-1].last.year + 1) if terms else range(0)
    known = {day.year for day in announced}
    return Came(terms, len(days) - public, public, tuple(year for year in years if year not in known))


def copy_year(announced: Mapping[date, DayException], today: date) -> Edit:
    """The newest school year once more: its terms, and the days that the school itself set in it, 52 weeks later.

    `announced`: the public holidays that are known; those of last year are not copied, those of the new year come in.
    Raises NoTermsToCopy, or NextYearThere where that year has not begun by `today`, when carried out.
    """

    def edit(plan: YearPlan) -> YearPlan:
        newest = newest_year(plan.terms.values())
        if newest and newest[0].first > today:
            raise NextYearThere(newest[0].first)
        after = copy_terms()(plan)
        new = sorted(term for key, term in after.terms.items() if key not in plan.terms)
        first, last = new[0].first, new[-1].last
        own = {
            day + YEAR: known
            for day, known in plan.days.items()
            if first <= day + YEAR <= last and announced.get(day) != known
        }
        holidays = {day: known for day, known in announced.items() if first <= day <= last}
        return replace(after, days={**own, **holidays, **plan.days})

    return edit


def close_weekdays(weekdays: Iterable[int]) -> Edit:
    """The weekdays without library, Monday 0. Raises NoOpenWeekday."""
    closed = frozenset(weekdays)
    if len(closed) >= 7:
        raise NoOpenWeekday()
    return lambda plan: replace(plan, closed_weekdays=closed)


def close_between_terms(on: bool) -> Edit:
    """Whether the days between two known terms are closed."""
    return lambda plan: replace(plan, closed_between_terms=on)


def _with_terms(plan: YearPlan, terms: Mapping[int, Term]) -> YearPlan:
    check_terms(terms.values())
    return replace(plan, terms=terms)


def _new_id(plan: YearPlan) -> int:
    return min((0, *plan.terms)) - 1
