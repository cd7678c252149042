"""Which days belong to the plan of which term (`term_of` in terms.py), and which days a month of a plan is.

Every task belongs to the term in which its last day lies, or, between two terms, to the one that comes; after the last
term to that one. So no task is lost from sight when a term is moved or taken out.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from libdesk.domain.calendar import ONE_DAY, month_end
from libdesk.domain.rows.calendar import TermRow

SHORT: Final = timedelta(days=13)


def plan_span(terms: Sequence[TermRow], term: TermRow) -> tuple[date, date]:
    """The first and the last day of what belongs to the plan of a term."""
    ordered = sorted(terms, key=lambda one: one.first)
    place = next(n for n, one in enumerate(ordered) if one.id == term.id)
    first = ordered[place - 1].last + ONE_DAY if place else date.min
    return first, term.last if place + 1 < len(ordered) else date.max


def months_of(first: date, last: date) -> Sequence[date]:
    """The first day of each month that a term meets."""
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = month_end(month) + ONE_DAY
    return tuple(found)


def months_in(term: TermRow, first: date, last: date) -> tuple[int, int] | None:
    """The months (11, 12) that these days of a term are, as far as it lies in them; None where they are other days."""
    months = first.month, last.month
    return months if month_span(term, months) == (first, last) else None


def opening(term: TermRow) -> tuple[date, date]:
    """The first two weeks of a term."""
    return term.first, min(term.last, term.first + SHORT)


def closing(term: TermRow) -> tuple[date, date]:
    """The last two weeks of a term."""
    return max(term.first, term.last - SHORT), term.last


def same_span(old: TermRow, new: TermRow, first: date, last: date) -> tuple[date, date] | None:
    """The days of `new` that are what these are of `old`: months of it, its beginning or its end; else None."""
    months = months_in(old, first, last)
    if months is not None:
        return month_span(new, months)
    return {opening(old): opening(new), closing(old): closing(new)}.get((first, last))


def month_span(term: TermRow, months: tuple[int, int]) -> tuple[date, date]:
    """The days of a term that lie in the months from one to another (11, 12), both included.

    Where the term begins later or ends earlier than the months: its first or its last two weeks.
    """
    wanted = set(range(months[0], months[1] + 1)) if months[0] <= months[1] else {*range(months[0], 13), *range(
        1, months[1] + 1)}  # fmt: skip
    mine = [month for month in months_of(term.first, term.last) if month.month in wanted]
    if mine:
        return max(term.first, mine[0]), min(term.last, month_end(mine[-1]))
    before = (months[0] - term.first.month) % 12 > 6
    return opening(term) if before else closing(term)
