"""An ordinary school for measuring what its desk does: titles with their words, two copies of each, readers
who are found, loans of three years, batches that the registers go by, and what waits for stamp and label.
"""

from pathlib import Path
from typing import Any, Final

from libdesk.store import search
from libdesk.store.database import create_library
from libdesk.store.writing import Writer
from tests.benchmarks import big_catalogue, big_library

RECIPE: Final = 1  # raise it when the rows change: kept files are then built anew
TITLES, READERS, LOANS = 100_000, 2_000, 1_000_000
COPIES: Final = 2 * TITLES
BATCHES: Final = 120

_BATCHES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :batches)
INSERT INTO batch(id, no, day, kind, source)
SELECT i, printf('P%04d', i), date('2016-01-01', i || ' months'), CASE i WHEN 1 THEN 'opening' ELSE 'purchase' END,
  '书商' || (i % 9) FROM n"""

# Every fiftieth copy was withdrawn; the last five hundred still wait for stamp, label and shelf.
_COPIES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :copies)
INSERT INTO copy(id, title_id, accession_no, place_id, call_no, price_fen, batch_id, status, withdrawn_day, waiting)
SELECT i, t.id, printf('%08d', i), 1 + i % 3, t.call_no, 1000 + i % 5000, 1 + i * :batches / (:copies + 1),
  CASE WHEN i % 50 = 7 THEN 'withdrawn' ELSE 'shelf' END, CASE WHEN i % 50 = 7 THEN '2025-06-30' END,
  CASE WHEN i > :copies - 500 AND i % 50 <> 7 THEN 7 ELSE 0 END
FROM n JOIN title t ON t.id = (i - 1) / 2 + 1"""


def build(path: Path, *, newest_day_ms: int) -> None:
    """Make the file; its newest loans lie a fortnight before `newest_day_ms` (UTC milliseconds)."""
    create_library(path)
    days = 3 * 365
    values = {
        "copies": COPIES, "readers": READERS, "loans": LOANS, "batches": BATCHES, "a_day": LOANS // days,
        "day_ms": big_library.DAY_MS, "start": newest_day_ms - (days + 14) * big_library.DAY_MS,
    }  # fmt: skip
    connection = Writer(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -262144")
        connection.execute("BEGIN")
        indexes = big_library.take_indexes(connection, ("title", "copy", "barcode", "loan"))
        _titles(connection)
        for statement in (_BATCHES, _COPIES, big_library.READERS, big_library.ENROLMENTS, big_library.BARCODES):
            connection.execute(statement, values)
        connection.execute(big_library.LOANS, values)
        for statement in indexes:
            connection.execute(statement)
        search.rows_added(connection, "copy", range(1, COPIES + 1))
        search.rows_added(connection, "reader", range(1, READERS + 1))
        connection.execute(big_library.OPEN)
        connection.execute(big_library.ON_LOAN)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _titles(connection: Writer) -> None:
    chunk: list[tuple[Any, ...]] = []
    for row in big_catalogue.made_titles(TITLES):
        chunk.append(row)
        if len(chunk) == big_catalogue.CHUNK or row[0] == TITLES:
            connection.executemany(big_catalogue.INSERT, chunk)
            search.rows_added(connection, "title", range(chunk[0][0], row[0] + 1))
            chunk.clear()
