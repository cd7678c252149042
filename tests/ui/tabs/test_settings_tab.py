"""The settings' page: what is changed counts at once, an undo shows, and each section does what it says."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
)
from pytestqt.qtbot import QtBot

from libdesk.actions import staff
from libdesk.actions.backups import backups_of
from libdesk.actions.desk import Desk
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.ops import Role
from libdesk.domain.rows.documents import SlipPaper
from libdesk.store.queries import readers as readers_queries
from libdesk.store.queries import staff as staff_queries
from libdesk.ui.printing.slips import slip_paper
from libdesk.ui.settings import sections
from libdesk.ui.settings.backup import BackupSection
from libdesk.ui.settings.helpers import HelpersSection
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import add_book, add_reader
from tests.ui.surroundings import Kept, nameless
from tests.ui.tabs.settings_page import field, fill, number, opened, pick, press


def test_the_name_of_the_school_counts_when_the_field_is_left(qtbot: QtBot, tab: SettingsTab, desk: Desk) -> None:
    school = field(tab, "set_school")
    qtbot.keyClicks(school, "Sunshine")
    assert desk.settings.school == ""
    qtbot.keyClick(school, Qt.Key.Key_Return)
    assert desk.settings.school == "Sunshine"


def test_where_a_librarian_begins_belongs_to_this_pc(tab: SettingsTab, kept: Kept, desk: Desk) -> None:
    assert not tab.around.pc.begins_at_desk
    before = desk.library.connection.execute("SELECT count(*) FROM journal").fetchone()
    pick(tab, "set_begin", True)
    assert tab.around.pc.begins_at_desk
    assert desk.library.connection.execute("SELECT count(*) FROM journal").fetchone() == before


def test_an_undo_shows_in_the_fields(tab: SettingsTab, desk: Desk) -> None:
    opened(tab, "StaffSection")
    number(tab, "set_lock_minutes").setValue(30)
    assert desk.settings.lock_minutes == 30
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    tab.refresh()
    assert number(tab, "set_lock_minutes").value() == 5


def test_opening_a_section_changes_nothing(tab: SettingsTab, desk: Desk) -> None:
    before = desk.library.connection.execute("SELECT count(*) FROM journal").fetchone()
    for name in tab.section_names():
        opened(tab, name)
    assert desk.library.connection.execute("SELECT count(*) FROM journal").fetchone() == before


def test_a_wheel_that_passes_over_changes_nothing(tab: SettingsTab, desk: Desk) -> None:
    opened(tab, "RulesSection")
    days = number(tab, "rule_days")
    middle = QPointF(days.rect().center())
    event = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(days, event)
    assert days.value() == 14


def test_the_language_and_size_belong_to_the_pc_and_ask_for_a_new_window(
    qtbot: QtBot, tab: SettingsTab, kept: Kept
) -> None:
    with qtbot.waitSignal(tab.look_changed):
        pick(tab, "set_language", "en")
    with qtbot.waitSignal(tab.look_changed):
        pick(tab, "set_size", 1.5)
    assert (kept.around.pc.language, kept.around.pc.factor) == ("en", 1.5)


def test_the_same_section_is_open_after_the_window_was_built_anew(qtbot: QtBot, tab: SettingsTab, kept: Kept) -> None:
    opened(tab, "SoundsSection")
    again = SettingsTab(kept.around)
    qtbot.addWidget(again)
    assert again.list.currentRow() == again.section_names().index("SoundsSection")


def test_a_pupil_is_found_appointed_and_ended(tab: SettingsTab, desk: Desk) -> None:
    add_reader(desk, "李小雨")
    add_reader(desk, "赵老师", kind="teacher")
    section = opened(tab, "HelpersSection")
    assert isinstance(section, HelpersSection)
    section.search.look_for("lxy")
    press(tab, "helper_appoint")
    assert [row.name for row in section.appointed.model.rows()] == ["李小雨"]
    assert section.found.model.rows() == ()
    press(tab, "helper_dismiss")
    assert section.appointed.model.rows() == ()
    section.search.look_for("zls")
    assert section.found.model.rows() == ()
    assert readers_queries.count_readers(desk.library) == 2


def test_a_librarian_is_added_and_the_code_is_shown_once_and_printed(
    qtbot: QtBot, tab: SettingsTab, desk: Desk
) -> None:
    opened(tab, "StaffSection")
    fill(tab, staff_name="王老师", staff_pin="2468", staff_again="2468")
    press(tab, "staff_add")
    shown = field(tab, "staff_shown_code")
    assert isinstance(shown, QLabel)
    code = shown.text()
    staff_id = staff_queries.active(desk.library)[0].id
    with qtbot.waitSignal(tab.document_asked) as asked:
        press(tab, "staff_print")
    assert asked.args[1]().startswith(b"%PDF")
    press(tab, "staff_noted")
    assert shown.text() == ""
    assert staff.reset_pin(desk, staff_id, code, "1357").name == "王老师"


def test_two_different_pins_add_nobody(tab: SettingsTab, desk: Desk) -> None:
    opened(tab, "StaffSection")
    fill(tab, staff_name="王老师", staff_pin="2468", staff_again="2469")
    press(tab, "staff_add")
    assert staff.open_to_all(desk)


def test_the_last_librarian_stays_and_the_page_says_why(tab: SettingsTab, desk: Desk) -> None:
    staff.add_staff(desk, name="王老师", role=Role.LIBRARIAN, pin="2468")
    section = opened(tab, "StaffSection")
    press(tab, "staff_end")
    assert section._fault.isVisible()
    assert not staff.open_to_all(desk)


def test_the_loudness_belongs_to_the_pc(qtbot: QtBot, tab: SettingsTab, kept: Kept) -> None:
    opened(tab, "SoundsSection")
    with qtbot.waitSignal(tab.sound_changed):
        field(tab, "set_volume").setValue(2)  # type: ignore[attr-defined]
    assert kept.around.pc.volume == 0.2


def test_a_backup_is_made_beside_the_desk_and_listed(
    qtbot: QtBot, tab: SettingsTab, desk: Desk, kept: Kept, tmp_path: Path
) -> None:
    add_book(desk, "草房子")
    section = opened(tab, "BackupSection")
    assert isinstance(section, BackupSection)
    stick = tmp_path / "stick"
    stick.mkdir()
    section.set_folder(str(stick))
    with qtbot.waitSignal(kept.around.jobs.finished):
        press(tab, "backup_now")
    assert len(section.list.model.rows()) == 1
    assert len(list(stick.glob("*.libdesk"))) == 1
    assert section.told.property("role") == "good"


def test_a_second_place_that_is_gone_is_told_and_the_first_is_made(
    qtbot: QtBot, tab: SettingsTab, desk: Desk, kept: Kept, tmp_path: Path
) -> None:
    section = opened(tab, "BackupSection")
    assert isinstance(section, BackupSection)
    section.set_folder(str(tmp_path / "gone"))
    with qtbot.waitSignal(kept.around.jobs.finished):
        press(tab, "backup_now")
    assert section.told.property("role") == "warn"
    assert len(backups_of(desk.library.path)) == 1


def test_a_backup_is_compared_before_it_is_restored(qtbot: QtBot, tab: SettingsTab, desk: Desk, kept: Kept) -> None:
    add_book(desk, "草房子")
    section = opened(tab, "BackupSection")
    assert isinstance(section, BackupSection)
    with qtbot.waitSignal(kept.around.jobs.finished):
        press(tab, "backup_now")
    add_book(desk, "昆虫记")
    with qtbot.waitSignal(kept.around.jobs.finished):
        press(tab, "backup_look")
    assert QApplication.activeModalWidget() is None
    press(tab, "restore_keep")
    assert not field(tab, "restore_do").isVisible()
    with qtbot.waitSignal(kept.around.jobs.finished):
        press(tab, "backup_look")
    with qtbot.waitSignal(kept.around.jobs.finished):
        press(tab, "restore_do")
    assert kept.said[-1].startswith("已恢复到2026年3月9日 周一")
    assert "本机上次备份：3月9日 周一" in section.state.text(), "the restored journal knows of no backup yet"
    titles = desk.library.connection.execute("SELECT title FROM title").fetchall()
    assert titles == [("草房子",)]


def test_the_question_of_a_restore_is_scrolled_into_sight(qtbot: QtBot, tab: SettingsTab, kept: Kept) -> None:
    tab.resize(900, 320)
    section = opened(tab, "BackupSection")
    assert isinstance(section, BackupSection)
    for name in ("backup_now", "backup_look"):
        with qtbot.waitSignal(kept.around.jobs.finished):
            press(tab, name)
    qtbot.waitUntil(lambda: section.restore.visibleRegion().boundingRect() == section.restore.rect())
    assert section.keep.hasFocus()
    with qtbot.waitSignal(kept.around.jobs.finished):
        press(tab, "restore_do")
        assert section.list.view.hasFocus()
    qtbot.waitUntil(lambda: not section.told.visibleRegion().isEmpty())


def test_the_paper_of_slips_belongs_to_the_pc(tab: SettingsTab, kept: Kept) -> None:
    opened(tab, "PrintingSection")
    assert slip_paper(kept.around.pc) is SlipPaper.A6
    pick(tab, "set_slip_paper", SlipPaper.RECEIPT)
    assert slip_paper(kept.around.pc) is SlipPaper.RECEIPT
    opened(tab, "SoundsSection")
    combo = field(tab, "set_slip_paper")
    opened(tab, "PrintingSection")
    assert isinstance(combo, QComboBox)
    assert combo.currentData() == SlipPaper.RECEIPT


def test_the_command_cards_are_printed(qtbot: QtBot, tab: SettingsTab) -> None:
    opened(tab, "PrintingSection")
    with qtbot.waitSignal(tab.document_asked) as asked:
        press(tab, "print_commands")
    assert asked.args[1]().startswith(b"%PDF")


@pytest.mark.parametrize("kind", [section.__name__ for section in sections()])
def test_everything_that_takes_the_focus_has_a_name(tab: SettingsTab, kind: str) -> None:
    opened(tab, kind)
    assert nameless(tab) == []
