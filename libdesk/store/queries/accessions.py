"""Where the library's own accession numbers end: what a supplier or another library brings does not carry them off.

Own are the numbers that the counter has given, and those after it as far as none leaps; before the counter has given
one, all of them are.
"""

from collections.abc import Iterator
from sqlite3 import Connection
from typing import Final

LEAP: Final = 1_000
"""Who goes further than this from one number to the next counts otherwise: 20295403 does not follow on 00005013."""

# The condition is that of the index `copy_accession_figure`.
_FIGURE: Final = "CAST(accession_no AS INTEGER)"
_PLAIN: Final = "accession_no IS NOT NULL AND accession_no NOT GLOB '*[^0-9]*' AND length(accession_no) BETWEEN 1 AND 9"
_UPWARDS: Final = f"SELECT {_FIGURE} FROM copy WHERE {_PLAIN} AND {_FIGURE} > ? ORDER BY {_FIGURE}"
_HIGHEST: Final = f"""
SELECT {_FIGURE}, length(accession_no) FROM copy WHERE {_PLAIN} AND {_FIGURE} <= ?
ORDER BY {_FIGURE} DESC, length(accession_no) DESC LIMIT 1"""
_ALL: Final = 10**9


def _counter(connection: Connection) -> int:
    """The number that the counter gives next; 0 until it has given one."""
    row = connection.execute("SELECT value FROM setting WHERE key = 'accession_next'").fetchone()
    return int(row[0]) if row else 0


def numbers_after(connection: Connection, number: int) -> Iterator[int]:
    """The plain accession numbers above this one, upwards."""
    return (row[0] for row in connection.execute(_UPWARDS, (number,)))


def own_end(connection: Connection) -> tuple[int, int]:
    """The highest of the library's own accession numbers, and how many figures they have; 0 where there are none."""
    given = _counter(connection) - 1
    if given < 0:
        highest: tuple[int, int] | None = connection.execute(_HIGHEST, (_ALL,)).fetchone()
        return highest or (0, 0)
    last = given
    for number in numbers_after(connection, given):
        if number - last > LEAP:
            break
        last = number
    found = connection.execute(_HIGHEST, (last,)).fetchone()
    return last, found[1] if found else 0
