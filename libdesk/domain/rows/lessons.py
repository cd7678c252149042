"""A class in its reading lesson: the roll by seat number, what each pupil has out, and what the lesson came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from libdesk.domain.classes import ClassRef
from libdesk.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class ClassNow:
    """A class that is at school today. `account`: the reader that stands for the class, if there is one."""

    ref: ClassRef
    pupils: int
    account: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A book that a pupil has, or that went over the desk today. `late`: days overdue, 0 when not."""

    title: str
    due: date
    late: int = 0


@dataclass(frozen=True, slots=True)
class RollRow:
    """One pupil of the class. `seat` is the number that is typed, `bar` what stands in the way of any loan."""

    reader_id: int
    seat: int
    name: str
    out: tuple[Book, ...] = ()
    lent_today: tuple[str, ...] = ()
    back_today: int = 0
    bar: Reason | None = None

    @property
    def overdue(self) -> tuple[Book, ...]:
        return tuple(book for book in self.out if book.late)


@dataclass(frozen=True, slots=True)
class Score:
    """How far the lesson has come."""

    pupils: int
    borrowed: int
    owing: int  # pupils who still have overdue books


def score(roll: Sequence[RollRow]) -> Score:
    """A pupil has borrowed who took a book today and has not brought it back since."""
    return Score(len(roll), sum(bool(row.lent_today) for row in roll), sum(bool(row.overdue) for row in roll))
