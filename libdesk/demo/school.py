"""The whole sample school in memory, made from a seed and a day: the same two give the same school."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from libdesk.demo.aids import add_boxes
from libdesk.demo.binding import LastYear, bind_last_year
from libdesk.demo.past import AFTERNOON, NOON, Borrower, Loan, Past, instant
from libdesk.demo.people import Person, people
from libdesk.demo.present import Present
from libdesk.demo.stock import Copy, Stock, make_stock
from libdesk.demo.terms import desk_days, sample_calendar
from libdesk.domain.calendar import Calendar
from libdesk.domain.classes import school_year_of

HELPERS: Final = 8
QUEUED: Final = "爷爷讲的渔村故事"  # lent before it was catalogued


@dataclass(frozen=True, slots=True)
class School:
    """Everything the file is written from. Readers and copies are numbered from 1 in their order."""

    today: date
    calendar: Calendar
    people: list[Person]
    stock: Stock
    present: Present
    helpers: list[int]  # readers appointed this term
    former_helpers: list[int]
    shifts: list[tuple[int, int, int]]  # reader, started, ended
    last_year: LastYear  # of the periodicals


def make_school(seed: int, today: date) -> School:
    chance = Random(f"{seed} {today.isoformat()}")
    calendar = sample_calendar(today)
    everyone = people(chance, school_year_of(today))
    stock = make_stock(chance, today)
    borrowers = [_borrower(number, person) for number, person in enumerate(everyone, start=1)]
    days = desk_days(calendar, today)
    past = Past(chance, calendar, days, borrowers)
    past.lend_all(stock.copies)
    past.loans.append(_queued_loan(stock, borrowers[-1], calendar, days[-1]))
    present = Present(chance, calendar, today, past.loans)
    present.settle(stock, borrowers)
    last_year = bind_last_year(stock, today)
    add_boxes(stock, today)
    upper = [number for number, person in enumerate(everyone, start=1) if _may_help(person, today)]
    chosen = chance.sample(upper, 2 * HELPERS)
    helpers, former = chosen[:HELPERS], chosen[HELPERS:]
    shifts = _shifts(days, calendar.terms[2].first, helpers, former)
    return School(today, calendar, everyone, stock, present, helpers, former, shifts, last_year)


def _borrower(number: int, person: Person) -> Borrower:
    since = date(person.entered, 9, 1) if person.entered else date(2015, 9, 1)
    return Borrower(number, person.kind, since, person.entered, person.class_no)


def _may_help(person: Person, today: date) -> bool:
    """Pupils of the fourth and fifth grade, who stay at school next year."""
    return person.kind == "pupil" and person.entered in (school_year_of(today) - 3, school_year_of(today) - 4)


def _queued_loan(stock: Stock, reader: Borrower, calendar: Calendar, day: date) -> Loan:
    """A book that came without a record: a title and a barcode were typed, the rest waits for cataloguing."""
    title_id = len(stock.titles) + 1
    stock.titles.append((title_id, "book", QUEUED, None, None, None, None, None, None, None, None, day))
    copy = Copy(len(stock.copies) + 1, title_id, None, "book", 1, None, None, "purchase", day, 1)
    stock.copies.append(copy)
    return Loan(copy, reader, instant(day, AFTERNOON, 1800), day, calendar.next_open(day + timedelta(days=14)))


def _shifts(days: Sequence[date], term: date, helpers: list[int], former: list[int]) -> list[tuple[int, int, int]]:
    """One shift a day at noon, by turns; this term's helpers since it began, those before them in the term before."""
    return [
        ((helpers if day >= term else former)[place % HELPERS], instant(day, NOON), instant(day, NOON, 2400))
        for place, day in enumerate(days)
    ]
