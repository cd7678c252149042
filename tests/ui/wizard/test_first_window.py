"""A PC that knows no library: what can be chosen, and that nothing is made before."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from libdesk import paths
from libdesk.domain.rows.backups import Label
from libdesk.store.backup import back_up, facts_of
from libdesk.store.where import library_to_open
from libdesk.ui.wizard.first_window import FirstWindow
from libdesk.ui.wizard.window import WizardWindow
from tests.builders import add_reader, make_desk, make_library
from tests.ui.surroundings import nameless
from tests.ui.wizard.newcomer import Newcomer


def test_the_first_choice_is_to_set_up_and_return_takes_it(newcomer: Newcomer) -> None:
    window = newcomer.start()
    assert [button.objectName() for button in window._choices] == [
        "first_set_up", "first_sample", "first_open", "first_restore",
    ]  # fmt: skip
    assert QApplication.focusWidget() is window._choices[0]
    QTest.keyClick(window._choices[0], Qt.Key.Key_Space)
    assert isinstance(newcomer.window, WizardWindow)


def test_nothing_is_made_before_a_choice(newcomer: Newcomer, data_folder: Path) -> None:
    newcomer.start()
    assert not list(data_folder.rglob("*.libdesk"))


def test_everything_has_a_name_and_finds_room(newcomer: Newcomer) -> None:
    window = newcomer.start()
    assert nameless(window) == []
    assert window.minimumSizeHint().height() <= 460


def test_libraries_that_are_found_can_be_opened_with_one_key(newcomer: Newcomer, tmp_path: Path) -> None:
    found = [tmp_path / "d" / "library.libdesk", tmp_path / "e" / "library.libdesk"]
    window = FirstWindow(found)
    newcomer.qtbot.addWidget(window)
    assert str(tmp_path / "d") in window._choices[0].text()
    with newcomer.qtbot.waitSignal(window.open_asked) as asked:
        window._choices[1].click()
    assert asked.args == [found[1]]


def test_the_sample_is_asked_for(newcomer: Newcomer) -> None:
    window = newcomer.start()
    with newcomer.qtbot.waitSignal(window.sample_asked):
        newcomer.press("first_sample")


def test_a_backup_becomes_the_library_of_this_pc(newcomer: Newcomer, tmp_path: Path) -> None:
    old = make_library(tmp_path / "stick")
    desk = make_desk(old)
    add_reader(desk, "李小雨")
    desk.library.close()
    backup = back_up(old, old.parent, label=Label.DAILY, now=newcomer.clock()).path
    newcomer.start().restore_asked.emit(backup)
    newcomer.qtbot.waitUntil(lambda: bool(newcomer.opened))
    assert newcomer.opened == [paths.default_library()]
    assert facts_of(newcomer.opened[0]).readers == 1
    assert library_to_open() == paths.default_library()


def test_what_is_no_backup_is_told_and_the_choices_stay(newcomer: Newcomer, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8" * 300)
    window = newcomer.start()
    window.restore_asked.emit(photo)
    newcomer.qtbot.waitUntil(window._choices[0].isEnabled)
    assert photo.name in newcomer.words("first_fault")
    assert newcomer.opened == []
    assert not paths.default_library().exists()
    assert window._choices[0].isEnabled()
