"""A big library for measuring: copies, readers and past loans made by SQL alone, in a file of today's schema.

Its rows are what a desk meets (barcodes, classes, loans that came back, one loan in a hundred still open); titles and
readers are not put into the search index, since no measure here searches.
"""

import sqlite3
from pathlib import Path
from typing import Final

from libdesk.store.database import create_library

DAY_MS: Final = 86_400_000
COPIES_A_TITLE: Final = 4
RECIPE: Final = 3  # raise it when the rows change: kept files are then built anew

# A lend belongs to one reader in the middle of the crowd; loans are spread over readers, copies and three years.
TITLES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :titles)
INSERT INTO title(id, title, author, publisher, year, class_no, added)
SELECT i, '第' || i || '本书', '作者' || (i % 5000), '出版社' || (i % 300), 1990 + i % 35, 'I247.' || (i % 9), 0
FROM n"""

COPIES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :copies)
INSERT INTO copy(id, title_id, accession_no, place_id, call_no, price_fen)
SELECT i, (i - 1) / :copies_a_title + 1, printf('%08d', i), 1, 'I247.' || (i % 9) || '/' || i, 1000 + i % 5000 FROM n"""

READERS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :readers)
INSERT INTO reader(id, kind, name, school_no) SELECT i, 'pupil', '读者' || i, printf('%010d', i) FROM n"""

ENROLMENTS = """
INSERT INTO enrolment(reader_id, stage, entry_year, class_no, seat, from_day)
SELECT id, 'primary', 2019 + id % 6, id % 8 + 1, id % 50, '2022-09-01' FROM reader"""

BARCODES = """
INSERT INTO barcode(code_key, printed, reader_id, copy_id, since)
SELECT printf('R%06d', id), printf('R%06d', id), id, NULL, 0 FROM reader
UNION ALL SELECT printf('%08d', id), printf('%08d', id), NULL, id, 0 FROM copy"""

# Every hundredth loan of the newest tenth of the copies is still open; a copy has at most one of them.
LOANS = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :loans - 1)
INSERT INTO loan(copy_id, reader_id, lent, lent_day, due, returned, returned_day, outcome, reader_kind, stage,
  entry_year, class_no)
SELECT i * 7919 % :copies + 1, i * 104729 % :readers + 1, :start + i / :a_day * :day_ms,
  date(:start / 1000 + i / :a_day * 86400, 'unixepoch'), date(:start / 1000 + (i / :a_day + 14) * 86400, 'unixepoch'),
  :start + (i / :a_day + 9) * :day_ms, date(:start / 1000 + (i / :a_day + 9) * 86400, 'unixepoch'), 'returned',
  'pupil', 'primary', 2019 + i % 6, i % 8 + 1
FROM n"""

OPEN = """
UPDATE loan SET returned = NULL, returned_day = NULL, outcome = NULL
WHERE id IN (SELECT max(id) FROM loan WHERE copy_id % 100 = 0 GROUP BY copy_id)"""

ON_LOAN = "UPDATE copy SET status = 'loan' WHERE id IN (SELECT copy_id FROM loan WHERE returned IS NULL)"


def build(path: Path, *, copies: int, loans: int, readers: int, newest_day_ms: int) -> None:
    """Make the file; its newest loans lie a fortnight before `newest_day_ms` (UTC milliseconds)."""
    create_library(path)
    days = 3 * 365
    values = {
        "titles": (copies - 1) // COPIES_A_TITLE + 1,
        "copies": copies,
        "copies_a_title": COPIES_A_TITLE,
        "readers": readers,
        "loans": loans,
        "a_day": max(1, loans // days),
        "day_ms": DAY_MS,
        "start": newest_day_ms - (days + 14) * DAY_MS,
    }
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -262144")
        connection.execute("BEGIN")
        indexes = take_indexes(connection, ("title", "copy", "barcode", "loan"))
        for statement in (TITLES, COPIES, READERS, ENROLMENTS, BARCODES, LOANS):
            connection.execute(statement, values)
        for statement in indexes:
            connection.execute(statement)
        connection.execute(OPEN)
        connection.execute(ON_LOAN)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def take_indexes(connection: sqlite3.Connection, tables: tuple[str, ...]) -> list[str]:
    """Drop the indexes of these tables and give their SQL: sorted once at the end they cost a fraction."""
    marks = ", ".join("?" * len(tables))
    found = connection.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})",
        tables,
    ).fetchall()
    for name, _sql in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _name, sql in found]
