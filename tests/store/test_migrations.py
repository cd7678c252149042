"""Numbered steps bring any older file to today's schema, and all of them stand or none."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from libdesk.store import migrations
from libdesk.store.database import APPLICATION_ID, create_library
from tests.invariants import RULES


def schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def make_of_step(path: Path, number: int) -> None:
    """A file as the libdesk of that step made it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for step in migrations.steps()[:number]:
            connection.executescript(step.sql)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")


@pytest.mark.parametrize("number", range(migrations.newest() + 1))
def test_a_migrated_file_equals_a_fresh_one(tmp_path: Path, number: int) -> None:
    fresh, old = tmp_path / "fresh.libdesk", tmp_path / "old.libdesk"
    create_library(fresh)
    make_of_step(old, number)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrations.migrate(connection, APPLICATION_ID)
        assert migrations.version_of(connection) == migrations.newest()
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert schema(old) == schema(fresh)


@pytest.mark.parametrize(
    ("copies", "title"),
    [
        (("I247.5/12(2)", "I247.5/12(1)"), "I247.5/12"), (("K86/1:0",), "K86/1"),
        (("J333(512)/G251",), "J333(512)/G251"),
        (("R711(711)",), "R711(711)"), (("I1/3", ""), "I1/3"), (("",), None),
    ],
)  # fmt: skip
def test_titles_of_older_files_get_the_call_number_of_their_copies(
    tmp_path: Path, copies: tuple[str, ...], title: str | None
) -> None:
    old = tmp_path / "old.libdesk"
    make_of_step(old, 2)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("INSERT INTO title(id, title, added) VALUES (1, '书', 0)")
        connection.executemany("INSERT INTO copy(title_id, call_no) VALUES (1, ?)", [(each,) for each in copies])
        migrations.migrate(connection, APPLICATION_ID)
        assert connection.execute("SELECT call_no FROM title").fetchone() == (title,)


def test_reports_of_damage_of_older_files_become_cases_that_agree_with_their_copies(tmp_path: Path) -> None:
    old = tmp_path / "old.libdesk"
    make_of_step(old, 4)
    copies = [("shelf", "severe"), ("shelf", None), ("repair", "slight"), ("repair", None), ("withdrawn", "medium")]
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("INSERT INTO title(id, title, added) VALUES (1, '书', 0)")
        connection.executemany("INSERT INTO copy(title_id, status, damage) VALUES (1, ?, ?)", copies)
        reports = [(1, "slight"), (1, "severe"), (2, "medium"), (3, "slight"), (5, "medium")]
        connection.executemany("INSERT INTO damage(copy_id, degree, reported) VALUES (?, ?, 1767225600000)", reports)
        migrations.migrate(connection, APPLICATION_ID)
        rows = connection.execute("SELECT copy_id, degree, state, closed_day FROM damage ORDER BY copy_id, id")
        assert rows.fetchall() == [
            (1, "slight", "shelved", "2026-01-01"), (1, "severe", "reported", None),
            (2, "medium", "shelved", "2026-01-01"), (3, "slight", "in_repair", None), (4, "medium", "in_repair", None),
            (5, "medium", "withdrawn", "2026-01-01"),
        ]  # fmt: skip
        assert [rule for rule, query in RULES.items() if connection.execute(query).fetchall()] == []


def test_rosters_of_older_files_hold_the_whole_term_as_they_did(tmp_path: Path) -> None:
    old = tmp_path / "old.libdesk"
    make_of_step(old, 13)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("INSERT INTO term VALUES (1, '第二学期', '2026-02-24', '2026-07-03')")
        connection.execute("INSERT INTO reader(id, kind, name) VALUES (1, 'pupil', '李小雨'), (2, 'pupil', '王一')")
        connection.execute(
            "INSERT INTO duty_slot(id, term_id, weekday, from_time, to_time) VALUES (4, 1, 0, '12:10', '13:30')"
        )
        connection.execute("INSERT INTO duty VALUES (7, 4, 1, 'odd'), (8, 4, 2, 'even'), (9, 4, 2, 'odd')")
        connection.execute("DELETE FROM duty WHERE id = 9")
        migrations.migrate(connection, APPLICATION_ID)
        kept = connection.execute("SELECT * FROM duty ORDER BY id").fetchall()
        assert kept == [(7, 4, 1, "odd", None, None), (8, 4, 2, "even", None, None)]
        assert connection.execute("SELECT from_day, to_day FROM duty_slot").fetchall() == [(None, None)]
        assert [rule for rule, query in RULES.items() if connection.execute(query).fetchall()] == []
        connection.execute("INSERT INTO duty(slot_id, reader_id) VALUES (4, 1)")
        assert connection.execute("SELECT max(id) FROM duty").fetchone() == (10,)  # a number is not used again


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert [step.number for step in migrations.steps()] == list(range(1, migrations.newest() + 1))
    assert all(step.title and step.sql for step in migrations.steps())


def test_how_many_steps_there_are_is_told_without_reading_one() -> None:
    program = "import sys; from libdesk.store import migrations; print(migrations.newest(), *sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    newest, *modules = result.stdout.split()
    assert int(newest) == migrations.newest(), result.stderr
    assert not [name for name in modules if name.startswith(f"{migrations.__name__}.")]


def test_a_file_of_today_is_left_alone(path: Path) -> None:
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrations.migrate(connection, APPLICATION_ID)
    assert path.read_bytes() == before


def test_no_step_stands_when_a_later_one_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = migrations.Step(migrations.newest() + 1, "bad", "CREATE TABLE good(id);\nINSERT INTO nowhere VALUES (1);")
    steps = (*migrations.steps(), bad)
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    path = tmp_path / "new.libdesk"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrations.migrate(connection, APPLICATION_ID)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        assert migrations.version_of(connection) == 0


def test_a_library_that_could_not_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = migrations.Step(1, "bad", "INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr(migrations, "steps", lambda: (bad,))
    with pytest.raises(sqlite3.OperationalError):
        create_library(tmp_path / "new.libdesk")
    assert list(tmp_path.iterdir()) == []


def test_a_statement_with_a_trigger_is_kept_whole() -> None:
    script = (
        "CREATE TABLE a(x);\nCREATE TRIGGER t BEFORE DELETE ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\nSELECT 3;\n"
    )
    assert len(migrations._statements(script)) == 3
