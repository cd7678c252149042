"""Reading activities, who takes part in them, and their photos."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.activities import has_works, prize_order
from libdesk.domain.audience import stored_audience
from libdesk.domain.challenges import stored_challenge
from libdesk.domain.classes import ClassRef
from libdesk.domain.rows.activities import ActivityRow, EntrantRow, PhotoRow, PublishedActivity
from libdesk.store.database import Library

_ACTIVITIES: Final = """
SELECT a.id, a.kind, a.name, a.first_day, a.last_day, a.audience, a.place, a.host, a.budget_fen, a.spent_fen,
  a.materials, a.note, a.record, a.challenge, a.state, a.publish_by, a.published_day,
  (SELECT count(*) FROM entrant e WHERE e.activity_id = a.id),
  (SELECT coalesce(sum(e.works), 0) FROM entrant e WHERE e.activity_id = a.id),
  (SELECT count(e.prize) FROM entrant e WHERE e.activity_id = a.id),
  (SELECT count(*) FROM activity_photo p WHERE p.activity_id = a.id),
  (SELECT count(*) FROM entrant e WHERE e.activity_id = a.id AND e.kind = 'class'),
  (SELECT count(*) FROM entrant e WHERE e.activity_id = a.id AND e.kind = 'group')
FROM activity a {which}"""

_ENTRANTS: Final = """
SELECT e.id, e.activity_id, e.kind, e.reader_id, coalesce(r.name, e.name, ''), e.stage, e.entry_year, e.class_no,
  coalesce(e.work, ''), e.works, coalesce(e.result, ''), e.rank, coalesce(e.prize, ''), coalesce(r.kind, ''),
  coalesce(r.state, ''), coalesce(r.department, ''),
  coalesce((SELECT b.printed FROM barcode b WHERE b.reader_id = e.reader_id AND b.state = 'active'
    ORDER BY b.id DESC LIMIT 1), '')
FROM entrant e LEFT JOIN reader r ON r.id = e.reader_id WHERE {which} ORDER BY e.id"""


def activities(library: Library, first: date = date.min, last: date = date.max) -> list[ActivityRow]:
    """The activities that meet these days, the latest first."""
    which = "WHERE a.last_day >= ? AND a.first_day <= ? ORDER BY a.first_day DESC, a.id DESC"
    rows = library.connection.execute(_ACTIVITIES.format(which=which), (first.isoformat(), last.isoformat()))
    return [_activity(row) for row in rows]


def activity(library: Library, activity_id: int) -> ActivityRow | None:
    row = library.connection.execute(_ACTIVITIES.format(which="WHERE a.id = ?"), (activity_id,)).fetchone()
    return _activity(row) if row else None


def due_to_publish(library: Library, today: date) -> list[ActivityRow]:
    """Activities that have begun and whose results are to be published and are not yet, the most urgent first."""
    which = (
        "WHERE a.published_day IS NULL AND a.publish_by IS NOT NULL AND a.state <> 'dropped' AND a.first_day <= ?"
        " ORDER BY a.publish_by, a.id"
    )
    return [_activity(row) for row in library.connection.execute(_ACTIVITIES.format(which=which), (today.isoformat(),))]


def published(library: Library, *, limit: int = 100) -> list[PublishedActivity]:
    """Activities whose results are published, the latest first, each with those who won, the highest prize first.

    Names are whole: who shows them asks `EntrantRow.shown` with the school's setting.
    """
    which = (
        "WHERE a.published_day IS NOT NULL AND a.state <> 'dropped' ORDER BY a.published_day DESC, a.id DESC LIMIT ?"
    )
    rows = [_activity(row) for row in library.connection.execute(_ACTIVITIES.format(which=which), (limit,))]
    return [PublishedActivity(row, winners(entrants(library, row.id))) for row in rows]


def winners(rows: Sequence[EntrantRow]) -> tuple[EntrantRow, ...]:
    """Those who have a prize, the highest first."""
    won = [row for row in rows if row.prize]
    return tuple(sorted(won, key=lambda row: (prize_order(row.prize), row.rank or 1 << 30, row.id)))


def placed(rows: Sequence[EntrantRow], most: int) -> tuple[EntrantRow, ...]:
    """Those who stand within so many places, the first one first."""
    found = [(row.rank, row.id, row) for row in rows if row.rank is not None and row.rank <= most]
    return tuple(row for _rank, _id, row in sorted(found, key=lambda one: one[:2]))


def entrants(library: Library, activity_id: int) -> list[EntrantRow]:
    """Who takes part, in the order in which they were entered."""
    rows = library.connection.execute(_ENTRANTS.format(which="e.activity_id = ?"), (activity_id,))
    return [EntrantRow(*row) for row in rows]


def entrant(library: Library, entrant_id: int) -> EntrantRow | None:
    row = library.connection.execute(_ENTRANTS.format(which="e.id = ?"), (entrant_id,)).fetchone()
    return EntrantRow(*row) if row else None


def photos(library: Library, activity_id: int) -> list[PhotoRow]:
    """The photos in the order in which they came."""
    rows = library.connection.execute(
        "SELECT id, photo, coalesce(caption, '') FROM activity_photo WHERE activity_id = ? ORDER BY id", (activity_id,)
    )
    return [PhotoRow(*row) for row in rows]


def photo_bytes(library: Library, sha256: str) -> bytes | None:
    """The bytes of a photo, a JPEG."""
    row = library.connection.execute("SELECT bytes FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    return bytes(row[0]) if row else None


def own_kinds(library: Library, known: Sequence[str]) -> list[str]:
    """The school's own words for kinds that are in use."""
    rows = library.connection.execute("SELECT DISTINCT kind FROM activity ORDER BY kind")
    return [row[0] for row in rows if row[0] not in known]


def snapshots(library: Library, reader_ids: Sequence[int]) -> dict[int, tuple[str | None, int | None, int | None]]:
    """The class of each reader today, for those who are in the library."""
    found: dict[int, tuple[str | None, int | None, int | None]] = {}
    for start in range(0, len(reader_ids), 500):
        some = reader_ids[start : start + 500]
        rows = library.connection.execute(
            "SELECT r.id, e.stage, e.entry_year, e.class_no FROM reader r LEFT JOIN enrolment e ON e.reader_id = r.id"
            f" AND e.to_day IS NULL WHERE r.state IN ('active','stopped') AND r.id IN ({','.join('?' * len(some))})",
            some,
        )
        found.update((row[0], (row[1], row[2], row[3])) for row in rows)
    return found


def pupils_of(library: Library, ref: ClassRef) -> list[tuple[int, int | None, str]]:
    """Reader, seat and name of each pupil of a class, by seat."""
    rows = library.connection.execute(
        """SELECT r.id, e.seat, r.name FROM enrolment e JOIN reader r ON r.id = e.reader_id
           WHERE e.to_day IS NULL AND e.stage = ? AND e.entry_year = ? AND e.class_no = ? AND r.kind = 'pupil'
             AND r.state IN ('active','stopped') ORDER BY e.seat IS NULL, e.seat, r.sort_name, r.id""",
        (ref.stage.value, ref.entry_year, ref.class_no),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _activity(row: tuple[Any, ...]) -> ActivityRow:
    activity_id, kind, name, first, last, audience, *rest = row
    place, host, budget, spent, materials, note, record, challenge, state, by, published_day, *counts = rest
    entered, works, *others = counts
    return ActivityRow(
        activity_id, kind, name, date.fromisoformat(first), date.fromisoformat(last), stored_audience(audience),
        place or "", host or "", budget, spent, materials or "", note or "", record or "", stored_challenge(challenge),
        state, _day(by), _day(published_day), entered, works if has_works(kind) else 0, *others,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
