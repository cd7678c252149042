"""The page of holiday lending: days, quotas and which class comes on which day; what does not fit is told in words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.undo import last_undoable, undo
from libdesk.ui.settings.holiday_lending import HolidayLendingSection
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import Clock, add_reader, add_term, make_desk, make_library
from tests.look import dress
from tests.ui.surroundings import Kept
from tests.ui.tabs.settings_page import fill, number, opened, press


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=Clock(date(2026, 12, 7)))
    add_term(made, date(2026, 9, 1), date(2027, 1, 22))
    add_term(made, date(2027, 2, 22), date(2027, 7, 9))
    for entered in (2021, 2024, 2026):
        for class_no in (1, 2):
            add_reader(made, f"{entered}{class_no}", entry_year=entered, class_no=class_no)
    yield made
    made.library.close()


@pytest.fixture
def tab(qtbot: QtBot, kept: Kept) -> SettingsTab:
    made = SettingsTab(kept.around)
    qtbot.addWidget(made)
    dress()
    made.resize(911, 380)
    made.show()
    return made


@pytest.fixture
def section(tab: SettingsTab) -> HolidayLendingSection:
    found = opened(tab, "HolidayLendingSection")
    assert isinstance(found, HolidayLendingSection)
    return found


def preview(section: HolidayLendingSection) -> list[tuple[str, date | None]]:
    return [(row.group, row.day) for row in section.preview.model.rows()]


def test_the_form_begins_with_the_end_of_this_term_and_the_beginning_of_the_next(
    section: HolidayLendingSection,
) -> None:
    plan = section.plan()
    assert (plan.name, plan.quotas) == ("2027年寒假", {})
    assert (plan.first, plan.last) == (date(2027, 1, 9), date(2027, 1, 22))
    assert (plan.due_first, plan.due_last) == (date(2027, 2, 22), date(2027, 3, 5))


def test_each_class_is_listed_with_its_day_before_anything_is_written(
    section: HolidayLendingSection, desk: Desk
) -> None:
    found = preview(section)
    assert [group for group, _day in found] == [
        "一(1)班", "一(2)班", "三(1)班", "三(2)班", "六(1)班", "六(2)班", "没有班级的读者",
    ]  # fmt: skip
    days = [day for _group, day in found[:-1]]
    assert len(set(days)) == 6, "ten days for six classes"
    assert days == sorted(days, key=str)
    assert found[-1][1] == date(2027, 3, 5)
    section.due_last.setDate(QDate(2027, 2, 22))
    assert {day for _group, day in preview(section)} == {date(2027, 2, 22)}
    assert desk.rules.holidays == ()


def test_what_the_list_says_is_what_the_desk_does(tab: SettingsTab, section: HolidayLendingSection, desk: Desk) -> None:
    number(tab, "holiday_quota_pupil").setValue(6)
    press(tab, "holiday_add")
    (plan,) = desk.rules.holidays
    assert plan.quotas == {"pupil": 6}
    assert [plan.due_day(ref, desk.calendar) for ref in plan.classes] == [day for _group, day in preview(section)[:-1]]


def test_a_class_that_leaves_before_is_named_as_such(section: HolidayLendingSection) -> None:
    section.first.setDate(QDate(2027, 6, 25))
    section.last.setDate(QDate(2027, 7, 9))
    section.due_first.setDate(QDate(2027, 9, 1))
    assert [group for group, day in preview(section) if day is None] == ["六(1)班", "六(2)班"]


def test_a_plan_is_changed_removed_and_brought_back(
    tab: SettingsTab, section: HolidayLendingSection, desk: Desk
) -> None:
    press(tab, "holiday_add")
    fill(tab, holiday_name="寒假")
    number(tab, "holiday_quota_teacher").setValue(0)
    press(tab, "holiday_change")
    assert [(plan.name, plan.quotas) for plan in desk.rules.holidays] == [("寒假", {"teacher": 0})]
    press(tab, "holiday_remove")
    assert desk.rules.holidays == ()
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    section.refresh()
    assert section.plans.current_row().plan.name == "寒假"


@pytest.mark.parametrize("case", ["overlap", "late", "name"])
def test_days_that_do_not_fit_are_told_on_the_page(
    tab: SettingsTab, section: HolidayLendingSection, desk: Desk, case: str
) -> None:
    if case == "overlap":
        press(tab, "holiday_add")
    elif case == "late":
        section.due_first.setDate(QDate(2027, 1, 20))
    else:
        fill(tab, holiday_name=" ")
    before = len(desk.rules.holidays)
    press(tab, "holiday_add")
    assert section._fault.isVisible()
    assert section._fault.text()
    assert len(desk.rules.holidays) == before
