"""The calendar's section as tests use it."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QLabel

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.ui.settings.calendar import CalendarSection
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import add_book, add_reader, count
from tests.ui.tabs.settings_page import field, opened, press

DUE: Final = date(2026, 3, 23)  # two weeks after the builders' Monday


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
    choose_days(section, DUE, date(2026, 3, 24))
    press(tab, "day_add")
    return section


def entries(desk: Desk) -> int:
    return count(desk, "SELECT count(*) FROM journal")


def text_of(tab: SettingsTab, name: str) -> str:
    found = field(tab, name)
    assert isinstance(found, QLabel)
    return found.text()
