"""Rows that are handed over stand in the file in their order, before anything else is asked, or not at all."""

import gc
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from libdesk.store.writing import Writer

MANY = 5_000
USUAL = sys.getswitchinterval()


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with closing(Writer(tmp_path / "rows.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE place(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, n, m)")
        connection.execute("CREATE TABLE words(id INTEGER PRIMARY KEY, words TEXT)")
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(words, content='', detail=none)")
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def places(first: int, count: int) -> list[tuple[object, ...]]:
    return [(f"place {n}", n, None) for n in range(first, first + count)]


@pytest.mark.parametrize("counts", [(1,), (3, 1), (MANY,), (MANY, 7, 1_234), (2, MANY, 499)])
def test_rows_get_the_ids_that_were_told(writer: Writer, counts: tuple[int, ...]) -> None:
    told = []
    for count in counts:
        told += writer.add("place", ("name", "n", "m"), places(len(told), count))
    rows = writer.execute("SELECT id, name, n FROM place ORDER BY id").fetchall()
    assert rows == [(row_id, f"place {n}", n) for n, row_id in enumerate(told)]


def test_ids_go_on_behind_rows_that_were_added_otherwise(writer: Writer) -> None:
    assert writer.add("place", ("name", "n", "m"), places(0, MANY)) == range(1, MANY + 1)
    writer.execute("INSERT INTO place(id, name) VALUES (9000, 'elsewhere')")
    assert writer.add("place", ("name", "n", "m"), places(MANY, MANY)) == range(9001, 9001 + MANY)
    assert writer.execute("SELECT count(*) FROM place").fetchone() == (2 * MANY + 1,)


def test_no_rows_are_no_ids(writer: Writer) -> None:
    assert not writer.add("place", ("name",), [])


@pytest.mark.parametrize("lots", [1, 3, 30])
def test_what_follows_a_range_is_done_for_all_of_it(writer: Writer, lots: int) -> None:
    for first in range(1, lots * MANY, MANY):
        ids = range(first, first + MANY)
        writer.put("words", ("id", "words"), [(n, f"all w{n}") for n in ids])
        writer.follow("INSERT INTO found(rowid, words) SELECT id, words FROM words WHERE id BETWEEN ? AND ?", ids)
    found = writer.execute("SELECT count(*), min(rowid), max(rowid) FROM found WHERE found MATCH 'all'").fetchone()
    assert found == (lots * MANY, 1, lots * MANY)
    assert writer.execute(f"SELECT rowid FROM found WHERE found MATCH 'w{MANY}'").fetchall() == [(MANY,)]


def test_ranges_apart_are_followed_each(writer: Writer) -> None:
    for ids in (range(1, MANY + 1), range(20_001, 20_001 + MANY)):
        writer.put("words", ("id", "words"), [(n, "one") for n in ids])
        writer.follow("INSERT INTO found(rowid, words) SELECT id, words FROM words WHERE id BETWEEN ? AND ?", ids)
    assert writer.execute("SELECT count(*) FROM found WHERE found MATCH 'one'").fetchone() == (2 * MANY,)


@pytest.mark.parametrize("ask", ["execute", "executemany", "cursor", "wait"])
def test_what_cannot_be_written_is_raised_where_the_next_thing_is_asked(writer: Writer, ask: str) -> None:
    writer.add("place", ("name", "n", "m"), [*places(0, MANY), ("place 7", 7, None)])
    asked = {
        "execute": lambda: writer.execute("SELECT 1"),
        "executemany": lambda: writer.executemany("INSERT INTO words(words) VALUES (?)", [("a",)]),
        "cursor": writer.cursor,
        "wait": writer.wait,
    }
    with pytest.raises(sqlite3.IntegrityError):
        asked[ask]()
    writer.roll_back()
    assert writer.execute("SELECT count(*) FROM place").fetchone() == (0,)


def test_after_a_fault_nothing_more_is_written_and_all_can_be_rolled_back(writer: Writer) -> None:
    def add() -> None:
        for first in range(0, 200 * MANY, MANY):
            writer.add("place", ("name", "n", "m"), [*places(first, MANY), ("place 7", 7, None)])

    for _again in range(2):
        with pytest.raises(sqlite3.IntegrityError):
            add()
        writer.roll_back()
        assert not writer.in_transaction
        assert writer.execute("SELECT count(*) FROM place").fetchone() == (0,)
        writer.execute("BEGIN IMMEDIATE")


def test_a_rollback_lets_go_what_is_not_written_yet(writer: Writer) -> None:
    for first in range(0, 20 * MANY, MANY):
        writer.add("place", ("name", "n", "m"), places(first, MANY))
    writer.roll_back()
    assert writer.execute("SELECT count(*) FROM place").fetchone() == (0,)
    writer.execute("BEGIN IMMEDIATE")
    assert writer.add("place", ("name", "n", "m"), places(0, MANY)) == range(1, MANY + 1)


def test_a_fact_is_asked_once_and_anew_after_anything_else(writer: Writer) -> None:
    count = "SELECT count(*) FROM place WHERE n >= ?"
    assert writer.fact(count, 0) == 0
    writer.add("place", ("name", "n", "m"), places(0, MANY))
    assert writer.fact(count, 0) == 0
    writer.wait()
    assert writer.fact(count, 0) == MANY


@pytest.mark.parametrize("why", ["no thread", "another SQLite"])
def test_where_there_is_no_second_thread_rows_are_written_at_once(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    if why == "no thread":
        monkeypatch.setattr(threading.Thread, "start", refuse)
    else:
        monkeypatch.setattr(sqlite3, "threadsafety", 1)
    test_rows_get_the_ids_that_were_told(writer, (MANY, 7, MANY))


def test_no_thread_is_left_and_python_is_paced_as_before(writer: Writer) -> None:
    threads = threading.active_count()
    writer.add("place", ("name", "n", "m"), places(0, MANY))
    writer.wait()
    assert (threading.active_count(), sys.getswitchinterval(), gc.isenabled()) == (threads, USUAL, True)
    writer.add("place", ("name", "n", "m"), places(MANY, MANY))
    writer.close()
    assert (threading.active_count(), sys.getswitchinterval(), gc.isenabled()) == (threads, USUAL, True)
