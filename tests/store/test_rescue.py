"""What a damaged library still yields: the file aside and its readable rows as tables; the library is not touched."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from libdesk.store.database import Library
from libdesk.store.errors import BackupFolderMissing
from libdesk.store.rescue import rescue
from tests.builders import add_reader, make_desk


def rows_of(table: Path) -> list[list[str]]:
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")  # or Excel takes the Chinese for something else
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_sound_library_gives_all_its_rows_but_no_pins(path: Path, tmp_path: Path, now: datetime) -> None:
    before = path.read_bytes()
    rescued = rescue(path, tmp_path, now=now)
    assert rescued.rows["copy"] == 3
    assert rescued.rows["reader"] == 2
    names, *readers = rows_of(rescued.folder / "reader.csv")
    assert [row[names.index("name")] for row in readers] == ["李小雨", "王一"]
    assert not (rescued.folder / "staff.csv").exists()
    assert (rescued.folder / path.name).exists()
    assert path.read_bytes() == before


def test_rows_on_both_sides_of_the_damage_are_read(path: Path, tmp_path: Path, now: datetime) -> None:
    desk = make_desk(path)
    for number in range(400):
        add_reader(desk, f"读者{number}")
    page = root_child(desk.library)
    desk.library.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    rescued = rescue(path, tmp_path, now=now)
    _names, *readers = rows_of(rescued.folder / "reader.csv")
    numbers = [int(row[0]) for row in readers]
    assert numbers == sorted(set(numbers))
    assert (numbers[0], numbers[-1]) == (1, 402)
    assert 200 < len(numbers) < 402
    assert rescued.rows["copy"] == 3


def root_child(library: Library) -> int:
    """A page in the middle of the readers' table: the root's pointers stand after its twelve bytes of header."""
    (root,) = library.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reader'").fetchone()
    library.checkpoint()
    data = library.path.read_bytes()[(root - 1) * 4096 : root * 4096]
    assert data[0] == 5  # an inner page
    cells = int.from_bytes(data[3:5], "big")
    middle = 12 + 2 * (cells // 2)
    cell = int.from_bytes(data[middle : middle + 2], "big")
    return int.from_bytes(data[cell : cell + 4], "big")


def test_what_a_spreadsheet_would_calculate_is_made_harmless(path: Path, tmp_path: Path, now: datetime) -> None:
    desk = make_desk(path)
    add_reader(desk, "=HYPERLINK(1)")
    desk.library.close()
    rescued = rescue(path, tmp_path, now=now)
    assert "'=HYPERLINK(1)" in (rescued.folder / "reader.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("content", [b"", b"not a library at all" * 500])
def test_where_nothing_can_be_read_the_file_is_put_aside(
    path: Path, tmp_path: Path, now: datetime, content: bytes
) -> None:
    path.write_bytes(content)
    rescued = rescue(path, tmp_path, now=now)
    assert rescued.total == 0
    assert (rescued.folder / path.name).read_bytes() == content


def test_a_folder_that_is_gone_is_told(path: Path, tmp_path: Path, now: datetime) -> None:
    with pytest.raises(BackupFolderMissing):
        rescue(path, tmp_path / "stick", now=now)
