"""What leaves the library: the lists of withdrawal, the copies on them, and what left between two days."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.rows.holds import Waiter
from libdesk.domain.rows.withdrawals import ListedCopy, Listing, WithdrawalRow, WithdrawnLine
from libdesk.domain.withdrawals import class_letter
from libdesk.store.database import Library
from libdesk.store.queries.batches import PRICE
from libdesk.store.queries.last_class import LAST_CLASS

MOST: Final = 300
CHUNK: Final = 500  # ids in one statement

_LISTS: Final = f"""
SELECT w.id, w.name, w.made_day, w.state, w.approved_by, w.approved_day, w.approval_no, w.disposal, w.done_day, w.note,
  w.notice_id, count(c.id), count(DISTINCT c.title_id), sum({PRICE}), sum(c.status IN ('loan','in_house')),
  w.approved_copies
FROM (SELECT * FROM withdrawal {{which}}) w
LEFT JOIN withdrawal_copy wc ON wc.withdrawal_id = w.id LEFT JOIN copy c ON c.id = wc.copy_id
LEFT JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
GROUP BY w.id ORDER BY w.state = 'done', coalesce(w.done_day, w.made_day) DESC, w.id DESC"""

_COPIES: Final = f"""
SELECT c.id, t.id, t.title || coalesce('(' || v.label || ')', ''), t.author, t.publisher, c.accession_no,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
  t.class_no, coalesce(c.call_no, t.call_no), p.name, {PRICE}, wc.reason, c.status, l.due,
  r.id, r.name, r.kind, e.stage, e.entry_year, e.class_no, r.department,
  (SELECT o.name FROM charge ch JOIN reader o ON o.id = ch.reader_id
   WHERE ch.copy_id = c.id AND ch.kind = 'loss' AND ch.state = 'open')
FROM withdrawal_copy wc JOIN copy c ON c.id = wc.copy_id JOIN title t ON t.id = c.title_id
LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id
LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL LEFT JOIN reader r ON r.id = l.reader_id
{LAST_CLASS} WHERE wc.withdrawal_id = ? ORDER BY wc.id"""

_WITHDRAWN: Final = f"""
SELECT c.withdrawn_day, w.id, w.name, w.approval_no, w.disposal, wc.reason, coalesce(t.class_no, c.call_no),
  c.title_id, {PRICE}
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN withdrawal_copy wc ON wc.copy_id = c.id LEFT JOIN withdrawal w ON w.id = wc.withdrawal_id
WHERE c.status = 'withdrawn' AND c.withdrawn_day BETWEEN ? AND ?
ORDER BY c.withdrawn_day, w.id, c.id"""


def withdrawals(library: Library, *, limit: int = MOST) -> list[WithdrawalRow]:
    """The lists, those in preparation on top, then the latest."""
    which = "ORDER BY state = 'done', coalesce(done_day, made_day) DESC, id DESC LIMIT :limit"
    return [_list(row) for row in library.connection.execute(_LISTS.format(which=which), {"limit": limit})]


def withdrawal(library: Library, withdrawal_id: int) -> WithdrawalRow | None:
    row = library.connection.execute(_LISTS.format(which="WHERE id = :id"), {"id": withdrawal_id}).fetchone()
    return _list(row) if row else None


def copies_of(library: Library, withdrawal_id: int) -> list[ListedCopy]:
    """The copies of a list, in the order in which they came onto it."""
    return [_copy(row) for row in library.connection.execute(_COPIES, (withdrawal_id,))]


def last_to_come(library: Library, withdrawal_id: int) -> tuple[str, str] | None:
    """(title, day) of the copy on a list that came last into the library, by its batch or its own day."""
    row = library.connection.execute(
        "SELECT t.title, coalesce(b.day, c.entered) AS came FROM withdrawal_copy wc JOIN copy c ON c.id = wc.copy_id"
        " JOIN title t ON t.id = c.title_id LEFT JOIN batch b ON b.id = c.batch_id"
        " WHERE wc.withdrawal_id = ? AND c.status <> 'withdrawn' AND came IS NOT NULL ORDER BY came DESC LIMIT 1",
        (withdrawal_id,),
    ).fetchone()
    return (row[0], row[1]) if row else None


def lists_of(library: Library, copy_ids: Sequence[int]) -> dict[int, Listing]:
    """Where each of these copies stands that is on a list."""
    found: dict[int, Listing] = {}
    for chunk in chunks(copy_ids):
        rows = library.connection.execute(
            "SELECT wc.copy_id, wc.id, w.id, w.name, w.state, wc.reason FROM withdrawal_copy wc JOIN withdrawal w"
            f" ON w.id = wc.withdrawal_id WHERE wc.copy_id IN ({', '.join('?' * len(chunk))})",
            chunk,
        )
        found.update({row[0]: Listing(*row[1:]) for row in rows})
    return found


def chunks(ids: Sequence[int]) -> Iterable[list[int]]:
    for first in range(0, len(ids), CHUNK):
        yield list(ids[first : first + CHUNK])


def withdrawn_between(library: Library, first: date, last: date) -> list[WithdrawnLine]:
    """What left from `first` to `last`, both included: by day, list, class letter and reason, for the registers.

    A copy that left without a list, as a lost one that was replaced, has no list and no reason.
    """
    lines: dict[tuple[Any, ...], list[tuple[int, int]]] = {}
    for row in library.connection.execute(_WITHDRAWN, (first.isoformat(), last.isoformat())):
        lines.setdefault((*row[:6], class_letter(row[6])), []).append((row[7], row[8] or 0))
    return [_line(key, copies) for key, copies in lines.items()]


def _line(key: tuple[Any, ...], copies: Sequence[tuple[int, int]]) -> WithdrawnLine:
    day, withdrawal_id, name, approval_no, disposal, reason, letter = key
    return WithdrawnLine(
        date.fromisoformat(day), withdrawal_id, name or "", approval_no or "", disposal or "", reason or "", letter,
        len({title_id for title_id, _fen in copies}), len(copies), sum(fen for _id, fen in copies),
    )  # fmt: skip


def _list(row: Any) -> WithdrawalRow:
    return WithdrawalRow(
        row[0], row[1], date.fromisoformat(row[2]), row[3], row[4] or "", _day(row[5]), row[6] or "", row[7] or "",
        _day(row[8]), row[9] or "", row[10], row[11], row[12], row[13] or 0, row[14] or 0,
        row[15],
    )  # fmt: skip


def _copy(row: Any) -> ListedCopy:
    return ListedCopy(
        row[0], row[1], row[2], row[3] or "", row[4] or "", row[5] or "", row[6] or "", row[7] or "", row[8] or "",
        row[9] or "", row[10], row[11], row[12], Waiter(*row[14:21]) if row[14] is not None else None, _day(row[13]),
        row[21] or "",
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
