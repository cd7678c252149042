"""A program that is killed in the middle loses nothing it called done, and leaves nothing half done."""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest

from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.rows.backups import Label
from libdesk.paths import backup_dir
from libdesk.store.backup import back_up
from libdesk.store.opening import full_check, open_library
from tests.builders import add_book, add_reader, make_desk, make_library

DRIVER = Path(__file__).with_name("desk_driver.py")
ROOT = DRIVER.parent.parent.parent
KILLS = 24
COPIES = 60

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes of a killed program end otherwise there")


def start(path: Path, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(DRIVER), str(path), str(seed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)


def run_and_kill(path: Path, seed: int, after: int) -> list[tuple[str, int, int]]:
    """Let the desk work until it has called so many things done, kill it at once; give all that it called done."""
    process = start(path, seed)
    assert process.stdout is not None
    assert process.stderr is not None
    with process:  # it closes the pipes and waits; communicate() would pass over what is buffered here
        lines = read_some(process.stdout, after)
        process.kill()
        rest, errors = process.stdout.read(), process.stderr.read()
    assert process.returncode == -9, errors
    said = [line.split() for line in (*lines, *rest.splitlines(keepends=True)) if line.endswith("\n")]
    return [(what, int(copy_id), int(journal_id)) for what, copy_id, journal_id in said if what != "ready"]


def read_some(pipe: IO[str], number: int) -> list[str]:
    lines = []
    while len(lines) <= number and (line := pipe.readline()):
        lines.append(line)
    return lines


def assert_whole(connection: sqlite3.Connection) -> None:
    """Loans, copies, journal and images tell the same story."""
    open_loans = {row[0] for row in connection.execute("SELECT copy_id FROM loan WHERE returned IS NULL")}
    on_loan = {row[0] for row in connection.execute("SELECT id FROM copy WHERE status = 'loan'")}
    assert open_loans == on_loan
    lent, back = (
        connection.execute(f"SELECT count(*) FROM journal WHERE op IN ({ops})").fetchone()[0]
        for ops in ("'lend', 'override'", "'give_back'")
    )
    loans, returned = connection.execute("SELECT count(*), count(returned) FROM loan").fetchone()
    assert (loans, returned) == (lent, back)
    without_image = (
        "SELECT count(*) FROM journal j WHERE op IN ('lend', 'override', 'give_back') AND 2 <>"
        " (SELECT count(*) FROM journal_image i WHERE i.journal_id = j.id AND i.tbl IN ('loan', 'copy'))"
    )
    assert connection.execute(without_image).fetchone() == (0,)
    orphans = "SELECT count(*) FROM journal_image WHERE journal_id NOT IN (SELECT id FROM journal)"
    assert connection.execute(orphans).fetchone() == (0,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = make_library(tmp_path)
    desk = make_desk(made)
    add_reader(desk, "张老师", kind="teacher")
    add_book(desk, "城南旧事", copies=COPIES)
    desk.library.close()
    return made


def test_what_was_called_done_is_there_after_a_kill_and_nothing_is_half_there(path: Path) -> None:
    dice = random.Random(20260309)
    seen = 0
    for kill in range(KILLS):
        said = run_and_kill(path, seed=kill, after=dice.randrange(60))
        library = open_library(path)
        assert library.ended_uncleanly
        connection = library.connection
        for what, copy_id, journal_id in said:
            op, args = connection.execute("SELECT op, args FROM journal WHERE id = ?", (journal_id,)).fetchone()
            assert op == ("give_back" if what == "back" else "override")
            assert f'"copy":{copy_id}' in args
        last: dict[int, str] = {copy_id: what for what, copy_id, _id in said}
        newest = max((journal_id for *_rest, journal_id in said), default=0)
        for copy_id, what in last.items():
            if not connection.execute(
                "SELECT 1 FROM journal WHERE id > ? AND json_extract(args, '$.copy') = ?", (newest, copy_id)
            ).fetchone():  # one more may be committed than was told
                status = connection.execute("SELECT status FROM copy WHERE id = ?", (copy_id,)).fetchone()[0]
                assert status == ("loan" if what == "lent" else "shelf")
        assert connection.execute("SELECT count(*) FROM journal WHERE id > ?", (newest,)).fetchone()[0] <= 1 or not said
        assert_whole(connection)
        assert full_check(path)
        library.close()
        seen += len(said)
    assert seen > KILLS


def test_after_a_kill_the_desk_goes_on(path: Path) -> None:
    run_and_kill(path, seed=1, after=20)
    open_library(path).close()
    desk = make_desk(path)
    (on_loan,) = desk.library.connection.execute("SELECT id FROM copy WHERE status = 'loan' LIMIT 1").fetchone()
    give_back(desk, copy_id=on_loan)
    lend(desk, copy_id=on_loan, reader_id=1, override="class set")
    assert_whole(desk.library.connection)
    desk.library.close()


def kill_at(program: str, *arguments: Path, seconds: float) -> None:
    """Run a program until it says that it begins, and kill it so much later, if it still runs."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    process.communicate()


def places(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM place").fetchone()[0])


MAKE = """
import sys
from pathlib import Path
from libdesk.domain.rows.backups import Label
from libdesk.paths import backup_dir
from libdesk.store.backup import back_up
from libdesk.store.opening import open_library
print("begins", flush=True)
open_library(Path(sys.argv[1]), create=True)
"""


def test_a_program_killed_while_it_makes_a_library_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    for number in range(6):
        path = tmp_path / f"{number}.libdesk"
        kill_at(MAKE, path, seconds=0.003 * number)
        open_library(path, create=True).close()
        assert places(path) == 4


RESTORE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from libdesk.store.restore import restore
path, backup = map(Path, sys.argv[1:])
print("begins", flush=True)
restore(path, backup, now=datetime(2026, 3, 9, 2, tzinfo=UTC))
"""


def test_a_program_killed_while_it_restores_leaves_the_old_library_or_the_backup(path: Path, tmp_path: Path) -> None:
    now = datetime(2026, 3, 8, 2, tzinfo=UTC)
    backup = back_up(path, backup_dir(path), label=Label.DAILY, now=now).path
    for number in range(8):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("INSERT INTO place(name) VALUES (?)", (f"shelf {number}",))
        before = places(path)
        kill_at(RESTORE, path, backup, seconds=0.004 * number)
        assert full_check(path)
        open_library(path).close()
        assert places(path) in (before, 4)
