"""What the pages to publish are made of: the catalogue with what is on the shelf, activities with their results.

No loan is read, and of a reader only what the school's setting of names then shows.
"""

from datetime import date
from typing import Any, Final

from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.holds import Waiter
from libdesk.domain.rows.site import SiteTitle
from libdesk.domain.shown_names import NamesShown, shown_name
from libdesk.domain.value import Value
from libdesk.store.database import Library

# One pass over the copies; of several call numbers and places those of a copy on the shelf are shown.
_TITLES: Final = """
SELECT t.title || coalesce(' : ' || nullif(t.subtitle, ''), ''), coalesce(t.author, ''), coalesce(t.publisher, ''),
  t.year, coalesce(t.class_no, ''), coalesce(c.call_no, t.call_no, ''), coalesce(p.name, ''), c.here, c.copies
FROM (
  SELECT title_id, min(call_no) AS call_no, count(*) AS copies, sum(status = 'shelf' AND waiting & 4 = 0) AS here,
    coalesce(min(CASE WHEN status = 'shelf' THEN place_id END), min(place_id)) AS place_id
  FROM copy WHERE status NOT IN ('withdrawn', 'lost', 'missing') GROUP BY title_id) c
JOIN title t ON t.id = c.title_id LEFT JOIN place p ON p.id = c.place_id LEFT JOIN title_order o ON o.id = t.id
ORDER BY o.by_title IS NULL, o.by_title, t.id"""

_ACTIVITIES: Final = """
SELECT id, name, first_day, last_day, coalesce(place, ''), published_day FROM activity
WHERE state <> 'dropped' AND last_day >= ? ORDER BY last_day < ?, CASE WHEN last_day < ? THEN NULL ELSE first_day END,
  last_day DESC, id"""

# The class is that of the day; the reader's name, kind and department are those of now.
_ENTRANTS: Final = """
SELECT e.id, coalesce(r.name, ''), coalesce(r.kind, 'pupil'), e.stage, e.entry_year, e.class_no, r.department,
  coalesce(e.name, ''), coalesce(e.work, ''), coalesce(e.result, ''), e.rank, coalesce(e.prize, ''), r.id
FROM entrant e LEFT JOIN reader r ON r.id = e.reader_id
WHERE e.activity_id = ? AND (e.rank IS NOT NULL OR coalesce(e.prize, '') <> '' OR coalesce(e.result, '') <> '')
ORDER BY e.rank IS NULL, e.rank, e.id"""


class ActivityFound(Value):
    """An activity as it is published; `results`: (who, work, rank, result, prize) of those that have any."""

    name: str
    first: date
    last: date
    place: str
    coming: bool
    told: bool
    results: tuple[tuple[str, str, int | None, str, str], ...]


def count_titles(library: Library) -> int:
    """How many titles the catalogue would show."""
    row = library.connection.execute(
        "SELECT count(DISTINCT title_id) FROM copy WHERE status NOT IN ('withdrawn', 'lost', 'missing')"
    ).fetchone()
    return int(row[0])


def titles(library: Library) -> list[SiteTitle]:
    """Every title of which a copy is there, by pinyin."""
    return [
        SiteTitle(row[0], row[1], row[2], row[3], row[4], row[5], show_place(row[6]) if row[6] else "", row[7], row[8])
        for row in _fetch(library, _TITLES)
    ]


def activities(
    library: Library, since: date, today: date, how: NamesShown, system: SchoolSystem
) -> list[ActivityFound]:
    """Those that end on a day or later, the next first, then those that are over; results once they are published."""
    day, now = since.isoformat(), today.isoformat()
    found = []
    for row in _fetch(library, _ACTIVITIES, day, now, now):
        told = row[5] is not None
        first, last = date.fromisoformat(row[2]), date.fromisoformat(row[3])
        results = [_result(one, last, how, system) for one in _fetch(library, _ENTRANTS, row[0])] if told else []
        found.append(ActivityFound(row[1], first, last, row[4], first > today, told, tuple(results)))
    return found


def unpublished_results(library: Library, today: date) -> int:
    """Activities that are over and have results of which no publication is noted: they stay off the pages."""
    row = library.connection.execute(
        "SELECT count(*) FROM activity a WHERE a.state <> 'dropped' AND a.published_day IS NULL AND a.last_day < ?"
        " AND EXISTS (SELECT 1 FROM entrant e WHERE e.activity_id = a.id AND (e.rank IS NOT NULL"
        " OR coalesce(e.prize, '') <> ''))",
        (today.isoformat(),),
    ).fetchone()
    return int(row[0])


def _result(
    row: tuple[Any, ...], day: date, how: NamesShown, system: SchoolSystem
) -> tuple[str, str, int | None, str, str]:
    who = row[7]  # a class, a group, a guest: named by itself
    if row[12] is not None:
        group = Waiter(row[12], row[1], row[2], row[3], row[4], row[5], row[6]).group(day, system)
        who = shown_name(row[1], how, group=group, kind=row[2])
    return who, row[8], row[10], row[9], row[11]


def _fetch(library: Library, sql: str, *values: object) -> list[tuple[Any, ...]]:
    return library.connection.execute(sql, values).fetchall()
