"""The calendar's section: the loans that an edit would move are shown, and move only on agreement."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.returning import give_back
from libdesk.actions.undo import last_undoable, undo
from libdesk.store.queries.shifts import appointment
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import add_term
from tests.helpers_made import make_helpers, make_term
from tests.ui.surroundings import Kept, nameless
from tests.ui.tabs.calendar_page import DUE, close_the_due_day, dues, entries, lent, shown
from tests.ui.tabs.settings_page import press

D = date.fromisoformat


def test_a_closure_that_touches_loans_is_asked_about_with_the_safe_answer_first(tab: SettingsTab, desk: Desk) -> None:
    lent(desk, "草房子", "昆虫记")
    before = entries(desk)
    tab.activateWindow()
    section = close_the_due_day(tab)
    assert section.moves.isVisible()
    assert section.moves.headline.text().startswith("3月23日 周一 – 3月24日 周二 运动会：有 2 册")
    assert section.moves.new_days.text() == "改为应还：3月25日 周三 2 册。"
    assert section.moves.move_all.text() == "登记闭馆并顺延 2 册"
    assert section.moves.only.text() == "只登记闭馆，不改应还日"
    cells = [
        [column.text(row) for column in section.moves.list.model.columns] for row in section.moves.list.model.rows()
    ]
    assert cells[0] == ["张三", "四(3)班", "3月23日", "3月25日 周三", "草房子"]
    assert tab.focusWidget() is section.moves.leave
    assert entries(desk) == before
    assert QApplication.activeModalWidget() is None


def test_agreeing_enters_the_closure_and_moves_the_loans_and_f8_takes_both_back(
    tab: SettingsTab, desk: Desk, kept: Kept
) -> None:
    lent(desk, "草房子", "昆虫记")
    section = close_the_due_day(tab)
    before = entries(desk)
    press(tab, "moves_move")
    assert dues(desk) == ["2026-03-25"] * 2
    assert not section.moves.isVisible()
    assert entries(desk) == before + 1
    assert "2" in kept.said[-1]
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert dues(desk) == ["2026-03-23"] * 2
    assert desk.calendar.is_open(DUE)


def test_the_closure_can_be_entered_alone(tab: SettingsTab, desk: Desk) -> None:
    lent(desk, "草房子")
    close_the_due_day(tab)
    press(tab, "moves_only")
    assert dues(desk) == ["2026-03-23"]
    assert not desk.calendar.is_open(DUE)


@pytest.mark.parametrize("by_key", [True, False])
def test_leaving_it_changes_nothing(qtbot: QtBot, tab: SettingsTab, desk: Desk, *, by_key: bool) -> None:
    lent(desk, "草房子")
    section = close_the_due_day(tab)
    before = entries(desk)
    if by_key:
        qtbot.keyClick(section.moves.leave, Qt.Key.Key_Escape)
    else:
        press(tab, "moves_leave")
    assert not section.moves.isVisible()
    assert entries(desk) == before
    assert desk.calendar.is_open(DUE)


def test_a_closure_that_touches_no_loan_is_entered_at_once(tab: SettingsTab, desk: Desk) -> None:
    section = close_the_due_day(tab)
    assert not section.moves.isVisible()
    assert not desk.calendar.is_open(DUE)


def test_the_question_goes_when_the_last_loan_it_is_about_comes_back(tab: SettingsTab, desk: Desk) -> None:
    lent(desk, "草房子", "昆虫记")
    section = close_the_due_day(tab)
    give_back(desk, copy_id=1)
    tab.refresh()
    assert len(section.moves.list.model.rows()) == 1
    give_back(desk, copy_id=2)
    tab.refresh()
    assert not section.moves.isVisible()


def test_closing_a_weekday_asks_too_and_the_tick_waits_for_the_answer(tab: SettingsTab, desk: Desk) -> None:
    lent(desk, "草房子")
    section = shown(tab)
    press(tab, "set_weekday_0")
    assert section.moves.isVisible()
    assert not section.weekdays[0].isChecked()
    press(tab, "moves_move")
    assert section.weekdays[0].isChecked()
    assert dues(desk) == ["2026-03-24"]


def test_a_term_that_ends_sooner_shows_the_loans_due_after_it(tab: SettingsTab, desk: Desk) -> None:
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    lent(desk, "草房子")
    section = shown(tab)
    section.terms.last.setDate(QDate(2026, 3, 20))
    press(tab, "term_change")
    assert section.moves.isVisible()
    press(tab, "moves_move")
    assert dues(desk) == ["2026-03-20"]


def test_a_week_without_an_open_day_is_refused_on_the_page(tab: SettingsTab, desk: Desk) -> None:
    section = shown(tab)
    for day in range(5):
        press(tab, f"set_weekday_{day}")
    assert section._fault.isVisible()
    assert len(desk.settings.closed_weekdays) == 6
    assert QApplication.activeModalWidget() is None


def test_between_two_terms_the_library_can_be_closed(tab: SettingsTab, desk: Desk) -> None:
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    add_term(desk, D("2026-09-01"), D("2027-01-22"), "秋季")
    shown(tab)
    press(tab, "set_closed_between_terms")
    assert not desk.calendar.is_open(D("2026-07-06"))


def test_with_the_question_open_everything_has_a_name(tab: SettingsTab, desk: Desk) -> None:
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    lent(desk, "草房子")
    close_the_due_day(tab)
    assert nameless(tab) == []


def test_the_helpers_appointed_for_a_term_that_ends_later_go_with_it_and_it_is_said(
    tab: SettingsTab, desk: Desk, kept: Kept
) -> None:
    term = make_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    helpers = make_helpers(desk, term, 2)
    section = shown(tab)
    section.terms.last.setDate(QDate(2026, 7, 10))
    press(tab, "term_change")
    assert "2 名小馆员的聘任期已随学期调整。" in kept.said[-1]
    assert all(appointment(desk.library, one, D("2026-07-10")) is not None for one in helpers)
