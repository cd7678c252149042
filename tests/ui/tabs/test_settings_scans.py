"""Somebody scans while a field of the settings has the keyboard: the scan is for the desk, the field stays."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import add_book
from tests.ui.tabs.settings_page import opened, shown_in
from tests.windows import seat_at


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("GeneralSection", "set_school"),
        ("GeneralSection", "set_system"),
        ("RulesSection", "rule_days"),
        ("RulesSection", "set_hold_days"),
        ("RulesSection", "rule_overdue"),
        ("CalendarSection", "term_first"),
        ("StaffSection", "set_lock_minutes"),
    ],
)
def test_a_scan_into_a_field_of_the_settings_changes_nothing(
    qtbot: QtBot, desk: Desk, tmp_path: Path, section: str, name: str
) -> None:
    book = add_book(desk, "草房子", barcodes=["0000017"])
    with seat_at(desk, tmp_path, qtbot) as seat:
        tab = seat.window.around.show_tab("settings_tab")
        assert isinstance(tab, SettingsTab)
        opened(tab, section)
        target = seat.child(name)
        before = shown_in(target)
        entries = desk.library.connection.execute("SELECT count(*) FROM journal").fetchone()
        target.setFocus()
        seat.scan(book.barcodes[0])
        assert shown_in(target) == before
        assert desk.library.connection.execute("SELECT count(*) FROM journal").fetchone() == entries
        assert "草房子" in seat.window.lending.banner.text()
