"""Subscriptions of a year with how their issues stand, and what the catalogue knows of a periodical."""

from datetime import date
from typing import Any, Final

from libdesk.domain.names import name_key
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.serials import SubscriptionRow
from libdesk.domain.serials.frequency import read_frequency
from libdesk.domain.serials.issues import late_days
from libdesk.domain.serials.numbering import read_numbering
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.titles import TitleFields
from libdesk.store.database import Library
from libdesk.store.queries.settings import library_settings
from libdesk.store.queries.titles import fields_of

# A copy that was lost, or left the library, is here no more, whatever its piece says.
# Of a piece with a barcode its copy knows best, which may be lost and found again at the desk; what is bound is here.
HERE: Final = (
    "(p.bound_id IS NOT NULL OR CASE WHEN p.copy_id IS NULL THEN p.state = 'here' ELSE NOT EXISTS(SELECT 1 FROM copy k"
    " WHERE k.id = p.copy_id AND k.status IN ('lost', 'missing', 'withdrawn')) END)"
)
COLUMNS: Final = """
s.id, s.title_id, t.title, t.kind, coalesce(t.issn, ''), coalesce(t.post_code, ''), s.year, s.first_day, s.last_day,
s.frequency, s.numbering, s.copies, s.place_id, l.name, s.issue_fen, s.year_fen, coalesce(s.supplier, ''),
s.with_codes, s.stopped_day, coalesce(s.note, '')"""
FROM: Final = "subscription s JOIN title t ON t.id = s.title_id LEFT JOIN place l ON l.id = s.place_id"
WIDTH: Final = 20  # columns of a subscription
_COUNTED: Final = f"""
SELECT {COLUMNS},
  (SELECT count(*) FROM issue i WHERE i.subscription_id = s.id AND NOT i.skipped),
  (SELECT count(*) FROM issue i WHERE i.subscription_id = s.id AND coalesce(i.copies, s.copies) <=
    (SELECT count(*) FROM piece p WHERE p.issue_id = i.id AND {HERE}))
FROM {FROM}"""


def subscriptions(library: Library, year: int) -> list[SubscriptionRow]:
    """Those of a year: newspapers after periodicals, by the title's pinyin."""
    rows = library.connection.execute(
        f"{_COUNTED} LEFT JOIN title_order o ON o.id = t.id WHERE s.year = ?"
        " ORDER BY t.kind = 'newspaper', o.by_title, t.title, s.first_day, s.id",
        (year,),
    )
    settings = library_settings(library)
    return [subscription_of(row, settings) for row in rows]


def subscription(library: Library, subscription_id: int) -> SubscriptionRow | None:
    row = library.connection.execute(f"{_COUNTED} WHERE s.id = ?", (subscription_id,)).fetchone()
    return subscription_of(row, library_settings(library)) if row else None


def running(library: Library, day: date) -> list[SubscriptionRow]:
    """Those that run on a day."""
    rows = library.connection.execute(
        f"{_COUNTED} WHERE s.first_day <= :day AND s.last_day >= :day AND (s.stopped_day IS NULL OR s.stopped_day >="
        " :day) ORDER BY t.title, s.id",
        {"day": day.isoformat()},
    )
    settings = library_settings(library)
    return [subscription_of(row, settings) for row in rows]


def years(library: Library) -> list[int]:
    """The years that anything is subscribed to, the newest first."""
    return [row[0] for row in library.connection.execute("SELECT DISTINCT year FROM subscription ORDER BY year DESC")]


def of_title(library: Library, title_id: int) -> list[int]:
    """Every subscription of a title, the newest first."""
    rows = library.connection.execute(
        "SELECT id FROM subscription WHERE title_id = ? ORDER BY first_day DESC, id DESC", (title_id,)
    )
    return [row[0] for row in rows]


def suppliers(library: Library) -> list[str]:
    """Every supplier that was ever named, the last one first."""
    rows = library.connection.execute(
        "SELECT supplier FROM subscription WHERE supplier IS NOT NULL GROUP BY supplier ORDER BY max(id) DESC"
    )
    return [row[0] for row in rows]


def overlapping(library: Library, title_id: int, place_id: int | None, first: date, last: date, but: int = 0) -> bool:
    """Whether another subscription of this title, for the same place, covers some of these days."""
    row = library.connection.execute(
        "SELECT 1 FROM subscription WHERE title_id = ? AND place_id IS ? AND id <> ? AND first_day <= ?"
        " AND last_day >= ? AND (stopped_day IS NULL OR stopped_day >= ?) LIMIT 1",
        (title_id, place_id, but, last.isoformat(), first.isoformat(), first.isoformat()),
    ).fetchone()
    return row is not None


def serial_titles(library: Library, typed: str, limit: int = 30) -> list[tuple[int, TitleFields]]:
    """Periodicals and newspapers of the catalogue by title, pinyin, ISSN or post office code."""
    from libdesk.domain.names import query_match

    match = query_match(typed)
    plain = name_key(typed).replace("-", "")
    ids = [
        row[0]
        for row in library.connection.execute(
            "SELECT id FROM title WHERE kind IN ('periodical', 'newspaper') AND (replace(coalesce(issn, ''), '-', '')"
            " = ? OR replace(coalesce(post_code, ''), '-', '') = ? OR id IN"
            " (SELECT rowid FROM title_index WHERE title_index MATCH ?)) ORDER BY id LIMIT ?",
            (plain.upper(), plain.upper(), match or '""', limit),
        )
    ]
    return list(fields_of(library, ids).items())


def titles_of_issn(library: Library, issn: str) -> list[int]:
    """The periodicals that bear this ISSN; a school may have catalogued one twice."""
    rows = library.connection.execute("SELECT id FROM title WHERE issn = ? ORDER BY id", (issn,))
    return [row[0] for row in rows]


def subscription_of(row: tuple[Any, ...], settings: LibrarySettings) -> SubscriptionRow:
    issues, here = (row[WIDTH], row[WIDTH + 1]) if len(row) > WIDTH else (0, 0)
    return SubscriptionRow(
        id=row[0], title_id=row[1], title=row[2], kind=row[3], issn=row[4], post_code=row[5], year=row[6],
        first=date.fromisoformat(row[7]), last=date.fromisoformat(row[8]), frequency=read_frequency(row[9]),
        numbering=read_numbering(row[10]), copies=row[11], place_id=row[12],
        place=show_place(row[13]) if row[13] else "", issue_fen=row[14], year_fen=row[15], supplier=row[16],
        with_codes=bool(row[17]), stopped=date.fromisoformat(row[18]) if row[18] else None, note=row[19],
        late_days=late_days(row[3], settings), issues=issues, here=here,
    )  # fmt: skip
