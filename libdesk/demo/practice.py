"""The sample library as the practice mode has it: with the pupils and books that the drills are played with.

One is made a day and kept; each drill gets a copy of it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from libdesk.domain.classes import Stage, entry_year, school_year_of
from libdesk.domain.drill_cast import BOOK_OF, BOOKS, CLASS_NO, GRADE, PUPIL_OF, PUPILS
from libdesk.domain.names import sort_key
from libdesk.store import migrations, search
from libdesk.store.database import maintaining

NUMBERED: Final = 900_001
"""The cast stands behind whatever the sample school has."""
RECIPE: Final = 1  # raise it when the cast changes
LENT_BEFORE: Final = 9  # days
LEFT: Final = 2  # open days until the cast's books are due
PLACE: Final = 1
Rows = tuple[str, str, list[tuple[Any, ...]]]


def practice_sample(folder: Path, today: date) -> Path:
    """Today's sample with the cast in it, made where it does not stand yet. Raises a LibraryFault or an OSError."""
    from libdesk.demo import make_demo
    from libdesk.demo.file import RECIPE as SCHOOL_RECIPE

    path = folder / f"sample-{migrations.newest()}-{SCHOOL_RECIPE}-{RECIPE}.libdesk"
    if not path.exists():
        with TemporaryDirectory(prefix="new-", dir=folder, ignore_cleanup_errors=True) as made:
            part = Path(made) / path.name
            make_demo(part, today=today)
            _write_cast(part, today)
            part.replace(path)
    return path


def _write_cast(path: Path, today: date) -> None:
    with maintaining(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for table, columns, rows in _tables(today):
            marks = ", ".join("?" * len(columns.split(",")))
            connection.executemany(f"INSERT INTO {table}({columns}) VALUES ({marks})", rows)
        for table, count in (("reader", len(PUPILS)), ("title", len(_titles())), ("copy", len(BOOKS))):
            search.rows_added(connection, table, range(NUMBERED, NUMBERED + count))
        connection.execute("COMMIT")


def _titles() -> list[tuple[str, str, str]]:
    """(title, author, isbn), once where two copies are of one book."""
    return list(dict.fromkeys((book.title, book.author, book.isbn) for book in BOOKS))


def _tables(today: date) -> Iterator[Rows]:
    from libdesk.demo.past import NOON, instant
    from libdesk.demo.terms import sample_calendar

    entered, day = entry_year(GRADE, Stage.PRIMARY, school_year_of(today)), today - timedelta(days=LENT_BEFORE)
    since, due = instant(day, NOON), sample_calendar(today).add_open_days(today, LEFT)
    readers = {pupil.code: NUMBERED + place for place, pupil in enumerate(PUPILS)}
    copies = {book.code: NUMBERED + place for place, book in enumerate(BOOKS)}
    titles = {key: NUMBERED + place for place, key in enumerate(_titles())}
    of = {book.code: titles[book.title, book.author, book.isbn] for book in BOOKS}
    yield (
        "reader", "id, kind, name, sort_name, state, stopped_why",
        [(readers[one.code], "pupil", one.name, sort_key(one.name), "stopped" if one.stopped else "active",
          one.stopped or None) for one in PUPILS],
    )  # fmt: skip
    yield (
        "enrolment", "reader_id, stage, entry_year, class_no, seat, from_day",
        [(readers[one.code], Stage.PRIMARY, entered, CLASS_NO, one.seat, f"{entered}-09-01") for one in PUPILS],
    )  # fmt: skip
    yield (
        "title", "id, kind, title, author, isbn, class_no, added",
        [(number, "book", title, author, isbn or None, "I287", since)
         for (title, author, isbn), number in titles.items()],
    )  # fmt: skip
    yield (
        "copy", "id, title_id, item_kind, place_id, call_no, source, entered, status",
        [(copies[one.code], of[one.code], "book", PLACE, f"I287/{9_000 + of[one.code] - NUMBERED}", "购买",
          day.isoformat(), "loan" if one.lent_to else "shelf") for one in BOOKS],
    )  # fmt: skip
    yield (
        "barcode", "code_key, printed, reader_id, copy_id, state, since",
        [*((one.code, one.code, readers[one.code], None, "active", since) for one in PUPIL_OF.values()),
         *((one.code, one.code, None, copies[one.code], "active", since) for one in BOOK_OF.values())],
    )  # fmt: skip
    yield (
        "loan", "copy_id, reader_id, lent, lent_day, due, reader_kind, stage, entry_year, class_no",
        [(copies[one.code], readers[one.lent_to], since, day.isoformat(), due.isoformat(), "pupil", Stage.PRIMARY,
          entered, CLASS_NO) for one in BOOKS if one.lent_to],
    )  # fmt: skip
    yield (
        "hold", "title_id, reader_id, placed, state",
        [(of[one.code], readers[one.wanted_by], since + 1_000, "waiting") for one in BOOKS if one.wanted_by],
    )  # fmt: skip
