"""What a stocktake shows and comes to: the tally, the lists, the agreement with the registers."""

from typing import Any, Final

from libdesk.domain.registers.sums import class_letter
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.stocktake import CountedCopy, Listed, Missed, StocktakeRow, StrayCode
from libdesk.domain.stocktake.endings import NEVER, Agreement, Figures, Odds
from libdesk.domain.stocktake.stands import Stand, Tally
from libdesk.domain.value import Value
from libdesk.store.database import Library
from libdesk.store.queries.stocktakes import LETTER, OF_SITTING, STAND, WHO, values_of

MOST: Final = 2_000

_SNAPSHOT: Final = """
FROM stocktake_copy sc JOIN copy c ON c.id = sc.copy_id JOIN title t ON t.id = c.title_id
LEFT JOIN seen_copy s ON s.stocktake_id = sc.stocktake_id AND s.copy_id = sc.copy_id"""
_TALLY: Final = f"""
SELECT coalesce(c.place_id, 0), {LETTER}, {STAND}, count(*) {_SNAPSHOT}
WHERE sc.stocktake_id = :stocktake GROUP BY 1, 2, 3"""
_COPY: Final = """
c.id, t.title || coalesce('(' || v.label || ')', ''),
  coalesce((SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
    ''),
  coalesce(c.accession_no, ''), coalesce(nullif(c.call_no, ''), t.call_no, ''), coalesce(p.name, ''), {status}"""
_AROUND: Final = """
LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id
LEFT JOIN copy_order o ON o.id = c.id"""
_ORDER: Final = "ORDER BY c.place_id IS NULL, c.place_id, o.by_shelf IS NULL, o.by_shelf, t.id, c.id LIMIT :limit"
_SEEN: Final = f"""
FROM seen_copy s JOIN copy c ON c.id = s.copy_id JOIN title t ON t.id = c.title_id
LEFT JOIN stocktake_copy sc ON sc.stocktake_id = s.stocktake_id AND sc.copy_id = s.copy_id
LEFT JOIN place sp ON sp.id = s.place_id {OF_SITTING}"""
# “<> 'shelf'” says nothing new but to SQLite, which then takes the index of what was odd.
_OF_LIST: Final[dict[str, str]] = {
    "found": "s.before <> 'shelf' AND s.before IN ('missing', 'lost')",
    "on_loan": "s.before <> 'shelf' AND s.before IN ('loan', 'in_house')",
    "withdrawn": "s.before <> 'shelf' AND s.before = 'withdrawn'",
    "wrong_place": "s.place_id IS NOT NULL AND c.place_id IS NOT NULL AND s.place_id <> c.place_id",
    "other_part": "sc.id IS NULL AND s.before <> 'withdrawn'",
}


def _values(row: StocktakeRow, **more: Any) -> dict[str, Any]:
    return values_of(row) | more


def tally(library: Library, row: StocktakeRow) -> Tally:
    """Where all copies of the snapshot stand now; a million of them take seconds."""
    rows = library.connection.execute(_TALLY, _values(row))
    return Tally(((place, class_letter(letter), Stand(stand)), count) for place, letter, stand, count in rows)


# Copies that may stand otherwise than seen or left: few beside the snapshot, and told apart one by one.
_ODD: Final = f"""
WITH odd(id) AS (
  SELECT id FROM copy WHERE status <> 'shelf' OR waiting <> 0 OR trolley >= :since
  UNION SELECT copy_id FROM stocktake_copy WHERE stocktake_id = :stocktake AND status <> 'shelf'
  UNION SELECT copy_id FROM loan WHERE lent_day >= :day AND lent > :began
  UNION SELECT copy_id FROM house_use WHERE used_day >= :day AND used >= :began)
SELECT {STAND}, s.id IS NOT NULL, count(*)
FROM odd JOIN stocktake_copy sc ON sc.stocktake_id = :stocktake AND sc.copy_id = odd.id JOIN copy c ON c.id = odd.id
LEFT JOIN seen_copy s ON s.stocktake_id = sc.stocktake_id AND s.copy_id = sc.copy_id GROUP BY 1, 2"""
_COPIES: Final = "SELECT count(*) FROM stocktake_copy WHERE stocktake_id = ?"
_SEEN_COPIES: Final = """
SELECT count(*) FROM seen_copy s JOIN stocktake_copy sc ON sc.stocktake_id = s.stocktake_id AND sc.copy_id = s.copy_id
WHERE s.stocktake_id = ?"""


def sums(library: Library, row: StocktakeRow) -> Tally:
    """The same without places and classes, at a fraction of the time: most copies are just counted by an index."""
    execute = library.connection.execute
    copies, seen = (execute(sql, (row.id,)).fetchone()[0] for sql in (_COPIES, _SEEN_COPIES))
    found: dict[Stand, int] = {}
    for stand, was_seen, count in execute(_ODD, _values(row)):
        if stand not in (Stand.SEEN, Stand.LEFT):
            found[Stand(stand)] = found.get(Stand(stand), 0) + count
            seen -= count if was_seen else 0  # seen, and withdrawn since
    left = copies - seen - sum(found.values())
    return Tally(((0, "", stand), count) for stand, count in {**found, Stand.SEEN: seen, Stand.LEFT: left}.items())


def odds(library: Library, row: StocktakeRow) -> Odds:
    """What was met besides what was looked for."""
    execute = library.connection.execute
    counts = {
        name: execute(f"SELECT count(*) {_SEEN} WHERE s.stocktake_id = ? AND {where}", (row.id,)).fetchone()[0]
        for name, where in _OF_LIST.items()
    }
    strays = execute("SELECT count(*) FROM stray_code WHERE stocktake_id = ?", (row.id,)).fetchone()[0]
    return Odds(**counts, strays=strays)


class Now(Value):
    """What the page shows beside its lists; `up_to`: the last entry of the journal that is in it.

    `grouped`: the tally knows places and classes, which takes longer to read.
    """

    tally: Tally
    odds: Odds
    up_to: int = 0
    grouped: bool = True


def now(library: Library, row: StocktakeRow, *, grouped: bool = True) -> Now:
    """All counts as of one moment, for a connection that only reads: scans go on meanwhile."""
    library.connection.execute("BEGIN")
    try:
        up_to = library.connection.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0]
        return Now((tally if grouped else sums)(library, row), odds(library, row), up_to, grouped)
    finally:
        library.connection.execute("ROLLBACK")


def not_seen(library: Library, row: StocktakeRow, *, limit: int = MOST) -> Listed:
    """What is still to be found, in the order in which one walks along the shelves: by place, in shelf order."""
    stand = f"sc.stocktake_id = :stocktake AND {STAND} = 'left'"
    columns = _COPY.format(status="c.status")
    found = library.connection.execute(
        f"SELECT {columns} {_SNAPSHOT} {_AROUND} WHERE {stand} {_ORDER}", _values(row, limit=limit)
    )
    rows = tuple(_counted(line) for line in found)
    if len(rows) < limit:
        return Listed(rows, len(rows))
    return Listed(rows, sums(library, row).left)


def still_missing(library: Library, row: StocktakeRow, *, limit: int = MOST) -> Listed:
    """What was missing or lost before and is not found: worth a look too."""
    stand = f"sc.stocktake_id = :stocktake AND c.status IN ('missing', 'lost') AND {STAND} IN ('missing', 'lost')"
    columns = _COPY.format(status="c.status")
    found = library.connection.execute(
        f"SELECT {columns} {_SNAPSHOT} {_AROUND} WHERE {stand} {_ORDER}", _values(row, limit=limit)
    )
    rows = tuple(_counted(line) for line in found)
    return Listed(rows, len(rows))


def odd(library: Library, row: StocktakeRow, name: str, *, limit: int = MOST) -> Listed:
    """The copies of one of the lists of Odds: found, on_loan, withdrawn, wrong_place, other_part."""
    columns = _COPY.format(status="s.before")
    where = f"s.stocktake_id = :stocktake AND {_OF_LIST[name]}"
    found = library.connection.execute(
        f"SELECT {columns}, s.at, {WHO}, coalesce(sp.name, ''), s.id {_SEEN} {_AROUND} WHERE {where} {_ORDER}",
        _values(row, limit=limit),
    )
    rows = tuple(_counted(line) for line in found)
    if len(rows) < limit:
        return Listed(rows, len(rows))
    return Listed(
        rows, library.connection.execute(f"SELECT count(*) {_SEEN} WHERE {where}", _values(row)).fetchone()[0]
    )


def strays(library: Library, stocktake_id: int, *, limit: int = MOST) -> Listed:
    """The codes that are on no copy, the newest first."""
    rows = library.connection.execute(
        f"SELECT s.id, s.code, s.at, {WHO} FROM stray_code s {OF_SITTING} WHERE s.stocktake_id = ?"
        " ORDER BY s.id DESC LIMIT ?",
        (stocktake_id, limit),
    )
    found = tuple(StrayCode(*row) for row in rows)
    if len(found) < limit:
        return Listed(found, len(found))
    sql = "SELECT count(*) FROM stray_code WHERE stocktake_id = ?"
    return Listed(found, library.connection.execute(sql, (stocktake_id,)).fetchone()[0])


def last_seen(library: Library, stocktake_id: int, *, limit: int = 50) -> Listed:
    """What was counted last, the newest first."""
    columns = _COPY.format(status="s.before")
    found = library.connection.execute(
        f"SELECT {columns}, s.at, {WHO}, coalesce(sp.name, ''), s.id {_SEEN}"
        " LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id"
        " WHERE s.id IN (SELECT id FROM seen_copy WHERE stocktake_id = :stocktake ORDER BY id DESC LIMIT :limit)"
        " ORDER BY s.id DESC",
        {"stocktake": stocktake_id, "limit": limit},
    )
    rows = tuple(_counted(line) for line in found)
    return Listed(rows, len(rows))


def missed(library: Library, stocktake_id: int, *, limit: int = MOST) -> Listed:
    """What a stocktake that is done has missed, in shelf order, with what each copy became."""
    columns = _COPY.format(status="m.after")
    source = (
        "FROM missed_copy m JOIN copy c ON c.id = m.copy_id JOIN title t ON t.id = c.title_id"
        f" {_AROUND} WHERE m.stocktake_id = :stocktake"
    )
    values = {"stocktake": stocktake_id, "limit": limit}
    found = library.connection.execute(f"SELECT {columns}, NULL, '', '', 0, m.times {source} {_ORDER}", values)
    rows = tuple(_counted(line) for line in found)
    if len(rows) < limit:
        return Listed(rows, len(rows))
    sql = "SELECT count(*) FROM missed_copy WHERE stocktake_id = ?"
    return Listed(rows, library.connection.execute(sql, (stocktake_id,)).fetchone()[0])


def lost_by(library: Library, stocktake_id: int) -> list[int]:
    """The copies that became lost by a stocktake and still are."""
    rows = library.connection.execute(
        "SELECT m.copy_id FROM missed_copy m JOIN copy c ON c.id = m.copy_id"
        " WHERE m.stocktake_id = ? AND m.after = 'lost' AND c.status = 'lost' ORDER BY m.id",
        (stocktake_id,),
    )
    return [row[0] for row in rows]


def _counted(line: Any) -> CountedCopy:
    copy_id, title, barcode, accession_no, call_no, place, status, *more = line
    if len(more) > 2:
        more[2] = show_place(more[2]) if more[2] else ""
    return CountedCopy(
        copy_id, title, barcode, accession_no, call_no, show_place(place) if place else "", status, *more
    )


# What finishing would mark, with how many stocktakes in a row missed it before: to be met in between begins anew.
_MISSED: Final = f"""
SELECT c.id AS id, c.status AS status, CASE WHEN c.status = 'missing' THEN coalesce((
  SELECT m.times FROM missed_copy m JOIN stocktake d ON d.id = m.stocktake_id WHERE m.copy_id = c.id
    AND NOT EXISTS(SELECT 1 FROM seen_copy later WHERE later.copy_id = c.id AND later.at > d.ended)
    AND NOT EXISTS(SELECT 1 FROM loan l WHERE l.copy_id = c.id AND l.lent > d.ended)
  ORDER BY m.id DESC LIMIT 1), 0) ELSE 0 END AS times
{_SNAPSHOT} WHERE sc.stocktake_id = :stocktake AND {STAND} IN ('left', 'missing')"""


def missed_now(library: Library, row: StocktakeRow) -> list[tuple[int, str, int]]:
    """(copy, its status, stocktakes in a row that missed it before this one) of all that finishing would mark."""
    return library.connection.execute(f"{_MISSED} ORDER BY c.id", _values(row)).fetchall()


def would_miss(library: Library, row: StocktakeRow, lost_after: int) -> Missed:
    """What finishing now would mark."""
    lost = "0" if lost_after == NEVER else "times + 1 >= :after"
    to_missing, to_lost = library.connection.execute(
        f"SELECT count(*) FILTER (WHERE NOT ({lost}) AND status <> 'missing'), count(*) FILTER (WHERE {lost})"
        f" FROM ({_MISSED})",
        _values(row, after=lost_after),
    ).fetchone()
    return Missed(to_missing, to_lost)


# Copies that are lines of the register and not in this snapshot; single issues in it, which are none.
_OUTSIDE: Final = """
SELECT count(*) FROM copy c WHERE c.status <> 'withdrawn' AND c.issue_id IS NULL
AND NOT EXISTS(SELECT 1 FROM stocktake_copy sc WHERE sc.stocktake_id = :stocktake AND sc.copy_id = c.id)"""
_ISSUES: Final = """
SELECT count(*) FROM stocktake_copy sc JOIN copy c ON c.id = sc.copy_id
WHERE sc.stocktake_id = :stocktake AND c.status <> 'withdrawn' AND c.issue_id IS NOT NULL"""


def agreement(library: Library, row: StocktakeRow) -> Agreement:
    """The figures held against the copy register."""
    from libdesk.store.queries import registers

    execute = library.connection.execute
    by_hand = execute("SELECT coalesce(sum(copies), 0) FROM opening_balance").fetchone()[0]
    outside = execute(_OUTSIDE, _values(row)).fetchone()[0]
    issues = execute(_ISSUES, _values(row)).fetchone()[0]
    return Agreement(registers.living(library).copies, by_hand, outside, issues, tally(library, row))


def figures(library: Library, row: StocktakeRow, lost_after: int) -> Figures:
    """What it comes to as things stand."""
    marks = would_miss(library, row, lost_after)
    return Figures(agreement(library, row), odds(library, row), marks.to_missing, marks.to_lost)
