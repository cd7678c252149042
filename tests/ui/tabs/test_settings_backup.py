"""The backup section: a stick that is there, is not, or comes back; files that are no backup of this library."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions import backups
from libdesk.actions.desk import Desk
from libdesk.actions.settings import change_settings
from libdesk.store import migrations
from libdesk.ui import backup_note
from libdesk.ui.settings.backup import BackupSection
from libdesk.ui.settings.volumes import below_root
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import add_book, add_reader, count, make_desk, make_library
from tests.look import dress
from tests.store.damage import spoil_inside
from tests.ui.surroundings import Kept
from tests.ui.tabs.settings_page import field, opened, press


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path))
    change_settings(made, school="阳光小学")
    add_book(made, "草房子")
    yield made
    made.library.close()


@pytest.fixture
def section(qtbot: QtBot, kept: Kept) -> BackupSection:
    tab = SettingsTab(kept.around)
    qtbot.addWidget(tab)
    dress()
    tab.resize(911, 400)
    tab.show()
    found = opened(tab, "BackupSection")
    assert isinstance(found, BackupSection)
    found.tab = tab  # type: ignore[attr-defined]  # keeps it alive
    return found


def settled(qtbot: QtBot, section: BackupSection, what: Callable[[], object]) -> None:
    what()
    qtbot.waitUntil(lambda: not section.around.jobs.running, timeout=20_000)


def test_a_stick_that_is_missing_is_named_looked_for_again_and_then_written(
    qtbot: QtBot, section: BackupSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_note, "_STICKS", (f"{tmp_path}/media/",))
    stick = tmp_path / "media" / "BACKUP"
    section.set_folder(str(stick), "学校U盘")
    settled(qtbot, section, section.now.click)
    assert "没有找到U盘“学校U盘”（上次用的是 " in section.told.text()
    assert section.told.property("role") == "warn"
    assert section.again.isVisible()
    assert QApplication.activeModalWidget() is None
    stick.mkdir(parents=True)
    settled(qtbot, section, section.again.click)
    assert "可以拔出U盘" in section.told.text()
    assert not section.again.isVisible()
    (written,) = stick.glob("*.libdesk")
    assert backups.facts_of(written).copies == 1


@pytest.mark.parametrize(
    ("folder", "name", "told"),
    [
        ("E:\\", "", "没有找到U盘（上次用的是 E:）。"),
        ("F:\\备份", "LIB", "没有找到U盘“LIB”（上次用的是 F:）。"),
        ("C:\\备份", "", "没有找到文件夹 C:\\备份。"),
        ("/media/wang/LIB", "", "没有找到U盘（上次用的是 /media/wang）。"),
    ],
)
def test_a_stick_is_called_by_its_name_and_letter(folder: str, name: str, told: str) -> None:
    assert backup_note.missing_words(folder, name) == told


@pytest.mark.parametrize(
    ("folder", "below"),
    [
        (PureWindowsPath("E:\\"), ()),
        (PureWindowsPath("E:\\a\\b"), ("a", "b")),
        (PurePosixPath("/media/wang/LIB/a"), ("a",)),
        (PurePosixPath("/run/media/wang/LIB/a"), ("a",)),
        (PurePosixPath("/Volumes/LIB/a"), ("a",)),
    ],
)
def test_what_lies_below_a_stick_is_found_on_it_under_another_letter(
    folder: PureWindowsPath | PurePosixPath, below: tuple[str, ...]
) -> None:
    assert below_root(folder) == below


def csv_file(path: Path) -> None:
    path.write_text("书名,作者\n活着,余华\n", encoding="utf-8")


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def another_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE a(b)")


WRONG: dict[str, Callable[[Path], object]] = {
    "a csv": csv_file,
    "an empty file": empty_file,
    "another program's database": another_database,
    "nothing": lambda _path: None,
}


@pytest.mark.parametrize("make", WRONG.values(), ids=WRONG.keys())
def test_a_file_that_is_no_backup_is_told_and_nothing_is_changed(
    qtbot: QtBot, section: BackupSection, desk: Desk, tmp_path: Path, make: Callable[[Path], object]
) -> None:
    wrong = tmp_path / "other.libdesk"
    make(wrong)
    settled(qtbot, section, lambda: section.compare_with(wrong))
    assert "other.libdesk" in section.told.text()
    assert section.told.property("role") == "bad"
    assert not section.restore.isVisible()
    assert count(desk, "SELECT count(*) FROM copy") == 1


def test_a_backup_that_is_damaged_or_of_a_newer_program_is_told_before_it_is_asked_for(
    qtbot: QtBot, section: BackupSection, desk: Desk, tmp_path: Path
) -> None:
    made = backups.back_up_now(desk).own.path
    damaged, newer = tmp_path / "damaged.libdesk", tmp_path / "newer.libdesk"
    for target in (damaged, newer):
        shutil.copyfile(made, target)
    spoil_inside(damaged)
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.newest() + 1}")
    for target in (damaged, newer):
        settled(qtbot, section, lambda target=target: section.compare_with(target))  # type: ignore[misc]
        assert target.name in section.told.text()
        assert not section.restore.isVisible()
    assert count(desk, "SELECT count(*) FROM copy") == 1


def test_the_backup_of_another_school_is_told_and_what_was_chosen_is_the_way_out(
    qtbot: QtBot, section: BackupSection, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    other = make_desk(make_library(folder))
    change_settings(other, school="月亮中学")
    add_reader(other, "李四")
    made = backups.back_up_now(other).own.path
    other.close()
    settled(qtbot, section, lambda: section.compare_with(made))
    doubt = section.findChild(QLabel, "restore_doubt")
    assert doubt is not None
    assert "月亮中学" in doubt.text()
    assert "阳光小学" in doubt.text()
    assert doubt.isVisible()
    assert section.focusWidget() is section.keep, "the safe one is where Return goes"
    press(section.tab, "restore_keep")  # type: ignore[attr-defined]
    assert count(desk, "SELECT count(*) FROM reader") == 0


def test_a_backup_from_a_stick_is_compared_and_restored(
    qtbot: QtBot, section: BackupSection, desk: Desk, tmp_path: Path
) -> None:
    made = backups.back_up_now(desk).own.path
    stick = tmp_path / "stick"
    stick.mkdir()
    moved = shutil.copyfile(made, stick / "anything.libdesk")
    add_book(desk, "昆虫记")
    settled(qtbot, section, lambda: section.compare_with(moved))
    facts = field(section.tab, "restore_facts")  # type: ignore[attr-defined]
    assert isinstance(facts, QLabel)
    assert "1 册" in facts.text()
    assert "2 册" in facts.text()
    settled(qtbot, section, section.restore.click)
    assert count(desk, "SELECT count(*) FROM copy") == 1
    assert "恢复过备份 anything.libdesk" in section.state.text()  # also after the next sign-in


@pytest.mark.parametrize("sample", [True, False])
def test_what_a_restore_would_refuse_is_refused_before_it_is_asked(
    qtbot: QtBot, section: BackupSection, desk: Desk, tmp_path: Path, sample: bool
) -> None:
    chosen = desk.library.path
    if sample:
        chosen = make_library(tmp_path / "sample")
        other = make_desk(chosen)
        change_settings(other, demo=True)
        other.close()
    settled(qtbot, section, lambda: section.compare_with(chosen))
    assert not section.restore.isVisible()
    assert ("示例" if sample else "就是") in section.told.text()
