"""Lending for the holidays: what goes home from a day on comes back when they are over, each class on a day of its own.

Between its first and last day every loan is due within the first weeks of the next term, whatever its rule says of days
and whenever this term ends. The open days there are shared out among the classes in their order, so that all pupils of
one class come on one day and no day gets more classes than another. A reader without a class has time until the last.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, grade_of
from libdesk.domain.errors import DeskError
from libdesk.domain.lending_kinds import plain_kind
from libdesk.domain.show import show_day
from libdesk.domain.value import Value
from libdesk.i18n import _

if TYPE_CHECKING:
    from libdesk.domain.calendar import Calendar

FORTNIGHT: Final = 13  # days from the first to the last
LONGEST: Final = 120  # days of lending, and days until the last return; more is a slip of the keyboard


class HolidayLending(Value):
    """Lent from `first` to `last`, due from `due_first` to `due_last`; `quotas` by lending kind, 0 lends nothing.

    `classes` are those that will be there again, in their order; `leaving` those that leave the school before.
    """

    name: str
    first: date
    last: date
    due_first: date
    due_last: date
    quotas: Mapping[str, int] = field(default_factory=dict)
    classes: tuple[ClassRef, ...] = ()
    leaving: frozenset[ClassRef] = frozenset()

    def quota(self, kind: str) -> int | None:
        """How many items in all; None: as many as the ordinary rule says."""
        return self.quotas.get(kind, self.quotas.get(plain_kind(kind)))

    def due_day(self, ref: ClassRef | None, calendar: "Calendar") -> date:
        """The day on which a class brings back what it took home; the last one for readers without a class."""
        days = self.due_days(calendar)
        if not days:  # closed since: the library opens again some day
            return calendar.next_open(self.due_last)
        if ref is None or not self.classes:
            return days[-1]
        place = min(bisect_left(self.classes, ref), len(self.classes) - 1)
        return days[place * len(days) // len(self.classes)]

    def due_days(self, calendar: "Calendar") -> list[date]:
        """The open days on which books come back."""
        span = (self.due_last - self.due_first).days + 1
        days = (self.due_first + timedelta(days=n) for n in range(span))
        return [day for day in days if calendar.is_open(day)]


def proposed(calendar: "Calendar", today: date) -> HolidayLending:
    """What a form begins with: the last two weeks of this term, and the first two of the next."""
    term = calendar.term_of(today) or next((term for term in sorted(calendar.terms) if term.first > today), None)
    last = term.last if term else today + timedelta(days=FORTNIGHT)
    following = min((term.first for term in calendar.terms if term.first > last), default=last + timedelta(days=30))
    first, until = last - timedelta(days=FORTNIGHT), following + timedelta(days=FORTNIGHT - 2)
    name = _("Summer holidays {year}") if 5 <= last.month <= 8 else _("Winter holidays {year}")
    return HolidayLending(name.format(year=following.year), first, last, following, until)


class HolidayFault(StrEnum):
    NAME = "name"
    ORDER = "order"
    DUE = "due"
    LONG = "long"
    CLOSED = "closed"
    OVERLAP = "overlap"


class BadHolidayLending(DeskError):
    """Days that do not fit; `other` names what they overlap with, `day` is the last day of lending."""

    fault: HolidayFault
    day: date
    other: str = ""

    def text(self) -> str:
        return {
            HolidayFault.NAME: _("Give the holidays a name, for instance “Winter holidays 2027”."),
            HolidayFault.ORDER: _("The last day comes before the first. Choose the days again."),
            HolidayFault.DUE: _("Books come back after the last day of lending: choose a day after {day}."),
            HolidayFault.LONG: _("These days lie too far apart. Choose the days again."),
            HolidayFault.CLOSED: _("The library is closed on all days of return. Choose days on which it is open."),
            HolidayFault.OVERLAP: _("“{other}” lends on some of these days already. Choose other days."),
        }[self.fault].format(day=show_day(self.day), other=self.other)


def check_holiday(new: HolidayLending, others: Iterable[HolidayLending], calendar: "Calendar") -> None:
    """Raise BadHolidayLending for days out of order, days of return that are all closed, or an overlap."""
    fault = None
    if not new.name:
        fault = HolidayFault.NAME
    elif new.last < new.first or new.due_last < new.due_first:
        fault = HolidayFault.ORDER
    elif new.due_first <= new.last:
        fault = HolidayFault.DUE
    elif (new.last - new.first).days > LONGEST or (new.due_last - new.last).days > LONGEST:
        fault = HolidayFault.LONG
    elif not new.due_days(calendar):
        fault = HolidayFault.CLOSED
    if fault is not None:
        raise BadHolidayLending(fault, new.last)
    check_apart(new, others)


def check_apart(new: HolidayLending, others: Iterable[HolidayLending]) -> None:
    """Raise BadHolidayLending where another plan lends on some of the same days."""
    for one in others:
        if one.first <= new.last and new.first <= one.last:
            raise BadHolidayLending(HolidayFault.OVERLAP, new.last, one.name)


def part_classes(
    classes: Iterable[ClassRef], due: date, system: SchoolSystem, stages: Sequence[str]
) -> tuple[tuple[ClassRef, ...], frozenset[ClassRef]]:
    """(those that will be at school on the day, in order; those that will have left).

    Who finishes a stage stays where the school has the next one too.
    """
    order = list(Stage)
    staying: list[ClassRef] = []
    leaving: list[ClassRef] = []
    for ref in sorted(classes):
        following = order[order.index(ref.stage) + 1 :][:1]
        goes_on = any(stage in stages for stage in following)
        at_school = grade_of(ref.entry_year, ref.stage, due, system) is not None
        (staying if at_school or goes_on else leaving).append(ref)
    return tuple(staying), frozenset(leaving)
