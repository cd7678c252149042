"""What a reader's screen shows without a question: new books, what others read, what the librarian recommends."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.interests import PREFIXES, Interest
from libdesk.domain.rows.showcase import BookCard, Recommended
from libdesk.store.database import Library
from libdesk.store.queries.settings import library_settings, rule_book
from libdesk.store.queries.shelves import shelf_map

MOST: Final = 60
AT_ONCE: Final = 500
_AFTER: Final = "\U0010ffff"

_CARDS: Final = """
SELECT t.id, t.title, coalesce(t.subtitle, ''), coalesce(t.author, ''), coalesce(t.publisher, ''), t.year,
  coalesce(t.class_no, ''),
  coalesce((SELECT c.call_no FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn' AND c.call_no IS NOT NULL
     ORDER BY c.status <> 'shelf', c.id LIMIT 1), t.call_no, ''),
  coalesce((SELECT p.name FROM copy c JOIN place p ON p.id = c.place_id WHERE c.title_id = t.id
     AND c.status <> 'withdrawn' ORDER BY c.status <> 'shelf', c.id LIMIT 1), ''),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status NOT IN ('withdrawn', 'lost', 'missing')),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status = 'shelf' AND c.waiting & 4 = 0),
  (SELECT min(l.due) FROM copy c JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL WHERE c.title_id = t.id),
  (SELECT count(*) FROM hold h WHERE h.title_id = t.id AND h.state = 'waiting'),
  coalesce(t.cover, ''), coalesce(t.summary, ''), coalesce(t.audience, ''),
  EXISTS (SELECT 1 FROM copy c WHERE c.title_id = t.id AND c.status = 'shelf' AND c.waiting & 4),
  EXISTS (SELECT 1 FROM copy c WHERE c.title_id = t.id AND c.status = 'shelf' AND c.waiting & 4 = 0
     AND c.item_kind NOT IN (SELECT value FROM json_each(?))),
  (SELECT c.place_id FROM copy c WHERE c.title_id = t.id AND c.place_id IS NOT NULL AND c.status <> 'withdrawn'
     ORDER BY c.status <> 'shelf', c.id LIMIT 1)
FROM title t WHERE t.id IN ({marks})"""
_HERE: Final = "EXISTS (SELECT 1 FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn')"


def cards(library: Library, ids: Sequence[int], why: Mapping[int, str] | None = None) -> list[BookCard]:
    """These titles in this order; `why` is said beside those that it names."""
    kept = json.dumps(rule_book(library).kept_from_pupils())
    decimal = library_settings(library).author_decimal
    shelf_of = shelf_map(library, decimal=decimal)
    found: dict[int, BookCard] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for row in library.connection.execute(_CARDS.format(marks=",".join("?" * len(some))), [kept, *some]):
            due = date.fromisoformat(row[11]) if row[11] else None
            shelf = shelf_of.name_at(row[18], shelf_key(row[7], author_decimal=decimal)) if shelf_of and row[7] else ""
            found[row[0]] = BookCard(
                *(*row[:11], due, *row[12:16], bool(row[16]), (why or {}).get(row[0], ""), bool(row[17]), shelf)
            )
    return [found[title_id] for title_id in ids if title_id in found]


def new_titles(library: Library, since: int, *, limit: int = MOST) -> list[int]:
    """Titles that came after an instant (UTC milliseconds), are there and are lent to pupils, the newest first."""
    rows = library.connection.execute(
        "SELECT t.id FROM title t WHERE t.added >= ? AND t.kind IN ('book', 'set', 'av')"
        " AND EXISTS (SELECT 1 FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn' AND c.item_kind NOT IN"
        " (SELECT value FROM json_each(?))) ORDER BY t.id DESC LIMIT ?",
        (since, json.dumps(rule_book(library).kept_from_pupils()), limit),
    )
    return [row[0] for row in rows]


def most_borrowed(
    library: Library, since: date, *, year_group: tuple[str, int] | None = None, limit: int = MOST
) -> list[tuple[int, int]]:
    """(title, loans) since a day, the most first; of one year group (stage, year of entry) or of everybody."""
    whose, values = ("", ()) if year_group is None else (" AND l.stage = ? AND l.entry_year = ?", year_group)
    rows = library.connection.execute(
        "SELECT lent.title_id, lent.loans FROM (SELECT c.title_id, count(*) AS loans FROM loan l"
        f" JOIN copy c ON c.id = l.copy_id WHERE l.lent_day >= ? AND l.in_house = 0{whose} GROUP BY c.title_id) lent"
        f" JOIN title t ON t.id = lent.title_id WHERE {_HERE} ORDER BY lent.loans DESC, t.id DESC LIMIT ?",
        (since.isoformat(), *values, limit),
    )
    return rows.fetchall()


def recommended(
    library: Library, today: date, *, grade: int | None = None, interest: str = "", limit: int = MOST
) -> dict[int, str]:
    """Titles that are recommended on a day, with what is said of them, the newest first.

    `grade` (1 to 12) and `interest` narrow it down; a recommendation without grades is for everybody.
    """
    day = today.isoformat()
    where = ["r.from_day <= ?", "(r.to_day IS NULL OR r.to_day >= ?)", _HERE]
    values: list[object] = [day, day]
    if grade is not None:
        where.append("coalesce(r.grade_from, 1) <= ? AND coalesce(r.grade_to, 12) >= ?")
        values += [grade, grade]
    if interest:
        where.append(f"(r.interest = ? OR {_class_condition(Interest(interest))})")
        values += [interest, *_class_values(Interest(interest))]
    rows = library.connection.execute(
        "SELECT r.title_id, coalesce(r.note, '') FROM recommendation r JOIN title t ON t.id = r.title_id"
        f" WHERE {' AND '.join(where)} ORDER BY r.id DESC LIMIT ?",
        (*values, limit),
    )
    return dict(rows.fetchall())


def of_interest(library: Library, interest: Interest, *, grade: int | None = None, limit: int = MOST) -> list[int]:
    """Titles of a topic that stand on the shelf, the newest first; where a title says its grades, they fit."""
    fits, values = "", []
    if grade is not None:
        fits, values = " AND coalesce(t.grade_from, 1) <= ? AND coalesce(t.grade_to, 12) >= ?", [grade, grade]
    rows = library.connection.execute(
        f"SELECT t.id FROM title t WHERE {_class_condition(interest)}{fits}"
        " AND EXISTS (SELECT 1 FROM copy c WHERE c.title_id = t.id AND c.status = 'shelf') ORDER BY t.id DESC LIMIT ?",
        (*_class_values(interest), *values, limit),
    )
    return [row[0] for row in rows]


def for_grade(library: Library, grade: int, *, limit: int = MOST) -> list[int]:
    """Titles that name grades among which this one is, the newest first."""
    rows = library.connection.execute(
        f"SELECT t.id FROM title t WHERE t.grade_from <= ? AND coalesce(t.grade_to, 12) >= ? AND {_HERE}"
        " ORDER BY t.id DESC LIMIT ?",
        (grade, grade, limit),
    )
    return [row[0] for row in rows]


def recommendations(library: Library, title_ids: Iterable[int]) -> list[Recommended]:
    """What is kept of recommendations of these titles, the newest first."""
    ids = list(title_ids)
    rows = library.connection.execute(
        "SELECT r.id, r.title_id, t.title, r.grade_from, r.grade_to, coalesce(r.interest, ''), coalesce(r.note, ''),"
        " r.from_day, coalesce(r.to_day, '') FROM recommendation r JOIN title t ON t.id = r.title_id"
        f" WHERE r.title_id IN ({','.join('?' * len(ids))}) ORDER BY r.id DESC",
        ids,
    )
    return [Recommended(*row) for row in rows]


def _class_condition(interest: Interest) -> str:
    return "(" + " OR ".join("(t.class_no >= ? AND t.class_no < ?)" for _prefix in PREFIXES[interest]) + ")"


def _class_values(interest: Interest) -> list[str]:
    return [end for prefix in PREFIXES[interest] for end in (prefix, prefix + _AFTER)]


def cover_bytes(library: Library, key: str) -> bytes | None:
    """The picture of a cover by its hash."""
    row = library.connection.execute("SELECT bytes FROM blob WHERE sha256 = ?", (key,)).fetchone()
    return bytes(row[0]) if row else None
