"""Binding: the lists for the bindery with what stands on them, and the issues of a year that could be bound."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.rows.bindings import BindingRow, BoundLine, BoundWhere, SerialYear
from libdesk.domain.serials.binding import Piece, Standing, YearIssue, read_gaps
from libdesk.domain.serials.names import IssueKind, IssueName
from libdesk.store.database import Library

MOST: Final = 300
_CODE: Final = (
    "(SELECT k.printed FROM barcode k WHERE k.copy_id = {copy} AND k.state = 'active' ORDER BY k.id DESC LIMIT 1)"
)
_LISTS: Final = """
SELECT b.id, b.name, b.made_day, b.state, b.bindery, b.sent_day, b.back_day, b.note,
  (SELECT count(*) FROM bound_volume v WHERE v.binding_id = b.id),
  (SELECT count(*) FROM damage d WHERE d.binding_id = b.id),
  (SELECT count(*) FROM bound_volume v WHERE v.binding_id = b.id AND v.shelved_day IS NOT NULL),
  (SELECT sum(c.price_fen) FROM bound_volume v JOIN copy c ON c.id = v.copy_id WHERE v.binding_id = b.id),
  coalesce((SELECT sum(v.cost_fen) FROM bound_volume v WHERE v.binding_id = b.id), 0)
    + coalesce((SELECT sum(d.cost_fen) FROM damage d WHERE d.binding_id = b.id), 0)
FROM binding b {which} ORDER BY b.state = 'done', coalesce(b.sent_day, b.made_day) DESC, b.id DESC LIMIT :limit"""
_VOLUMES: Final = f"""
SELECT bv.id, c.id, t.id, t.title, coalesce(v.label, bv.label), t.issn, c.call_no, {_CODE.format(copy="c.id")},
  c.accession_no, c.place_id, p.name, c.price_fen, bv.cost_fen, bv.year, bv.gaps, c.status, c.waiting, bv.shelved_day,
  (SELECT b.state FROM binding b WHERE b.id = bv.binding_id)
FROM bound_volume bv JOIN copy c ON c.id = bv.copy_id JOIN title t ON t.id = c.title_id
LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id
WHERE {{where}} ORDER BY bv.id"""
_BOOKS: Final = f"""
SELECT d.id, c.id, t.id, t.title || coalesce('(' || v.label || ')', ''), t.isbn, coalesce(c.call_no, t.call_no),
  {_CODE.format(copy="c.id")}, c.accession_no, c.place_id, p.name, coalesce(c.price_fen, v.price_fen, t.price_fen),
  d.cost_fen, c.status, d.degree, d.state
FROM damage d JOIN copy c ON c.id = d.copy_id JOIN title t ON t.id = c.title_id
LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id
WHERE {{where}} ORDER BY d.id"""
_MEMBERS: Final = """
SELECT p.bound_id, s.year, i.number, i.kind, coalesce(i.volume, ''), coalesce(i.total_no, ''), i.expected
FROM piece p JOIN issue i ON i.id = p.issue_id JOIN subscription s ON s.id = i.subscription_id
WHERE p.bound_id IN (SELECT id FROM bound_volume WHERE {where})
ORDER BY p.bound_id, s.first_day, s.id, i.seq, i.id"""
_ISSUES: Final = """
SELECT i.id, i.kind, coalesce(i.volume, ''), i.number, coalesce(i.total_no, ''), i.expected, i.skipped,
  coalesce(i.copies, s.copies)
FROM subscription s JOIN issue i ON i.subscription_id = s.id WHERE s.title_id = ? AND s.year = ?
  AND (s.stopped_day IS NULL OR coalesce(i.expected, '9') <= s.stopped_day
       OR EXISTS(SELECT 1 FROM piece p WHERE p.issue_id = i.id))
ORDER BY s.first_day, s.id, i.seq, i.id"""
# What stands in a volume, with the volume's label; who has what is on loan.
_PIECES: Final = f"""
SELECT p.issue_id, p.id, p.state, p.copy_id, {_CODE.format(copy="p.copy_id")}, p.bound_id,
  (SELECT coalesce(v.label, bv.label) FROM bound_volume bv JOIN copy b ON b.id = bv.copy_id
   LEFT JOIN volume v ON v.id = b.volume_id WHERE bv.id = p.bound_id),
  c.status, (SELECT r.name FROM loan l JOIN reader r ON r.id = l.reader_id
             WHERE l.copy_id = c.id AND l.returned IS NULL),
  coalesce(c.price_fen, s.issue_fen, t.price_fen), s.place_id
FROM subscription s JOIN title t ON t.id = s.title_id JOIN issue i ON i.subscription_id = s.id
JOIN piece p ON p.issue_id = i.id LEFT JOIN copy c ON c.id = p.copy_id
WHERE s.title_id = ? AND s.year = ? ORDER BY p.id"""
_YEARS: Final = """
SELECT s.title_id, t.title, s.year, count(DISTINCT i.id), count(p.id), coalesce(t.issn, '')
FROM subscription s JOIN title t ON t.id = s.title_id JOIN issue i ON i.subscription_id = s.id
LEFT JOIN piece p ON p.issue_id = i.id AND p.bound_id IS NULL AND CASE WHEN p.copy_id IS NULL THEN p.state = 'here'
  ELSE EXISTS(SELECT 1 FROM copy c WHERE c.id = p.copy_id AND c.status = 'shelf') END
GROUP BY s.title_id, s.year ORDER BY count(p.id) = 0, s.year DESC, t.title, s.title_id LIMIT ?"""
_WHERE: Final = f"""
SELECT bv.id, bv.binding_id, t.title || '(' || coalesce(v.label, bv.label) || ')', {_CODE.format(copy="b.id")},
  b.id <> :copy
FROM copy c JOIN copy b ON b.id = coalesce(c.bound_into_id, c.id) JOIN bound_volume bv ON bv.copy_id = b.id
JOIN title t ON t.id = b.title_id LEFT JOIN volume v ON v.id = b.volume_id WHERE c.id = :copy"""
_STANDINGS: Final = {
    "shelf": Standing.HERE, "loan": Standing.LENT, "in_house": Standing.LENT, "hold": Standing.HELD,
    "repair": Standing.REPAIR,
}  # fmt: skip
_KEPT: Final = {"here": Standing.HERE, "lost": Standing.LOST, "gone": Standing.RUINED}


def bindings(library: Library, *, limit: int = MOST) -> list[BindingRow]:
    """The lists, those at work on top, then the latest."""
    return [_list(row) for row in library.connection.execute(_LISTS.format(which=""), {"limit": limit})]


def binding(library: Library, binding_id: int) -> BindingRow | None:
    sql = _LISTS.format(which="WHERE b.id = :id")
    row = library.connection.execute(sql, {"id": binding_id, "limit": 1}).fetchone()
    return _list(row) if row else None


def lines_of(library: Library, binding_id: int) -> list[BoundLine]:
    """The volumes of a list with their issues, then the books that go along."""
    return volumes_of(library, binding_id) + [
        _book(row) for row in library.connection.execute(_BOOKS.format(where="d.binding_id = ?"), (binding_id,))
    ]


def volumes_of(library: Library, binding_id: int) -> list[BoundLine]:
    return _lines(library, "binding_id = ?", "bv.binding_id = ?", binding_id)


def volume(library: Library, volume_id: int) -> BoundLine | None:
    return next(iter(_lines(library, "id = ?", "bv.id = ?", volume_id)), None)


def books_for_bindery(library: Library) -> list[BoundLine]:
    """Books in repair that are to go to the bindery and stand on no list yet."""
    sql = _BOOKS.format(where="d.state = 'bindery' AND d.binding_id IS NULL")
    return [_book(row) for row in library.connection.execute(sql)]


def years(library: Library, *, limit: int = MOST) -> list[SerialYear]:
    """Titles and years of which issues were expected; those of which something can be bound on top."""
    return [SerialYear(*row) for row in library.connection.execute(_YEARS, (limit,))]


def year_issues(library: Library, title_id: int, year: int, today: date) -> list[YearIssue]:
    """The numbers of a title's year in the order of their appearance, those of several subscriptions taken together.

    What would have come after a subscription was stopped is none of them.
    """
    pieces: dict[int, list[Piece]] = {}
    for issue_id, *row in library.connection.execute(_PIECES, (title_id, year)):
        pieces.setdefault(issue_id, []).append(_piece(row))
    found: dict[tuple[str, str, str], YearIssue] = {}
    for row in library.connection.execute(_ISSUES, (title_id, year)):
        issue_id, kind, volume_no, number, total_no, expected, skipped, wanted = row
        name = IssueName(year, number, IssueKind(kind), volume_no, total_no)
        own = tuple(pieces.get(issue_id, ()))
        here = found.get((kind, volume_no, number))
        if here is None:
            day = _day(expected)
            made = YearIssue(issue_id, name, day, wanted, bool(skipped), own, day is not None and day > today)
        else:
            made = YearIssue(
                here.key, here.name, here.day or _day(expected), here.wanted + wanted, here.skipped and bool(skipped),
                here.pieces + own, here.to_come,
            )  # fmt: skip
        found[kind, volume_no, number] = made
    return list(found.values())


def bound_where(library: Library, copy_id: int) -> BoundWhere | None:
    """The volume that this copy is, or that it is bound into."""
    row = library.connection.execute(_WHERE, {"copy": copy_id}).fetchone()
    return BoundWhere(row[0], row[1], row[2], row[3] or "", bool(row[4])) if row else None


def year_of_copy(library: Library, copy_id: int) -> tuple[int, int] | None:
    """(title, year) of a copy that is an issue."""
    row: tuple[int, int] | None = library.connection.execute(
        "SELECT s.title_id, s.year FROM copy c JOIN issue i ON i.id = c.issue_id"
        " JOIN subscription s ON s.id = i.subscription_id WHERE c.id = ?",
        (copy_id,),
    ).fetchone()
    return row


def bound_among(library: Library, copy_ids: Iterable[int]) -> set[int]:
    """Those of these copies that are bound volumes or part of one."""
    rows = library.connection.execute(
        "SELECT c.id FROM copy c WHERE c.id IN (SELECT value FROM json_each(?)) AND (c.bound_into_id IS NOT NULL"
        " OR EXISTS(SELECT 1 FROM bound_volume v WHERE v.copy_id = c.id))",
        (json.dumps(sorted(copy_ids)),),
    )
    return {row[0] for row in rows}


def _lines(library: Library, of_volumes: str, of_lines: str, value: int) -> list[BoundLine]:
    members: dict[int, list[tuple[IssueName, date | None]]] = {}
    for bound_id, year, number, kind, volume_no, total_no, expected in library.connection.execute(
        _MEMBERS.format(where=of_volumes), (value,)
    ):
        name = IssueName(year, number, IssueKind(kind), volume_no, total_no)
        members.setdefault(bound_id, []).append((name, _day(expected)))
    rows = library.connection.execute(_VOLUMES.format(where=of_lines), (value,))
    return [_volume(row, members.get(row[0], ())) for row in rows]


def _list(row: Any) -> BindingRow:
    return BindingRow(
        row[0], row[1], date.fromisoformat(row[2]), row[3], row[4] or "", _day(row[5]), _day(row[6]), row[7] or "",
        row[8], row[9], row[10], row[11] or 0, row[12],
    )  # fmt: skip


def _volume(row: Any, issues: Sequence[tuple[IssueName, date | None]]) -> BoundLine:
    return BoundLine(
        row[0], row[1], row[2], row[3], row[4], row[5] or "", row[6] or "", row[7] or "", row[8] or "", row[9],
        row[10] or "", row[11], row[12], row[13], tuple(issues), read_gaps(row[14]), row[15], row[16], _day(row[17]),
        row[18],
    )  # fmt: skip


def _book(row: Any) -> BoundLine:
    return BoundLine(
        0, row[1], row[2], row[3], "", row[4] or "", row[5] or "", row[6] or "", row[7] or "", row[8], row[9] or "",
        row[10], row[11], status=row[12], damage_id=row[0], degree=row[13], damage_state=row[14],
    )  # fmt: skip


def _piece(row: Sequence[Any]) -> Piece:
    piece_id, state, copy_id, barcode, bound_id, label, status, reader, price_fen, place_id = row
    if bound_id is not None:
        standing, where = Standing.BOUND, label or ""
    elif copy_id is None:
        standing, where = _KEPT[state], ""
    else:
        standing, where = _STANDINGS.get(status, _KEPT["gone" if state == "gone" else "lost"]), reader or ""
    return Piece(piece_id, standing, copy_id, barcode or "", where, price_fen, place_id)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
