"""The calendar: an edit is shown with all that it moves, then done as one entry; loans move only on agreement."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions import calendar
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.settings import change_settings
from libdesk.actions.undo import undo
from libdesk.domain import yearplan
from libdesk.domain.calendar import BadTerms, DayException
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.rows.calendar import DayRange, day_ranges
from libdesk.domain.terms import TermsOverlap
from libdesk.domain.yearplan import BadDays, NoOpenWeekday, NoTermsToCopy
from libdesk.exchange.errors import FileGone
from libdesk.exchange.holidays import NotHolidays
from libdesk.store.queries import calendar as queries
from tests.builders import add_book, add_reader, add_term, count, make_desk, make_library, set_setting

D = date.fromisoformat
DUE = D("2026-03-23")  # two weeks after the builders' Monday
CLOSURE = yearplan.set_days(DUE, D("2026-03-24"), open=False, name="运动会")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path))
    yield made
    made.library.close()


def lent(desk: Desk, reader: str = "张三", title: str = "草房子") -> int:
    return lend(desk, copy_id=add_book(desk, title).copy_id, reader_id=add_reader(desk, reader).id).loan_id


def due_of(desk: Desk, loan_id: int) -> date:
    row = desk.library.connection.execute("SELECT due FROM loan WHERE id = ?", (loan_id,)).fetchone()
    return D(row[0])


def test_a_closure_is_shown_with_the_loans_it_moves_and_nothing_is_written(desk: Desk) -> None:
    loan = lent(desk)
    entries = count(desk, "SELECT count(*) FROM journal")
    shown = calendar.preview(desk, CLOSURE)
    assert [(move.loan_id, move.old, move.new) for move in shown.moves] == [(loan, DUE, D("2026-03-25"))]
    row = queries.moved_loans(desk.library, shown.moves)[0]
    assert (row.reader, row.title, row.stage, row.class_no) == ("张三", "草房子", "primary", 3)
    assert count(desk, "SELECT count(*) FROM journal") == entries
    assert desk.calendar.is_open(DUE)


def test_on_agreement_the_loans_move_with_it_and_one_undo_brings_all_back(desk: Desk) -> None:
    loan = lent(desk)
    entries = count(desk, "SELECT count(*) FROM journal")
    receipt = calendar.carry_out(desk, CLOSURE, move=True)
    assert (receipt.days, receipt.moved) == (2, 1)
    assert count(desk, "SELECT count(*) FROM journal") == entries + 1
    assert due_of(desk, loan) == D("2026-03-25")
    undo(desk, receipt.journal_id)
    assert due_of(desk, loan) == DUE
    assert desk.calendar.is_open(DUE)


def test_without_agreement_the_day_closes_and_the_loan_keeps_its_date(desk: Desk) -> None:
    loan = lent(desk)
    receipt = calendar.carry_out(desk, CLOSURE)
    assert (receipt.days, receipt.moved) == (2, 0)
    assert due_of(desk, loan) == DUE
    assert not desk.calendar.is_open(DUE)


def test_a_loan_returned_while_the_question_stood_does_not_move(desk: Desk) -> None:
    loan = lent(desk)
    assert calendar.preview(desk, CLOSURE).moves
    give_back(desk, copy_id=1)
    assert calendar.carry_out(desk, CLOSURE, move=True).moved == 0
    assert due_of(desk, loan) == DUE


def test_an_edit_that_changes_nothing_writes_nothing(desk: Desk) -> None:
    calendar.carry_out(desk, CLOSURE)
    entries = count(desk, "SELECT count(*) FROM journal")
    assert not calendar.preview(desk, CLOSURE).changes
    assert calendar.carry_out(desk, CLOSURE) == calendar.CalendarReceipt(0, 0, 0)
    assert count(desk, "SELECT count(*) FROM journal") == entries


def test_what_has_nothing_to_do_with_the_calendar_moves_no_loan(desk: Desk) -> None:
    loan = lent(desk)
    calendar.carry_out(desk, CLOSURE)
    change_settings(desk, school="阳光小学", spread_days=3)
    assert due_of(desk, loan) == DUE


def test_closing_a_weekday_is_an_edit_like_any_other(desk: Desk) -> None:
    loan = lent(desk)
    edit = yearplan.close_weekdays((0, 5, 6))
    assert len(calendar.preview(desk, edit).moves) == 1
    receipt = calendar.carry_out(desk, edit, move=True)
    assert (due_of(desk, loan), desk.settings.closed_weekdays) == (D("2026-03-24"), (0, 5, 6))
    undo(desk, receipt.journal_id)
    assert (due_of(desk, loan), desk.settings.closed_weekdays) == (DUE, (5, 6))
    with pytest.raises(NoOpenWeekday):
        yearplan.close_weekdays(range(7))


def test_what_is_overdue_keeps_its_day(desk: Desk, tmp_path: Path) -> None:
    loan = lent(desk)
    later = make_desk(tmp_path / "school.libdesk", today=D("2026-03-27"))
    assert calendar.carry_out(later, CLOSURE, move=True).moved == 0
    assert due_of(later, loan) == DUE
    later.library.close()


def test_a_moved_closure_opens_the_old_days_and_moves_what_is_due_on_the_new(desk: Desk) -> None:
    loan = lent(desk)
    calendar.set_days(desk, D("2026-03-19"), D("2026-03-20"), open=False, name="运动会")
    edit = yearplan.set_days(
        DUE, D("2026-03-24"), open=False, name="运动会", instead_of=[D("2026-03-19"), D("2026-03-20")]
    )
    receipt = calendar.carry_out(desk, edit, move=True)
    assert (receipt.days, receipt.moved) == (4, 1)
    assert desk.calendar.is_open(D("2026-03-20"))
    assert due_of(desk, loan) == D("2026-03-25")


def test_after_a_long_closure_the_school_s_setting_spreads_the_loans(desk: Desk) -> None:
    set_setting(desk, "spread_days", 3)
    loans = [lent(desk, f"读者{n}", f"书{n}") for n in range(6)]
    calendar.set_days(desk, D("2026-03-16"), D("2026-03-29"), open=False, name="停课", move=True)
    dues = sorted(due_of(desk, loan) for loan in loans)
    assert dues == [D(f"2026-03-{day}") for day in (30, 30, 31, 31)] + [D("2026-04-01")] * 2


def test_a_term_that_ends_sooner_is_shown_with_its_loans(desk: Desk) -> None:
    term = add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    loan = lent(desk)
    edit = yearplan.set_term("春季", D("2026-03-02"), D("2026-03-20"), term_id=term)
    assert [move.new for move in calendar.preview(desk, edit).moves] == [D("2026-03-20")]
    receipt = calendar.carry_out(desk, edit, move=True)
    assert due_of(desk, loan) == D("2026-03-20")
    undo(desk, receipt.journal_id)
    assert due_of(desk, loan) == DUE
    set_setting(desk, "cap_to_term", False)
    assert calendar.preview(desk, edit).moves == ()


def test_a_pupil_neither_sees_nor_does_an_edit(desk: Desk, tmp_path: Path) -> None:
    pupil = make_desk(tmp_path / "school.libdesk", Role.HELPER)
    for act in (calendar.preview, calendar.carry_out):
        with pytest.raises(NotAllowed):
            act(pupil, CLOSURE)
    pupil.library.close()


def test_the_holidays_of_a_year_leave_alone_what_the_school_has_set(desk: Desk) -> None:
    own = D("2026-02-14")  # a make-up day in the notice
    calendar.set_days(desk, own, own, open=False, name="本校放假")
    receipt = calendar.load_holidays(desk, 2026)
    assert receipt.days > 20
    assert not desk.calendar.is_open(own)
    assert desk.calendar.is_open(D("2026-05-09"))  # a Saturday made up for
    assert not desk.calendar.is_open(D("2026-05-01"))
    assert calendar.load_holidays(desk, 2026).days == 0


def test_a_year_without_a_list_is_told(desk: Desk) -> None:
    assert 2026 in calendar.holiday_years()
    with pytest.raises(calendar.NoHolidays):
        calendar.load_holidays(desk, 1999)


def year_file(folder: Path, content: object, name: str = "2027.json") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_later_year_is_read_from_its_file(desk: Desk, tmp_path: Path, mark: bytes) -> None:
    days = [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-03", "isOffDay": False},  # a Sunday
    ]
    path = year_file(tmp_path, mark + json.dumps({"year": 2027, "days": days}, ensure_ascii=False).encode())
    read, edit = calendar.holidays_in(path)
    assert read.year == 2027
    calendar.carry_out(desk, edit)
    assert desk.calendar.exceptions[D("2027-01-01")] == DayException(open=False, name="元旦")
    assert desk.calendar.is_open(D("2027-01-03"))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe\x00", b"[" * 100_000, b"7", b'{"days": []}', {"days": [{"date": "2027-13-01"}]}, [1, 2],
        {"days": [{"date": "2027-01-01", "name": "x"}]}, {"days": [{"date": 5, "name": "x", "isOffDay": True}]},
        {"days": [{"date": "0027-01-01", "name": "x", "isOffDay": True}]}, b'{"days": [' + b" " * 1_000_001,
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_told_in_words(tmp_path: Path, content: object) -> None:
    with pytest.raises(NotHolidays, match=r"2027\.json"):
        calendar.holidays_in(year_file(tmp_path, content))


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileGone):
        calendar.holidays_in(tmp_path / "2028.json")


def test_days_in_a_row_that_are_alike_are_one_line(desk: Desk) -> None:
    calendar.set_days(desk, D("2026-05-01"), D("2026-05-03"), open=False, name="劳动节")
    calendar.set_days(desk, D("2026-05-04"), D("2026-05-05"), open=False, name="校庆")
    calendar.set_days(desk, D("2026-05-09"), D("2026-05-09"), open=True, name="劳动节")
    ranges = day_ranges(queries.days(desk.library))
    assert ranges[0] == DayRange(D("2026-05-01"), D("2026-05-03"), False, "劳动节")
    assert [len(line.days) for line in ranges] == [3, 2, 1]


@pytest.mark.parametrize(("first", "last"), [("2026-03-23", "2026-03-01"), ("2026-03-23", "2027-03-01")])
def test_a_closure_that_cannot_be_meant_is_refused(desk: Desk, first: str, last: str) -> None:
    with pytest.raises(BadDays):
        calendar.set_days(desk, D(first), D(last), open=False)


def test_terms_are_added_changed_and_removed(desk: Desk) -> None:
    calendar.set_term(desk, name="春季学期", first=D("2026-03-01"), last=D("2026-07-10"))
    term = queries.terms(desk.library)[0]
    calendar.set_term(desk, name="春季", first=D("2026-03-02"), last=D("2026-07-03"), term_id=term.id)
    found = desk.calendar.term_of(desk.today)
    assert found is not None
    assert (found.name, found.last) == ("春季", D("2026-07-03"))
    undo(desk, calendar.remove_term(desk, term_id=term.id))
    assert [row.name for row in queries.terms(desk.library)] == ["春季"]


@pytest.mark.parametrize(
    ("first", "last"), [("2026-07-01", "2026-08-01"), ("2026-08-01", "2026-07-20"), ("2026-08-01", "2027-05-01")]
)
def test_terms_that_cannot_be_are_refused_and_nothing_is_written(desk: Desk, first: str, last: str) -> None:
    calendar.set_term(desk, name="春季", first=D("2026-03-01"), last=D("2026-07-10"))
    with pytest.raises(BadTerms):
        calendar.set_term(desk, name="夏", first=D(first), last=D(last))
    assert len(queries.terms(desk.library)) == 1


def test_last_year_s_terms_are_copied_in_one_step_and_taken_back_in_one(desk: Desk) -> None:
    with pytest.raises(NoTermsToCopy):
        calendar.carry_out(desk, yearplan.copy_terms())
    add_term(desk, D("2025-09-01"), D("2026-01-23"), "2025—2026学年第一学期")
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "2025—2026学年第二学期")
    receipt = calendar.carry_out(desk, yearplan.copy_terms())
    rows = queries.terms(desk.library)
    assert [(row.name, row.first) for row in rows[:2]] == [
        ("2026—2027学年第二学期", D("2027-03-01")), ("2026—2027学年第一学期", D("2026-08-31")),
    ]  # fmt: skip
    undo(desk, receipt.journal_id)
    assert len(queries.terms(desk.library)) == 2


def test_a_term_that_was_edited_into_another_is_refused(desk: Desk) -> None:
    first = add_term(desk, D("2025-09-01"), D("2026-01-23"), "秋")
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春")
    edit = yearplan.set_term("秋", D("2025-09-01"), D("2026-03-02"), term_id=first)
    for act in (calendar.preview, calendar.carry_out):
        with pytest.raises(TermsOverlap) as told:
            act(desk, edit)
        assert isinstance(told.value, DeskError)


def test_a_school_year_is_copied_with_its_own_closures_and_the_holidays_that_are_known(desk: Desk) -> None:
    add_term(desk, date(2024, 9, 2), date(2025, 1, 17), "2024—2025学年第一学期")
    add_term(desk, date(2025, 2, 17), date(2025, 7, 4), "2024—2025学年第二学期")
    calendar.load_holidays(desk, 2025)
    calendar.set_days(desk, date(2025, 4, 25), date(2025, 4, 25), open=False, name="校运会")
    before = queries.year_plan(desk.library, desk.settings)
    done = calendar.carry_out(desk, calendar.next_year(desk.today))
    after = queries.year_plan(desk.library, desk.settings)
    new = [term for key, term in after.terms.items() if key not in before.terms]
    assert sorted(term.first for term in new) == [date(2025, 9, 1), date(2026, 2, 16)]
    assert after.days[date(2026, 4, 24)].name == "校运会"
    assert after.days[date(2026, 5, 1)].name == "劳动节"
    assert {day: after.days[day] for day in before.days} == before.days
    undo(desk, done.journal_id)
    assert queries.year_plan(desk.library, desk.settings) == before
