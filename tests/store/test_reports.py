"""Figures: a loan counts for the class of its day, every class has its line, and overdue is true at the moment."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.repairs.steps import take_step
from libdesk.actions.returning import give_back, report_damage
from libdesk.actions.serials.room_use import count_reading, set_reading
from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.repairs import CaseState
from libdesk.domain.report_spans import Span
from libdesk.domain.rows.reports import periods
from libdesk.domain.show import show_reader_kind
from libdesk.store.queries import reports
from libdesk.store.tables import Enrolment
from tests.builders import TODAY, Clock, add_book, add_reader, as_librarian, make_desk, make_library

SIX = SchoolSystem.SIX_THREE


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=clock)
    yield made
    made.library.close()


def lent(desk: Desk, reader_id: int, title: str, *, in_house: bool = False) -> int:
    book = add_book(desk, title)
    lend(desk, copy_id=book.copy_id, reader_id=reader_id, in_house=in_house)
    return book.copy_id


def groups(desk: Desk) -> dict[str, tuple[int, int, int]]:
    rows = reports.loans_by_group(desk.library, TODAY, desk.today)
    return {row.group(desk.today, SIX): (row.loans, row.borrowers, row.readers) for row in rows}


def test_every_class_has_its_line_also_one_that_borrowed_nothing(desk: Desk) -> None:
    first = add_reader(desk, "张三", class_no=10)
    add_reader(desk, "李四", class_no=10)
    add_reader(desk, "王五", class_no=7)
    teacher = add_reader(desk, "赵老师", kind="teacher")
    lent(desk, first.id, "草房子")
    lent(desk, first.id, "昆虫记")
    lent(desk, teacher.id, "教育学")
    assert list(groups(desk).items()) == [
        ("四(7)班", (0, 0, 1)),
        ("四(10)班", (2, 1, 2)),
        (show_reader_kind("teacher"), (1, 1, 1)),
    ]


def test_the_account_of_a_class_has_a_line_only_once_it_has_loans(desk: Desk) -> None:
    add_reader(desk, "张三", class_no=7)
    account = add_reader(desk, "四(7)班", kind="class", class_no=7)
    assert list(groups(desk)) == ["四(7)班"]
    lent(desk, account.id, "草房子")
    assert groups(desk) == {"四(7)班": (0, 0, 1), f"四(7)班 {show_reader_kind('class')}": (1, 0, 0)}


def test_a_pupil_who_moves_does_not_take_the_loans_along(desk: Desk) -> None:
    reader = add_reader(desk, "张三", class_no=1)
    lent(desk, reader.id, "草房子")
    with desk.action(Op.IMPORT_READERS) as act:
        row = act.connection.execute("SELECT id FROM enrolment WHERE reader_id = ?", (reader.id,)).fetchone()
        act.change(Enrolment, row[0], class_no=2)
    assert groups(desk) == {"四(1)班": (1, 1, 0), "四(2)班": (0, 0, 1)}
    first = reports.loans_by_group(desk.library, TODAY, TODAY)[0]
    assert first.each is None


def test_a_period_counts_its_days_only(desk: Desk, clock: Clock) -> None:
    reader = add_reader(desk, "张三")
    copy_id = lent(desk, reader.id, "草房子")
    clock.advance(days=1)
    give_back(desk, copy_id=copy_id)
    lent(desk, reader.id, "昆虫记", in_house=True)
    day_one = reports.figures(desk.library, TODAY, TODAY)
    day_two = reports.figures(desk.library, desk.today, desk.today)
    assert (day_one.loans, day_one.returns, day_one.readers, day_one.in_house) == (1, 0, 1, 0)
    assert (day_two.loans, day_two.returns, day_two.readers, day_two.in_house) == (0, 1, 0, 1)


def test_overdue_is_true_at_the_moment(desk: Desk, clock: Clock) -> None:
    reader, other = add_reader(desk, "张三", class_no=2), add_reader(desk, "李四", class_no=1)
    copy_id = lent(desk, reader.id, "草房子")
    lent(desk, other.id, "昆虫记")
    lent(desk, other.id, "城南旧事")
    assert reports.overdue_by_group(desk.library, desk.today) == []
    clock.advance(days=15)
    found = reports.overdue_by_group(desk.library, desk.today)
    assert [(row.group(desk.today, SIX), row.copies, row.readers) for row in found] == [
        ("四(1)班", 2, 1),
        ("四(2)班", 1, 1),
    ]
    names = [(row.reader, row.title) for row in reports.overdue_loans(desk.library, desk.today)]
    assert names == [("李四", "昆虫记"), ("李四", "城南旧事"), ("张三", "草房子")]
    give_back(desk, copy_id=copy_id)
    assert len(reports.overdue_by_group(desk.library, desk.today)) == 1
    standing = reports.standing(desk.library, desk.today)
    assert (standing.copies, standing.readers, standing.out, standing.overdue) == (3, 2, 2, 2)


def test_reading_in_the_room_and_what_was_mended_stand_in_their_month(desk: Desk, clock: Clock) -> None:
    librarian = as_librarian(desk)
    copy_id = add_book(desk, "草房子").copy_id
    set_reading(librarian, None, 12, date(2026, 2, 20))
    count_reading(librarian, None)
    case = report_damage(librarian, copy_id=copy_id, degree="slight").damage_id
    clock.advance(days=30)
    take_step(librarian, [case], CaseState.SHELVED)
    rows = reports.loans_by_span(desk.library, [
        Span(date(2026, month, 1), date(2026, month, 28), "month") for month in (2, 3, 4)
    ])  # fmt: skip
    assert [(row.span.name, row.read, row.repaired) for row in rows] == [
        ("2026年2月", 12, 0), ("2026年3月", 1, 0), ("2026年4月", 0, 1),
    ]  # fmt: skip


def test_the_term_of_today_is_the_first_choice(desk: Desk) -> None:
    terms = (
        Term(date(2025, 9, 1), date(2026, 1, 20), "秋季学期"),
        Term(date(2026, 3, 1), date(2026, 7, 10), "春季学期"),
    )
    names = [period.name for period in periods(TODAY, Calendar(terms=terms))]
    assert names[0] == "春季学期"
    assert names[-1] == "秋季学期"
    assert len(periods(TODAY, Calendar())) == 4


def test_the_school_year_that_has_ended_can_still_be_reported_on() -> None:
    terms = (Term(date(2025, 9, 1), date(2026, 1, 20)), Term(date(2026, 3, 1), date(2026, 7, 10)))
    period = periods(date(2026, 9, 1), Calendar(terms=terms))[-1]
    assert (period.name, period.first, period.last) == ("上学年", date(2025, 9, 1), date(2026, 8, 31))


def test_every_period_begins_before_it_ends(desk: Desk) -> None:
    for day in (date(2026, 9, 1), date(2026, 8, 31), date(2026, 1, 1)):
        assert all(period.first <= period.last for period in periods(day, Calendar()))


def test_the_account_of_a_class_has_a_line_and_a_name_of_its_own(desk: Desk) -> None:
    add_reader(desk, "张三", class_no=1)
    account = add_reader(desk, "四(1)班", kind="class", class_no=1)
    lent(desk, account.id, "草房子")
    assert groups(desk) == {"四(1)班": (0, 0, 1), f"四(1)班 {show_reader_kind('class')}": (1, 0, 0)}
