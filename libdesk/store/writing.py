"""The connection that writes: many rows go in few large statements, on a thread beside the one that makes them.

Python runs on while SQLite runs a statement. So rows are handed over, and the next ones are made meanwhile. Whatever
else is asked of the connection waits until they are in: nobody sees half of it, and what could not be written is raised
there at the latest.
"""

import gc
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, Final, NamedTuple

Row = Sequence[Any]

_SIZES: Final = (
    1_000,
    500,
    200,
    100,
    50,
    20,
    10,
    5,
    2,
)  # rows of one statement, which is kept prepared
_FEW: Final = 4_000  # values for which no thread is started
_WAITING: Final = 40  # lots at most: enough to do while words are indexed, and no more than fits the memory
_GATHERED: Final = 4_000  # rows whose words are indexed at once: FTS5 starts a segment with each large statement
_TURN: Final = 0.0002  # seconds after which a thread that asks for its turn gets it while two are at work
_SERIALIZED: Final = 3  # SQLite was built so that threads may share a connection
_USUAL_TURN: Final = sys.getswitchinterval()


class _Rows(NamedTuple):
    """Rows of a table, and the id that the last of them must get."""

    table: str
    columns: Sequence[str]
    rows: Sequence[Row]
    last: int | None = None


class _Range(NamedTuple):
    """A statement about the rows first … last of a table."""

    sql: str
    first: int
    last: int


class Writer(sqlite3.Connection):
    """A connection to which rows can be handed over; see above. For one thread, like any other."""

    _thread: Thread | None = None
    _fault: BaseException | None = None
    _stopped = False
    _collects = True

    def __init__(self, database: str | Path, **settings: Any) -> None:
        super().__init__(database, **settings | {"check_same_thread": False})
        self._lots: Queue[_Rows | _Range | None] = Queue(_WAITING)
        self._ranges: dict[str, range] = {}
        self._facts: dict[tuple[object, ...], Any] = {}
        self._most_values = self.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)

    def put(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Write rows, at the latest before anything else is asked of the connection."""
        self._put(_Rows(table, columns, rows), len(rows) * len(columns))

    def add(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> range:
        """Write rows like `put`; gives the ids that the table numbers them by."""
        key = ("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = ?", table)
        first = self.fact(*key)
        ids = range(first, first + len(rows))
        if ids:
            self._put(_Rows(table, columns, rows, ids.stop - 1), len(rows) * len(columns))
            self._facts[key] = ids.stop
        return ids

    def follow(self, sql: str, ids: range) -> None:
        """Run a statement about a range of rows, given first and last: later and once, if the next range goes on."""
        before = self._ranges.pop(sql, None)
        if before is not None and before.stop == ids.start:
            ids = range(before.start, ids.stop)
        elif before is not None:
            self._put(_Range(sql, before.start, before.stop - 1))
        if self._thread is not None and len(ids) < _GATHERED:
            self._ranges[sql] = ids
        else:
            self._put(_Range(sql, ids.start, ids.stop - 1))

    def fact(self, sql: str, *values: Any) -> Any:
        """The one value that a query gives, asked once: what is handed over meanwhile does not change it."""
        key = (sql, *values)
        if key not in self._facts:
            self._settle()
            self._facts[key] = super().execute(sql, values).fetchone()[0]
        return self._facts[key]

    def wait(self) -> None:
        """Return when all that was handed over is written; raises what stopped it."""
        self._facts.clear()
        self._settle()

    def roll_back(self) -> None:
        """Let go what is not written yet and end the transaction, which a full disk has ended already."""
        self._give_up()
        if self.in_transaction:
            self.execute("ROLLBACK")

    def _give_up(self) -> None:
        self._stopped = True
        if self._thread is not None:
            self.interrupt()
        with suppress(BaseException):  # something else stopped the work before
            self.wait()
        self._stopped = False

    def _put(self, lot: _Rows | _Range, values: int = 0) -> None:
        if self._fault is not None:
            self._settle()
        if self._thread is None and (values < _FEW or not self._start()):
            self._write(lot)
        else:
            self._lots.put(lot)

    def _start(self) -> bool:
        """Whether there is a thread now; where the machine allows none, the rows are written at once."""
        if sqlite3.threadsafety < _SERIALIZED:
            return False
        thread = Thread(target=self._work, name="libdesk-writer", daemon=True)
        try:
            thread.start()
        except RuntimeError:
            return False
        self._thread = thread
        sys.setswitchinterval(_TURN)
        # Thousands of rows that are no garbage would be looked through again and again.
        self._collects = gc.isenabled()
        gc.disable()
        return True

    def _settle(self) -> None:
        if self._thread is not None:
            for sql, ids in self._ranges.items():
                self._lots.put(_Range(sql, ids.start, ids.stop - 1))
            self._ranges.clear()
            self._lots.put(None)
            self._thread.join()
            self._thread = None
            sys.setswitchinterval(_USUAL_TURN)
            if self._collects:
                gc.enable()
        fault, self._fault = self._fault, None
        if fault is not None:
            raise fault

    def _work(self) -> None:
        while (lot := self._lots.get()) is not None:
            if self._fault is None and not self._stopped:
                try:
                    self._write(lot)
                except BaseException as fault:  # raised where the rows came from
                    self._fault = fault

    def _write(self, lot: _Rows | _Range) -> None:
        execute = super().execute
        if isinstance(lot, _Range):
            execute(lot.sql, lot[1:])
            return
        for sql, values in _statements(lot, self._most_values):
            last = execute(sql, values).lastrowid
        if lot.last is not None and last != lot.last:
            raise RuntimeError(f"{lot.table} numbers its rows up to {last}, not {lot.last}")

    # What else is asked of a connection.

    def execute(self, *args: Any) -> sqlite3.Cursor:
        self.wait()
        return super().execute(*args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:
        self.wait()
        return super().executemany(*args)

    def executescript(self, *args: Any) -> sqlite3.Cursor:
        self.wait()
        return super().executescript(*args)

    def cursor(self, *args: Any) -> Any:
        self.wait()
        return super().cursor(*args)

    def backup(self, *args: Any, **settings: Any) -> None:
        self.wait()
        super().backup(*args, **settings)

    def close(self) -> None:
        self._give_up()
        super().close()


def _statements(lot: _Rows, most_values: int) -> Iterator[tuple[str, Sequence[Any]]]:
    """The same few statements again and again, the largest first."""
    at, rows, columns = 0, lot.rows, tuple(lot.columns)
    for size in (*_SIZES, 1):
        if size * len(columns) <= most_values:
            sql = _insert(lot.table, columns, size)
            while len(rows) - at >= size:
                yield sql, rows[at] if size == 1 else [*chain.from_iterable(rows[at : at + size])]
                at += size


@lru_cache(256)
def _insert(table: str, columns: tuple[str, ...], rows: int) -> str:
    marks = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table}({', '.join(columns)}) VALUES {', '.join([marks] * rows)}"
