"""A backup is whole, read back before it has its name, and leaves nothing half when it fails."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.backups import Backup, Facts, Label
from libdesk.paths import backup_dir
from libdesk.store import backup as module
from libdesk.store.backup import back_up, facts_of
from libdesk.store.backup_files import DAYS, FEWEST, MONTHS, OLDEST, WEEKS, list_backups, prune, prune_aside
from libdesk.store.database import Library
from libdesk.store.errors import (
    BackupFolderMissing,
    BackupNoSpace,
    BackupRefused,
    BackupUnsound,
    LibraryDamaged,
    LibraryLocked,
)
from tests.store.damage import spoil_inside


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_backup_holds_every_row_and_says_what_it_holds(path: Path, now: datetime) -> None:
    receipt = back_up(path, backup_dir(path), label=Label.DAILY, now=now)
    assert (receipt.readers, receipt.copies, receipt.loans) == (2, 3, 1)
    assert receipt.at.isoformat() == "2026-03-09T10:00:00+08:00"
    assert receipt.path.name == "school_2026-03-09_10-00-00_daily.libdesk"
    assert content(receipt.path) == content(path)
    assert facts_of(receipt.path) == Facts(2, 3, 1)


def test_a_backup_is_one_file_that_can_be_carried_away_alone(path: Path, now: datetime) -> None:
    receipt = back_up(path, backup_dir(path), label=Label.DAILY, now=now)
    assert [place.name for place in backup_dir(path).iterdir()] == [receipt.path.name]
    with closing(sqlite3.connect(receipt.path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_what_was_committed_a_moment_ago_is_in_the_backup(path: Path, now: datetime) -> None:
    library = Library(path)
    with library.writing() as connection:
        connection.execute("INSERT INTO place(name) VALUES ('attic')")
    receipt = back_up(path, backup_dir(path), label=Label.BY_HAND, now=now)
    assert library.connection.execute("SELECT count(*) FROM place").fetchone() == (5,)
    library.close()
    with closing(sqlite3.connect(receipt.path)) as copy:
        assert copy.execute("SELECT count(*) FROM place WHERE name = 'attic'").fetchone() == (1,)


def test_a_backup_while_the_desk_is_in_the_middle_of_a_loan_has_none_of_it(path: Path, now: datetime) -> None:
    library = Library(path)
    with library.writing() as connection:
        connection.execute("INSERT INTO place(name) VALUES ('attic')")
        receipt = back_up(path, backup_dir(path), label=Label.BY_HAND, now=now)
    library.close()
    with closing(sqlite3.connect(receipt.path)) as copy:
        assert copy.execute("SELECT count(*) FROM place WHERE name = 'attic'").fetchone() == (0,)


def test_two_backups_of_one_second_do_not_meet(path: Path, now: datetime) -> None:
    first = back_up(path, backup_dir(path), label=Label.BEFORE_RESTORE, now=now)
    second = back_up(path, backup_dir(path), label=Label.BEFORE_RESTORE, now=now)
    assert [found.path for found in list_backups(backup_dir(path), path)] == [second.path, first.path]


def test_a_folder_that_is_gone_is_told_and_not_made(path: Path, tmp_path: Path, now: datetime) -> None:
    stick = tmp_path / "stick"
    with pytest.raises(BackupFolderMissing) as told:
        back_up(path, stick, label=Label.BY_HAND, now=now)
    assert str(stick) in told.value.text()
    assert not stick.exists()


def at_step(step: int, then: Callable[[], object]) -> Progress:
    return Progress(lambda done, _total: then() if done == step else None)


@pytest.mark.parametrize("step", [0, 1])
def test_a_stick_pulled_out_on_the_way_is_told(path: Path, tmp_path: Path, now: datetime, step: int) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    pull = at_step(step, lambda: shutil.rmtree(stick))
    with pytest.raises(BackupFolderMissing):
        back_up(path, stick, label=Label.BY_HAND, now=now, progress=pull)
    assert not stick.exists()


def test_what_cannot_be_read_back_gets_no_name(path: Path, tmp_path: Path, now: datetime) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def spoil() -> None:
        (part,) = stick.iterdir()
        with part.open("r+b") as file:
            file.seek(8 * 4096)
            file.write(b"\xff" * 20_000)

    with pytest.raises(BackupUnsound):
        back_up(path, stick, label=Label.BY_HAND, now=now, progress=at_step(1, spoil))
    assert list(stick.iterdir()) == []


def test_rows_that_are_missing_from_the_copy_are_noticed(path: Path, tmp_path: Path, now: datetime) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def lose_a_row() -> None:
        (part,) = stick.iterdir()
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            connection.execute("DELETE FROM loan")

    with pytest.raises(BackupUnsound):
        back_up(path, stick, label=Label.BY_HAND, now=now, progress=at_step(1, lose_a_row))
    assert list(stick.iterdir()) == []


def test_a_damaged_library_is_told_as_such_and_not_as_a_bad_stick(path: Path, now: datetime) -> None:
    spoil_inside(path)
    with pytest.raises(LibraryDamaged):
        back_up(path, backup_dir(path), label=Label.DAILY, now=now)
    assert list(backup_dir(path).iterdir()) == []


def test_a_full_stick_is_told_before_anything_is_written(
    path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(path.parent)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _folder: usage._replace(free=1_000))
    with pytest.raises(BackupNoSpace):
        back_up(path, backup_dir(path), label=Label.DAILY, now=now)
    assert list(backup_dir(path).iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(path: Path, tmp_path: Path, now: datetime) -> None:
    backup_dir(path).write_text("a file stands where the folder should be")
    with pytest.raises((BackupRefused, BackupFolderMissing)):
        back_up(path, backup_dir(path), label=Label.DAILY, now=now)


def test_a_library_locked_by_another_program_is_told(path: Path, now: datetime) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = exclusive")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryLocked):
            back_up(path, backup_dir(path), label=Label.DAILY, now=now, busy_ms=50)


@pytest.mark.parametrize("step", range(3))
def test_a_backup_that_is_stopped_leaves_nothing(path: Path, now: datetime, step: int) -> None:
    seen: list[int] = []
    stop = Progress(lambda done, _total: seen.append(done), stopped=lambda: len(seen) > step)
    with pytest.raises(Cancelled):
        back_up(path, backup_dir(path), label=Label.DAILY, now=now, progress=stop)
    assert list(backup_dir(path).iterdir()) == []


def test_what_a_crash_left_half_is_cleared_by_the_next_backup(path: Path, now: datetime) -> None:
    folder = backup_dir(path)
    folder.mkdir()
    (folder / "school_2026-03-08_10-00-00_daily.libdesk.part").write_bytes(b"half")
    (folder / "other.part").write_bytes(b"somebody else's")
    back_up(path, folder, label=Label.DAILY, now=now)
    assert sorted(place.name for place in folder.iterdir()) == [
        "other.part",
        "school_2026-03-09_10-00-00_daily.libdesk",
    ]


def test_only_backups_of_this_library_are_listed(path: Path, now: datetime) -> None:
    folder = backup_dir(path)
    made = back_up(path, folder, label=Label.BEFORE_UPDATE, now=now)
    for name in (
        "demo_2026-03-09_10-00-00_daily.libdesk",
        "school_2026-03-09_10-00-00_daily.libdesk.part",
        "school_2026-13-09_10-00-00_daily.libdesk",
        "school_2026-03-09_10-00-00_other.libdesk",
        "school.libdesk",
        "photo.jpg",
    ):
        (folder / name).write_bytes(b"")
    assert list_backups(folder, path) == [Backup(made.path, datetime(2026, 3, 9, 10, 0), Label.BEFORE_UPDATE)]
    assert list_backups(folder / "nowhere", path) == []


def make_named(folder: Path, days: int, now: datetime, *, label: Label = Label.DAILY) -> None:
    """A backup a day, `days` back."""
    folder.mkdir()
    for back in range(days):
        made = now - timedelta(days=back)
        (folder / f"school_{made:%Y-%m-%d_%H-%M-%S}_{label}.libdesk").write_bytes(b"x" * 100)


def test_twelve_days_ten_weeks_and_nine_months_are_kept(tmp_path: Path) -> None:
    folder, library = tmp_path / "backups", tmp_path / "school.libdesk"
    now = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
    make_named(folder, 400, now)
    removed = prune(folder, library, now=now, free_bytes=10**9)
    kept = [backup.made.date() for backup in list_backups(folder, library)]
    assert len(kept) + len(removed) == 400
    assert kept[:DAYS] == [(now - timedelta(days=back)).date() for back in range(DAYS)]
    weeks = {day.isocalendar()[:2] for day in kept}
    months = {(day.year, day.month) for day in kept}
    assert len(months) == MONTHS
    assert len(kept) <= DAYS + WEEKS + MONTHS
    assert all((now.date() - timedelta(weeks=back)).isocalendar()[:2] in weeks for back in range(WEEKS))
    assert prune(folder, library, now=now, free_bytes=10**9) == []


def test_all_of_today_and_what_was_put_aside_lately_stays(tmp_path: Path) -> None:
    folder, library = tmp_path / "backups", tmp_path / "school.libdesk"
    now = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
    make_named(folder, 40, now - timedelta(hours=2))
    today = [folder / f"school_2026-03-09_{hour:02}-00-00_exit.libdesk" for hour in range(8, 14)]
    aside = folder / "school_2026-02-20_09-00-00_before-restore.libdesk"
    for place in (*today, aside):
        place.write_bytes(b"x")
    removed = prune(folder, library, now=now, free_bytes=10**9)
    assert not set(removed) & {*today, aside}


def test_a_small_disk_keeps_fewer_but_never_less_than_the_newest_three(tmp_path: Path) -> None:
    folder, library = tmp_path / "backups", tmp_path / "school.libdesk"
    now = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
    make_named(folder, 10, now)
    assert prune(folder, library, now=now, free_bytes=200) == []
    assert len(prune(folder, library, now=now, free_bytes=50)) == 2  # two more of 100 bytes fit again
    assert len(prune(folder, library, now=now, free_bytes=-10_000)) == 8 - FEWEST
    kept = [backup.made.day for backup in list_backups(folder, library)]
    assert kept == [9, 8, 7]


def test_no_backup_grows_older_than_three_hundred_days_once_there_are_three_newer_ones(tmp_path: Path) -> None:
    """A school that opens the library seldom has months far back: what was erased must not stay in them for years."""
    folder, library = tmp_path / "backups", tmp_path / "school.libdesk"
    now = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
    folder.mkdir()
    for back, label in ((0, "daily"), (200, "daily"), (301, "daily"), (310, "before-restore"), (900, "before-update")):
        made = now - timedelta(days=back)
        (folder / f"school_{made:%Y-%m-%d_%H-%M-%S}_{label}.libdesk").write_bytes(b"x")
    prune(folder, library, now=now, free_bytes=10**9)
    ages = [(now.date() - backup.made.date()).days for backup in list_backups(folder, library)]
    assert ages == [0, 200, 301]  # the newest three stay whatever their age
    (folder / f"school_{now - timedelta(days=1):%Y-%m-%d_%H-%M-%S}_daily.libdesk").write_bytes(b"x")
    prune(folder, library, now=now, free_bytes=10**9)
    assert all(now.replace(tzinfo=None) - backup.made <= OLDEST for backup in list_backups(folder, library))


def test_what_a_restore_or_a_rescue_put_aside_goes_after_three_hundred_days(tmp_path: Path) -> None:
    folder, library = tmp_path / "backups", tmp_path / "school.libdesk"
    now = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
    folder.mkdir()
    old, new = (now - timedelta(days=back) for back in (301, 300))
    for made in (old, new):
        for end in (".libdesk", ".libdesk-wal"):
            (folder / f"school_{made:%Y-%m-%d_%H-%M-%S}_aside{end}").write_bytes(b"x")
        rescued = folder / f"school_{made:%Y-%m-%d_%H-%M-%S}_rescued"
        rescued.mkdir()
        (rescued / "reader.csv").write_text("name")
    (folder / f"another_{old:%Y-%m-%d_%H-%M-%S}_aside.libdesk").write_bytes(b"x")
    assert len(prune_aside(folder, library, now=now)) == 3
    left = {place.name for place in folder.iterdir()}
    assert len(left) == 4
    assert all(f"{new:%Y-%m-%d}" in name or name.startswith("another") for name in left)
