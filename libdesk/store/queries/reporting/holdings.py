"""What is there, what came and what went, by subject class, by kind and place, by month.

Counted as in the registers: a copy that is one issue of a periodical is none, the bound volume is; a box of books
is none; a lost copy counts until it is withdrawn. What was there on a past day follows from the day on which each copy
came and the day on which it was withdrawn.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from libdesk.domain.registers.sums import class_letter
from libdesk.store.database import Library

LETTER: Final = "upper(substr(trim(coalesce(nullif(t.class_no, ''), nullif(c.call_no, ''), t.call_no, '')), 1, 1))"
_FEN: Final = "coalesce(c.price_fen, v.price_fen, t.price_fen, 0)"
COUNTS: Final = "c.issue_id IS NULL AND c.item_kind <> 'box'"
HERE: Final = f"c.status <> 'withdrawn' AND {COUNTS}"
CAME: Final = "CASE WHEN b.id IS NOT NULL THEN b.day ELSE c.entered END"
# From which day a copy was there: one of the opening balance always, unless it tells an earlier day itself.
SINCE: Final = f"""coalesce(CASE WHEN b.kind = 'opening' THEN CASE WHEN c.entered < b.day THEN c.entered END
  ELSE {CAME} END, '')"""
_GONE: Final = """coalesce(c.withdrawn_day, (SELECT w.done_day FROM withdrawal_copy wc
  JOIN withdrawal w ON w.id = wc.withdrawal_id WHERE wc.copy_id = c.id), '')"""
_THERE: Final = f"{COUNTS} AND (c.status <> 'withdrawn' OR {_GONE} > :day) AND {SINCE} <= :day"
# Copies that were lent to a reader in the evening of a day.
_OUT_THEN: Final = """SELECT copy_id FROM loan WHERE returned_day > :day AND lent_day <= :day AND in_house = 0
  UNION ALL SELECT copy_id FROM loan WHERE returned IS NULL AND lent_day <= :day AND in_house = 0"""


class OfLetter(NamedTuple):
    """What there is of a basic class; `letter` "–" where a copy has none."""

    letter: str
    titles: int
    copies: int
    fen: int


class OfPlace(NamedTuple):
    """What there is of a kind of item in a place; "" where a copy has none."""

    kind: str
    place: str
    titles: int
    copies: int
    out: int


class Added(NamedTuple):
    """What came of a basic class in a month, such as 2026-03."""

    month: str
    letter: str
    titles: int
    copies: int
    fen: int


class Withdrawn(NamedTuple):
    """What was withdrawn of a basic class in a month; `reason` "" where there was no list."""

    month: str
    reason: str
    letter: str
    titles: int
    copies: int
    fen: int


def by_letter(library: Library, day: date | None = None) -> list[OfLetter]:
    """What is there, or was in the evening of a day, in the order of the classes."""
    select = f"SELECT {LETTER}, count(DISTINCT c.title_id), count(*), sum({_FEN}) FROM copy c"
    parts = "JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id"
    return _joined(_there(library, f"{select} {parts}", "GROUP BY 1", day))


def _there(library: Library, select: str, then: str, day: date | None) -> list[tuple[Any, ...]]:
    """Rows of the copies that are there now, or were on a day."""
    if day is None:
        return library.fetch(f"{select} WHERE {HERE} {then}")
    whole = f"{select} LEFT JOIN batch b ON b.id = c.batch_id WHERE {_THERE} {then}"
    return library.connection.execute(whole, {"day": day.isoformat()}).fetchall()


def _joined(rows: list[tuple[Any, ...]]) -> list[OfLetter]:
    """Whatever is no basic class stands together, at the end."""
    found: dict[str, tuple[int, int, int]] = {}
    for letter, *figures in rows:
        key = class_letter(letter)
        before = found.get(key, (0, 0, 0))
        found[key] = (before[0] + figures[0], before[1] + figures[1], before[2] + figures[2])
    return [
        OfLetter(letter, *found[letter]) for letter in sorted(found, key=lambda letter: (not letter.isalpha(), letter))
    ]


def copies_by_letter(library: Library, day: date | None = None) -> Mapping[str, int]:
    return {row.letter: row.copies for row in by_letter(library, day)}


def by_kind_and_place(library: Library, day: date | None = None) -> list[OfPlace]:
    """What is there, or was on a day; the place is that of today, since no copy tells where it stood before."""
    out = "c.status = 'loan'" if day is None else f"c.id IN ({_OUT_THEN})"
    rows = _there(
        library,
        f"""SELECT c.item_kind, coalesce(p.name, ''), count(DISTINCT c.title_id), count(*), sum({out})
        FROM copy c LEFT JOIN place p ON p.id = c.place_id""",
        "GROUP BY 1, 2 ORDER BY c.item_kind <> 'book', 1, 4 DESC",
        day,
    )
    return [OfPlace(*row) for row in rows]


def added(library: Library, first: date, last: date, *, serials: bool = True) -> list[Added]:
    """What came between two days; the opening balance is left out.

    Without `serials` only what the regulation calls new books: neither bound volumes nor copies of periodicals.
    """
    kinds = "" if serials else " AND c.item_kind NOT IN ('periodical', 'newspaper')"
    rows = library.fetch(
        f"""SELECT substr({CAME}, 1, 7), {LETTER}, count(DISTINCT c.title_id), count(*), sum({_FEN})
        FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
        LEFT JOIN batch b ON b.id = c.batch_id
        WHERE {COUNTS} AND {CAME} BETWEEN ? AND ? AND b.kind IS NOT 'opening'{kinds} GROUP BY 1, 2""",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip
    return [Added(month, *row) for month, found in _by_head(rows, 1).items() for row in _joined(found)]


def added_waiting(library: Library, first: date, last: date) -> int:
    """Of what came between two days, the copies that still wait for stamp, label or shelf."""
    count: int = library.fetch(
        f"""SELECT count(*) FROM copy c LEFT JOIN batch b ON b.id = c.batch_id
        WHERE c.waiting <> 0 AND c.status NOT IN ('withdrawn', 'lost', 'missing')
          AND c.issue_id IS NULL AND {CAME} BETWEEN ? AND ? AND b.kind IS NOT 'opening'""",
        first.isoformat(), last.isoformat(),
    )[0][0]  # fmt: skip
    return count


def withdrawn(library: Library, first: date, last: date) -> list[Withdrawn]:
    """What was withdrawn between two days, with a list or without, as a lost copy that was replaced."""
    rows = library.fetch(
        f"""SELECT substr(c.withdrawn_day, 1, 7), coalesce(wc.reason, ''), {LETTER}, count(DISTINCT c.title_id),
          count(*), sum({_FEN})
        FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
        LEFT JOIN withdrawal_copy wc ON wc.copy_id = c.id
        WHERE c.status = 'withdrawn' AND {COUNTS} AND c.withdrawn_day BETWEEN ? AND ? GROUP BY 1, 2, 3""",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip
    return [Withdrawn(month, why, *row) for (month, why), found in _by_head(rows, 2).items() for row in _joined(found)]


def _by_head(rows: list[tuple[Any, ...]], length: int) -> dict[Any, list[tuple[Any, ...]]]:
    """What stands behind the first `length` values, by these; of one value by that itself. In order."""
    found: dict[Any, list[tuple[Any, ...]]] = {}
    for row in sorted(rows, key=lambda row: row[:length]):
        found.setdefault(row[0] if length == 1 else row[:length], []).append(row[length:])
    return found


def titles_there(library: Library, kinds: tuple[str, ...], day: date | None = None) -> int:
    """Titles of these kinds of item of which a copy is there, or was on a day."""
    named = ", ".join(f"'{kind}'" for kind in kinds)
    rows = _there(library, "SELECT count(DISTINCT c.title_id) FROM copy c", f"AND c.item_kind IN ({named})", day)
    count: int = rows[0][0]
    return count


def serial_titles(library: Library, day: date) -> int:
    """Titles of newspapers and periodicals that are subscribed to on this day."""
    text = day.isoformat()
    count: int = library.fetch(
        "SELECT count(DISTINCT title_id) FROM subscription WHERE first_day <= ? AND last_day >= ?"
        " AND (stopped_day IS NULL OR stopped_day > ?)",
        text, text, text,
    )[0][0]  # fmt: skip
    return count


def never_lent(library: Library, begin: int, end: int, last: date, most: int) -> tuple[list[tuple[Any, ...]], int]:
    """((title, author, call number, copies, entered), …) of books that are there and had no loan between two moments.

    By their place on the shelf; the first `most` of them, and how many there are. `begin` and `end`: the instants in
    UTC milliseconds between which a loan counts, since by them the loans of a copy are found without reading each.
    What came after `last`, the last day, could not be lent by then. Reading in the room is no loan.
    """
    where = f"""t.id IN (SELECT c.title_id FROM copy c WHERE {HERE} AND c.item_kind = 'book'
        AND coalesce(c.entered, '') <= ?)
      AND NOT EXISTS (SELECT 1 FROM copy x JOIN loan l ON l.copy_id = x.id WHERE x.title_id = t.id
        AND l.in_house = 0 AND l.lent BETWEEN ? AND ?)"""
    ids = [row[0] for row in library.fetch(f"SELECT t.id FROM title t WHERE {where}", last.isoformat(), begin, end)]
    if not ids:
        return [], 0
    import json

    rows = library.fetch(
        f"""SELECT t.title, coalesce(t.author, ''), coalesce(t.call_no, ''),
          (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND {HERE}),
          (SELECT min(coalesce(c.entered, '')) FROM copy c WHERE c.title_id = t.id AND {HERE})
        FROM title t LEFT JOIN title_order o ON o.id = t.id WHERE t.id IN (SELECT value FROM json_each(?))
        ORDER BY o.by_shelf IS NULL, o.by_shelf, t.id LIMIT ?""",
        json.dumps(ids), most,
    )  # fmt: skip
    return rows, len(ids)
