"""What readers read: subjects, levels, rhythm, new books among old ones, and how many read little.

The profile of a class names nobody; that of one reader is the librarian's, to know what to lay out for them.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

NEW_DAYS: Final = 365  # a book is new for a year after it came
MOST_LEAST: Final = 10  # a year has ten months of school
MONTH_DAYS: Final = 30


class BookRead(NamedTuple):
    """What a profile needs of a copy: its basic class, the day on which it came, for which grades it is meant."""

    letter: str
    came: date | None = None
    grade_from: int | None = None
    grade_to: int | None = None

    def new_on(self, day: date) -> bool:
        return self.came is not None and 0 <= (day - self.came).days < NEW_DAYS

    def meant_for(self, grade: int) -> bool | None:
        """None where the record does not say it."""
        if self.grade_from is None and self.grade_to is None:
            return None
        return (self.grade_from or 0) <= grade <= (self.grade_to or 99)


@dataclass(slots=True)
class Reading:
    """Loans added up. `own_level`: of so many (`levelled`) whose record says the grades, those for the reader's own."""

    loans: int = 0
    new: int = 0
    levelled: int = 0
    own_level: int = 0
    subjects: Counter[str] = field(default_factory=Counter)
    weekdays: Counter[int] = field(default_factory=Counter)
    months: Counter[int] = field(default_factory=Counter)

    def add(self, book: BookRead, day: date, grade: int | None) -> None:
        self.loans += 1
        self.new += book.new_on(day)
        self.subjects[book.letter] += 1
        self.weekdays[day.weekday()] += 1
        self.months[day.month] += 1
        if grade is not None and (own := book.meant_for(grade)) is not None:
            self.levelled += 1
            self.own_level += own

    def take(self, other: "Reading") -> None:
        """Add up what others read."""
        self.loans += other.loans
        self.new += other.new
        self.levelled += other.levelled
        self.own_level += other.own_level
        self.subjects.update(other.subjects)
        self.weekdays.update(other.weekdays)
        self.months.update(other.months)

    def best_subjects(self, most: int) -> list[tuple[str, float]]:
        """(basic class, share of all loans) of what was read most; loans without a class are no subject."""
        named = [(letter, count) for letter, count in self.subjects.items() if letter.isalpha()]
        named.sort(key=lambda one: (-one[1], one[0]))
        return [(letter, 100 * count / self.loans) for letter, count in named[:most]]

    @property
    def best_weekday(self) -> tuple[int, float] | None:
        return self._best(self.weekdays)

    @property
    def best_month(self) -> tuple[int, float] | None:
        return self._best(self.months)

    def _best(self, counts: Counter[int]) -> tuple[int, float] | None:
        """The one with the most loans, the earlier of equals, and its share."""
        if not self.loans:
            return None
        key = min(counts, key=lambda one: (-counts[one], one))
        return key, 100 * counts[key] / self.loans


def added_up(parts: Iterable[Reading]) -> Reading:
    whole = Reading()
    for part in parts:
        whole.take(part)
    return whole


def little_below(first: date, last: date) -> int:
    """Who borrowed fewer books than this read little: one for each month of the period, ten for a year and more."""
    months = round(((last - first).days + 1) / MONTH_DAYS)
    return max(1, min(MOST_LEAST, months))


def read_little(readers: Collection[int], loans: Counter[int], least: int) -> int:
    """How many of these readers borrowed fewer than `least` books."""
    return sum(loans[reader] < least for reader in readers)
