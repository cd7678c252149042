"""Where the library cannot be opened: the fault in a sentence, ways on that work, and never an empty library."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.marks import keep_mark, vanished
from libdesk.actions.settings import change_settings
from libdesk.domain.rows.backups import Label
from libdesk.paths import backup_dir
from libdesk.store.backup import back_up, facts_of
from libdesk.store.errors import (
    LibraryDamaged,
    LibraryEmptyFile,
    LibraryFault,
    LibraryLocked,
    LibraryMissing,
    LibraryReadOnly,
)
from libdesk.store.opening import open_library
from libdesk.ui import theme
from libdesk.ui.fault_window import FaultWindow
from libdesk.ui.help_window import HelpPanel
from tests.builders import add_book, add_reader, make_desk, make_library

NOW = datetime(2026, 3, 9, 2, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library that is damaged now, with one good backup and one that cannot be read."""
    made = make_library(tmp_path)
    desk = make_desk(made)
    add_book(desk, "城南旧事", copies=3)
    add_reader(desk, "李小雨")
    desk.library.close()
    back_up(made, backup_dir(made), label=Label.DAILY, now=NOW)
    (backup_dir(made) / "school_2026-03-01_10-00-00_exit.libdesk").write_bytes(b"damaged")
    made.write_bytes(b"")
    return made


def shown(qtbot: QtBot, fault: LibraryFault, *, factor: float = 1.0) -> FaultWindow:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, scheme="light", factor=factor)
    window = FaultWindow(fault, clock=lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    settle(qtbot, window)
    return window


def settle(qtbot: QtBot, window: FaultWindow) -> None:
    """Until what runs in the background has ended."""
    qtbot.waitUntil(window.retry_button.isEnabled)


def visible_buttons(window: QWidget) -> set[str]:
    return {button.objectName() for button in window.findChildren(QPushButton) if button.isVisible()}


def test_it_says_what_is_wrong_and_lists_the_backups_with_what_they_hold(qtbot: QtBot, path: Path) -> None:
    window = shown(qtbot, LibraryEmptyFile(path))
    assert window.objectName() == "fault_window"
    assert path.name in window.sentence.text()
    good, bad = window.table.model.rows()
    assert good.backup.made == datetime(2026, 3, 9, 10, 0)
    assert [good.figure(name) for name in ("readers", "copies", "loans")] == ["1", "3", "0"]
    assert bad.fault
    assert window.table.current_row() is good


def test_the_newest_backup_is_restored_with_the_keyboard_alone(qtbot: QtBot, path: Path) -> None:
    window = shown(qtbot, LibraryEmptyFile(path))
    assert window.focusWidget() is window.table.view
    QTest.keyClick(window.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(window.retry_button.hasFocus)
    assert "3月9日" in window.state.text()  # so old is the list of erased readers: the library gave none
    with qtbot.waitSignal(window.open_asked) as asked:
        QTest.keyClick(window.retry_button, Qt.Key.Key_Space)
    assert asked.args == [path]
    library = open_library(path)
    assert library.connection.execute("SELECT count(*) FROM copy").fetchone() == (3,)
    library.close()
    assert list(backup_dir(path).glob("*_aside.libdesk"))


def test_a_backup_that_cannot_be_read_is_not_offered(qtbot: QtBot, path: Path) -> None:
    window = shown(qtbot, LibraryEmptyFile(path))
    window.table.view.selectRow(1)
    assert not window.restore_button.isEnabled()
    window.table.view.selectRow(0)
    assert window.restore_button.isEnabled()


def test_a_backup_chosen_elsewhere_that_is_no_good_is_told_and_nothing_changes(
    qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    window = shown(qtbot, LibraryEmptyFile(path))
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8" * 300)
    asked: list[object] = []
    window.open_asked.connect(asked.append)
    window.restore_from(photo)
    settle(qtbot, window)
    assert photo.name in window.state.text()
    assert window.state.isVisible()
    assert asked == []
    assert path.read_bytes() == b""


def test_without_a_backup_it_says_so_and_makes_no_library(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "library.libdesk"
    window = shown(qtbot, LibraryMissing(path))
    assert window.table.current_row() is None
    assert not window.restore_button.isEnabled()
    assert window.focusWidget() is window.elsewhere_button
    assert "rescue" not in visible_buttons(window)
    window.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fault", [LibraryLocked, LibraryReadOnly])
def test_where_a_backup_does_not_help_trying_again_does(qtbot: QtBot, path: Path, fault: type[LibraryFault]) -> None:
    window = shown(qtbot, fault(path))
    assert visible_buttons(window) == {"retry", "open_other", "leave"}
    assert window.focusWidget() is window.retry_button
    with qtbot.waitSignal(window.open_asked) as asked:
        QTest.keyClick(window.retry_button, Qt.Key.Key_Space)
    assert asked.args == [path]


def test_what_can_be_read_is_written_out(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "libdesk.ui.fault_window.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    path = make_library(tmp_path)
    desk = make_desk(path)
    add_reader(desk, "李小雨")
    desk.library.close()
    window = shown(qtbot, LibraryDamaged(path))
    window.rescue_into(tmp_path)
    settle(qtbot, window)
    (folder,) = tmp_path.glob("*_rescued")
    assert "李小雨" in (folder / "reader.csv").read_text("utf-8-sig")
    assert str(folder) in window.state.text()
    assert opened == [str(folder)]


def test_leaving_is_asked_for(qtbot: QtBot, path: Path) -> None:
    window = shown(qtbot, LibraryEmptyFile(path))
    with qtbot.waitSignal(window.leave_asked):
        window.leave_button.click()


@pytest.mark.parametrize("fault", [LibraryEmptyFile, LibraryLocked])
@pytest.mark.parametrize("factor", [1.0, 1.25])
def test_it_fits_on_a_small_screen(qtbot: QtBot, path: Path, fault: type[LibraryFault], factor: float) -> None:
    window = shown(qtbot, fault(path), factor=factor)
    least = window.minimumSizeHint()
    assert least.width() <= 900
    assert least.height() <= 460


def test_every_button_has_words_and_can_be_reached_by_tab(qtbot: QtBot, path: Path) -> None:
    window = shown(qtbot, LibraryEmptyFile(path))
    buttons = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    assert all(button.text() for button in buttons)
    reached, widget = set(), window.table.view.nextInFocusChain()
    while widget is not window.table.view:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    assert set(buttons) <= reached


def two_backups(tmp_path: Path, *, restored: bool = False) -> Path:
    """A marked library with a backup of its three books and, named as of later, one of before them; then it is gone."""
    path = make_library(tmp_path / "d")
    desk = make_desk(path)
    back_up(path, backup_dir(path), label=Label.BEFORE_RESTORE, now=NOW + timedelta(hours=5))
    add_book(desk, "城南旧事", copies=3)
    back_up(path, backup_dir(path), label=Label.DAILY, now=NOW)
    keep_mark(desk)
    desk.close()
    path.unlink()
    return path


def test_of_the_backups_the_one_that_goes_furthest_is_proposed(qtbot: QtBot, data_folder: Path, tmp_path: Path) -> None:
    path = two_backups(tmp_path)
    window = shown(qtbot, vanished(path, expected=True))
    assert [line.figure("copies") for line in window.table.model.rows()] == ["0", "3"]
    assert window.table.current_row().figure("copies") == "3"
    window.restore_button.click()
    settle(qtbot, window)
    assert facts_of(path).copies == 3


def test_what_a_backup_lacks_is_said_before_it_is_restored(qtbot: QtBot, data_folder: Path, tmp_path: Path) -> None:
    path = two_backups(tmp_path)
    window = shown(qtbot, vanished(path, expected=True))
    window.table.view.selectRow(0)
    window.restore_button.click()
    assert "缺" in window.state.text()
    assert not path.exists()
    window.table.view.selectRow(1)  # another one: nothing is lacking there
    assert not window.state.isVisible()
    window.table.view.selectRow(0)
    window.restore_button.click()
    window.restore_button.click()
    settle(qtbot, window)
    assert facts_of(path).copies == 0


def test_a_backup_from_elsewhere_that_lacks_something_is_restored_by_a_second_press(
    qtbot: QtBot, data_folder: Path, tmp_path: Path
) -> None:
    path = two_backups(tmp_path)
    chosen = tmp_path / "旧的.libdesk"
    window = shown(qtbot, vanished(path, expected=True))
    window.table.model.rows()[0].backup.path.rename(chosen)
    window.consider(chosen)
    settle(qtbot, window)
    assert not path.exists()
    assert window.restore_button.hasFocus()
    window.restore_button.click()
    settle(qtbot, window)
    assert facts_of(path).copies == 0


def test_a_backup_that_is_chosen_as_the_library_is_not_opened_but_restored(qtbot: QtBot, path: Path) -> None:
    window = shown(qtbot, LibraryEmptyFile(path))
    backup = window.table.current_row().backup.path
    before = backup.read_bytes()
    asked: list[object] = []
    window.open_asked.connect(asked.append)
    window.choose_library(backup)
    assert asked == []
    assert backup.name in window.offer.sentence.text()
    assert "2026年3月9日" in window.offer.sentence.text()
    assert window.offer.restore.hasFocus()
    window.offer.restore.click()
    settle(qtbot, window)
    assert facts_of(path).copies == 3
    assert backup.read_bytes() == before
    assert {place.suffix for place in backup_dir(path).iterdir()} == {".libdesk"}


def test_a_backup_that_is_chosen_can_be_restored_in_another_folder(
    qtbot: QtBot, data_folder: Path, path: Path, tmp_path: Path
) -> None:
    window = shown(qtbot, LibraryEmptyFile(path))
    window.choose_library(window.table.current_row().backup.path)
    with qtbot.waitSignal(window.open_asked) as asked:
        window.offer.answer_with(tmp_path / "e")
    assert asked.args == [tmp_path / "e" / "library.libdesk"]
    assert path.read_bytes() == b""


def test_where_a_restore_does_not_help_a_backup_is_only_told(qtbot: QtBot, path: Path) -> None:
    window = shown(qtbot, LibraryLocked(path))
    asked: list[object] = []
    window.open_asked.connect(asked.append)
    window.choose_library(next(backup_dir(path).glob("*daily.libdesk")))
    assert asked == []
    assert window.state.isVisible()
    assert not window.offer.isVisible()


def test_a_sample_library_is_not_restored_for_a_school(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    sample = make_library(tmp_path / "sample")
    desk = make_desk(sample)
    change_settings(desk, demo=True)
    desk.close()
    window = shown(qtbot, LibraryEmptyFile(path))
    window.restore_from(sample)
    settle(qtbot, window)
    assert "示例" in window.state.text()
    assert path.read_bytes() == b""


def test_the_help_stands_beside_it_and_goes_again(qtbot: QtBot, path: Path) -> None:
    window = shown(qtbot, LibraryEmptyFile(path))
    window.resize(911, 460)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before = window.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = window.findChild(HelpPanel)
    assert panel is not None
    assert panel.search.hasFocus()
    assert panel.list.currentItem().text() == "数据安全"
    assert panel.list.viewport().height() >= 5 * panel.list.sizeHintForRow(0)
    assert window.leave_button.visibleRegion().boundingRect() == window.leave_button.rect()
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.focusWidget() is before
