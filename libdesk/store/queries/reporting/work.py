"""What was done beside lending: repairs, serials, stocktakes, purchases, helpers, activities, questions, the plan."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from libdesk.store.database import Library
from libdesk.store.queries import settings
from libdesk.store.queries.reporting.holdings import COUNTS


class SerialYear(NamedTuple):
    """A title that was subscribed to in a period: issues expected and come, copies bound, the price of the year."""

    title: str
    kind: str
    expected: int
    came: int
    bound: int
    fen: int


class ActivityHeld(NamedTuple):
    """An activity of a period: by when its results are to be published and when they were, entrants, prizes, money."""

    name: str
    first: date
    last: date
    publish_by: date | None
    published: date | None
    entrants: int
    prizes: int
    fen: int


def _between(first: date, last: date) -> tuple[str, str]:
    return first.isoformat(), last.isoformat()


def repairs(library: Library, first: date, last: date) -> list[tuple[str, int, int, int, int, int]]:
    """(kind of damage, reported, mended, withdrawn, still open, fen) of the cases reported or closed in the period.

    Of a case that was dropped only the money counts.
    """
    zone = ZoneInfo(settings.library_settings(library).zone)
    begin, end = (datetime.combine(day, time.min, zone).timestamp() for day in (first, last + timedelta(days=1)))
    return library.connection.execute(
        """SELECT kind, sum(here),
             sum(state = 'shelved' AND closed_day BETWEEN :first AND :last),
             sum(state = 'withdrawn' AND closed_day BETWEEN :first AND :last),
             sum(state IN ('reported', 'in_repair', 'bindery', 'proposed')),
             coalesce(sum(CASE WHEN closed_day BETWEEN :first AND :last THEN cost_fen END), 0)
           FROM (SELECT *, reported >= :begin AND reported < :end AND state <> 'dropped' AS here FROM damage
             WHERE state <> 'dropped' OR cost_fen > 0)
           WHERE here OR closed_day BETWEEN :first AND :last
             OR state IN ('reported', 'in_repair', 'bindery', 'proposed') GROUP BY 1 ORDER BY 2 DESC""",
        {"first": first.isoformat(), "last": last.isoformat(), "begin": begin * 1000, "end": end * 1000},
    ).fetchall()


def serials(library: Library, first: date, last: date) -> list[SerialYear]:
    """What was subscribed to in the period. Expected is what has its day by `last`; what is skipped is not."""
    rows = library.connection.execute(
        """SELECT t.title, t.kind,
             (SELECT count(*) FROM issue i JOIN subscription s ON s.id = i.subscription_id WHERE s.title_id = t.id
                AND i.skipped = 0 AND i.expected BETWEEN :first AND :last),
             (SELECT count(DISTINCT p.issue_id) FROM piece p JOIN issue i ON i.id = p.issue_id
                JOIN subscription s ON s.id = i.subscription_id WHERE s.title_id = t.id
                AND i.expected BETWEEN :first AND :last),
             (SELECT count(*) FROM bound_volume b JOIN binding g ON g.id = b.binding_id WHERE b.title_id = t.id
                AND coalesce(b.shelved_day, g.back_day) BETWEEN :first AND :last),
             (SELECT coalesce(sum(s.year_fen), 0) FROM subscription s WHERE s.title_id = t.id
                AND s.first_day <= :last AND s.last_day >= :first)
           FROM title t
           WHERE t.id IN (SELECT title_id FROM subscription WHERE first_day <= :last AND last_day >= :first)
           ORDER BY t.kind, t.title""",
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    return [SerialYear(*row) for row in rows]


def activities(library: Library, first: date, last: date) -> list[ActivityHeld]:
    """Those of the period that were not dropped."""
    rows = library.connection.execute(
        """SELECT a.name, a.first_day, a.last_day, a.publish_by, a.published_day,
             (SELECT count(*) FROM entrant n WHERE n.activity_id = a.id),
             (SELECT count(*) FROM entrant n WHERE n.activity_id = a.id AND n.prize IS NOT NULL AND n.prize <> ''),
             coalesce(a.spent_fen, 0)
           FROM activity a WHERE a.first_day <= :last AND a.last_day >= :first AND a.state <> 'dropped'
           ORDER BY a.first_day, a.id""",
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    return [
        ActivityHeld(name, date.fromisoformat(begin), date.fromisoformat(end), _day(by), _day(published), *figures)
        for name, begin, end, by, published, *figures in rows
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def trainings(library: Library, first: date, last: date) -> int:
    count: int = library.fetch("SELECT count(*) FROM training WHERE day BETWEEN ? AND ?", *_between(first, last))[0][0]
    return count


def service(library: Library, first: date, last: date) -> tuple[int, int, int, int]:
    """(questions, of them answered, suggestions, of them answered) of a period."""
    days = _between(first, last)
    asked = library.fetch(
        "SELECT count(*), count(answered_day) FROM question WHERE day BETWEEN ? AND ?", *days
    )[0]  # fmt: skip
    said = library.fetch("SELECT count(*), count(answered_day) FROM suggestion WHERE day BETWEEN ? AND ?", *days)[0]
    return asked[0], asked[1], said[0], said[1]


def stocktakes(library: Library, first: date, last: date) -> list[tuple[str, int, int]]:
    """(name, copies that should be there, copies missed) of the stocktakes that ended in the period."""
    return library.fetch(
        """SELECT s.name, (SELECT count(*) FROM stocktake_copy c WHERE c.stocktake_id = s.id),
             (SELECT count(*) FROM missed_copy m WHERE m.stocktake_id = s.id)
           FROM stocktake s WHERE s.state = 'done' AND s.ended_day BETWEEN ? AND ? ORDER BY s.ended_day, s.id""",
        *_between(first, last),
    )


def batches(library: Library, first: date, last: date) -> list[tuple[str, int, int]]:
    """(kind, batches, copies) of what was taken in, by how it came; the opening balance is left out."""
    return library.fetch(
        f"""SELECT b.kind, count(DISTINCT b.id), count(c.id) FROM batch b
             LEFT JOIN copy c ON c.batch_id = b.id AND {COUNTS}
           WHERE b.day BETWEEN ? AND ? AND b.kind <> 'opening' GROUP BY 1 ORDER BY 3 DESC""",
        *_between(first, last),
    )


def aids(library: Library, first: date, last: date) -> tuple[int, int, int]:
    """(pieces of teaching aids issued, returned, missing or damaged) in a period."""
    row: tuple[int, int, int] = library.fetch(
        """SELECT coalesce(sum(CASE WHEN kind = 'issued' THEN quantity END), 0),
             coalesce(sum(CASE WHEN kind = 'returned' THEN quantity END), 0),
             coalesce(sum(CASE WHEN kind IN ('missing', 'damaged') THEN quantity END), 0)
           FROM aid_move WHERE day BETWEEN ? AND ?""",
        *_between(first, last),
    )[0]
    return row
