"""What must never happen is refused by the file itself, whatever a program above it gets wrong."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from libdesk.domain.barcodes import fold_barcode
from libdesk.store.database import Library

LOAN = "INSERT INTO loan(copy_id, reader_id, lent, lent_day, due, reader_kind) VALUES (?, ?, 1, ?, ?, 'pupil')"
CODE = "INSERT INTO barcode(code_key, printed, reader_id, copy_id, command, since) VALUES (?, ?, ?, ?, ?, 1)"
DAYS = ("2026-03-09", "2026-04-08")


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Open for writing as inside an action; copy 1 is on loan to reader 1, copies 2 and 3 stand on the shelf."""
    library = Library(path)
    library.connection.execute("PRAGMA query_only = 0")
    yield library.connection
    library.close()


def refused(connection: sqlite3.Connection, sql: str, *values: object) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(sql, values)


def test_a_copy_has_one_open_loan(connection: sqlite3.Connection) -> None:
    refused(connection, LOAN, 1, 2, *DAYS)
    connection.execute("UPDATE loan SET returned = 2, returned_day = '2026-03-10', outcome = 'returned'")
    connection.execute(LOAN, (1, 2, *DAYS))


@pytest.mark.parametrize(("copy_id", "reader_id"), [(99, 1), (2, 99), (None, 1), (2, None)])
def test_a_loan_has_a_copy_and_a_reader_that_are_there(
    connection: sqlite3.Connection, copy_id: int | None, reader_id: int | None
) -> None:
    refused(connection, LOAN, copy_id, reader_id, *DAYS)


@pytest.mark.parametrize("table", ["copy", "reader", "title"])
def test_what_a_loan_or_a_copy_points_at_stays(connection: sqlite3.Connection, table: str) -> None:
    refused(connection, f"DELETE FROM {table} WHERE id = 1")


def test_a_loan_is_not_due_before_it_was_made(connection: sqlite3.Connection) -> None:
    refused(connection, LOAN, 2, 1, "2026-03-09", "2026-03-08")


def test_a_loan_that_came_back_says_how(connection: sqlite3.Connection) -> None:
    refused(connection, "UPDATE loan SET returned = 2")
    refused(connection, "UPDATE loan SET outcome = 'returned'")
    refused(connection, "UPDATE loan SET returned = 2, outcome = 'eaten'")


@pytest.mark.parametrize("printed", ["TS 100", "ts 100", "ＴＳ　１００", "]C1TS 100", "*ts 100*"])
def test_one_barcode_means_one_thing_however_it_is_written(connection: sqlite3.Connection, printed: str) -> None:
    connection.execute(CODE, (fold_barcode("TS 100"), "TS 100", None, 2, None))
    refused(connection, CODE, fold_barcode(printed), printed, 1, None, None)
    refused(connection, CODE, fold_barcode(printed), printed, None, 3, None)


def test_a_replaced_barcode_is_not_given_to_another(connection: sqlite3.Connection) -> None:
    connection.execute(CODE, ("R1", "R1", 1, None, None))
    connection.execute("UPDATE barcode SET state = 'replaced', until = 2 WHERE code_key = 'R1'")
    refused(connection, CODE, "R1", "R1", 2, None, None)


@pytest.mark.parametrize(
    ("reader", "copy", "command"), [(None, None, None), (1, 2, None), (1, None, "LD-LEND"), (1, 2, "LD-LEND")]
)
def test_a_barcode_has_exactly_one_owner(
    connection: sqlite3.Connection, reader: int | None, copy: int | None, command: str | None
) -> None:
    refused(connection, CODE, "X1", "X1", reader, copy, command)


@pytest.mark.parametrize("code", ["", "9" * 65])
def test_a_barcode_is_neither_empty_nor_a_page_of_text(connection: sqlite3.Connection, code: str) -> None:
    refused(connection, CODE, code, code, 1, None, None)


@pytest.mark.parametrize("sql", ["UPDATE journal SET op = 'lend'", "DELETE FROM journal"])
def test_the_journal_is_only_ever_added_to(connection: sqlite3.Connection, sql: str) -> None:
    before = connection.execute("SELECT * FROM journal").fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(sql)
    assert connection.execute("SELECT * FROM journal").fetchall() == before


def test_an_accession_number_is_given_once(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE copy SET accession_no = '1' WHERE id = 1")
    refused(connection, "UPDATE copy SET accession_no = '1' WHERE id = 2")


def test_the_number_of_a_removed_row_is_not_used_again(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM barcode WHERE copy_id = 3")
    connection.execute("DELETE FROM copy WHERE id = 3")
    connection.execute("INSERT INTO copy(title_id) VALUES (1)")
    assert connection.execute("SELECT max(id) FROM copy").fetchone() == (4,)


def test_a_reader_waits_once_for_a_title(connection: sqlite3.Connection) -> None:
    hold = "INSERT INTO hold(title_id, reader_id, placed) VALUES (1, ?, 1)"
    connection.execute(hold, (2,))
    refused(connection, hold, 2)
    connection.execute("UPDATE hold SET state = 'cancelled'")
    connection.execute(hold, (2,))


def test_a_copy_waits_for_one_reader_only(connection: sqlite3.Connection) -> None:
    ready = "INSERT INTO hold(title_id, reader_id, placed, state, copy_id) VALUES (1, ?, 1, 'ready', ?)"
    refused(connection, ready, 1, None)
    connection.execute(ready, (1, 2))
    refused(connection, ready, 2, 2)


def test_a_reader_is_in_one_class_at_a_time(connection: sqlite3.Connection) -> None:
    enrolment = (
        "INSERT INTO enrolment(reader_id, stage, entry_year, class_no, from_day) VALUES (1, 'primary', 2022, 4, '2026')"
    )
    refused(connection, enrolment)
    connection.execute("UPDATE enrolment SET to_day = '2026-03-09' WHERE reader_id = 1")
    connection.execute(enrolment)


def test_one_shift_runs_at_a_time(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO shift(reader_id, started) VALUES (1, 1)")
    refused(connection, "INSERT INTO shift(reader_id, started) VALUES (2, 2)")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE copy SET status = 'eaten'",
        "UPDATE reader SET state = 'asleep'",
        "UPDATE barcode SET state = 'gone'",
        "INSERT INTO staff(name, role, since) VALUES ('a', 'god', 1)",
        "INSERT INTO term(name, first_day, last_day) VALUES ('a', '2026-02-01', '2026-01-01')",
    ],
)
def test_a_state_that_nobody_knows_is_refused(connection: sqlite3.Connection, sql: str) -> None:
    refused(connection, sql)
