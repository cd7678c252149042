"""Loans of a period, read month by month, so that a long one can tell how far it is and be stopped.

`in_house` loans are for the reading room and counted apart. A loan counts for the class and kind of its own day. Who
borrowed is a person: accounts of classes and departments have loans, but are no readers.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from libdesk.domain.calendar import month_end
from libdesk.domain.progress import Progress
from libdesk.domain.reader_form import ACCOUNTS
from libdesk.domain.registers.sums import class_letter
from libdesk.domain.reports.readership import Group
from libdesk.store.database import Library
from libdesk.store.queries.reporting.holdings import LETTER


class Lent(NamedTuple):
    """Loans, and the different persons to whom they were made."""

    loans: int
    readers: set[int]


def _nothing() -> Lent:
    return Lent(0, set())


@dataclass(slots=True)
class Tally:
    """Loans and different persons: in all, by month (2026-03), by kind of reader, by class and kind."""

    loans: int = 0
    readers: set[int] = field(default_factory=set)
    months: dict[str, tuple[int, int]] = field(default_factory=dict)
    kinds: dict[str, Lent] = field(default_factory=lambda: defaultdict(_nothing))
    groups: dict[Group, Lent] = field(default_factory=lambda: defaultdict(_nothing))

    def add(self, group: Group, reader: int, count: int) -> None:
        of_kind, of_group = self.kinds[group[0]], self.groups[group]
        if group[0] not in ACCOUNTS:
            for sums in (of_kind, of_group):
                sums.readers.add(reader)
        self.kinds[group[0]] = Lent(of_kind.loans + count, of_kind.readers)
        self.groups[group] = Lent(of_group.loans + count, of_group.readers)


def tally(library: Library, first: date, last: date, progress: Progress | None = None) -> Tally:
    """Raises Cancelled."""
    found = Tally()
    for month, start, end in months_of(library, first, last, progress or Progress()):
        rows = library.fetch(
            "SELECT reader_kind, stage, entry_year, class_no, reader_id, count(*) FROM loan"
            " WHERE lent_day BETWEEN ? AND ? AND in_house = 0 GROUP BY 1, 2, 3, 4, 5",
            start, end,
        )  # fmt: skip
        of_month: set[int] = set()
        loans = 0
        for *group, reader_id, count in rows:
            loans += count
            if group[0] not in ACCOUNTS:
                of_month.add(reader_id)
            found.add((group[0], group[1], group[2], group[3]), reader_id, count)
        found.months[month] = (loans, len(of_month))
        found.loans += loans
        found.readers |= of_month
    return found


@dataclass(frozen=True, slots=True)
class Subjects:
    """Loans by (basic class, kind of item), and (title, loans) of the titles that were lent most."""

    classes: dict[tuple[str, str], int]
    most: list[tuple[int, int]]


def by_subject(library: Library, first: date, last: date, most: int, progress: Progress | None = None) -> Subjects:
    """What was lent by subject: each copy's title and class are read once, then the loans. Raises Cancelled."""
    progress = progress or Progress()
    last_copy, last_title = library.fetch("SELECT (SELECT max(id) FROM copy), (SELECT max(id) FROM title)")[0]
    titles, codes = array("I", bytes(4 * ((last_copy or 0) + 1))), array("H", bytes(2 * ((last_copy or 0) + 1)))
    names: dict[tuple[str, str], int] = {}
    cursor = library.connection.execute(
        f"SELECT c.id, c.title_id, {LETTER}, c.item_kind FROM copy c JOIN title t ON t.id = c.title_id"
    )
    while rows := cursor.fetchmany(20_000):
        progress.step(0, 1)
        for copy_id, title_id, letter, kind in rows:
            titles[copy_id] = title_id
            codes[copy_id] = names.setdefault((class_letter(letter), kind), len(names))
    counts, lent = Counter[int](), array("I", bytes(4 * ((last_title or 0) + 1)))
    for _month, start, end in months_of(library, first, last, progress):
        cursor = library.connection.execute(
            "SELECT copy_id FROM loan WHERE lent_day BETWEEN ? AND ? AND in_house = 0", (start, end)
        )
        while rows := cursor.fetchmany(50_000):
            copies = [row[0] for row in rows]
            counts.update(map(codes.__getitem__, copies))
            for copy_id in copies:
                lent[titles[copy_id]] += 1
    by_code = {code: name for name, code in names.items()}
    top = sorted((title for title in range(len(lent)) if lent[title]), key=lambda title: -lent[title])[:most]
    return Subjects({by_code[code]: count for code, count in counts.items()}, [(title, lent[title]) for title in top])


def titles_named(library: Library, ids: list[int]) -> dict[int, tuple[str, str, str]]:
    """(title, author, call number) by the number of the title."""
    import json

    rows = library.fetch(
        "SELECT id, title, coalesce(author, ''), coalesce(call_no, '') FROM title"
        " WHERE id IN (SELECT value FROM json_each(?))",
        json.dumps(ids),
    )  # fmt: skip
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def months_of(library: Library, first: date, last: date, progress: Progress) -> Iterator[tuple[str, str, str]]:
    """(month, first day, last day) of each month of the period in which anything can have been lent."""
    earliest = library.fetch("SELECT min(lent_day) FROM loan")[0][0]
    if earliest is None:
        return
    first = max(first, date.fromisoformat(earliest))
    months = max(0, (last.year - first.year) * 12 + last.month - first.month + 1)
    for done in range(months):
        progress.step(done, months)
        year, month = divmod(first.year * 12 + first.month - 1 + done, 12)
        begin = date(year, month + 1, 1)
        yield begin.isoformat()[:7], max(begin, first).isoformat(), min(month_end(begin), last).isoformat()
    progress.step(months, months)


def copies_by_subject(library: Library) -> dict[tuple[str, str], int]:
    """Copies that are there, by (basic class, kind of item); issues among them, since they are lent too."""
    rows = library.fetch(
        f"""SELECT {LETTER}, c.item_kind, count(*) FROM copy c JOIN title t ON t.id = c.title_id
        WHERE c.status <> 'withdrawn' GROUP BY 1, 2"""
    )
    found = Counter[tuple[str, str]]()
    for letter, kind, count in rows:
        found[class_letter(letter), kind] += count
    return found
