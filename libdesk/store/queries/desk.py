"""What the desk asks while somebody waits: few statements, each by an index, tuples turned into rows at once."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from libdesk.domain.classes import SchoolSystem, Stage, grade_of
from libdesk.domain.rows.desk import Borrower, CopyInHand, OpenLoan
from libdesk.domain.rows.shelf import DayCounts, LoanOut, ReaderChoice
from libdesk.domain.value import Value
from libdesk.domain.withdrawals import is_called_in
from libdesk.i18n import _
from libdesk.store.database import Library
from libdesk.store.queries.in_box import IN_BOX
from libdesk.store.queries.last_class import LAST_CLASS
from libdesk.store.queries.shifts import runs

if TYPE_CHECKING:
    from libdesk.domain.rows.aids import BoxPlace

_OWNER: Final = "SELECT reader_id, copy_id, state FROM barcode WHERE code_key = ?"

_COPY: Final = """
SELECT c.id, c.title_id, c.volume_id, t.title, v.label, c.item_kind, c.status, c.call_no, c.damage,
  l.id, l.reader_id, lr.name, l.in_house, l.lent_day, l.due, l.renewals, l.claimed_day,
  h.id, h.reader_id, hr.name,
  (SELECT count(*) FROM hold w WHERE w.title_id = c.title_id AND w.state = 'waiting'
     AND (w.volume_id IS NULL OR w.volume_id = c.volume_id)),
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1), p.name,
  c.withdrawn_day, wc.reason, (SELECT w.state FROM withdrawal w WHERE w.id = wc.withdrawal_id),
  c.bound_into_id, c.status = 'repair' AND EXISTS(SELECT 1 FROM bound_volume bv WHERE bv.copy_id = c.id),
  CASE WHEN c.status = 'repair' THEN (SELECT d.state FROM damage d WHERE d.copy_id = c.id
    AND d.state IN ('reported','in_repair','bindery','proposed')) END,
  EXISTS(SELECT 1 FROM box_copy bc WHERE bc.copy_id = c.id AND bc.out_day IS NULL)
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL LEFT JOIN reader lr ON lr.id = l.reader_id
LEFT JOIN hold h ON h.copy_id = c.id AND h.state = 'ready' LEFT JOIN reader hr ON hr.id = h.reader_id
LEFT JOIN place p ON p.id = c.place_id LEFT JOIN withdrawal_copy wc ON wc.copy_id = c.id
WHERE c.id = ?"""

_READER: Final = f"""
SELECT r.kind, r.name, r.state, r.stopped_why, r.expires, r.suspended_until, r.department,
  e.stage, e.entry_year, e.class_no, EXISTS(SELECT 1 FROM appointment a WHERE a.reader_id = r.id AND {runs("?")})
FROM reader r {LAST_CLASS} WHERE r.id = ?"""

_OUT: Final = """
SELECT c.item_kind, l.in_house, l.claimed_day IS NOT NULL, l.due FROM loan l JOIN copy c ON c.id = l.copy_id
WHERE l.reader_id = ? AND l.returned IS NULL ORDER BY l.due"""

NO_CLASS: Final = ("", 0, 0)


class Owner(Value):
    """Whose barcode it is: exactly one of the two, and whether it still counts."""

    reader_id: int | None
    copy_id: int | None
    state: str


class OwnHold(Value):
    """A reader's hold on what is being lent, and the copy that was set aside for it."""

    id: int
    copy_id: int | None


def owner_of(library: Library, code_key: str) -> Owner | None:
    """The reader or copy that bears this folded code, also when it was replaced or lost."""
    row = library.connection.execute(_OWNER, (code_key,)).fetchone()
    return Owner(*row) if row else None


def copy_in_hand(library: Library, copy_id: int) -> CopyInHand | None:
    row = library.connection.execute(_COPY, (copy_id,)).fetchone()
    if row is None:
        return None
    loan = None
    if row[9] is not None:
        loan = OpenLoan(
            row[9], row[10], row[11], bool(row[12]), date.fromisoformat(row[13]), date.fromisoformat(row[14]), row[15],
            row[16] is not None,
        )  # fmt: skip
    return CopyInHand(
        id=row[0], title_id=row[1], volume_id=row[2], title=row[3], volume=row[4], item_kind=row[5], status=row[6],
        call_no=row[7], damage=row[8], loan=loan, ready_hold_id=row[17], ready_for=row[18], ready_for_name=row[19],
        waiting=row[20], barcode=row[21] or "", place=row[22], withdrawn_day=_day(row[23]),
        leaves=row[24] if row[24] and is_called_in(row[24], row[25]) else "", left_list=row[25] == "done",
        bound=volume_of(library, row[26]) if row[26] else "", at_bindery=bool(row[27]) and not row[28],
        repair=row[28] or "", box=_box(library, copy_id) if row[29] else None,
    )  # fmt: skip


def _box(library: Library, copy_id: int) -> "BoxPlace | None":
    from libdesk.store.queries.aids.boxes import place_of  # not while the program starts

    return place_of(library, copy_id)


def volume_of(library: Library, bound_into_id: int) -> str:
    """The bound volume that an issue is part of, as a person finds it: 少年科学(2025.1-6), 0001234."""
    row = library.connection.execute(
        "SELECT t.title || coalesce('(' || v.label || ')', ''), (SELECT k.printed FROM barcode k WHERE k.copy_id = b.id"
        " AND k.state = 'active' ORDER BY k.id DESC LIMIT 1) FROM copy b JOIN title t ON t.id = b.title_id"
        " LEFT JOIN volume v ON v.id = b.volume_id WHERE b.id = ?",
        (bound_into_id,),
    ).fetchone()
    return _(", ").join(part for part in row if part) if row else ""


def borrower(library: Library, reader_id: int, today: date, system: str = SchoolSystem.SIX_THREE) -> Borrower | None:
    """A reader as the rules see them today; `system` is the school's, from which the grade follows."""
    execute = library.connection.execute
    row = execute(_READER, (today.isoformat(), today.isoformat(), reader_id)).fetchone()
    if row is None:
        return None
    out = in_house = overdue = 0
    by_kind: dict[str, int] = {}
    oldest: str | None = None
    day = today.isoformat()
    for item_kind, is_in_house, claimed, due in execute(_OUT, (reader_id,)):
        if claimed:
            continue
        if is_in_house:
            in_house += 1
        else:
            out += 1
            by_kind[item_kind] = by_kind.get(item_kind, 0) + 1
        if due < day:
            overdue += 1
            oldest = oldest or due
    return Borrower(
        id=reader_id, kind=row[0], name=row[1], state=row[2], stopped_why=row[3], expires=_day(row[4]),
        suspended_until=_day(row[5]), department=row[6], stage=row[7], entry_year=row[8], class_no=row[9],
        helper=bool(row[10]), out=out, in_house_out=in_house, out_by_kind=by_kind, overdue=overdue,
        oldest_due=_day(oldest), grade=_grade(row[7], row[8], today, system),
    )  # fmt: skip


def reader_name(library: Library, reader_id: int) -> str:
    row = library.connection.execute("SELECT name FROM reader WHERE id = ?", (reader_id,)).fetchone()
    return row[0] if row else ""


def _grade(stage: str | None, entered: int | None, today: date, system: str) -> int | None:
    if stage is None or entered is None:
        return None
    return grade_of(entered, Stage(stage), today, SchoolSystem(system))


def has_title(library: Library, reader_id: int, copy: CopyInHand) -> bool:
    """Whether this reader has another copy of the same title and volume out."""
    row = library.connection.execute(
        "SELECT 1 FROM loan l JOIN copy c ON c.id = l.copy_id WHERE l.reader_id = ? AND l.returned IS NULL"
        " AND c.title_id = ? AND c.volume_id IS ? AND c.id <> ? LIMIT 1",
        (reader_id, copy.title_id, copy.volume_id, copy.id),
    ).fetchone()
    return row is not None


def others_waiting(library: Library, reader_id: int, copy: CopyInHand) -> int:
    """How many readers this copy would have to serve first: those who came before, beyond the other free copies."""
    if not copy.waiting:
        return 0
    rows = library.connection.execute(
        "SELECT reader_id FROM hold WHERE title_id = ? AND state = 'waiting'"
        " AND (volume_id IS NULL OR volume_id IS ?) ORDER BY placed, id",
        (copy.title_id, copy.volume_id),
    )
    line = [row[0] for row in rows]
    before = line.index(reader_id) if reader_id in line else len(line)
    if not before:
        return 0
    free: int = library.connection.execute(
        "SELECT count(*) FROM copy c WHERE title_id = ? AND volume_id IS ? AND status = 'shelf' AND id <> ?"
        f" AND NOT {IN_BOX}",
        (copy.title_id, copy.volume_id, copy.id),
    ).fetchone()[0]
    return max(0, before - free)


def next_hold(library: Library, copy: CopyInHand) -> tuple[int, int, str] | None:
    """(hold id, reader id, reader's name) of the first in the queue whom this copy can serve."""
    row: tuple[int, int, str] | None = library.connection.execute(
        "SELECT h.id, h.reader_id, r.name FROM hold h JOIN reader r ON r.id = h.reader_id"
        " WHERE h.title_id = ? AND h.state = 'waiting' AND (h.volume_id IS NULL OR h.volume_id IS ?)"
        " ORDER BY h.placed, h.id LIMIT 1",
        (copy.title_id, copy.volume_id),
    ).fetchone()
    return row


def own_hold(library: Library, reader_id: int, copy: CopyInHand) -> OwnHold | None:
    """The hold of this reader that a loan of this copy fulfils; one that is ready before one that waits."""
    row = library.connection.execute(
        "SELECT id, copy_id FROM hold WHERE reader_id = ? AND title_id = ? AND state IN ('waiting','ready')"
        " AND (volume_id IS NULL OR volume_id IS ?) ORDER BY state LIMIT 1",
        (reader_id, copy.title_id, copy.volume_id),
    ).fetchone()
    return OwnHold(*row) if row else None


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def loans_out(library: Library, reader_id: int, today: date) -> list[LoanOut]:
    """What this reader has, what is due first on top."""
    rows = library.connection.execute(
        """SELECT l.id, c.id, t.title, v.label,
             (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
             l.lent_day, l.due, l.renewals, l.in_house, l.claimed_day
           FROM loan l JOIN copy c ON c.id = l.copy_id JOIN title t ON t.id = c.title_id
           LEFT JOIN volume v ON v.id = c.volume_id
           WHERE l.reader_id = ? AND l.returned IS NULL ORDER BY l.due, l.id""",
        (reader_id,),
    )
    found = []
    for loan_id, copy_id, title, label, barcode, lent, due_text, renewals, in_house, claimed in rows:
        due = date.fromisoformat(due_text)
        late = 0 if claimed else max(0, (today - due).days)
        name = f"{title}({label})" if label else title
        found.append(
            LoanOut(
                loan_id,
                copy_id,
                name,
                barcode or "",
                date.fromisoformat(lent),
                due,
                late,
                renewals,
                bool(in_house),
                claimed is not None,
            )
        )
    return found


def ready_for_reader(library: Library, reader_id: int) -> list[str]:
    """Titles that wait on the hold shelf for this reader."""
    rows = library.connection.execute(
        "SELECT t.title FROM hold h JOIN title t ON t.id = h.title_id WHERE h.reader_id = ? AND h.state = 'ready'",
        (reader_id,),
    )
    return [row[0] for row in rows]


def open_charges(library: Library, reader_id: int) -> tuple[int, int]:
    """How many lost copies a reader has to replace, and how many fines and damages to pay."""
    row: tuple[int, int] = library.connection.execute(
        "SELECT count(*) FILTER (WHERE kind = 'loss'), count(*) FILTER (WHERE kind <> 'loss') FROM charge"
        " WHERE reader_id = ? AND state = 'open'",
        (reader_id,),
    ).fetchone()
    return row


def day_counts(library: Library, today: date) -> DayCounts:
    row = library.connection.execute(
        "SELECT (SELECT count(*) FROM loan WHERE lent_day = :day),"
        " (SELECT count(*) FROM loan WHERE returned_day = :day AND outcome = 'returned')",
        {"day": today.isoformat()},
    ).fetchone()
    return DayCounts(*row)


def readers_like(
    library: Library, match: str, *, limit: int = 12, first: tuple[str, int, int] = NO_CLASS
) -> list[ReaderChoice]:
    """Readers for the list under the scan box; `match` is an FTS query made by names.query_match.

    `first`: the stage, year and number of a class whose pupils are meant before all others.
    """
    rows = library.connection.execute(
        """SELECT r.id, r.name, r.kind, e.stage, e.entry_year, e.class_no, r.department
           FROM reader r LEFT JOIN enrolment e ON e.reader_id = r.id AND e.to_day IS NULL
           WHERE r.id IN (SELECT rowid FROM reader_index WHERE reader_index MATCH ? LIMIT 400)
             AND r.state IN ('active', 'stopped')
           ORDER BY (e.stage, e.entry_year, e.class_no) = (?, ?, ?) DESC, e.entry_year DESC, e.class_no, r.sort_name,
             r.id LIMIT ?""",
        (match, *first, limit),
    )
    return [ReaderChoice(*row) for row in rows]


def title_of_copy(library: Library, copy_id: int) -> str:
    """The title as a person calls this copy, or '' when it is gone."""
    row = library.connection.execute(
        "SELECT t.title, v.label FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id"
        " WHERE c.id = ?",
        (copy_id,),
    ).fetchone()
    if row is None:
        return ""
    return f"{row[0]}({row[1]})" if row[1] else row[0]


def returned_on(library: Library, copy_id: int, day: date) -> tuple[int, int] | None:
    """(loan id, reader id) of the loan in which this copy came back last on a day."""
    row: tuple[int, int] | None = library.connection.execute(
        "SELECT id, reader_id FROM loan WHERE copy_id = ? AND returned_day = ? ORDER BY returned DESC LIMIT 1",
        (copy_id, day.isoformat()),
    ).fetchone()
    return row
