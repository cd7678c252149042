"""Backups by hand, by day and on leaving: made, thinned, told to the journal and the screens; restores likewise."""

import os
import shutil
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from libdesk.actions import backups
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.marks import keep_mark
from libdesk.actions.settings import change_settings
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Change, Op, Role, Topic
from libdesk.domain.progress import Progress
from libdesk.domain.rows.backups import BackupState, Label
from libdesk.paths import backup_dir
from libdesk.store.database import Library
from libdesk.store.errors import BackupDamaged, BackupFolderMissing
from tests.builders import TODAY, Clock, add_book, add_reader, make_library


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = Desk(Library(make_library(tmp_path)), clock=clock, actor=Actor(Role.LIBRARIAN))
    add_book(made, "城南旧事", copies=2)
    add_reader(made, "李小雨")
    yield made
    made.library.close()


@pytest.fixture
def stick(desk: Desk, tmp_path: Path) -> Path:
    """A second folder for backups, chosen in the settings."""
    folder = tmp_path / "stick"
    folder.mkdir()
    change_settings(desk, backup_folder=str(folder))
    return folder


def labels(desk: Desk, folder: Path | None = None) -> list[Label]:
    return [backup.label for backup in backups.backups_of(desk.library.path, folder)]


def last_entry(desk: Desk) -> tuple[str, str]:
    row = desk.library.connection.execute("SELECT op, args FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    return (row[0], row[1])


def test_a_backup_by_hand_is_told_to_the_journal_and_the_screens(desk: Desk) -> None:
    told: list[Change] = []
    desk.listeners.append(told.append)
    made = backups.back_up_now(desk)
    assert (made.own.readers, made.own.copies, made.own.loans) == (1, 2, 0)
    assert made.elsewhere is None
    assert made.fault is None
    op, args = last_entry(desk)
    assert op == Op.BACK_UP
    assert made.own.path.name in args
    assert Topic.BACKUPS in told[-1].topics
    assert backups.facts_of(made.own.path).copies == 2


def test_the_second_folder_gets_a_backup_too(desk: Desk, stick: Path) -> None:
    made = backups.back_up_now(desk)
    assert made.elsewhere is not None
    assert made.elsewhere.path.parent == stick
    assert labels(desk, stick) == [Label.BY_HAND]


def test_a_stick_that_is_not_there_is_told_and_the_other_backup_is_made(desk: Desk, stick: Path) -> None:
    shutil.rmtree(stick)
    made = backups.back_up_now(desk)
    assert isinstance(made.fault, BackupFolderMissing)
    assert str(stick) in made.fault.text()
    assert labels(desk) == [Label.BY_HAND]
    assert backups.backup_state(desk).elsewhere is None


def test_one_backup_a_day_is_due_if_anything_was_done(desk: Desk, clock: Clock) -> None:
    assert backups.daily_backup_due(desk)
    clock.advance(seconds=1)
    backups.daily_backup(desk)
    assert not backups.daily_backup_due(desk)
    clock.advance(days=1)
    assert not backups.daily_backup_due(desk)  # nothing was done since
    add_reader(desk, "王一")
    assert backups.daily_backup_due(desk)


def test_leaving_makes_a_backup_if_there_is_something_new_and_none_just_now(desk: Desk, clock: Clock) -> None:
    assert backups.exit_backup(desk) is not None
    add_reader(desk, "王一")
    clock.advance(seconds=10 * 60)
    assert backups.exit_backup(desk) is None
    clock.advance(seconds=30 * 60)
    assert backups.exit_backup(desk) is not None
    clock.advance(seconds=60 * 60)
    assert backups.exit_backup(desk) is None
    assert labels(desk) == [Label.EXIT, Label.EXIT]


def test_old_backups_are_thinned_when_a_new_one_is_made(desk: Desk, clock: Clock) -> None:
    for _day in range(20):
        clock.advance(days=1)
        backups.daily_backup(desk)
    days = [backup.made.date() for backup in backups.backups_of(desk.library.path)]
    assert days[0] == desk.today
    assert 12 < len(days) < 20


def test_the_system_may_back_up_and_a_helper_may_not(desk: Desk) -> None:
    desk.actor = Actor(Role.HELPER)
    for forbidden in (backups.back_up_now, backups.daily_backup, backups.exit_backup, backups.check_library):
        with pytest.raises(NotAllowed):
            forbidden(desk)
    assert labels(desk) == []
    desk.actor = Actor(Role.SYSTEM)
    backups.daily_backup(desk)
    assert backups.check_library(desk)


def test_the_state_names_the_newest_backup_here_and_elsewhere(desk: Desk, stick: Path, clock: Clock) -> None:
    assert backups.backup_state(desk) == BackupState(None, None, TODAY)
    backups.back_up_now(desk)
    clock.advance(days=3)
    shutil.rmtree(stick)
    backups.back_up_now(desk)
    assert backups.backup_state(desk) == BackupState(date(2026, 3, 12), TODAY, TODAY)


@pytest.mark.parametrize(("day", "level"), [(9, "good"), (16, "good"), (17, "warn")])
def test_a_week_without_a_backup_elsewhere_is_reminded_of(day: int, level: str) -> None:
    state = BackupState(own=None, elsewhere=date(2026, 3, 9), began=date(2025, 9, 1))
    assert state.level(date(2026, 3, day)) == level
    assert state.level(date(2026, 4, 8)) == "warn"
    assert state.level(date(2026, 4, 9)) == "bad"


def test_a_library_that_was_never_backed_up_elsewhere_counts_from_its_first_day() -> None:
    assert BackupState(None, None, date(2026, 3, 1)).level(date(2026, 3, 5)) == "good"
    assert BackupState(None, None, date(2026, 1, 1)).level(date(2026, 3, 5)) == "bad"
    assert BackupState(None, None, None).level(date(2026, 3, 5)) == "good"


def test_a_restore_is_told_to_every_screen_and_noted_in_the_restored_journal(desk: Desk, clock: Clock) -> None:
    backup = backups.back_up_now(desk).own.path
    clock.advance(days=1)
    add_reader(desk, "王一")
    told: list[Change] = []
    desk.listeners.append(told.append)
    restored = backups.restore_backup(desk, backup)
    assert restored.facts.readers == 1
    assert restored.aside is not None
    assert backups.facts_of(restored.aside).readers == 2
    assert desk.library.connection.execute("SELECT count(*) FROM reader").fetchone() == (1,)
    assert last_entry(desk)[0] == Op.RESTORE
    assert told[-1].topics == frozenset(Topic)
    add_reader(desk, "单雄信")


def test_settings_are_read_anew_after_a_restore(desk: Desk) -> None:
    backup = backups.back_up_now(desk).own.path
    change_settings(desk, backup_folder="elsewhere")
    backups.restore_backup(desk, backup)
    assert desk.settings.backup_folder == ""


def test_a_restore_that_is_refused_leaves_no_entry(desk: Desk, tmp_path: Path) -> None:
    backup = backups.back_up_now(desk).own.path
    backup.write_bytes(b"")
    before = last_entry(desk)
    with pytest.raises(BackupDamaged):
        backups.restore_backup(desk, backup)
    assert last_entry(desk) == before


@pytest.mark.parametrize("role", [Role.HELPER, Role.VIEWER, Role.SYSTEM])
def test_only_a_librarian_restores(desk: Desk, role: Role) -> None:
    backup = backups.back_up_now(desk).own.path
    desk.actor = Actor(role)
    with pytest.raises(NotAllowed):
        backups.restore_backup(desk, backup)


def test_a_library_that_cannot_be_opened_is_restored_without_a_desk(desk: Desk, clock: Clock) -> None:
    path = desk.library.path
    backup = backups.back_up_now(desk).own.path
    desk.library.close()
    path.write_bytes(b"")
    rescued = backups.rescue_unopened(path, path.parent, now=clock())
    assert rescued.total == 0
    assert backups.restore_unopened(path, backup, now=clock()).facts.copies == 2
    assert list(backup_dir(path).glob("*aside*"))


def test_a_backup_before_a_change_of_many_rows_is_kept_as_the_special_ones_are(desk: Desk, clock: Clock) -> None:
    made = backups.before_change(desk)
    assert made is not None
    assert made.own.path in {backup.path for backup in backups.backups_of(desk.library.path)}
    for _day in range(29):
        clock.advance(days=1)
        backups.daily_backup(desk)
    assert labels(desk).count(Label.BEFORE_CHANGE) == 1


def test_a_stick_that_is_not_there_stops_no_change(desk: Desk, stick: Path) -> None:
    shutil.rmtree(stick)
    made = backups.before_change(desk)
    assert made is not None
    assert isinstance(made.fault, BackupFolderMissing)
    assert labels(desk) == [Label.BEFORE_CHANGE]


def test_a_sample_library_makes_no_backup_before_a_change(desk: Desk) -> None:
    change_settings(desk, demo=True)
    assert backups.before_change(desk) is None


def test_twelve_days_ten_weeks_and_nine_months_are_kept(desk: Desk, clock: Clock) -> None:
    for _day in range(330):
        clock.advance(days=1)
        backups.daily_backup(desk)
    kept = sorted((backup.made.date() for backup in backups.backups_of(desk.library.path)), reverse=True)
    assert kept[:12] == [date.fromordinal(desk.today.toordinal() - n) for n in range(12)]
    assert len({day.isocalendar()[:2] for day in kept}) >= 10
    assert len({(day.year, day.month) for day in kept}) >= 9
    assert len(kept) <= 12 + 10 + 9


@pytest.mark.parametrize("step", [1, 3, 4])
def test_a_stick_pulled_out_on_the_way_leaves_the_own_backup_and_no_half_file(
    desk: Desk, stick: Path, step: int
) -> None:
    def pull(done: int, _total: int) -> None:
        if done == step and any(stick.glob("*.part")):
            shutil.rmtree(stick)

    before = list(desk.library.connection.execute("SELECT id, name FROM reader"))
    made = backups.back_up_now(desk, Progress(pull))
    assert isinstance(made.fault, BackupFolderMissing)
    assert backups.facts_of(made.own.path).copies == 2
    assert not stick.exists()
    assert list(desk.library.connection.execute("SELECT id, name FROM reader")) == before
    stick.mkdir()
    again = backups.back_up_now(desk)
    assert again.elsewhere is not None
    assert {place.suffix for place in stick.iterdir()} == {".libdesk", ".json"}  # the backup, and the mark


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("library.libdesk", False),
        ("我的.libdesk", False),
        ("library_2026-03-09_10-00-00_daily.libdesk", True),
        ("library_2026-03-09_10-00-00_before-restore-2.libdesk", True),
        ("library_2026-03-09_10-00-00_aside.libdesk", False),
        ("library-backups/anything.libdesk", True),
        ("stick/renamed.libdesk", True),
        ("stick/library.libdesk", False),  # a library whose second place is its own folder
    ],
)
def test_a_backup_is_known_by_its_name_or_its_place(tmp_path: Path, name: str, expected: bool) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "library-mark.json").write_text("{}", "utf-8")
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"")
    assert backups.is_backup(place) is expected


def test_a_copy_of_a_library_that_stands_elsewhere_is_known_by_its_number(
    data_folder: Path, desk: Desk, tmp_path: Path
) -> None:
    keep_mark(desk)
    copy = tmp_path / "copy" / "library.libdesk"
    copy.parent.mkdir()
    desk.library.checkpoint()
    shutil.copyfile(desk.library.path, copy)
    assert backups.is_backup(copy)
    assert not backups.is_backup(desk.library.path)
    moved = desk.library.path
    desk.close()
    moved.unlink()
    assert not backups.is_backup(copy)  # it was moved: there is no other


def test_a_file_without_a_day_in_its_name_was_made_by_the_clock_of_the_library(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backups.back_up_now(desk).own.path.rename(tmp_path / "kept.libdesk")
    os.utime(made, (0, 1_773_021_600))  # 2026-03-09 02:00 UTC
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert backups.look_at(made)[0].made == datetime(2026, 3, 9, 10, 0)
    finally:
        monkeypatch.undo()
        time.tzset()
