"""Settings and rules: one entry each, undone in one step."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions import calendar, rules, settings
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.undo import undo
from libdesk.domain.duedates import BadLoanRule, LoanRule, OverduePolicy
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role, Topic
from libdesk.domain.rulebook import ANY, DEFAULT_RULES
from libdesk.domain.yearplan import NoOpenWeekday
from tests.builders import add_book, add_reader, make_desk, make_library


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
    with pytest.raises(NoOpenWeekday):
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
