"""Settings of cataloguing: each counts at once, is found by its words, and can be undone."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.cataloguing.numbers import next_call_no
from libdesk.actions.desk import Desk
from libdesk.actions.undo import undo
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.look import dress
from tests.ui.surroundings import Kept, nameless
from tests.ui.tabs.settings_page import field, fill, number, opened, pick, press


@pytest.fixture
def tab(qtbot: QtBot, kept: Kept) -> SettingsTab:
    made = SettingsTab(kept.around)
    qtbot.addWidget(made)
    dress()
    made.resize(911, 400)
    made.show()
    opened(made, "CataloguingSection")
    return made


def type_prefix(tab: SettingsTab, text: str) -> None:
    fill(tab, set_barcode_prefix=text)
    line = field(tab, "set_barcode_prefix")
    assert isinstance(line, QLineEdit)
    line.editingFinished.emit()


def words(tab: SettingsTab, name: str) -> str:
    found = tab.sections[tab.section_names().index("CataloguingSection")].findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_the_rule_of_book_numbers_counts_at_once_and_is_undone(tab: SettingsTab, desk: Desk) -> None:
    pick(tab, "set_book_number", "author")
    assert next_call_no(desk.library, desk.settings, class_no="I247.5", author="余华") == "I247.5/YH1"
    undo(desk, desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0])
    assert desk.settings.book_number == "running"


def test_switches_and_numbers_are_kept(tab: SettingsTab, desk: Desk) -> None:
    press(tab, "set_refill_gaps")
    pick(tab, "set_author_decimal", False)
    number(tab, "set_enough_copies").setValue(5)
    number(tab, "set_new_days").setValue(30)
    settings = desk.settings
    assert (settings.refill_gaps, settings.author_decimal, settings.enough_copies, settings.new_days) == (
        True, False, 5, 30,
    )  # fmt: skip


def test_how_long_an_issue_may_be_behind_is_set_for_periodicals_and_newspapers_apart(
    tab: SettingsTab, desk: Desk
) -> None:
    assert number(tab, "set_late_newspaper").text() == "当天"
    number(tab, "set_late_periodical").setValue(20)
    number(tab, "set_late_newspaper").setValue(2)
    assert (desk.settings.late_periodical, desk.settings.late_newspaper) == (20, 2)
    undo(desk, desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0])
    assert desk.settings.late_newspaper == 0


def test_how_the_trolley_is_kept_counts_at_once(tab: SettingsTab, desk: Desk) -> None:
    number(tab, "set_trolley_days").setValue(0)
    press(tab, "set_trolley")
    assert (desk.settings.trolley, desk.settings.trolley_days) == (False, 0)
    assert not number(tab, "set_trolley_days").isEnabled()


def test_a_barcode_shows_how_it_will_look(tab: SettingsTab, desk: Desk) -> None:
    type_prefix(tab, "ts")
    number(tab, "set_barcode_width").setValue(6)
    assert (desk.settings.barcode_prefix, words(tab, "barcode_example")) == ("TS", "例如 TS000001")


def test_a_prefix_that_cannot_be_printed_is_refused_and_told(tab: SettingsTab, desk: Desk) -> None:
    type_prefix(tab, "图")
    assert (desk.settings.barcode_prefix, bool(words(tab, "setting_fault"))) == ("", True)


@pytest.mark.parametrize("typed", ["种次号", "著者号", "排架", "复本", "新书", "索书号"])
def test_it_is_found_by_its_words(tab: SettingsTab, typed: str) -> None:
    tab.look_for(typed)
    row = tab.section_names().index("CataloguingSection")
    assert not tab.list.isRowHidden(row)


def test_the_classes_are_one_button_away(tab: SettingsTab, kept: Kept) -> None:
    press(tab, "show_classes")
    assert kept.opened == ["catalogue_tab"]


def test_everything_has_a_name_for_a_screen_reader(tab: SettingsTab) -> None:
    assert nameless(tab) == []
