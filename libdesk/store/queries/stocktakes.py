"""Stocktakes and their sittings, and what one scan asks: few statements, each by an index."""

from datetime import date
from typing import Any, Final

from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.stocktake import NEVER, Preview, SittingRow, Standing, StocktakeRow
from libdesk.domain.stocktake.parts import Part
from libdesk.domain.stocktake.stands import Stand
from libdesk.store.database import Library
from libdesk.store.queries.in_box import WITH_CLASS

_ROWS: Final = """
SELECT s.id, s.name, s.place_id, s.from_no, s.to_no, s.kinds, p.name, s.began, s.began_day, s.state, s.ended_day,
  s.figures
FROM stocktake s LEFT JOIN place p ON p.id = s.place_id"""

# The letter of the registers: a copy counts in the class of its title.
LETTER: Final = "upper(substr(trim(coalesce(nullif(t.class_no, ''), nullif(c.call_no, ''), t.call_no, '')), 1, 1))"
# Where a copy of the snapshot `sc` stands in the count; `s` is what was seen of it. In the order of domain/stocktake.
STAND: Final = """
CASE WHEN c.status = 'withdrawn' THEN 'gone'
  WHEN s.id IS NOT NULL THEN 'seen'
  WHEN c.status = 'lost' THEN 'lost'
  WHEN c.status = 'missing' THEN 'missing'
  WHEN c.status IN ('loan', 'in_house') AND sc.status NOT IN ('loan', 'in_house') THEN 'desk'
  WHEN EXISTS(SELECT 1 FROM loan l WHERE l.copy_id = c.id AND l.lent > :began) THEN 'desk'
  WHEN c.status IN ('loan', 'in_house') THEN 'loan'
  WHEN sc.status IN ('loan', 'in_house', 'lost', 'missing') THEN 'desk'
  WHEN c.id IN (SELECT u.copy_id FROM house_use u WHERE u.used_day >= :day AND u.used >= :began) THEN 'desk'
  WHEN c.status = 'hold' THEN 'held'
  WHEN c.status = 'repair' THEN 'repair'
  WHEN c.waiting <> 0 OR c.trolley >= :since THEN 'in_hand'
  ELSE 'left' END"""
WHO: Final = "coalesce(f.name, r.name, '')"
OF_SITTING: Final = """
LEFT JOIN sitting g ON g.id = s.sitting_id LEFT JOIN staff f ON f.id = g.staff_id
LEFT JOIN shift h ON h.id = g.shift_id LEFT JOIN reader r ON r.id = h.reader_id"""
_STANDING: Final = f"""
SELECT CASE WHEN sc.id IS NOT NULL THEN {STAND} END, c.place_id, {LETTER}, s.at, {WHO}, s.by_file,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.bound_into_id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1)
FROM copy c JOIN title t ON t.id = c.title_id
LEFT JOIN stocktake_copy sc ON sc.stocktake_id = :stocktake AND sc.copy_id = c.id
LEFT JOIN seen_copy s ON s.stocktake_id = :stocktake AND s.copy_id = c.id {OF_SITTING}
WHERE c.id = :copy"""
# When something was last counted in a sitting, or when it began.
LAST: Final = """
max(g.began, coalesce((SELECT max(s.at) FROM seen_copy s WHERE s.sitting_id = g.id), 0),
  coalesce((SELECT max(s.at) FROM stray_code s WHERE s.sitting_id = g.id), 0))"""
_SITTINGS: Final = f"""
SELECT g.id, g.began, {LAST}, g.ended, {WHO},
  (SELECT count(*) FROM seen_copy s WHERE s.sitting_id = g.id), g.staff_id, g.shift_id
FROM sitting g LEFT JOIN staff f ON f.id = g.staff_id LEFT JOIN shift h ON h.id = g.shift_id
LEFT JOIN reader r ON r.id = h.reader_id WHERE g.stocktake_id = ?"""


def stocktakes(library: Library) -> list[StocktakeRow]:
    """All that were not dropped, those that are open on top, then the latest."""
    rows = library.connection.execute(f"{_ROWS} WHERE s.state <> 'dropped' ORDER BY s.state = 'done', s.id DESC")
    return [_row(row) for row in rows]


def stocktake(library: Library, stocktake_id: int) -> StocktakeRow | None:
    row = library.connection.execute(f"{_ROWS} WHERE s.id = ?", (stocktake_id,)).fetchone()
    return _row(row) if row else None


def _row(row: Any) -> StocktakeRow:
    part = Part(row[2], row[3] or "", row[4] or "", tuple(row[5].split(",")) if row[5] else ())
    return StocktakeRow(
        row[0], row[1], part, show_place(row[6]) if row[6] else "", row[7], date.fromisoformat(row[8]), row[9],
        date.fromisoformat(row[10]) if row[10] else None, row[11] or "",
    )  # fmt: skip


def in_part(part: Part, *, decimal: bool) -> tuple[str, dict[str, Any]]:
    """The condition on copies `c` that belong to a part, with its values. What is bound is part of its volume, and
    what a class has in a box is counted with the box.

    Raises RangeWrong.
    """
    where = [f"c.status <> 'withdrawn' AND c.bound_into_id IS NULL AND NOT {WITH_CLASS}"]
    values: dict[str, Any] = {}
    if part.place_id is not None:
        where.append("c.place_id = :place")
        values["place"] = part.place_id
    span = part.span(decimal=decimal)
    if span is not None:
        where.append("c.id IN (SELECT o.id FROM copy_order o WHERE o.by_shelf >= :low AND o.by_shelf < :end)")
        values |= {"low": span[0], "end": span[1]}
    if part.kinds:
        names = {f"kind{nth}": kind for nth, kind in enumerate(part.kinds)}
        where.append(f"c.item_kind IN ({', '.join(f':{name}' for name in names)})")
        values |= names
    return " AND ".join(where), values


def preview(library: Library, part: Part, *, decimal: bool, since: int = NEVER) -> Preview:
    """What a stocktake of this part would begin with; `since` as of StocktakeRow.waits_since. Raises RangeWrong."""
    from libdesk.domain.rows.books import STATUS_NAMES

    where, values = in_part(part, decimal=decimal)
    counts: dict[str, int] = {}
    in_hand = 0
    for status, waits, count in library.connection.execute(
        f"SELECT c.status, c.waiting <> 0 OR coalesce(c.trolley >= :since, 0), count(*) FROM copy c WHERE {where}"
        " GROUP BY 1, 2",
        values | {"since": since},
    ):
        counts[status] = counts.get(status, 0) + count
        in_hand += count if status == "shelf" and waits else 0
    return Preview(tuple((status, counts[status]) for status in STATUS_NAMES if status in counts), in_hand)


def values_of(row: StocktakeRow) -> dict[str, Any]:
    """What STAND asks."""
    return {
        "stocktake": row.id, "began": row.began, "day": row.began_day.isoformat(), "since": row.waits_since,
    }  # fmt: skip


def standing(library: Library, row: StocktakeRow, copy_id: int) -> Standing | None:
    """How a copy stands in a stocktake now."""
    from libdesk.domain.registers.sums import class_letter

    found = library.connection.execute(_STANDING, values_of(row) | {"copy": copy_id}).fetchone()
    if found is None:
        return None
    stand = Stand(found[0]) if found[0] else None
    return Standing(
        stand, found[1], class_letter(found[2]), found[3], found[4], bool(found[5]), found[6] or "",
    )  # fmt: skip


def stray(library: Library, stocktake_id: int, code: str) -> bool:
    """Whether this code was kept already."""
    sql = "SELECT 1 FROM stray_code WHERE stocktake_id = ? AND code = ?"
    return library.connection.execute(sql, (stocktake_id, code)).fetchone() is not None


def sittings(library: Library, stocktake_id: int) -> list[SittingRow]:
    """The sittings of a stocktake in their order."""
    return [SittingRow(*row) for row in library.connection.execute(f"{_SITTINGS} ORDER BY g.id", (stocktake_id,))]


def open_sitting(library: Library, stocktake_id: int) -> tuple[int, int | None, int | None] | None:
    """(id, staff, shift) of the sitting that goes on."""
    row: tuple[int, int | None, int | None] | None = library.connection.execute(
        "SELECT id, staff_id, shift_id FROM sitting WHERE stocktake_id = ? AND ended IS NULL", (stocktake_id,)
    ).fetchone()
    return row


def last_scan(library: Library, sitting_id: int) -> int:
    """When something was last counted in a sitting, or when it began."""
    row = library.connection.execute(f"SELECT {LAST} FROM sitting g WHERE g.id = ?", (sitting_id,)).fetchone()
    return int(row[0])


def idle_sittings(library: Library, before: int) -> list[int]:
    """The sittings that go on though nothing was counted in them since this instant."""
    sql = f"SELECT g.id FROM sitting g WHERE g.ended IS NULL AND {LAST} < ?"
    return [row[0] for row in library.connection.execute(sql, (before,))]


def sittings_of_shift(library: Library, shift_id: int) -> list[int]:
    """The sittings of a shift that go on."""
    sql = "SELECT id FROM sitting WHERE ended IS NULL AND shift_id = ?"
    return [row[0] for row in library.connection.execute(sql, (shift_id,))]


_ENTRY: Final = """
SELECT j.id FROM {table} s JOIN journal j ON j.at = s.at AND j.op = 'count_stock'
JOIN journal_image i ON i.journal_id = j.id AND i.tbl = '{table}' AND s.id BETWEEN i.first_id AND i.last_id
WHERE {where} ORDER BY j.id DESC LIMIT 1"""


def entry_of_copy(library: Library, stocktake_id: int, copy_id: int) -> int | None:
    """The journal entry of the scan by which a copy was seen; None if it came by a file or is too long ago."""
    sql = _ENTRY.format(table="seen_copy", where="s.stocktake_id = ? AND s.copy_id = ?")
    row = library.connection.execute(sql, (stocktake_id, copy_id)).fetchone()
    return row[0] if row else None


def entry_of_stray(library: Library, stray_id: int) -> int | None:
    """The same of a code that is on no copy."""
    row = library.connection.execute(_ENTRY.format(table="stray_code", where="s.id = ?"), (stray_id,)).fetchone()
    return row[0] if row else None


def has_file(library: Library, stocktake_id: int) -> bool:
    """Whether anything of this stocktake came by a file."""
    sql = "SELECT 1 FROM seen_copy WHERE stocktake_id = ? AND by_file = 1 LIMIT 1"
    return library.connection.execute(sql, (stocktake_id,)).fetchone() is not None


def last_file(library: Library, stocktake_id: int) -> int | None:
    """The journal entry of the last file of codes that still stands."""
    row = library.connection.execute(
        "SELECT max(j.id) FROM journal j WHERE j.op = 'count_file' AND json_extract(j.args, '$.stocktake') = ?"
        " AND EXISTS(SELECT 1 FROM journal_image i WHERE i.journal_id = j.id)"
        " AND EXISTS(SELECT 1 FROM journal_image i JOIN seen_copy s ON s.id BETWEEN i.first_id AND i.last_id"
        "  WHERE i.journal_id = j.id AND i.tbl = 'seen_copy')",
        (stocktake_id,),
    ).fetchone()
    return row[0] if row else None
