"""Where this PC's library is: noted for all accounts, the newest note counts, and nothing is made up."""

from pathlib import Path

import pytest

from libdesk import paths
from libdesk.domain.marks import Mark
from libdesk.domain.places import (
    FolderHoldsBackups,
    FolderInCloud,
    FolderNotWritable,
    FolderOnNetwork,
    FolderRefused,
    FolderTaken,
)
from libdesk.store import marks, places, where
from libdesk.store.database import create_library


def test_a_pc_that_knows_of_no_library_says_so(data_folder: Path) -> None:
    assert where.library_to_open() is None


def test_what_was_noted_is_found_again_by_every_account(data_folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "d" / "library.libdesk"
    where.remember(library, at=1)
    assert where.library_to_open() == library
    (data_folder / where.NAME).unlink()  # another account has a data folder of its own
    assert where.library_to_open() == library


def test_the_newest_note_counts_whoever_wrote_it(data_folder: Path, tmp_path: Path) -> None:
    where.remember(tmp_path / "old.libdesk", at=1)
    kept = (data_folder / where.NAME).read_text("utf-8")
    where.remember(tmp_path / "new.libdesk", at=2)
    (data_folder / where.NAME).write_text(kept, "utf-8")  # this account has not been here since
    assert where.library_to_open() == tmp_path / "new.libdesk"


@pytest.mark.parametrize("spoilt", ["", "[]", "{}", '{"path": 1}', "\x00"])
def test_a_note_that_cannot_be_read_is_no_note(data_folder: Path, spoilt: str) -> None:
    where.remember(data_folder / "x.libdesk", at=1)
    for place in (data_folder, paths.shared_dir()):
        (place / where.NAME).write_text(spoilt, "utf-8")
    assert where.library_to_open() is None


def test_without_a_note_a_library_at_a_proposed_place_is_found(data_folder: Path) -> None:
    library = paths.default_library()
    create_library(library)
    assert where.library_to_open() == library


def test_without_note_and_library_the_mark_tells_where_one_was(data_folder: Path, tmp_path: Path) -> None:
    gone = tmp_path / "stick" / "library.libdesk"
    marks.write_mark(Mark("abc", "阳光小学", str(gone), 3, 4, 5))
    assert where.library_to_open() == gone


@pytest.mark.parametrize(
    ("folder", "fault"),
    [
        ("OneDrive/libdesk", FolderInCloud),
        ("taken", FolderTaken),
        ("backed_up", FolderHoldsBackups),
        ("file/libdesk", FolderNotWritable),
    ],
)
def test_a_folder_that_will_not_do_is_told_and_stays_as_it_is(
    tmp_path: Path, folder: str, fault: type[FolderRefused]
) -> None:
    (tmp_path / "file").write_bytes(b"no folder")
    create_library(tmp_path / "taken" / paths.LIBRARY_NAME)
    backups = tmp_path / "backed_up" / "library-backups"
    backups.mkdir(parents=True)
    (backups / "library_2026-03-01_10-00-00_daily.libdesk").write_bytes(b"")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(fault) as caught:
        places.check_folder(tmp_path / folder)
    assert (tmp_path / folder).name in caught.value.text()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_share_without_locks_will_not_do() -> None:
    with pytest.raises(FolderOnNetwork):
        places.check_folder(Path("//server/books"))


def test_a_full_disk_will_not_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libdesk.domain.places.ROOM", 10**18)
    with pytest.raises(FolderRefused):
        places.check_folder(tmp_path / "new")


def test_a_folder_that_is_not_there_yet_will_do_and_is_not_made(tmp_path: Path) -> None:
    places.check_folder(tmp_path / "new" / "deep")
    assert list(tmp_path.iterdir()) == []


def test_what_lies_on_one_disk_is_known(tmp_path: Path) -> None:
    assert places.same_disk(tmp_path / "a" / "b", tmp_path / "c")
