"""Figures for reports: of a period by the loans' own snapshot of class and kind, of this moment by what is out now."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from libdesk.domain.reader_form import ACCOUNTS
from libdesk.domain.report_spans import Span, SpanLoans
from libdesk.domain.reports.readership import Group
from libdesk.domain.rows.reports import Figures, GroupLoans, GroupOverdue, OverdueLoan, Standing
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS
from libdesk.store.queries.reporting.holdings import HERE
from libdesk.store.queries.reporting.out import ASKED_BACK, CAME_BACK, LENT, LENT_BEYOND, OUT, OVERDUE
from libdesk.store.queries.reporting.people import readers_by_group
from libdesk.store.queries.reporting.room_use import ROOM_USE

_PERSON: Final = f"reader_kind NOT IN {ACCOUNTS}"  # of a loan
# Day and number of what was lent, returned, read in the room, mended, between two days.
_BY_DAY: Final = (
    f"lent_day, count(*) {LENT}",
    f"returned_day, count(*) {CAME_BACK}",
    f"day, sum(uses) FROM ({ROOM_USE})",
    "closed_day, count(*) FROM damage WHERE closed_day BETWEEN :first AND :last AND state = 'shelved'",
)


def figures(library: Library, first: date, last: date) -> Figures:
    """What was done from first to last; use in the reading room is counted for itself."""
    row = library.connection.execute(
        f"""SELECT (SELECT count(*) {LENT}), (SELECT count(*) {CAME_BACK}),
             (SELECT count(DISTINCT reader_id) {LENT} AND {_PERSON}),
             (SELECT coalesce(sum(uses), 0) FROM ({ROOM_USE}))""",
        {"first": first.isoformat(), "last": last.isoformat()},
    ).fetchone()
    return Figures(*row)


def first_day(library: Library) -> date | None:
    """The first day on which anything was lent or read in the room."""
    row = library.fetch(
        """SELECT min(day) FROM (SELECT min(lent_day) AS day FROM loan UNION ALL SELECT min(used_day) FROM house_use
           UNION ALL SELECT min(day) FROM room_use)"""
    )[0]
    return date.fromisoformat(row[0]) if row[0] else None


def standing(library: Library, today: date) -> Standing:
    row = library.connection.execute(
        f"""SELECT (SELECT count(*) FROM copy c WHERE {HERE}),
             (SELECT count(*) FROM reader WHERE state IN ('active', 'stopped')),
             (SELECT count(*) FROM loan l WHERE {OUT}), count(*), count(DISTINCT l.reader_id)
           FROM loan l WHERE {OVERDUE}""",
        {"today": today.isoformat()},
    ).fetchone()
    return Standing(*row)


def out_on(library: Library, day: date) -> tuple[int, int]:
    """How many copies readers had in the evening of a past day, and how many of them were overdue then.

    A loan that was renewed since is judged by the day that it was due at last.
    """
    row = library.connection.execute(
        """SELECT count(*), coalesce(sum(due < :day), 0) FROM (
             SELECT due FROM loan WHERE returned_day > :day AND lent_day <= :day AND in_house = 0
             UNION ALL SELECT due FROM loan WHERE returned IS NULL AND lent_day <= :day AND in_house = 0)""",
        {"day": day.isoformat()},
    ).fetchone()
    return row[0], row[1]


def loans_by_group(
    library: Library, first: date, last: date, here: Mapping[Group, int] | None = None
) -> list[GroupLoans]:
    """Loans of every class, also of those that borrowed nothing, then of teachers and the other kinds of reader.

    The account of a class or a department stands there only if something was lent to it, without readers: it is none.
    A loan counts for the class in which its reader was when it was made. `here`: how many readers each group had;
    None: those of today.
    """
    loans = library.connection.execute(
        f"""SELECT reader_kind, stage, entry_year, class_no, count(*),
             count(DISTINCT CASE WHEN {_PERSON} THEN reader_id END) {LENT} GROUP BY 1, 2, 3, 4""",
        {"first": first.isoformat(), "last": last.isoformat()},
    ).fetchall()
    lent = {row[:4]: row[4:] for row in loans}
    here = readers_by_group(library) if here is None else here
    here = {group: count for group, count in here.items() if group[0] not in ACCOUNTS}
    found = [GroupLoans(*(*group, *lent.get(group, (0, 0)), here.get(group, 0))) for group in {**here, **lent}]
    return sorted(found, key=lambda row: row.group_key)


def loans_by_span(library: Library, spans: Sequence[Span]) -> list[SpanLoans]:
    """What was lent and returned in each of these spans, which follow each other, and what the back room counted.

    Loans into the reading room are none; `read` is all that was read there.
    """
    if not spans:
        return []
    values = {"first": spans[0].first.isoformat(), "last": spans[-1].last.isoformat()}
    counts = []
    for counted in _BY_DAY:
        found = library.connection.execute(f"SELECT {counted} GROUP BY 1", values)
        counts.append({date.fromisoformat(day): count for day, count in found})
    return [SpanLoans(span, *(span.sum_of(count) for count in counts)) for span in spans]


def overdue_by_group(library: Library, today: date) -> list[GroupOverdue]:
    """What each class has overdue now; nobody's name."""
    rows = library.connection.execute(
        f"""SELECT r.kind, e.stage, e.entry_year, e.class_no, count(*), count(DISTINCT r.id), min(l.due)
           FROM loan l JOIN reader r ON r.id = l.reader_id
           {LAST_CLASS} WHERE {OVERDUE} GROUP BY 1, 2, 3, 4""",
        {"today": today.isoformat()},
    )
    found = [GroupOverdue(*(*row[:6], date.fromisoformat(row[6]))) for row in rows]
    return sorted(found, key=lambda row: row.group_key)


def overdue_loans(library: Library, today: date) -> list[OverdueLoan]:
    """Every copy that is overdue with its reader, by class and pinyin: for those who may find readers."""
    return _loans(library, OVERDUE, today)


def asked_back(library: Library, today: date, ends: date = date.max) -> list[OverdueLoan]:
    """Every copy that is asked back of a reader when a term ends on a day, as `overdue_loans`."""
    return _loans(library, ASKED_BACK, today, ends)


def lent_beyond(library: Library, today: date, ends: date) -> int:
    """How many copies are out until after the end of the term, and not asked back."""
    days = {"today": today.isoformat(), "ends": ends.isoformat()}
    count: int = library.connection.execute(f"SELECT count(*) FROM loan l WHERE {LENT_BEYOND}", days).fetchone()[0]
    return count


def returned_by_group(library: Library, first: date, last: date) -> dict[Group, int]:
    """How many copies came back between two days, by the kind and class of their readers then."""
    rows = library.connection.execute(
        f"SELECT reader_kind, stage, entry_year, class_no, count(*) {CAME_BACK} GROUP BY 1, 2, 3, 4",
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    return {(row[0], row[1], row[2], row[3]): row[4] for row in rows}


def _loans(library: Library, where: str, today: date, ends: date = date.max) -> list[OverdueLoan]:
    rows = library.connection.execute(
        f"""SELECT r.kind, e.stage, e.entry_year, e.class_no, l.id, r.name, r.sort_name, t.title, v.label,
             (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
             l.due, r.id
           FROM loan l JOIN reader r ON r.id = l.reader_id JOIN copy c ON c.id = l.copy_id
           JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
           {LAST_CLASS} WHERE {where}""",
        {"today": today.isoformat(), "ends": ends.isoformat()},
    )
    found = [
        OverdueLoan(*(*row[:7], _name(row[7], row[8]), row[9] or "", date.fromisoformat(row[10]), row[11]))
        for row in rows
    ]
    return sorted(found, key=lambda row: row.list_key)


def _name(title: str, volume: str | None) -> str:
    return f"{title}({volume})" if volume else title
