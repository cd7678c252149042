"""Erasing a reader's personal data, for the action and for a restore alike: a husk stays, so that loans count.

Kept are bare numbers, days, and the class that each loan wrote down. Names, numbers, photos and free texts go: from the
rows, from the search index, and from the journal's images. An entry of the journal that touched such a row loses all of
its images, and so does what is older and touched the same rows as that entry: nothing can be half undone afterwards.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import Final

from libdesk.store import blobs, search
from libdesk.store.writing import Writer

_IDS: Final = "(SELECT value FROM json_each(:ids))"

# What names a person, or was said about one. Days, classes and figures stay.
_TEXTS: Final = (
    f"""UPDATE reader SET name = '', sort_name = '', sex = NULL, school_no = NULL, department = NULL,
          responsible_id = NULL, state = 'erased', stopped_why = NULL, expires = NULL, suspended_until = NULL,
          joined = NULL, photo = NULL, left_day = NULL WHERE id IN {_IDS}""",
    f"UPDATE reader SET responsible_id = NULL WHERE responsible_id IN {_IDS}",
    f"UPDATE enrolment SET seat = NULL, to_day = coalesce(to_day, :day) WHERE reader_id IN {_IDS}",
    f"UPDATE appointment SET to_day = coalesce(to_day, :day) WHERE reader_id IN {_IDS}",
    (
        f"UPDATE hold SET state = 'cancelled', copy_id = NULL, expires = NULL"
        f" WHERE state = 'waiting' AND reader_id IN {_IDS}"
    ),
    f"UPDATE loan SET override_why = NULL WHERE override_why IS NOT NULL AND reader_id IN {_IDS}",
    (
        f"UPDATE damage SET note = NULL, photo = NULL WHERE (note IS NOT NULL OR photo IS NOT NULL)"
        f" AND (reader_id IN {_IDS} OR loan_id IN (SELECT id FROM loan WHERE reader_id IN {_IDS}))"
    ),
    (
        "UPDATE repair_step SET note = NULL WHERE note IS NOT NULL AND damage_id IN (SELECT id FROM damage"
        f" WHERE reader_id IN {_IDS} OR loan_id IN (SELECT id FROM loan WHERE reader_id IN {_IDS}))"
    ),
    # Codes stay: they say that a copy came back and that its money did.
    f"UPDATE charge SET why = NULL WHERE why NOT IN ('found', 'money_back') AND reader_id IN {_IDS}",
    # A wish stays, since the school may still buy the book; whose it was and what was said about it goes.
    f"UPDATE wish SET reader_id = NULL, note = NULL, answer = NULL WHERE reader_id IN {_IDS}",
    # Duties that were, trainings and drills count on; places on the roster, free times and praise in words go.
    f"DELETE FROM busy_slot WHERE reader_id IN {_IDS}",
    f"""DELETE FROM duty WHERE reader_id IN {_IDS} AND coalesce(from_day, (SELECT t.first_day FROM term t
          JOIN duty_slot s ON s.term_id = t.id WHERE s.id = duty.slot_id)) >= :day""",
    f"UPDATE duty SET to_day = date(:day, '-1 day') WHERE reader_id IN {_IDS} AND to_day IS NULL",
    f"UPDATE best_helper SET why = NULL WHERE reader_id IN {_IDS}",
    # A visit stays with its class, a suggestion with its answer; whose they were goes.
    f"UPDATE visit SET reader_id = NULL WHERE reader_id IN {_IDS}",
    f"UPDATE suggestion SET reader_id = NULL WHERE reader_id IN {_IDS}",
    # That somebody of a class took part and won stays; the work tells who it was, and so may a result in words.
    f"""UPDATE entrant SET work = NULL, result = CASE WHEN result NOT GLOB '*[^0-9.]*' THEN result END
          WHERE reader_id IN {_IDS}""",
    f"UPDATE aid_move SET note = NULL WHERE note IS NOT NULL AND reader_id IN {_IDS}",
    f"DELETE FROM barcode WHERE reader_id IN {_IDS}",
    f"DELETE FROM printed WHERE reader_id IN {_IDS}",  # a hash of a name and a class is soon guessed
)

# An older file may say of somebody who was erased since that a book is out or money owed: by then nothing was.
_SETTLED: Final = (
    f"""UPDATE copy SET status = 'shelf' WHERE id IN
          (SELECT copy_id FROM loan WHERE returned IS NULL AND reader_id IN {_IDS}
           UNION SELECT copy_id FROM hold WHERE state = 'ready' AND reader_id IN {_IDS})
          AND status IN ('loan', 'in_house', 'hold')""",
    f"""UPDATE loan SET returned = max(lent, strftime('%s', :day) * 1000), returned_day = max(lent_day, :day),
          outcome = 'returned' WHERE returned IS NULL AND reader_id IN {_IDS}""",
    f"""UPDATE hold SET state = 'cancelled', copy_id = NULL, expires = NULL
          WHERE state = 'ready' AND reader_id IN {_IDS}""",
    f"""UPDATE charge SET state = 'cancelled', settled_day = max(made_day, :day)
          WHERE state = 'open' AND reader_id IN {_IDS}""",
    f"""INSERT INTO aid_move(aid_id, day, kind, quantity, reader_id)
          SELECT aid_id, max(:day, max(day)), 'returned',
            sum(CASE kind WHEN 'issued' THEN quantity ELSE -quantity END), reader_id
          FROM aid_move WHERE kind <> 'found' AND reader_id IN {_IDS} GROUP BY aid_id, reader_id HAVING
            sum(CASE kind WHEN 'issued' THEN quantity ELSE -quantity END) > 0""",
)

# The rows that are a reader's, by which entries of the journal are found.
_ROWS: Final = {
    "reader": f"SELECT id FROM reader WHERE id IN {_IDS}",
    **{
        table: f"SELECT id FROM {table} WHERE reader_id IN {_IDS}"
        for table in (
            "enrolment", "appointment", "barcode", "loan", "hold", "damage", "suspension", "charge", "house_use",
            "wish", "printed", "busy_slot", "duty", "trainee", "drill", "best_helper", "visit", "suggestion", "entrant",
            "aid_move",
        )
    },
    "duty_day": f"SELECT id FROM duty_day WHERE reader_id IN {_IDS} OR instead_id IN {_IDS}",
}  # fmt: skip


def touching(connection: sqlite3.Connection, reader_ids: Iterable[int]) -> list[int]:
    """The journal entries whose images must go with these readers; reads all images, so call it before the writing."""
    ids = set(reader_ids)
    marked = _Marked()
    for table, sql in _ROWS.items():
        for (row_id,) in connection.execute(sql, {"ids": json.dumps(sorted(ids))}):
            marked.add(table, row_id, row_id)
    found: list[int] = []
    entry: list[tuple[str, int, int]] = []
    current, hit = 0, False

    def leave() -> None:
        if hit:
            found.append(current)
            for image in entry:
                marked.add(*image)

    images = connection.execute(
        "SELECT journal_id, tbl, first_id, last_id, before FROM journal_image ORDER BY journal_id DESC, seq DESC"
    )
    for journal_id, table, first, last, before in images:
        if journal_id != current:
            leave()
            current, hit, entry = journal_id, False, []
        entry.append((table, first, last))
        hit = hit or marked.meets(table, first, last) or _names_one(before, ids)
    leave()
    return found


def erase_rows(
    connection: Writer, reader_ids: Iterable[int], day: str, entries: Iterable[int], *, settle: bool = False
) -> None:
    """Erase these readers inside the caller's transaction; `entries` are those that `touching` gave for them.

    `settle`: what an older file believes to be out or owed is closed first.
    """
    ids = sorted(set(reader_ids))
    values = {"ids": json.dumps(ids), "day": day}
    for statement in _SETTLED if settle else ():
        connection.execute(statement, values)
    for reader_id in ids:
        search.row_removed(connection, "reader", reader_id)
    for statement in _TEXTS:
        connection.execute(statement, values)
    for reader_id in ids:
        search.row_added(connection, "reader", reader_id)
    # Words that were taken out stay in the old segments of the index until these are merged.
    connection.execute("INSERT INTO reader_index(reader_index) VALUES ('optimize')")
    connection.executemany("DELETE FROM journal_image WHERE journal_id = ?", [(entry,) for entry in entries])
    blobs.drop_unheld(connection)
    connection.executemany(
        "INSERT OR IGNORE INTO erased(reader_id, erased_day) VALUES (?, ?)", [(reader_id, day) for reader_id in ids]
    )


def holding(connection: sqlite3.Connection, column: str) -> int:
    """How many readers have something in this column."""
    count: int = connection.execute(f"SELECT count(*) FROM reader WHERE {column} IS NOT NULL").fetchone()[0]
    return count


def empty_column(connection: sqlite3.Connection, column: str) -> int:
    """Empty a column of all readers inside the caller's transaction, with every image that holds it; gives how many."""
    count = connection.execute(f"UPDATE reader SET {column} = NULL WHERE {column} IS NOT NULL").rowcount
    connection.execute(
        "DELETE FROM journal_image WHERE journal_id IN (SELECT journal_id FROM journal_image"
        f" WHERE tbl = 'reader' AND before IS NOT NULL AND json_type(before, '$.{column}') IS NOT NULL)"
    )
    blobs.drop_unheld(connection)
    return count


class _Marked:
    """Rows by table: single ones as a set, ranges as a list, since nearly all are single."""

    def __init__(self) -> None:
        self._single: dict[str, set[int]] = {}
        self._ranges: dict[str, list[tuple[int, int]]] = {}

    def add(self, table: str, first: int, last: int) -> None:
        if first == last:
            self._single.setdefault(table, set()).add(first)
        else:
            self._ranges.setdefault(table, []).append((first, last))

    def meets(self, table: str, first: int, last: int) -> bool:
        single = self._single.get(table, ())
        if first in single or (last - first and any(first <= row_id <= last for row_id in single)):
            return True
        return any(first <= end and start <= last for start, end in self._ranges.get(table, ()))


def _names_one(before: str | None, ids: set[int]) -> bool:
    """Whether a row as it was belonged to one of them: it may be gone, or another's by now."""
    if before is None or ('"reader_id"' not in before and '"instead_id"' not in before):
        return False
    row = json.loads(before)
    return row.get("reader_id") in ids or row.get("instead_id") in ids
