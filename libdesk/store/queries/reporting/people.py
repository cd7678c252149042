"""Readers by class and kind, who borrowed nothing, and visits."""

from datetime import date
from typing import Any

from libdesk.domain.reports.readership import Group
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS
from libdesk.store.queries.reporting.room_use import ROOM_USE


def readers_by_group(library: Library) -> dict[Group, int]:
    """How many readers are here, by kind and class."""
    rows = library.fetch(
        """SELECT r.kind, e.stage, e.entry_year, e.class_no, count(*) FROM reader r
           LEFT JOIN enrolment e ON e.reader_id = r.id AND e.to_day IS NULL
           WHERE r.state IN ('active', 'stopped') GROUP BY 1, 2, 3, 4"""
    )
    return {(row[0], row[1], row[2], row[3]): row[4] for row in rows}


def enrolled(library: Library, first: date, last: date) -> list[tuple[int, Group]]:
    """(reader, group) of everybody who was here on some day from first to last; who changed class stands there twice,
    the later class behind.

    Leavers count until the day on which they left, erased ones too: their enrolments stay without a name. Of an erased
    teacher, who stood in no class, the last loan tells until when there was anybody.
    """
    in_classes = library.fetch(
        """SELECT e.reader_id, r.kind, e.stage, e.entry_year, e.class_no
           FROM enrolment e JOIN reader r ON r.id = e.reader_id
           WHERE e.from_day <= ? AND coalesce(e.to_day, '9999') >= ? ORDER BY e.from_day, e.id""",
        last.isoformat(), first.isoformat(),
    )  # fmt: skip
    others = library.fetch(
        """SELECT r.id, r.kind FROM reader r WHERE coalesce(r.joined, '') <= ?
             AND (r.state IN ('active', 'stopped')
               OR coalesce(r.left_day, (SELECT max(l.lent_day) FROM loan l WHERE l.reader_id = r.id)) >= ?)
             AND r.id NOT IN (SELECT reader_id FROM enrolment)""",
        last.isoformat(), first.isoformat(),
    )  # fmt: skip
    return [(row[0], (row[1], row[2], row[3], row[4])) for row in in_classes] + [
        (reader, (kind, None, None, None)) for reader, kind in others
    ]


def pupils_by_stage(library: Library) -> dict[str, int]:
    """Pupils who are here, by the stage of their class."""
    rows = library.fetch(
        """SELECT e.stage, count(*) FROM reader r JOIN enrolment e ON e.reader_id = r.id AND e.to_day IS NULL
           WHERE r.kind = 'pupil' AND r.state IN ('active', 'stopped') GROUP BY 1"""
    )
    return dict(rows)


def classes_here(library: Library) -> int:
    """Classes with pupils."""
    count: int = library.fetch(
        """SELECT count(*) FROM (SELECT DISTINCT e.stage, e.entry_year, e.class_no FROM enrolment e
           JOIN reader r ON r.id = e.reader_id WHERE e.to_day IS NULL AND r.kind = 'pupil'
             AND r.state IN ('active', 'stopped'))"""
    )[0][0]
    return count


def non_borrowers(library: Library, begin: int, end: int) -> list[tuple[Any, ...]]:
    """(reader, kind, stage, entry year, class, name, sort name, last loan's day) of pupils and staff without a loan.

    `begin` and `end`: the instants in UTC milliseconds between which a loan counts, as `holdings.never_lent` has them.
    Reading in the room is no loan.
    """
    return library.fetch(
        f"""SELECT r.id, r.kind, e.stage, e.entry_year, e.class_no, r.name, r.sort_name,
             (SELECT max(l.lent_day) FROM loan l WHERE l.reader_id = r.id AND l.in_house = 0)
           FROM reader r {LAST_CLASS} WHERE r.state IN ('active', 'stopped') AND r.kind IN ('pupil', 'teacher', 'staff')
             AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.reader_id = r.id AND l.in_house = 0
               AND l.lent BETWEEN ? AND ?)""",
        begin, end,
    )  # fmt: skip


def visits_by_month(library: Library, first: date, last: date) -> dict[str, int]:
    rows = library.fetch(
        "SELECT substr(day, 1, 7), sum(people) FROM visit WHERE day BETWEEN ? AND ? GROUP BY 1",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip
    return dict(rows)


def room_use_by_month(library: Library, first: date, last: date) -> dict[str, int]:
    days = {"first": first.isoformat(), "last": last.isoformat()}
    rows = library.connection.execute(f"SELECT substr(day, 1, 7), sum(uses) FROM ({ROOM_USE}) GROUP BY 1", days)
    return dict(rows.fetchall())
