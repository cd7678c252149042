"""Terms as a school writes them down: each whole, none into another, none longer than a school year can hold.

A term belongs to the school year in which it begins. Last year's terms are this year's, on the same weekdays.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from libdesk.domain.calendar import YEAR, BadTerms, Term
from libdesk.domain.classes import school_year_of
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.show import show_day
from libdesk.i18n import _

LONGEST_TERM: Final = 245  # days: eight months; more is a slip of the keyboard
_SPRING: Final = range(2, 8)  # months in which a second term begins
_SUMMER: Final = (7, 8)  # who sets a library up in the holidays means the year that comes


class TermWithoutEnd(BadTerms):
    """The last day of the term `name` is not known."""

    def text(self) -> str:
        return _("The term {name} has no last day. Enter it: due dates stop there.").format(name=self.name)


class TermBackwards(BadTerms):
    """The last day comes before the first."""

    first: date
    last: date

    def text(self) -> str:
        return _("The term {name} would end on {last}, before it begins on {first}. Choose the days again.").format(
            name=self.name, first=show_day(self.first, year=True), last=show_day(self.last, year=True)
        )


class TermTooLong(BadTerms):
    """More than eight months, `days` in all."""

    days: int

    def text(self) -> str:
        return _("The term {name} would last {days} days. Eight months are the most; check the years.").format(
            name=self.name, days=self.days
        )


class TermsOverlap(BadTerms):
    """The term `name` begins on `first`, while the term `other` goes on until `last`."""

    other: str
    first: date
    last: date

    def text(self) -> str:
        text = _("The term {name} begins on {first}, but {other} goes on until {last}. Change one of them.")
        return text.format(
            name=self.name, other=self.other, first=show_day(self.first, year=True), last=show_day(self.last, year=True)
        )


class TermsAlike(BadTerms):
    """Two terms of one school year are called `name`."""

    def text(self) -> str:
        return _("Two terms of one school year are called {name}. Give one of them another name.").format(
            name=self.name
        )


def make_term(name: str, first: date, last: date | None) -> Term:
    """A term that can be, under its own name or the usual one. Raises a BadTerms."""
    name = name.strip() or default_name(first)
    if last is None:
        raise TermWithoutEnd(name)
    if last < first:
        raise TermBackwards(name, first, last)
    if (last - first).days >= LONGEST_TERM:
        raise TermTooLong(name, (last - first).days + 1)
    return Term(first, last, name)


def check_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms in order, each as `make_term` lets it be. Raises a BadTerms, TermsOverlap where two meet."""
    ordered = tuple(sorted(terms))
    names = set[tuple[int, str]]()
    for before, term in zip((None, *ordered), ordered, strict=False):
        make_term(term.name, term.first, term.last)
        if before is not None and term.first <= before.last:
            raise TermsOverlap(term.name, before.name, term.first, before.last)
        named = (school_year_of(term.first, first_month=8), term.name)
        if named in names:
            raise TermsAlike(term.name)
        names.add(named)
    return ordered


def term_of(terms: Sequence[TermRow], day: date) -> TermRow | None:
    """The term of a day, between two terms the one that comes, after the last the last; they may stand in any order.

    None where there is no term.
    """
    ordered = sorted(terms, key=lambda term: term.first)
    return next((term for term in ordered if day <= term.last), ordered[-1] if ordered else None)


def default_name(first: date) -> str:
    """What a school calls a term by the day on which it begins, where nobody typed a name."""
    year = school_year_of(first, first_month=8)
    text = _("{year}–{next}, second term") if first.month in _SPRING else _("{year}–{next}, first term")
    return text.format(year=year, next=year + 1)


def show_school_year(day: date) -> str:
    """The school year of a day: 2025—2026. A term that begins in the last days of August is the new year's."""
    year = school_year_of(day, first_month=8)
    return _("{year}–{next}").format(year=year, next=year + 1)


def told_apart(term: Term | TermRow, terms: Sequence[Term | TermRow]) -> str:
    """The name of a term for lists and headings; where terms of several years are called the same, with its year."""
    if sum(other.name == term.name for other in terms) < 2 or not term.name:
        return term.name
    return _("{name}, school year {year}").format(name=term.name, year=show_school_year(term.first))


def usual_terms(today: date) -> tuple[Term, Term]:
    """The two terms that a new library is offered, on the usual days; in July and August those of the coming year."""
    year = today.year if today.month in _SUMMER else school_year_of(today)
    spans = ((date(year, 9, 1), date(year + 1, 1, 23)), (date(year + 1, 2, 25), date(year + 1, 7, 5)))
    autumn, spring = (make_term("", first, last) for first, last in spans)
    return autumn, spring


def next_year_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms of the newest school year again, 52 weeks later, with their names a year on; in order.

    What would overlap a term that stands already is left out.
    """
    last_year = newest_year(terms)
    # A term that begins on the first of August would lie in its own school year again.
    same = any(_year(term.first + YEAR) == _year(term.first) for term in last_year)
    on = YEAR + timedelta(weeks=same)
    shifted = (Term(term.first + on, term.last + on, _name_on(term)) for term in last_year)
    return tuple(term for term in shifted if term.first > last_year[-1].last)


def newest_year(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms of the newest school year, in order."""
    ordered = sorted(terms)
    newest = _year(ordered[-1].first) if ordered else 0
    return tuple(term for term in ordered if _year(term.first) == newest)


def _year(day: date) -> int:
    return school_year_of(day, first_month=8)


def _name_on(term: Term) -> str:
    """The name with each year in it one later; a name without years is kept."""
    year = _year(term.first)
    parts = {str(year): str(year + 1), str(year + 1): str(year + 2)}
    name, done = term.name, ""
    while name:
        head = parts.get(name[:4])
        done, name = (done + head, name[4:]) if head else (done + name[0], name[1:])
    return done
