"""Issues with what came of them: of a subscription, of a year, of a span of days, late ones, the one that just came."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from libdesk.domain.rows.serials import CameRow, IssueRow, PieceRow, SubscriptionRow
from libdesk.domain.serials.names import IssueKind, IssueName
from libdesk.store.database import Library
from libdesk.store.queries.serials.subscriptions import COLUMNS, FROM, HERE, WIDTH, subscription_of
from libdesk.store.queries.settings import library_settings

# The year in an issue's name: its subscription's, or of one that runs over New Year that in which it appears.
YEAR: Final = (
    "CASE WHEN substr(s.first_day, 1, 4) = substr(s.last_day, 1, 4) THEN s.year"
    " ELSE coalesce(CAST(substr(i.expected, 1, 4) AS INTEGER), s.year) END"
)
_NAME: Final = f"{YEAR}, i.number, i.kind, coalesce(i.volume, ''), coalesce(i.total_no, '')"
_ISSUES: Final = f"""
SELECT {COLUMNS}, i.id, i.seq, {_NAME}, i.expected, i.skipped, i.copies, coalesce(i.note, ''),
  (SELECT count(*) FROM piece p WHERE p.issue_id = i.id AND {HERE}),
  (SELECT count(*) FROM piece p WHERE p.issue_id = i.id AND NOT ({HERE})),
  (SELECT count(*) FROM piece p WHERE p.issue_id = i.id AND p.bound_id IS NOT NULL),
  (SELECT count(*) FROM claim c WHERE c.issue_id = i.id), (SELECT max(day) FROM claim c WHERE c.issue_id = i.id)
FROM issue i JOIN {FROM.replace("subscription s JOIN", "subscription s ON s.id = i.subscription_id JOIN")}"""
_AWAITED: Final = (
    "NOT i.skipped AND (s.stopped_day IS NULL OR coalesce(i.expected, '9') <= s.stopped_day) AND"
    " (SELECT count(*) FROM piece p WHERE p.issue_id = i.id) < coalesce(i.copies, s.copies)"
)
_ORDER: Final = "ORDER BY i.subscription_id, i.seq, i.id"


def of_subscription(library: Library, subscription_id: int) -> list[IssueRow]:
    return _rows(library, "i.subscription_id = ?", (subscription_id,))


def of_year(library: Library, year: int) -> list[IssueRow]:
    """Every issue of the subscriptions of a year."""
    return _rows(library, "s.year = ?", (year,))


def by_id(library: Library, issue_ids: Iterable[int]) -> list[IssueRow]:
    return _rows(library, "i.id IN (SELECT value FROM json_each(?))", (json.dumps(list(issue_ids)),))


def issue(library: Library, issue_id: int) -> IssueRow | None:
    return next(iter(by_id(library, [issue_id])), None)


def awaited(library: Library, today: date, *, ahead: int = 0) -> list[IssueRow]:
    """What is still to come of all that runs, to so many days from now; what nobody knows the day of stands last."""
    until = (today + timedelta(days=ahead)).isoformat()
    return _rows(
        library, f"{_AWAITED} AND coalesce(i.expected, ?) <= ? AND s.last_day >= ?",
        (today.isoformat(), until, (today - timedelta(days=400)).isoformat()),
    )  # fmt: skip


def awaited_of_titles(library: Library, title_ids: Iterable[int]) -> list[IssueRow]:
    """What is still to come of these titles, whenever that is, in the order of appearance."""
    where = f"{_AWAITED} AND s.title_id IN (SELECT value FROM json_each(?))"
    rows = _rows(library, where, (json.dumps(list(title_ids)),))
    return sorted(rows, key=lambda row: (row.subscription.first, row.seq))


def of_titles(library: Library, title_ids: Iterable[int], day: date) -> list[IssueRow]:
    """Every issue of the subscriptions of these titles that cover a day."""
    given = json.dumps(list(title_ids))
    where = "s.title_id IN (SELECT value FROM json_each(?)) AND s.first_day <= ? AND s.last_day >= ?"
    return _rows(library, where, (given, day.isoformat(), (day - timedelta(days=60)).isoformat()))


def late(library: Library, today: date) -> list[IssueRow]:
    """Issues that are late, the latest first; those that were claimed stay until they come."""
    rows = _rows(library, f"{_AWAITED} AND i.expected < ?", (today.isoformat(),))
    return sorted((row for row in rows if row.is_late(today)), key=lambda row: (row.expected or today, row.id))


def expected_between(library: Library, first: date, last: date) -> list[IssueRow]:
    """What was to come from one day to another, what came of it included, by day."""
    rows = _rows(library, "i.expected BETWEEN ? AND ?", (first.isoformat(), last.isoformat()))
    return sorted((row for row in rows if not row.off or row.here), key=_by_day)


def _by_day(row: IssueRow) -> tuple[Any, ...]:
    return (row.expected or date.max, row.subscription.kind == "newspaper", row.subscription.title, row.seq)


def pieces(library: Library, issue_id: int) -> list[PieceRow]:
    rows = library.connection.execute(
        "SELECT p.id, p.issue_id, p.arrived_day, p.state, p.copy_id, coalesce((SELECT b.printed FROM barcode b"
        " WHERE b.copy_id = p.copy_id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1), ''), coalesce(k.status, ''),"
        " p.bound_id IS NOT NULL FROM piece p LEFT JOIN copy k ON k.id = p.copy_id WHERE p.issue_id = ? ORDER BY p.id",
        (issue_id,),
    )
    return [
        PieceRow(
            row[0], row[1], date.fromisoformat(row[2]), _state(row[3], row[6]), row[4], row[5], row[6], bool(row[7])
        )
        for row in rows
    ]


def _state(kept: str, status: str) -> str:
    """How it is with a piece: where it has a barcode its copy may have been lost or found since."""
    if not status:
        return kept
    if status not in ("lost", "missing"):
        return "here"
    return kept if kept != "here" else "lost"


def issues_of_pieces(library: Library, piece_ids: Iterable[int]) -> list[int]:
    """The issues that these are copies of."""
    rows = library.connection.execute(
        "SELECT DISTINCT issue_id FROM piece WHERE id IN (SELECT value FROM json_each(?)) ORDER BY issue_id",
        (json.dumps(list(piece_ids)),),
    )
    return [row[0] for row in rows]


def piece_ids(library: Library, issue_id: int, day: date) -> list[int]:
    """What came of an issue on a day."""
    rows = library.connection.execute(
        "SELECT id FROM piece WHERE issue_id = ? AND arrived_day = ? ORDER BY id", (issue_id, day.isoformat())
    )
    return [row[0] for row in rows]


def came_on(library: Library, day: date) -> list[CameRow]:
    """What came on a day, the last first."""
    found = library.connection.execute(
        "SELECT p.issue_id, group_concat(p.id) FROM piece p WHERE p.arrived_day = ? GROUP BY p.issue_id"
        " ORDER BY max(p.id) DESC",
        (day.isoformat(),),
    ).fetchall()
    rows = {row.id: row for row in by_id(library, [issue_id for issue_id, _ids in found])}
    came = []
    for issue_id, ids in found:
        row, numbers = rows[issue_id], tuple(sorted(map(int, ids.split(","))))
        came.append(CameRow(issue_id, row.subscription.title, row.name, len(numbers), row.awaited, numbers))
    return came


def issue_of_copy(library: Library, copy_id: int) -> IssueName | None:
    """The issue that a copy is."""
    row = library.connection.execute(
        f"SELECT {_NAME} FROM copy k JOIN issue i ON i.id = k.issue_id JOIN subscription s ON s.id = i.subscription_id"
        " WHERE k.id = ?",
        (copy_id,),
    ).fetchone()
    return _name(row) if row else None


def last_of(library: Library, subscription: SubscriptionRow) -> IssueRow | None:
    """The last issue of a subscription that bears a number."""
    rows = [row for row in of_subscription(library, subscription.id) if row.kind is not IssueKind.SUPPLEMENT]
    return rows[-1] if rows else None


def _rows(library: Library, where: str, values: tuple[object, ...]) -> list[IssueRow]:
    kept, settings = dict[int, SubscriptionRow](), library_settings(library)
    found = []
    for row in library.connection.execute(f"{_ISSUES} WHERE {where} {_ORDER}", values):
        owner = kept.get(row[0])
        if owner is None:
            owner = kept[row[0]] = subscription_of(row[:WIDTH], settings)
        found.append(_issue(owner, row[WIDTH:]))
    return found


def _issue(owner: SubscriptionRow, row: tuple[Any, ...]) -> IssueRow:
    return IssueRow(
        id=row[0], subscription=owner, seq=row[1], name=_name(row[2:7]),
        expected=date.fromisoformat(row[7]) if row[7] else None, skipped=bool(row[8]), own_copies=row[9], note=row[10],
        here=row[11], lost=row[12], bound=row[13], claims=row[14],
        last_claim=date.fromisoformat(row[15]) if row[15] else None,
    )  # fmt: skip


def _name(row: tuple[Any, ...]) -> IssueName:
    return IssueName(row[0], row[1], IssueKind(row[2]), row[3], row[4])
