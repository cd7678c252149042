"""Which open loans a changed calendar touches, and when they are due then; planned before anything is written.

Touched is what was due on an open day that closes, and what was due within a term that now ends sooner. A loan that
was due on a closed day before, or for the holidays after a term, is not the change's business.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.duedates import moved_due


class OpenLoan(NamedTuple):
    """A loan that is out, as its due date is planned."""

    id: int
    reader_id: int
    due: date
    card_expires: date | None = None


class DueMove(NamedTuple):
    """A loan's due date before and after."""

    loan_id: int
    old: date
    new: date


def redated(
    loans: Iterable[OpenLoan],
    today: date,
    before: Calendar,
    after: Calendar,
    *,
    cap_to_term: bool = True,
    spread: int = 0,
) -> list[DueMove]:
    """What moves when the calendar changes from `before` to `after`, in the order of the loans. Raises NeverOpen."""
    moves = []
    ends: dict[date, date | None] = {}
    untouched: set[date] = set()
    for loan in loans:
        due = loan.due
        if due in untouched:
            continue
        if due not in ends:
            ends[due] = _end_of_term(due, before, after) if cap_to_term else None
            end = ends[due]
            if due < today or (_stays_open(due, before, after) and (end is None or due <= end)):
                untouched.add(due)
                continue
        new = moved_due(
            due, today, after, card_expires=loan.card_expires, not_after=ends[due], cap_to_term=cap_to_term,
            spread=spread, seed=loan.reader_id,
        )  # fmt: skip
        if new != due:
            moves.append(DueMove(loan.id, due, new))
    return moves


def _stays_open(day: date, before: Calendar, after: Calendar) -> bool:
    return after.is_open(day) or not before.is_open(day)


def _end_of_term(day: date, before: Calendar, after: Calendar) -> date | None:
    """The last day of the term in which `day` lay, as that term is now; None where it lay in none, or that is gone."""
    term = before.term_of(day)
    if term is None:
        return None
    same = [now for now in after.terms if now.first <= day and _meet(now, term)]
    return max((now.last for now in same), default=None)


def _meet(one: Term, other: Term) -> bool:
    return one.first <= other.last and other.first <= one.last
