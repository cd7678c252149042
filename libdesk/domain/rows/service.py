"""Service to readers as the librarian sees it: visits, questions, suggestions, announcements, lists of books."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from libdesk.domain.classes import ClassRef, SchoolSystem, show_class, show_grade
from libdesk.domain.rows.holds import Waiter
from libdesk.domain.rows.showcase import BookCard
from libdesk.domain.show import show_day, show_reader_kind
from libdesk.i18n import N_, _


class VisitHow(StrEnum):
    """How visitors were counted; the value is stored."""

    KEY = "key"
    CLASS = "class"
    CARD = "card"
    TALLY = "tally"


HOW_NAMES: Final[dict[VisitHow, str]] = {
    VisitHow.KEY: N_("one by one"),
    VisitHow.CLASS: N_("a class"),
    VisitHow.CARD: N_("by card"),
    VisitHow.TALLY: N_("tally on paper"),
}


@dataclass(frozen=True, slots=True)
class VisitDay:
    """A day, or several from `first` to `last`. Use in house and reading in the room stand beside, never in the sum."""

    first: date
    last: date
    one_by_one: int = 0
    classes: int = 0
    cards: int = 0
    tallies: int = 0
    in_house: int = 0
    read: int = 0

    @property
    def visits(self) -> int:
        return self.one_by_one + self.classes + self.cards + self.tallies


@dataclass(frozen=True, slots=True)
class VisitLine:
    """What was counted on a day, single keys of one room together. `ids`: the rows behind it; `at` UTC milliseconds."""

    ids: tuple[int, ...]
    how: VisitHow
    at: int | None
    place: str
    people: int
    kind: str
    ref: ClassRef | None

    def who(self, day: date, system: SchoolSystem) -> str:
        """The class, or the kind of reader: a visit names nobody."""
        if self.ref is not None:
            return show_class(self.ref, day, system)
        return show_reader_kind(self.kind) if self.kind else ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A reference question. `kind`: of who asked; `minutes` it took, None where nobody noted it."""

    id: int
    day: date
    asked: str
    kind: str
    subject: str
    answer: str
    answered: date | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A suggestion; `shown`: it may be published with its answer, without a name."""

    id: int
    day: date
    said: str
    reader: Waiter | None
    answer: str
    answered: date | None
    shown: bool


@dataclass(frozen=True, slots=True)
class AnnouncementRow:
    """`last` None: until it is ended."""

    id: int
    name: str
    body: str
    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether it is to be read on a day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def days(self) -> str:
        """3月1日 – 3月20日."""
        first = show_day(self.first, weekday=False, year=True)
        if self.last is None:
            return _("from {day}").format(day=first)
        return first if self.last == self.first else f"{first} – {show_day(self.last, weekday=False, year=True)}"


@dataclass(frozen=True, slots=True)
class BookListRow:
    """A list of books; `shown`: it is among the pages to publish."""

    id: int
    name: str
    theme: str
    grade_from: int | None
    grade_to: int | None
    intro: str
    made: date
    shown: bool
    titles: int

    def about(self) -> str:
        """Its grades and its theme."""
        return " · ".join(part for part in (show_grades(self.grade_from, self.grade_to), self.theme) if part)


@dataclass(frozen=True, slots=True)
class BookListLine:
    """A title on a list, with what the library has of it."""

    id: int
    title_id: int
    note: str
    card: BookCard


def show_grades(first: int | None, last: int | None) -> str:
    """三年级, 三年级 – 五年级; "" for any."""
    if first is None and last is None:
        return ""
    if first is None or last is None or first == last:
        only = show_grade(first or last or 1)
        if first == last:
            return only
        return _("from {grade} on").format(grade=only) if last is None else _("up to {grade}").format(grade=only)
    return f"{show_grade(first)} – {show_grade(last)}"
