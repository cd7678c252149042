"""Copies that might leave: not lent for years, more than needed, badly damaged, old, or older editions of one work."""

from datetime import UTC, date, datetime, time
from typing import Any, Final

from libdesk.domain.matching import author_key
from libdesk.domain.rows.withdrawals import Candidate, Wanted
from libdesk.domain.withdrawals import Looking
from libdesk.store.database import Library

MOST: Final = 1000
_AFTER: Final = "\U0010ffff"

# What stands on no list of withdrawal and is in the library, not with a reader nor believed lost.
_FREE: Final = (
    "c.status IN ('shelf','hold','repair') AND NOT EXISTS(SELECT 1 FROM withdrawal_copy wc WHERE wc.copy_id = c.id)"
)
_ROW: Final = """
SELECT c.id, t.title || coalesce('(' || v.label || ')', ''), t.author, t.year, c.accession_no,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
  coalesce(c.call_no, t.call_no), p.name,
  (SELECT count(*) FROM copy o WHERE o.title_id = c.title_id AND o.status <> 'withdrawn'),
  (SELECT count(*) FROM loan l WHERE l.copy_id = c.id), (SELECT max(l.lent_day) FROM loan l WHERE l.copy_id = c.id),
  c.damage, c.status
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN place p ON p.id = c.place_id"""

_WHERE: Final = {
    # A copy that is newer than that has had no time to be lent.
    Looking.UNUSED: """(c.entered IS NULL OR c.entered < :day)
        AND NOT EXISTS(SELECT 1 FROM loan l WHERE l.copy_id = c.id AND l.lent >= :moment)
        AND c.id NOT IN (SELECT copy_id FROM house_use WHERE used_day >= :day)""",
    # The best of each title stay: what is out, what is whole, what came last.
    Looking.SURPLUS: """c.id IN (SELECT id FROM (
          SELECT o.id, row_number() OVER (PARTITION BY o.title_id, o.volume_id ORDER BY
              o.status IN ('loan','in_house','hold') DESC, o.damage IS NOT NULL, o.entered DESC, o.id DESC) AS nth
          FROM copy o WHERE o.status NOT IN ('withdrawn','lost','missing')) WHERE nth > :keep)""",
    Looking.DAMAGED: "(c.damage = 'severe' OR c.status = 'repair')",
    Looking.OUTDATED: "t.year IS NOT NULL AND t.year <= :year",
    Looking.DUPLICATE: """t.year IS NOT NULL AND EXISTS(
          SELECT 1 FROM title_order a JOIN title_order b ON b.by_title = a.by_title AND b.id <> a.id
            JOIN title n ON n.id = b.id
          WHERE a.id = t.id AND n.year > t.year AND n.kind = t.kind
            AND EXISTS(SELECT 1 FROM copy o WHERE o.title_id = n.id
                       AND o.status NOT IN ('withdrawn','lost','missing')))""",
}


def candidates(library: Library, wanted: Wanted, today: date, *, limit: int = MOST) -> tuple[list[Candidate], int]:
    """The first candidates by call number, and how many there are. `class_no` narrows to classes that begin so."""
    where = f"{_FREE} AND ({_WHERE[wanted.looking]})"
    if wanted.class_no.strip():
        where += " AND t.class_no >= :class AND t.class_no < :after"
    stem = wanted.class_no.strip().upper()
    day = _years_before(today, wanted.years)
    moment = int(datetime.combine(day, time(), UTC).timestamp() * 1000)  # by it the index of a copy's loans answers
    values = {
        "day": day.isoformat(), "moment": moment, "year": today.year - wanted.years, "keep": wanted.keep,
        "class": stem, "after": stem + _AFTER, "limit": limit,
    }  # fmt: skip
    execute = library.connection.execute
    total = execute(f"SELECT count(*) FROM copy c JOIN title t ON t.id = c.title_id WHERE {where}", values)
    order = "ORDER BY (SELECT q.by_shelf FROM copy_order q WHERE q.id = c.id) IS NULL,"
    order += " (SELECT q.by_shelf FROM copy_order q WHERE q.id = c.id), c.id LIMIT :limit"
    rows = execute(f"{_ROW} WHERE {where} {order}", values)
    found = [_candidate(row) for row in rows]
    if wanted.looking is Looking.DUPLICATE:
        found = [row for row in found if _same_author(library, row)]
        return found, len(found)
    return found, total.fetchone()[0]


def _same_author(library: Library, row: Candidate) -> bool:
    """Whether a newer edition is by the same author; titles alone say little: 语文."""
    authors = library.connection.execute(
        """SELECT n.author, n.year FROM copy c JOIN title_order a ON a.id = c.title_id
           JOIN title_order b ON b.by_title = a.by_title AND b.id <> a.id JOIN title n ON n.id = b.id
           WHERE c.id = ? AND n.year > ?""",
        (row.copy_id, row.year),
    )
    own = author_key(row.author)
    return bool(own) and any(author_key(other) == own for other, _year in authors)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)


def _candidate(row: Any) -> Candidate:
    return Candidate(
        row[0], row[1], row[2] or "", row[3], row[4] or "", row[5] or "", row[6] or "", row[7] or "", row[8], row[9],
        date.fromisoformat(row[10]) if row[10] else None, row[11] or "", row[12],
    )  # fmt: skip
