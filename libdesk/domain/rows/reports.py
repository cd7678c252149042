"""Figures of a period and of this moment, as a report shows and exports them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from libdesk.domain.calendar import Calendar, Term, month_end
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, school_year_of, show_class
from libdesk.domain.reader_form import ACCOUNTS
from libdesk.domain.show import show_day, show_month, show_reader_kind
from libdesk.domain.terms import told_apart
from libdesk.i18n import _

BEGINNING: Final = date(1900, 1, 1)  # of the period since the beginning


@dataclass(frozen=True, slots=True)
class Period:
    """Days that a report counts, both included; `term` where they are those of a term, or its days until now."""

    name: str
    first: date
    last: date
    whole: bool = False  # the name says its days already: a month, a year
    term: Term | None = None

    @property
    def told(self) -> str:
        """Its days, or its name where that says them already."""
        return self.name if self.whole else self.days()

    def begun(self, day: date | None) -> "Period":
        """The period since the beginning from the first day of which there is anything; any other as it is."""
        if self.first != BEGINNING:
            return self
        return replace(self, first=min(day or self.last, self.last))

    def days(self) -> str:
        """3月1日 – 7月10日."""
        if self.first == self.last:
            return show_day(self.first)
        return f"{show_day(self.first, weekday=False)} – {show_day(self.last, weekday=False)}"

    def dated(self) -> str:
        """2026年3月1日 – 2026年7月10日: its days as paper and files tell them."""
        first, last = (show_day(day, weekday=False, year=True) for day in (self.first, self.last))
        return first if first == last else f"{first} – {last}"


def periods(today: date, calendar: Calendar) -> tuple[Period, ...]:
    """What can be reported on, the likeliest first: this term where the calendar has one, else the school year."""
    year = school_year_of(today)
    found = [
        Period(_("This school year"), date(year, 9, 1), min(today, date(year + 1, 8, 31))),
        Period(_("This month"), today.replace(day=1), today),
        Period(_("The last seven days"), today - timedelta(days=6), today),
        Period(_("Today"), today, today),
    ]
    terms = sorted((term for term in calendar.terms if term.first <= today), reverse=True)
    found[:0] = [_of_term(term, today, calendar, _("This term")) for term in terms[:1] if today <= term.last]
    found += [_of_term(term, today, calendar, _("The term before")) for term in terms if term.last < today][:1]
    begin = date(year, 9, 1)
    if any(term.first < begin for term in terms):
        found.append(Period(_("The school year before"), date(year - 1, 9, 1), begin - timedelta(days=1)))
    return tuple(found)


def _of_term(term: Term, today: date, calendar: Calendar, unnamed: str = "") -> Period:
    """A term until now; two of one name are told apart."""
    return Period(told_apart(term, calendar.terms) or unnamed, term.first, min(today, term.last), term=term)


YEARS_BACK: Final = 6
MONTHS_BACK: Final = 24


def all_periods(today: date, calendar: Calendar, *, years: bool = False) -> tuple[Period, ...]:
    """Those of `periods`, then earlier terms, years and months, and everything; with `years` none but years."""
    year = school_year_of(today)
    school = [
        Period(
            _("School year {year}–{next}").format(year=one, next=one + 1), date(one, 9, 1),
            min(today, date(one + 1, 8, 31)), whole=True,
        )
        for one in range(year, year - YEARS_BACK, -1)
    ]  # fmt: skip
    civil = [
        Period(_("Year {year}").format(year=one), date(one, 1, 1), min(today, date(one, 12, 31)), whole=True)
        for one in range(today.year, today.year - YEARS_BACK, -1)
    ]
    if years:
        return (*school, *civil)
    near = periods(today, calendar)
    offered = {period.term for period in near}
    terms = [
        _of_term(term, today, calendar)
        for term in sorted(calendar.terms, reverse=True)
        if term.first <= today and term.name and term not in offered
    ]
    months = []
    first = today.replace(day=1)
    for _n in range(MONTHS_BACK):
        first = (first - timedelta(days=1)).replace(day=1)
        last = month_end(first)
        months.append(Period(show_month(first), first, last, whole=True))
    ever = Period(_("Since the beginning"), BEGINNING, today, whole=True)
    return (*near, *terms, *school[1:], *civil, *months, ever)


def months_between(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and the last day of each month, cut at both ends."""
    while first <= last:
        end = month_end(first)
        yield first, min(end, last)
        first = end + timedelta(days=1)


def told_periods(today: date, calendar: Calendar) -> tuple[Period, ...]:
    """What is reported on to the school's leaders: terms, months and school years."""
    found = all_periods(today, calendar)
    short = {_("The last seven days"), _("Today"), _("Since the beginning")}
    return tuple(period for period in found if period.name not in short)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was done in a period: loans begun, copies returned, different persons who borrowed, uses in house."""

    loans: int
    returns: int
    readers: int
    in_house: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How the library stands at this moment."""

    copies: int
    readers: int
    out: int
    overdue: int
    overdue_readers: int


@dataclass(frozen=True, slots=True)
class OfGroup:
    """What belongs to a class, or to a kind of reader that stands in no class."""

    kind: str
    stage: str | None
    entry_year: int | None
    class_no: int | None

    @property
    def class_ref(self) -> ClassRef | None:
        if self.stage is None or self.entry_year is None or self.class_no is None:
            return None
        return ClassRef(Stage(self.stage), self.entry_year, self.class_no)

    @property
    def group_key(self) -> tuple[bool, tuple[int, int, int], str]:
        """By class, 7 before 10; the kinds of reader without classes last."""
        ref = self.class_ref
        return (ref is None, ref.sort_key if ref else (0, 0, 0), self.kind)

    def group(self, today: date, system: SchoolSystem) -> str:
        """五(3)班 for its pupils, 五(3)班 班级 for the account of the class, or the kind of reader."""
        ref = self.class_ref
        if ref is None:
            return show_reader_kind(self.kind)
        name = show_class(ref, today, system)
        return name if self.kind == "pupil" else f"{name} {show_reader_kind(self.kind)}"


@dataclass(frozen=True, slots=True)
class GroupLoans(OfGroup):
    """Loans of a group in a period: so many `readers` were in it, so many of it (`borrowers`) borrowed.

    An account has neither.
    """

    loans: int
    borrowers: int
    readers: int

    @property
    def of_persons(self) -> bool:
        return self.kind not in ACCOUNTS

    @property
    def each(self) -> float | None:
        """Loans ÷ readers; None where nobody is in the group any more."""
        return self.loans / self.readers if self.readers else None


@dataclass(frozen=True, slots=True)
class GroupOverdue(OfGroup):
    """What a group has overdue at this moment; `oldest` is the earliest due day."""

    copies: int
    readers: int
    oldest: date


@dataclass(frozen=True, slots=True)
class OverdueLoan(OfGroup):
    """One copy that is overdue and who has it: for those who may find readers."""

    loan_id: int
    reader: str
    sort_name: str
    title: str
    barcode: str
    due: date
    reader_id: int = 0

    @property
    def list_key(self) -> tuple[tuple[bool, tuple[int, int, int], str], str, date]:
        """By class, then by pinyin, then what is due longest."""
        return (self.group_key, self.sort_name, self.due)
