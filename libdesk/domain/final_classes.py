"""Classes that leave the school in summer borrow no more so many days before their last term ends."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage
from libdesk.domain.leaving import is_last_grade

if TYPE_CHECKING:
    from libdesk.domain.calendar import Calendar, Term

MOST_DAYS: Final = 60
LAST_WEEKS: Final = 21  # days before the end of the term in which classes leave even where none is stopped
_SPRING: Final = range(3, 9)  # months in which the term ends after which classes leave


def is_final(ref: ClassRef, day: date, system: SchoolSystem, stages: Collection[str] = ()) -> bool:
    """Whether the class leaves the school this summer; who finishes a stage stays where the school has the next."""
    if not is_last_grade(ref, day, system):
        return False
    following = list(Stage)[list(Stage).index(ref.stage) + 1 :][:1]
    return not any(stage in stages for stage in following)


def leaving_term(calendar: "Calendar", day: date) -> "Term | None":
    """The term of this day, if it is the last one of its school year."""
    term = calendar.term_of(day)
    return term if term is not None and term.last.month in _SPRING else None


def is_leaving_time(calendar: "Calendar", day: date) -> bool:
    """Whether final classes are about to leave: their last term runs, or it is the summer after it."""
    term = calendar.term_of(day)
    return (term.last if term is not None else day).month in _SPRING


def stop_day(term: "Term", days: int) -> date:
    """The first day on which a final class gets nothing more."""
    return max(term.first, term.last - timedelta(days=days - 1))


def leaves_after(calendar: "Calendar", day: date, days: int) -> date | None:
    """The last day of the term after which classes leave, while its last weeks are still to come; None from then on.

    `days`: in so many last days final classes borrow no more.
    """
    ahead = [term for term in calendar.terms if day <= term.last and _leaves_in(term, day.year)]
    term = min(ahead, default=None)
    return term.last if term is not None and day < stop_day(term, max(days, LAST_WEEKS)) else None


def _leaves_in(term: "Term", year: int) -> bool:
    """Whether classes leave after this term in the summer of this year."""
    return term.last.year == year and term.last.month in _SPRING


def stopped_since(
    ref: ClassRef, day: date, calendar: "Calendar", *, days: int, system: SchoolSystem, stages: Collection[str] = ()
) -> date | None:
    """Since when this class borrows no more; None while it does. `days` 0: the school stops nobody."""
    term = leaving_term(calendar, day) if days else None
    if term is None or not is_final(ref, day, system, stages):
        return None
    since = stop_day(term, days)
    return since if day >= since else None
