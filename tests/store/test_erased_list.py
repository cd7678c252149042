"""A restore does not bring back who was erased, and never gives a number of the list to somebody new."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.returning import give_back
from libdesk.domain.ops import Op
from libdesk.domain.rows.backups import Label, Restored
from libdesk.paths import backup_dir
from libdesk.store.backup import back_up
from libdesk.store.restore import restore
from libdesk.store.tables import Charge
from tests.builders import add_reader, make_desk
from tests.invariants import broken
from tests.store.damage import empty, no_library

NAME = "李小雨"  # has a copy out in the library of these tests


def reader_id(desk: Desk) -> int:
    return int(desk.library.connection.execute("SELECT id FROM reader WHERE name = ?", (NAME,)).fetchone()[0])


def erase(path: Path) -> int:
    """The pupil brings the book back, leaves and is erased; gives the number."""
    desk = make_desk(path)
    gone = reader_id(desk)
    give_back(desk, copy_id=1)
    leave_readers(desk, reader_ids=[gone])
    assert erase_readers(desk, reader_ids=[gone]).count == 1
    desk.close()
    return gone


@pytest.fixture
def backup(path: Path, now: datetime) -> Path:
    """Made while the pupil had a book out and owed something."""
    desk = make_desk(path)
    with desk.action(Op.CHARGE) as act:
        act.add(Charge, reader_id=reader_id(desk), kind="fine", amount_fen=50, made_day="2026-03-09")
    desk.close()
    made = back_up(path, backup_dir(path), label=Label.DAILY, now=now).path
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE charge SET state = 'waived', settled_day = '2026-03-09'")
    return made


def one(path: Path, sql: str, *values: object) -> tuple[object, ...]:
    with closing(sqlite3.connect(path)) as connection:
        found: tuple[object, ...] = connection.execute(sql, values).fetchone()
        return found


def test_who_was_erased_since_the_backup_is_erased_in_it_before_anybody_sees_it(
    path: Path, backup: Path, now: datetime
) -> None:
    gone = erase(path)
    restored = restore(path, backup, now=now + timedelta(days=30))
    assert (restored.again, restored.whole_list, restored.doubt()) == (1, True, "")
    assert one(path, "SELECT name, state FROM reader WHERE id = ?", gone) == ("", "erased")
    assert one(path, "SELECT count(*) FROM barcode WHERE reader_id = ?", gone) == (0,)
    for place in path.parent.glob(f"{path.name}*"):
        if place.is_file():
            assert NAME.encode() not in place.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        assert broken(connection) == []


def test_what_the_backup_believed_to_be_out_and_owed_is_closed(path: Path, backup: Path, now: datetime) -> None:
    gone = erase(path)
    restore(path, backup, now=now + timedelta(days=30))
    assert one(path, "SELECT count(*) FROM loan WHERE reader_id = ? AND returned IS NULL", gone) == (0,)
    assert one(path, "SELECT count(*) FROM loan WHERE reader_id = ?", gone) == (1,)
    assert one(path, "SELECT count(*) FROM copy WHERE status <> 'shelf'") == (0,)
    assert one(path, "SELECT state FROM charge") == ("cancelled",)


def test_the_backup_itself_is_not_changed(path: Path, backup: Path, now: datetime) -> None:
    before = backup.read_bytes()
    erase(path)
    restore(path, backup, now=now + timedelta(days=30))
    assert backup.read_bytes() == before
    assert not list(backup_dir(path).glob("restoring-*"))


def test_a_number_of_the_list_is_given_to_nobody_new(path: Path, backup: Path, now: datetime) -> None:
    desk = make_desk(path)
    later = add_reader(desk, "周新")
    leave_readers(desk, reader_ids=[later.id])
    erase_readers(desk, reader_ids=[later.id])
    desk.close()
    restore(path, backup, now=now + timedelta(days=30))
    desk = make_desk(path)
    assert add_reader(desk, "吴新").id > later.id
    desk.close()
    assert one(path, "SELECT erased_day FROM erased WHERE reader_id = ?", later.id) == ("2026-03-09",)


def test_going_back_and_forth_forgets_nobody(path: Path, backup: Path, now: datetime) -> None:
    gone = erase(path)
    first = restore(path, backup, now=now + timedelta(days=30))
    assert first.aside is not None
    restore(path, first.aside, now=now + timedelta(days=31))
    restore(path, backup, now=now + timedelta(days=32))
    assert one(path, "SELECT name, state FROM reader WHERE id = ?", gone) == ("", "erased")


@pytest.mark.parametrize("spoil", [Path.unlink, empty, no_library])
def test_of_a_library_that_cannot_be_read_the_newest_backup_tells_the_list(
    path: Path, backup: Path, now: datetime, spoil: Callable[[Path], None]
) -> None:
    gone = erase(path)
    back_up(path, backup_dir(path), label=Label.DAILY, now=now + timedelta(days=5))
    spoil(path)
    restored = restore(path, backup, now=now + timedelta(days=30))
    assert one(path, "SELECT name, state FROM reader WHERE id = ?", gone) == ("", "erased")
    assert not restored.whole_list
    assert "2026年3月14日" in restored.doubt()


def test_without_any_list_the_result_says_what_to_look_at(path: Path, backup: Path, tmp_path: Path) -> None:
    moved = backup.rename(tmp_path / "on a stick.libdesk")
    path.unlink()
    restored = restore(path, moved, now=datetime.fromisoformat("2026-04-09T10:00:00+08:00"))
    assert isinstance(restored, Restored)
    assert restored.doubt()
    assert "{" not in restored.doubt()
