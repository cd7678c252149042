"""Small builders for tests: a real library file, a desk with a clock that can be set, books, readers, terms.

What they add goes through actions of a librarian, so index and journal are as in a school's library.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.loans import LoanRefused
from libdesk.domain.ops import Op, Role
from libdesk.domain.reasons import Reason
from libdesk.domain.rulebook import ANY, DEFAULT_RULES, RuleBook
from libdesk.domain.settings import written
from libdesk.store.database import LIBRARY_ID_KEY, Library, create_library, keep_library_id
from libdesk.store.queries.settings import rule_to_json
from libdesk.store.tables import (
    Appointment,
    Barcode,
    CalendarDay,
    Copy,
    Enrolment,
    LendingRule,
    Reader,
    Setting,
    Term,
    Title,
    Volume,
)

TODAY: Final = date(2026, 3, 9)  # a Monday in the middle of a term, no holiday near
ZONE: Final = ZoneInfo("Asia/Shanghai")


class Clock:
    """A clock that stands still until it is told to go on; ten in the morning in Shanghai to begin with."""

    def __init__(self, today: date = TODAY) -> None:
        self.now = datetime.combine(today, time(10), ZONE).astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def advance(self, *, days: int = 0, seconds: int = 0) -> None:
        self.now += timedelta(days=days, seconds=seconds)


@dataclass(frozen=True, slots=True)
class BookMade:
    title_id: int
    volume_id: int | None
    copy_ids: tuple[int, ...]
    barcodes: tuple[str, ...]

    @property
    def copy_id(self) -> int:
        """The first copy, for books that have but one."""
        return self.copy_ids[0]


@dataclass(frozen=True, slots=True)
class ReaderMade:
    id: int
    card: str


@cache
def _empty_library() -> bytes:
    """What create_library writes, once for all tests of a process, but for the number by which a library is known."""
    with TemporaryDirectory(prefix="libdesk-empty-") as folder:
        path = Path(folder) / "empty.libdesk"
        create_library(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("DELETE FROM setting WHERE key = ?", (LIBRARY_ID_KEY,))
        return path.read_bytes()


def make_library(folder: Path) -> Path:
    """A new, empty library file in `folder`."""
    path = folder / "school.libdesk"
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:  # as create_library, it never takes the place of another
        file.write(_empty_library())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = off")  # no power fails between here and the test
        keep_library_id(connection)
    return path


def make_desk(path: Path, role: Role = Role.LIBRARIAN, today: date = TODAY, *, clock: Clock | None = None) -> Desk:
    """A desk with a connection of its own; close it with `desk.library.close()`."""
    return Desk(Library(path), clock=clock or Clock(today), actor=Actor(role))


def as_librarian(desk: Desk) -> Desk:
    """A librarian's desk on the same connection and clock, for what a helper may not do."""
    return Desk(desk.library, clock=desk._clock, actor=Actor(Role.LIBRARIAN))


def add_book(
    desk: Desk, title: str, *, copies: int = 1, barcodes: Sequence[str] | None = None, isbn: str | None = None,
    item_kind: str = "book", call_no: str | None = None, volume: str | None = None, author: str | None = None,
    title_id: int | None = None,
) -> BookMade:  # fmt: skip
    """A title with copies on the shelf. `volume`: its copies are of this volume; `title_id`: more of a known title."""
    with as_librarian(desk).action(Op.IMPORT_BOOKS) as act:
        if title_id is None:
            title_id = act.add(Title, title=title, isbn=isbn, author=author, added=act.at)
        volume_id = None
        if volume is not None:
            ordinal = act.connection.execute("SELECT count(*) FROM volume WHERE title_id = ?", (title_id,)).fetchone()[
                0
            ]
            volume_id = act.add(Volume, title_id=title_id, label=volume, ordinal=ordinal + 1)
        copy_ids = []
        for _nth in range(copies if barcodes is None else len(barcodes)):
            copy_ids.append(act.add(Copy, title_id=title_id, volume_id=volume_id, item_kind=item_kind, call_no=call_no))
        printed = barcodes if barcodes is not None else [f"{copy_id:07d}" for copy_id in copy_ids]
        for copy_id, code in zip(copy_ids, printed, strict=True):
            act.add(Barcode, code_key=fold_barcode(code), printed=code, copy_id=copy_id, since=act.at)
    return BookMade(title_id, volume_id, tuple(copy_ids), tuple(printed))


def add_reader(
    desk: Desk, name: str, *, kind: str = "pupil", stage: str = "primary", entry_year: int = 2022, class_no: int = 3,
    card: str | None = None, seat: int | None = None, helper: bool = False, expires: date | None = None,
    school_no: str | None = None,
) -> ReaderMade:  # fmt: skip
    """A reader with a card; a pupil or a class account stands in a class, a `helper` is appointed."""
    with as_librarian(desk).action(Op.IMPORT_READERS) as act:
        last = expires.isoformat() if expires else None
        reader_id = act.add(Reader, kind=kind, name=name, school_no=school_no, expires=last)
        if kind in ("pupil", "class"):
            act.add(
                Enrolment, reader_id=reader_id, stage=stage, entry_year=entry_year, class_no=class_no, seat=seat,
                from_day=f"{entry_year}-09-01",
            )  # fmt: skip
        code = card or f"R{reader_id:06d}"
        act.add(Barcode, code_key=fold_barcode(code), printed=code, reader_id=reader_id, since=act.at)
        if helper:
            act.add(Appointment, reader_id=reader_id, from_day=desk.today.isoformat())
    return ReaderMade(reader_id, code)


def add_term(desk: Desk, first: date, last: date, name: str = "") -> int:
    """A school term, both days included."""
    librarian = as_librarian(desk)
    with librarian.action(Op.EDIT_CALENDAR) as act:
        term_id = act.add(Term, name=name, first_day=first.isoformat(), last_day=last.isoformat())
    desk.forget()
    return term_id


def set_rule(desk: Desk, kind: str = "pupil", item_kind: str = ANY, **values: Any) -> None:
    """Change numbers of a lending rule; what is not named stays as it is by default."""
    rule = replace(RuleBook(DEFAULT_RULES).rule(kind, item_kind), **values)
    with as_librarian(desk).action(Op.EDIT_RULES) as act:
        act.add(LendingRule, reader_kind=kind, item_kind=item_kind, rule=rule_to_json(rule))
    desk.forget()


def set_setting(desk: Desk, key: str, value: object) -> None:
    """Store one of the library's settings."""
    with as_librarian(desk).action(Op.EDIT_SETTINGS) as act:
        act.add(Setting, key=key, value=written(value))
    desk.forget()


def close_days(desk: Desk, *days: date, name: str = "") -> None:
    """Days on which the library is closed against the week."""
    with as_librarian(desk).action(Op.EDIT_CALENDAR) as act:
        for day in days:
            act.add(CalendarDay, day=day.isoformat(), open=False, name=name)
    desk.forget()


def change_reader(desk: Desk, reader: ReaderMade, **values: Any) -> None:
    """What a librarian does to a reader: stop the card, let it expire, suspend."""
    with as_librarian(desk).action(Op.IMPORT_READERS) as act:
        act.change(Reader, reader.id, **values)


def change_copy(desk: Desk, copy_id: int, **values: Any) -> None:
    """What a librarian does to a copy: to repair, withdrawn, missing."""
    with as_librarian(desk).action(Op.IMPORT_BOOKS) as act:
        act.change(Copy, copy_id, **values)


def status(desk: Desk, copy_id: int) -> str:
    """Where a copy is."""
    return str(desk.library.connection.execute("SELECT status FROM copy WHERE id = ?", (copy_id,)).fetchone()[0])


def count(desk: Desk, query: str, *arguments: object) -> int:
    """The number that a query gives."""
    return int(desk.library.connection.execute(query, arguments).fetchone()[0])


def refusal(desk: Desk, copy_id: int, reader_id: int, **how: Any) -> tuple[Reason, ...]:
    """Every reason for which this loan is refused; fails when it is not."""
    with pytest.raises(LoanRefused) as caught:
        lend(desk, copy_id=copy_id, reader_id=reader_id, **how)
    return caught.value.reasons
