"""The library's calendar: terms, holidays, single days. Loans that would be due on a closed day move on with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.calendar import DayException, Term, check_terms, holiday_exceptions
from libdesk.domain.duedates import moved_due
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.paths import resource
from libdesk.store import tables
from libdesk.store.queries import calendar as queries
from libdesk.store.queries import settings as settings_queries
from libdesk.store.tables import CalendarDay, Loan

LONGEST_CLOSURE = 120  # days; more is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class CalendarReceipt:
    """`days` were written; so many open loans `moved` to a later day."""

    journal_id: int
    days: int
    moved: int


class NoHolidays(DeskError):
    year: int

    def text(self) -> str:
        return _("libdesk brings no holidays for {year}. Add the closed days by hand.").format(year=self.year)


class BadDays(DeskError):
    def text(self) -> str:
        return _("The last day comes before the first, or lies too far away. Choose the days again.")


def set_term(desk: Desk, *, name: str, first: date, last: date, term_id: int | None = None) -> int:
    """Add a term, or change the one given; gives the journal entry. Raises BadTerms where terms overlap."""
    with desk.action(Op.EDIT_CALENDAR) as act:
        others = [Term(row.first, row.last, row.name) for row in queries.terms(desk.library) if row.id != term_id]
        check_terms([*others, Term(first, last, name)])
        values = {"name": name.strip(), "first_day": first.isoformat(), "last_day": last.isoformat()}
        if term_id is None:
            act.add(tables.Term, **values)
        else:
            act.change(tables.Term, term_id, **values)
        act.note(did="term")
    return act.journal_id


def remove_term(desk: Desk, *, term_id: int) -> int:
    """Take a term out; gives the journal entry."""
    with desk.action(Op.EDIT_CALENDAR) as act:
        act.remove(tables.Term, term_id)
        act.note(did="term")
    return act.journal_id


def set_days(desk: Desk, first: date, last: date, *, open: bool, name: str = "") -> CalendarReceipt:
    """Every day from first to last, both included. Raises BadDays."""
    count = (last - first).days + 1
    if not 1 <= count <= LONGEST_CLOSURE:
        raise BadDays()
    days = {first + timedelta(days=n): DayException(open, name.strip()) for n in range(count)}
    with desk.action(Op.EDIT_CALENDAR) as act:
        written = _write_days(act, desk, days, over=True)
        moved = move_dues(act, desk)
        act.note(days=written, moved=moved)
    return CalendarReceipt(act.journal_id, written, moved)


def remove_day(desk: Desk, day: date) -> int:
    """The day follows its weekday again; gives the journal entry, or 0 where it did already."""
    known = queries.days(desk.library, day, day)
    if not known:
        return 0
    with desk.action(Op.EDIT_CALENDAR) as act:
        act.remove(CalendarDay, known[0].id)
        act.note(days=1, moved=move_dues(act, desk))
    return act.journal_id


def holiday_years() -> list[int]:
    """The years whose public holidays come with the program."""
    return sorted(int(path.stem) for path in resource("holidays").glob("[0-9]*.json"))


def load_holidays(desk: Desk, year: int) -> CalendarReceipt:
    """The State Council's holidays and make-up days of a year; days that the school has set itself stay.

    Raises NoHolidays.
    """
    path = resource("holidays", f"{year}.json")
    if not path.is_file():
        raise NoHolidays(year)
    days = holiday_exceptions(json.loads(path.read_text("utf-8")))
    with desk.action(Op.EDIT_CALENDAR) as act:
        written = _write_days(act, desk, days, over=False)
        moved = move_dues(act, desk)
        act.note(year=year, days=written, moved=moved)
    return CalendarReceipt(act.journal_id, written, moved)


def _write_days(act: Action, desk: Desk, days: Mapping[date, DayException], *, over: bool) -> int:
    known = {row.day: row.id for row in queries.days(desk.library)}
    written = 0
    for day, exception in days.items():
        row_id = known.get(day)
        if row_id is None:
            act.add(CalendarDay, day=day.isoformat(), open=int(exception.open), name=exception.name)
        elif over:
            act.change(CalendarDay, row_id, open=int(exception.open), name=exception.name)
        else:
            continue
        written += 1
    return written


def move_dues(act: Action, desk: Desk) -> int:
    """Move open loans off days that are closed as the library now stands; how many moved. For open actions."""
    settings = settings_queries.library_settings(desk.library)
    calendar = settings_queries.calendar(desk.library, settings)
    today = desk.today
    moved = 0
    for loan_id, due, expires in queries.open_dues(desk.library, today):
        new = moved_due(due, today, calendar, card_expires=expires, cap_to_term=settings.cap_to_term)
        if new != due:
            act.change(Loan, loan_id, due=new.isoformat())
            moved += 1
    return moved
