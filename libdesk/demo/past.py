"""Two terms of lending, day by day, by the rules of the desk: who borrowed what, and what is still out.

A copy has one loan at a time, a reader no more than the rules allow, and nothing happens after yesterday.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.demo.stock import Copy
from libdesk.domain.calendar import Calendar
from libdesk.domain.charges import Suspending, suspension_for
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, grade_of
from libdesk.domain.duedates import LoanRule, RenewalRefused, due_date, renewed_due
from libdesk.domain.lending_kinds import kind_on, only_warned
from libdesk.domain.rule_templates import Template, rules_of
from libdesk.domain.rulebook import RuleBook
from libdesk.domain.settings import LibrarySettings

LOANS: Final = 6_300
TRIES: Final = 3  # who may not borrow now goes, and the next one comes
RULES: Final = RuleBook(rules_of(Template.PRIMARY))
ZONE: Final = ZoneInfo(LibrarySettings().zone)
NOON, AFTERNOON = time(12, 10), time(15, 50)  # when the desk opens, for forty minutes each


@dataclass(frozen=True, slots=True)
class Borrower:
    """A reader who borrows: since when, and what a loan keeps of the class."""

    id: int
    kind: str
    since: date
    entered: int | None = None
    class_no: int | None = None

    def lending_kind(self, day: date) -> str:
        """The kind that the rules know this reader by on a day: a pupil's by the grade."""
        ref = ClassRef(Stage.PRIMARY, self.entered, self.class_no) if self.entered and self.class_no else None
        return kind_on(self.kind, ref, day, SchoolSystem.SIX_THREE)

    def only_warned(self, day: date) -> bool:
        grade = grade_of(self.entered, Stage.PRIMARY, day, SchoolSystem.SIX_THREE) if self.entered else None
        return only_warned(self.kind, Stage.PRIMARY, grade, LibrarySettings().warned_grades)


@dataclass(slots=True)
class Loan:
    """A loan to be; `back` is None while it is out."""

    copy: Copy
    reader: Borrower
    lent: int
    lent_day: date
    due: date
    renewals: int = 0
    returned: int | None = None
    back: date | None = None
    outcome: str | None = None
    claimed: date | None = None
    in_house: bool = False


def instant(day: date, at: time, seconds: int = 0) -> int:
    """UTC milliseconds of a time of day in the library's zone."""
    return int(datetime.combine(day, at, ZONE).timestamp() + seconds) * 1000


def suspension_of(loan: Loan, calendar: Calendar) -> Suspending | None:
    """What a late return brought its reader by the rules, as at the desk; the lowest grades are only warned."""
    if loan.outcome != "returned" or loan.back is None or loan.in_house or loan.reader.only_warned(loan.back):
        return None
    rule = RULES.rule(loan.reader.lending_kind(loan.back), loan.copy.item_kind)
    return suspension_for(rule, loan.due, loan.back, calendar)


class Past:
    """Lends day by day; `loans` are in the order in which they were made."""

    def __init__(self, chance: Random, calendar: Calendar, days: Sequence[date], borrowers: Sequence[Borrower]) -> None:
        self.loans: list[Loan] = []
        self._chance = chance
        self._calendar = calendar
        self._days = days
        self._pupils = [reader for reader in borrowers if reader.kind == "pupil"]
        self._teachers = [reader for reader in borrowers if reader.kind == "teacher"]
        self._free_from: dict[int, date] = {}
        self._out: defaultdict[int, list[tuple[date, Copy]]] = defaultdict(list)  # (back on, what) of each reader
        self._barred: defaultdict[int, list[tuple[date, date]]] = defaultdict(list)  # suspended from, until

    def lend_all(self, copies: Sequence[Copy]) -> None:
        """Fill the days with loans; what is asked for more often is borrowed more often."""
        wanted = [copy for copy in copies if copy.item_kind in ("book", "periodical") for _ in range(copy.weight)]
        for place, day in enumerate(self._days):
            count = LOANS * (place + 1) // len(self._days) - LOANS * place // len(self._days)
            for nth in range(count):
                readers = self._teachers if self._chance.random() < 0.08 else self._pupils
                at = instant(day, NOON if nth % 2 else AFTERNOON, 2400 * nth // count)
                for _try in range(TRIES):
                    if self._lend(self._chance.choice(readers), self._chance.choice(wanted), day, at):
                        break

    def _lend(self, reader: Borrower, copy: Copy, day: date, at: int) -> bool:
        """Whether it was lent."""
        if self._free_from.get(copy.id, day) > day or reader.since > day:
            return False
        kind = reader.lending_kind(day)
        rule = RULES.rule(kind, copy.item_kind)
        if self._refused(reader, copy, kind, day):
            return False
        due = due_date(rule, day, self._calendar, spread=LibrarySettings().spread_days, seed=reader.id)
        loan = Loan(copy, reader, at, day, due)
        back = self._day_back(day, rule)
        while back > loan.due and self._chance.random() < 0.4 and self._renew(loan, rule):
            pass
        term = self._calendar.term_of(day)
        over = term is not None and term.last < self._days[-1]
        if over and term is not None and back > term.last:
            back = self._calendar.previous_open(term.last)  # everything comes back at the end of term
        if back <= self._days[-1]:
            loan.back, loan.outcome = back, "returned"
            loan.returned = instant(back, NOON, self._chance.randrange(2400))
            loan.returned = max(loan.returned, at + 60_000)
        self._free_from[copy.id] = date.max if loan.back is None else loan.back
        self._out[reader.id].append((loan.back or date.max, copy))
        self.loans.append(loan)
        if (suspended := suspension_of(loan, self._calendar)) is not None:
            self._barred[reader.id].append((suspended.first, suspended.until))
        return True

    def _refused(self, reader: Borrower, copy: Copy, kind: str, day: date) -> bool:
        """By the number of books out, of this kind of item and of all, by the same title, by a suspension."""
        out = self._out[reader.id] = [entry for entry in self._out[reader.id] if entry[0] > day]
        same = sum(one.item_kind == copy.item_kind for _back, one in out)
        limit = RULES.item_limit(kind, copy.item_kind)
        return (
            len(out) >= (RULES.total(kind).max_loans or 0)
            or (limit is not None and same >= limit)
            or any(one.title_id == copy.title_id for _back, one in out)
            or any(first <= day <= until for first, until in self._barred[reader.id])
        )

    def _day_back(self, day: date, rule: LoanRule) -> date:
        """Most come back well within time, some in the last days, a few weeks late."""
        share = self._chance.triangular(0.1, 1.15, 0.8)
        if self._chance.random() < 0.1:
            share += self._chance.uniform(0.8, 3)
        return self._calendar.add_days(day, max(1, round(rule.days * share)))

    def _renew(self, loan: Loan, rule: LoanRule) -> bool:
        """On the day it is due, if that has come and the rules allow it."""
        if loan.due > self._days[-1]:
            return False
        try:
            loan.due = renewed_due(rule, loan.due, loan.due, self._calendar, renewed=loan.renewals)
        except RenewalRefused:
            return False
        loan.renewals += 1
        return True
