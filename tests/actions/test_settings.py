"""Settings, rules and the calendar: one entry each, undone in one step, and open loans follow the calendar."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions import calendar, rules, settings
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.undo import undo
from libdesk.domain.calendar import BadTerms
from libdesk.domain.duedates import BadLoanRule, LoanRule, OverduePolicy
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role, Topic
from libdesk.domain.rulebook import ANY, DEFAULT_RULES
from libdesk.store.queries import calendar as queries
from tests.builders import add_book, add_reader, make_desk, make_library

DUE = date(2026, 3, 23)  # two weeks after the builders' Monday


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path))
    yield made
    made.library.close()


def entries(desk: Desk) -> int:
    return int(desk.library.connection.execute("SELECT count(*) FROM journal").fetchone()[0])


def lent(desk: Desk) -> int:
    return lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=add_reader(desk, "张三").id).loan_id


def due_of(desk: Desk, loan_id: int) -> date:
    row = desk.library.connection.execute("SELECT due FROM loan WHERE id = ?", (loan_id,)).fetchone()
    return date.fromisoformat(row[0])


def test_several_settings_change_in_one_entry_and_come_back_together(desk: Desk) -> None:
    before = entries(desk)
    changed = settings.change_settings(desk, school="阳光小学", lock_minutes=10)
    assert entries(desk) == before + 1
    assert (desk.settings.school, desk.settings.lock_minutes) == ("阳光小学", 10)
    undo(desk, changed)
    assert (desk.settings.school, desk.settings.lock_minutes) == ("", 5)


def test_a_setting_can_be_changed_again_and_again(desk: Desk) -> None:
    for school in ("甲", "乙", "丙"):
        settings.change_settings(desk, school=school)
    assert desk.settings.school == "丙"


def test_setting_what_stands_writes_nothing(desk: Desk) -> None:
    before = entries(desk)
    assert settings.change_settings(desk, lock_minutes=5, school="") == 0
    assert entries(desk) == before


def test_the_screens_hear_of_a_change(desk: Desk) -> None:
    heard: list[frozenset[Topic]] = []
    desk.listeners.append(lambda change: heard.append(change.topics))
    settings.change_settings(desk, school="阳光小学")
    assert heard == [frozenset({Topic.SETTINGS})]


@pytest.mark.parametrize(("name", "value"), [("lock_minutes", 0), ("hold_days", 99), ("reader_seconds", -1)])
def test_a_number_that_makes_no_sense_is_refused(desk: Desk, name: str, value: int) -> None:
    with pytest.raises(settings.BadSetting):
        settings.change_settings(desk, **{name: value})


def test_a_week_without_an_open_day_is_refused(desk: Desk) -> None:
    with pytest.raises(settings.NoOpenWeekday):
        settings.change_settings(desk, closed_weekdays=tuple(range(7)))


def test_a_setting_that_does_not_exist_is_a_bug(desk: Desk) -> None:
    with pytest.raises(TypeError):
        settings.change_settings(desk, colour="green")


def test_a_pupil_changes_no_setting(desk: Desk, tmp_path: Path) -> None:
    pupil = make_desk(tmp_path / "school.libdesk", Role.HELPER)
    for act in (
        lambda: settings.change_settings(pupil, school="x"),
        lambda: rules.change_rule(pupil, "pupil", ANY, LoanRule()),
        lambda: calendar.load_holidays(pupil, 2026),
    ):
        with pytest.raises(NotAllowed):
            act()
    pupil.library.close()


def test_a_rule_counts_for_the_next_loan_and_can_be_undone(desk: Desk) -> None:
    rule = LoanRule(max_loans=5, days=21, renewals=0, overdue=OverduePolicy.BLOCK)
    changed = rules.change_rule(desk, "pupil", ANY, rule)
    assert desk.rules.rule("pupil", "book") == rule
    loan = lent(desk)
    assert due_of(desk, loan) == date(2026, 3, 30)
    undo(desk, changed)
    assert desk.rules.rule("pupil", "book") == DEFAULT_RULES["pupil", ANY]


def test_a_rule_that_cannot_be_is_refused(desk: Desk) -> None:
    with pytest.raises(BadLoanRule):
        rules.change_rule(desk, "pupil", ANY, LoanRule(days=0))


def test_a_closure_moves_the_loans_due_on_it_and_its_undo_brings_them_back(desk: Desk) -> None:
    loan = lent(desk)
    assert due_of(desk, loan) == DUE
    receipt = calendar.set_days(desk, DUE, date(2026, 3, 24), open=False, name="运动会")
    assert (receipt.days, receipt.moved) == (2, 1)
    assert due_of(desk, loan) == date(2026, 3, 25)
    undo(desk, receipt.journal_id)
    assert due_of(desk, loan) == DUE
    assert desk.calendar.is_open(DUE)


def test_closing_a_weekday_moves_loans_too(desk: Desk) -> None:
    loan = lent(desk)
    settings.change_settings(desk, closed_weekdays=(0, 5, 6))
    assert due_of(desk, loan) == date(2026, 3, 24)


def test_what_is_overdue_keeps_its_day(desk: Desk, tmp_path: Path) -> None:
    loan = lent(desk)
    later = make_desk(tmp_path / "school.libdesk", today=date(2026, 3, 27))
    calendar.set_days(later, DUE, DUE, open=False, name="运动会")
    assert due_of(later, loan) == DUE
    later.library.close()


def test_the_holidays_of_a_year_leave_alone_what_the_school_has_set(desk: Desk) -> None:
    own = date(2026, 2, 14)  # a make-up day in the notice
    calendar.set_days(desk, own, own, open=False, name="本校放假")
    receipt = calendar.load_holidays(desk, 2026)
    assert receipt.days > 20
    assert not desk.calendar.is_open(own)
    assert desk.calendar.is_open(date(2026, 5, 9))  # a Saturday made up for
    assert not desk.calendar.is_open(date(2026, 5, 1))
    assert calendar.load_holidays(desk, 2026).days == 0


def test_a_year_without_a_list_is_told(desk: Desk) -> None:
    assert 2026 in calendar.holiday_years()
    with pytest.raises(calendar.NoHolidays):
        calendar.load_holidays(desk, 1999)


def test_a_day_follows_its_weekday_again(desk: Desk) -> None:
    calendar.set_days(desk, DUE, DUE, open=False, name="运动会")
    assert calendar.remove_day(desk, DUE) > 0
    assert calendar.remove_day(desk, DUE) == 0
    assert desk.calendar.is_open(DUE)


@pytest.mark.parametrize(("first", "last"), [(DUE, date(2026, 3, 1)), (DUE, date(2027, 3, 1))])
def test_a_closure_that_cannot_be_meant_is_refused(desk: Desk, first: date, last: date) -> None:
    with pytest.raises(calendar.BadDays):
        calendar.set_days(desk, first, last, open=False)


def test_terms_are_added_changed_and_removed(desk: Desk) -> None:
    calendar.set_term(desk, name="春季学期", first=date(2026, 3, 1), last=date(2026, 7, 10))
    term = queries.terms(desk.library)[0]
    calendar.set_term(desk, name="春季", first=date(2026, 3, 2), last=date(2026, 7, 3), term_id=term.id)
    found = desk.calendar.term_of(desk.today)
    assert found is not None
    assert (found.name, found.last) == ("春季", date(2026, 7, 3))
    undo(desk, calendar.remove_term(desk, term_id=term.id))
    assert [row.name for row in queries.terms(desk.library)] == ["春季"]


def test_terms_that_overlap_are_refused(desk: Desk) -> None:
    calendar.set_term(desk, name="春季", first=date(2026, 3, 1), last=date(2026, 7, 10))
    with pytest.raises(BadTerms):
        calendar.set_term(desk, name="夏", first=date(2026, 7, 1), last=date(2026, 8, 1))
    assert len(queries.terms(desk.library)) == 1
