"""A big library whose copies stand in the order of the shelf, on ninety shelves, to be read and put back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from libdesk.domain.callnumbers import shelf_key
from tests.benchmarks import big_library

RECIPE: Final = 1  # raise it when the rows change: kept files are then built anew
LOANS: Final = 50_000


def build(path: Path, *, copies: int, newest_day_ms: int) -> None:
    """Make the file; its call numbers are I247.0/… to I247.8/…, a ninth of the copies each."""
    big_library.build(path, copies=copies, loans=LOANS, readers=2_000, newest_day_ms=newest_day_ms)
    with closing(sqlite3.connect(path)) as connection:
        connection.create_function("shelf_key", 1, shelf_key, deterministic=True)
        connection.execute("INSERT INTO copy_order(id, by_shelf) SELECT id, shelf_key(call_no) FROM copy")
        a_shelf = copies // 90
        connection.executemany(
            "INSERT INTO shelf(place_id, name, from_no, to_no) VALUES (1, ?, ?, ?)",
            [
                (f"{number}架", f"I247.{number // 10}/{number % 10 * a_shelf * 9 + 1}",
                 f"I247.{number // 10}/{(number % 10 + 1) * a_shelf * 9}")
                for number in range(90)
            ],
        )  # fmt: skip
        connection.commit()
