"""A PC that knows no library: what can be chosen, and that nothing is made before."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from libdesk import paths
from libdesk.actions.settings import change_settings
from libdesk.actions.staff import add_staff
from libdesk.domain.ops import Role
from libdesk.domain.rows.backups import Label
from libdesk.store.backup import back_up, facts_of
from libdesk.store.where import library_to_open
from libdesk.ui.wizard.first_window import FirstWindow
from libdesk.ui.wizard.window import WizardWindow
from tests.builders import add_reader, make_desk, make_library
from tests.ui.surroundings import nameless
from tests.ui.wizard.newcomer import Newcomer, at


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
    newcomer.start().restore_asked.emit(backup, None)
    newcomer.qtbot.waitUntil(lambda: bool(newcomer.opened))
    assert newcomer.opened == [paths.default_library()]
    assert facts_of(newcomer.opened[0]).readers == 1
    assert library_to_open() == paths.default_library()


def test_what_is_no_backup_is_told_and_the_choices_stay(newcomer: Newcomer, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8" * 300)
    window = newcomer.start()
    window.restore_asked.emit(photo, None)
    newcomer.qtbot.waitUntil(window._choices[0].isEnabled)
    assert photo.name in newcomer.words("first_fault")
    assert newcomer.opened == []
    assert not paths.default_library().exists()
    assert window._choices[0].isEnabled()


def test_a_sample_library_is_not_taken_for_a_backup_of_the_school(newcomer: Newcomer, tmp_path: Path) -> None:
    sample = make_library(tmp_path / "stick")
    desk = make_desk(sample)
    change_settings(desk, demo=True)
    desk.library.close()
    window = newcomer.start()
    window.restore_asked.emit(sample, None)
    newcomer.qtbot.waitUntil(window._choices[0].isEnabled)
    assert "示例" in newcomer.words("first_fault")
    assert newcomer.opened == []
    assert library_to_open() is None


def test_a_backup_that_is_opened_is_told_and_restored_where_a_person_says(newcomer: Newcomer, tmp_path: Path) -> None:
    old = make_library(tmp_path / "stick")
    desk = make_desk(old)
    change_settings(desk, school="阳光小学")
    desk.library.close()
    backup = back_up(old, old.parent, label=Label.DAILY, now=newcomer.clock()).path
    before = {place: place.read_bytes() for place in backup.parent.iterdir()}
    window = newcomer.start()
    window.choose_library(backup)
    assert newcomer.opened == []
    assert "阳光小学" in newcomer.words("backup_offer_words")
    assert "2026年3月9日" in newcomer.words("backup_offer_words")
    assert QApplication.focusWidget() is window.offer.restore
    assert nameless(window) == []
    newcomer.key(Qt.Key.Key_Escape)
    assert not window.offer.isVisible()
    window.choose_library(backup)
    window.offer.answer_with(tmp_path / "e")
    newcomer.qtbot.waitUntil(lambda: bool(newcomer.opened))
    assert newcomer.opened == [tmp_path / "e" / "library.libdesk"]
    assert {place: place.read_bytes() for place in backup.parent.iterdir()} == before


def test_a_library_that_is_no_backup_is_opened(newcomer: Newcomer, tmp_path: Path) -> None:
    moved = make_library(tmp_path / "e")
    window = newcomer.start()
    with newcomer.qtbot.waitSignal(window.open_asked) as asked:
        window.choose_library(moved)
    assert asked.args == [moved]


def test_the_pin_of_a_draft_is_typed_in_a_row_that_fits(newcomer: Newcomer) -> None:
    wizard = at(newcomer, "safety")
    add_staff(wizard.desk, name="王老师", role=Role.LIBRARIAN, pin="2468")
    newcomer.start()
    newcomer.press("first_go_on")
    QApplication.processEvents()
    for name in ("pin_box", "pin_ok", "pin_cancel", "pin_forgotten"):
        part = newcomer.child(name)
        assert part.visibleRegion().boundingRect() == part.rect(), name
    cancel = newcomer.child("pin_cancel")
    assert isinstance(cancel, QPushButton)
    assert "学生" not in cancel.text()
