"""The calendar's section: what an edit moves is shown and agreed to, what does not fit is said while one types."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions import calendar as actions
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.undo import last_undoable, undo
from libdesk.store.queries import calendar as queries
from libdesk.ui.settings.calendar import CalendarSection
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import add_book, add_reader, add_term, count, make_desk, make_library
from tests.ui.surroundings import Kept, nameless, surroundings
from tests.ui.tabs.settings_page import field, fill, opened, press

D = date.fromisoformat
DUE = D("2026-03-23")  # two weeks after the builders' Monday


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path))
    yield made
    made.library.close()


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Iterator[Kept]:
    with surroundings(desk, tmp_path) as made:
        yield made


@pytest.fixture
def tab(qtbot: QtBot, kept: Kept) -> SettingsTab:
    made = SettingsTab(kept.around)
    qtbot.addWidget(made)
    made.resize(911, 400)
    made.show()
    return made


def shown(tab: SettingsTab) -> CalendarSection:
    section = opened(tab, "CalendarSection")
    assert isinstance(section, CalendarSection)
    return section


def lent(desk: Desk, *titles: str) -> list[int]:
    reader = add_reader(desk, "张三").id
    return [lend(desk, copy_id=add_book(desk, title).copy_id, reader_id=reader).loan_id for title in titles]


def dues(desk: Desk) -> list[str]:
    return [row[0] for row in desk.library.fetch("SELECT due FROM loan ORDER BY id")]


def choose_days(section: CalendarSection, first: date, last: date, why: str = "运动会") -> None:
    section.days.fill_days(first, last)
    section.days.why.setText(why)


def close_the_due_day(tab: SettingsTab) -> CalendarSection:
    section = shown(tab)
    choose_days(section, DUE, D("2026-03-24"))
    press(tab, "day_add")
    return section


def entries(desk: Desk) -> int:
    return count(desk, "SELECT count(*) FROM journal")


def text_of(tab: SettingsTab, name: str) -> str:
    found = field(tab, name)
    assert isinstance(found, QLabel)
    return found.text()


# Loans that move


def test_a_closure_that_touches_loans_is_asked_about_with_the_safe_answer_first(tab: SettingsTab, desk: Desk) -> None:
    lent(desk, "草房子", "昆虫记")
    before = entries(desk)
    tab.activateWindow()
    section = close_the_due_day(tab)
    assert section.moves.isVisible()
    assert "2" in section.moves.headline.text()
    cells = [
        [column.text(row) for column in section.moves.list.model.columns] for row in section.moves.list.model.rows()
    ]
    assert cells[0] == ["张三", "四(3)班", "草房子", "3月23日 周一", "3月25日 周三"]
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
    press(tab, "set_closed_between")
    assert not desk.calendar.is_open(D("2026-07-06"))


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
    section.terms.first.setDate(QDate.fromString(first, Qt.DateFormat.ISODate))
    section.terms.last.setDate(QDate.fromString(last, Qt.DateFormat.ISODate))
    assert said in text_of(tab, "term_fault")
    assert not field(tab, "term_add").isEnabled()
    assert not field(tab, "term_change").isEnabled()
    assert field(tab, "term_change").toolTip()


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


def test_with_the_question_open_everything_has_a_name(tab: SettingsTab, desk: Desk) -> None:
    add_term(desk, D("2026-03-02"), D("2026-07-03"), "春季")
    lent(desk, "草房子")
    close_the_due_day(tab)
    assert nameless(tab) == []
