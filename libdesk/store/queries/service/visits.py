"""Visits as they were counted: the sum of a day, days with what else was used in them, the lines of one day."""

from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.service import VisitDay, VisitHow, VisitLine
from libdesk.store.database import Library

_DAYS: Final = """
SELECT day, sum(key), sum(class), sum(card), sum(tally), sum(house), sum(room) FROM (
  SELECT day, CASE how WHEN 'key' THEN people ELSE 0 END AS key, CASE how WHEN 'class' THEN people ELSE 0 END AS class,
    CASE how WHEN 'card' THEN people ELSE 0 END AS card, CASE how WHEN 'tally' THEN people ELSE 0 END AS tally,
    0 AS house, 0 AS room
  FROM visit WHERE day BETWEEN :first AND :last AND (:place IS NULL OR place_id = :place)
  UNION ALL SELECT used_day, 0, 0, 0, 0, 1, 0 FROM house_use WHERE used_day BETWEEN :first AND :last
  UNION ALL SELECT day, 0, 0, 0, 0, 0, uses FROM room_use WHERE day BETWEEN :first AND :last)
GROUP BY day ORDER BY day"""

_LINES: Final = """
SELECT v.id, v.how, v.at, v.place_id, coalesce(p.name, ''), v.people, coalesce(v.reader_kind, ''), v.stage,
  v.entry_year, v.class_no
FROM visit v LEFT JOIN place p ON p.id = v.place_id WHERE v.day = ? AND (? IS NULL OR v.place_id = ?) ORDER BY v.id"""


def on_day(library: Library, day: date, place_id: int | None = None) -> int:
    """Visitors of a day, of one room or of all."""
    row = library.connection.execute(
        "SELECT coalesce(sum(people), 0) FROM visit WHERE day = ? AND (? IS NULL OR place_id = ?)",
        (day.isoformat(), place_id, place_id),
    ).fetchone()
    return int(row[0])


def by_day(library: Library, first: date, last: date, place_id: int | None = None) -> list[VisitDay]:
    """Each day on which anything was counted, in order. What was used is not counted by room."""
    given = {"first": first.isoformat(), "last": last.isoformat(), "place": place_id}
    rows = library.connection.execute(_DAYS, given)
    return [VisitDay(date.fromisoformat(row[0]), date.fromisoformat(row[0]), *row[1:]) for row in rows]


def lines(library: Library, day: date, place_id: int | None = None) -> list[VisitLine]:
    """What a day is made of, the latest first; single keys of one room are one line."""
    found: list[VisitLine] = []
    keys: dict[int | None, int] = {}
    for row in library.connection.execute(_LINES, (day.isoformat(), place_id, place_id)):
        how, ref = VisitHow(row[1]), ClassRef(Stage(row[7]), row[8], row[9]) if row[7] and row[9] else None
        place = show_place(row[4]) if row[4] else ""
        if how is VisitHow.KEY and row[3] in keys:
            at = keys[row[3]]
            before = found[at]
            found[at] = VisitLine((*before.ids, row[0]), how, row[2], place, before.people + row[5], "", None)
            continue
        if how is VisitHow.KEY:
            keys[row[3]] = len(found)
        found.append(VisitLine((row[0],), how, row[2], place, row[5], row[6], ref))
    return found[::-1]


def tally(library: Library, day: date, place_id: int | None) -> tuple[int, int] | None:
    """(id, people) of the tally of a day and room."""
    row: tuple[int, int] | None = library.connection.execute(
        "SELECT id, people FROM visit WHERE day = ? AND how = 'tally' AND place_id IS ? ORDER BY id LIMIT 1",
        (day.isoformat(), place_id),
    ).fetchone()
    return row


def tally_of_room(library: Library, visit_id: int) -> int:
    """The people of a line that is the tally of a room; 0 for any other line."""
    row = library.connection.execute(
        "SELECT people FROM visit WHERE id = ? AND how = 'tally' AND place_id IS NOT NULL", (visit_id,)
    ).fetchone()
    return row[0] if row else 0


def last_by_card(library: Library, reader_id: int, day: date, place_id: int | None) -> int | None:
    """The instant of the reader's last visit to a room on a day."""
    row = library.connection.execute(
        "SELECT max(at) FROM visit WHERE reader_id = ? AND day = ? AND place_id IS ?",
        (reader_id, day.isoformat(), place_id),
    ).fetchone()
    return row[0] if row else None


def reader_now(library: Library, reader_id: int) -> tuple[str, str, str | None, int | None, int | None] | None:
    """(name, kind, stage, year of entry, class number) of a reader as of now."""
    row: tuple[str, str, str | None, int | None, int | None] | None = library.connection.execute(
        "SELECT r.name, r.kind, e.stage, e.entry_year, e.class_no FROM reader r LEFT JOIN enrolment e"
        " ON e.reader_id = r.id AND e.to_day IS NULL WHERE r.id = ? AND r.state <> 'erased'",
        (reader_id,),
    ).fetchone()
    return row


def day_of(library: Library, visit_id: int) -> date | None:
    """The day of a visit; None where it is not there any more."""
    row = library.connection.execute("SELECT day FROM visit WHERE id = ?", (visit_id,)).fetchone()
    return date.fromisoformat(row[0]) if row else None


def counted_by(library: Library, visit_id: int, shift_id: int | None, since: int) -> bool:
    """Whether pupils on duty counted it in this shift, after `since`; `shift_id` None: while nobody had signed on."""
    row = library.connection.execute(
        """SELECT j.role, j.shift_id FROM journal_image i JOIN journal j ON j.id = i.journal_id
           WHERE i.tbl = 'visit' AND ? BETWEEN i.first_id AND i.last_id AND i.before IS NULL
             AND j.at >= ? ORDER BY j.id DESC LIMIT 1""",
        (visit_id, since),
    ).fetchone()
    return row is not None and row[0] == "helper" and row[1] == shift_id
