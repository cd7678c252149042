"""The sample school as a library file: rows written at once into a new file, with the index and one journal entry."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, Final

from libdesk.demo.activities import activities
from libdesk.demo.aids import aids, boxes
from libdesk.demo.binding import binding_rows
from libdesk.demo.cataloguing import Batches, after_copies, before_copies
from libdesk.demo.helpers import appointments, desk_work, helper_rows, shifts
from libdesk.demo.leaders import leaders
from libdesk.demo.past import RULES, Loan, instant
from libdesk.demo.plan import plan_rows
from libdesk.demo.repairs import repairs
from libdesk.demo.schedule import schedule
from libdesk.demo.school import QUEUED, School
from libdesk.demo.serials import SampleSerials
from libdesk.demo.service import service
from libdesk.demo.shelving import on_trolley, shelves
from libdesk.demo.stocktakes import stocktakes
from libdesk.demo.terms import opening_hours
from libdesk.domain.arrivals import ALL
from libdesk.domain.charges import ChargeKind, loss_for
from libdesk.domain.classes import Stage
from libdesk.domain.names import sort_key
from libdesk.domain.ops import Op, Role
from libdesk.domain.settings import LibrarySettings, written
from libdesk.store import migrations, search
from libdesk.store.database import LIBRARY_ID_KEY, create_library, maintaining
from libdesk.store.queries.settings import rule_to_json

SCHOOL: Final = "阳光小学（示例数据）"
DAY_KEY: Final = "demo_day"  # settings that say of which day and which recipe a sample is
RECIPE_KEY: Final = "demo_recipe"
RECIPE: Final = 8  # raise it when the sample school changes: samples of before are then made anew
STOPPED: Final = {3: "卡片遗失，等待补办", 17: "家长要求暂停"}  # by how many places before the last reader
NEW_CARDS: Final = 5
SOURCE_NAMES: Final = {"purchase": "购买", "gift": "捐赠", "exchange": "交换"}


def write_sample(path: Path, school: School) -> None:
    """Write the school into a file that does not exist yet, in one transaction. Raises a LibraryFault."""
    create_library(path)
    with maintaining(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM setting WHERE key = ?", (LIBRARY_ID_KEY,))  # a sample is like any other
        for table, columns, rows in _tables(school):
            marks = ", ".join("?" * len(columns.split(",")))
            connection.executemany(f"INSERT INTO {table}({columns}) VALUES ({marks})", rows)
        stock = school.stock
        for table, count in (("title", len(stock.titles)), ("copy", len(stock.copies)), ("reader", len(school.people))):
            search.rows_added(connection, table, range(1, count + 1))
        _write_journal(connection, school)
        connection.execute("COMMIT")


def _write_journal(connection: sqlite3.Connection, school: School) -> None:
    """Entries without images: how the sample came about, first of all, and what helpers did is nothing to take back."""
    args = json.dumps({"titles": len(school.stock.titles), "copies": len(school.stock.copies)})
    connection.execute(
        "INSERT INTO journal(at, op, role, args, version) VALUES (?, ?, ?, ?, ?)",
        (_midnight(school.today), Op.IMPORT_BOOKS, Role.SYSTEM, args, migrations.newest()),
    )
    connection.executemany(
        "INSERT INTO journal(at, op, role, shift_id, args, version) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (at, op, Role.HELPER, shift, json.dumps(what), migrations.newest())
            for at, op, shift, what in desk_work(school)
        ],
    )


_TITLE_COLUMNS: Final = (
    "id, kind, title, author, publisher, year, isbn, price_fen, class_no, series, call_no, added, queued, issn,"
    " post_code"
)
_COPY_COLUMNS: Final = (
    "id, title_id, volume_id, item_kind, accession_no, place_id, call_no, price_fen, source, entered, status, damage,"
    " batch_id, waiting, withdrawn_day, trolley, issue_id"
)
_LOAN_COLUMNS: Final = (
    "copy_id, reader_id, in_house, lent, lent_day, due, renewals, returned, returned_day, outcome, claimed_day,"
    " reader_kind, stage, entry_year, class_no"
)
Table = tuple[str, str, Iterable[tuple[Any, ...]]]


def _tables(school: School) -> Iterator[Table]:
    """Table, columns, rows; what others point at comes first."""
    yield "setting", "key, value", _settings(school.today)
    rules = [(*key, rule_to_json(rule)) for key, rule in RULES.rules.items()]
    yield "lending_rule", "reader_kind, item_kind, rule", rules
    yield "term", "name, first_day, last_day", [(t.name, _iso(t.first), _iso(t.last)) for t in school.calendar.terms]
    exceptions = sorted(school.calendar.exceptions.items())
    yield "calendar_day", "day, open, name", [(_iso(day), int(x.open), x.name) for day, x in exceptions]
    yield "opening", "place_id, weekday, from_time, to_time, name", opening_hours()
    yield from _readers(school)
    yield from _books(school)
    yield from after_copies(school)
    yield from shelves(school)
    yield from binding_rows(school.last_year, school.today)
    yield "barcode", "code_key, printed, reader_id, copy_id, state, since, until", _barcodes(school)
    yield from _lending(school)
    yield from stocktakes(school)
    yield from plan_rows(school)
    yield from leaders(school)
    yield from helper_rows(school)
    yield from service(school)
    yield from activities(school)
    yield from schedule(school)
    yield from aids(school)
    yield from boxes(school)


def _settings(today: date) -> list[tuple[str, str]]:
    own = {"school": SCHOOL, "demo": True}
    assert own.keys() <= set(LibrarySettings._fields)
    stored = {**own, DAY_KEY: today.isoformat(), RECIPE_KEY: RECIPE}
    return [(key, written(value)) for key, value in stored.items()]


def _readers(school: School) -> Iterator[Table]:
    people, suspended = school.people, school.present.suspended
    stopped = {len(people) - before: why for before, why in STOPPED.items()}
    yield (
        "reader",
        "kind, name, sort_name, school_no, department, responsible_id, state, stopped_why, suspended_until, joined",
        [
            (
                person.kind, person.name, sort_key(person.name), person.school_no, person.department,
                None if person.responsible is None else person.responsible + 1,
                "stopped" if number in stopped else "active", stopped.get(number),
                _iso_or_none(suspended.get(number)), f"{person.entered}-09-01" if person.entered else None,
            )
            for number, person in enumerate(people, start=1)
        ],
    )  # fmt: skip
    yield (
        "enrolment",
        "reader_id, stage, entry_year, class_no, seat, from_day",
        [
            (number, Stage.PRIMARY, person.entered, person.class_no, person.seat, f"{person.entered}-09-01")
            for number, person in enumerate(people, start=1)
            if person.entered
        ],
    )
    yield "appointment", "reader_id, from_day, to_day, until", appointments(school)
    yield "shift", "reader_id, started, ended", shifts(school)


def _books(school: School) -> Iterator[Table]:
    stock, batches = school.stock, Batches(school)
    yield from before_copies(school, batches)
    serials = SampleSerials(stock, school.last_year, school.calendar, school.today)
    gone = _iso(school.today - timedelta(days=60))
    trolley = on_trolley(school, batches.waiting)
    yield (
        "title",
        _TITLE_COLUMNS,
        [
            (*row[:11], _midnight(row[11]), int(row[2] == QUEUED), *serials.codes.get(row[0], (None, None)))
            for row in stock.titles
        ],
    )
    yield from serials.before_copies()
    yield "volume", "id, title_id, label, ordinal", stock.volumes
    yield (
        "copy",
        _COPY_COLUMNS,
        [
            (
                copy.id, copy.title_id, copy.volume_id, copy.item_kind,
                None if copy.id in serials.issue_of else f"{copy.id:08d}", copy.place, copy.call_no,
                copy.price_fen, SOURCE_NAMES.get(copy.source, copy.source), _iso(batches.day(copy)), copy.status,
                copy.damage, batches.of(copy), int(ALL) if copy.id in batches.waiting else 0,
                gone if copy.status == "withdrawn" else None, trolley.get(copy.id), serials.issue_of.get(copy.id),
            )
            for copy in stock.copies
        ],
    )  # fmt: skip
    yield from serials.after_copies()


def _barcodes(school: School) -> Iterator[tuple[Any, ...]]:
    """Copies 0000001 …, cards R000001 …; some cards were lost and replaced, and the old ones stay known."""
    first = _midnight(school.calendar.terms[0].first)
    replaced = _midnight(school.calendar.terms[2].first)
    readers = len(school.people)
    again = {readers - 11 * nth: readers + nth for nth in range(1, NEW_CARDS + 1)}
    for number in range(1, readers + 1):
        lost = number in again
        code = f"R{number:06d}"
        yield (code, code, number, None, "lost" if lost else "active", first, replaced if lost else None)
    for number, card in again.items():
        yield (f"R{card:06d}", f"R{card:06d}", number, None, "active", replaced, None)
    for copy in school.stock.copies:
        code = f"{copy.id:07d}"
        yield (code, code, None, copy.id, "active", _midnight(copy.entered), None)


def _lending(school: School) -> Iterator[Table]:
    present = school.present
    yield (
        "loan",
        _LOAN_COLUMNS,
        map(_loan, present.loans),
    )
    yield "house_use", "copy_id, reader_id, used, used_day", present.house_uses
    yield (
        "hold",
        "title_id, volume_id, reader_id, placed, state, copy_id, expires",
        [
            (
                hold.title_id,
                hold.volume_id,
                hold.reader,
                hold.placed,
                hold.state,
                hold.copy_id,
                _iso_or_none(hold.expires),
            )
            for hold in present.holds
        ],
    )
    yield from repairs(school)
    yield "suspension", "reader_id, loan_id, from_day, until, overdue_days, reckoned", present.suspensions
    yield (
        "charge",
        "reader_id, loan_id, copy_id, kind, amount_fen, reckoned, made_day",
        [_loss(number, loan) for number, loan in enumerate(present.loans, start=1) if loan.outcome == "lost"],
    )


def _loss(loan_id: int, loan: Loan) -> tuple[Any, ...]:
    """What the reader of a lost copy owes; nothing of it is settled yet."""
    owed = loss_for(loan.copy.price_fen, 100)
    made = _iso_or_none(loan.back)
    return (loan.reader.id, loan_id, loan.copy.id, ChargeKind.LOSS.value, owed.amount_fen, owed.kept, made)


def _loan(loan: Loan) -> tuple[Any, ...]:
    reader = loan.reader
    return (
        loan.copy.id, reader.id, int(loan.in_house), loan.lent, _iso(loan.lent_day), _iso(loan.due), loan.renewals,
        loan.returned, _iso_or_none(loan.back), loan.outcome, _iso_or_none(loan.claimed), reader.kind,
        Stage.PRIMARY if reader.entered else None, reader.entered, reader.class_no,
    )  # fmt: skip


def _iso(day: date) -> str:
    return day.isoformat()


def _iso_or_none(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _midnight(day: date) -> int:
    return instant(day, time.min)
