"""Ways in which a library file can be wrong, for the tests that tell them; not a test."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from libdesk.store import migrations


def on_disk(folder: Path) -> dict[str, bytes]:
    """Every file in the folder with its bytes; SQLite's index of the log is no part of the library."""
    return {
        place.name: place.read_bytes()
        for place in folder.iterdir()
        if place.is_file() and not place.name.endswith("-shm")
    }


def unclean_end(path: Path, sql: str = "PRAGMA user_version") -> None:
    """Leave file and log as a program that was cut off leaves them: copied while a connection is open."""
    inside = path.parent / "cut off"
    inside.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO place(name) VALUES ('cut off')")
        connection.execute(sql)
        for name in (path.name, f"{path.name}-wal"):
            shutil.copy(path.parent / name, inside / name)
    for place in inside.iterdir():
        place.replace(path.parent / place.name)
    inside.rmdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def cut_to_a_piece(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def cut_inside_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def overwrite_tables(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(range(256)) * 15)


def spoil_the_page_size(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(16)
        file.write(b"\x00\x03")


def no_sqlite_file(path: Path) -> None:
    path.write_bytes("借书登记".encode("gb18030") * 100)


def foreign_sqlite_file(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE loan(x)")


def set_pragma(text: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA {text}")

    return spoil


def table_gone(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = 0")
        connection.execute("DROP TABLE journal_image")


def newer_in_the_log(path: Path) -> None:
    unclean_end(path, f"PRAGMA user_version = {migrations.newest() + 1}")


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def no_library(path: Path) -> None:
    path.write_bytes(b"not a library" * 1_000)


def spoil_inside(path: Path) -> None:
    """Overwrite pages in the middle: header and schema stay readable."""
    with path.open("r+b") as file:
        for page in range(8, path.stat().st_size // 4096, 3):
            file.seek(page * 4096)
            file.write(b"\xff" * 64)
