"""Cases of repair: the work list, one case with its steps, the register of a time, and the checks that were made."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from libdesk.domain.repairs import OPEN, CaseState
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.repairs import (
    CareCheckRow,
    CasesFound,
    CaseStep,
    CheckedCopy,
    OpenCounts,
    RepairCase,
    Wanted,
)
from libdesk.store.database import Library
from libdesk.store.queries.desk import volume_of

MOST: Final = 1000
_OPEN: Final = "d.state IN ('reported','in_repair','bindery','proposed')"
_BARCODE: Final = """
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1)"""
_CASE: Final = f"""
SELECT d.id, c.id, t.title || coalesce('(' || v.label || ')', ''), {_BARCODE}, coalesce(v.isbn, t.isbn), c.call_no,
  p.name, c.status, d.kind, d.degree, d.cause, d.note, d.state, d.reported, d.closed_day, d.material, d.cost_fen,
  d.photo IS NOT NULL, d.loan_id, r.name,
  (SELECT s.state FROM repair_step s WHERE s.damage_id = d.id AND s.state IN ('in_repair','bindery','proposed')
   ORDER BY s.id DESC LIMIT 1),
  (SELECT h.amount_fen || ' ' || h.state FROM charge h
   WHERE h.loan_id = d.loan_id AND h.copy_id = c.id AND h.kind = 'damage' ORDER BY h.id DESC LIMIT 1)"""
_FROM: Final = """
FROM damage d JOIN copy c ON c.id = d.copy_id JOIN title t ON t.id = c.title_id
LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id
LEFT JOIN reader r ON r.id = d.reader_id"""
_WORST: Final = "CASE d.degree WHEN 'severe' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END"
_WHO: Final = "coalesce(a.name, r.name, '')"
_BY: Final = """
LEFT JOIN staff a ON a.id = s.staff_id
LEFT JOIN shift h ON h.id = s.shift_id LEFT JOIN reader r ON r.id = h.reader_id"""


def cases(library: Library, wanted: Wanted, zone: str, *, limit: int = MOST) -> CasesFound:
    """The cases that are wanted: open ones by degree and age, closed ones the latest first."""
    where, values = _where(wanted)
    order = "d.closed_day DESC, d.id DESC" if wanted.state in _ENDED else f"{_WORST}, d.reported, d.id"
    rows = library.connection.execute(
        f"{_CASE} {_FROM} WHERE {where} ORDER BY {order} LIMIT :limit", values | {"limit": limit}
    ).fetchall()
    total = len(rows)
    if total == limit:
        total = library.connection.execute(f"SELECT count(*) {_FROM} WHERE {where}", values).fetchone()[0]
    return CasesFound(tuple(_case(row, ZoneInfo(zone)) for row in rows), total)


def case(library: Library, damage_id: int, zone: str) -> RepairCase | None:
    row = library.connection.execute(f"{_CASE} {_FROM} WHERE d.id = ?", (damage_id,)).fetchone()
    return _case(row, ZoneInfo(zone)) if row else None


def open_case_id(library: Library, copy_id: int) -> int | None:
    row = library.connection.execute(f"SELECT d.id FROM damage d WHERE d.copy_id = ? AND {_OPEN}", (copy_id,))
    found = row.fetchone()
    return found[0] if found else None


def steps(library: Library, damage_id: int) -> list[CaseStep]:
    """The steps of a case in their order."""
    rows = library.connection.execute(
        f"SELECT s.day, s.state, {_WHO}, coalesce(s.note, '') FROM repair_step s {_BY}"
        " WHERE s.damage_id = ? ORDER BY s.id",
        (damage_id,),
    )
    return [CaseStep(date.fromisoformat(row[0]), *row[1:]) for row in rows]


def photo(library: Library, damage_id: int) -> bytes | None:
    row = library.connection.execute(
        "SELECT b.bytes FROM damage d JOIN blob b ON b.sha256 = d.photo WHERE d.id = ?", (damage_id,)
    ).fetchone()
    return row[0] if row else None


def open_counts(library: Library) -> OpenCounts:
    rows = library.connection.execute(
        f"SELECT d.state, count(*), sum(d.degree = 'severe') FROM damage d WHERE {_OPEN} GROUP BY d.state"
    ).fetchall()
    return OpenCounts(sum(row[1] for row in rows), sum(row[2] for row in rows), {row[0]: row[1] for row in rows})


def places(library: Library) -> list[tuple[int, str]]:
    """(id, name) of the places from which cases are open."""
    rows = library.connection.execute(
        "SELECT DISTINCT p.id, p.name FROM damage d JOIN copy c ON c.id = d.copy_id JOIN place p ON p.id = c.place_id"
        f" WHERE {_OPEN} ORDER BY p.id"
    )
    return [(row[0], show_place(row[1])) for row in rows]


def register(library: Library, first: date, last: date, zone: str) -> list[RepairCase]:
    """What was reported from `first` to `last`, both included, in the order of the reports."""
    values = (_instant(first, zone), _instant(date.fromordinal(last.toordinal() + 1), zone))
    rows = library.connection.execute(
        f"{_CASE} {_FROM} WHERE d.reported >= ? AND d.reported < ? ORDER BY d.reported, d.id", values
    )
    return [_case(row, ZoneInfo(zone)) for row in rows]


def first_day(library: Library, zone: str) -> date | None:
    """The day of the earliest report."""
    (at,) = library.connection.execute("SELECT min(reported) FROM damage").fetchone()
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).date() if at is not None else None


def checked_copy(library: Library, copy_id: int) -> CheckedCopy | None:
    """A copy with what is known of its damage."""
    row = library.connection.execute(
        f"""SELECT c.id, t.title || coalesce('(' || v.label || ')', ''), {_BARCODE}, c.call_no, c.place_id, p.name,
             c.status, d.state, d.degree, c.bound_into_id
           FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
           LEFT JOIN place p ON p.id = c.place_id LEFT JOIN damage d ON d.copy_id = c.id AND {_OPEN}
           WHERE c.id = ?""",
        (copy_id,),
    ).fetchone()
    if row is None:
        return None
    place = show_place(row[5]) if row[5] else ""
    return CheckedCopy(
        row[0], row[1], row[2] or "", row[3] or "", row[4], place, row[6], row[7] or "", row[8] or "",
        volume_of(library, row[9]) if row[9] else "",
    )  # fmt: skip


def checks(library: Library, *, limit: int = 20) -> list[CareCheckRow]:
    """The checks that were made, the latest first."""
    rows = library.connection.execute(
        f"SELECT s.id, s.day, p.name, s.from_no, s.to_no, s.looked, s.marked, {_WHO} FROM care_check s"
        f" LEFT JOIN place p ON p.id = s.place_id {_BY} ORDER BY s.id DESC LIMIT ?",
        (limit,),
    )
    return [
        CareCheckRow(
            row[0], date.fromisoformat(row[1]), show_place(row[2]) if row[2] else "", row[3] or "", row[4] or "",
            row[5], row[6], row[7],
        )
        for row in rows
    ]  # fmt: skip


_ENDED: Final = ("closed", *(state for state in CaseState if state not in OPEN))


def _where(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    parts, values = [], dict[str, Any]()
    if wanted.state == "open":
        parts.append(_OPEN)
    elif wanted.state == "closed":
        parts.append("d.state IN ('shelved','withdrawn','dropped')")
    elif wanted.state:
        parts.append("d.state = :state")
        values["state"] = wanted.state
    if wanted.place_id is not None:
        parts.append("c.place_id = :place")
        values["place"] = wanted.place_id
    if wanted.degree:
        parts.append("d.degree = :degree")
        values["degree"] = wanted.degree
    return " AND ".join(parts) or "1", values


def _instant(day: date, zone: str) -> int:
    """When a day begins in the library's zone, in UTC milliseconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def _case(row: Sequence[Any], zone: ZoneInfo) -> RepairCase:
    fen, _space, charge_state = (row[21] or "").partition(" ")
    return RepairCase(
        row[0], row[1], row[2], row[3] or "", row[4] or "", row[5] or "", show_place(row[6]) if row[6] else "", row[7],
        row[8], row[9], row[10] or "", row[11] or "", CaseState(row[12]),
        datetime.fromtimestamp(row[13] / 1000, zone).date(), date.fromisoformat(row[14]) if row[14] else None,
        row[15] or "", row[16], bool(row[17]), row[18], row[19] or "", row[20] or "", int(fen or 0), charge_state,
    )  # fmt: skip
