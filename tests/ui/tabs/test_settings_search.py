"""Settings are found where one looks for them: by any word, with the keyboard, and each says what it does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.classes import Stage
from libdesk.ui.help_window import PAGES
from libdesk.ui.settings.looking import FOUND
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.look import dress, undress
from tests.ui.surroundings import surroundings
from tests.ui.tabs.settings_page import press

# Fields whose names say all there is to say.
SELF_EVIDENT: frozenset[str] = frozenset()


@pytest.fixture
def tab(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[SettingsTab]:
    undress()
    with surroundings(desk, tmp_path) as kept:
        made = SettingsTab(kept.around)
        qtbot.addWidget(made)
        dress()
        made.resize(911, 400)
        made.show()
        made.activateWindow()
        yield made


def offered(tab: SettingsTab) -> list[str]:
    return [name for row, name in enumerate(tab.section_names()) if not tab.list.isRowHidden(row)]


def lit(tab: SettingsTab) -> list[QWidget]:
    section = tab.sections[tab.list.currentRow()]
    return [part for part in section.findChildren(QWidget) if part.property(FOUND)]


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("超期", "RulesSection"),
        ("字体", "GeneralSection"),
        ("字号", "GeneralSection"),
        ("夜间", "GeneralSection"),
        ("PIN", "StaffSection"),
        ("密码", "StaffSection"),
        ("备份", "BackupSection"),
        ("u盘", "BackupSection"),
        ("恢复码", "StaffSection"),
        ("学期", "CalendarSection"),
        ("值班", "HelpersSection"),
        ("音量", "SoundsSection"),
        ("命令卡", "PrintingSection"),
        ("学段", "GeneralSection"),
        ("颜色", "GeneralSection"),
        ("黑", "GeneralSection"),
        ("大小", "GeneralSection"),
        ("寒假", "CalendarSection"),
        ("寒假", "HolidayLendingSection"),
        ("暑假", "CalendarSection"),
        ("放假", "CalendarSection"),
        ("节日", "CalendarSection"),
        ("调休", "CalendarSection"),
        ("扫码枪", "PrintingSection"),
        ("扫描枪", "PrintingSection"),
        ("条码", "PrintingSection"),
        ("几本", "RulesSection"),
        ("日志", "JournalSection"),
        ("几点", "HoursSection"),
    ],
)
def test_a_word_leaves_the_sections_that_hold_it(tab: SettingsTab, typed: str, section: str) -> None:
    tab.search.look_for(typed)
    assert section in offered(tab)
    assert len(offered(tab)) < len(tab.sections)
    assert tab.section_names()[tab.list.currentRow()] in offered(tab)


def test_the_field_is_lit_up_and_return_leads_to_it(tab: SettingsTab) -> None:
    tab.search.setFocus()
    tab.search.look_for("字体")
    (field,) = lit(tab)
    assert field.objectName() == "set_size"
    QTest.keyClick(tab.search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is field


def test_down_goes_to_the_list_and_escape_brings_everything_back(tab: SettingsTab) -> None:
    tab.search.setFocus()
    tab.search.look_for("备份")
    assert lit(tab)
    QTest.keyClick(tab.search, Qt.Key.Key_Down)
    assert tab.list.hasFocus()
    tab.search.setFocus()
    QTest.keyClick(tab.search, Qt.Key.Key_Escape)
    assert len(offered(tab)) == len(tab.sections)
    assert not lit(tab)


def test_several_words_have_to_stand_in_one_section(tab: SettingsTab) -> None:
    tab.search.look_for("备份 U盘")
    assert "BackupSection" in offered(tab)
    tab.search.look_for("备份 音量 zzz")
    assert offered(tab) == []
    nothing = tab.findChild(QLabel, "settings_nothing")
    assert nothing is not None
    assert nothing.isVisible()


def test_a_section_that_another_page_asks_for_is_shown_whatever_was_looked_for(tab: SettingsTab) -> None:
    tab.search.look_for("音量")
    tab.show_section("StaffSection")
    assert tab.section_names()[tab.list.currentRow()] == "StaffSection"
    assert len(offered(tab)) == len(tab.sections)


def test_what_stands_in_tables_is_not_looked_through(tab: SettingsTab, desk: Desk) -> None:
    tab.search.look_for("daily")
    assert offered(tab) == []


def test_every_setting_says_what_it_does(tab: SettingsTab) -> None:
    silent = {
        field.objectName()
        for section in tab.sections
        for field, note in section.added
        if not note and field.objectName() not in SELF_EVIDENT
    }
    assert silent == set()


def test_every_section_has_its_page_in_the_help(tab: SettingsTab) -> None:
    for section in tab.sections:
        tab.show_section(section.objectName())
        assert tab.help_topic in PAGES


def test_the_stages_of_the_school_are_ticked(tab: SettingsTab, desk: Desk) -> None:
    tab.show_section("GeneralSection")
    press(tab, f"set_stage_{Stage.SENIOR}")
    assert desk.settings.stages == ("senior",)
    press(tab, f"set_stage_{Stage.SENIOR}")
    assert desk.settings.stages == ()


def test_the_desk_card_is_printed_from_here(tab: SettingsTab, qtbot: QtBot) -> None:
    tab.show_section("PrintingSection")
    with qtbot.waitSignal(tab.document_asked) as asked:
        press(tab, "print_desk_card")
    assert asked.args[1]().startswith(b"%PDF")
