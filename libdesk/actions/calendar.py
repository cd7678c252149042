"""The library's calendar: terms, holidays, single days, the week. What an edit would move is shown before it is done.

`preview` writes nothing; `carry_out` does the edit and, where the person agreed, re-dates the loans it touches, all of
it one undoable entry.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from libdesk.actions.desk import Desk
from libdesk.actions.helpers import appointing
from libdesk.actions.journal import Action
from libdesk.actions.planning import following
from libdesk.actions.planning.errors import PlanOfTerm
from libdesk.actions.setting_rows import write_setting
from libdesk.domain import yearplan
from libdesk.domain.calendar import DayException, Term, holiday_exceptions
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.redating import DueMove, redated
from libdesk.domain.settings import written
from libdesk.domain.yearplan import Edit, YearPlan
from libdesk.exchange.holidays import HolidayFile, read_holidays
from libdesk.i18n import _
from libdesk.paths import resource
from libdesk.store import tables
from libdesk.store.queries import calendar as queries
from libdesk.store.queries import plan as plan_queries
from libdesk.store.tables import CalendarDay, Loan

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class CalendarReceipt:
    """`days` were written; so many open loans `moved` to another day. Entry 0: it stood like that already.

    `tasks`: so many open tasks of plans no longer lie in their term; `followed`: so many went with it, and so did
    `helpers` appointments of student librarians.
    """

    journal_id: int
    days: int
    moved: int
    tasks: int = 0
    followed: int = 0
    helpers: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """An edit, whether it changes anything, and the open loans that it would move."""

    edit: Edit
    changes: bool
    moves: tuple[DueMove, ...]


class NoHolidays(DeskError):
    year: int

    def text(self) -> str:
        return _("libdesk brings no holidays for {year}. Add the closed days by hand.").format(year=self.year)


def preview(desk: Desk, edit: Edit) -> Preview:
    """What this edit would do, with nothing written. Raises what the edit raises, and NeverOpen."""
    desk.require(Op.EDIT_CALENDAR)
    before, after = _before_and_after(desk, edit)
    return Preview(edit, after != before, tuple(_moves(desk, before, after)))


def carry_out(desk: Desk, edit: Edit, *, move: bool = False) -> CalendarReceipt:
    """Do the edit; with `move` the open loans that it touches are due on their new days, in the same entry.

    Raises what the edit raises, NeverOpen, and ClockBehind where loans would move by a clock that is doubted.
    """
    desk.require(Op.EDIT_CALENDAR)
    before, after = _before_and_after(desk, edit)
    if after == before:
        return CalendarReceipt(0, 0, 0)
    if move:
        desk.watch.require()
    lay = following.places(desk, before)
    with desk.action(Op.EDIT_CALENDAR) as act:
        moves = _moves(desk, before, after) if move else []
        for loan in moves:
            act.change(Loan, loan.loan_id, due=loan.new.isoformat())
        days = _write_days(act, desk, before.days, after.days)
        terms = _write_terms(act, before.terms, after.terms)
        if after.closed_weekdays != before.closed_weekdays:
            write_setting(act, "closed_weekdays", written(tuple(sorted(after.closed_weekdays))))
        if after.closed_between_terms != before.closed_between_terms:
            write_setting(act, "closed_between_terms", written(after.closed_between_terms))
        followed = following.follow_terms(act, desk, before, after)
        helpers = appointing.follow_terms(act, desk, before, after)
        act.note(days=days, terms=terms, moved=len(moves), **_what_changed(before, after))
    tasks = following.strayed(lay, following.places(desk, after))
    return CalendarReceipt(act.journal_id, days, len(moves), tasks, followed, helpers)


def set_term(desk: Desk, *, name: str, first: date, last: date, term_id: int | None = None) -> int:
    """Add a term, or change the one given; gives the journal entry. Raises a BadTerms; no loan moves."""
    return carry_out(desk, yearplan.set_term(name, first, last, term_id=term_id)).journal_id


def remove_term(desk: Desk, *, term_id: int) -> int:
    """Take a term out; gives the journal entry."""
    return carry_out(desk, yearplan.remove_term(term_id)).journal_id


def set_days(desk: Desk, first: date, last: date, *, open: bool, name: str = "", move: bool = False) -> CalendarReceipt:
    """Every day from first to last, both included. Raises BadDays."""
    return carry_out(desk, yearplan.set_days(first, last, open=open, name=name), move=move)


def holiday_years() -> list[int]:
    """The years whose public holidays come with the program."""
    return sorted(int(path.stem) for path in resource("holidays").glob("[0-9]*.json"))


def holidays_of(year: int) -> Edit:
    """The State Council's holidays and make-up days of a year that the program brings. Raises NoHolidays."""
    return yearplan.add_holidays(_announced(year))


def next_year(today: date) -> Edit:
    """The newest school year's terms and own closures for the year after it, with the holidays that are known."""
    return yearplan.copy_year(_all_announced(), today)


def came(before: YearPlan, after: YearPlan) -> yearplan.Came:
    """What copying a year has brought."""
    return yearplan.came(before, after, _all_announced())


def holidays_in(path: Path) -> tuple[HolidayFile, Edit]:
    """A later year's list from a file. Raises a FileError."""
    read = read_holidays(path)
    return read, yearplan.add_holidays(read.days)


def load_holidays(desk: Desk, year: int, *, move: bool = False) -> CalendarReceipt:
    """The holidays of a year; days that the school has set itself stay. Raises NoHolidays."""
    return carry_out(desk, holidays_of(year), move=move)


def unload_holidays(desk: Desk, year: int) -> CalendarReceipt:
    """Take the holidays of a year out again, but for days that the school has edited. Raises NoHolidays."""
    return carry_out(desk, yearplan.remove_holidays(_announced(year)))


def _all_announced() -> dict[date, DayException]:
    known: dict[date, DayException] = {}
    for year in holiday_years():
        known.update(_announced(year))
    return known


def _announced(year: int) -> dict[date, DayException]:
    path = resource("holidays", f"{year}.json")
    if not path.is_file():
        raise NoHolidays(year)
    return dict(holiday_exceptions(json.loads(path.read_text("utf-8"))))


def _before_and_after(desk: Desk, edit: Edit) -> tuple[YearPlan, YearPlan]:
    """Raises PlanOfTerm where the edit takes a term out of which more would be lost than its days."""
    before = queries.year_plan(desk.library, desk.settings)
    after = edit(before)
    for term_id in before.terms.keys() - after.terms.keys():
        if what := plan_queries.held_by(desk.library, term_id):
            raise PlanOfTerm(before.terms[term_id].name, _(what))
    return before, after


def _moves(desk: Desk, before: YearPlan, after: YearPlan) -> list[DueMove]:
    settings, today = desk.settings, desk.today
    return redated(
        queries.open_dues(desk.library, today), today, before.calendar, after.calendar,
        cap_to_term=settings.cap_to_term, spread=settings.spread_days,
    )  # fmt: skip


def _write_days(act: Action, desk: Desk, old: Mapping[date, DayException], new: Mapping[date, DayException]) -> int:
    ids = {row.day: row.id for row in queries.days(desk.library)}
    gone, changed = _differences(old, new)
    for day in gone:
        act.remove(CalendarDay, ids[day])
    for day in changed:
        values: dict[str, Any] = {"open": int(new[day].open), "name": new[day].name}
        if day in ids:
            act.change(CalendarDay, ids[day], **values)
        else:
            act.add(CalendarDay, day=day.isoformat(), **values)
    return len(gone) + len(changed)


def _write_terms(act: Action, old: Mapping[int, Term], new: Mapping[int, Term]) -> int:
    gone, changed = _differences(old, new)
    for term_id in gone:
        act.remove(tables.Term, term_id)
    for term_id in changed:
        term = new[term_id]
        values = {"name": term.name, "first_day": term.first.isoformat(), "last_day": term.last.isoformat()}
        if term_id in old:
            act.change(tables.Term, term_id, **values)
        else:
            act.add(tables.Term, **values)
    return len(gone) + len(changed)


def _what_changed(before: YearPlan, after: YearPlan) -> dict[str, Any]:
    """For the journal: from which day to which, a term's days before and after, what is closed now."""
    found: dict[str, Any] = {}
    gone, changed = _differences(before.days, after.days)
    for key, days in (("first_was", gone), ("first_now", changed)):
        if days:
            found[key] = [min(days).isoformat(), max(days).isoformat()]
    opened = {after.days[day].open for day in changed}
    if len(opened) == 1:
        found["open"] = int(opened.pop())
    ended, begun = _differences(before.terms, after.terms)
    for key, terms in (
        ("term_was", [before.terms[n] for n in (*ended, *begun) if n in before.terms]),
        ("term_now", [after.terms[n] for n in begun]),
    ):
        if terms:
            found[key] = [terms[0].first.isoformat(), terms[0].last.isoformat()]
    names = [
        name for name in ("closed_weekdays", "closed_between_terms") if getattr(before, name) != getattr(after, name)
    ]
    if names:
        found["keys"] = names
        for key, plan in (("was", before), ("now", after)):
            values = {name: getattr(plan, name) for name in names}
            found[key] = {name: sorted(v) if isinstance(v, frozenset) else v for name, v in values.items()}
    return found


def _differences(old: Mapping[K, object], new: Mapping[K, object]) -> tuple[list[K], list[K]]:
    """(what is no longer there, what is new or another) in their order."""
    return [key for key in old if key not in new], [key for key in new if old.get(key) != new[key]]
