"""From the file to the window: what stands there when the library opens, and when it does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from libdesk import paths
from libdesk.actions import setting_up
from libdesk.actions.backups import backups_of
from libdesk.actions.desk import Actor
from libdesk.actions.marks import keep_mark, look_at_mark
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.settings import change_settings
from libdesk.actions.staff import add_staff
from libdesk.app import Program, _house
from libdesk.domain.ops import Role
from libdesk.domain.progress import Progress
from libdesk.store.where import library_to_open
from libdesk.ui.fault_window import FaultWindow
from libdesk.ui.main_window import MainWindow
from libdesk.ui.mark_notice import MarkNotice
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.tabs.settings_tab import SettingsTab
from libdesk.ui.wizard.first_window import FirstWindow
from libdesk.ui.wizard.list_pages import RosterPage
from libdesk.ui.wizard.window import WizardWindow
from tests.builders import Clock, add_book, add_reader, count, make_desk, make_library


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = Program(app, PcSettings(tmp_path / "pc.ini"), language="zh_CN")
    yield made
    made.close_library()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.deleteLater()
    QApplication.processEvents()


def wizard_with_a_roster(program: Program, tmp_path: Path, qtbot: QtBot) -> WizardWindow:
    """A PC that knows no library, the school named and its roster imported; then somebody goes home."""
    first = started(program)
    assert isinstance(first, FirstWindow)
    first.set_up_asked.emit()
    wizard = program.window
    assert isinstance(wizard, WizardWindow)
    wizard.pages[0].show_typed({"school": "阳光小学"})
    wizard.go_on()
    page = next(page for page in wizard.pages if isinstance(page, RosterPage))
    wizard.show_page(wizard.pages.index(page))
    roster = tmp_path / "名册.csv"
    roster.write_text("姓名,班级,读者证号\n李小雨,五(3)班,R001\n", "utf-8-sig")
    page.list.open_file(roster)
    qtbot.waitUntil(lambda: not wizard.jobs.running and page.list.foot.start.isEnabled())
    page.list.foot.start.click()
    qtbot.waitUntil(lambda: not wizard.jobs.running)
    assert setting_up.count_draft(wizard.desk).readers == 1
    return wizard


def started(program: Program) -> QWidget | None:
    """What stands there after a start of the program without any argument, which is then left in order."""
    windows: list[QWidget | None] = []

    def look() -> int:  # in place of Qt's loop, which leaves no other one running once it has ended
        windows.append(program.window)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program.app, "exec", look)
        program.run(library_to_open(), own=True)
    return windows[0]


def filled_library(folder: Path) -> Path:
    path = make_library(folder)
    desk = make_desk(path)
    for number in range(300):
        add_book(desk, f"图书{number}")
    desk.library.checkpoint()
    desk.library.close()
    return path


def test_a_sound_library_opens_the_desk(program: Program, tmp_path: Path) -> None:
    program.open(make_library(tmp_path))
    assert isinstance(program.window, MainWindow)


def test_damage_inside_the_file_leads_to_the_backups_and_changes_nothing(program: Program, tmp_path: Path) -> None:
    path = filled_library(tmp_path)
    data = bytearray(path.read_bytes())
    data[2 * 4096 : 8 * 4096] = b"\xa5" * (6 * 4096)
    path.write_bytes(data)
    program.open(path)
    assert isinstance(program.window, FaultWindow)
    assert path.read_bytes() == data


def test_a_missing_library_is_told_and_made_only_when_asked_for(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "typo.libdesk"
    program.open(path)
    window = program.window
    assert isinstance(window, FaultWindow)
    assert not path.exists()
    qtbot.waitUntil(lambda: not window.new_button.isHidden())
    window.new_button.click()
    assert isinstance(program.window, MainWindow)
    assert path.exists()


def test_a_pc_that_knows_no_library_asks_and_makes_none(program: Program, data_folder: Path) -> None:
    program.welcome()
    assert isinstance(program.window, FirstWindow)
    assert not paths.default_library().exists()


def test_what_was_set_up_opens_in_the_same_window_place_and_at_the_next_start(
    program: Program, data_folder: Path, qtbot: QtBot
) -> None:
    program.welcome()
    first = program.window
    assert isinstance(first, FirstWindow)
    first.set_up_asked.emit()
    wizard = program.window
    assert isinstance(wizard, WizardWindow)
    wizard.pages[0].show_typed({"school": "阳光小学"})
    wizard.go_on()
    wizard.show_page(len(wizard.pages) - 1)
    wizard.go_on()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    assert program.window.windowTitle() == "阳光小学"
    assert library_to_open() == paths.default_library()


def test_a_draft_with_a_roster_is_gone_on_with_at_the_next_start(
    program: Program, data_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    wizard_with_a_roster(program, tmp_path, qtbot)
    program.close_library()
    assert library_to_open() is None
    assert not list(data_folder.rglob("marks/*.json"))
    window = started(program)
    assert isinstance(window, FirstWindow)
    assert window._choices[0].objectName() == "first_go_on"


def test_a_draft_with_a_roster_can_be_begun_afresh(
    program: Program, data_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    wizard_with_a_roster(program, tmp_path, qtbot)
    program.close_library()
    first = started(program)
    assert isinstance(first, FirstWindow)
    first.afresh_asked.emit()
    assert isinstance(program.window, WizardWindow)
    assert setting_up.count_draft(program.window.desk).readers == 0
    program.close_library()
    assert isinstance(started(program), FirstWindow)


def test_a_library_that_vanished_is_named_and_nothing_is_made_in_its_place(
    program: Program, data_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_library(tmp_path / "stick")
    desk = make_desk(path)
    change_settings(desk, school="阳光小学")
    keep_mark(desk)
    desk.library.close()
    path.unlink()
    program.open(path)
    window = program.window
    assert isinstance(window, FaultWindow)
    qtbot.waitUntil(window.retry_button.isEnabled)
    assert "阳光小学" in window.sentence.text()
    assert not window.new_button.isVisible()
    assert window.retry_button.hasFocus()
    window.retry_button.click()
    assert isinstance(program.window, FaultWindow)
    assert not path.exists()
    program.window.set_up_button.click()
    assert isinstance(program.window, FirstWindow)


def test_the_sample_is_left_for_the_first_window_where_no_library_is_known(program: Program, data_folder: Path) -> None:
    program.open(paths.demo_library(), demo=True)
    assert isinstance(program.window, MainWindow)
    program.window.leave_demo_asked.emit()
    assert isinstance(program.window, FirstWindow)


def test_a_library_that_went_back_in_time_opens_and_says_so(
    program: Program, data_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_library(tmp_path)
    before = path.read_bytes()
    desk = make_desk(path)
    change_settings(desk, school="阳光小学")
    keep_mark(desk)
    desk.library.close()
    path.write_bytes(before)
    program.open(path)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: window.findChild(MarkNotice) is not None)
    notice = window.findChild(MarkNotice)
    assert isinstance(notice, MarkNotice)
    qtbot.waitUntil(notice.isVisible)
    assert "2026年3月9日" in notice.sentence.text()
    notice.keep.click()  # in student mode: refused in words
    assert notice.isVisible()
    window.switch_role()
    notice.keep.click()
    assert not notice.isVisible()
    program.close_library()
    program.open(path)
    assert program.desk is not None
    assert look_at_mark(program.desk) is None


def test_another_language_builds_the_window_anew(program: Program, tmp_path: Path) -> None:
    program.open(make_library(tmp_path))
    before = program.window
    program.pc.language = "en"
    program.rebuild()
    assert program.window is not before
    assert isinstance(program.window, MainWindow)
    assert program.window.tabs.tabText(0) == "Lend and return"
    program.use_language("zh_CN")


def test_the_days_work_erases_who_left_before_it_makes_the_backup(tmp_path: Path) -> None:
    clock = Clock()
    desk = make_desk(make_library(tmp_path), clock=clock)
    leave_readers(desk, reader_ids=[add_reader(desk, "欧阳琪琪").id])
    clock.advance(days=400)
    add_book(desk, "城南旧事")
    _house(desk, Progress())
    assert count(desk, "SELECT count(*) FROM reader WHERE state = 'erased'") == 1
    made = backups_of(desk.library.path)
    assert len(made) == 1
    assert "欧阳琪琪".encode() not in made[0].path.read_bytes()
    desk.close()


def test_leaving_after_the_window_was_built_anew_meets_no_window_of_before(program: Program, tmp_path: Path) -> None:
    program.open(make_library(tmp_path))
    program.rebuild()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with capture_exceptions() as caught:
        program.app.aboutToQuit.emit()
    assert caught == []


def test_the_size_of_type_is_stepped_by_keyboard_without_leaving_its_field(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    program.open(make_library(tmp_path))
    assert isinstance(program.window, MainWindow)
    assert program.desk is not None
    program.desk.actor = Actor(Role.LIBRARIAN)
    program.window.role_changed()
    settings = program.window.show_tab("settings_tab")
    assert isinstance(settings, SettingsTab)
    settings.show_section("GeneralSection")
    field = settings.findChild(QComboBox, "set_size")
    assert field is not None
    before = program.window
    with qtbot.waitActive(before):
        before.activateWindow()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: program.window is not before)
    qtbot.waitUntil(lambda: getattr(QApplication.focusWidget(), "objectName", str)() == "set_size")
    assert (program.pc.factor, program.window.tabs.current.NAME) == (1.1, "settings_tab")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: program.pc.factor == 1.25)


@pytest.mark.parametrize("guarded", [False, True])
def test_whoever_has_just_set_the_library_up_goes_on_as_its_librarian_unless_a_pin_is_asked_for(
    program: Program, tmp_path: Path, guarded: bool
) -> None:
    path = make_library(tmp_path)
    if guarded:
        desk = make_desk(path)
        add_staff(desk, name="李老师", role=Role.LIBRARIAN, pin="2468")
        desk.library.close()
    program._begin_at(path)
    assert isinstance(program.window, MainWindow)
    assert program.desk is not None
    assert program.desk.actor.role is (Role.HELPER if guarded else Role.LIBRARIAN)
    assert ("F9" in program.window.toast.text()) == guarded
