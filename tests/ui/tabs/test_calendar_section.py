"""The calendar's section: terms, their overview, holidays and days; what does not fit is said while one types."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from libdesk.actions import calendar as actions
from libdesk.actions.desk import Desk
from libdesk.store.queries import calendar as queries
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import add_term
from tests.ui.surroundings import Kept
from tests.ui.tabs.calendar_page import choose_days, shown, text_of
from tests.ui.tabs.settings_page import field, fill, press

D = date.fromisoformat


# Terms


def test_a_term_is_added_under_its_usual_name(tab: SettingsTab, desk: Desk) -> None:
    section = shown(tab)
    section.terms.first.setDate(QDate(2026, 3, 2))
    section.terms.last.setDate(QDate(2026, 7, 10))
    press(tab, "term_add")
    term = desk.calendar.term_of(desk.today)
    assert term is not None
    assert term.name == "2025—2026学年第二学期"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-07-01", "2026-09-01", "春季"),
        ("2026-09-01", "2026-08-01", "早于"),
        ("2026-09-01", "2027-09-01", "八个月"),
    ],
)
def test_what_does_not_fit_is_said_while_one_types(
    tab: SettingsTab, desk: Desk, first: str, last: str, said: str
) -> None:
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    add_term(desk, D("2025-09-01"), D("2026-01-23"), "秋季")
    section = shown(tab)
    rows = queries.terms(desk.library)
    section.terms.table.select(rows[1].id)
    assert not section.terms.fault.isVisible()
    for button, why in (("term_change", "不能这样修改"), ("term_add", "不能添加")):
        if button == "term_add":
            press(tab, "term_new")
        section.terms.first.setDate(QDate.fromString(first, Qt.DateFormat.ISODate))
        section.terms.last.setDate(QDate.fromString(last, Qt.DateFormat.ISODate))
        assert said in text_of(tab, "term_fault")
        assert text_of(tab, "term_fault").startswith(why)
        assert field(tab, button).isVisible()
        assert not field(tab, button).isEnabled()
        assert field(tab, button).toolTip()


def test_a_new_term_is_never_taken_for_a_change_of_the_chosen_one(tab: SettingsTab, desk: Desk) -> None:
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    add_term(desk, D("2026-09-01"), D("2027-01-20"), "秋季")
    section = shown(tab)
    assert field(tab, "term_change").isVisible()
    assert not field(tab, "term_add").isVisible()
    press(tab, "term_new")
    assert text_of(tab, "term_of").startswith("添加")
    assert not field(tab, "term_change").isVisible()
    assert section.terms.first.date() == QDate(2027, 1, 21)
    fill(tab, term_name="补课")
    section.terms.first.setDate(QDate(2026, 6, 1))
    section.terms.last.setDate(QDate(2026, 9, 20))
    assert all(part in text_of(tab, "term_fault") for part in ("补课", "春季"))
    press(tab, "term_leave")
    assert text_of(tab, "term_of").startswith("修改“春季”")
    assert section.terms.last.date() == QDate(2026, 7, 3)
    press(tab, "term_new")
    section.terms.first.setDate(QDate(2026, 7, 6))
    section.terms.last.setDate(QDate(2026, 7, 20))
    press(tab, "term_add")
    assert [term.first for term in sorted(desk.calendar.terms)] == [D("2026-03-02"), D("2026-07-06"), D("2026-09-01")]
    assert section.terms.table.current_row().first == D("2026-07-06")
    assert field(tab, "term_change").isVisible()


def test_what_is_typed_stays_when_something_else_is_refreshed(tab: SettingsTab, desk: Desk) -> None:
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    section = shown(tab)
    fill(tab, term_name="第二学期")
    tab.refresh()
    assert section.terms.name.text() == "第二学期"


def test_the_terms_are_copied_to_the_next_school_year_with_one_press(tab: SettingsTab, desk: Desk) -> None:
    add_term(desk, D("2025-09-01"), D("2026-01-23"), "2025—2026学年第一学期")
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "2025—2026学年第二学期")
    section = shown(tab)
    press(tab, "term_copy")
    years = [section.terms.table.model.columns[1].text(row) for row in section.terms.table.model.rows()]
    assert years == ["2026—2027"] * 2 + ["2025—2026"] * 2
    said = text_of(tab, "term_copied")
    for part in ("2026年8月31日 – 2027年1月22日", "2027年3月1日", "2027年的法定节假日尚未收录"):
        assert part in said
    press(tab, "term_copy")
    assert len(section.terms.table.model.rows()) == 4
    assert "2026—2027" in section._fault.text()


# A term at a glance


def test_the_overview_tells_each_day_in_words(tab: SettingsTab, desk: Desk) -> None:
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    actions.set_days(desk, D("2026-03-12"), D("2026-03-12"), open=False, name="运动会")
    grid = shown(tab).terms.grid
    model = grid.model()
    assert model.index(1, 3).data() == "12 休"
    said = model.index(1, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert all(part in said for part in ("2026年3月12日", "闭馆", "运动会"))
    assert "今天" in model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert QAccessible.queryAccessibleInterface(grid).text(QAccessible.Text.Name)
    assert "春季" in shown(tab).terms.grid_words.text()


def test_days_chosen_in_the_overview_stand_in_the_form(qtbot: QtBot, tab: SettingsTab, desk: Desk) -> None:
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    section = shown(tab)
    grid = section.terms.grid
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(2, 1))
    grid.selectionModel().select(grid.model().index(2, 3), QItemSelectionModel.SelectionFlag.Select)
    assert (section.days.first.date(), section.days.last.date()) == (QDate(2026, 3, 17), QDate(2026, 3, 19))
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert section.days.why.hasFocus()
    press(tab, "day_add")
    assert not desk.calendar.is_open(D("2026-03-18"))
    assert grid.model().index(2, 2).data() == "18 休"


# Holidays and days


def test_the_public_holidays_are_entered_with_one_press(tab: SettingsTab, desk: Desk, kept: Kept) -> None:
    shown(tab)
    press(tab, "holidays_load")
    assert not desk.calendar.is_open(D("2026-05-01"))
    assert "F8" in kept.said[-1]
    press(tab, "holidays_load")
    assert "F8" not in kept.said[-1]


def test_a_later_year_comes_from_a_file_and_another_file_is_told(tab: SettingsTab, desk: Desk, tmp_path: Path) -> None:
    section = shown(tab)
    path = tmp_path / "2027.json"
    path.write_text(json.dumps({"days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]}), "utf-8")
    section.days.read_file(path)
    assert not desk.calendar.is_open(D("2027-01-01"))
    path.write_text("[]", "utf-8")
    section.days.read_file(path)
    assert "2027.json" in section._fault.text()


def test_days_in_a_row_are_one_line_that_is_changed_as_a_whole(tab: SettingsTab, desk: Desk) -> None:
    section = shown(tab)
    choose_days(section, D("2026-04-15"), D("2026-04-16"))
    press(tab, "day_add")
    assert [(row.first, row.last) for row in section.days.table.model.rows()] == [(D("2026-04-15"), D("2026-04-16"))]
    choose_days(section, D("2026-04-22"), D("2026-04-22"), "校运会")
    press(tab, "day_change")
    assert desk.calendar.exceptions.keys() == {D("2026-04-22")}
    assert desk.calendar.exceptions[D("2026-04-22")].name == "校运会"


def test_several_lines_are_removed_at_once(tab: SettingsTab, desk: Desk) -> None:
    actions.load_holidays(desk, 2026)
    section = shown(tab)
    section.days.table.view.selectAll()
    assert not field(tab, "day_change").isEnabled()
    press(tab, "day_remove")
    assert desk.calendar.exceptions == {}


def test_a_sunday_can_be_a_school_day(tab: SettingsTab, desk: Desk) -> None:
    section = shown(tab)
    choose_days(section, D("2026-03-15"), D("2026-03-15"), "补课")
    section.days.open.setCurrentIndex(1)
    press(tab, "day_add")
    assert desk.calendar.is_open(D("2026-03-15"))


def test_days_that_run_backwards_are_told_where_one_sees_it(qtbot: QtBot, tab: SettingsTab, desk: Desk) -> None:
    section = shown(tab)
    section.days.first.setDate(QDate(2026, 4, 15))
    section.days.last.setDate(QDate(2026, 4, 1))
    press(tab, "day_add")
    assert section._fault.isVisible()
    qtbot.waitUntil(lambda: not section._fault.visibleRegion().isEmpty())
    assert desk.calendar.exceptions == {}


def test_a_line_is_replaced_only_after_a_person_chose_it(tab: SettingsTab, desk: Desk) -> None:
    actions.load_holidays(desk, 2026)
    before = dict(desk.calendar.exceptions)
    section = shown(tab)
    choose_days(section, D("2026-03-23"), D("2026-03-24"))
    assert not field(tab, "day_change").isEnabled()
    assert not field(tab, "day_remove").isEnabled()
    section.days.table.view.setFocus()  # the keyboard alone chooses nothing
    tab.refresh()
    assert not field(tab, "day_change").isEnabled()
    press(tab, "day_add")
    assert {day: row for day, row in desk.calendar.exceptions.items() if day in before} == before


def test_what_was_just_entered_is_what_is_changed_next_and_what_it_replaced_is_said(
    tab: SettingsTab, desk: Desk, kept: Kept
) -> None:
    actions.load_holidays(desk, 2026)
    section = shown(tab)
    choose_days(section, D("2026-03-23"), D("2026-03-24"))
    press(tab, "day_add")
    (line,) = section.days.chosen()
    assert (line.first, line.last) == (D("2026-03-23"), D("2026-03-24"))
    choose_days(section, D("2026-03-25"), D("2026-03-25"))
    assert "3月23日" in field(tab, "day_change").toolTip()
    press(tab, "day_change")
    assert "3月23日" in kept.said[-1]
    assert desk.calendar.is_open(D("2026-03-23"))
    assert not desk.calendar.is_open(D("2026-03-25"))
    assert not desk.calendar.is_open(D("2026-05-01"))


def test_a_line_that_is_chosen_stands_in_the_form(tab: SettingsTab, desk: Desk) -> None:
    actions.load_holidays(desk, 2026)
    section = shown(tab)
    section.days.table.select(next(row.first for row in section.days.table.model.rows() if row.name == "劳动节"))
    assert section.days.why.text() == "劳动节"
    assert section.days.first.date().month() == 5
